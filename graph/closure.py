"""Which shared things plans use: the part of ``graph/ref`` that is reached from given terms.

A thing brings along what its own triples name (an agency its place, a place the one that holds
it) and, if it is a bloc, its memberships, which point at it.
"""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from plangraph.graph.terms import Subject
from plangraph.ontology import iris

BLOC = ox.NamedNode(iris.NS + "bloc")


class Reference:
    """The reference graph of an engine, read by subject."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine
        self.name = ox.NamedNode(iris.absolute(iris.REFERENCE_GRAPH))
        self._vocabulary = ox.NamedNode(iris.absolute(iris.VOCABULARY_GRAPH))

    def about(self, thing: Subject) -> list[ox.Quad]:
        """The triples that describe a thing; empty if it is not shared."""
        return list(self._engine.quads_for_pattern(thing, None, None, self.name))

    def reached_from(self, terms: Iterable[Subject]) -> dict[Subject, list[ox.Quad]]:
        """Every shared thing that the terms lead to, with its triples."""
        found: dict[Subject, list[ox.Quad]] = {}
        waiting = set(terms)
        while waiting:
            thing = waiting.pop()
            if thing in found:
                continue
            if quads := self.about(thing):
                found[thing] = quads
                waiting |= nodes_in(quads) | set(self._memberships(thing))
        return found

    def unused_without(
        self, plan_graphs: frozenset[ox.NamedNode], terms: Iterable[Subject]
    ) -> set[ox.Quad]:
        """What describes the shared things that the terms reach and no other plan does."""
        candidates = self.reached_from(terms)
        ours = plan_graphs | {self._vocabulary}
        roots = {
            thing
            for thing in candidates
            if any(self._is_foreign(quad, ours, candidates) for quad in self._around(thing))
        }
        kept = self.reached_from(roots)
        return {quad for thing in candidates if thing not in kept for quad in candidates[thing]}

    def _is_foreign(
        self,
        quad: ox.Quad,
        ours: frozenset[ox.NamedNode],
        candidates: Mapping[Subject, object],
    ) -> bool:
        """Whether another plan says it, or a shared thing that only another plan reaches."""
        if quad.graph_name == self.name:
            return quad.subject not in candidates
        return quad.graph_name not in ours

    def _around(self, thing: Subject) -> Iterator[ox.Quad]:
        yield from self._engine.quads_for_pattern(thing, None, None, None)
        yield from self._engine.quads_for_pattern(None, None, thing, None)

    def _memberships(self, bloc: Subject) -> Iterator[Subject]:
        for quad in self._engine.quads_for_pattern(None, BLOC, bloc, self.name):
            yield quad.subject


def nodes_in(quads: Iterable[ox.Quad]) -> set[Subject]:
    """Every IRI that the quads have as subject or object."""
    return {
        term
        for quad in quads
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.NamedNode)
    }
