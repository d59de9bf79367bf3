"""Jobs other than queries for killable workers: reading a stranger's file, drawing a picture.

A job is a function of this package, known by ``module:name``. A process imports it once, lets its
module prepare (``prepare()``: whatever it would otherwise load or open later, when a worker may
open nothing any more), and does it in a fresh worker each time.

One is asked for by a frame ``J`` (which job, what it is told) and frames ``B`` (its bytes, the last
one empty); it is answered as a query is, see :mod:`plangraph.graph.worker`.
"""

import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from plangraph.graph.frames import CHUNK, Frame, frame_of, receive, send, tell
from plangraph.graph.refusals import words_of
from plangraph.ontology.errors import PlanGraphError


class Done(NamedTuple):
    """What a job gives.

    Attributes:
        told: What whoever asked needs to know of it, as JSON.
        body: Its bytes.
    """

    told: dict[str, Any]
    body: bytes


Job = Callable[[dict[str, Any], bytes], Done]


def load_jobs(names: Sequence[str]) -> dict[str, Job]:
    """The functions of these names, their modules imported and prepared.

    Raises:
        ImportError: There is no such module, or no such function in it.
    """
    modules = {name: import_module(name.partition(":")[0]) for name in names}
    for module in dict.fromkeys(modules.values()):
        getattr(module, "prepare", _nothing)()
    return {name: _function(name, module) for name, module in modules.items()}


def _function(name: str, module: ModuleType) -> Job:
    job: Job | None = getattr(module, name.partition(":")[2], None)
    if job is None:
        raise ImportError(f"there is no job {name}")
    return job


def frames_of(name: str, told: Mapping[str, Any], pieces: Iterable[bytes] = ()) -> Iterator[Frame]:
    """A job as it travels to a worker."""
    yield frame_of(b"J", job=name, told=dict(told))
    for piece in pieces:
        if piece:
            yield Frame(b"B", piece)
    yield Frame(b"B", b"")


def do_job(jobs: Mapping[str, Job], line: socket.socket, asked: Frame) -> None:
    """Do what a frame asks for and answer."""
    told = asked.told()
    body = bytearray()
    while piece := receive(line).body:
        body += piece
    try:
        done = jobs[told["job"]](told["told"], bytes(body))
    except PlanGraphError as error:
        tell(
            line, b"X", **(_MEMORY if isinstance(error.__cause__, MemoryError) else words_of(error))
        )
        return
    except MemoryError:
        tell(line, b"X", **_MEMORY)
        return
    except Exception as fault:  # noqa: BLE001  whoever asked hears of it and logs it
        tell(line, b"X", kind="fault", what=f"{type(fault).__name__}: {fault}")
        return
    tell(line, b"H", **done.told)
    for start in range(0, len(done.body), CHUNK):
        send(line, b"D", done.body[start : start + CHUNK])
    send(line, b"E")


_MEMORY = {"kind": "memory"}


def _nothing() -> None:
    """What a module without ``prepare`` prepares."""
