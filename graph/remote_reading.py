"""What is read from an engine elsewhere: answers, rows, graphs, each in its turn and in time."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from plangraph.graph.answer import Answer
from plangraph.graph.asker import Asker
from plangraph.graph.asking import Asking
from plangraph.graph.constructing import Row
from plangraph.graph.marks import is_system, system_graph
from plangraph.graph.terms import canonical, graph_name
from plangraph.graph.ticket import Ticket
from plangraph.graph.turns import Turns
from plangraph.graph.wire import Deadline, Wire
from plangraph.ontology import iris


class RemoteReading:
    """Reads.

    Args:
        wire: The line to the engine.
        rest: Turns of REST, pages and commands, and of our own questions.
        strangers: Turns of ad-hoc queries.
        patience: Seconds that reading a whole graph may take.
    """

    def __init__(self, wire: Wire, rest: Turns, strangers: Turns, patience: float) -> None:
        self._wire = wire
        self._asker = Asker(wire)
        self._rest = rest
        self._strangers = strangers
        self._patience = patience

    def answer(self, asking: Asking) -> Answer:
        """The answer to a query of REST, of a page or of a command."""
        return self._answer(asking, self._rest)

    def answer_stranger(self, asking: Asking, ticket: Ticket | None) -> Answer:
        """The answer to an ad-hoc query."""
        return self._answer(asking, self._strangers, ticket)

    def unknown_graphs(self, names: Iterable[str]) -> set[str]:
        """Those graphs that the store does not hold and an engine might fetch."""
        with self._rest.turn():
            return self._asker.unknown_graphs(names, Deadline(self._rest.bounds.seconds))

    def rows(self, text: str) -> Iterator[Row]:
        """The rows of a query of our own, in plain words."""
        with self._rest.turn():
            deadline = Deadline(self._rest.bounds.seconds)
            return iter(list(self._asker.rows(text, None, deadline)))

    @property
    def has_default_graph(self) -> bool:
        """Whether the engine has a default graph apart from the named ones."""
        return self._wire.engine.default

    def quads(self, name: str | None) -> set[ox.Quad]:
        """The quads of a graph, in the form in which the embedded store keeps them.

        A name of ``None`` is the default graph, which is empty where the engine has none.
        """
        if name is None and not self.has_default_graph:
            return set()
        graph = graph_name(name)
        if self._wire.engine.graphs_url:
            data = self._wire.graph(name, Deadline(self._patience))
            triples = (quad.triple for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES))
            return canonical(ox.Quad(s, p, o, graph) for s, p, o in triples)
        found = self.rows(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        return canonical(ox.Quad(row["s"], row["p"], row["o"], graph) for row in found)

    def graph_names(self) -> list[str]:
        """The graphs below the base of PlanGraph's own things, sorted."""
        text = (
            "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } "
            f'FILTER(STRSTARTS(STR(?g), "{iris.absolute("graph/")}")) }}'
        )
        names = (str(row["g"])[1:-1] for row in self.rows(text))
        return sorted(name for name in names if not is_system(name))

    def all_graphs(self) -> list[str]:
        """Every graph but that of the mark, sorted."""
        rows = self.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return sorted({str(row["g"])[1:-1] for row in rows} - {system_graph()})

    def plan_keys(self) -> list[str]:
        """The keys of all plans, sorted; one that is being gathered is not there yet."""
        text = f"SELECT DISTINCT ?plan ?g {{ GRAPH ?g {{ ?plan a <{iris.NS}Plan> }} }}"
        found = {(row["plan"].value, row["g"].value) for row in self.rows(text)}
        start = iris.absolute("plan/")
        keys = ((plan.removeprefix(start), graph) for plan, graph in found)
        return sorted(key for key, graph in keys if graph == iris.absolute(iris.graph_key(key)))

    def _answer(self, asking: Asking, turns: Turns, ticket: Ticket | None = None) -> Answer:
        with turns.turn(ticket):
            return self._asker.answer(asking, Deadline(turns.bounds.seconds, ticket))
