"""The command that looks at the machine: doctor."""

import importlib.util
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import typer

from plangraph import library, options, terminal
from plangraph.ontology.errors import PlanGraphError

EXTRAS = {"report": ("vl_convert", "docx")}
Finding = tuple[str, str, str]  # ok, note or fault; what; in words


def doctor(
    *,
    host: options.Host = None,
    port: options.Port = None,
    store: options.Store = options.STORE,
) -> None:
    """Look whether this machine has what PlanGraph needs; exit code 1 if something is wrong.

    A note is no fault: what is missing there is needed for some commands only.
    """
    findings = [check() for check in _checks(host, port, store)]
    terminal.show_table(["", "what", "found"], findings)
    if any(mark == "fault" for mark, _, _ in findings):
        raise typer.Exit(1)


def _checks(host: str | None, port: int | None, store: str) -> list[Callable[[], Finding]]:
    return [
        _python,
        lambda: _store(store),
        lambda: _port(host or "127.0.0.1", 8000 if port is None else port),
        *(lambda name=name: _extra(name) for name in EXTRAS),
        _font,
    ]


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return ("ok" if sys.version_info >= (3, 11) else "fault", "Python", found)


def _store(place: str) -> Finding:
    if place != library.IN_MEMORY and "://" not in place and not Path(place).exists():
        return "note", "store", f"{place} is not there yet; `plangraph add` makes it."
    try:
        with library.open(place, read_only=True) as graph:
            return "ok", "store", f"{place} holds {len(graph.plan_keys())} plans."
    except PlanGraphError as problem:
        return "fault", "store", str(problem)


def _port(host: str, port: int) -> Finding:
    try:
        socket.create_server((host, port), reuse_port=False).close()
    except OSError as problem:
        why = problem.strerror or str(problem)
        return "note", "port", f"{host}:{port} is taken ({why}); choose another with --port."
    return "ok", "port", f"{host}:{port} is free."


def _extra(name: str) -> Finding:
    gone = [one for one in EXTRAS[name] if importlib.util.find_spec(one) is None]
    if not gone:
        return "ok", f"extra {name}", "PNG, PDF and Word files can be written."
    advice = f"pip install 'plangraph[{name}]' for PNG, PDF and Word files."
    return "note", f"extra {name}", f"{', '.join(gone)} missing; {advice}"


def _font() -> Finding:
    from plangraph.viz.raster import converter

    if importlib.util.find_spec("vl_convert") is None:
        return "note", "Chinese font", "not looked for without the extra report."
    try:
        converter()
    except PlanGraphError as problem:
        return "fault", "Chinese font", str(problem)
    return "ok", "Chinese font", "Chinese characters can be drawn."
