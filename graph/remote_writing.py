"""What is written to an engine elsewhere: one writer at a time, on top of the state it knows."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

import pyoxigraph as ox

from plangraph.graph.marks import Marks, State
from plangraph.graph.remote_reading import RemoteReading
from plangraph.graph.remote_settings import RemoteSettings
from plangraph.graph.replica import Copying, Replica
from plangraph.graph.search_fill import Touched
from plangraph.graph.sending import updates_of
from plangraph.graph.update import Change
from plangraph.graph.versions import Versions
from plangraph.graph.wire import Wire
from plangraph.ontology.errors import PlanGraphError, StoreError

_TRIES: Final = 10  # times that a write is worked out anew because another one came first
_T = TypeVar("_T")
Followed = Callable[[str, Touched | None], None]


class RemoteWriting:
    """Writes.

    Args:
        wire: The line to the engine.
        reading: Reads from the same engine.
        settings: Tell after which time another writer that does not move is taken for dead, and
            where what is replaced is kept.
        read_only: Every write is refused.
        followed: Told of the state before each write, and of what it may have changed.
    """

    def __init__(
        self,
        wire: Wire,
        reading: RemoteReading,
        settings: RemoteSettings,
        followed: Followed,
        *,
        read_only: bool,
    ) -> None:
        self._wire = wire
        self._followed = followed
        self._read_only = read_only
        self._lock = threading.Lock()
        folder = settings.versions
        self.versions = Versions(Path(folder).expanduser() if folder else None)
        self._copying = Copying(reading.rows, reading.quads, self.versions)
        self.marks = Marks(reading.rows, wire.update, settings.write_seconds)

    def copy(self, plan_key: str) -> Replica:
        """What the store holds of a plan."""
        return self._copying.copy(plan_key)

    def plan(
        self, plan_key: str, act: Callable[[Replica], _T], shared: set[ox.Quad] | None = None
    ) -> _T:
        """Let a plan come, change or go; ``act`` does it on a copy.

        Args:
            plan_key: The plan.
            act: What is done, and its outcome.
            shared: What the plan will say of shared things.
        """

        def work() -> Work[_T]:
            with self._copying.copy(plan_key, shared or ()) as replica:
                outcome = act(replica)
                return Work(outcome, self._sends(replica.change), replica.touched)

        return self._settle(work, plan_key)

    def change(self, work: Callable[[], tuple[_T, Change | None]], touched: Touched | None) -> _T:
        """Work out any other change and carry it out."""

        def worked() -> Work[_T]:
            outcome, change = work()
            return Work(outcome, self._sends(change), touched)

        return self._settle(worked)

    def update(self, text: Callable[[], str]) -> None:
        """Carry out a user's update, which is known to parse and to call nobody.

        Args:
            text: Gives its text once nobody else writes.

        Raises:
            InvalidQueryError: The engine does not take it.
            StoreError: As :meth:`plan`.
        """

        def send(taken: State) -> None:
            words = text()
            self._wire.update_by_user(words)  # alone: in Virtuoso its USING would outlast it
            self._wire.update(self.marks.release(taken, words))

        self._settle(lambda: Work(None, send, None))

    def _sends(self, change: Change | None) -> "Send | None":
        if change is None:
            return None

        def send(taken: State) -> None:
            release = self.marks.release(taken, change.text())
            for text in updates_of(change, release, self._wire.engine):
                self._wire.update(text)

        return send

    def _settle(self, work: "Callable[[], Work[_T]]", plan_key: str = "") -> _T:
        """Work out a write and carry it out, anew where the store has moved on in between."""
        if self._read_only:
            raise StoreError(
                "The store is open for reading only.", advice="Open it without read_only."
            )
        with self._lock:
            for _ in range(_TRIES):
                state = self.marks.free()
                done = work()
                if done.send is None:
                    return done.outcome
                taken = self.marks.take(state, plan_key)
                if taken is not None:
                    self._carry_out(done.send, taken)
                    self._followed(state.mark, done.touched)
                    return done.outcome
        raise StoreError("Others are writing to the store.", advice="Try again later.")

    def _carry_out(self, send: "Send", taken: State) -> None:
        """Send what gives the right to write back at its end; where it fails, give it back."""
        try:
            send(taken)
        except PlanGraphError:
            with contextlib.suppress(PlanGraphError):
                self._wire.update(self.marks.release(taken, "failed"))
            raise


Send = Callable[[State], None]


@dataclass(frozen=True, slots=True)
class Work(Generic[_T]):
    """A write that was worked out.

    Attributes:
        outcome: What whoever asked for it is told.
        send: Sends it, with what releases the right to write; ``None`` if there is nothing to do.
        touched: What it may change for the search; ``None`` where that is not known.
    """

    outcome: _T
    send: Send | None
    touched: Touched | None
