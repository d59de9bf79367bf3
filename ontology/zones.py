"""From a printed zone (高新区, 自贸试验区昆明片区, 前海) to a place, by the tables of zones.

No list of zones exists that covers the country, so a zone is made from its kind and the place that
holds it. A zone with a name of its own gets the hash of that name: one city may have several.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from plangraph.ontology.divisions import Places, division_of
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.iris import fold, short_hash
from plangraph.ontology.model import Place, PlaceKind
from plangraph.ontology.tables import values

COLUMNS = ("kind", "printed", "alike", "full", "function", "holder", "zh", "en")
NAMED_COLUMNS = ("place", "kind", "name", "printed", "name_en")
_COMMITTEE = re.compile("(管理委员会|管委会?|执委会)$")
_GRADE = re.compile("^国家(级)?")
_KEPT = 4096  # answers that are remembered: a plan names the same zones over and over


@dataclass(frozen=True, slots=True)
class ZoneKind:
    """A kind of development zone.

    Attributes:
        id: ``high-tech-zone``.
        printed: Forms of one name: 高新区, 高新技术产业开发区.
        alike: Forms that keep their own wording: 软件园 is a science park, not 科技园区.
        full: Pattern of the name in full, with ``{s}`` and ``{province_short}``.
        function: Id of its committee in ``functions.tsv``; empty if it has none.
        holder: ``province`` where the zone belongs to the province.
    """

    id: str
    printed: tuple[str, ...]
    alike: tuple[str, ...]
    full: str
    function: str
    holder: str
    name: str
    name_en: str


class Zones:
    """The kinds of zone, and zones made from them.

    Args:
        rows: The rows of ``zones.tsv``.
        named_rows: The rows of ``named_zones.tsv``.
        places: The divisions that hold zones.
    """

    def __init__(
        self, rows: Iterable[list[str]], named_rows: Iterable[list[str]], places: Places
    ) -> None:
        self._places = places
        self._kinds = {row[0]: _read_kind(row) for row in rows}
        self._forms = sorted(
            ((form, kind) for kind in self._kinds.values() for form in kind.printed + kind.alike),
            key=lambda pair: -len(pair[0]),
        )
        self._found = lru_cache(maxsize=_KEPT)(self._find)
        self._known = lru_cache(maxsize=_KEPT)(self._find_named)
        self._named: dict[str, Place] = {}
        for code, kind, name, printed, name_en in named_rows:
            place = self._made(places.by_code(code), self._kinds[kind], name, name_en)
            self._named |= dict.fromkeys(map(fold, (name, *values(printed))), place)

    def kinds(self) -> tuple[ZoneKind, ...]:
        """All kinds, in the order of the table."""
        return tuple(self._kinds.values())

    def kind(self, kind_id: str) -> ZoneKind:
        """The kind of an id.

        Raises:
            UnknownThingError: There is no such kind.
        """
        if kind_id not in self._kinds:
            raise UnknownThingError("There is no such kind of zone.", where=kind_id)
        return self._kinds[kind_id]

    def kind_of(self, key: str) -> ZoneKind:
        """The kind of a zone's key, with a hash at its end or without."""
        name = key.rpartition("/")[2]
        return self.kind(name if name in self._kinds else name.rpartition("-")[0])

    def named(self, printed: str) -> Place | None:
        """A zone that the whole country knows by this name, alone or after its place.

        前海 and 深圳前海 are one; ``None`` for zones that only their own place knows.
        """
        return self._known(printed)

    def _find_named(self, printed: str) -> Place | None:
        name = _COMMITTEE.sub("", fold(printed))
        if name in self._named:
            return self._named[name]
        for cut in range(2, len(name) - 1):
            zone = self._named.get(name[cut:])
            if zone and name[:cut] in self._holder_names(zone):
                return zone
        return None

    def named_forms(self) -> tuple[str, ...]:
        """Every form of the zones that the country knows by name, in the order of the table."""
        return tuple(self._named)

    def find(self, printed: str, within: str | None) -> Place | None:
        """The zone that a printed form means in the plan of a place; ``None`` if it is none.

        高新区 is that of ``within``; 自贸试验区昆明片区 and 昆明高新区 name their place themselves.
        """
        return self._found(printed, within)

    def _find(self, printed: str, within: str | None) -> Place | None:
        if known := self.named(printed):
            return known
        folded = _COMMITTEE.sub("", fold(printed))
        for form, kind in self._forms:
            if not folded.endswith(form.rpartition("}")[2]):
                continue
            match = _pattern(form).fullmatch(folded)
            if match and (place := self._holder(match, within)):
                return self.zone(place.key, kind.id, printed)
        return None

    def zone(self, place_key: str, kind_id: str, printed: str) -> Place:
        """The zone of a kind that a place holds, named as far as its printed form tells.

        ``region/cn-530100/high-tech-zone`` for 高新区, 昆明高新区 and the full name; with a hash
        where the zone has a name of its own (滇池国家旅游度假区).
        """
        kind, place = self.kind(kind_id), self._places.by_key(division_of(place_key))
        if kind.holder == "province":
            place = self._places.province(place.key) or place
        known = self.named(printed)
        if known and known.within == place.key:
            return known
        return self._made(place, kind, self._full_name(place, kind, printed), None)

    def _made(self, place: Place, kind: ZoneKind, name: str, name_en: str | None) -> Place:
        plain = self._filled(kind.full, place)
        key = f"{place.key}/{kind.id}"
        if fold(name) != fold(plain):
            return Place(
                f"{key}-{short_hash(name, 6)}", PlaceKind.ZONE, name, name_en, None, place.key
            )
        made_en = f"{place.name_en} {kind.name_en}" if place.name_en else None
        return Place(key, PlaceKind.ZONE, plain, name_en or made_en, None, place.key)

    def _full_name(self, place: Place, kind: ZoneKind, printed: str) -> str:
        folded = _COMMITTEE.sub("", fold(printed))
        for form in sorted(kind.printed + kind.alike, key=len, reverse=True):
            filled = fold(self._filled(form, place))
            if folded.endswith(filled):
                own = self._own_part(folded.removesuffix(filled), place)
                if form in kind.alike:
                    return (own or self._places.stem(place.key)) + filled
                plain = self._filled(kind.full, place)
                return own + kind.full.replace("{s}", "") if own else plain
        return self._own_part(folded, place) or self._filled(kind.full, place)

    def _own_part(self, head: str, place: Place) -> str:
        head = head.removeprefix("中国")
        for holder in (*reversed(self._places.ancestors(place.key)[:-1]), place):
            for name in (holder.name, f"({self._places.stem(holder.key)})"):
                head = head.removeprefix(name)
            stem = self._places.stem(holder.key)
            if not head.startswith(f"{stem}港"):  # 天津港保税区 is the zone of a port, not of 港
                head = head.removeprefix(stem)
        return _GRADE.sub("", head)

    def _filled(self, pattern: str, place: Place) -> str:
        province = self._places.province(place.key) or place
        shorts = {"s": self._places.stem(place.key)}
        return pattern.format(province_short=self._places.stem(province.key), **shorts)

    def _holder_names(self, zone: Place) -> set[str]:
        places = self._places.ancestors(zone.key)
        return {name for place in places for name in (place.name, self._places.stem(place.key))}

    def _holder(self, match: re.Match[str], within: str | None) -> Place | None:
        groups = match.groupdict()
        if "s" in groups:
            return self._place_called(groups["s"], within)
        for cut in range(len(groups["head"]), 1, -1):
            if found := self._place_called(groups["head"][:cut], within):
                return found
        return self._places.by_key(division_of(within)) if within else None

    def _place_called(self, name: str, within: str | None) -> Place | None:
        return self._places.resolve(name, within) or self._places.resolve_short(name, within)


def _read_kind(row: list[str]) -> ZoneKind:
    kind, printed, alike, *rest = row
    return ZoneKind(kind, values(printed), values(alike), *rest)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """The form with the place before it or, at ``{s}``, inside it."""
    inner = re.escape(form).replace(r"\{s\}", "(?P<s>[一-鿿]{2,7})")
    return re.compile(rf"(?P<head>[一-鿿()-]*?)(?:国家级?)?{inner}")
