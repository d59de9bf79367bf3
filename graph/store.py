"""The narrow contract of everything that can keep plans and answer queries about them.

A query sees the union of all named graphs. Writing goes plan by plan and is all or nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from plangraph.graph.answer import Answer
from plangraph.graph.asking import Asking, terms_of
from plangraph.graph.formats import Shape
from plangraph.graph.stream import Stream, WholeStream
from plangraph.graph.terms import Term
from plangraph.graph.ticket import Ticket
from plangraph.ontology.errors import StoreError
from plangraph.ontology.triples import PlanGraphs

if TYPE_CHECKING:
    from plangraph.graph.search import Index

Added = Literal["added", "unchanged", "replaced"]


class Store(ABC):
    """Plans as named graphs, with the shared things they use in ``graph/ref``.

    Attributes:
        viewer: Makes the views of a plan; ``plangraph.open`` sets it, since a store cannot draw.
    """

    viewer: "Callable[[Store, str | None], Any] | None" = None

    def plan(self, wanted: str | None = None) -> Any:
        """The views of the plan with this key or words of its title; of all for ``None``.

        ``store.plan("知识产权").responsibility().save("map.svg")``

        Raises:
            UnknownThingError: No plan fits, or more than one.
        """
        if self.viewer is None:
            raise StoreError("This store cannot draw.", advice="Open it with plangraph.open().")
        return self.viewer(self, wanted)

    @abstractmethod
    def add(self, graphs: PlanGraphs) -> Added:
        """Keep a plan, in one transaction.

        The same triples again write nothing and are ``"unchanged"``. Changed ones replace the
        plan; if its text changed, the new version is a ``prov:wasRevisionOf`` the old one, and a
        store with a folder keeps the old one in ``versions/``.

        Raises:
            StoreError: The store is read-only or could not be written; nothing has changed.
        """

    def add_nquads(self, plan_key: str, nquads: bytes) -> Added:
        """The same for a plan whose triples another process wrote as N-Quads."""
        from plangraph.graph.client import graphs_from  # noqa: PLC0415  (it implements Store)

        return self.add(graphs_from(plan_key, nquads))

    @abstractmethod
    def remove(self, plan_key: str) -> None:
        """Take a plan out, with all shared things that no remaining plan uses.

        Raises:
            UnknownThingError: The store does not hold the plan.
            StoreError: The store is read-only or could not be written; nothing has changed.
        """

    @abstractmethod
    def plan_keys(self) -> list[str]:
        """The keys of all plans, sorted."""

    @abstractmethod
    def graphs_of(self, plan_key: str) -> PlanGraphs:
        """The three groups of triples of a plan.

        Raises:
            UnknownThingError: The store does not hold the plan.
        """

    @abstractmethod
    def plan_nquads(self, plan_key: str) -> bytes:
        """A plan's triples and those of the shared things that it uses, as N-Quads in any order.

        They come several times as fast as :meth:`graphs_of`; :meth:`add_nquads` takes them.

        Raises:
            UnknownThingError: The store does not hold the plan.
        """

    @abstractmethod
    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """What a SELECT, ASK, CONSTRUCT or DESCRIBE gives; read it in the thread that asked.

        PlanGraph's own prefixes need no declaration. ``?x pg:search "专利"`` gives the things whose
        texts hold the words. ``bindings`` gives variables a value before
        the query runs; a bound variable has to stand in the SELECT clause (and in GROUP BY, if
        there is one), and a filter tests it with ``COALESCE``, since ``BOUND`` does not see it.

        The default graph is the union of all graphs, unless the query says FROM. If either list
        of graphs is given, it wins over FROM, and the other list is empty if it is ``None``.

        Raises:
            InvalidQueryError: The query does not parse, writes, calls out, or a bound variable
                does not stand in its SELECT clause; a graph's name is no IRI; or a search finds
                more than a query takes.
        """

    def stream(
        self, asking: Asking, formats: dict[Shape, str], ticket: Ticket | None = None
    ) -> Stream:
        """The answer to a stranger's query, written in the format for its shape.

        A store that is served bounds its time and memory; ``ticket`` lets another thread cancel
        it. Read the stream in the thread that asked.

        Raises:
            InvalidQueryError: As :meth:`query`.
            LimitError: The query found no worker, or outgrew a limit.
        """
        del ticket  # nothing runs elsewhere that could be cancelled
        answer = self.query(
            asking.sparql,
            terms_of(asking.bindings),
            default_graphs=asking.default_graphs,
            named_graphs=asking.named_graphs,
        )
        return WholeStream(answer, formats, self.generation())

    @abstractmethod
    def update(
        self,
        sparql: str,
        *,
        using_graphs: Sequence[str] | None = None,
        using_named_graphs: Sequence[str] | None = None,
    ) -> None:
        """Carry out a SPARQL update, all of it or nothing, in one transaction.

        PlanGraph's own prefixes need no declaration. A pattern sees the store's own default graph,
        not the union that a query sees: it says GRAPH for all else, or the lists name the graphs
        that every WHERE sees.

        Raises:
            InvalidQueryError: It does not parse, calls out (LOAD, SERVICE), names its graphs
                although a list is given, or a step cannot be done; nothing has changed.
            LimitError: It outgrew the time or the memory of an update; nothing has changed.
            StoreError: The store is read-only or could not be written; nothing has changed.
        """

    @abstractmethod
    def graph(self, name: str | None) -> bytes | None:
        """The triples of one graph as N-Triples, the lines sorted; ``None`` if it has none.

        A name of ``None`` means the store's own default graph, in which PlanGraph keeps nothing;
        it may be empty.

        Raises:
            InvalidQueryError: The name is no absolute IRI.
        """

    @abstractmethod
    def put_graph(self, name: str | None, triples: bytes) -> bool:
        """Let a graph hold these triples and no others, in one transaction.

        Args:
            name: The graph; ``None`` is the store's own default graph.
            triples: N-Triples.

        Returns:
            Whether there was no such graph before.

        Raises:
            InvalidDataError: The triples do not parse.
            InvalidQueryError: The name is no absolute IRI.
            StoreError: The store is read-only or could not be written; nothing has changed.
        """

    @abstractmethod
    def post_graph(self, name: str | None, triples: bytes) -> bool:
        """Put triples into a graph beside those that it holds; otherwise as :meth:`put_graph`."""

    @abstractmethod
    def delete_graph(self, name: str | None) -> None:
        """Take all triples out of a graph, in one transaction.

        Raises:
            UnknownThingError: There is no such graph; the default graph is always there.
            InvalidQueryError: The name is no absolute IRI.
            StoreError: The store is read-only or could not be written; nothing has changed.
        """

    @abstractmethod
    def nquads(self) -> bytes:
        """The whole store as N-Quads, the lines sorted."""

    @abstractmethod
    def generation(self) -> str:
        """A short text that is another one after every write."""

    @abstractmethod
    def index(self) -> "Index":
        """The full-text index, which shows the state of the store whenever it is asked."""

    @abstractmethod
    def reindex(self) -> int:
        """Make the full-text index anew; how many things can be found.

        Raises:
            StoreError: The store is read-only, or the index could not be written.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the folder, so that another process can open it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(where: str | Path | None = None, *, read_only: bool = False) -> Store:
    """The store in a folder, made if it is not there; ``None`` is a store in memory.

    While a service runs on the folder, what is given goes through its writer. An ``http(s)://``
    address is that of an engine's queries, see docs/remote.md.

    >>> with open_store() as store:
    ...     store.plan_keys()
    []

    Raises:
        StoreError: The folder cannot be opened or written, another process holds it, it is a
            file, or it is to be read only and holds no store; or the engine cannot be reached.
    """
    from plangraph.graph.client import WriterClient, connect  # noqa: PLC0415  (they implement Store)
    from plangraph.graph.embedded import EmbeddedStore  # noqa: PLC0415

    if where is None:
        return EmbeddedStore(None, read_only=read_only)
    if "://" in str(where):
        from plangraph.graph.remote import RemoteStore  # noqa: PLC0415

        return RemoteStore(str(where), read_only=read_only)
    folder = Path(where)
    line = connect(folder)
    return WriterClient(folder, line) if line else EmbeddedStore(folder, read_only=read_only)
