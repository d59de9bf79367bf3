"""A printed name to the body it means in the plan of a place: name in full, place, function, level.

The ways are tried in order, from what tells most (a name in full, a prefix of level) to the shape
alone. Two bodies of two places never become one; a group is never expanded; a name that no table
holds is still a body of its place, without a function unless its ending tells one.

Source: extraction.md C; formats A1-A20.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from plangraph.ingest import names, zone_bodies
from plangraph.ingest.body import Body, kind_of, known_body, unknown_body
from plangraph.ontology import reference
from plangraph.ontology.functions import FunctionRow
from plangraph.ontology.model import PartyKind, Place

_BRANCH = re.compile(
    r"(?P<body>.{2,}(?:局|委|公司|银行|集团))(?P<where>.{2,8}?)(?P<kind>分局|支局|分公司|支行|办事处|分院)"
)
_TOWNSHIP = re.compile(
    r"(?P<place>.+[县区市旗])?(?P<name>[一-鿿]{1,7}?(?:民族乡|镇|乡|苏木|街道))"
    r"(?P<organ>人民政府|政府|办事处|办)?"
)
_LEAGUE = re.compile(r"团(?P<level>自治区|[省市县区州盟旗地])委")
_CENTRAL = re.compile(r"国务院|中央|中共中央|全国人大|最高")
_OF_ZONE = re.compile(r"(?:管委会|管理委员会|党工委|党群|党政|综合办)")
_OFFICE_OF = re.compile(r"(?:办公厅|办公室)$")
_OWN_GROUP = re.compile(
    r"(?:自治区|自治州|地区|地(?=直)|[省市县区州盟旗])(?=级|直|属|各|有关|相关|政府)"
)
_TYPED = re.compile(r"(?:[省市县区旗州盟]|地区)$")
_MARKS = str.maketrans("", "", "“”\"‘’'")


class Bodies:
    """What names mean in the plans of one place.

    Args:
        owner: Key of the division that issues them; ``None`` if it is not known.
        zone: The zone whose committee issues them, where one does; ``owner`` holds it.
    """

    def __init__(self, owner: str | None, zone: Place | None = None) -> None:
        self._places = reference.places()
        self._functions = reference.functions()
        self._owner = self._places.by_key(owner) if owner else None
        self._within = owner if owner != reference.CHINA else None
        self._zone_of_plan = zone

    def read(self, bare: str) -> Body:
        """The body that a name without white space means."""
        if names.is_group(bare):
            return self._group(bare)
        in_full = self._in_full(bare)
        bare = re.sub("^(?:中国共产党|中共)(?!中央)", "", bare)
        found = in_full or self._by_any_way(bare)
        first = names.without_brackets(bare)
        if found.function is None and first != bare:
            of_first = self._by_any_way(first)
            found = of_first if of_first.function else found
        return replace(found, kind=kind_of(found))

    def of_place(self, name: str, place: Place) -> Body:
        """A body of a place that bears a name in full, which its ending describes."""
        found = unknown_body("", place, name)
        return replace(found, kind=kind_of(found))

    def _by_any_way(self, bare: str) -> Body:
        return (
            self._in_full(bare)
            or self._branch(bare)
            or self._with_prefix(bare)
            or self._township(bare)
            or self._national(bare)
            or self._with_place_inside(bare)
            or self._of_named_place(bare, known=True)
            or zone_bodies.committee(bare, self._within)
            or zone_bodies.bureau(bare, self._within)
            or self._of_named_place(bare, known=False)
            or self._without_prefix(bare)
            or unknown_body(bare, self._owner, bare)
        )

    def _group(self, bare: str) -> Body:
        name = bare.replace("、", "")
        level = _OWN_GROUP.match(name)
        told = self._place_of(level[0]) if level else None
        place = told or self._owner
        if place and place.key != reference.CHINA:
            inner = self._zone_of_plan if self._zone_of_plan and place == self._owner else place
            name = inner.name + name[level.end() if level and told else 0 :]
        return Body(name, place, kind=PartyKind.GROUP)

    def _in_full(self, bare: str) -> Body | None:
        """A name in full that carries its place inside: 国家税务总局昆明市税务局."""
        parsed = self._functions.parse(bare)
        if parsed is None or not parsed.place:
            return None
        above = self._place_called(parsed.above) if parsed.above else None
        place = self._place_called(parsed.place, above.key if above else None)
        return known_body(parsed.row, place, bare) if place else None

    def _with_prefix(self, bare: str) -> Body | None:
        """市市场监管局: the prefix tells the place, the rest the function."""
        league = _LEAGUE.match(bare)
        letter = league["level"] if league else self._prefix(bare)
        if not letter:
            return None
        if letter == "区" and self._zone_of_plan:
            return zone_bodies.of_zone(self._zone_of_plan, bare.removeprefix("区"))
        place = self._place_of(letter)
        if place is None:
            return Body(bare, None) if self._owner is None else None
        stem = bare if league else bare.removeprefix(letter)
        rows = (self._row(form, place) for form in _forms_of(stem))
        row = next((row for row in rows if row), None)
        if row and not row.is_group:
            return known_body(row, place, place.name + stem)
        zone = zone_bodies.committee(stem, place.key)
        return zone or unknown_body(stem, place, place.name + stem)

    def _prefix(self, bare: str) -> str:
        """The prefix without its organ: 市 of 市委宣传部; 新区 in a plan of 浦东新区."""
        owner = self._owner.name if self._owner else ""
        kinds = (
            kind for kind in ("新区", "林区") if bare.startswith(kind) and owner.endswith(kind)
        )
        return next(kinds, None) or names.level_of(names.level_prefix(bare))

    def _row(self, stem: str, place: Place) -> FunctionRow | None:
        find, level = self._functions.find, self._level(place)
        return find(stem, level) or find(stem.translate(_MARKS), level)

    def _place_of(self, letter: str) -> Place | None:
        """The place that 省, 市, 县 or 区 means in a plan of the owner."""
        if self._owner is None or self._within is None:
            return None
        line = (self._owner, *self._places.ancestors(self._owner.key))
        if letter in {"省", "自治区"}:
            return self._places.province(self._owner.key)
        if letter in _ENDS_ANYWHERE:
            ends = _ENDS_ANYWHERE[letter]
            return next((place for place in line[:-1] if place.name.endswith(ends)), None)
        ends = ("县", "旗") if letter in {"县", "旗"} else (letter,)
        return self._owner if self._owner.name.endswith(ends) else None

    def _level(self, place: Place) -> str:
        return self._places.level(place.key)

    def _township(self, bare: str) -> Body | None:
        """长湖镇人民政府, 呈贡区龙城街道: towns and sub-districts, which no table lists."""
        match = _TOWNSHIP.fullmatch(bare)
        if match is None or self._owner is None:
            return None
        place = self._places.resolve(match["place"], self._within) if match["place"] else None
        name = match["name"] if place else (match["place"] or "") + match["name"]
        if name[:-1] in _KINDS_ALONE or self._places.resolve(bare, self._within):
            return None
        street = name.endswith("街道")
        if (match["organ"] or "").startswith("办") and not street:
            return None
        return Body(
            name + ("办事处" if street else "人民政府"),
            place or self._owner,
            "subdistrict" if street else "township",
        )

    def _with_place_inside(self, bare: str) -> Body | None:
        """昆明仲裁委员会, 人行云南省分行: names that hold the place of their body."""
        for row, printed, is_short, _above in self._functions.with_place_inside(bare):
            find = self._places.resolve_short if is_short else self._places.resolve
            place = find(printed, self._within)
            if place and row.level in {"any", self._level(place)}:
                return known_body(row, place, bare)
        return None

    def _place_called(self, name: str, within: str | None = None) -> Place | None:
        within = within or self._within
        return self._places.resolve(name, within) or self._places.resolve_short(name, within)

    def _branch(self, bare: str) -> Body | None:
        """昆明市生态环境局石林分局: a known body's branch for a place."""
        match = _BRANCH.fullmatch(bare)
        body = self._by_any_way(match["body"]) if match else None
        if match is None or body is None or body.function is None or body.place is None:
            return None
        place = self._place_called(match["where"], body.place.key)
        if place is None:
            return None
        return Body(body.name + match["where"] + match["kind"], place, body.function)

    def _of_named_place(self, bare: str, *, known: bool) -> Body | None:
        """呈贡区人民政府, 昆明市财政局: the name starts with its place; ``known`` ones alone."""
        for head, place, is_full in self._heads(bare):
            stem = bare.removeprefix(head) or _government_of(place)
            row, far = self._row(stem, place), not is_full and self._level(place) == "county"
            if row and not (row.level == "zone" or row.is_group or (row.is_open and far)):
                return known_body(row, place, bare)
            if not (known or far):
                name, own = (place.name + stem, stem) if is_full else (bare, bare)
                return unknown_body(own, place, name)
        return None

    def _heads(self, bare: str) -> Iterator[tuple[str, Place, bool]]:
        """The places that a name starts with, the longest first; whether the name is a full one."""
        for length in range(min(len(bare), 16), 1, -1):
            head = bare[:length]
            if full := self._places.resolve(head, self._within):
                yield head, full, _TYPED.search(head) is not None
            elif length < len(bare) and (short := self._places.resolve_short(head, self._within)):
                yield head, short, False

    def _without_prefix(self, bare: str) -> Body | None:
        """财政局 in a plan of its own city; the general office of a ministry."""
        own = self._own(bare)
        if self._zone_of_plan and (own or _OF_ZONE.match(bare)):
            return zone_bodies.of_zone(self._zone_of_plan, bare)
        if own and self._owner:
            return known_body(own, self._owner, self._owner.name + bare)
        of = self._functions.find(_OFFICE_OF.sub("", bare), "national")
        if of and of.level == "national":
            return Body(of.pattern + bare[-3:], self._china())
        return Body(bare, self._china()) if _CENTRAL.match(bare) else None

    def _national(self, bare: str) -> Body | None:
        """国家发展改革委 in any plan; 财政局 is national only where the plan's place has none."""
        row, own = self._functions.find(bare, "national"), self._own(bare)
        if row is None or row.level != "national" or (own and own.level != "national"):
            return None
        return known_body(row, self._china(), bare)

    def _own(self, bare: str) -> FunctionRow | None:
        return self._row(bare, self._owner) if self._owner else None

    def _china(self) -> Place:
        return self._places.by_key(reference.CHINA)


_ENDS_ANYWHERE = {
    "市": ("市",),
    "州": ("州", "盟"),
    "盟": ("州", "盟"),
    "自治州": ("州",),
    "地区": ("地区",),
    "地": ("地区",),
}
_KINDS_ALONE = {"", "乡", "各", "有关", "城", "街", "村", "市", "县", "区"}


def _forms_of(stem: str) -> tuple[str, ...]:
    """What a stem may be called in the table: 政府研究室 and 研究室, 党委宣传部 as 委宣传部."""
    party = "委" + stem.removeprefix("党委") if stem.startswith("党委") else stem
    return (stem, stem.removeprefix("政府"), party)


def _government_of(place: Place) -> str:
    return "行政公署" if place.name.endswith(("盟", "地区")) else "人民政府"
