"""Printed names to the parties of one plan; what a name means is left to ``bodies``."""

import re
from dataclasses import replace

from plangraph.ingest.bodies import Bodies
from plangraph.ingest.body import Body
from plangraph.ingest.source import matching_view
from plangraph.ontology import iris, reference
from plangraph.ontology.model import Party, Place

_OFFICE = re.compile(r"(?P<body>.*(?:联席会议|领导小组|工作小组|专班|指挥部|委员会))办公室$")


class Resolver:
    """Turns printed names into parties of one plan and remembers them.

    Args:
        plan: The plan's key, which keeps bodies of unknown place apart.
        owner: Key of the division that issues it, or ``None``.
        zone: The zone that issues it, where one does.
    """

    def __init__(self, plan: str, owner: str | None, zone: Place | None = None) -> None:
        self._plan = plan
        self._bodies = Bodies(owner, zone)
        self._read: dict[str, Party] = {}
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
        if bare not in self._read:
            self._read[bare] = self._made(self._bodies.read(bare))
        party = replace(self._read[bare], printed=(printed,))
        if host:
            party = replace(party, hosted_by=self.resolve(host))
        known = self._parties.get(party.key)
        if known:
            forms = known.printed if printed in known.printed else (*known.printed, printed)
            party = replace(known, printed=forms, hosted_by=known.hosted_by or party.hosted_by)
        self._parties[party.key] = party
        return party.key

    def _made(self, body: Body) -> Party:
        place = body.place
        level = body.level or (reference.places().level(place.key) if place else None)
        return Party(
            key=iris.party_key(place.key if place else None, body.function, body.name, self._plan),
            kind=body.kind,
            name=body.name,
            printed=(),
            name_en=_english(body.function, place),
            function=body.function,
            place=place.key if place else None,
            level=level,
            office_of=self._office_of(body),
        )

    def _office_of(self, body: Body) -> str | None:
        """The body whose office a name is; it becomes a party too (联席会议办公室)."""
        match = _OFFICE.match(body.name)
        if match is None or body.place is None:
            return None
        party = self._made(self._bodies.of_place(match["body"], body.place))
        self._parties.setdefault(party.key, party)
        return party.key


def _english(function: str | None, place: Place | None) -> str | None:
    """A descriptive English name: function and place; no official translation is known."""
    if function is None or place is None or place.name_en is None:
        return None
    label = reference.functions().label(function)[1]
    return f"{label[:1].upper()}{label[1:]}, {place.name_en}"
