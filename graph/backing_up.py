"""A store's folder to a backup, while a service may go on reading and writing.

The parts are made of one state of the store: of the folder itself, or, while a service runs on it,
of a copy that its writer makes in milliseconds.
"""

import gzip
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from plangraph.graph.backup_form import GRAPH, MANIFEST, Manifest, manifest_of
from plangraph.graph.client import WriterClient, connect
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.swap import current, scratch
from plangraph.ontology.errors import StoreError

TAR: Final = ".tar"  # a backup whose name ends so is a file, any other a folder


def back_up(folder: Path, target: Path) -> Manifest:
    """Write a backup of the store in a folder; the target is there whole, or not at all.

    Raises:
        StoreError: There is no store in the folder, the target is there already, or it cannot be
            written.
    """
    if target.exists():
        raise StoreError(
            "Something of that name is there already.",
            where=str(target),
            advice="Name a backup that is not, or remove it first.",
        )
    try:
        with tempfile.TemporaryDirectory(
            dir=target.absolute().parent, prefix=".backup-", ignore_cleanup_errors=True
        ) as room:
            parts = Path(room) / "parts"
            parts.mkdir()
            with _state(folder) as (store, versions):
                found = _write(store, versions, parts)
            (_pack(parts) if target.suffix == TAR else parts).rename(target)
    except OSError as problem:
        raise StoreError(
            f"The backup cannot be written ({problem.strerror}).",
            where=str(target),
            advice="Check that its folder is there and that the disk has room.",
        ) from problem
    return found


@contextmanager
def _state(folder: Path) -> Iterator[tuple[EmbeddedStore, Path]]:
    """One state of the store, which nobody changes, and its kept versions."""
    line = connect(folder)
    if line is None:
        with EmbeddedStore(folder, read_only=True) as store:
            yield store, current(folder, "versions")
        return
    with scratch(folder) as room, WriterClient(folder, line) as client:
        copy = room / "copy"
        client.backup(copy)
        with EmbeddedStore(copy, read_only=True) as store:
            yield store, copy / "versions"


def _write(store: EmbeddedStore, versions: Path, parts: Path) -> Manifest:
    if versions.is_dir():
        shutil.copytree(versions, parts / "versions", ignore=shutil.ignore_patterns("*.new"))
    with (parts / GRAPH).open("wb") as raw, _packing(raw) as packed:
        counting = _Counting(packed)
        store.dump(cast("IO[bytes]", counting))  # it is written to, no more
    found = manifest_of(parts, store.generation(), len(store.plan_keys()), counting.lines)
    (parts / MANIFEST).write_text(found.text(), encoding="utf-8")
    for path in (*parts.rglob("*"), parts):
        _to_disk(path)
    return found


def _packing(raw: IO[bytes]) -> gzip.GzipFile:
    """The same bytes in, the same bytes out: no name, no time."""
    return gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0)


class _Counting:
    """Passes bytes on and counts their lines; a literal of N-Quads holds no bare line feed."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self.lines = 0

    def write(self, piece: bytes) -> int:
        self.lines += piece.count(b"\n")
        return self._stream.write(piece)

    def flush(self) -> None:
        self._stream.flush()


def _pack(parts: Path) -> Path:
    """The parts in one file, the list first; no names of users, no times."""
    file = parts.with_suffix(TAR)
    names = sorted(path for path in parts.rglob("*") if path.is_file() and path.name != MANIFEST)
    with tarfile.open(file, "w", format=tarfile.PAX_FORMAT) as archive:
        for path in (parts / MANIFEST, *names):
            entry = tarfile.TarInfo(path.relative_to(parts).as_posix())
            entry.size, entry.mode = path.stat().st_size, 0o644
            with path.open("rb") as stream:
                archive.addfile(entry, stream)
    _to_disk(file)
    return file


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
