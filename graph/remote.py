"""The store that outgrows one machine: any engine that speaks SPARQL 1.1 over HTTP.

Virtuoso, Oxigraph's server, Fuseki, GraphDB and others keep the triples; PlanGraph asks, writes and
guards. How long a query may run, and how much memory it may take, is the engine's own business once
it has been sent; see docs/remote.md.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

import pyoxigraph as ox

from plangraph.graph.answer import Answer
from plangraph.graph.asker import Asker
from plangraph.graph.asking import Asking, notation
from plangraph.graph.constructing import Row
from plangraph.graph.engines import engine_at
from plangraph.graph.formats import Shape
from plangraph.graph.marks import Marks, State, is_system
from plangraph.graph.pool import Bounds
from plangraph.graph.remote_settings import RemoteSettings
from plangraph.graph.replica import Copying, Replica
from plangraph.graph.sending import updates_of
from plangraph.graph.store import Added, Store
from plangraph.graph.stream import Stream, WholeStream
from plangraph.graph.terms import Term, canonical, quads_of, to_lines
from plangraph.graph.ticket import Ticket
from plangraph.graph.turns import Turns
from plangraph.graph.update import Change
from plangraph.graph.wire import Deadline, Wire
from plangraph.ontology import iris
from plangraph.ontology.errors import PlanGraphError, StoreError
from plangraph.ontology.triples import PlanGraphs, vocabulary_graph

_TRIES: Final = 10  # times that a write is worked out anew because another one came first
_AT_ONCE: Final = 8  # queries that run at the same time for commands
_QUEUE: Final = 200
_T = TypeVar("_T")


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
        self._rest = Turns(rest or usual)
        self._strangers = Turns(strangers or usual)
        self._read_only = read_only
        self._lock = threading.Lock()
        self._wire = Wire(engine_at(address, chosen), chosen)
        self._asker = Asker(self._wire)
        self._marks = Marks(self._pairs, self._wire.update, chosen.write_seconds)
        self._copying = Copying(self._rows, self._quads)
        self._patience = chosen.write_seconds
        try:
            self._prepare()
        except BaseException:
            self._wire.close()
            raise

    def add(self, graphs: PlanGraphs) -> Added:
        """See :class:`Store`; a replaced version is not kept."""
        reference = iris.absolute(iris.REFERENCE_GRAPH)
        shared = canonical(quads_of(graphs.reference, reference))
        return self._write(graphs.plan_key, lambda replica: replica.add(graphs), shared)

    def remove(self, plan_key: str) -> None:
        """See :class:`Store`."""
        self._write(plan_key, lambda replica: replica.remove(plan_key), set())

    def plan_keys(self) -> list[str]:
        """See :class:`Store`."""
        text = f"SELECT DISTINCT ?plan ?g {{ GRAPH ?g {{ ?plan a <{iris.NS}Plan> }} }}"
        found = {row["plan"].value: row["g"].value for row in self._rows(text)}
        start = iris.absolute("plan/")
        keys = {plan.removeprefix(start): graph for plan, graph in found.items()}
        return sorted(
            key for key, graph in keys.items() if graph == iris.absolute(iris.graph_key(key))
        )

    def graphs_of(self, plan_key: str) -> PlanGraphs:
        """See :class:`Store`."""
        with self._copying.copy(plan_key) as replica:
            return replica.graphs_of(plan_key)

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
            InvalidQueryError: Also where the engine does not take the query, or a graph is named
                that the store does not hold: there are engines that would fetch it.
            LimitError: The query found no place, or outgrew a limit.
        """
        asking = Asking(sparql, notation(bindings), default_graphs, named_graphs)
        return self._answer(asking, self._rest)

    def stream(
        self, asking: Asking, formats: dict[Shape, str], ticket: Ticket | None = None
    ) -> Stream:
        """See :class:`Store`; the answer is read whole before any of it is given on."""
        generation = self.generation()
        return WholeStream(self._answer(asking, self._strangers, ticket), formats, generation)

    def nquads(self) -> bytes:
        """See :class:`Store`: the graphs below the base of PlanGraph's own things."""
        for _ in range(_TRIES):
            before = self._marks.free()
            found = [quad for name in self._graph_names() for quad in self._quads(name)]
            if self._marks.state() == before:
                return to_lines(found)
        raise StoreError("The store is written to all the time.", advice="Try again later.")

    def generation(self) -> str:
        """See :class:`Store`."""
        return self._marks.state().mark

    def close(self) -> None:
        """See :class:`Store`."""
        self._wire.close()

    def _prepare(self) -> None:
        """Find out whether the engine is there, and have the vocabulary in it."""
        self._marks.state()
        if not self._read_only:
            self._settle("", self._vocabulary)

    def _vocabulary(self) -> tuple[None, Change | None]:
        name = iris.absolute(iris.VOCABULARY_GRAPH)
        new = canonical(quads_of(vocabulary_graph(), name))
        changed = self._quads(name) != new
        return None, Change((ox.NamedNode(name),), insert=new) if changed else None

    def _answer(self, asking: Asking, turns: Turns, ticket: Ticket | None = None) -> Answer:
        with turns.turn(ticket):
            return self._asker.answer(asking, Deadline(turns.bounds.seconds, ticket))

    def _write(self, plan_key: str, act: Callable[[Replica], _T], shared: set[ox.Quad]) -> _T:
        def work() -> tuple[_T, Change | None]:
            with self._copying.copy(plan_key, shared) as replica:
                return act(replica), replica.change

        return self._settle(plan_key, work)

    def _settle(self, plan_key: str, work: Callable[[], tuple[_T, Change | None]]) -> _T:
        """Work out a change and carry it out, unless the store has moved on in between."""
        if self._read_only:
            raise StoreError(
                "The store is open for reading only.", advice="Open it without read_only."
            )
        with self._lock:
            for _ in range(_TRIES):
                state = self._marks.free()
                outcome, change = work()
                if change is None:
                    return outcome
                taken = self._marks.take(state, plan_key)
                if taken is not None:
                    self._carry_out(change, taken)
                    return outcome
        raise StoreError("Others are writing to the store.", advice="Try again later.")

    def _carry_out(self, change: Change, taken: State) -> None:
        release = self._marks.release(taken, change.text())
        try:
            for text in updates_of(change, release, self._wire.engine):
                self._wire.update(text)
        except PlanGraphError:
            with contextlib.suppress(PlanGraphError):
                self._wire.update(self._marks.release(taken, "failed"))
            raise

    def _graph_names(self) -> list[str]:
        """The graphs below the base of PlanGraph's own things, sorted."""
        text = (
            "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } "
            f'FILTER(STRSTARTS(STR(?g), "{iris.absolute("graph/")}")) }}'
        )
        names = (str(row["g"])[1:-1] for row in self._rows(text))
        return sorted(name for name in names if not is_system(name))

    def _quads(self, name: str) -> set[ox.Quad]:
        """The quads of a named graph, in the form in which the embedded store keeps them."""
        graph, deadline = ox.NamedNode(name), Deadline(self._patience)
        if self._wire.engine.graphs_url:
            data = self._wire.graph(name, deadline)
            triples = (quad.triple for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES))
            return canonical(ox.Quad(s, p, o, graph) for s, p, o in triples)
        rows = self._rows(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        return canonical(ox.Quad(row["s"], row["p"], row["o"], graph) for row in rows)

    def _rows(self, text: str) -> Iterator[Row]:
        """The rows of a query of our own."""
        with self._rest.turn():
            deadline = Deadline(self._rest.bounds.seconds)
            return iter(list(self._asker.rows(text, None, deadline)))

    def _pairs(self, text: str) -> list[tuple[str, str]]:
        return [(row["p"].value, row["o"].value) for row in self._rows(text)]
