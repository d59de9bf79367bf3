"""An Oxigraph engine of this process with its folder: queries, updates, graphs, copies.

What the graphs mean is left to :class:`plangraph.graph.embedded.EmbeddedStore`.
"""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from plangraph.graph.answer import Answer
from plangraph.graph.asking import Asking, ask_engine, notation
from plangraph.graph.formats import Shape
from plangraph.graph.generation import Generation
from plangraph.graph.opening import copy_store, open_engine, snap, write_failed
from plangraph.graph.search import Index
from plangraph.graph.search_fill import Touched
from plangraph.graph.search_keep import keeper_of
from plangraph.graph.search_sparql import with_search
from plangraph.graph.search_touch import touched_by_quads, touched_by_update
from plangraph.graph.store import Store
from plangraph.graph.stream import Stream, WholeStream
from plangraph.graph.swap import alone, current, swap
from plangraph.graph.terms import (
    Term,
    canonical,
    graph_name,
    parse_triples,
    to_lines,
    triple_lines,
)
from plangraph.graph.ticket import Ticket
from plangraph.graph.update import Change
from plangraph.graph.update_gate import check_update, is_repeatable, over_graphs, self_contained
from plangraph.graph.versions import Versions
from plangraph.ontology.errors import (
    InvalidQueryError,
    PlanGraphError,
    StoreError,
    UnknownThingError,
)

# Quads that are put in as new files of the engine, all or none as well: a fifth of the time of an
# update, which parses them and sorts them in memory; few would leave many small files behind.
MANY: Final = 50_000
_QUICK: Final = 1.0  # seconds; whoever keeps a copy is not held up by repeating a longer update


class EngineStore(Store):
    """Named graphs in an engine, each write one transaction.

    Args:
        folder: Where the store is; ``None`` for one in memory.
        read_only: Nothing is written; a writer in another process may go on, its later writes
            are not seen.

    Attributes:
        versions: The replaced versions of its plans.
        on_write: Told of every write, as an update that repeats it elsewhere, with the state
            of the store after it; the next write waits until it returns. An empty update means
            that it cannot be repeated: a copy has to be made anew.
        watch: Entered while an update is parsed and while it runs, of which nobody knows how
            long it takes.
    """

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        self._folder = folder
        self._engine: ox.Store | None = open_engine(folder, read_only=read_only)
        self._read_only = read_only
        self._lock = threading.Lock()
        self._generation = Generation(folder and current(folder, "generation"), read_only=read_only)
        self.versions = Versions(folder and current(folder, "versions"))
        self.on_write: Callable[[str, str], None] | None = None
        self.watch: Callable[[], AbstractContextManager[None]] = nullcontext
        self._keeper = keeper_of(folder, self, read_only=read_only)

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
        return WholeStream(self.ask(asking), formats, self.generation())

    def index(self) -> Index:
        """See :class:`Store`."""
        return Index(self._keeper)

    def reindex(self) -> int:
        """See :class:`Store`."""
        with self._lock:
            return self._keeper.rebuild()

    def update(
        self,
        sparql: str,
        *,
        using_graphs: Sequence[str] | None = None,
        using_named_graphs: Sequence[str] | None = None,
    ) -> None:
        """See :class:`Store`."""
        with self.watch():
            check_update(sparql)
            text = self_contained(over_graphs(sparql, using_graphs, using_named_graphs))
        with self._lock:
            begun, before = time.monotonic(), self.generation()
            self._run(text, self.watch, _refused)
            repeatable = is_repeatable(sparql) and time.monotonic() - begun < _QUICK
            self._tell(text if repeatable else "", before, touched_by_update(text))

    def graph(self, name: str | None) -> bytes | None:
        """See :class:`Store`."""
        found = self._running().quads_for_pattern(None, None, None, graph_name(name))
        lines = triple_lines(quad.triple for quad in found)
        return lines if lines or name is None else None

    def put_graph(self, name: str | None, triples: bytes) -> bool:
        """See :class:`Store`."""
        node = graph_name(name)
        new = _quads(node, triples)
        with self._lock:
            old = set(self._running().quads_for_pattern(None, None, None, node))
            if old != new:
                self._write(Change((node,), insert=new), touched_by_quads(old ^ new))
        return not old and name is not None

    def post_graph(self, name: str | None, triples: bytes) -> bool:
        """See :class:`Store`."""
        node = graph_name(name)
        new = _quads(node, triples)
        with self._lock:
            engine = self._running()
            there = self._holds(node)
            if not all(quad in engine for quad in new):
                self._write(Change(insert=new), touched_by_quads(new))
        return not there and name is not None

    def delete_graph(self, name: str | None) -> None:
        """See :class:`Store`."""
        node = graph_name(name)
        with self._lock:
            if self._holds(node):
                old = self._running().quads_for_pattern(None, None, None, node)
                self._write(Change((node,)), touched_by_quads(old))
            elif name is not None:
                raise UnknownThingError("The store holds no graph of this name.", where=name)

    def nquads(self) -> bytes:
        """See :class:`Store`."""
        return to_lines(self._running())

    def generation(self) -> str:
        """See :class:`Store`."""
        return self._generation.mark

    @contextmanager
    def still(self) -> Iterator[str]:
        """The state of the store, which nobody changes while the block runs."""
        with self._lock:
            yield self._generation.mark

    @contextmanager
    def swapping(self, prepared: Path) -> Iterator[str]:
        """Let a prepared folder be the store's next state; the block has to end this process.

        Raises:
            StoreError: The store is in memory or read-only, or the disk refuses; nothing changed.
        """
        if self._folder is None or self._read_only:
            raise _only_read()
        with self._lock, alone(self._folder):
            try:
                swap(self._folder, prepared)
            except OSError as problem:
                raise write_failed(problem) from problem
            yield self._generation.mark

    def dump(self, file: Path | IO[bytes]) -> None:
        """Write all quads to a file, in an order that depends on nothing but the quads."""
        target = str(file) if isinstance(file, Path) else file
        self._running().dump(target, ox.RdfFormat.N_QUADS)

    def backup(self, folder: Path) -> None:
        """A copy of the store in a new folder, made while others go on reading.

        Raises:
            StoreError: The folder is there already or cannot be written.
        """
        with self._lock:
            copy_store(self._running(), self._folder, folder)

    def snapshot(self, folder: Path) -> None:
        """The triples alone, as they are now, in a new folder; it waits for no write.

        Raises:
            StoreError: The folder is there already or cannot be written.
        """
        snap(self._running(), folder)

    def close(self) -> None:
        """See :class:`Store`."""
        with self._lock:
            self._engine = None
            self._keeper.close()

    def _running(self) -> ox.Store:
        if self._engine is None:
            raise StoreError("The store is closed.", advice="Open it again.")
        return self._engine

    def _holds(self, name: ox.NamedNode | ox.DefaultGraph) -> bool:
        """Whether a graph has a triple; a graph without one is none."""
        return next(self._running().quads_for_pattern(None, None, None, name), None) is not None

    def _write(self, change: Change, touched: Touched | None = None) -> None:
        """Carry a change out; ``touched`` is what the index has to look at, ``None`` all."""
        text, before = change.text(), self.generation()
        alone = not change.drop and not change.delete
        many = change.insert if alone and len(change.insert) > MANY else set[ox.Quad]()
        self._run(text, many=many)
        self._tell(text, before, touched)

    def _run(
        self,
        text: str,
        watch: Callable[[], AbstractContextManager[None]] = nullcontext,
        failed: Callable[[Exception], PlanGraphError] = write_failed,
        many: Collection[ox.Quad] = (),
    ) -> None:
        """Run an update; ``many`` are the quads that it puts in, where it does nothing else."""
        if self._read_only:
            raise _only_read()
        with self._generation.writing(text):
            try:
                with watch():
                    if many:
                        self._running().bulk_extend(many)
                    else:
                        self._running().update(text)
            except OSError as problem:
                raise write_failed(problem) from problem
            except RuntimeError as problem:
                raise failed(problem) from problem

    def _tell(self, text: str, before: str, touched: Touched | None) -> None:
        self._keeper.follow(before, touched)
        if self.on_write is not None:
            self.on_write(text, self._generation.mark)


def _quads(name: ox.NamedNode | ox.DefaultGraph, triples: bytes) -> set[ox.Quad]:
    found = parse_triples(triples)
    return canonical(ox.Quad(one.subject, one.predicate, one.object, name) for one in found)


def _only_read() -> StoreError:
    return StoreError("The store is open for reading only.", advice="Open it without read_only.")


def _refused(problem: Exception) -> PlanGraphError:
    """A step of an update that cannot be done: a graph is there already, or is not there."""
    return InvalidQueryError(
        f"The update cannot be done: {problem}.",
        advice="Nothing was changed. SILENT lets a step pass that finds nothing to do.",
    )
