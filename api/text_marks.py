"""A stretch of text with marked places to paragraphs of markup; knows nothing of the store.

Places may overlap: the text is cut wherever one begins or ends, and each piece carries the kinds
and the cards of all places that hold it, the shortest first.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup, escape

PASSAGE: Final = "passage"
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A marked place: its stretch, its kind, the card that tells of it."""

    start: int
    end: int
    kind: str
    card: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a unit of the outline begins; ``end`` is one past the last character of its title."""

    start: int
    end: int
    position: str
    number: str
    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text as markup; ``tag`` is ``p`` or the level of a heading."""

    start: int
    tag: str
    anchor: str
    html: Markup


@dataclass(slots=True)
class _Sweep:
    """The places that hold the character which is reached, and those that have begun so far."""

    waiting: list[Place]
    active: list[Place] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def reach(self, at: int) -> None:
        while self.waiting and self.waiting[-1].start <= at:
            self.active.append(self.waiting.pop())
        self.active = [place for place in self.active if place.end > at]

    def next_edge(self, at: int, end: int) -> int:
        edges = [place.end for place in self.active]
        edges += [self.waiting[-1].start] if self.waiting else []
        return min([end, *(edge for edge in edges if edge > at)])


def paragraphs(
    text: str, part: tuple[int, int], places: Iterable[Place], headings: Sequence[Heading]
) -> list[Paragraph]:
    """The lines of a part of the text, each with its marks; empty lines are left out."""
    known = sorted(places, key=lambda place: (place.start, -place.end), reverse=True)
    sweep, made, level = _Sweep(known), [], 1
    headings = sorted(headings, key=lambda heading: heading.start)
    for start, end in lines(text, *part):
        heading = _heading_in(headings, start, end)
        tag = "p"
        if heading is not None and text[heading.end : end].strip(" 　。.：:") == "":
            level = min(heading.depth + 2, level + 1, _DEEPEST)
            tag = f"h{level}"
        anchor = f"unit-{heading.position}" if heading else ""
        html = Markup("").join(_pieces(text, start, end, sweep))
        made.append(Paragraph(start, tag, anchor, html))
    return made


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a part's lines that hold something."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            yield at, stop
        at = stop + 1


def _heading_in(headings: Sequence[Heading], start: int, end: int) -> Heading | None:
    at = bisect_left(headings, start, key=lambda heading: heading.start)
    return headings[at] if at < len(headings) and headings[at].start < end else None


def _pieces(text: str, start: int, end: int, sweep: _Sweep) -> Iterator[Markup]:
    at = start
    while at < end:
        sweep.reach(at)
        stop = sweep.next_edge(at, end)
        words = escape(text[at:stop])
        yield _marked(words, sweep) if sweep.active else words
        at = stop


def _marked(words: Markup, sweep: _Sweep) -> Markup:
    """A piece that leads to the card of the shortest place that holds it."""
    inner = sorted(sweep.active, key=lambda place: place.end - place.start)
    cards = list(dict.fromkeys(place.card for place in inner if place.card))
    kinds = " ".join(dict.fromkeys(f"k-{place.kind}" for place in inner))
    new = [place for place in inner if _name(place) not in sweep.told]
    sweep.told |= {_name(place) for place in new}
    names = list(dict.fromkeys(_name(place) for place in new))
    first = Markup(' id="{}"').format(names[0]) if names else Markup("")
    more = Markup("").join(Markup('<i id="{}"></i>').format(name) for name in names[1:])
    if not cards:
        return Markup('<span class="m {}"{}>{}{}</span>').format(kinds, first, more, words)
    tab = Markup("") if any(place.card == cards[0] for place in new) else Markup(' tabindex="-1"')
    return Markup('<a class="m {}" href="#{}" data-cards="{}"{}{}>{}{}</a>').format(
        kinds, cards[0], " ".join(cards), first, tab, more, words
    )


def _name(place: Place) -> str:
    """The name of the first piece of a place: of the passage its offsets, else that of its card."""
    if place.kind == PASSAGE:
        return f"char={place.start},{place.end}"
    return f"at-{place.card}"


def cut_parts(text: str, headings: Sequence[Heading], size: int) -> list[tuple[int, int]]:
    """The text in parts of about a size, cut between lines, before a chapter where there is one."""
    chapters = {one.start for one in headings if one.depth == 0}
    parts, begin = [], 0
    for start, end in lines(text, 0, len(text)):
        chapter = any(at in chapters for at in range(start, min(end, start + 4)))
        if start - begin >= size or (chapter and start - begin >= size * 2 // 3):
            parts.append((begin, start))
            begin = start
    return [*parts, (begin, len(text))]
