"""Every kind of store that PlanGraph has, each empty and ready to be opened.

A further kind is one more function in ``KINDS``; the tests of the contract then run over it, too.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import pytest

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.served import ServedStore
from plangraph.graph.store import Store
from plangraph.graph.writing import WriterProcess
from plangraph.ontology import iris
from tests.engines import Elsewhere


class Open(Protocol):
    """Opens a store."""

    def __call__(self, *, read_only: bool = False) -> Store: ...


@dataclass(frozen=True)
class Place:
    """Where a store is.

    Attributes:
        open: Opens it.
        lasts: It can be closed and opened again.
        shared: It can be opened twice at the same time.
        guarded: It can be opened for reading only.
        default: It has a default graph apart from the named ones.
        whole: A request whose later step fails leaves nothing behind.
    """

    open: Open
    lasts: bool = True
    shared: bool = True
    guarded: bool = True
    default: bool = True
    whole: bool = True


Kind = Callable[[pytest.FixtureRequest, Path], AbstractContextManager[Place]]


@contextmanager
def on_disk(_: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    """The store of a command: an engine of this process in a folder."""

    def open_it(*, read_only: bool = False) -> Store:
        return EmbeddedStore(folder / "store", read_only=read_only)

    yield Place(open_it, shared=False)


@contextmanager
def in_memory(_: pytest.FixtureRequest, __: Path) -> Iterator[Place]:
    """A store that goes with its process."""

    def open_it(*, read_only: bool = False) -> Store:
        return EmbeddedStore(read_only=read_only)

    yield Place(open_it, lasts=False, shared=False, guarded=False)


@contextmanager
def by_its_writer(request: pytest.FixtureRequest, _: Path) -> Iterator[Place]:
    """A folder that another process holds: all goes through its socket."""
    writer: WriterProcess = request.getfixturevalue("writer_process")
    with writer.client() as store:
        _empty(store)

    def open_it(*, read_only: bool = False) -> Store:
        assert not read_only
        return writer.client()

    yield Place(open_it, guarded=False)


def _empty(store: Store) -> None:
    """Take out all but the vocabulary."""
    for key in store.plan_keys():
        store.remove(key)
    rows = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").values()
    names = {str(row["g"]) for row in rows} - {iris.absolute(iris.VOCABULARY_GRAPH)}
    store.update(" ; ".join(["DROP DEFAULT", *(f"DROP GRAPH <{name}>" for name in names)]))


@contextmanager
def served(_: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    """A folder that a service answers from; commands that come later go through its writer."""

    def open_it(*, read_only: bool = False) -> Store:
        return ServedStore(folder / "store", read_only=read_only)

    yield Place(open_it, shared=False)


@contextmanager
def from_snapshots(_: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    """The same, its queries answered from snapshots on disk."""

    def open_it(*, read_only: bool = False) -> Store:
        return ServedStore(folder / "store", read_only=read_only, workers="snapshot")

    yield Place(open_it, shared=False)


@contextmanager
def in_oxigraph(request: pytest.FixtureRequest, _: Path) -> Iterator[Place]:
    """An Oxigraph server."""
    yield _elsewhere(request.getfixturevalue("oxigraph_server"))


@contextmanager
def in_virtuoso(request: pytest.FixtureRequest, _: Path) -> Iterator[Place]:
    """A Virtuoso."""
    found = _elsewhere(request.getfixturevalue("virtuoso"))
    yield replace(found, default=False, whole=False)


def _elsewhere(engine: Elsewhere) -> Place:
    engine.empty()

    def open_it(*, read_only: bool = False) -> Store:
        return engine.open(read_only=read_only)

    return Place(open_it)


KINDS: dict[str, Kind] = {
    "disk": on_disk,
    "memory": in_memory,
    "writer": by_its_writer,
    "served": served,
    "snapshots": from_snapshots,
    "oxigraph": in_oxigraph,
    "virtuoso": in_virtuoso,
}
