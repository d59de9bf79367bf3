"""Names and links to places: a two-column map, tasks in document order beside ordered agencies.

Parties stand at the mean height of their tasks (barycentre), which keeps crossings few. All sizes
are in drawing units; at 1,000 pixels of page width one unit is about 0.83 pixels.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FONT = 15.0
LINE = 20.0
PADDING = 12.0
TASK_WIDTH = 330.0
AGENCY_WIDTH = 270.0
CHANNEL = 220.0
GAP = 8.0
BAND_LINE = 30.0
MARGIN = 8.0
COUNT_WIDTH = 30.0
_CLOSING = frozenset("，。、；：？！）》〉】」』”’…,.;:?!)]}%％")
_OPENING = frozenset("（《〈【「『“‘([{")
WIDTH = 2 * MARGIN + TASK_WIDTH + CHANNEL + AGENCY_WIDTH


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place: its lines, and the heading that goes before it (empty for none)."""

    id: str
    lines: tuple[str, ...]
    heading: str = ""

    @property
    def height(self) -> float:
        """The box's height for its lines."""
        return len(self.lines) * LINE + PADDING


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: its centre and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Both columns placed; headings are pairs of text and place."""

    places: Mapping[str, Place]
    headings: tuple[tuple[str, Place], ...]
    height: float


def text_width(text: str) -> float:
    """The width of a text in ems, a little more than any usual font needs.

    >>> text_width("市科技局")
    4.0
    """
    return sum(_em(char) for char in text)


def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.72 if char.isupper() or char in "@%&mwMW—" else 0.56


def cut_lines(text: str, width: float, most: int = 2) -> tuple[str, ...]:
    """The text in at most ``most`` lines of ``width`` units; an ellipsis ends what was cut.

    Chinese breaks anywhere, words at spaces where one is near. Control characters become spaces.

    >>> cut_lines("市市场监管局", 60.0)
    ('市市场监', '管局')
    """
    rest = " ".join("".join(" " if _is_control(c) else c for c in text[:400]).split())
    lines: list[str] = []
    while rest and len(lines) < most:
        cut = _fitting(rest, width / FONT)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest or len(text) > 400:
        last = lines[-1]
        lines[-1] = last[: _fitting(last, width / FONT - 1.0, at_space=False)] + "…"
    return tuple(lines) or ("—",)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}


def _fitting(text: str, ems: float, *, at_space: bool = True) -> int:
    """How many characters fit; at least one, so that cutting comes to an end."""
    used = 0.0
    for index, char in enumerate(text):
        used += _em(char)
        if used > ems:
            place = _before_closing(text, index) if at_space else index
            inside = text[max(0, place - 1) : place + 1].isascii()
            space = text.rfind(" ", 0, place + 1) if at_space and inside else -1
            return max(1, space if space > 0 else _before_word(text, place) if inside else place)
    return len(text)


def _before_word(text: str, place: int) -> int:
    """Where the word or the date begins that this place is in the middle of, if that is near."""
    start = place
    while start > max(0, place - 14) and text[start - 1].isascii() and text[start - 1] != " ":
        start -= 1
    return start if start > 0 and not text[start - 1].isascii() else place


def _before_closing(text: str, index: int) -> int:
    """A place at or before this one to break: no line begins with ``，`` or ends with ``（``."""
    for place in range(index, max(0, index - 3), -1):
        if text[place] not in _CLOSING and text[place - 1] not in _OPENING:
            return place
    return index


def order_by_barycentre(
    agencies: Sequence[str], tasks: Sequence[str], links: Sequence[tuple[str, str]]
) -> list[str]:
    """The agencies ordered by the mean place of their tasks; ties keep the given order.

    Tasks are never moved, so one pass is enough. ``links`` are pairs of task and agency.

    >>> order_by_barycentre(["x", "y"], ["1", "2"], [("2", "x"), ("1", "y")])
    ['y', 'x']
    """
    index = {task: place for place, task in enumerate(tasks)}
    stands: dict[str, list[int]] = {agency: [] for agency in agencies}
    for task, agency in links:
        stands[agency].append(index[task])
    return sorted(agencies, key=lambda a: sum(stands[a]) / len(stands[a]) if stands[a] else 0.0)


def place_columns(tasks: Sequence[Box], agencies: Sequence[Box]) -> Placement:
    """Places for both columns in the given orders; the shorter one is stretched to the longer."""
    height = max(_natural_height(tasks), _natural_height(agencies))
    left, headings = _stack(tasks, MARGIN, TASK_WIDTH, height)
    right, _ = _stack(agencies, MARGIN + TASK_WIDTH + CHANNEL, AGENCY_WIDTH, height)
    return Placement({**left, **right}, tuple(headings), height + 2 * MARGIN)


def _natural_height(boxes: Sequence[Box]) -> float:
    headings = sum(BAND_LINE + GAP for box in boxes if box.heading)
    return sum(box.height for box in boxes) + GAP * max(0, len(boxes) - 1) + headings


def _stack(
    boxes: Sequence[Box], left: float, width: float, height: float
) -> tuple[dict[str, Place], list[tuple[str, Place]]]:
    """The boxes below each other over the whole height, each heading tight above its box."""
    spare = height - _natural_height(boxes)
    stretch = spare / (len(boxes) - 1) if len(boxes) > 1 else 0.0
    top = MARGIN if len(boxes) > 1 else MARGIN + spare / 2
    middle = left + width / 2
    places: dict[str, Place] = {}
    headings: list[tuple[str, Place]] = []
    for box in boxes:
        if box.heading:
            headings.append((box.heading, Place(middle, top + BAND_LINE / 2, width, BAND_LINE)))
            top += BAND_LINE + GAP
        places[box.id] = Place(middle, round(top + box.height / 2, 2), width, box.height)
        top += box.height + GAP + stretch
    return places, headings
