"""Named institutions, platforms, programmes, events and instruments inside items.

A name starts with a place or a national office and ends in the noun of an institution
(昆明市知识产权保护中心); an event stands in quotation marks and ends in 会, 节, 展; a programme
follows 实施; an instrument is an abbreviation explained in brackets or stands in the table.

Source: extraction.md F, constructs 15 and 18; formats T19.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.openings import Quick
from plangraph.ingest.word_tables import rows_of
from plangraph.ontology import reference
from plangraph.ontology.model import MentionKind


@dataclass(frozen=True, slots=True)
class MentionDraft:
    """A named thing and where it stands."""

    kind: MentionKind
    name: str
    where: Stretch


_HOUSE = (
    "中心(?!城市)|窗口|网点|基金|集聚区|研究院|研究所|大学|学院|实验室|联盟|协会|平台|服务站|交易所|图书馆|博物馆|基地|"
    "产业园|智库|情报院|银行|集团|公司|指导站|工作站|法庭|电视台|日报社|医院"
)
_ENDS = (
    r"(?=[、,。;:(《》“”)\s]|建设|作用|等|的|功能|和|与|及|开展|提供|资源|力量|作为|牵头|为|在|对接|支撑|"
    r"采购|挂牌|交易|进行|推进|加强|整合|发布|入驻|试点|实施|$)"
)
_REST = (
    r"(?:(?!作为|打造|推进|开展|发挥|充分|的|等)[\u4e00-\u9fffA-Za-z]){0,26}"
    rf"(?:{_HOUSE}){_ENDS}(?P<short>\([A-Za-z]{{2,12}}\))?"
)
_NATIONAL = r"国家(?!级|战略|标准|重点|验收|有关|相关|和省)[\u4e00-\u9fff]{2,8}局"
_EVENT = Quick(
    r"“(?P<name>[^“”]{2,14}(?:会|节|展|论坛|大赛|周|日))”|(?P<bare>中国[\u4e00-\u9fff-]{2,14}(?:博览会|交易会|洽谈会|论坛))"
)
_PROGRAMME = re.compile(
    r"实施(?P<name>(?!一批|若干|各类|系列|的)[\u4e00-\u9fff“”\"A-Za-z0-9+]{2,24}?(?:工程|计划|行动|专项))(?=[、,。;:()]|建设|和|与|$)"
)
_LATIN = re.compile(r"[A-Za-z]")
_ABBREVIATION = Quick(
    r"(?<![A-Za-z])(?P<name>[A-Z]{2,8})\((?P<full>[\u4e00-\u9fff]{2,20}(?:条约|协定|公约|标准|体系|协议))\)"
)


def instrument_names() -> tuple[str, ...]:
    """Names of international instruments, from ``instruments.tsv``."""
    return tuple(name for name, *_ in rows_of("instruments.tsv"))


def find_mentions(
    view: str, text: str, stretch: Stretch, owner: str | None, instruments: Sequence[str]
) -> list[MentionDraft]:
    """The named things in a stretch, in order of the text.

    Args:
        view: The matching view of the whole text.
        text: The whole text.
        stretch: Where to look.
        owner: Key of the issuing place, whose names start those of its institutions.
        instruments: Names of instruments, as given by the pipeline's configuration.
    """
    found = [
        *_institutions(view, text, stretch, owner),
        *_events(view, text, stretch),
        *_programmes(view, text, stretch),
        *_instruments(view, text, stretch, instruments),
    ]
    return sorted(found, key=lambda mention: mention.where)


@lru_cache(maxsize=256)
def _institution(owner: str | None) -> re.Pattern[str]:
    """The pattern of a name, which starts with one of the issuer's places or a national office."""
    places = reference.places()
    chain = [owner, *(place.key for place in places.ancestors(owner))] if owner else []
    names = {
        form
        for key in chain
        if key != reference.CHINA
        for form in (places.by_key(key).name, places.stem(key))
    }
    starts = "|".join([*sorted(map(re.escape, names), key=len, reverse=True), _NATIONAL])
    return re.compile(rf"(?P<start>{starts}){_REST}")


def _institutions(
    view: str, text: str, stretch: Stretch, owner: str | None
) -> Iterator[MentionDraft]:
    pattern = _institution(owner)
    at = stretch.start
    while match := pattern.search(view, at, stretch.end):
        where = Stretch(match.start(), match.end())
        platform = "平台" in match[0][-8:]
        kind = MentionKind.PLATFORM if platform else MentionKind.INSTITUTION
        yield MentionDraft(kind, where.of(text), where)
        at = match.end()


def _events(view: str, text: str, stretch: Stretch) -> Iterator[MentionDraft]:
    for match in _EVENT.finditer(view, stretch.start, stretch.end):
        name = "name" if match["name"] else "bare"
        where = Stretch(match.start(name), match.end(name))
        yield MentionDraft(MentionKind.EVENT, where.of(text), where)


def _programmes(view: str, text: str, stretch: Stretch) -> Iterator[MentionDraft]:
    for match in _PROGRAMME.finditer(view, stretch.start, stretch.end):
        where = Stretch(match.start("name"), match.end("name"))
        yield MentionDraft(MentionKind.PROGRAMME, where.of(text), where)


def _instruments(
    view: str, text: str, stretch: Stretch, instruments: Sequence[str]
) -> Iterator[MentionDraft]:
    taken: set[int] = set()
    for match in _ABBREVIATION.finditer(view, stretch.start, stretch.end):
        taken.add(match.start())
        where = Stretch(match.start("name"), match.end("name"))
        yield MentionDraft(MentionKind.INSTRUMENT, where.of(text), where)
    named = _any_of(tuple(instruments))
    for name in instruments if named and named.search(view, stretch.start, stretch.end) else ():
        for where in _words(view, stretch, name):
            if where.start not in taken:
                taken.add(where.start)
                yield MentionDraft(MentionKind.INSTRUMENT, where.of(text), where)


@lru_cache(maxsize=16)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """The pattern of some names; most stretches hold none of them."""
    return re.compile("|".join(map(re.escape, names))) if names else None


def _words(view: str, stretch: Stretch, name: str) -> Iterator[Stretch]:
    """Where a name stands in a stretch, not inside a longer Latin word."""
    at = view.find(name, stretch.start, stretch.end)
    while at >= 0:
        end = at + len(name)
        around = view[max(stretch.start, at - 1) : at] + view[end : min(end + 1, stretch.end)]
        if not _LATIN.search(around):
            yield Stretch(at, end)
            at = view.find(name, end, stretch.end)
        else:
            at = view.find(name, at + 1, stretch.end)
