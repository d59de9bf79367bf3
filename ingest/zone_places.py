"""Zones that a passage names by their kind (高新区, 净月高新区, 自贸试验区昆明片区), as places.

A zone is that of the issuing place unless a place or a name of its own stands before the kind. A
zone that is to be created (创建国家级旅游度假区) is none yet.

Source: formats G4.
"""

import re
from collections.abc import Iterator

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.place_terms import zone_pattern
from plangraph.ontology import reference
from plangraph.ontology.model import Place

_THEME = "(?:冰雪|滑雪|温泉|生态|滨海|康养|山地|森林|文化|体育)"
_NOT_BEFORE = re.compile(
    r"(?:各|有关|相关|全|本|局|委|厅|办|各类|级)$"
    r"|(?:创建|打造|申报|争创|新建|设立|评定|建成|建设)"
    r"(?:(?:[一\d]+批|\d+个|若干)?(?:国家级?|世界级|高水平)|[一\d]+批|\d+个|若干)$"
    rf"|(?:级|创建|打造|申报|争创|新建|设立|建成|建设){_THEME}$"
)
_OWN_NAME = re.compile(
    r"(?:^|[、,。;:()和与及在]|支持|推动|推进|加快|依托|鼓励|选择|引导|联动|对接)"
    r"(?P<own>(?!国家|国务院|省级|市级|县级|重点|现有|各类|全|有关|相关|支持|推动|推进|加快|依托|鼓励|选择|联动|对接|建设|发展|"
    r"提升|加强|完善|深化|引导|打造|创建|落实|执行|兑现|中国|云上|我)[一-鿿]{2,3}"
    rf"{_THEME}?)$"
)
_NEAR = 40  # code points looked at before a zone: bounds the work on sentences without end
_OWN_NAMED = frozenset({"high-tech-zone", "economic-zone", "tourist-resort", "bonded-zone"})


def zones_in(view: str, stretch: Stretch, owner: str | None) -> Iterator[tuple[Stretch, Place]]:
    """The zones in a stretch with their places, in order of the text."""
    none = -1
    for match in zone_pattern().finditer(view, stretch.start, stretch.end):
        bare = Stretch(match.start(), match.end())
        where = _with_place_before(view, bare, stretch, owner)
        listed = where.start == none + 1 and view[none] in "、和与及"
        if listed or _NOT_BEFORE.search(_words_before(view, stretch, where.start)):
            none = where.end  # 一批高新区、经开区: what shares a list with a kind is a kind
            continue
        if where == bare:
            where = _with_own_name(view, where, stretch, owner)
        place = reference.zones().find(where.of(view), owner)
        if place:
            yield where, place


def _with_place_before(view: str, where: Stretch, stretch: Stretch, owner: str | None) -> Stretch:
    """A zone with the short name of its place before it (萧山经济技术开发区)."""
    places = reference.places()
    for length in (4, 3, 2):
        head = view[max(stretch.start, where.start - length) : where.start]
        if len(head) == length and (
            places.resolve_short(head, owner) or places.resolve(head, owner)
        ):
            return Stretch(where.start - length, where.end)
    return where


def _with_own_name(view: str, where: Stretch, stretch: Stretch, owner: str | None) -> Stretch:
    """净月高新区 whole: it is not the city's 高新区, whichever that is."""
    before = _words_before(view, stretch, where.start)
    own = _OWN_NAME.search(before)
    zone = reference.zones().find(where.of(view), owner) if own else None
    if own is None or zone is None:
        return where
    if reference.zones().kind_of(zone.key).id not in _OWN_NAMED:
        return where
    return Stretch(where.start - len(before) + own.start("own"), where.end)


def _words_before(view: str, stretch: Stretch, at: int) -> str:
    return view[max(stretch.start, at - _NEAR) : at]
