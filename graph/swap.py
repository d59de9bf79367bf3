"""A whole new state of a store's folder in the place of the old, in one step that is never half.

The new state is prepared in a folder inside the store's folder. Renaming that folder to ``next`` is
the step: before it the store is the old one, after it the new one, whoever is killed when. Moving
the parts to their places is left to whoever opens the folder next.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from plangraph.ontology.errors import StoreError

NEXT: Final = "next"
PARTS: Final = ("oxigraph", "versions", "generation", "search.sqlite3")
_SCRATCH: Final = "scratch"


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While the block runs, nobody else opens the folder for writing or swaps it."""
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def swap(folder: Path, prepared: Path) -> None:
    """Let a prepared folder, on the same disk, be the state of the store from now on.

    To be called :func:`alone`, while nobody uses the engine; :func:`settle` does the rest.

    Raises:
        OSError: Nothing has changed.
    """
    settle(folder)
    for path in (*prepared.rglob("*"), prepared):
        _to_disk(path)
    prepared.rename(folder / NEXT)
    _to_disk(folder)


def settle(folder: Path) -> None:
    """Move what a swap left to its places; to be called :func:`alone`, the engine not open.

    It can be cut off anywhere and called again.
    """
    waiting = folder / NEXT
    if not waiting.is_dir():
        return
    for name in PARTS:
        if (waiting / name).exists():
            _drop(folder / name)
            _drop(folder / f"{name}-journal")  # what a cut-off write of the old index left
            (waiting / name).rename(folder / name)
    shutil.rmtree(waiting)


def current(folder: Path, name: str) -> Path:
    """Where a part of the store is: in its place, or where a swap left it."""
    waiting = folder / NEXT / name
    return waiting if waiting.exists() else folder / name


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder for the moment inside a store's folder, so that files can be linked and moved.

    What others left who were killed is removed on the way.

    Raises:
        StoreError: Nothing can be written there.
    """
    try:
        room = folder / _SCRATCH
        own = _own(room)
    except OSError as problem:
        raise StoreError(
            f"Nothing can be written there ({problem.strerror}).",
            where=str(folder),
            advice="Work as the user whom the folder belongs to.",
        ) from problem
    number = os.open(own, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)  # until this process ends
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)
        os.close(number)
        with contextlib.suppress(OSError):
            room.rmdir()  # unless others work there


def _own(room: Path) -> Path:
    room.mkdir(exist_ok=True)
    _tidy(room)
    try:
        return Path(tempfile.mkdtemp(dir=room))
    except FileNotFoundError:  # another process was done just now, and removed the room
        room.mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(dir=room))


def _tidy(room: Path) -> None:
    for left in room.iterdir():
        with contextlib.suppress(OSError):
            number = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(number)


def _drop(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
