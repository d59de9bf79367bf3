"""Figures with unit, comparator and trend: ``不低于10万平方米``, ``突破3000家``, ``增长8%左右``.

Figures in quotation marks are names (“210”一站式), figures behind 第 are ordinals, and dates are no
quantities; all these are left out.

Source: formats T1-T7, T13-T15, T18, T19.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.numbers import FIGURE, MAGNITUDE, figure
from plangraph.ingest.openings import Quick
from plangraph.ingest.passages import first_between
from plangraph.ontology import reference
from plangraph.ontology.model import Operator

_NO_UNIT_OF_TARGETS = frozenset("年月日号届期版")
_TREND = (
    r"(?P<trend>(?:累计|年均|平均|每年|同比)*"
    r"(?:增长|提高|(?<!改造)提升|增加|新增|上升|下降|降低|减少|压减|削减|压缩|缩短|(?:缩小|降)(?=[至到])))?"
)
_COMPARE = (
    r"(?:(?:不得低于|不得少于|不低于|不少于|不小于|不超过|不高于|不大于|控制(?:在|到)|稳定(?:在|到)?|保持(?:在)?|维持(?:在)?|巩固(?:在)?|至少|低于|高于|大于|小于|少于|多于|"
    r"超过|超|突破|达到|达|(?<![签预合公契节])约|近|为|到|至)+(?:(?<=至少)(?:举办|召开|开展|组织|培育|建成|建设|新增|完成|打造|引进|选派|推出))?"
    r"(?:(?<=[到于少过])(?:每人每[年月天日]|每人|[^,。;:()\d]{0,10}?(?:总数|人数|总额|总量|面积|收入|支出|数量|规模)的))?)?"
)
_SUFFIX = r"(?P<suffix>(?:\([^()]{1,6}\))?(?:及?以上|及?以下|左右|以内|之内|之上))?"
_TIME = re.compile("分钟|小时|天|日|月")
_OPERATORS = (
    (re.compile("不得低于|不得少于|不低于|不少于|不小于|至少|以上|之上"), Operator.GE),
    (re.compile("不超过|不高于|不大于|以内|之内"), Operator.LE),
    (re.compile("低于|少于|小于|以下"), Operator.LT),
    (re.compile("超过|超|突破|高于|大于|多于"), Operator.GT),
    (re.compile("左右|约|近"), Operator.APPROX),
    (re.compile("达到|达|到|至|保持|稳定|维持|巩固"), Operator.GE),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit.

    Attributes:
        start: Where comparator and trend start.
        figure_start: Where the figure starts.
        unit_end: One past the unit; ``end`` includes 以上 and its like.
        trend: 增长, 下降 and their like where the figure is the change; empty else.
        compared: True where a word compares (达到, 不低于, 以上).
    """

    start: int
    figure_start: int
    unit_end: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    operator: Operator
    trend: str
    compared: bool

    @property
    def shortens(self) -> bool:
        """Whether it is the time that work is to take less: 审理周期缩短30天."""
        spent = self.trend.endswith(("缩短", "压缩"))
        return spent and _TIME.search(self.unit) is not None


# 突破百万人, 超千亿元: a round figure in words counts behind a word that compares.
_ROUND = r"(?<=[破过到达超于少])(?:[百千十]?万亿|[百千十]亿|[百千十]万)"


@cache
def _pattern() -> Quick:
    forms = [form for form in reference.units().forms() if form not in _NO_UNIT_OF_TARGETS]
    unit = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    per = rf"(?:/(?:万|千|亿)?(?:{unit}|年|日|天|月|岁))?"
    measure = rf"(?:(?:{unit}){per}|/(?:10{{0,2}}|十|百)?万(?:人口|人)?)"
    unit = rf"(?:{measure}|(?<=\d)期(?=[,、。;\n]|以上|$))"
    number = rf"{FIGURE}(?:\s?{MAGNITUDE}(?!克|瓦|伏|帕|赫))?"
    words = rf"百分之(?:{FIGURE}|[零一二三四五六七八九十百]{{1,9}})(?!\.?\d)|{_ROUND}"
    return Quick(
        rf"{_TREND}{_COMPARE}\s*(?<![\dA-Za-z第.])(?P<low>{number}|{words})"
        rf"(?:余|多)?(?:(?:{unit})?\s*(?:-|~|至|到)\s*(?P<high>{number}))?(?:余|多)?\s*(?P<unit>{unit}|(?<=万)|(?<=亿)|){_SUFFIX}"
    )


def find_quantities(view: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities between two positions, in order, those in quotation marks left out."""
    quotes = _Quotes(view, start)
    for match in _pattern().finditer(view, start, end) if has_figure(view, start, end) else ():
        unit = "%" if match["low"].startswith("百分之") else match["unit"]
        unit = _PLAIN_UNITS.get(unit, unit)
        counts = unit or match["low"].endswith(("万", "亿")) or _is_ratio(view, match, end)
        if not counts:
            continue
        if _no_count(view, Stretch(start, end), match) or _in_name(view, match, end):
            continue
        course = unit != "期" or _COURSE.search(
            view[max(start, match.start() - _NEAR) : match.start()]
        )
        if not course or _is_date(view, match, end) or quotes.open_at(match.start("low")):
            continue
        yield _quantity(match, unit)


def _is_ratio(view: str, match: re.Match[str], end: int) -> bool:
    """Whether a figure without unit is what a rate shall come to (PUE值降至1.25以下)."""
    compared = match.start("low") > match.start()
    near = view[max(0, match.start() - _NEAR) : match.start()]
    closed = match.end() == end or view[match.end()] in ",。;、)|"
    return compared and closed and _RATIO.search(near) is not None


def has_figure(view: str, start: int, end: int) -> bool:
    """Whether there may be a quantity between two positions; most stretches have no figure."""
    return _FIGURED.search(view, start, end) is not None


def has_count(view: str, start: int, end: int) -> bool:
    """Whether there may be a quantity or a numeral between two positions."""
    return _COUNTED.search(view, start, end) is not None


def _no_count(view: str, where: Stretch, match: re.Match[str]) -> bool:
    """An age, or the figure that a change starts from (由85%提升到90%)."""
    if match["unit"] in _AGES and _CHILD.match(view, match.end(), where.end):
        return True
    if match["unit"] == "岁" and not first_between(_LIFE, view, where, match.start("low")):
        return True
    return (
        match["trend"] is None
        and _FROM.search(view[max(where.start, match.start() - 12) : match.start()]) is not None
    )


def _in_name(view: str, match: re.Match[str], end: int) -> bool:
    """121人才梯队, 30万吨级码头, 站点500米覆盖率: the figure belongs to a name or a noun."""
    behind = match.end("unit")
    if match["unit"] == "人" and _NAME_BEHIND.match(view, behind, end):
        return True
    if match["unit"] == "周" and _YEARS_BEHIND.match(view, behind, end):
        return True
    bare = not (match["suffix"] or match["trend"])
    rate = bare and _RATE_BEHIND.match(view, behind, end)
    return bool(_GRADE_BEHIND.match(view, behind, end) or rate)


_PLAIN_UNITS = {"个百分点": "百分点", "个班次": "班次"}
_AGES = frozenset(("岁", "月", "个月", "周岁"))
_CHILD = re.compile("的?(?:儿童|婴|幼儿|新生儿|孩子)")  # 0-36个月儿童
_RATIO = re.compile(
    r"(?:率|(?<![产价市总])值|系数|指数|PUE|强度|倍差|(?<=收入|师生|生师|医护|床护)比)(?:要|应|均)?$"
)
_FIGURED = re.compile(r"[\d百千万亿]")
_COUNTED = re.compile(r"[\d百千万亿二两三四五六七八九十]")
_NAME_BEHIND = re.compile("[才力口工均民事物]")  # 121人才梯队 counts no people
_YEARS_BEHIND = re.compile("[年岁]")  # 建县60周年
_GRADE_BEHIND = re.compile("级")  # 30万吨级码头 weighs nothing
_RATE_BEHIND = re.compile("[\u4e00-\u9fff]{0,6}(?:覆盖率|服务圈|生活圈)")  # 站点500米覆盖率
_COURSE = re.compile(r"(?:班|培训|轮训|讲座|沙龙|课程)[^,。;、\d]{0,6}$")  # 举办培训班12期
_LIFE = re.compile("寿命|预期")  # the only ages that a plan can raise
_FROM = re.compile(r"(?:由|从)(?:\d{4}年(?:底|末)?的?)?$")
_COMPARED = (
    r"(?:≥|≤|>=|<=|>|<|=|不低于|不少于|不小于|不超过|不高于|不大于|高于|低于|大于|小于|少于|超过|突破|超|"
    r"达到|达|至|到|保持|稳定|维持|控制|持续|在|约|近|为)"
)
_NEAR = 12  # code points looked at before a figure
_BARE = re.compile(
    r"[\[〔【]?\s*(?:[较比][^\d,。;|\t]{1,8}?|累计|年均|平均)*"
    r"(?P<trend>减少|下降|降低|压减|增加|增长|提高|提升|新增)?"
    rf"(?P<sign>{_COMPARED}*)\s*(?P<low>-?{FIGURE}{MAGNITUDE}?)"
    rf"(?:\s*[-~]\s*(?P<high>{FIGURE}))?\s*(?P<suffix>以上|左右|以内|之内|以下)?\s*[\]〕】]?"
)
_SIGNS = {"≥": Operator.GE, ">=": Operator.GE, ">": Operator.GT, "≤": Operator.LE}
_SIGNS |= {"<=": Operator.LE, "<": Operator.LT, "=": Operator.EQ}


def is_unit(words: str) -> bool:
    """Whether words are a unit of measure, with or without a magnitude before it (万人, 元/人)."""
    return words in reference.units().forms() or _pattern().plain.fullmatch(f"1{words}") is not None


def read_bare(view: str, cell: Stretch, unit: str) -> Quantity | None:
    """The figure that a cell of a table is, in the unit that its row tells; ``None`` for words."""
    match = _BARE.fullmatch(view, cell.start, cell.end)
    if match is None:
        return None
    words = match["sign"] + (match["suffix"] or "")
    unit = unit.strip("-/")
    scale = re.match(MAGNITUDE, unit)
    behind = scale[0] if scale else ""
    high = figure(match["high"] + behind) if match["high"] else None
    unit = unit.removeprefix(behind)
    trend = match["trend"] or ""
    operator = _SIGNS.get(match["sign"]) or _operator(trend, words)
    return Quantity(
        match.start(), match.start("low"), match.end("low"), match.end(),
        figure(match["low"] + behind), high, unit, operator, trend, compared=bool(words),
    )  # fmt: skip


_NUMERAL = Quick(
    r"(?:(?<=[等成造育聚立设进定展及动训选务破超过到])|(?<=、)(?=[百千万])|(?<![\d./])(?=[二两三四五六七八九十百千万]+\w(?:以上|左右)))"
    r"(?P<low>[二两三四五六七八九十]?[十百千万]?[二两三四五六七八九十百千万])"
    r"(?P<unit>个|家|名|项|所|座|条|处|件|人|户|场|支|辆|台|村|亩)(?!万户|月|方面|环节|百分点|一|层面|级|次会议)(?P<more>以上|左右)?"
)


def find_numerals(view: str, start: int, end: int) -> Iterator[Quantity]:
    """Counts in Chinese numerals behind a verb that sets out (培育千家, 等四个): formats T8."""
    quotes = _Quotes(view, start)
    for match in _NUMERAL.finditer(view, start, end):
        if not quotes.open_at(match.start()):
            value, more = figure(match["low"]), match["more"] or ""
            yield Quantity(
                match.start(), match.start(), match.end("unit"), match.end(), value, None,
                match["unit"], _operator("", more), "", compared=bool(more),
            )  # fmt: skip


def _is_date(view: str, match: re.Match[str], end: int) -> bool:
    following = view[match.end("low") : min(end, match.end("low") + 2)]
    return not match["unit"] and following.lstrip()[:1] in _NO_UNIT_OF_TARGETS


class _Quotes:
    """Counts the quotation marks that are open, from left to right."""

    def __init__(self, view: str, start: int) -> None:
        self._view = view
        self._seen = start
        self._open = 0

    def open_at(self, offset: int) -> bool:
        """Whether a place is quoted; places must rise from one call to the next."""
        view, seen = self._view, self._seen
        self._open += view.count("“", seen, offset) - view.count("”", seen, offset)
        self._seen = offset
        return self._open > 0


def _quantity(match: re.Match[str], unit: str) -> Quantity:
    low, high = match["low"], match["high"]
    words = match[0][: match.start("low") - match.start()]
    trend = match["trend"] or ""
    value = _value(low)
    if high and not low.endswith(("万", "亿")) and high[-1] in "万亿":
        value = figure(low + high[-1])
    return Quantity(
        start=match.start(),
        figure_start=match.start("low"),
        unit_end=match.end("unit"),
        end=match.end(),
        value=value,
        value_max=_value(high) if high else None,
        unit=unit,
        operator=_operator(trend, words[len(trend) :] + (match["suffix"] or "")),
        trend=trend,
        compared=bool(words or match["suffix"]),
    )


def _value(text: str) -> Decimal:
    if text.startswith("百分之"):
        rest = text.removeprefix("百分之")
        return Decimal(rest) if rest[0].isdecimal() else figure(rest)
    return figure(text)


def _operator(trend: str, words: str) -> Operator:
    """Comparator of a figure; a change by it wins, unless the change leads up to it (提高到)."""
    if trend and not re.match("到|至|为", words):
        falls = re.search("下降|降低|减少|压减|削减|压缩|缩短", trend)
        explicit_new = trend.endswith("新增") and re.match("不|至少|超|突破|达", words)
        if not explicit_new:
            return Operator.DECREASE_BY if falls else Operator.INCREASE_BY
    falls = re.search("下降|降低|减少|压减|削减|压缩|缩短|缩小|降", trend)
    if falls and re.fullmatch("到|至|为", words):
        return Operator.LE
    return next((op for pattern, op in _OPERATORS if pattern.search(words)), Operator.EQ)
