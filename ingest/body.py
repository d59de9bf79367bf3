"""A body and how it is named: from a row of the table, or from the shape of its name alone."""

import re
from dataclasses import dataclass

from plangraph.ontology import reference
from plangraph.ontology.functions import FunctionRow
from plangraph.ontology.model import PartyKind, Place

_COORDINATION = re.compile(r"(?:联席会议|领导小组|协调小组|工作小组|工作专班|专班|指挥部|工作组)$")
_COMMITTEE = re.compile(r"(?:管委会?|管理委员会)$")
_ONLY_OF_PLACES = "soe_group"  # a 集团 may be anybody's; 市城投集团 is the city's


@dataclass(frozen=True, slots=True)
class Body:
    """What a name means.

    Attributes:
        name: The name in full, as far as it is known.
        place: The place whose body it is; ``None`` where nobody tells it.
        function: Id of ``functions.tsv``; ``None`` where it is not known.
        level: ``zone`` for a zone's bodies; else empty: the level is that of the place.
    """

    name: str
    place: Place | None
    function: str | None = None
    kind: PartyKind = PartyKind.AGENCY
    level: str = ""


def known_body(row: FunctionRow, place: Place, printed: str) -> Body:
    """A body of a function; where only the text has its name, ``printed`` is the name."""
    name = printed if row.is_open else reference.functions().full_name(row, place)
    return Body(name, place, row.function, level="zone" if row.level == "zone" else "")


def unknown_body(stem: str, place: Place | None, name: str) -> Body:
    """A body that no table holds; its ending may tell what it is (昆明理工大学)."""
    if _COMMITTEE.search(name):
        return Body(_COMMITTEE.sub("管理委员会", name), place, "zone_committee", level="zone")
    row = reference.functions().by_ending(name)
    if row and row.function == _ONLY_OF_PLACES and (place is None or stem == name):
        row = None
    return Body(name, place, row.function if row else None)


def kind_of(body: Body) -> PartyKind:
    """A body made of bodies, by its name: 联席会议, 领导小组, 安全生产委员会."""
    made_of_bodies = body.function == "committee_office" and body.name.endswith("委员会")
    if made_of_bodies or _COORDINATION.search(body.name):
        return PartyKind.COORDINATION_BODY
    return body.kind
