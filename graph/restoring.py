"""A backup to the state of a store's folder, whole or not at all, while a service may run on it.

A new store is built beside the old one from what was checked, and takes its place in one step
(:mod:`plangraph.graph.swap`). Tokens and other files of the folder stay as they are.
"""

import contextlib
import fcntl
import gzip
import os
import shutil
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from plangraph.graph.backup_form import (
    GRAPH,
    LONGEST_MANIFEST,
    MANIFEST,
    Manifest,
    damaged,
    foreign,
    measure,
    read_manifest,
)
from plangraph.graph.client import connect, exchange
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.generation import begin_marks
from plangraph.graph.opening import ENGINE_FOLDER, open_failed
from plangraph.graph.swap import alone, current, scratch, settle, swap
from plangraph.ontology.errors import StoreError

_PATIENCE: Final = 60.0  # seconds in which a service comes back with the new state


def restore(folder: Path, backup: Path) -> Manifest:
    """Let a folder hold what a backup holds, and nothing else of plans and graphs.

    The search index is made anew; the vocabulary is that of this release.

    Raises:
        InvalidDataError: It is no backup, or damaged, or of another base of IRIs; the folder is
            as it was.
        StoreError: It cannot be read, or the folder cannot be written; the folder is as it was.
    """
    if not os.access(backup, os.R_OK):
        raise StoreError(
            "There is no such backup, or this user may not read it.", where=str(backup)
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with scratch(folder) as room:
            found = _unpack(backup, room / "parts")
            _build(found, room / "parts", room / "store", current(folder, "generation"))
            _take_place(folder, room / "store")
    except OSError as problem:
        raise open_failed(folder, problem) from problem
    return found


def _unpack(backup: Path, parts: Path) -> Manifest:
    """The parts of a backup in a folder of their own, each as the list says."""
    (parts / "versions").mkdir(parents=True)
    where = str(backup)
    if backup.is_dir():
        if not (backup / MANIFEST).is_file():
            raise foreign(where)
        found = read_manifest((backup / MANIFEST).read_bytes(), where)
        for name in found.files:
            if not (backup / name).is_file():
                raise damaged(where, f"{name} is missing")
            with (backup / name).open("rb") as stream:
                _keep(stream, parts / name)
    else:
        found = _unpack_tar(backup, parts)
    for name, told in found.files.items():
        if not (parts / name).is_file():
            raise damaged(where, f"{name} is missing")
        if measure(parts / name) != told:
            raise damaged(where, f"{name} is not as it was written")
    return found


def _unpack_tar(backup: Path, parts: Path) -> Manifest:
    where = str(backup)
    try:
        archive = tarfile.open(backup, "r:")  # noqa: SIM115  (it is closed below)
    except tarfile.ReadError as problem:
        raise foreign(where) from problem
    with archive:
        found = _listed(archive, where)
        try:
            while entry := archive.next():
                if entry.name not in found.files or not entry.isreg():
                    raise damaged(where, f"it holds {entry.name!r}, which is not in its list")
                _keep(_content(archive, entry), parts / entry.name)
        except tarfile.ReadError as problem:
            raise damaged(where, str(problem)) from problem
    return found


def _listed(archive: tarfile.TarFile, where: str) -> Manifest:
    try:
        first = archive.next()
        if first is None or first.name != MANIFEST or first.size > LONGEST_MANIFEST:
            raise foreign(where)
        return read_manifest(_content(archive, first).read(), where)
    except tarfile.ReadError as problem:
        raise foreign(where) from problem


def _content(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(entry) if entry.isreg() else None
    if stream is None:
        raise tarfile.ReadError(f"{entry.name!r} is no file")
    return stream


def _keep(stream: IO[bytes], target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as kept:
        shutil.copyfileobj(stream, kept)


def _build(found: Manifest, parts: Path, target: Path, mark: Path) -> None:
    """A whole store in a folder, its index too.

    Args:
        found: The backup's list.
        parts: The backup's parts.
        target: The new folder.
        mark: The file with the mark of the state that is to be replaced, if there is one.
    """
    target.mkdir()
    engine = ox.Store(str(target / ENGINE_FOLDER))
    try:
        with gzip.open(parts / GRAPH, "rb") as quads:
            engine.bulk_load(cast("IO[bytes]", quads), ox.RdfFormat.N_QUADS)
        loaded = len(engine)
        engine.flush()
    except (SyntaxError, ValueError, EOFError, gzip.BadGzipFile) as problem:
        raise damaged(GRAPH, str(problem)) from problem
    finally:
        del engine  # lets go of the folder
    if loaded != found.quads:
        raise damaged(GRAPH, f"it holds {loaded} quads, its list says {found.quads}")
    (parts / "versions").rename(target / "versions")
    before = mark.read_text("ascii") if mark.exists() else ""
    begin_marks(target / "generation", before, "restored", found.generation)
    EmbeddedStore(target).close()  # writes the vocabulary and the index


def _take_place(folder: Path, prepared: Path) -> None:
    line = connect(folder)
    if line is None:
        with alone(folder), _nobody_else(folder):
            swap(folder, prepared)
            settle(folder)
        return
    with line:
        exchange(line, "swap", folder=str(prepared.absolute()))
    _wait_for(folder)


@contextlib.contextmanager
def _nobody_else(folder: Path) -> Iterator[None]:
    """Hold the engine's own lock, so that no process has the store open for writing.

    Raises:
        StoreError: One has.
    """
    lock = folder / ENGINE_FOLDER / "LOCK"
    with contextlib.ExitStack() as stack:
        if lock.exists():
            stream = stack.enter_context(lock.open("r+b"))
            try:
                fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError) as problem:
                raise StoreError(
                    "Another process holds the store.",
                    where=str(folder),
                    advice="Wait until it has ended (plangraph add, an update), then try again.",
                ) from problem
        yield


def _wait_for(folder: Path) -> None:
    """Return once the service has a writer for the new state."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        line = connect(folder)
        if line is not None:
            with line, contextlib.suppress(EOFError, OSError):
                exchange(line, "generation")
                return
        time.sleep(0.1)
    raise StoreError(
        "The backup is restored, but the service does not come back with it.",
        where=str(folder),
        advice="Start the service again.",
    )
