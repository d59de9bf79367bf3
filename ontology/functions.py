"""From the name of a public body to its function and its name in full: ``functions.tsv``.

Names stand here without their place: 市市场监管局 is 市 and 市场监管局. One function may have
several rows at one level, since cities name the same office differently (水务局, 水利局).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from plangraph.ontology.divisions import Places, division_of
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.iris import fold
from plangraph.ontology.model import Place, PlaceKind
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
_HOLE = re.compile(r"\{(\w+)\}")
_FREE = {"topic", "name"}
_MOST_KEPT = 64  # places whose local names are kept; a plan asks for two
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
        return bool(_FREE & set(_HOLE.findall(self.pattern)))

    @property
    def is_own(self) -> bool:
        """Whether the user wrote it."""
        return self.source.startswith(OWN)

    @property
    def is_group(self) -> bool:
        """Whether it names several bodies by their kind (各县区人民政府)."""
        return self.level == "collective"


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
        self._local: dict[str, dict[str, FunctionRow]] = {}
        for function, zh, en, level, names, pattern, source in rows:
            self._rows.append(FunctionRow(function, level, values(names), pattern, source))
            known = self._labels.get(function, ("", ""))
            self._labels[function] = (zh or known[0], en or known[1])
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
        rows = [row for row in self._rows if row.function == function]
        if name is None or place is None:
            return rows[0].source if all(row.is_own for row in rows) else ""
        own = (row for row in rows if row.is_own and self.full_name(row, place) == name)
        return next((row.source for row in own), "")

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

    def stems(self) -> tuple[str, ...]:
        """All names without a place (folded: ASCII brackets), longest first."""
        return self._stems

    def local_names(self, place: Place) -> Mapping[str, FunctionRow]:
        """Names that carry the place inside: 昆明仲裁委员会, 人行云南省分行, 云南证监局."""
        found = self._local.get(place.key)
        if found is None:
            if len(self._local) >= _MOST_KEPT:
                self._local.clear()
            found = self._local[place.key] = dict(self._named_after(place))
        return found

    def _named_after(self, place: Place) -> Iterator[tuple[str, FunctionRow]]:
        levels = {self._places.level(place.key), "any", "zone"}
        for row in self._rows:
            if row.level in levels:
                for name in row.names:
                    if "{" in name:
                        yield fold(self._filled(name, place, None, {})), row

    def full_name(
        self,
        row: FunctionRow,
        place: Place,
        province: Place | None = None,
        words: Mapping[str, str] | None = None,
    ) -> str:
        """The official name of a body of a place: 昆明市市场监督管理局.

        ``province`` is found from the place where it is not given. ``words`` fills ``topic`` and
        ``name`` of an open row; without them the holes stay empty, so keep the printed name there.
        """
        if row.level == "zone" and place.kind is PlaceKind.ZONE:
            return f"{place.name}管理委员会"
        return self._filled(row.pattern, place, province, words or {})

    def parse(self, full_name: str) -> tuple[FunctionRow, str] | None:
        """The row and the place's name in a name in full; ``None`` for names of no known form.

        国家税务总局昆明市税务局 gives the tax row and 昆明市; a national body has no place.
        """
        folded = fold(full_name)
        for row in self._ending_as(folded):
            match = _full_pattern(row.pattern).fullmatch(folded)
            if match and self._fits(row, match):
                return row, match.groupdict().get("place") or ""
        return None

    def _ending_as(self, name: str) -> list[FunctionRow]:
        """The rows whose name in full ends as a name does, in the order of the table."""
        ends = (name[len(name) - length :] for length in self._tail_lengths if length <= len(name))
        numbers = sorted(number for end in ends for number in self._by_tail.get(end, ()))
        return [self._rows[number] for number in numbers]

    def _fits(self, row: FunctionRow, match: re.Match[str]) -> bool:
        name = match.groupdict().get("place")
        if not name:
            return row.level == "national"
        codes = self._places.names().get(name) or self._places.stems().get(name, ())
        levels = {self._places.level(f"region/cn-{code}") for code in codes}
        return row.level in levels or (row.level == "city" and "province" in levels)

    def _filled(
        self, pattern: str, place: Place, province: Place | None, words: Mapping[str, str]
    ) -> str:
        if "{" not in pattern:
            return pattern
        above = province or self._places.province(place.key) or place
        short = self._short(place)
        known = {"place": place.name, "p": place.name, "place_short": short, "s": short}
        known |= {"province_short": self._short(above), **words}
        return _HOLE.sub(lambda hole: known.get(hole[1], ""), pattern)

    def _short(self, place: Place) -> str:
        is_division = place.key in self._places and place.key == division_of(place.key)
        return self._places.stem(place.key) if is_division else place.name

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(sorted(self._anywhere, key=lambda name: (-len(name), name)))

    @cached_property
    def _by_tail(self) -> Mapping[str, list[int]]:
        """The numbers of the rows by the words behind the last hole of their names in full."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            if not (row.is_open or row.is_group or row.level == "zone"):
                found.setdefault(fold(row.pattern).rpartition("}")[2], []).append(number)
        return found

    @cached_property
    def _tail_lengths(self) -> list[int]:
        return sorted({len(tail) for tail in self._by_tail})


def _plain_names(row: FunctionRow) -> list[str]:
    """Names that ``find`` knows: those without a hole, and the full name without its place."""
    names = [name for name in row.names if "{" not in name]
    if row.level == "national":
        names.append(row.pattern)
    elif _HOLE.findall(row.pattern) == ["place"] and row.pattern.startswith("{place}"):
        names.append(row.pattern.removeprefix("{place}"))
    return [fold(name) for name in names]


@cache
def _full_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern as an expression; a place named twice must be the same place."""
    parts = []
    for text in re.split(r"(\{\w+\})", fold(pattern)):
        if text in {"{place}", "{place_short}"}:
            parts.append("(?P=place)" if "(?P<place>.{2,12}?)" in parts else "(?P<place>.{2,12}?)")
        elif text == "{province_short}":
            parts.append(".{2,3}")
        else:
            parts.append(re.escape(text))
    return re.compile("".join(parts))
