"""Places that a passage names: divisions, zones, regions of the world; and their resolution.

spaCy's phrase matcher finds full names; this module decides which of them are places of work: not
the issuer's own place, not the place inside a body's name, not a name that only looks like one
(亚东 in 南亚东南亚 is a county). Neighbours without a separator are one mention (南亚东南亚,
武汉市洪山区).

Source: formats G1-G9; extraction.md D.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plangraph.ingest.abroad import abroad
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.passages import Apart, Hulls
from plangraph.ingest.place_terms import (
    DIVISION,
    GOVERNED,
    SHORT,
    WORLD,
    ZONE,
    weak_zone_pattern,
)
from plangraph.ingest.region_kinds import ABBREVIATED, regions_by_kind
from plangraph.ingest.short_places import own_hits, short_place
from plangraph.ingest.towns import towns_in
from plangraph.ingest.unlisted_places import grown, named_zones, peers, without_table
from plangraph.ingest.zone_places import zones_in
from plangraph.ontology import reference
from plangraph.ontology.model import Place


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text; ``kind`` is division, world, short, zone or governed."""

    where: Stretch
    kind: str


@dataclass(frozen=True, slots=True)
class RegionDraft:
    """A mention of one or several places."""

    name: str
    places: tuple[Place, ...]
    where: Stretch


_BODY_BEHIND = re.compile(
    r"(?:人民)?政府|(?:人民)?法院|(?:人民)?检察院|管委会?|管理委员会|大学(?!城)|学院|海关|银行|日报|医院|仲裁|交易所|证券|(?:国际|世界)?[一-鿿]{0,4}(?:博览会|交易会|洽谈会)|国际[一-鿿]{1,4}城|"
    r"(?:[、和及][一-鿿]{2,8}){1,4}(?:管委会|管理委员会)|"
    r"(?![等的]|设立|举办|承办|引进|成立|组建|布局)(?:(?![建打支推开加]|创(?!新))[\u4e00-\u9fff]){0,8}(?:(?<![布格结全])局|厅|委员会|办公室|中心(?!城市)|平台|交易所|公司|集团|银行|大学)(?=[、,。;:()]|平台|协同|负责|牵头|会同|配合|$)"
)
_NEAR = 8  # code points looked at before a name: bounds the work on sentences without end
_MARKET = re.compile("市场(?![馆站地所])")  # 对接济南市场 names 济南
_COUNTRIES_OF = re.compile(r"(?:各国|国家|地区)+$")
_LISTED = re.compile("[、,。和与及等]")
_CALLED = re.compile(
    r"[局委厅办院会部署]会同县$|新增城区?$|[底月日年]前海$|沿海城市$|"
    rf"[{ABBREVIATED}][东西][南北]地区$|京港澳$|[琼渤][州海]海峡两岸$"
)  # A会同县B, 新增城区, 月底前海外…, 沿海城市 name no place


def find_regions(
    view: str, text: str, stretch: Stretch, hits: Iterable[Hit], owner: str | None
) -> list[RegionDraft]:
    """The places that a stretch concerns, in order of the text.

    Args:
        view: The matching view of the whole text.
        text: The whole text.
        stretch: Where to look.
        hits: What the matcher found in it, institutions' own places already left out.
        owner: Key of the issuing place, which is no region of its own plan.
    """
    listed = list(hits)
    governed = [hit.where for hit in listed if hit.kind == GOVERNED]
    hits = [hit for hit in listed if hit.kind != GOVERNED]
    hits = [*hits, *(Hit(where, SHORT) for where in own_hits(view, stretch, owner))]
    zones = (
        pair for pair in zones_in(view, stretch, owner) if not _in_body(view, pair[0], stretch)
    )
    known = [*_named(view, stretch, hits, owner)]
    found = [*zones, *known, *_bare_counties(view, stretch, known)]
    apart = Apart()
    longest_first = sorted(found, key=lambda pair: (pair[0].start - pair[0].end, pair[0]))
    chosen = [pair for pair in longest_first if apart.take(pair[0])]
    joined = _joined([_bare(view, pair) for pair in sorted(chosen, key=_start)])
    drafts = [
        RegionDraft(whole.of(text), places, whole)
        for where, places in joined
        for whole in (grown(view, stretch, where, places[-1]),)
    ]
    return _with_unlisted(view, text, stretch, drafts, governed)


def _with_unlisted(
    view: str, text: str, stretch: Stretch, drafts: list[RegionDraft], governed: list[Stretch]
) -> list[RegionDraft]:
    """Mentions of known places with those of others, the longer one wherever two share a spot."""
    at = {draft.where.start: draft.places for draft in reversed(drafts)}
    until = {draft.where.end: draft.places for draft in drafts}
    more: list[RegionDraft] = []
    spots = _unlisted(view, stretch, drafts, governed)
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if not (more and more[-1].where.start <= spot.start and spot.end <= more[-1].where.end):
            more.append(
                RegionDraft(spot.of(text), at.get(spot.start) or until.get(spot.end, ()), spot)
            )
    if not more:
        return sorted(drafts, key=_draft_start)
    longer = Hulls(map(_draft_start, more))
    kept = [draft for draft in drafts if not longer.hold(draft.where)]
    held = Hulls(map(_draft_start, kept))
    free = [draft for draft in more if not held.hold(draft.where)]
    return sorted([*kept, *free], key=_draft_start)


def _draft_start(draft: RegionDraft) -> Stretch:
    return draft.where


def _unlisted(
    view: str, stretch: Stretch, drafts: list[RegionDraft], governed: list[Stretch]
) -> Iterator[Stretch]:
    """Places that the reference data lack: towns by their shape, places abroad, names in lists."""
    wheres = [draft.where for draft in drafts]
    told = (*governed, *towns_in(view, stretch), *named_zones(view, stretch))
    told = (*told, *regions_by_kind(view, stretch), *without_table(view, stretch))
    for where in (*told, *abroad(view, stretch, wheres)):
        if not _in_body(view, where, stretch):
            yield where
    seen: set[int] = set()
    for draft in drafts:
        if draft.places:
            yield from peers(view, stretch, draft.where, draft.places[-1], seen)


def _start(pair: tuple[Stretch, Place]) -> Stretch:
    return pair[0]


def _bare(view: str, pair: tuple[Stretch, Place]) -> tuple[Stretch, Place]:
    """A region of the world without the 国家 or 地区 behind its name: 东南亚国家 names 东南亚."""
    where, place = pair
    short = _COUNTRIES_OF.sub("", where.of(view))
    plain = place.key.startswith(("region/m49-", "region/hong-kong"))
    if plain and reference.world().resolve(short) == place:
        return Stretch(where.start, where.start + len(short)), place
    return pair


def _named(
    view: str, stretch: Stretch, hits: list[Hit], owner: str | None
) -> Iterator[tuple[Stretch, Place]]:
    """The names that the matcher found, the longest at each spot, in order of the text."""
    taken, holder = stretch.start, None
    for hit in _longest([hit for hit in hits if not _MARKET.match(view, hit.where.end - 1)]):
        if hit.where.start < taken or _called(view, stretch, hit):
            continue
        within = holder if holder and hit.where.start == taken else owner
        found = _zone_of(view, hit, stretch, owner) or _place_of(view, hit, stretch, within, taken)
        if found is None or _in_body(view, found[0], stretch):
            continue
        where, place = found
        taken, holder = where.end, place.key if hit.kind == DIVISION else None
        if not _is_own(view, place, where, stretch, owner):
            yield found


def _called(view: str, stretch: Stretch, hit: Hit) -> bool:
    if hit.kind == WORLD and _in_quoted_name(view, hit.where, stretch):
        return True
    before = view[max(stretch.start, hit.where.end - _NEAR) : hit.where.end]
    return _CALLED.search(before) is not None


def _in_quoted_name(view: str, where: Stretch, stretch: Stretch) -> bool:
    """Whether a name is a part of what quotation marks around it name: “澜湄快线”."""
    opens = view.rfind("“", max(stretch.start, where.start - _NEAR), where.start)
    closes = view.find("”", where.end, min(stretch.end, where.end + _NEAR))
    if opens < 0 or closes < 0 or view.find("”", opens, where.start) >= 0:
        return False
    return (opens + 1, closes) != where and "、" not in view[opens:closes]


def _bare_counties(
    view: str, stretch: Stretch, found: Iterable[tuple[Stretch, Place]]
) -> Iterator[tuple[Stretch, Place]]:
    """Counties with a name of two characters right behind their city: 陇南市康县."""
    places = reference.places()
    for where, place in found:
        words = view[where.end : min(where.end + 2, stretch.end)]
        inner = places.resolve(words, place.key) if words.endswith("县") else None
        if inner and place.key in places and places.contains(place.key, inner.key):
            yield Stretch(where.end, where.end + 2), inner


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits that lie in no longer one; of two of a length the full name goes first."""
    order = {DIVISION: 0, ZONE: 1, WORLD: 2, SHORT: 3}
    hulls = Hulls(hit.where for hit in hits)
    kept = [hit for hit in hits if not hulls.hold_in_another(hit.where)]
    return sorted(kept, key=lambda hit: (hit.where.start, order[hit.kind]))


def _zone_of(
    view: str, hit: Hit, stretch: Stretch, owner: str | None
) -> tuple[Stretch, Place] | None:
    """A zone that a place's name starts (苏州工业园区), or one known by its own name."""
    zone = weak_zone_pattern().match(view, hit.where.end, stretch.end)
    whole = Stretch(hit.where.start, zone.end()) if zone else hit.where
    if whole == hit.where and hit.kind != ZONE:
        return None
    place = reference.zones().find(whole.of(view), owner)
    return (whole, place) if place else None


def _place_of(
    view: str, hit: Hit, stretch: Stretch, owner: str | None, taken: int
) -> tuple[Stretch, Place] | None:
    name = hit.where.of(view)
    where, places = hit.where, reference.places()
    if hit.kind == WORLD:
        place = reference.world().resolve(_curly(name))
    elif hit.kind == DIVISION:
        place = places.resolve(name, owner) or places.resolve_short(name, owner)
    else:
        where, place = short_place(view, hit.where, stretch, owner, taken)
    return None if place is None or place.key == reference.CHINA else (where, place)


def _curly(name: str) -> str:
    return re.sub(r'"([^"]*)"', r"“\1”", name)


def _is_own(view: str, place: Place, where: Stretch, stretch: Stretch, owner: str | None) -> bool:
    """The issuer's own place; or one that holds it, unless it stands in a list of places."""
    if owner is None or place.key == owner:
        return place.key == owner
    above = {outer.key for outer in reference.places().ancestors(owner)}
    listed = _LISTED.match(view, where.end, stretch.end)
    return place.key in above and not listed


def _in_body(view: str, where: Stretch, stretch: Stretch) -> bool:
    """Whether the name is part of a body's name (呈贡区人民政府, 昆明仲裁委员会)."""
    return _BODY_BEHIND.match(view, where.end, stretch.end) is not None


def _joined(chosen: list[tuple[Stretch, Place]]) -> Iterator[tuple[Stretch, tuple[Place, ...]]]:
    """Neighbours without a separator as one mention; of nested places the inner one is meant."""
    index = 0
    while index < len(chosen):
        where, place = chosen[index]
        places = [place]
        while (
            index + 1 < len(chosen)
            and chosen[index + 1][0].start == where.end
            and chosen[index + 1][1].key != places[-1].within  # 乌兹别克斯坦中亚班列
        ):
            index += 1
            where = Stretch(where.start, chosen[index][0].end)
            places.append(chosen[index][1])
        index += 1
        yield where, _meant(places)


def _meant(places: list[Place]) -> tuple[Place, ...]:
    last = places[-1]
    if len(places) > 1 and all(outer.key in _holders(last) for outer in places[:-1]):
        return (last,)
    return tuple(dict.fromkeys(places))


def _holders(place: Place) -> set[str]:
    if place.key.startswith("region/cn-"):
        return {
            outer.key for outer in reference.places().ancestors(reference.division_of(place.key))
        } | {place.within or ""}
    return set()
