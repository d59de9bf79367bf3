"""Jobs that misbehave, each in its own way, and one that draws, for tests of what ends them."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import vl_convert

from plangraph.graph.jobs import Done
from plangraph.ontology.errors import InvalidDataError

_ready: list[str] = []


def prepare() -> None:
    """Called once, before any of them."""
    _ready.append("ready")


def echo(told: dict[str, Any], body: bytes) -> Done:
    """What it was told, and its bytes turned round."""
    return Done({**told, "ready": len(_ready), "process": os.getpid()}, body[::-1])


def hang(_: dict[str, Any], __: bytes) -> Done:
    """Never done."""
    while True:
        time.sleep(1)


def spin(_: dict[str, Any], __: bytes) -> Done:
    """Never done, and busy."""
    while True:
        pass


def eat(_: dict[str, Any], __: bytes) -> Done:
    """More and more memory."""
    eaten = []
    while True:
        eaten.append(b"a" * 10_000_000)


def crash(_: dict[str, Any], __: bytes) -> Done:
    """As a reader written in C does."""
    os.abort()


def refuse(_: dict[str, Any], __: bytes) -> Done:
    """As a reader does that finds a mistake."""
    raise InvalidDataError("This is wrong.", where="line 1", advice="Mend it.", malformed=True)


def blunder(_: dict[str, Any], __: bytes) -> Done:
    """As a program does that has a mistake."""
    raise KeyError("nothing")


def call_out(told: dict[str, Any], __: bytes) -> Done:
    """Every way out; what each met."""
    ways = {
        "connect": lambda: socket.create_connection(("127.0.0.1", told["port"]), timeout=5),
        "pair": socket.socketpair,
        "name": lambda: socket.getaddrinfo("example.org", 80),
        "write": lambda: Path(told["path"]).write_text("x"),
        "append": lambda: os.open(told["path"], os.O_WRONLY | os.O_APPEND | os.O_CREAT),
        "remove": lambda: Path(told["there"]).unlink(),
        "move": lambda: Path(told["there"]).rename(told["path"]),
        "folder": lambda: Path(told["path"]).mkdir(),
        "kill": lambda: os.kill(os.getppid(), 0),
        "run": lambda: subprocess.run([sys.executable, "-c", "1"], check=True),
    }
    met = {}
    for name, go in ways.items():
        try:
            go()
            met[name] = ""
        except OSError as problem:
            met[name] = type(problem).__name__
    return Done(met, b"")


def read_file(told: dict[str, Any], _: bytes) -> Done:
    """A file, which a font is."""
    return Done({}, Path(told["path"]).read_bytes())


def draw(_: dict[str, Any], svg: bytes) -> Done:
    """A picture with the fonts of the machine."""
    return Done({}, vl_convert.svg_to_png(svg.decode()))
