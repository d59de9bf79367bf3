"""Printed names to parties: prefix to level, stem to function, function to the full name.

Two bodies of two places never become one; a group (有关县(市)区人民政府) is never expanded; a name
that the tables lack still becomes a party of its place, without a function.

Source: extraction.md C; formats A1-A20.
"""

import re
from dataclasses import replace

from plangraph.ingest import names
from plangraph.ingest.source import matching_view
from plangraph.ontology import iris, reference
from plangraph.ontology.functions import FunctionRow
from plangraph.ontology.model import Party, PartyKind, Place

_COORDINATION = re.compile(r"(?:联席会议|领导小组|工作小组|工作专班|专班|指挥部|工作组)$")
_OFFICE = re.compile(r"(?P<body>.*(?:联席会议|领导小组|工作小组|专班|指挥部|委员会))办公室$")
_BY_SUFFIX = ("联席会议办公室", "联席会议", "领导小组办公室", "领导小组")
_OWN_GROUP = re.compile(r"^[省市县区州](?=级|直|属|各|有关|相关|政府)")


class Resolver:
    """Turns printed names into parties of one plan and remembers them.

    Args:
        plan: The plan's key, which keeps bodies of unknown place apart.
        owner: Key of the issuing place, or ``None``.
    """

    def __init__(self, plan: str, owner: str | None) -> None:
        self._plan = plan
        self._places = reference.places()
        self._owner = self._places.by_key(owner) if owner else None
        self._parties: dict[str, Party] = {}
        self._keys: dict[tuple[str, str], str] = {}

    def parties(self) -> tuple[Party, ...]:
        """All parties met so far, in order of their keys."""
        return tuple(self._parties[key] for key in sorted(self._parties))

    def resolve(self, printed: str, host: str = "") -> str:
        """The key of the party that a name stands for; ``host`` is the body it sits with."""
        if (printed, host) not in self._keys:
            self._keys[printed, host] = self._resolved(printed, host)
        return self._keys[printed, host]

    def _resolved(self, printed: str, host: str) -> str:
        bare = re.sub(r"\s", "", matching_view(printed))
        party = replace(self._party(bare), printed=(printed,))
        if host:
            party = replace(party, hosted_by=self.resolve(host))
        known = self._parties.get(party.key)
        if known:
            forms = known.printed if printed in known.printed else (*known.printed, printed)
            party = replace(known, printed=forms, hosted_by=known.hosted_by or party.hosted_by)
        self._parties[party.key] = party
        return party.key

    def _party(self, bare: str) -> Party:
        if names.is_group(bare):
            return self._group(bare)
        bare = bare.removeprefix("中共")
        return (
            self._in_full(bare)
            or self._with_prefix(bare)
            or self._zone(bare)
            or self._local(bare)
            or self._of_named_place(bare)
            or self._without_prefix(bare)
            or self._unknown(bare, self._owner, bare)
        )

    def _in_full(self, bare: str) -> Party | None:
        """A name in full that carries its place inside: 国家税务总局昆明市税务局."""
        parsed = reference.functions().parse(bare)
        owner = self._owner.key if self._owner else None
        place = self._places.resolve(parsed[1], owner) if parsed and parsed[1] else None
        return self._known(parsed[0], place, bare) if parsed and place else None

    def _group(self, bare: str) -> Party:
        name = bare.replace("、", "")
        level = _OWN_GROUP.match(name)
        place = (self._place_of(level[0]) if level else None) or self._owner
        if place and place.key != reference.CHINA:
            name = place.name + _OWN_GROUP.sub("", name)
        return self._made(name, PartyKind.GROUP, place, None)

    def _with_prefix(self, bare: str) -> Party | None:
        """市市场监管局: the prefix tells the place, the rest the function."""
        league = re.match(r"团([省市县区州])委", bare)
        prefix = names.level_prefix(bare)
        if not prefix and not league:
            return None
        letter = league[1] if league else prefix.removesuffix("委").removesuffix("政府") or prefix
        place = self._place_of(letter)
        if place is None:
            return self._unknown(bare, None, bare) if self._owner is None else None
        stem = bare if league else bare.removeprefix(letter)
        find, level = reference.functions().find, self._level(place)
        row = find(stem, level) or find(stem.removeprefix("政府"), level)
        return self._known(row, place, stem) or self._unknown(stem, place, place.name + stem)

    def _place_of(self, letter: str) -> Place | None:
        """The place that 省, 市, 县 or 区 means in a plan of the owner."""
        if self._owner is None or self._owner.key == reference.CHINA:
            return None
        if letter in {"省", "自治区"}:
            return self._places.province(self._owner.key)
        line = (self._owner, *self._places.ancestors(self._owner.key))
        if letter == "市":
            return next((p for p in line if p.name.endswith("市")), None)
        if letter in {"州", "盟", "自治州"}:
            return next((p for p in line if p.name.endswith(("州", "盟"))), None)
        ends = ("县", "旗") if letter in {"县", "旗"} else ("区",)
        return self._owner if self._owner.name.endswith(ends) else None

    def _level(self, place: Place) -> str:
        return "national" if place.key == reference.CHINA else self._places.level(place.key)

    def _local(self, bare: str) -> Party | None:
        """Names that carry the place inside: 昆明仲裁委员会, 人行云南省分行."""
        if self._owner is None or self._owner.key == reference.CHINA:
            return None
        province = self._places.province(self._owner.key)
        for place in dict.fromkeys(p for p in (self._owner, province) if p):
            row = reference.functions().local_names(place).get(bare)
            if row:
                return self._known(row, place, bare)
        return None

    def _zone(self, bare: str) -> Party | None:
        """高新区管委会, and bare 高新区 as its committee."""
        owner = self._owner.key if self._owner and self._owner.key != reference.CHINA else None
        zone = reference.zones().find(bare, owner)
        if zone is None or not re.search(r"(?:区|片区|城|园|港|管委会|管理委员会|执委会)$", bare):
            return None
        holder = self._places.by_key(reference.division_of(zone.key))
        kind_id = zone.key.split("/")[-1]
        kinds = {kind.id: kind.function for kind in reference.zone_kinds()}
        function = kinds.get(kind_id) or "zone_committee"
        ending = "执行委员会" if bare.endswith("执委会") else "管理委员会"
        committee = self._made(zone.name + ending, PartyKind.AGENCY, holder, function)
        return replace(committee, level="zone")

    def _of_named_place(self, bare: str) -> Party | None:
        """呈贡区人民政府, 昆明市财政局: the name starts with its place."""
        head = names.starts_with_place(bare)
        owner = self._owner.key if self._owner else None
        place = (
            (self._places.resolve(head, owner) or self._places.resolve_short(head, owner))
            if head
            else None
        )
        if place is None:
            return None
        stem = bare.removeprefix(head)
        row = reference.functions().find(stem, self._level(place)) if stem else None
        if not stem:
            row, stem = reference.functions().find("人民政府", self._level(place)), "人民政府"
        return self._known(row, place, stem) or self._unknown(bare, place, bare)

    def _without_prefix(self, bare: str) -> Party | None:
        """国家发展改革委 in any plan; 财政局 in a plan of its own city."""
        functions = reference.functions()
        own = self._owner and functions.find(bare, self._level(self._owner))
        national = functions.find(bare, "national")
        if national and national.level == "national" and not (own and own.level != "national"):
            return self._known(national, self._places.by_key(reference.CHINA), bare)
        if own and self._owner:
            return self._known(own, self._owner, bare)
        if functions.find(bare.removesuffix("办公室"), "national") and names.CENTRAL.match(bare):
            return self._unknown(bare, self._places.by_key(reference.CHINA), bare)
        return None

    def _known(self, row: FunctionRow | None, place: Place, stem: str) -> Party | None:
        if row is None or row.is_group:
            return None
        if row.is_open:
            return self._made(place.name + stem, PartyKind.AGENCY, place, row.function)
        name = reference.functions().full_name(row, place)
        return self._made(name, PartyKind.AGENCY, place, row.function)

    def _unknown(self, bare: str, place: Place | None, name: str) -> Party:
        kind = PartyKind.COORDINATION_BODY if _COORDINATION.search(bare) else PartyKind.AGENCY
        suffix = next((s for s in _BY_SUFFIX if bare.endswith(s)), None)
        row = reference.functions().find(suffix, None) if suffix else None
        return self._made(name, kind, place, row.function if row else None)

    def _made(self, name: str, kind: PartyKind, place: Place | None, function: str | None) -> Party:
        if kind is PartyKind.AGENCY and _COORDINATION.search(name):
            kind = PartyKind.COORDINATION_BODY
        key = iris.party_key(place.key if place else None, function, name, self._plan)
        return Party(
            key=key,
            kind=kind,
            name=name,
            printed=(),
            name_en=_english(function, place),
            function=function,
            place=place.key if place else None,
            level=self._level(place) if place else None,
            office_of=self._office_of(name, place),
        )

    def _office_of(self, name: str, place: Place | None) -> str | None:
        """The body whose office a name is; it becomes a party too (联席会议办公室)."""
        match = _OFFICE.match(name)
        if match is None or place is None:
            return None
        body = self._unknown(match["body"], place, match["body"])
        self._parties.setdefault(body.key, body)
        return body.key


def _english(function: str | None, place: Place | None) -> str | None:
    """A descriptive English name: function and place; no official translation is known."""
    if function is None or place is None or place.name_en is None:
        return None
    label = reference.functions().label(function)[1]
    return f"{label[:1].upper()}{label[1:]}, {place.name_en}"
