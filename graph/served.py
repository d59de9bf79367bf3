"""The store of a running service: no triples in this process, none that a query could harm.

A writer process owns the folder, a nursery holds a copy in memory (or snapshots on disk) and gives
birth to workers, and two lanes ask them: ``rest`` for the fixed queries of REST and pages,
``sparql`` for what strangers send. A thread follows the writer, so that every write, also one by
another command, reaches the copy before whoever wrote is answered. A copy or a writer that dies is
made anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from plangraph.graph.answer import Answer, answer_of
from plangraph.graph.asking import Asking, graph_asking, notation
from plangraph.graph.client import WriterClient
from plangraph.graph.follower import Follower
from plangraph.graph.formats import Shape
from plangraph.graph.nursery import ForkNursery
from plangraph.graph.pool import Bounds, Lane, Reply
from plangraph.graph.search import Index
from plangraph.graph.search_file import FILE
from plangraph.graph.search_keep import ReadingKeeper
from plangraph.graph.search_sparql import with_search
from plangraph.graph.snapshots import Kind, SnapshotNursery, clear
from plangraph.graph.store import Added, Store
from plangraph.graph.terms import Term, graph_name
from plangraph.graph.ticket import Ticket
from plangraph.graph.worker import Limits
from plangraph.graph.writing import UPDATE_SECONDS, WriterProcess
from plangraph.ontology.triples import PlanGraphs

_REST = Bounds(workers=2, waiting=200, seconds=10.0, patience=10.0)
_SPARQL = Bounds(workers=2, waiting=8, seconds=10.0, patience=10.0)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a served store may use.

    Attributes:
        rest: The lane of REST and pages.
        sparql: The lane of ad-hoc queries.
        limits: Of each worker.
        update_seconds: How long an update by SPARQL may run.
    """

    rest: Bounds = field(default=_REST)
    sparql: Bounds = field(default=_SPARQL)
    limits: Limits = field(default_factory=Limits)
    update_seconds: float = UPDATE_SECONDS


class ServedStore(Store):
    """A folder that is served: bounded queries, writes through its writer.

    Args:
        folder: The store's folder.
        capacity: How many queries may run, wait, and what each may use.
        read_only: The folder is left as it is; every write is refused.
        workers: Where they come from: ``fork`` from a copy in memory, or ``snapshot`` on disk.

    Raises:
        StoreError: The folder cannot be opened.
    """

    def __init__(
        self,
        folder: Path,
        capacity: Capacity | None = None,
        *,
        read_only: bool = False,
        workers: Kind = "fork",
    ) -> None:
        self.capacity = capacity or Capacity()
        self._writer = WriterProcess(
            folder, read_only=read_only, update_seconds=self.capacity.update_seconds
        )
        self._folder = folder
        self._clients: list[WriterClient] = []
        try:
            self._follower = self._followed_by(workers, read_only=read_only)
        except BaseException:
            self._writer.close()
            raise
        self.rest = Lane(self._follower, self.capacity.rest)
        self.sparql = Lane(self._follower, self.capacity.sparql)
        self._follower.on_change = self._renew
        self._keeper = ReadingKeeper(folder / FILE, self, exact=read_only)

    def add(self, graphs: PlanGraphs) -> Added:
        """See :class:`Store`."""
        with self._followed() as client:
            return client.add(graphs)

    def add_nquads(self, plan_key: str, nquads: bytes) -> Added:
        """See :class:`Store`."""
        with self._followed() as client:
            return client.add_nquads(plan_key, nquads)

    def remove(self, plan_key: str) -> None:
        """See :class:`Store`."""
        with self._followed() as client:
            client.remove(plan_key)

    def plan_keys(self) -> list[str]:
        """See :class:`Store`."""
        with self._client() as client:
            return client.plan_keys()

    def graphs_of(self, plan_key: str) -> PlanGraphs:
        """See :class:`Store`."""
        with self._client() as client:
            return client.graphs_of(plan_key)

    def plan_nquads(self, plan_key: str) -> bytes:
        """See :class:`Store`."""
        with self._client() as client:
            return client.plan_nquads(plan_key)

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """See :class:`Store`; asked in the lane of REST.

        Raises:
            LimitError: The query found no worker, or outgrew a limit.
        """
        asking = Asking(sparql, notation(bindings), default_graphs, named_graphs)
        asking = with_search(asking, self.index())
        reply = self.rest.ask(asking, {"rows": "json", "graph": "nt"})
        return answer_of(reply.shape, reply.read())

    def stream(
        self, asking: Asking, formats: dict[Shape, str], ticket: Ticket | None = None
    ) -> Reply:
        """See :class:`Store`; asked in the lane for strangers."""
        return self.sparql.ask(with_search(asking, self.index()), formats, ticket)

    def update(
        self,
        sparql: str,
        *,
        using_graphs: Sequence[str] | None = None,
        using_named_graphs: Sequence[str] | None = None,
    ) -> None:
        """See :class:`Store`; one that outgrows its time ends the writer, which comes back."""
        with self._followed() as client:
            client.update(sparql, using_graphs=using_graphs, using_named_graphs=using_named_graphs)

    def graph(self, name: str | None) -> bytes | None:
        """See :class:`Store`; asked in the lane of REST, since everybody may."""
        graph_name(name)
        reply = self.rest.ask(graph_asking(name), {"rows": "json", "graph": "nt"})
        lines = sorted(reply.read().splitlines(keepends=True))
        return b"".join(lines) if lines or name is None else None

    def put_graph(self, name: str | None, triples: bytes) -> bool:
        """See :class:`Store`."""
        with self._followed() as client:
            return client.put_graph(name, triples)

    def post_graph(self, name: str | None, triples: bytes) -> bool:
        """See :class:`Store`."""
        with self._followed() as client:
            return client.post_graph(name, triples)

    def delete_graph(self, name: str | None) -> None:
        """See :class:`Store`."""
        with self._followed() as client:
            client.delete_graph(name)

    def index(self) -> Index:
        """See :class:`Store`: the one that the writer keeps in the folder."""
        return Index(self._keeper)

    def reindex(self) -> int:
        """See :class:`Store`."""
        with self._client() as client:
            return client.reindex()

    def nquads(self) -> bytes:
        """See :class:`Store`."""
        with self._client() as client:
            return client.nquads()

    def generation(self) -> str:
        """See :class:`Store`: the state that the next query sees."""
        return self._follower.generation

    def backup(self, folder: Path) -> None:
        """See :meth:`EmbeddedStore.backup`."""
        with self._client() as client:
            client.backup(folder)

    def size(self) -> int:
        """Quads in the copy in memory."""
        return self._follower.size

    def copies(self) -> int:
        """How often the copy in memory has been made."""
        return self._follower.restarts + 1

    def processes(self) -> dict[str, int]:
        """The process ids of the writer and of the copy in memory, for whoever watches them."""
        return {"writer": self._writer.process, "copy": self._follower.process}

    def close(self) -> None:
        """See :class:`Store`."""
        for lane in (self.rest, self.sparql):
            lane.close()
        self._keeper.close()
        self._follower.close()
        while self._clients:
            self._clients.pop().close()
        self._writer.close()

    def _followed_by(self, workers: Kind, *, read_only: bool) -> Follower:
        folder, limits, call = self._folder, self.capacity.limits, self._writer.line
        if workers == "fork":
            return Follower(folder, call, lambda dump, mark: ForkNursery(dump, mark, limits))
        clear(folder)
        take = None if read_only else self._snapshot
        return Follower(
            folder, call, lambda _, mark: SnapshotNursery(folder, take, limits, mark), dumped=False
        )

    def _snapshot(self, folder: Path) -> str:
        with self._client() as client:
            return client.snapshot(folder)

    @contextmanager
    def _followed(self) -> Iterator[WriterClient]:
        """The writer, for a write that queries see once the block has ended."""
        restarts = self._follower.restarts
        with self._client() as client:
            yield client
            self._follower.wait_for(client.state, restarts)

    @contextmanager
    def _client(self) -> Iterator[WriterClient]:
        """A line to the writer that nobody else uses meanwhile."""
        client = self._waiting() or self._writer.client()
        try:
            yield client
        finally:
            if client.broken:
                client.close()
            else:
                self._clients.append(client)

    def _waiting(self) -> WriterClient | None:
        """A line that nobody uses; those to a writer that has ended are let go."""
        while True:
            try:
                client = self._clients.pop()
            except IndexError:
                return None
            if client.alive:
                return client
            client.close()

    def _renew(self) -> None:
        for lane in (self.rest, self.sparql):
            lane.renew()
