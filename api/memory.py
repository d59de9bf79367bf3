"""What a running service keeps of the present state of its store, within one bound of memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import Message

from plangraph.api.home import Home
from plangraph.api.kept import Kept
from plangraph.api.list_parts import Sizes
from plangraph.api.network_overview import Overview

_OVERVIEWS = 16  # of some kilobytes; two languages, with and without partners
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
    """Replies, rows of lists, the sizes of lists with their filters; what sums all plans up.

    Each of the first may take a third of the room; a row counts twice, for its cells.
    """

    replies: Kept[Reply]
    rows: Kept[Row]
    sizes: Kept[Sizes]
    overviews: Kept[Overview]
    homes: Kept[Home]

    @classmethod
    def of(cls, room: int) -> "Memory":
        """A memory of so many bytes; 0 keeps nothing."""
        part = room // 3
        few = _OVERVIEWS * bool(room)
        return cls(Kept(part), Kept(part // 2), Kept(part // _OBJECTS), Kept(few), Kept(few))
