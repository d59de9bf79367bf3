"""From names beyond the divisions of China to places: regions of the world, countries, blocs.

``blocs.tsv`` names them, ``members.tsv`` tells who belongs to which since when. All of it is
background knowledge: a plan that says 东南亚 does not say 东盟, the two are only related.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.iris import fold
from plangraph.ontology.model import Place, PlaceKind
from plangraph.ontology.tables import OWN, values

MEMBER_COLUMNS = ("bloc", "member", "since", "until", "source")
KINDS = ("region", "country", "bloc", "grouping")
CHINA = "region/cn"
_MARKS = dict.fromkeys(map(ord, "\"'“”‘’《》「」()"))


class _Row(NamedTuple):
    key: str
    kind: str
    code: str
    name: str
    aliases: str
    name_en: str
    within: str
    related: str
    note: str
    source: str


COLUMNS = _Row._fields


@dataclass(frozen=True, slots=True)
class Membership:
    """One member of a bloc.

    Attributes:
        bloc: Key of the bloc.
        member: Key of the country, or of the division of China in a grouping.
        since: First day; ``None`` where no date is told.
        until: Last day; ``None`` while the membership lasts.
        source: Where the row came from; ``memory`` is to be checked before it is relied on.
    """

    bloc: str
    member: str
    since: date | None
    until: date | None
    source: str

    @property
    def key(self) -> str:
        """``region/asean/member/th``."""
        return f"{self.bloc}/member/{self.member.removeprefix('region/')}"

    @property
    def is_own(self) -> bool:
        """Whether the user wrote it."""
        return self.source.startswith(OWN)

    def holds(self, on: date | None) -> bool:
        """Whether it holds on a day; on no day: whether it still lasts."""
        if on is None:
            return self.until is None
        begun = self.since is None or self.since <= on
        return begun and (self.until is None or on <= self.until)


class World:
    """Regions of the world, countries, blocs and groupings of places in China.

    Args:
        rows: The rows of ``blocs.tsv``.
        member_rows: The rows of ``members.tsv``.
    """

    def __init__(self, rows: Iterable[list[str]], member_rows: Iterable[list[str]]) -> None:
        self._places: dict[str, Place] = {}
        self._kinds: dict[str, str] = {}
        self._regions: dict[str, str] = {}
        self._related: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, str] = {}
        self._risky: set[str] = set()
        for row in rows:
            self._take(_Row(*row))
        self._members: dict[str, list[Membership]] = defaultdict(list)
        for bloc, member, since, until, source in member_rows:
            membership = Membership(bloc, member, _day(since), _day(until), source)
            self._members[bloc].append(membership)

    def _take(self, row: _Row) -> None:
        # China is the top of every plan's own places; that it lies in Asia is told by members().
        within = None if row.key == CHINA else row.within or None
        self._places[row.key] = Place(
            row.key, PlaceKind.WORLD, row.name, row.name_en or None, row.code or None, within
        )
        self._kinds[row.key] = row.kind
        self._regions[row.key] = row.within
        for other in values(row.related):
            self._related[row.key].add(other)
            self._related[other].add(row.key)
        self._names |= dict.fromkeys((row.name, *values(row.aliases)), row.key)
        if row.note == "word":
            self._risky.add(row.name)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def by_key(self, key: str) -> Place:
        """The place of a key.

        Raises:
            UnknownThingError: Neither region, country, bloc nor grouping.
        """
        if key not in self._places:
            raise UnknownThingError("No region, country or bloc has this key.", where=key)
        return self._places[key]

    def kind(self, key: str) -> str:
        """Region, country, bloc or grouping."""
        return self._kinds[self.by_key(key).key]

    def resolve(self, name: str) -> Place | None:
        """The place that a name means: 东盟, 南亚, 泰国, 长三角; ``None`` if it is not known."""
        key = self._folded.get(_bare(name))
        return self._places[key] if key else None

    def names(self) -> Mapping[str, str]:
        """Every name with the key of its place."""
        return self._names

    def risky_names(self) -> frozenset[str]:
        """Names that also occur inside ordinary words: 海地 in 沿海地区, 英国 in 精英国际."""
        return frozenset(self._risky)

    def is_partner(self, key: str) -> bool:
        """Whether a place lies abroad, so that a plan that names it turns to it."""
        return key != CHINA and self.kind(key) != "grouping"

    def related(self, key: str) -> tuple[str, ...]:
        """Keys of places that nearly coincide: ASEAN for South-eastern Asia; either way round."""
        return tuple(sorted(self._related.get(key, ())))

    def ancestors(self, key: str) -> tuple[Place, ...]:
        """The regions that hold a place, from the inside out; empty for China and for blocs."""
        found, here = [], self.by_key(key)
        while here.within:
            here = self._places[here.within]
            found.append(here)
        return tuple(found)

    def members(self, key: str, on: date | None = None) -> tuple[Membership, ...]:
        """Who belongs to a bloc or grouping on a day (or still does), in order of date and key.

        Of a region of the world: its countries, undated. Empty where none are told (一带一路).
        """
        return tuple(row for row in self.memberships(key) if row.holds(on))

    def memberships(self, key: str) -> tuple[Membership, ...]:
        """All memberships of a bloc or grouping, those that ended too; otherwise as ``members``."""
        if self.kind(key) == "region":
            return self._countries.get(key, ())
        rows = self._members.get(key, ())
        return tuple(sorted(rows, key=lambda row: (row.since or date.min, row.member)))

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_bare(name): key for name, key in self._names.items()}

    @cached_property
    def _countries(self) -> dict[str, tuple[Membership, ...]]:
        found: dict[str, list[Membership]] = defaultdict(list)
        for key in sorted(key for key, kind in self._kinds.items() if kind == "country"):
            region = self._regions[key]
            while region:
                found[region].append(Membership(region, key, None, None, "UN M49"))
                region = self._regions[region]
        return {region: tuple(rows) for region, rows in found.items()}


def _bare(name: str) -> str:
    """A name without quotation marks and title marks: "一带一路" is printed in several."""
    return fold(name).translate(_MARKS)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
