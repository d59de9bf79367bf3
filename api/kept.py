"""What was computed of one state of the store, kept until the state changes or room runs out."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by key, all of one state; what was asked for longest ago goes first.

    A value of another state is never given: the first key of a new state empties the rest.

    Args:
        room: The sum of costs that may be held; 0 keeps nothing.

    >>> kept = Kept[str](room=8)
    >>> kept.put("monday", "a", "A"), kept.get("monday", "a"), kept.get("tuesday", "a")
    (None, 'A', None)
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._used = 0
        self._state = ""
        self._rows: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()
        self._turns: WeakValueDictionary[Hashable, threading.Lock] = WeakValueDictionary()

    def get(self, state: str, key: Hashable) -> Value | None:
        """The value that was computed of this state; ``None`` if there is none."""
        with self._lock:
            found = self._rows.get(key) if state == self._state else None
            if found is None:
                return None
            self._rows.move_to_end(key)
            return found[0]

    def put(self, state: str, key: Hashable, value: Value, cost: int = 1) -> None:
        """Keep a value; one that would take more than a quarter of the room is let go."""
        if cost * 4 > self._room:
            return
        with self._lock:
            if state != self._state:
                self._rows.clear()
                self._state, self._used = state, 0
            _, old = self._rows.pop(key, (None, 0))
            self._rows[key] = (value, cost)
            self._used += cost - old
            while self._used > self._room:
                _, (_, freed) = self._rows.popitem(last=False)
                self._used -= freed

    def once(
        self, state: Callable[[], str], key: Hashable, make: Callable[[], tuple[Value, int]]
    ) -> Value:
        """The value that is kept, else a new one; of many who ask at once one makes it.

        Args:
            state: The present state; a value that was made while it changed is not kept.
            key: Which value.
            make: Gives a value and its cost.
        """
        with self._turn(key):
            before = state()
            found = self.get(before, key)
            if found is None:
                found, cost = make()
                if state() == before:
                    self.put(before, key, found, cost)
            return found

    def _turn(self, key: Hashable) -> AbstractContextManager[object]:
        """Who makes the value of a key; where nothing is kept, nobody waits for it."""
        if not self._room:
            return nullcontext()
        with self._lock:
            return self._turns.setdefault(key, threading.Lock())

    def __len__(self) -> int:
        return len(self._rows)
