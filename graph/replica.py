"""The part of a remote store that a write concerns, in memory, and what the write would change.

What belongs to a plan and what it shares is worked out by the very code that keeps the embedded
store (:class:`plangraph.graph.embedded.EmbeddedStore`), on a copy of the plan, of the shared things
that it reaches, and of the bare fact that other plans use them, too. The copy is made by queries.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from plangraph.graph.closure import BLOC, nodes_in
from plangraph.graph.constructing import Row
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.marks import staging
from plangraph.graph.search_fill import Touched
from plangraph.graph.terms import Subject
from plangraph.graph.update import Change
from plangraph.graph.versions import Versions
from plangraph.ontology import iris

_WAVE: Final = 200  # things a query; each has some ten triples, and engines count rows
_ELSEWHERE: Final = ox.NamedNode("urn:x-plangraph:elsewhere")  # stands for any other plan
_USES: Final = ox.NamedNode("urn:x-plangraph:uses")


class Replica(EmbeddedStore):
    """A store in memory that only notes what a write would change.

    Attributes:
        change: What the last write would change; ``None`` where it would change nothing.
        touched: What that concerns.
    """

    def __init__(self, quads: Iterable[ox.Quad], versions: Versions) -> None:
        super().__init__(None, read_only=True)
        self.versions = versions
        self.change: Change | None = None
        self.touched: Touched | None = None
        self._running().extend(quads)

    def _write(self, change: Change, touched: Touched | None = None) -> None:
        self.change, self.touched = change, touched


class Copying:
    """Makes copies for plans.

    Args:
        rows: The rows of a query.
        graph: The quads of a named graph.
        versions: Where what is replaced is kept.
    """

    def __init__(
        self,
        rows: Callable[[str], Iterator[Row]],
        graph: Callable[[str], set[ox.Quad]],
        versions: Versions,
    ) -> None:
        self._versions = versions
        self._rows = rows
        self._graph = graph
        self._reference = ox.NamedNode(iris.absolute(iris.REFERENCE_GRAPH))
        self._vocabulary = ox.NamedNode(iris.absolute(iris.VOCABULARY_GRAPH))

    def copy(self, plan_key: str, shared: Iterable[ox.Quad] = ()) -> Replica:
        """The copy for a plan.

        Args:
            plan_key: The plan.
            shared: What it will say of shared things.
        """
        names = (iris.graph_key(plan_key), iris.inferred_graph_key(plan_key))
        graphs = [ox.NamedNode(iris.absolute(name)) for name in names]
        old = {quad for name in graphs for quad in self._graph(name.value)}
        reached = self._reached(nodes_in(old))
        described = self._about({quad.subject for quad in shared} - {q.subject for q in reached})
        uses = set(self._uses(reached, graphs)) if old else set()
        return Replica([*old, *reached, *described, *uses], self._versions)

    def _reached(self, terms: set[Subject]) -> set[ox.Quad]:
        """What describes the shared things that the terms lead to, wave by wave."""
        found, known = set[ox.Quad](), set[Subject]()
        waiting = terms
        while waiting:
            known |= waiting
            wave = set(self._about(waiting))
            found |= wave
            things = {quad.subject for quad in wave}
            waiting = (nodes_in(wave) | set(self._members(things))) - known
        return found

    def _about(self, things: set[Subject]) -> Iterator[ox.Quad]:
        """The quads of the reference graph that describe things."""
        for values in _waves(things):
            text = f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} {self._shared('?s ?p ?o')} }}"
            for row in self._rows(text):
                yield ox.Quad(row["s"], row["p"], row["o"], self._reference)

    def _members(self, things: set[Subject]) -> Iterator[Subject]:
        """The memberships that point at blocs."""
        for values in _waves(things):
            pattern = self._shared(f"?s {BLOC} ?bloc")
            for row in self._rows(f"SELECT ?s {{ VALUES ?bloc {{ {values} }} {pattern} }}"):
                yield row["s"]

    def _uses(self, reached: set[ox.Quad], graphs: list[ox.NamedNode]) -> Iterator[ox.Quad]:
        """A mark for each thing that another plan uses, or that a thing of another plan uses."""
        things = {quad.subject for quad in reached}
        gathered = {ox.NamedNode(staging(name.value)) for name in graphs}
        ours = {*graphs, *gathered, self._reference, self._vocabulary}
        unlike = ", ".join(sorted(map(str, ours)))
        for values in _waves(things):
            for pattern in ("?thing ?p ?o", "?s ?p ?thing"):
                text = (
                    f"SELECT DISTINCT ?thing {{ VALUES ?thing {{ {values} }} "
                    f"GRAPH ?g {{ {pattern} }} FILTER(?g NOT IN ({unlike})) }}"
                )
                for row in self._rows(text):
                    yield _use(row["thing"])
        yield from self._shared_uses(things, reached)

    def _shared_uses(self, things: set[Subject], reached: set[ox.Quad]) -> Iterator[ox.Quad]:
        """A mark for each thing that more shared things point at than those that were reached."""
        counts = Counter(value for _, value in {(quad.subject, quad.object) for quad in reached})
        for values in _waves(things):
            pattern = self._shared("?s ?p ?thing")
            text = (
                f"SELECT ?thing (COUNT(DISTINCT ?s) AS ?n) "
                f"{{ VALUES ?thing {{ {values} }} {pattern} }} GROUP BY ?thing"
            )
            for row in self._rows(text):
                if int(row["n"].value) > counts[row["thing"]]:
                    yield _use(row["thing"])

    def _shared(self, pattern: str) -> str:
        return f"GRAPH {self._reference} {{ {pattern} }}"


def _use(thing: Subject) -> ox.Quad:
    return ox.Quad(thing, _USES, thing, _ELSEWHERE)


def _waves(things: set[Subject]) -> Iterator[str]:
    """The things as values of a variable, as many at once as one query takes."""
    names = sorted(str(thing) for thing in things if isinstance(thing, ox.NamedNode))
    for start in range(0, len(names), _WAVE):
        yield " ".join(names[start : start + _WAVE])
