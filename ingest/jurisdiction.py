"""The place whose plan it is: told by the user, the title, the issuer, or the text's words."""

import re
from collections import Counter
from collections.abc import Sequence

from plangraph.ingest import names
from plangraph.ingest.header_fields import Header
from plangraph.ontology import reference
from plangraph.ontology.errors import InvalidQueryError
from plangraph.ontology.model import Place, PlaceKind

_LEVEL = re.compile(r"(?<=[、,;:(\[。\n 由])(省|市|县|区)(?=[\u4e00-\u9fff]{2,10}(?:局|委|办|厅))")
_OPENING = re.compile(r"^(?:\d{4}年(?:度)?|关于|印发|发布|《)+")
_DIVISION = re.compile(r"[一-鿿]{1,4}?[区县市旗]")
_TOWN = re.compile(r"[一-鿿]{2,4}?(?:镇|乡|街道|苏木)")
_SECOND = re.compile(r"[、和 ]?(?P<name>[一-鿿]{2,10}?[省市县区州盟旗])")
_FULL = re.compile(r"(?:省|市|县|区|州|盟|旗)$")
_LEVELS = {"省": "province", "市": "city", "县": "county", "区": "county"}
_SITUATION = re.compile(r"结合(?P<place>[一-鿿]{2,9}?)(?:工作|发展)?实际")
_OFTEN = 2
_SHOWN = 6  # places of one name that an error names
_COMMITTEE = re.compile(r"(?P<zone>.{3,30}?)(?:管委会|管理委员会|党工委)")
_TELLING = frozenset(
    {"high-tech-zone", "economic-zone", "new-area", "bonded-zone", "airport-zone", "tourist-resort"}
)


def issuing_place(view: str, header: Header, given: str | None) -> str | None:
    """Key of the issuing place; ``None`` where neither text nor user tells it.

    Raises:
        InvalidQueryError: The user names a place that is not known or not clear.
    """
    if given:
        return _given(given)
    printed = [
        re.sub(r"[\r\n]\s*", "", found.where.of(view))
        for name in ("title", "notice_title", "issuer")
        for found in header.all(name)
    ]
    keys = (*map(_at_head, printed), *map(_inside, printed[:1]))
    return next((key for key in keys if key), None) or _by_situation(view) or _by_words(view)


def issuing_zone(view: str, header: Header, given: str | None, owner: str | None) -> Place | None:
    """The zone whose committee issues the plan, or whose name starts its title; often ``None``.

    昆明高新区 in a title of the city (昆明市推进高新区…) is no issuer.
    """
    if given:
        return None if _division_called(given) else reference.zones().find(given, None)
    for name in ("issuer", "notice_title", "title"):
        for found in header.all(name):
            words = _OPENING.sub("", view[found.where.start : found.where.end])
            if zone := _zone_at_head(words, owner):
                return zone
    return None


def printed_place(title: str, issuers: Sequence[str], place: Place | None) -> str | None:
    """The issuing place as the title of the plan begins with it: 天津市津南区, 长沙县金井镇.

    Shorter forms with their kind stay (红河州, 珠海高新区). Its own name where the title
    begins otherwise; a name that several places bear (铁西区) where nothing tells which of them it
    is; a town (三甲镇) that issues it; ``None`` for no place.
    """
    words, places = _OPENING.sub("", title), reference.places()
    if place is None:
        head = _DIVISION.match(words)
        town = _TOWN.match(words)
        told = town is not None and any(issuer.startswith(town[0]) for issuer in issuers)
        known = head if head and head[0] in places.names() else town if told else None
        return known[0] if known else None
    end = words.find(place.name) + len(place.name)
    whole = words[:end] if end >= len(place.name) and places.resolve(words[:end]) == place else ""
    if whole and (beside := _beside(words[end:], place)):
        return whole + beside
    town = _TOWN.match(words, end) if whole else None
    if town and any(issuer.removeprefix(whole).startswith(town[0]) for issuer in issuers):
        return whole + town[0]
    return whole or _short_form(words, place) or place.name


def _beside(words: str, place: Place) -> str:
    """A second place of the same level right behind the first (晋城市焦作市), or nothing."""
    places = reference.places()
    match = _SECOND.match(words)
    second = places.resolve(match["name"]) if match else None
    level = second and places.level(second.key)
    return match[0] if match and level and level == places.level(place.key) else ""


def _short_form(words: str, place: Place) -> str | None:
    """A form of a place or zone that ends with its kind, at the head of a title."""
    if place.kind is PlaceKind.ADMINISTRATIVE:
        forms = (form for form in reference.places().forms(place.key) if _FULL.search(form))
        return max(filter(words.startswith, forms), key=len, default=None)
    zones = reference.zones()
    heads = (words[:length] for length in range(min(len(words), 20), 2, -1))
    found = (head for head in heads if head.endswith("区"))
    return next((h for h in found if place in (zones.named(h), zones.find(h, place.within))), None)


def _zone_at_head(words: str, owner: str | None) -> Place | None:
    zones = reference.zones()
    issuer = _COMMITTEE.match(words.partition("关于")[0])
    if issuer and (zone := zones.find(issuer["zone"], owner)):
        return zone
    for length in range(min(len(words), 20), 2, -1):
        if zone := zones.named(words[:length]):
            return zone
    head = names.starts_with_place(words)
    if not head or _FULL.search(head):
        return None
    kinds = [kind for kind in zones.kinds() if kind.id in _TELLING]
    forms = [form for kind in kinds for form in kind.printed if words.startswith(head + form)]
    return zones.find(head + max(forms, key=len), owner) if forms else None


def _division_called(name: str) -> Place | None:
    places = reference.places()
    return places.resolve(name) or places.resolve_short(name)


def _given(name: str) -> str:
    places = reference.places()
    if f"region/cn-{name}" in places:
        return f"region/cn-{name}"
    place = _division_called(name)
    zone = reference.zones().find(name, None) if place is None else None
    if zone and zone.within:
        return zone.within
    if place is None:
        raise InvalidQueryError(
            "No place of this name is known, or several are called so.",
            where=name,
            advice=f"Give the full name (云南省昆明市) or the code (530100).{_candidates(name)}",
        )
    return place.key


def _candidates(name: str) -> str:
    """The places that bear an ambiguous name, with their codes; empty where none does."""
    places = reference.places()
    codes = [*places.names().get(name, ()), *places.stems().get(name, ())][:_SHOWN]
    full = ("".join(p.name for p in reversed(_line(code))) + f" ({code})" for code in codes)
    return f" So are called: {', '.join(full)}." if codes else ""


def _line(code: str) -> list[Place]:
    places = reference.places()
    place = places.by_code(code)
    return [place, *places.ancestors(place.key)[:-1]]


def _at_head(words: str) -> str | None:
    """The place that a title or an issuer's name starts with; China for national offices."""
    words = _OPENING.sub("", words)
    head = names.starts_with_place(words)
    places = reference.places()
    place = (places.resolve(head) or places.resolve_short(head)) if head else None
    if place:
        return place.key
    first = re.split(
        r"关于|印发|等[\d一二三四五六七八九十]+个?部门|(?<=[部委局署会院行办])[ 、]", words
    )[0]
    issuer = re.sub(r"(?:办公厅|办公室|党组)$", "", first)
    functions = reference.functions()
    row = functions.find(issuer, "national")
    named = re.match(r"国务院|中华人民共和国|中共中央|国家(?!级)|全国", words)
    if named or (row and row.level == "national"):
        return reference.CHINA
    return None


def _inside(words: str) -> str | None:
    """The first full name of a division inside a title (关于推进浙江省数字经济…)."""
    places = reference.places()
    for start in range(len(words)):
        for length in range(8, 2, -1):
            name = words[start : start + length]
            if _FULL.search(name) and name in places.names() and name not in places.risky_names():
                place = places.resolve(name)
                if place:
                    return place.key
    return None


def _by_situation(view: str) -> str | None:
    """The place whose situation the plan is fitted to (结合长春市实际,制定本方案)."""
    found = (reference.places().resolve(match["place"]) for match in _SITUATION.finditer(view))
    return next((place.key for place in found if place), None)


def _by_words(view: str) -> str | None:
    """The place of the level that lists print (省), which the text names most (广东省)."""
    levels = Counter(match[1] for match in _LEVEL.finditer(view)).most_common(1)
    if not levels:
        return None
    level, places = _LEVELS[levels[0][0]], reference.places()
    counts: Counter[str] = Counter()
    for name, codes in places.names().items():
        if (
            len(codes) == 1
            and places.level(f"region/cn-{codes[0]}") == level
            and name not in places.risky_names()
        ):
            counts[f"region/cn-{codes[0]}"] += view.count(name)
    best = counts.most_common(2)
    if best and best[0][1] >= _OFTEN and (len(best) < 2 or best[0][1] > best[1][1]):
        return best[0][0]
    return None
