"""What stands beside a thing: those before and after it, partners, the same indicator elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from rdflib import URIRef

from plangraph.api.items import read_measures, read_targets
from plangraph.api.lists import DutyFilters, Filters, find
from plangraph.api.parts import Ref
from plangraph.api.reader import Reader
from plangraph.api.records import Measure, Target
from plangraph.graph.pinning import look_up

_PARTNERS: Final = """
SELECT ?agency ?other (COUNT(DISTINCT ?task) AS ?shared) WHERE {
  ?task a pg:Task ; pg:responsibleParty ?agency, ?other . FILTER(?other != ?agency)
} GROUP BY ?agency ?other ORDER BY DESC(?shared) ?other"""
_INDICATOR: Final = """
SELECT ?indicator ?target WHERE {
  ?target a pg:Target ; pg:indicator ?indicator
} ORDER BY ?target"""
MOST: Final = 60  # rows beside a thing, unless somebody asks for all of them
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Beside:
    """The thing before and the one after, in document order; ``None`` at the ends."""

    before: Ref | None
    after: Ref | None


@dataclass(frozen=True, slots=True)
class Part(Generic[Kind]):
    """The first rows of a list, and how many rows there are."""

    rows: Sequence[Kind]
    total: int


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency with which another shares tasks.

    Attributes:
        share: Of the most that any partner shares, in percent; for drawing a bar.
    """

    agency: Ref
    shared: int
    share: float


def beside(reader: Reader, name: str, plan: str, iri: str) -> Beside:
    """The neighbours of a thing in a list of its plan."""
    row = find(reader.store, name, Filters(plan=plan)).iris
    at = row.index(iri) if iri in row else -1
    before = row[at - 1] if at > 0 else None
    after = row[at + 1] if 0 <= at < len(row) - 1 else None
    reader.things.load([one for one in (before, after) if one])
    return Beside(reader.maybe_ref(before), reader.maybe_ref(after))


def partners(reader: Reader, iri: str, most: int | None = MOST) -> Part[Partner]:
    """The agencies that share tasks with one, those with most first."""
    found = look_up(reader.store, _PARTNERS, {"agency": URIRef(iri)}).values()
    rows = found[:most]
    reader.things.load(str(row["other"]) for row in rows)
    busiest = max((int(str(row["shared"])) for row in rows), default=1)
    told = [
        Partner(
            reader.ref(str(row["other"])),
            int(str(row["shared"])),
            round(100 * int(str(row["shared"])) / busiest, 1),
        )
        for row in rows
    ]
    return Part(told, len(found))


def same_indicator(reader: Reader, target: Target, most: int | None = MOST) -> Part[Target]:
    """Other targets with the same indicator, in this plan and others."""
    rows = look_up(reader.store, _INDICATOR, {"indicator": URIRef(target.indicator.id)}).values()
    others = [str(row["target"]) for row in rows if str(row["target"]) != target.id]
    return Part(read_targets(reader, others[:most]), len(others))


def inherited_measures(reader: Reader, iri: str, most: int | None = MOST) -> Part[Measure]:
    """Measures that an agency answers for through their task."""
    found = find(reader.store, "measures", DutyFilters(agency=iri)).iris
    return Part(read_measures(reader, found[:most]), len(found))
