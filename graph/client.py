"""The store of a folder whose writer runs in another process: requests go through its socket.

Commands such as ``add`` use it while a service runs, which holds the folder. Queries are asked of a
copy that the writer makes for the moment (files that never change are linked, not copied), so that
no query can stop the writer.
"""

import socket
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from plangraph.graph import refusals
from plangraph.graph.answer import Answer
from plangraph.graph.asking import Asking, notation
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.frames import address, receive, send, tell
from plangraph.graph.search import Index
from plangraph.graph.search_file import FILE
from plangraph.graph.search_keep import ReadingKeeper
from plangraph.graph.search_sparql import with_search
from plangraph.graph.store import Added, Store
from plangraph.graph.swap import scratch
from plangraph.graph.terms import Term, check_storable, graph_of
from plangraph.ontology import iris
from plangraph.ontology.errors import LimitError, StoreError
from plangraph.ontology.triples import PlanGraphs, to_nquads


def connect(folder: Path) -> socket.socket | None:
    """A line to the writer of a folder; ``None`` where none runs."""
    line = socket.socket(socket.AF_UNIX)
    try:
        with address(folder) as path:
            line.connect(path)
    except OSError:
        line.close()
        return None
    return line


class WriterClient(Store):
    """A store whose writer runs elsewhere on this machine.

    Args:
        folder: The store's folder.
        line: A line to its writer, see :func:`connect`.

    Attributes:
        broken: True once the writer has gone away.
        state: The state of the store after the last request.
    """

    def __init__(self, folder: Path, line: socket.socket) -> None:
        self._folder = folder
        self._line = line
        self._copy: EmbeddedStore | None = None
        self._copied = ""
        self.broken = False
        self.state = ""
        self._scratch = ExitStack()
        self._keeper = ReadingKeeper(folder / FILE, self, exact=False)

    @property
    def alive(self) -> bool:
        """Whether the writer at the other end is still there, as far as one can see."""
        try:
            return self._line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False

    def add(self, graphs: PlanGraphs) -> Added:
        """See :class:`Store`; what cannot be stored is found here, not in the writer."""
        for part in (graphs.stated, graphs.inferred, graphs.reference):
            check_storable(part)
        return self.add_nquads(graphs.plan_key, to_nquads(graphs))

    def add_nquads(self, plan_key: str, nquads: bytes) -> Added:
        """See :class:`Store`."""
        outcome: Added = self._ask("add", nquads, plan=plan_key)[0]["outcome"]
        return outcome

    def remove(self, plan_key: str) -> None:
        """See :class:`Store`."""
        self._ask("remove", plan=plan_key)

    def plan_keys(self) -> list[str]:
        """See :class:`Store`."""
        return list(self._ask("plan_keys")[0]["keys"])

    def graphs_of(self, plan_key: str) -> PlanGraphs:
        """See :class:`Store`."""
        return graphs_from(plan_key, self.plan_nquads(plan_key))

    def plan_nquads(self, plan_key: str) -> bytes:
        """See :class:`Store`."""
        return self._ask("plan_nquads", plan=plan_key)[1]

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """See :class:`Store`."""
        asking = Asking(sparql, notation(bindings), default_graphs, named_graphs)
        return self._current_copy().ask(with_search(asking, self.index()))

    def update(
        self,
        sparql: str,
        *,
        using_graphs: Sequence[str] | None = None,
        using_named_graphs: Sequence[str] | None = None,
    ) -> None:
        """See :class:`Store`."""
        using, named = (names and list(names) for names in (using_graphs, using_named_graphs))
        try:
            self._ask("update", sparql.encode(), using=using, using_named=named)
        except LimitError:
            self.broken = True  # the writer has ended over it
            raise
        except StoreError as problem:
            if self.broken:
                raise refusals.update_died() from problem
            raise

    def graph(self, name: str | None) -> bytes | None:
        """See :class:`Store`."""
        told, lines = self._ask("graph", name=name)
        return lines if told["there"] else None

    def put_graph(self, name: str | None, triples: bytes) -> bool:
        """See :class:`Store`."""
        return bool(self._ask("put_graph", triples, name=name)[0]["new"])

    def post_graph(self, name: str | None, triples: bytes) -> bool:
        """See :class:`Store`."""
        return bool(self._ask("post_graph", triples, name=name)[0]["new"])

    def delete_graph(self, name: str | None) -> None:
        """See :class:`Store`."""
        self._ask("delete_graph", name=name)

    def nquads(self) -> bytes:
        """See :class:`Store`."""
        return self._ask("nquads")[1]

    def generation(self) -> str:
        """See :class:`Store`."""
        self._ask("generation")
        return self.state

    def index(self) -> Index:
        """See :class:`Store`."""
        return Index(self._keeper)

    def reindex(self) -> int:
        """See :class:`Store`."""
        return int(self._ask("reindex")[0]["documents"])

    def backup(self, folder: Path) -> None:
        """See :meth:`EmbeddedStore.backup`."""
        self._ask("backup", folder=str(folder.absolute()))

    def snapshot(self, folder: Path) -> str:
        """The triples alone in a new folder, for others to open; the state that they show."""
        self._ask("snapshot", folder=str(folder.absolute()))
        return self.state

    def close(self) -> None:
        """See :class:`Store`."""
        self._line.close()
        self._keeper.close()
        self._drop_copy()

    def _current_copy(self) -> EmbeddedStore:
        state = self.generation()
        if self._copy is None or state != self._copied:
            self._drop_copy()
            folder = self._scratch.enter_context(scratch(self._folder)) / "copy"
            self.backup(folder)
            self._copy, self._copied = EmbeddedStore(folder, read_only=True), state
        return self._copy

    def _drop_copy(self) -> None:
        if self._copy is not None:
            self._copy.close()
            self._copy = None
        self._scratch.close()

    def _ask(self, act: str, body: bytes = b"", **said: Any) -> tuple[dict[str, Any], bytes]:
        try:
            told, answer = exchange(self._line, act, body, **said)
        except (OSError, EOFError) as problem:
            self.broken = True
            raise StoreError(
                "The process that writes the store has ended in the middle.",
                where=str(self._folder),
                advice="Nothing of an unfinished write is kept. Try again.",
            ) from problem
        self.state = str(told["generation"])
        return told, answer


def exchange(
    line: socket.socket, act: str, body: bytes = b"", **said: Any
) -> tuple[dict[str, Any], bytes]:
    """What the writer says to a request.

    Raises:
        PlanGraphError: The one that the writer met.
        EOFError: The writer is gone.
        OSError: Likewise.
    """
    tell(line, b"J", do=act, **said)
    send(line, b"B", body)
    head, answer = receive(line), receive(line).body
    if head.kind == b"X":
        raise refusals.refused(head.told())
    told: dict[str, Any] = head.told()
    return told, answer


def graphs_from(plan_key: str, nquads: bytes) -> PlanGraphs:
    """The three groups of triples of a plan from their N-Quads."""
    names = (iris.graph_key(plan_key), iris.inferred_graph_key(plan_key), iris.REFERENCE_GRAPH)
    quads = list(ox.parse(nquads, ox.RdfFormat.N_QUADS))
    stated, inferred, reference = (
        graph_of((q for q in quads if q.graph_name == ox.NamedNode(name)), name)
        for name in map(iris.absolute, names)
    )
    return PlanGraphs(plan_key, stated, inferred, reference)
