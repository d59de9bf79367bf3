"""Nurseries of both kinds over the same quads, for tests that hold for either."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from plangraph.graph.nursery import CopyNursery, ForkNursery
from plangraph.graph.opening import ENGINE_FOLDER
from plangraph.graph.snapshots import SnapshotNursery
from plangraph.graph.worker import Limits

KINDS = ("fork", "snapshot")


class Bred(NamedTuple):
    """A nursery, and how a write reaches it: the update, and the name of the state after it."""

    nursery: CopyNursery
    write: Callable[[str, str], None]


@contextmanager
def bred(kind: str, quads: bytes, folder: Path, limits: Limits) -> Iterator[Bred]:
    """A nursery of a kind whose workers know some quads, in the state ``one``."""
    make = _forked if kind == "fork" else _opened
    found = make(quads, folder, limits)
    yield found
    found.nursery.close()


def _forked(quads: bytes, folder: Path, limits: Limits) -> Bred:
    dump = folder / "dump.nq"
    dump.write_bytes(quads)
    nursery = ForkNursery(dump, "one", limits)
    return Bred(nursery, nursery.apply)


def _opened(quads: bytes, folder: Path, limits: Limits) -> Bred:
    (folder / ENGINE_FOLDER).mkdir()
    engine = ox.Store(str(folder / ENGINE_FOLDER))
    engine.load(quads, ox.RdfFormat.N_QUADS)
    state = ["one"]

    def take(copy: Path) -> str:
        engine.backup(str(copy))
        return state[0]

    nursery = SnapshotNursery(folder, take, limits)

    def write(update: str, generation: str) -> None:
        engine.update(update)
        state[0] = generation
        nursery.apply(update, generation)

    return Bred(nursery, write)
