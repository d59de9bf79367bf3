"""Figures told in order: 城镇、农村污水处理率分别达到98%、60%; 2023年、2025年分别达到10%、15%.

Each figure belongs to the noun, or to the year, of its rank; read only where the counts agree.

Source: formats T10, T12.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from plangraph.ingest import dates
from plangraph.ingest.clauses import Stretch, trimmed
from plangraph.ingest.goals import verbs
from plangraph.ingest.indicators import BOUNDARY, LEADING
from plangraph.ingest.quantities import Quantity
from plangraph.ontology.model import Operator

_IN_ORDER = re.compile("分别")
_BETWEEN = re.compile(r"(?:以上|以下|左右)?[、,]?(?:和|与|及|以及)?$")
_BY_MEANS = re.compile("(?:通过|采取|以)[^,;。]{2,40}?(?:方式|形式|途径|渠道)")
_AND = re.compile(r"、|和|与|以及|及")
_YEAR = re.compile(rf"{dates.DATE.pattern}(?:前)?")
_TOWN_AND_COUNTRY = re.compile("城乡(?=居民|常住)")
_SIDES = ("城镇", "农村")
_PLAIN_DATE = re.sub(r"[?]P<[a-z]+>", "?:", dates.DATE.pattern)
_YEARS = re.compile(rf"(?:(?:力争|争取)?[到在至]?(?:{_PLAIN_DATE})前?(?:、|和|与|及|,)*){{2,}}")
_MEASURE = re.compile(
    r"(?:排放总?量|减排量|用[水电能]量|平均浓度|覆盖率|普及率|处理率|利用率|达标率|增加值|总产值|[\u4e00-\u9fff]{2}率|比重|占比|比例|数量|总量|规模|产值|产量|收入|总额|"
    r"面积|里程|浓度|能耗|水耗|投资|人数|数)$"
)

_MOST_UNSAID = 6  # figures taken to be in order though nothing says so
_REACH = 200  # code points before them that are looked at


@dataclass(frozen=True, slots=True)
class Ranked:
    """A figure with what stands at its rank; ``due`` where years are told in order."""

    quantity: Quantity
    noun: Stretch
    indicator: str
    due: str | None = None


def run_at(view: str, sentence: Stretch, found: Sequence[Quantity], at: int) -> int:
    """How many of the quantities from one on are told in order; 0 if none."""
    first = found[at].start
    clause = max(view.rfind(mark, sentence.start, first) for mark in ",;。:")
    said = _IN_ORDER.search(view, max(clause + 1, sentence.start), first) is not None
    most = len(found) if said else min(len(found), at + _MOST_UNSAID + 1)
    count = 1
    while at + count < most:
        between = view[found[at + count - 1].end : found[at + count].start]
        if not _BETWEEN.fullmatch(between):
            break
        count += 1
    if said:
        return count
    told = 1 < count <= _MOST_UNSAID and _tells_order(view, sentence, found[at : at + count])
    return count if told else 0


def _tells_order(view: str, sentence: Stretch, run: Sequence[Quantity]) -> bool:
    """Whether figures of one unit stand as many as the nouns or years before them, 分别 unsaid."""
    at = run[0].start
    near = Stretch(max(sentence.start, at - _REACH), sentence.end)
    if len({each.unit for each in run}) > 1 or any(each.value_max for each in run):
        return False
    row = _years_before(view, near, at)
    years = len(list(_YEAR.finditer(view, row.start, row.end))) if row else 0
    nouns = _nouns(view, _bare(view, _listed(view, near, at)), len(run))
    measured = bool(nouns) and all(_MEASURE.search(noun.of(view)) for noun in nouns)
    return years == len(run) or (measured and run[0].trend != "")


def ranked(view: str, text: str, sentence: Stretch, run: Sequence[Quantity]) -> list[Ranked]:
    """The figures of a run with their nouns or years; empty where the counts do not agree."""
    clause = max(view.rfind(mark, sentence.start, run[0].start) for mark in ",;。:") + 1
    said = view.rfind("分别", max(clause, sentence.start), run[0].start)
    at = said if said >= 0 else run[0].start
    figures = [_alike(run[0], each) for each in run]
    row = _years_before(view, sentence, at)
    behind = _noun_behind(view, at, run[0]) if said >= 0 else None
    if row is None:
        listed = _bare(view, _listed(view, sentence, at))
        return _of_each(view, text, listed, behind, figures) or _by_noun(
            view, text, listed, figures
        )
    noun = behind or _noun_beside(view, sentence, row, at)
    years = [dates.date_of(match) for match in _YEAR.finditer(view, row.start, row.end)]
    if len(years) != len(run) or noun.end - noun.start < 2:
        return []
    return [Ranked(q, noun, noun.of(text), due) for q, due in zip(figures, years, strict=True)]


@cache
def _made() -> re.Pattern[str]:
    return re.compile(rf"分别(?:{verbs()})")


def _of_each(
    view: str, text: str, whole: Stretch, noun: Stretch | None, figures: list[Quantity]
) -> list[Ranked]:
    """Figures of a noun behind 分别 for each of those before it: A市、B市分别建成站点3个、5个."""
    if noun is None or not _made().match(view, whole.end):
        return []
    owners = _nouns(view, whole, len(figures))
    name = noun.of(text)
    return [Ranked(q, noun, each.of(text) + name) for q, each in zip(figures, owners, strict=False)]


def _by_noun(view: str, text: str, whole: Stretch, figures: list[Quantity]) -> list[Ranked]:
    """The figures with the nouns listed before 分别; one figure may be that of each of them.

    城乡居民收入分别增长5%、7% tells that of 城镇 and that of 农村.
    """
    count = len(figures)
    both = _TOWN_AND_COUNTRY.match(view, whole.start, whole.end)
    nouns = _nouns(view, whole, count)
    if both and count == len(_SIDES) and not nouns:
        rest = text[both.end() : whole.end]
        return [Ranked(q, whole, side + rest) for side, q in zip(_SIDES, figures, strict=True)]
    if count == 1:
        nouns = _nouns(view, whole, 2) or nouns
        figures = figures * len(nouns)
    pairs = zip(figures, nouns, strict=False)
    return [Ranked(q, each, _in_full(each, nouns[-1], len(nouns), text)) for q, each in pairs]


def _listed(view: str, sentence: Stretch, at: int) -> Stretch:
    return Stretch(_clause_start(view, sentence, at), at)


def _alike(first: Quantity, other: Quantity) -> Quantity:
    """A figure under the words that the first one has for all: 分别下降13%、16%."""
    if other.compared and other.trend:
        return other
    changes = first.operator in {Operator.INCREASE_BY, Operator.DECREASE_BY}
    operator = first.operator if changes or other.operator is Operator.EQ else other.operator
    return replace(other, operator=operator, trend=first.trend, compared=True)


def _years_before(view: str, sentence: Stretch, at: int) -> Stretch | None:
    """Where several years in a row stand before 分别."""
    found = None
    for match in _YEARS.finditer(view, sentence.start, at):
        found = Stretch(*match.span())
    return found


def _noun_behind(view: str, at: int, first: Quantity) -> Stretch | None:
    """The noun between 分别 and the first figure: 2025年、2026年分别新增基站800个、600个."""
    noun = _bare(view, Stretch(at + len("分别"), first.start))
    return (
        noun
        if noun.end - noun.start >= 2 and not _made().fullmatch("分别" + noun.of(view))
        else None
    )


def _noun_beside(view: str, sentence: Stretch, years: Stretch, at: int) -> Stretch:
    """The noun behind a row of years, else the one before it."""
    if view[years.end : at].strip(" ,要将应"):
        return _bare(view, Stretch(max(years.end, _clause_start(view, sentence, at)), at))
    start = _clause_start(view, sentence, years.start)
    if view[start : years.start].strip(" ,"):
        return _bare(view, Stretch(start, years.start))
    return _bare(view, Stretch(_clause_start(view, sentence, max(start - 1, 0)), max(start - 1, 0)))


def _clause_start(view: str, sentence: Stretch, at: int) -> int:
    starts = [m.end() for m in BOUNDARY.finditer(view, sentence.start, at) if m[0] not in "、("]
    first = starts[-1] if starts else sentence.start
    opened = view.rfind("(", first, at)
    return first if opened < 0 or view.find(")", opened, at) >= 0 else opened + 1


def _nouns(view: str, whole: Stretch, count: int) -> list[Stretch]:
    """The nouns listed before 分别; none where they are not as many as the figures."""
    for marks in (re.compile("、"), _AND):
        pieces = _split(view, whole, marks)
        if len(pieces) == count:
            return pieces
    return []


def _bare(view: str, where: Stretch) -> Stretch:
    by = _BY_MEANS.match(view, where.start, where.end)
    where = Stretch(by.end() if by else where.start, where.end)
    words = where.of(view)
    lead = LEADING.match(words)
    end = re.search(r"(?:要|将|应|均|力争|累计|年均|同比|较\d{4}年|比\d{4}年)*$", words)
    last = where.start + (end.start() if end else len(words))
    return trimmed(view, where.start + (lead.end() if lead else 0), last, " ,")


def _split(view: str, whole: Stretch, marks: re.Pattern[str]) -> list[Stretch]:
    found, start = [], whole.start
    for match in marks.finditer(view, whole.start, whole.end):
        found.append(Stretch(start, match.start()))
        start = match.end()
    return [each for each in [*found, Stretch(start, whole.end)] if each.end > each.start]


def _in_full(piece: Stretch, last: Stretch, count: int, text: str) -> str:
    """城镇 before 农村污水处理率 is 城镇污水处理率; 公路 before 铁路里程 is 公路里程."""
    words, model = piece.of(text), last.of(text)
    if piece == last or _MEASURE.search(words):
        return words
    tail = model[len(words) :]
    measure = _MEASURE.search(model)
    if measure and len(measure[0]) > len(tail):
        return words + measure[0]
    alike = len(words) == 2 and len(model) > 4
    if count == 2 and (alike or (len(words) < 5 and len(tail) > 2 and _MEASURE.search(tail))):
        return words + tail
    return words + measure[0] if measure else words
