"""The store that needs no server: Oxigraph in a folder or in memory.

What is in the folder: ``oxigraph/`` (the triples), ``versions/`` (replaced plans), ``generation``
(the mark of the last write) and ``search.sqlite3`` (the full-text index). One process may write;
others may read.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib.namespace import PROV, RDF

from plangraph.graph.answer import Answer
from plangraph.graph.asking import Asking, ask_engine, notation
from plangraph.graph.closure import Reference, nodes_in
from plangraph.graph.formats import Shape
from plangraph.graph.generation import Generation
from plangraph.graph.opening import copy_store, open_engine, write_failed
from plangraph.graph.search import Index
from plangraph.graph.search_fill import Touched
from plangraph.graph.search_keep import keeper_of, touched_by
from plangraph.graph.search_sparql import with_search
from plangraph.graph.store import Added, Store
from plangraph.graph.stream import Stream, WholeStream
from plangraph.graph.terms import (
    Term,
    canonical,
    graph_of,
    quads_of,
    to_lines,
)
from plangraph.graph.ticket import Ticket
from plangraph.graph.update import Change
from plangraph.graph.versions import Versions
from plangraph.ontology import iris
from plangraph.ontology.errors import (
    InvalidDataError,
    StoreError,
    UnknownThingError,
)
from plangraph.ontology.triples import PlanGraphs, vocabulary_graph

_TYPE = ox.NamedNode(str(RDF.type))
_PLAN = ox.NamedNode(iris.NS + "Plan")
_SHA256 = ox.NamedNode(iris.NS + "sha256")
_REVISION_OF = ox.NamedNode(str(PROV.wasRevisionOf))


class EmbeddedStore(Store):
    """Plans in an Oxigraph engine of this process.

    Args:
        folder: Where the store is; ``None`` for one in memory.
        read_only: Nothing is written; a writer in another process may go on, its later writes
            are not seen.

    Attributes:
        versions: The replaced versions of its plans.
        on_write: Told of every write, as an update that repeats it elsewhere, with the state
            of the store after it; the next write waits until it returns.
    """

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        self._folder = folder
        self._engine: ox.Store | None = open_engine(folder, read_only=read_only)
        self._read_only = read_only
        self._lock = threading.Lock()
        self._generation = Generation(folder and folder / "generation", read_only=read_only)
        self.versions = Versions(folder and folder / "versions")
        self.on_write: Callable[[str, str], None] | None = None
        self._keeper = keeper_of(folder, self, read_only=read_only)
        if not read_only:
            self._write_vocabulary()
            self._keeper.prepare()

    def add(self, graphs: PlanGraphs) -> Added:
        """See :class:`Store`."""
        shared = quads_of(graphs.reference, iris.absolute(iris.REFERENCE_GRAPH))
        return self.add_quads(graphs.plan_key, _plan_triples(graphs), canonical(shared))

    def add_quads(self, plan_key: str, new: set[ox.Quad], shared: set[ox.Quad]) -> Added:
        """The same for a plan whose quads are in the engine's own form.

        Args:
            plan_key: The plan's key.
            new: The quads of its two graphs.
            shared: Those of the reference graph that it uses.

        Raises:
            StoreError: As :meth:`add`.
        """
        with self._lock:
            old = self._plan_quads(plan_key)
            facts = {quad for quad in old if quad.predicate != _REVISION_OF}
            if facts == new and self._holds_exactly(shared):
                return "unchanged"
            if not old:
                change = Change((), self._outdated(shared), new | shared)
                self._write(change, touched_by(plan_key, change.quads()))
                return "added"
            self._replace(plan_key, old, new, shared)
            return "replaced"

    def remove(self, plan_key: str) -> None:
        """See :class:`Store`."""
        with self._lock:
            old = self._known_quads(plan_key)
            change = Change(_graph_names(plan_key), self._released(plan_key, old))
            self._write(change, touched_by(plan_key, old | change.quads()))

    def plan_keys(self) -> list[str]:
        """See :class:`Store`."""
        prefix = iris.absolute("plan/")
        plans = self._running().quads_for_pattern(None, _TYPE, _PLAN, None)
        return sorted(str(quad.subject)[1:-1].removeprefix(prefix) for quad in plans)

    def graphs_of(self, plan_key: str) -> PlanGraphs:
        """See :class:`Store`."""
        quads = self._known_quads(plan_key)
        stated, inferred = (
            graph_of((quad for quad in quads if quad.graph_name == name), name.value)
            for name in _graph_names(plan_key)
        )
        reference = graph_of(self._shared_by(quads), iris.absolute(iris.REFERENCE_GRAPH))
        return PlanGraphs(plan_key, stated, inferred, reference)

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """See :class:`Store`."""
        return self.ask(Asking(sparql, notation(bindings), default_graphs, named_graphs))

    def ask(self, asking: Asking) -> Answer:
        """The same for a query that came from elsewhere."""
        return Answer(ask_engine(self._running(), with_search(asking, self.index())))

    def stream(
        self, asking: Asking, formats: dict[Shape, str], ticket: Ticket | None = None
    ) -> Stream:
        """See :class:`Store`; nothing bounds it here."""
        del ticket
        return WholeStream(Answer(ask_engine(self._running(), asking)), formats, self.generation())

    def nquads(self) -> bytes:
        """See :class:`Store`."""
        return to_lines(self._running())

    def generation(self) -> str:
        """See :class:`Store`."""
        return self._generation.mark

    def index(self) -> Index:
        """See :class:`Store`."""
        return Index(self._keeper)

    def reindex(self) -> int:
        """See :class:`Store`."""
        with self._lock:
            return self._keeper.rebuild()

    @contextmanager
    def still(self) -> Iterator[str]:
        """The state of the store, which nobody changes while the block runs."""
        with self._lock:
            yield self._generation.mark

    def dump(self, file: Path) -> None:
        """Write all quads to a file, unsorted."""
        self._running().dump(str(file), ox.RdfFormat.N_QUADS)

    def backup(self, folder: Path) -> None:
        """A copy of the store in a new folder, made while others go on reading.

        Raises:
            StoreError: The folder is there already or cannot be written.
        """
        with self._lock:
            copy_store(self._running(), self._folder, folder)

    def close(self) -> None:
        """See :class:`Store`."""
        with self._lock:
            self._engine = None
            self._keeper.close()

    def _running(self) -> ox.Store:
        if self._engine is None:
            raise StoreError("The store is closed.", advice="Open it again.")
        return self._engine

    def _plan_quads(self, plan_key: str) -> set[ox.Quad]:
        engine = self._running()
        return {
            quad
            for name in _graph_names(plan_key)
            for quad in engine.quads_for_pattern(None, None, None, name)
        }

    def _known_quads(self, plan_key: str) -> set[ox.Quad]:
        quads = self._plan_quads(plan_key)
        if not quads:
            raise UnknownThingError(
                "The store does not hold this plan.",
                where=plan_key,
                advice="plan_keys() (plangraph list) tells which plans it holds.",
            )
        return quads

    def _replace(
        self, plan_key: str, old: set[ox.Quad], new: set[ox.Quad], shared: set[ox.Quad]
    ) -> None:
        """Write the new triples for the old ones; keep the old if their text was another."""
        before, after = _version(old), _version(new)
        if before.subject != after.subject:
            link = ox.Quad(after.subject, _REVISION_OF, before.subject, after.graph_name)
            new = new | {link}
            self.versions.keep(plan_key, _text(before), old | self._shared_by(old))
        else:
            new = new | {quad for quad in old if quad.predicate == _REVISION_OF}
        released = self._released(plan_key, old) | self._outdated(shared)
        change = Change(_graph_names(plan_key), released, new | shared)
        self._write(change, touched_by(plan_key, old | change.quads()))

    def _shared_by(self, quads: set[ox.Quad]) -> set[ox.Quad]:
        found = Reference(self._running()).reached_from(nodes_in(quads))
        return {quad for about in found.values() for quad in about}

    def _released(self, plan_key: str, old: set[ox.Quad]) -> set[ox.Quad]:
        """What no plan uses any more once the plan's old triples are gone."""
        names = frozenset(_graph_names(plan_key))
        return Reference(self._running()).unused_without(names, nodes_in(old))

    def _holds_exactly(self, shared: set[ox.Quad]) -> bool:
        engine = self._running()
        return all(quad in engine for quad in shared) and not self._outdated(shared)

    def _outdated(self, shared: set[ox.Quad]) -> set[ox.Quad]:
        """Older descriptions of shared things: a thing is as the last plan added describes it."""
        reference = Reference(self._running())
        things = {quad.subject for quad in shared}
        return {quad for thing in things for quad in reference.about(thing)} - shared

    def _write_vocabulary(self) -> None:
        name = ox.NamedNode(iris.absolute(iris.VOCABULARY_GRAPH))
        old = set(self._running().quads_for_pattern(None, None, None, name))
        new = _vocabulary(name.value)
        if old != new:
            self._write(Change((name,), insert=set(new)), Touched())

    def _write(self, change: Change, touched: Touched | None) -> None:
        if self._read_only:
            raise StoreError(
                "The store is open for reading only.", advice="Open it without read_only."
            )
        text, before = change.text(), self._generation.mark
        with self._generation.writing(text):
            try:
                self._running().update(text)
            except (OSError, RuntimeError) as problem:
                raise write_failed(problem) from problem
        self._keeper.follow(before, touched)
        if self.on_write is not None:
            self.on_write(text, self._generation.mark)


def _graph_names(plan_key: str) -> tuple[ox.NamedNode, ox.NamedNode]:
    keys = iris.graph_key(plan_key), iris.inferred_graph_key(plan_key)
    return ox.NamedNode(iris.absolute(keys[0])), ox.NamedNode(iris.absolute(keys[1]))


def _plan_triples(graphs: PlanGraphs) -> set[ox.Quad]:
    stated, inferred = (name.value for name in _graph_names(graphs.plan_key))
    return canonical((*quads_of(graphs.stated, stated), *quads_of(graphs.inferred, inferred)))


def _version(quads: set[ox.Quad]) -> ox.Quad:
    """The triple that tells the hash of the plan's text; its subject is the text version."""
    for quad in quads:
        if quad.predicate == _SHA256:
            return quad
    raise InvalidDataError(
        "The plan has no text version.", advice="Every plan carries the text that it was read from."
    )


def _text(quad: ox.Quad) -> str:
    return quad.object.value if isinstance(quad.object, ox.Literal) else ""


@cache
def _vocabulary(name: str) -> frozenset[ox.Quad]:
    return frozenset(canonical(quads_of(vocabulary_graph(), name)))
