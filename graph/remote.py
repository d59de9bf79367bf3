"""The store that outgrows one machine: any engine that speaks SPARQL 1.1 over HTTP.

Virtuoso, Oxigraph's server, Fuseki, GraphDB and others keep the triples; PlanGraph asks, writes and
guards. How long a query may run, and how much memory it may take, is the engine's own business once
it has been sent; see docs/remote.md.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from plangraph.graph.answer import Answer
from plangraph.graph.asking import Asking, notation
from plangraph.graph.engines import engine_at
from plangraph.graph.formats import Shape
from plangraph.graph.plan_quads import parted, vocabulary_quads
from plangraph.graph.pool import Bounds
from plangraph.graph.remote_reading import RemoteReading
from plangraph.graph.remote_settings import RemoteSettings
from plangraph.graph.remote_updates import plain_update
from plangraph.graph.remote_writing import RemoteWriting
from plangraph.graph.search import Index
from plangraph.graph.search_fill import Touched
from plangraph.graph.search_keep import MemoryKeeper
from plangraph.graph.search_sparql import with_search
from plangraph.graph.store import Added, Store
from plangraph.graph.stream import Stream, WholeStream
from plangraph.graph.terms import (
    Term,
    canonical,
    graph_name,
    parse_triples,
    quads_of,
    to_lines,
    triple_lines,
)
from plangraph.graph.ticket import Ticket
from plangraph.graph.turns import Turns
from plangraph.graph.update import Change
from plangraph.graph.wire import Wire
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError, StoreError, UnknownThingError
from plangraph.ontology.triples import PlanGraphs

_TRIES: Final = 10  # times that all graphs are read because somebody wrote in between
_AT_ONCE: Final = 8  # queries that run at the same time for commands
_QUEUE: Final = 200


class RemoteStore(Store):
    """Plans in an engine elsewhere.

    Args:
        address: Of the engine's queries.
        settings: What else has to be known of it; from the environment unless given.
        rest: Bounds of the queries of REST, pages and commands.
        strangers: Bounds of ad-hoc queries.
        read_only: Nothing is written.

    Raises:
        StoreError: The engine cannot be reached, or does not let us in.
    """

    def __init__(
        self,
        address: str,
        settings: RemoteSettings | None = None,
        *,
        rest: Bounds | None = None,
        strangers: Bounds | None = None,
        read_only: bool = False,
    ) -> None:
        chosen = settings or RemoteSettings.from_environment()
        usual = Bounds(_AT_ONCE, _QUEUE, seconds=chosen.seconds, patience=chosen.seconds)
        self._wire = Wire(engine_at(address, chosen), chosen)
        lease = chosen.write_seconds
        turns = Turns(rest or usual), Turns(strangers or usual)
        self._reading = RemoteReading(self._wire, *turns, lease)
        self._keeper = MemoryKeeper(self)
        followed = self._keeper.follow
        self._writing = RemoteWriting(
            self._wire, self._reading, chosen, followed, read_only=read_only
        )
        self.versions = self._writing.versions
        self._read_only = read_only
        self._prepare()

    def add(self, graphs: PlanGraphs) -> Added:
        """See :class:`Store`; a replaced version is kept where the settings name a folder."""
        reference = iris.absolute(iris.REFERENCE_GRAPH)
        shared = canonical(quads_of(graphs.reference, reference))
        return self._writing.plan(graphs.plan_key, lambda replica: replica.add(graphs), shared)

    def add_nquads(self, plan_key: str, nquads: bytes) -> Added:
        """See :class:`Store` and :meth:`add`."""
        quads, shared = parted(nquads)
        return self._writing.plan(
            plan_key, lambda replica: replica.add_quads(plan_key, quads, shared), shared
        )

    def remove(self, plan_key: str) -> None:
        """See :class:`Store`."""
        self._writing.plan(plan_key, lambda replica: replica.remove(plan_key))

    def plan_keys(self) -> list[str]:
        """See :class:`Store`."""
        return self._reading.plan_keys()

    def graphs_of(self, plan_key: str) -> PlanGraphs:
        """See :class:`Store`."""
        with self._writing.copy(plan_key) as replica:
            return replica.graphs_of(plan_key)

    def plan_nquads(self, plan_key: str) -> bytes:
        """See :class:`Store`."""
        with self._writing.copy(plan_key) as replica:
            return replica.plan_nquads(plan_key)

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """See :class:`Store`.

        Raises:
            InvalidQueryError: Also where the engine does not take the query.
            LimitError: The query found no place, or outgrew a limit.
        """
        asking = Asking(sparql, notation(bindings), default_graphs, named_graphs)
        return self._reading.answer(with_search(asking, self.index()))

    def stream(
        self, asking: Asking, formats: dict[Shape, str], ticket: Ticket | None = None
    ) -> Stream:
        """See :class:`Store`; the answer is read whole before any of it is given on."""
        generation = self.generation()
        answer = self._reading.answer_stranger(with_search(asking, self.index()), ticket)
        return WholeStream(answer, formats, generation)

    def update(
        self,
        sparql: str,
        *,
        using_graphs: Sequence[str] | None = None,
        using_named_graphs: Sequence[str] | None = None,
    ) -> None:
        """See :class:`Store`; the engine decides what patterns without GRAPH see."""
        asked = plain_update(sparql, using_graphs, using_named_graphs)
        plain = asked.without(self._reading.unknown_graphs(asked.graphs))

        def text() -> str:
            graphs = self._reading.all_graphs() if plain.empties_all else []
            return plain.text(graphs, default=self._reading.has_default_graph)

        self._writing.update(text)

    def graph(self, name: str | None) -> bytes | None:
        """See :class:`Store`."""
        graph_name(name)
        lines = triple_lines(quad.triple for quad in self._reading.quads(name))
        return lines if lines or name is None else None

    def put_graph(self, name: str | None, triples: bytes) -> bool:
        """See :class:`Store`."""
        graph, new = self._given(name, triples)

        def work() -> tuple[bool, Change | None]:
            old = self._reading.quads(name)
            is_new = not old and name is not None
            return is_new, Change((graph,), insert=new) if old != new else None

        return self._writing.change(work, None)

    def post_graph(self, name: str | None, triples: bytes) -> bool:
        """See :class:`Store`."""
        _, new = self._given(name, triples)

        def work() -> tuple[bool, Change | None]:
            old = self._reading.quads(name)
            is_new = not old and name is not None
            return is_new, Change(insert=new) if new - old else None

        return self._writing.change(work, None)

    def delete_graph(self, name: str | None) -> None:
        """See :class:`Store`."""
        graph = graph_name(name)

        def work() -> tuple[None, Change | None]:
            there = bool(self._reading.quads(name))
            if not there and name is not None:
                raise UnknownThingError("The store holds no graph of this name.", where=name)
            return None, Change((graph,)) if there else None

        self._writing.change(work, None)

    def index(self) -> Index:
        """See :class:`Store`: made in memory when it is first asked for, for each process."""
        return Index(self._keeper)

    def reindex(self) -> int:
        """See :class:`Store`."""
        return self._keeper.rebuild()

    def nquads(self) -> bytes:
        """See :class:`Store`: the graphs below the base of PlanGraph's own things."""
        marks, reading = self._writing.marks, self._reading
        for _ in range(_TRIES):
            before = marks.free()
            names = [None, *reading.graph_names()]
            found = [quad for name in names for quad in reading.quads(name)]
            if marks.state() == before:
                return to_lines(found)
        raise StoreError("The store is written to all the time.", advice="Try again later.")

    def generation(self) -> str:
        """See :class:`Store`."""
        return self._writing.marks.state().mark

    def close(self) -> None:
        """See :class:`Store`."""
        self._keeper.close()
        self._wire.close()

    def _prepare(self) -> None:
        """Find out whether the engine is there, and have the vocabulary in it."""
        try:
            self.generation()
            if not self._read_only:
                self._writing.change(self._vocabulary, Touched())
        except BaseException:
            self.close()
            raise

    def _vocabulary(self) -> tuple[None, Change | None]:
        name = iris.absolute(iris.VOCABULARY_GRAPH)
        new = set(vocabulary_quads(name))
        changed = self._reading.quads(name) != new
        return None, Change((ox.NamedNode(name),), insert=new) if changed else None

    def _given(
        self, name: str | None, triples: bytes
    ) -> tuple[ox.NamedNode | ox.DefaultGraph, set[ox.Quad]]:
        """The graph that is written, and its quads."""
        graph = graph_name(name)
        if name is None and not self._reading.has_default_graph:
            raise InvalidQueryError(
                "This engine keeps nothing outside of named graphs.", advice="Name a graph."
            )
        found = parse_triples(triples)
        return graph, canonical(ox.Quad(t.subject, t.predicate, t.object, graph) for t in found)
