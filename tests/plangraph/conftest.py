"""The command line, run in this process or as a program of its own, and a store to ask."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import plangraph
from plangraph.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process."""

    def call(*words: object) -> Ran:
        capfdbinary.readouterr()
        code = main([str(word) for word in words])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return call


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture(scope="session")
def start() -> Start:
    """Start a command as a program of its own, as a user's shell does."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # tests in the background hand it on
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def begin(
        *words: object,
        before: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        **more: Any,
    ) -> subprocess.Popen[bytes]:
        command = [*before, sys.executable, "-m", "plangraph.cli", *map(str, words)]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env={**os.environ, **(env or {})}, **(pipes | more))

    return begin


@pytest.fixture(scope="session")
def shell(start: Start) -> Run:
    """Run a command as a program of its own and wait for it."""

    def call(*words: object, **more: Any) -> Ran:
        with start(*words, **more) as process:
            out, err = process.communicate(timeout=120)
        return Ran(process.returncode, out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def plan() -> Path:
    """The bundled plan."""
    return plangraph.demo_plan()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the bundled plan; only for reading."""
    folder = tmp_path_factory.mktemp("shared") / "store"
    with plangraph.open(folder) as graph:
        graph.add(plangraph.to_graphs(plangraph.read(plangraph.demo_plan())))
    return folder
