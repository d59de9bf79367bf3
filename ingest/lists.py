"""The grammar of lists of bodies: separators, ellipsis of prefix and head noun, brackets, 等.

``市市场监管局、市新闻出版(版权)局,有关县(市)区人民政府,高新区、经开区管委会`` names five bodies:
a suffix that a list prints once belongs to each (高新区管委会), so does a prefix
(省科技厅、教育厅).
Grammar is worth more than a table of names: 67% of the mentions on unseen plans resolve without it,
86% with it.

Source: formats A1-A7, A18-A21, L8, S4.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from plangraph.ingest import names
from plangraph.ingest.clauses import Stretch, pieces, trimmed
from plangraph.ingest.conjunctions import split_and
from plangraph.ingest.source import matching_view
from plangraph.ontology import reference


@dataclass(frozen=True, slots=True)
class Name:
    """A body as a list names it.

    Attributes:
        printed: The printed words with what the list left out restored.
        start: Where its own words start; ``end`` likewise.
        starred: True for a name that a mark of its own makes the lead: *, ★ or （牵头）.
        host: The body in brackets that an office sits with, as printed.
    """

    printed: str
    start: int
    end: int
    starred: bool = False
    host: str = ""


_SPACED = re.compile(r"[ /|\t]")
_NOTE = re.compile(r"[(\[〈](?:含|包括|不含|以下|下同|简称)[^()\[\]〈〉]*[)\]〉]$")
_HOSTED = re.compile(
    r"(?P<office>.*(?:会议|小组|专班|指挥部|委员会|长制)(?:办公室)?)"
    r"[(\[](?:设在|设于)?(?P<host>[^()\[\]]+)[)\]]$"
)
_STARS = "*★☆▲※"
_LEADS = re.compile(r"[(\[〈](?:牵头|牵头单位|牵头部门|主办|主责)[)\]〉]$")
_PARTY_OF = re.compile(r"(?:各|有关|相关).*(?:党委|党工委)$")
_KIND = re.compile("社区|街道|苏木|[市县区州旗镇乡]")
_SMALL = ("社区", "街道", "苏木", "镇", "乡")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
_ZONE = re.compile(r"(?:基地|新城|港|城|园|组团)$")  # beside 区, which any place may end in
_CLASS_OF_PLACES = re.compile(r"(?:旗县|县区|市县|县市|乡镇|镇街)$")  # 南部旗县
_EACH_FIELD = re.compile(r"(?P<each>各地|各级)(?P<field>(?!区)[一-鿿]{2,12})")
_BY_NATURE = re.compile(r"部门$|系统$")


@dataclass(frozen=True, slots=True)
class Before:
    """What the words before a list tell of it.

    Attributes:
        told: A label or a verb tells that a list of bodies stands here; then a name may be of any
            shape (杭州资本) if one of the list is a body beyond doubt.
        prefix: The prefix of level that was printed last.
    """

    told: bool = False
    prefix: str = ""


def read_list(
    view: str, text: str, start: int, end: int, before: Before | None = None
) -> tuple[Name, ...]:
    """The bodies that a stretch of the view lists, in order; empty unless all of it is a list."""
    before = before or Before()
    prefix = before.prefix
    found: list[Name] = []
    for group in pieces(view, start, end, ",;"):
        elements = [
            name
            for element in _elements(view, group)
            for spaced in _split_spaces(view, element)
            for name in split_and(view, spaced)
        ]
        names_of_group = [_name(view, text, element) for element in elements]
        names_of_group = [name for name in names_of_group if name.printed]
        names_of_group = _in_each_place(_with_head_noun(names_of_group))
        names_of_group = _each_of(_governments_of(names_of_group))
        for name in names_of_group:
            restored = _with_prefix(name, prefix)
            prefix = names.list_prefix(_folded(restored.printed)) or prefix
            found.append(restored)
    bodies = [names.is_body(_folded(name.printed)) for name in found]
    if (
        before.told
        and any(bodies)
        and all(names.may_be_name(_folded(name.printed)) for name in found)
    ):
        return tuple(found)
    return tuple(found) if found and all(bodies) else ()


def read_any(view: str, text: str, start: int, end: int) -> tuple[Name, ...]:
    """What stands behind a label, each piece a name if none of them reads like prose."""
    found = [
        _name(view, text, element)
        for group in pieces(view, start, end, ",;")
        for element in _elements(view, group)
    ]
    return tuple(found) if all(names.may_be_name(_folded(name.printed)) for name in found) else ()


@lru_cache(maxsize=4096)
def _folded(printed: str) -> str:
    return re.sub(r"\s", "", matching_view(printed))


def _elements(view: str, group: Stretch) -> Iterator[Stretch]:
    """The pieces between 、, but a group of places (各县(市)、区人民政府) stays one."""
    waiting: Stretch | None = None
    for piece in pieces(view, group.start, group.end, "、"):
        words = piece.of(view)
        tail = names.GROUP_TAIL.match(words) if waiting else None
        joined = names.GROUP_AND.match(words) if waiting and not tail else None
        if waiting and joined:
            yield Stretch(waiting.start, piece.start + joined.end("tail"))
            yield trimmed(view, piece.start + joined.end(), piece.end)
            waiting = None
            continue
        if waiting and tail:
            waiting = Stretch(waiting.start, piece.end)
            if tail["office"]:
                yield waiting
                waiting = None
            continue
        if waiting:
            yield waiting
        waiting = piece if names.GROUP_HEAD.match(words) else None
        if not waiting:
            yield piece
    if waiting:
        yield waiting


def _split_spaces(view: str, element: Stretch) -> Iterator[Stretch]:
    """An element cut at white space and strokes, where each side is a whole name (A1)."""
    spaced = _SPACED.search(view, element.start, element.end)
    parts = list(pieces(view, element.start, element.end, " /|\t")) if spaced else []
    if len(parts) > 1 and all(names.is_body(part.of(view)) for part in parts):
        yield from parts
    else:
        yield element


def _name(view: str, text: str, element: Stretch) -> Name:
    """One element without star, note, 等 and host."""
    bare = trimmed(view, element.start, element.end, " ." + _STARS)
    edges = view[element.start : bare.start] + view[bare.end : element.end]
    starred = bool(edges.strip(" ."))
    element = bare
    for aside in (_LEADS, _NOTE):
        note = aside.search(element.of(view))
        if note:
            starred = starred or aside is _LEADS
            element = trimmed(view, element.start, element.start + note.start())
    words = names.without_tail(element.of(view))
    element = trimmed(view, element.start, element.start + len(words))
    hosted = _HOSTED.match(element.of(view))
    host = ""
    if hosted and names.level_prefix(hosted["host"]) and names.is_body(hosted["host"]):
        host = text[element.start + hosted.start("host") : element.start + hosted.end("host")]
        element = Stretch(element.start, element.start + hosted.end("office"))
    return Name(element.of(text), element.start, element.end, starred, host)


def _with_head_noun(found: list[Name]) -> list[Name]:
    """Each name with the head noun that the list prints once, on its last (A4)."""
    done: list[Name] = []
    noun = of_places = ""
    for name in reversed(found):
        bare = _folded(name.printed)
        suffix = _coming_suffix(bare, noun, of_places)
        done.append(replace(name, printed=name.printed + suffix) if suffix else name)
        government = names.GOVERNMENT.search(bare)
        by_nature = _BY_NATURE.search(bare)
        if by_nature and not names.is_group(bare):
            noun = of_places = by_nature[0]
        elif names.ORGAN.search(bare):
            noun = of_places = ""
        if government and government.start() >= 2:
            of_places = government["suffix"]
    return done[::-1]


def _in_each_place(found: list[Name]) -> list[Name]:
    """Fields that the 部门 at the end of a list is told of, in each place: 各地财政、农业部门."""
    told = _EACH_FIELD.fullmatch(_folded(found[0].printed)) if len(found) > 1 else None
    nature = _BY_NATURE.search(_folded(found[-1].printed)) if told else None
    if not told or not nature or names.ORGAN.search(told["field"]):
        return found
    first = replace(found[0], printed=found[0].printed + nature[0])
    return [first, *(replace(name, printed=told["each"] + name.printed) for name in found[1:])]


def _governments_of(found: list[Name]) -> list[Name]:
    """人民政府 behind 各县区党委 is that of the same places."""
    done: list[Name] = []
    for name in found:
        party = _PARTY_OF.match(_folded(done[-1].printed)) if done else None
        places = ""
        if party and names.GOVERNMENT.fullmatch(_folded(name.printed)):
            places = re.sub("(?:党委|党工委)$", "", done[-1].printed)
        done.append(replace(name, printed=places + name.printed) if places else name)
    return done


def _each_of(found: list[Name]) -> list[Name]:
    """A kind of body behind 各X is each of that kind (各苏木镇人民政府、街道办事处)."""
    done: list[Name] = []
    for name in found:
        each = done and done[-1].printed.startswith("各")
        kind = names.KIND_ALONE.fullmatch(_folded(name.printed))
        done.append(replace(name, printed="各" + name.printed) if each and kind else name)
    return done


def _coming_suffix(bare: str, noun: str, of_places: str) -> str:
    """The noun for a name that has none: that of the names behind it, for a place its own."""
    if names.ORGAN.search(bare) or names.GOVERNMENT.search(bare) or names.is_group(bare):
        return ""
    if _CLASS_OF_PLACES.search(bare):
        return ""
    if of_places != noun and _may_govern(bare, of_places):
        return _suffix_for(bare, of_places)
    return noun


def _suffix_for(bare: str, suffix: str) -> str:
    """市政府 for 广州, 政府 for 广州市; 街道办事处 for 江头, 办事处 for 江头街道."""
    kind = _KIND.match(suffix)
    if kind and bare.endswith(kind[0]):
        return suffix[kind.end() :]
    kind_printed = names.PLACE_LIKE.search(bare) and not reference.places().resolve_short(bare)
    return suffix[1:] if kind and kind_printed and len(kind[0]) == 1 else suffix


def _may_govern(bare: str, suffix: str) -> bool:
    """Whether a government's kind fits a name: a place, or a short name of what the kind says."""
    kind = _KIND.match(suffix)
    county = kind and kind[0] in "县区旗" and bare in reference.places().stems()
    small = kind and kind[0] in _SMALL and _SHORT_NAME.fullmatch(bare)
    zone = suffix == "管委会" and _ZONE.search(bare)
    return _is_place(bare) or bool(county or small or zone)


def _is_place(bare: str) -> bool:
    return bool(names.PLACE_LIKE.search(bare)) or reference.places().resolve_short(bare) is not None


def _with_prefix(name: Name, prefix: str) -> Name:
    """A name with the prefix told before it in the list (A2, A3)."""
    bare = _folded(name.printed)
    if not prefix or not names.may_inherit(bare):
        return name
    level = names.level_of(prefix)
    if not names.level_prefix(prefix) and not names.is_bureau(bare):
        return name
    if prefix.endswith("委") and reference.functions().find("委" + bare, None):
        level = prefix
    return replace(name, printed=level + name.printed)
