"""A plan to the page of its text: marked paragraphs, the outline, a card for every fact.

``text_cards`` tells what a card says; ``text_marks`` marks the text.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from rdflib import URIRef

from plangraph.api.plans import read_text
from plangraph.api.reader import Reader
from plangraph.api.text_cards import KINDS, Card, Found, make_cards, read_found
from plangraph.api.text_marks import (
    PASSAGE,
    Heading,
    Paragraph,
    Place,
    cut_parts,
    paragraphs,
)
from plangraph.graph.pinning import look_up
from plangraph.ontology import iris

PART: Final = 45_000  # characters of the text on one page, at most
_CROWD: Final = 700  # proofs of facts on it, about; each has a card of a kilobyte
_OUTLINE: Final = 300  # headings of other parts; a longer outline keeps to its upper levels
_PASSAGE = re.compile(r"([0-9]{1,8}),([0-9]{1,8})")
_HEADINGS: Final = """
SELECT ?plan ?item ?start ?end ?number ?title ?position WHERE {
  ?item pg:inPlan ?plan ; pg:unitStart ?start ; rdfs:label ?title ; pg:evidence/oa:end ?end .
  OPTIONAL { ?item pg:number ?number } OPTIONAL { ?item pg:position ?position }
} ORDER BY ?start"""
_PROOFS: Final = """
SELECT ?graph (COUNT(*) AS ?proofs) WHERE { GRAPH ?graph { ?fact pg:evidence ?span } }
GROUP BY ?graph"""


class Asked(BaseModel):
    """Which part of a text somebody wants to see."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    part: int = Field(default=0, ge=0)
    """Its number, from 1; 0 leaves it to the others."""
    at: str = ""
    """``670,691``: the part with this passage, which is marked."""
    show: str = ""
    """The part with the fact that has this card."""
    hide: str = ""
    """Kinds of marks that are not shown, with commas."""

    def passage(self, length: int) -> tuple[int, int] | None:
        """The passage, if it is one of a text of this length."""
        found = _PASSAGE.fullmatch(self.at)
        if found is None:
            return None
        start, end = int(found[1]), int(found[2])
        return (start, end) if start < end <= length else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline; ``part`` is the page that it stands on."""

    heading: Heading
    part: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page of a text shows.

    Attributes:
        start: First character of this part.
        end: One past its last.
        parts: How many there are.
        counts: Places of each kind in this part, in the order of the legend.
        length: Characters of the whole text.
        lost: Whether a passage is asked for that the text does not have.
    """

    start: int
    end: int
    number: int
    parts: int
    paragraphs: Sequence[Paragraph]
    outline: Sequence[Entry]
    cards: Sequence[Card]
    counts: Mapping[str, int]
    length: int
    passage: str
    lost: bool


def read_reading(reader: Reader, plan: str, asked: Asked) -> Reading:
    """A part of the text of a plan with all that was read in it.

    Raises:
        UnknownThingError: The store does not hold the plan.
    """
    text = read_text(reader.store, plan)
    headings = _headings(reader, plan)
    parts = cut_parts(text, headings, _part_size(reader, plan, len(text)))
    found = read_found(reader, plan) if asked.show else []
    number = _part_of(parts, asked, found, len(text))
    start, end = parts[number - 1]
    cards = make_cards(reader, read_found(reader, plan, (start, end)), text)
    places = [place for card in cards for place in card.places]
    passage = asked.passage(len(text))
    marked = [Place(*passage, PASSAGE, "")] if passage else []
    kinds = Counter(card.kind for card in cards)
    return Reading(
        start=start,
        end=end,
        number=number,
        parts=len(parts),
        paragraphs=paragraphs(text, (start, end), [*places, *marked], headings),
        outline=[Entry(one, _at(parts, one.start)) for one in _told(headings, (start, end))],
        cards=cards,
        counts={kind: kinds[kind] for kind in KINDS if kinds[kind]},
        length=len(text),
        passage=asked.at if passage else "",
        lost=bool(asked.at) and passage is None,
    )


def _part_size(reader: Reader, plan: str, length: int) -> int:
    """Characters of a part: fewer where facts stand close together."""
    bound = {"graph": URIRef(iris.absolute(iris.graph_key(plan)))}
    rows = look_up(reader.store, _PROOFS, bound).values()
    return min([PART, *(length * _CROWD // int(str(row["proofs"])) for row in rows)])


def _told(headings: Sequence[Heading], here: tuple[int, int]) -> list[Heading]:
    """The outline: all of it, or of a long one the upper levels and what stands in this part."""
    counts = Counter(one.depth for one in headings)
    levels = range(1, max(counts, default=0) + 1)
    deep = [level for level in levels if sum(counts[d] for d in range(level + 1)) <= _OUTLINE]
    deepest = max(deep, default=0)
    return [one for one in headings if one.depth <= deepest or here[0] <= one.start < here[1]]


def _part_of(
    parts: Sequence[tuple[int, int]], asked: Asked, found: Sequence[Found], length: int
) -> int:
    passage = asked.passage(length)
    if passage is not None:
        return _at(parts, passage[0])
    if asked.show:
        shown = [one.start for one in found if one.card == asked.show]
        return _at(parts, shown[0]) if shown else 1
    return min(max(asked.part, 1), len(parts))


def _at(parts: Sequence[tuple[int, int]], place: int) -> int:
    return min(bisect_right(parts, place, key=itemgetter(1)) + 1, len(parts))


def _headings(reader: Reader, plan: str) -> list[Heading]:
    bound = {"plan": URIRef(iris.absolute(f"plan/{plan}"))}
    return [
        Heading(
            start=int(str(row["start"])),
            end=int(str(row["end"])),
            position=str(row["position"] or ""),
            number=str(row["number"] or ""),
            title=str(row["title"]),
            depth=str(row["position"] or "").count("."),
        )
        for row in look_up(reader.store, _HEADINGS, bound).values()
    ]
