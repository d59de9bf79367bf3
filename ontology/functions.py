"""From the name of a public body to its function and its name in full: ``functions.tsv``.

Names stand here without their place: 市市场监管局 is 市 and 市场监管局. One function may have
several rows at one level, since cities name the same office differently (水务局, 水利局).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from plangraph.ontology.divisions import Places
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.iris import fold
from plangraph.ontology.model import Place, PlaceKind
from plangraph.ontology.name_patterns import HOLE, Forms, filled
from plangraph.ontology.tables import OWN, values

COLUMNS = (
    "function_id",
    "zh_concept",
    "en_concept",
    "level",
    "short_names",
    "full_name_pattern",
    "source",
)
LEVELS = ("national", "province", "city", "county", "zone", "any", "collective")
_FREE = {"topic", "name"}
_KEPT = 4096  # names taken apart that are remembered: plans name the same bodies over and over
# A municipality's bureaus bear the names of a city's (局), a zone's those of a county's.
_FALLBACK = {
    "national": ("any", "collective"),
    "province": ("any", "collective", "city"),
    "city": ("any", "collective", "zone", "county", "province"),
    "county": ("any", "collective", "city", "zone"),
    "zone": ("any", "county", "city"),
}


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """One way in which a function is named at a level.

    Attributes:
        function: Id: ``market_regulation``.
        level: national, province, city, county, zone, any, or collective (a group of bodies).
        names: Names without the place, as printed; some with ``{s}`` or ``{p}`` for the place.
        pattern: The name in full with ``{place}`` and its like.
        source: ``memory``, or where it was also seen; ``own`` and what the user says of it.
    """

    function: str
    level: str
    names: tuple[str, ...]
    pattern: str
    source: str

    @property
    def is_open(self) -> bool:
        """Whether the full name needs words that only the text has (联席会议 on what?)."""
        return bool(_FREE & set(HOLE.findall(self.pattern)))

    @property
    def is_own(self) -> bool:
        """Whether the user wrote it."""
        return self.source.startswith(OWN)

    @property
    def is_group(self) -> bool:
        """Whether it names several bodies by their kind (各县区人民政府)."""
        return self.level == "collective"


class Parsed(NamedTuple):
    """A name taken apart.

    Attributes:
        row: The row whose form it has.
        place: The name of its place, as it is printed; empty if none.
        is_short: Whether the form holds the short name there (昆明).
        above: The name of the place above that one, where the form holds it.
    """

    row: FunctionRow
    place: str
    is_short: bool
    above: str


class Functions:
    """All functions of public bodies.

    Args:
        rows: The rows of ``functions.tsv``.
        places: The divisions whose names fill the patterns.
    """

    def __init__(self, rows: Iterable[list[str]], places: Places) -> None:
        self._places = places
        self._rows: list[FunctionRow] = []
        self._labels: dict[str, tuple[str, str]] = {}
        self._by_name: dict[tuple[str, str], FunctionRow] = {}
        self._anywhere: dict[str, FunctionRow] = {}
        self._known = lru_cache(maxsize=_KEPT)(self._parse)
        for function, zh, en, level, names, pattern, source in rows:
            self._rows.append(FunctionRow(function, level, values(names), pattern, source))
            known = self._labels.get(function, ("", ""))
            self._labels[function] = (zh or known[0], en or known[1])
        self._own = [row for row in self._rows if row.is_own]
        for row in sorted(self._rows, key=lambda row: not row.is_own):
            for name in _plain_names(row):
                self._by_name.setdefault((row.level, name), row)
                self._anywhere.setdefault(name, row)

    def rows(self) -> tuple[FunctionRow, ...]:
        """All rows, in the order of the table."""
        return tuple(self._rows)

    def label(self, function: str) -> tuple[str, str]:
        """What a function is called in Chinese and in English.

        Raises:
            UnknownThingError: The table has no such function.
        """
        if function not in self._labels:
            raise UnknownThingError("The table has no such function.", where=function)
        return self._labels[function]

    def own_source(self, function: str, name: str | None = None, place: Place | None = None) -> str:
        """What the user says of a function of theirs, or of a row of theirs that names a body so.

        Empty for functions and names that shipped rows give.
        """
        own = [row for row in self._own if row.function == function]
        if name is not None and place is not None:
            return next((row.source for row in own if self.full_name(row, place) == name), "")
        shipped = any(row.function == function and not row.is_own for row in self._rows)
        return own[0].source if own and not shipped else ""

    def find(self, stem: str, level: str | None) -> FunctionRow | None:
        """The row of a short or full name without its place: 市场监管局 at level city.

        Where the level has no such name, the nearest level that has one answers: 财政局 of a
        municipality, 市场监管局 of a zone. Level ``None``: the first row with that name.
        """
        name = fold(stem)
        if level is None:
            return self._anywhere.get(name)
        for each in (level, *_FALLBACK.get(level, ())):
            if row := self._by_name.get((each, name)):
                return row
        return None

    def by_ending(self, name: str) -> FunctionRow | None:
        """The row of an open name that a longer one ends with: 大学 of 昆明理工大学."""
        folded = fold(name)
        return next((row for ending, row in self._endings if folded.endswith(ending)), None)

    def with_place_inside(self, name: str) -> Iterator[Parsed]:
        """The rows whose short names hold the place where the name holds one: 人行云南省分行.

        The ones that say most come first; whether there is such a place is left to the caller.
        """
        folded = fold(name)
        for row, match in self._inside.matches(folded):
            yield _parsed(row, match)

    def full_name(
        self,
        row: FunctionRow,
        place: Place,
        words: Mapping[str, str] | None = None,
    ) -> str:
        """The official name of a body of a place: 昆明市市场监督管理局.

        ``words`` fills ``topic`` and ``name`` of an open row; without them these holes stay empty,
        so keep the printed name there.
        """
        is_committee = row.level == "zone" and row.pattern.endswith("管理委员会")
        if is_committee and place.kind is PlaceKind.ZONE:
            return f"{place.name}管理委员会"
        return filled(row.pattern, place, self._places, words or {})

    def parse(self, full_name: str) -> Parsed | None:
        """The row and the place's name in a name in full; ``None`` for names of no known form.

        国家税务总局昆明市税务局 gives the tax row and 昆明市; a national body has no place.
        """
        return self._known(full_name)

    def _parse(self, full_name: str) -> Parsed | None:
        for row, match in self._full_forms.matches(fold(full_name)):
            if self._fits(row, found := _parsed(row, match)):
                return found
        return None

    def _fits(self, row: FunctionRow, found: Parsed) -> bool:
        name = found.place
        if not name:
            return row.level == "national"
        codes = self._places.names().get(name) or self._places.stems().get(name, ())
        levels = {self._places.level(f"region/cn-{code}") for code in codes}
        return row.level in levels or (row.level == "city" and "province" in levels)

    @cached_property
    def _endings(self) -> list[tuple[str, FunctionRow]]:
        open_rows = [row for row in self._rows if row.is_open]
        pairs = [(fold(name), row) for row in open_rows for name in row.names if "{" not in name]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    @cached_property
    def _inside(self) -> Forms[FunctionRow]:
        pairs = [(row, name) for row in self._rows for name in row.names if "{" in name]
        pairs.sort(key=lambda pair: (not pair[0].is_own, -len(HOLE.sub("", pair[1]))))
        return Forms(pairs)

    @cached_property
    def _full_forms(self) -> Forms[FunctionRow]:
        rows = [row for row in self._rows if not (row.is_open or row.is_group)]
        return Forms((row, row.pattern) for row in rows if row.level != "zone")


def _plain_names(row: FunctionRow) -> list[str]:
    """Names that ``find`` knows: those without a hole, and the full name without its place."""
    names = [name for name in row.names if "{" not in name]
    if row.level == "national":
        names.append(row.pattern)
    elif HOLE.findall(row.pattern) == ["place"] and row.pattern.startswith("{place}"):
        names.append(row.pattern.removeprefix("{place}"))
    return [fold(name) for name in names]


def _parsed(row: FunctionRow, match: re.Match[str]) -> Parsed:
    groups = match.groupdict()
    full, short = groups.get("place") or "", groups.get("short") or ""
    return Parsed(row, full or short, not full, groups.get("above") or "")
