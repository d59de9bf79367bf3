"""Short names of places (广州, 五华, 泰国): where they may be looked for, and where they count.

A short name is also part of ordinary words (和平发展, 振兴工作), so it counts only where the words
around it say that a place stands there: behind a word that turns to a place and with no word going
on behind it, or in a list of places. Names of one character (在杭, 驻泰) never count.

Source: formats G2, G3, G5; extraction.md D (short names are poison in free text).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from plangraph.ingest.clauses import Stretch
from plangraph.ontology import reference
from plangraph.ontology.model import Place

_TURNED_TO = re.compile(
    r"(?:支持|推动|推进|加强与|深化与|强化|利用|对接|面向|依托|选择|鼓励|引导|指导|组织|在|与|同|援|赴|借鉴|向|从|至|及"
    r"|学习|开通|开行|开拓|拓展|深耕|联动|辐射)$"
)
_LINKED = re.compile(r"[、和与及至]$")
_MAY_FOLLOW = re.compile(
    r"[、,。;)和与及等全至]|先行|先试|试点|设立|举办|召开|落户|布局|加快|建设|开展|申报|探索|打造|推进|依托|利用|作为|参与|发展|率先|创建|两地|三地|侧|地区|市|的|协作|合作|对接|交流|结对|协同|联动|承接|争创|做强|培育|共建"
    r"|经验|做法|模式|方向|口岸|一体化|[—-]|$"
)
_FIRST = re.compile(r"[一-鿿]{2}(?=(?:[、和与及][一-鿿]{2,4}){1,5}(?:两地|三地|四地|等地))")
_OF_PLACES = re.compile(r"(?:[、和与及][一-鿿]{2,4}){0,6}(?:两地|三地|四地)")  # 陇西、亳州两地
_COUNTRY_GOES_ON = re.compile("[际土家资企有营民标内歌学会策情门色道富防]")  # 精英国际, 优美国土
_ONLY_PLACES = re.compile(r"先行|先试|试点|等地|两地|三地|落户|申报")
_PIECE = re.compile(r"(?<=[、和与及])[一-鿿]{2,4}(?=[、和与及,。;等]|$)")
_GOES_ON = re.compile("[湾港路桥站]")  # 杭州湾, 广州港
_NEAR = 12  # code points looked at beside a name: bounds the work on sentences without end
_SURE = 2  # names of a list that are no words show that the others are places too
_LONG = 3  # characters; longer short names of counties are no ordinary words


@cache
def own_names(owner: str) -> re.Pattern[str] | None:
    """Names that mean a place inside the issuer's, beyond the full ones that mean it anywhere.

    Short names of the places right below (五华) and old kinds of theirs (晋宁县), two-character
    forms (巴州), and inside a province the longer short names of counties (霍尔果斯) and full names
    that are words as well (合作市).
    """
    places = reference.places()
    names = {form for child in places.children(owner) for form in _forms_of(child)}
    for inner in places.inside(owner):
        stem = places.stem(inner.key)
        names |= {stem} if len(stem) >= _LONG else set()
        names |= {inner.name} & {name for name in places.risky_names() if len(name) >= _LONG}
        names |= {inner.name} if len(inner.name) < _LONG else set()
    words = "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
    return re.compile(words) if words else None


def _forms_of(place: Place) -> set[str]:
    places = reference.places()
    stem = places.stem(place.key)
    short = {form for form in places.forms(place.key) if len(form) == 2 and form[-1] in "州盟旗"}
    retyped = {stem + kind for kind in "县区市" if stem + kind not in places.names()}
    return (short | retyped | {stem}) if len(stem) > 1 else short


def own_hits(view: str, stretch: Stretch, owner: str | None) -> Iterator[Stretch]:
    """Where names of the issuer's own places stand, and pieces of lists that may be some."""
    if owner is None or owner == reference.CHINA:
        return
    pattern = own_names(owner)
    for match in pattern.finditer(view, stretch.start, stretch.end) if pattern else ():
        yield Stretch(match.start(), match.end())
    places = reference.places()
    for match in chain(
        *(marks.finditer(view, stretch.start, stretch.end) for marks in (_PIECE, _FIRST))
    ):
        place = places.resolve_short(match[0], owner)
        if place and places.contains(owner, place.key):
            yield Stretch(match.start(), match.end())
    yield from _in_runs(view, stretch, owner)


def _in_runs(view: str, stretch: Stretch, owner: str) -> Iterator[Stretch]:
    run = _runs(owner)
    is_word = reference.places().is_word
    beside = reference.places().level(reference.division_of(owner)) == "county"
    for match in run.finditer(view, stretch.start, stretch.end) if run else ():
        names = list(re.finditer("[^、和与及至]+", match[0]))
        if not beside and sum(not is_word(name[0]) for name in names) < _SURE:
            continue
        for name in names:
            yield Stretch(match.start() + name.start(), match.start() + name.end())


@cache
def _runs(owner: str) -> re.Pattern[str] | None:
    """Two or more short names of counties in a list: those of a province (敦化、蛟河 for 吉林省).

    For a county those beside it (静安、长宁 for 普陀区). Some may be words too (凭祥、东兴、靖西).
    """
    places = reference.places()
    division = reference.division_of(owner)
    if places.level(division) == "city":
        return None  # its own counties are looked for by their short names anyway
    holder = places.ancestors(division)[0].key if places.level(division) == "county" else division
    stems = {places.stem(place.key) for place in places.inside(holder)}
    words = "|".join(sorted(re.escape(stem) for stem in stems if len(stem) > 1))
    return re.compile(rf"(?:{words})(?:[、和与及至](?:{words}))+") if words else None


def short_place(
    view: str, where: Stretch, stretch: Stretch, owner: str | None, taken: int
) -> tuple[Stretch, Place | None]:
    """A short name (广州), with a second one behind it if that lies in it (广州南沙).

    ``taken`` is the end of the place before it.
    """
    for end in (*range(where.end + 7, where.end + 1, -1), where.end):
        whole = Stretch(where.start, min(end, stretch.end))
        words = whole.of(view)
        place = _called(words, owner)
        if place and _counts(view, whole, stretch, owner, taken):
            return whole, _in_list(view, whole, stretch, place, owner) or place
    return where, None


def _called(words: str, owner: str | None) -> Place | None:
    places, zones = reference.places(), reference.zones()
    found = zones.named(words) or places.resolve_short(words, owner)
    found = found or places.resolve(words, owner) or reference.world().resolve(words)
    if found or not owner or places.level(reference.division_of(owner)) != "county":
        return found
    return places.resolve_short(words, places.ancestors(reference.division_of(owner))[0].key)


def _counts(view: str, where: Stretch, stretch: Stretch, owner: str | None, taken: int) -> bool:
    """Whether a short name stands as one: in a list, or behind a word that turns to a place."""
    if _GOES_ON.match(view, where.end, stretch.end):
        return False
    before = view[max(stretch.start, where.start - _NEAR) : where.start]
    linked = _LINKED.search(before) is not None
    if _is_bare_county(where.of(view), owner):
        return linked or _TURNED_TO.search(before) is not None
    if linked and taken >= where.start - 1 > stretch.start:
        return True
    if _OF_PLACES.match(view, where.end, stretch.end) or _starts_list(view, where, stretch, owner):
        return True
    words = where.of(view)
    turned = linked or not before or _TURNED_TO.search(before) is not None
    if words in reference.world().risky_names() and words.endswith("国"):
        return turned and not _COUNTRY_GOES_ON.match(view, where.end, stretch.end)
    follows = _ONLY_PLACES if reference.places().is_word(words) else _MAY_FOLLOW
    listed = before.endswith("、") and len(words) < _LONG and not _is_below(words, owner)
    return turned and not listed and follows.match(view, where.end, stretch.end) is not None


def _is_below(words: str, owner: str | None) -> bool:
    """Whether words are the short name of a place right below the issuer's."""
    return owner is not None and words in _stems_below(owner)


@cache
def _stems_below(owner: str) -> frozenset[str]:
    places = reference.places()
    return frozenset(places.stem(child.key) for child in places.children(owner))


def _is_bare_county(words: str, owner: str | None) -> bool:
    """Whether words are the full name of a county of two characters in the place (岷县)."""
    bare = len(words) < _LONG and words.endswith("县")
    place = reference.places().resolve(words, owner) if bare else None
    return bool(place and owner and reference.places().contains(owner, place.key))


def _starts_list(view: str, where: Stretch, stretch: Stretch, owner: str | None) -> bool:
    """A second short name behind 、 or 至, which shows that this one is a place as well."""
    if view[where.end : where.end + 1] not in {"、", "至"}:
        return False
    after = view[where.end + 1 : min(where.end + 4, stretch.end)]
    return any(_called(after[:length], owner) for length in (2, 3))


def _in_list(
    view: str, where: Stretch, stretch: Stretch, place: Place, owner: str | None
) -> Place | None:
    """The place below the issuer's that bears its name (吉林市 in a list of cities of 吉林省)."""
    places, words = reference.places(), where.of(view)
    if owner is None or place.key != owner:
        return None
    before = re.search(
        r"([一-鿿]{2,4})[、和与及]$", view[max(stretch.start, where.start - _NEAR) : where.start]
    )
    after = re.match(
        r"[、和与及]([一-鿿]{2,4})", view[where.end : min(where.end + _NEAR, stretch.end)]
    )
    for near in (match[1] for match in (before, after) if match):
        heads = (near[:n] for n in (4, 3, 2) if n <= len(near))
        others = (places.resolve_short(head, owner) for head in heads)
        if any(other and other.key in _below(owner) for other in others):
            below = (child for child in places.children(owner) if places.stem(child.key) == words)
            return next(below, None)
    return None


def _below(owner: str) -> set[str]:
    return {place.key for place in reference.places().inside(owner)}
