"""What a running service keeps of the present state of its store, within one bound of memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import Message

from plangraph.api.kept import Kept
from plangraph.api.lists import Found

_OBJECTS = 200  # bytes that one IRI with its numbers takes


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it goes out, and the route that made it, which the metrics count."""

    start: Message
    body: bytes
    route: Any


@dataclass(frozen=True, slots=True)
class Row:
    """A thing as a list shows it: in JSON, and as the cells of a table."""

    json: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Memory:
    """Replies, rows of lists, and the things that pass a list's filters.

    Each of them may take a third of the room; a row counts twice, for its cells.
    """

    replies: Kept[Reply]
    rows: Kept[Row]
    found: Kept[Found]

    @classmethod
    def of(cls, room: int) -> "Memory":
        """A memory of so many bytes; 0 keeps nothing."""
        part = room // 3
        return cls(Kept(part), Kept(part // 2), Kept(part // _OBJECTS))
