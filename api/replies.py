"""An Accept header or a format name to one media type of those on offer.

Leaves the writing of the format to whoever holds the data. Media types follow RFC 9110, sections
8.3 and 12.5.1: the client's weight decides, then how closely the range fits, then our own order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from plangraph.graph.formats import GRAPH_FORMATS, ROW_FORMATS
from plangraph.ontology.errors import NotAcceptableError

HTML = "text/html"
JSON = "application/json"
JSON_LD = "application/ld+json"
CSV = "text/csv"


class Offer(Protocol):
    """One representation: its short name, its media type, and the other names it answers to."""

    @property
    def name(self) -> str:
        """What a user types: ``json``, ``ttl``."""

    @property
    def media_type(self) -> str:
        """As registered, without parameters."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other media types that clients send for it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A way to write a REST list."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The representation that the client gets, under the media type that it asked for."""

    offer: Offer
    media_type: str

    @property
    def content_type(self) -> str:
        """The header value; text carries its character set."""
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


RESULTS: Sequence[Offer] = ROW_FORMATS
GRAPHS: Sequence[Offer] = GRAPH_FORMATS
LISTS: Sequence[Offer] = (
    Listing("json", JSON),
    Listing("csv", CSV),
    Listing("jsonld", JSON_LD),
)


def by_name(name: str, offers: Sequence[Offer]) -> Choice:
    """The representation that a ``format`` parameter names: a short name or a media type.

    >>> by_name("ttl", GRAPHS).media_type
    'text/turtle'

    Raises:
        NotAcceptableError: Nothing on offer has that name.
    """
    for offer in offers:
        if name == offer.name:
            return Choice(offer, offer.media_type)
        if name in (offer.media_type, *offer.aliases):
            return Choice(offer, name)
    raise _refuse(f"The format {name!r} is not on offer here.", "format", offers)


def by_accept(accept: str | None, offers: Sequence[Offer]) -> Choice:
    """The representation that an Accept header prefers; the first on offer without one.

    >>> by_accept("text/csv;q=0.5, application/xml", RESULTS).offer.name
    'xml'

    Raises:
        NotAcceptableError: The header refuses everything on offer.
    """
    ranges = _read_ranges(accept or "*/*")
    choices = [
        Choice(offer, name) for offer in offers for name in (offer.media_type, *offer.aliases)
    ]
    best = max(choices, key=lambda choice: _weigh(choice, ranges))
    if _weigh(best, ranges) <= 0:
        raise _refuse(f"The client accepts only {accept!r}.", "Accept", offers)
    return best


def wants_page(accept: str | None) -> bool:
    """True for a browser: it names ``text/html`` and prefers nothing else.

    >>> wants_page("text/html,application/xml;q=0.9,*/*;q=0.8"), wants_page("*/*"), wants_page(None)
    (True, False, False)
    """
    ranges = _read_ranges(accept or "")
    named = {kind: weight for kind, weight in ranges if kind == HTML}
    return bool(named) and named[HTML] > 0 and named[HTML] >= max(weight for _, weight in ranges)


def _refuse(what: str, where: str, offers: Sequence[Offer]) -> NotAcceptableError:
    known = ", ".join(f"{offer.name} ({offer.media_type})" for offer in offers)
    return NotAcceptableError(what, where=where, advice=f"On offer: {known}.")


def _read_ranges(accept: str) -> list[tuple[str, float]]:
    return [_read_range(part) for part in accept.split(",") if part.strip()]


def _read_range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weights = [piece[2:] for piece in parameters if piece.startswith("q=")]
    return kind, _read_weight(weights[0]) if weights else 1.0


def _read_weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0.0 <= weight <= 1.0 else 0.0


def _weigh(choice: Choice, ranges: list[tuple[str, float]]) -> float:
    """The weight of the range that fits most closely; 0 if none does. Aliases fit by name only."""
    family = choice.media_type.partition("/")[0] + "/*"
    wide = (family, "*/*") if choice.media_type == choice.offer.media_type else ()
    for pattern in (choice.media_type, *wide):
        weights = [weight for kind, weight in ranges if kind == pattern]
        if weights:
            return max(weights)
    return 0.0
