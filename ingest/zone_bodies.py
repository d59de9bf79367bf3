"""The bodies of development zones: their committees, and the bureaus of these.

A zone's bureau is never the city's: 高新区财政局 and 市财政局 are two.

Source: formats A4, A15.
"""

import re
from dataclasses import replace

from plangraph.ingest.body import Body, unknown_body
from plangraph.ontology import reference
from plangraph.ontology.model import Place

_SHAPE = re.compile(r"(?:区|片区|城|园|港|谷|湾|管委会?|管理委员会|执委会)$")
_BUREAU = re.compile(
    r"(?P<zone>.{2,20}?(?:区|片区|新城|科学城|园区?|港))(?P<own>管委会|管理委员会)?"
    r"(?P<stem>.{2,}(?:局|委|办|部|中心|室))"
)


def committee(bare: str, within: str | None) -> Body | None:
    """高新区管委会, and bare 高新区 as its committee; ``None`` for what is no zone."""
    plain = re.sub(r"\([^()]*\)", "", bare)
    if plain.endswith("管理局") and (named := reference.zones().named(plain[:-3])):
        return _committee_of(named, "管理局")
    zone = reference.zones().find(plain, within) if _SHAPE.search(plain) else None
    if zone is None:
        return None
    return _committee_of(zone, "执行委员会" if plain.endswith("执委会") else "管理委员会")


def _committee_of(zone: Place, ending: str) -> Body:
    function = reference.zones().kind_of(zone.key).function or "zone_committee"
    return Body(zone.name + ending, _holder(zone), function, level="zone")


def bureau(bare: str, within: str | None) -> Body | None:
    """高新区市场监管局: a bureau of a zone, if the table knows bureaus of that name."""
    match = _BUREAU.fullmatch(bare)
    if match is None:
        return None
    row = reference.functions().find(match["stem"], "zone")
    if row is None and not match["own"]:
        return None
    zone = reference.zones().find(match["zone"], within)
    stem = match["stem"] if row else f"管理委员会{match['stem']}"
    return of_zone(zone, stem) if zone else None


def of_zone(zone: Place, stem: str) -> Body:
    """The body of a zone that is called so there."""
    stem = re.sub("^管委会(?=.)", "管理委员会", stem)
    row = reference.functions().find(stem, "zone")
    if row and not (row.is_group or row.is_open):
        name = reference.functions().full_name(row, zone)
        return Body(name, _holder(zone), row.function, level="zone")
    body = replace(unknown_body(stem, _holder(zone), zone.name + stem), level="zone")
    party = reference.functions().find(re.sub("^党工委", "委", stem), "zone")
    return replace(body, function=party.function) if party and body.function is None else body


def _holder(zone: Place) -> Place:
    return reference.places().by_key(reference.division_of(zone.key))
