"""The mark of a remote store's state, kept in the store itself, and the right to write.

``graph/system`` holds the mark, which all services and commands read, and a note: who is writing
which plan, or that nobody is. Whoever wants to write exchanges the mark it knows for a new one; the
engine does that for one of them only. The mark moves at the beginning of a write and again with its
end, as in :mod:`plangraph.graph.generation`.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import DCTERMS

from plangraph.graph.constructing import Row
from plangraph.ontology import iris
from plangraph.ontology.errors import StoreError

_FREE: Final = "free"
_MARK: Final = f"<{DCTERMS.hasVersion}>"
_NOTE: Final = f"<{DCTERMS.description}>"
_PAUSE: Final = 0.2  # seconds between two looks at whether another writer is done
_LEASES: Final = 3  # times the patience with one writer that a writer waits in all


@dataclass(frozen=True, slots=True)
class State:
    """What the store says of itself.

    Attributes:
        mark: Of the last write.
        note: Who writes, and which plan; ``free`` if nobody does.
    """

    mark: str = "0" * 16
    note: str = _FREE

    @property
    def plan_key(self) -> str:
        """The plan that is being written; empty if none is."""
        return self.note.partition(" ")[2]


class Marks:
    """The mark and the right to write.

    Args:
        rows: Gives the rows of a query.
        update: Carries out an update.
        lease: Seconds after which a writer that has not moved is taken for dead.
    """

    def __init__(
        self,
        rows: Callable[[str], Iterator[Row]],
        update: Callable[[str], None],
        lease: float,
    ) -> None:
        self._rows = rows
        self._update = update
        self._lease = lease

    def state(self) -> State:
        """What the store says now; a note that somebody writes outweighs that nobody does."""
        return self._found() or State()

    def free(self) -> State:
        """The state once nobody else writes; a writer that died is passed over.

        Raises:
            StoreError: Others write without end.
        """
        end = time.monotonic() + self._lease * _LEASES
        state, since = self._begun(), time.monotonic()
        while state.note != _FREE:
            now = time.monotonic()
            if now > end:
                raise StoreError("Others are writing to the store.", advice="Try again later.")
            if now - since > self._lease:
                self._update(self._passing_over(state))
            time.sleep(min(_PAUSE, self._lease / 4))
            last, state = state, self.state()
            since = since if state == last else time.monotonic()
        return state

    def take(self, state: State, plan_key: str) -> State | None:
        """The right to write on top of a state; ``None`` if the store has moved on."""
        token = secrets.token_hex(8)
        taken = State(_next(state.mark, token), f"{token} {plan_key}")
        self._update(_exchange(state, taken))
        return taken if self.state() == taken else None

    def release(self, taken: State, change: str) -> str:
        """The step of an update that gives the right back and moves the mark."""
        return _exchange(taken, State(_next(taken.mark, change)))

    def _found(self) -> State | None:
        rows = self._rows(f"SELECT ?p ?o {{ {_graph('?p ?o')} }}")
        said = [(str(row["p"]), row["o"].value) for row in rows]
        marks = sorted(value for name, value in said if name == _MARK)
        notes = sorted({value for name, value in said if name == _NOTE} - {_FREE})
        return State(marks[0], notes[0] if notes else _FREE) if marks else None

    def _begun(self) -> State:
        """The state, which is written down if it never was; twice the same does no harm."""
        found = self._found()
        if found is None:
            self._update(f"INSERT DATA {{ {_said(State())} }}")
            found = self.state()
        return found

    def _passing_over(self, dead: State) -> str:
        key = dead.plan_key
        names = (iris.graph_key(key), iris.inferred_graph_key(key)) if key else ()
        steps = [f"DROP SILENT GRAPH <{staging(iris.absolute(name))}>" for name in names]
        return " ;\n".join([*steps, self.release(dead, "given up")])


def system_graph() -> str:
    """The name of the graph in which the mark is kept."""
    return iris.absolute("graph/system")


def is_system(graph: str) -> bool:
    """Whether a graph is none of plans: the mark's, or one in which triples are gathered."""
    return graph == system_graph() or graph == staging(graph.removesuffix("/staging"))


def staging(graph: str) -> str:
    """The name of the graph in which the triples of another one are gathered."""
    return f"{graph}/staging"


def _exchange(before: State, after: State) -> str:
    """One state for another, if it is the one that is there; engines do so for one writer only.

    Plain triples alone: what engines make of FILTER NOT EXISTS and OPTIONAL in updates differs.
    """
    return (
        f"DELETE {{ {_graph('?p ?o')} }}\nINSERT {{ {_said(after)} }}\n"
        f"WHERE {{ {_said(before, '; ?p ?o')} }}"
    )


def _said(state: State, more: str = "") -> str:
    return _graph(f'{_MARK} "{state.mark}" ; {_NOTE} "{state.note}" {more}')


def _graph(said: str) -> str:
    return f"GRAPH <{system_graph()}> {{ <{system_graph()}> {said} }}"


def _next(mark: str, event: str) -> str:
    return hashlib.sha256(f"{mark} {event}".encode()).hexdigest()[:16]
