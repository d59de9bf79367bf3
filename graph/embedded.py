"""The store that needs no server: Oxigraph in a folder or in memory.

What is in the folder: ``oxigraph/`` (the triples), ``versions/`` (replaced plans) and
``generation`` (the mark of the last write). One process may write; others may read.
"""

from pathlib import Path

import pyoxigraph as ox
from rdflib.namespace import RDF

from plangraph.graph.closure import Reference, nodes_in
from plangraph.graph.engine_store import EngineStore
from plangraph.graph.plan_quads import (
    REVISION_OF,
    graph_names,
    hash_in,
    named_in,
    not_nquads,
    parted,
    plan_lines,
    plan_quads,
    version_of,
    vocabulary_quads,
)
from plangraph.graph.search_fill import Touched
from plangraph.graph.search_touch import touched_by
from plangraph.graph.store import Added
from plangraph.graph.terms import canonical, graph_of, quads_of, to_lines
from plangraph.graph.update import Change
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.memory import seldom_collected
from plangraph.ontology.triples import PlanGraphs

_TYPE = ox.NamedNode(str(RDF.type))
_PLAN = ox.NamedNode(iris.NS + "Plan")


class EmbeddedStore(EngineStore):
    """Plans in an Oxigraph engine of this process; see :class:`EngineStore`."""

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        super().__init__(folder, read_only=read_only)
        if not read_only:
            self._write_vocabulary()
            self._keeper.prepare()

    def add(self, graphs: PlanGraphs) -> Added:
        """See :class:`Store`."""
        shared = quads_of(graphs.reference, iris.absolute(iris.REFERENCE_GRAPH))
        return self.add_quads(graphs.plan_key, plan_quads(graphs), canonical(shared))

    def add_nquads(self, plan_key: str, nquads: bytes) -> Added:
        """See :class:`Store`."""
        return self.add_quads(plan_key, *parted(nquads))

    @seldom_collected()
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
            facts = {quad for quad in old if quad.predicate != REVISION_OF}
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
            change = Change(graph_names(plan_key), self._released(plan_key, old))
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
            for name in graph_names(plan_key)
        )
        reference = graph_of(self._shared_by(quads), iris.absolute(iris.REFERENCE_GRAPH))
        return PlanGraphs(plan_key, stated, inferred, reference)

    def plan_nquads(self, plan_key: str) -> bytes:
        """See :class:`Store`."""
        lines = plan_lines(self._running(), plan_key)
        if not lines:
            raise _unknown(plan_key)
        found = Reference(self._running()).reached_from(named_in(lines))
        return lines + to_lines({quad for about in found.values() for quad in about})

    def load(self, nquads: bytes) -> None:
        """Take N-Quads as they are, without looking at what was there: for a store in memory.

        Raises:
            InvalidDataError: A triple cannot be stored.
        """
        try:
            self._running().load(nquads, format=ox.RdfFormat.N_QUADS)
        except SyntaxError as problem:
            raise not_nquads(problem) from None

    def _plan_quads(self, plan_key: str) -> set[ox.Quad]:
        engine = self._running()
        return {
            quad
            for name in graph_names(plan_key)
            for quad in engine.quads_for_pattern(None, None, None, name)
        }

    def _known_quads(self, plan_key: str) -> set[ox.Quad]:
        quads = self._plan_quads(plan_key)
        if not quads:
            raise _unknown(plan_key)
        return quads

    def _replace(
        self, plan_key: str, old: set[ox.Quad], new: set[ox.Quad], shared: set[ox.Quad]
    ) -> None:
        """Write the new triples for the old ones; keep the old if their text was another."""
        before, after = version_of(old), version_of(new)
        if before.subject != after.subject:
            link = ox.Quad(after.subject, REVISION_OF, before.subject, after.graph_name)
            new = new | {link}
            self.versions.keep(plan_key, hash_in(before), old | self._shared_by(old))
        else:
            new = new | {quad for quad in old if quad.predicate == REVISION_OF}
        released = self._released(plan_key, old) | self._outdated(shared)
        change = Change(graph_names(plan_key), released, new | shared)
        self._write(change, touched_by(plan_key, old | change.quads()))

    def _shared_by(self, quads: set[ox.Quad]) -> set[ox.Quad]:
        found = Reference(self._running()).reached_from(nodes_in(quads))
        return {quad for about in found.values() for quad in about}

    def _released(self, plan_key: str, old: set[ox.Quad]) -> set[ox.Quad]:
        """What no plan uses any more once the plan's old triples are gone."""
        names = frozenset(graph_names(plan_key))
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
        new = vocabulary_quads(name.value)
        if old != new:
            self._write(Change((name,), insert=set(new)), Touched())


def _unknown(plan_key: str) -> UnknownThingError:
    return UnknownThingError(
        "The store does not hold this plan.",
        where=plan_key,
        advice="plan_keys() (plangraph list) tells which plans it holds.",
    )
