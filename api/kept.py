"""What was computed of one state of the store, kept until the state changes or room runs out."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

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

    def __len__(self) -> int:
        return len(self._rows)
