"""The plan's period: from its title, else from the clause of its term or of its force and expiry.

Source: formats H18, H19.
"""

import re
from datetime import date, timedelta

from plangraph.ingest import dates, spans
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.header_fields import Field, Header
from plangraph.ingest.numbers import chinese_integer

_YEAR = re.compile(
    r"(?<!\d)(20\d\d)(?:年度?(?!\d|底|末|前|以前|之前|版|修订|修正|本\)|远景|目标)|(?=学年))"
)
_FIVE_YEARS = re.compile(
    r"(?:“?十(?P<short>[一二三四五六七])五”?|第十(?P<long>[一二三四五六七])个五年)(?!普法)"
)
_VALID_FROM = re.compile(
    r"自(?P<date>[^,。;]{0,2}\d{4}年\d{1,2}月\d{1,2}日)(?:起)?(?:正式)?(?:施行|实施|执行|生效)"
)
_VALID_TO = re.compile(
    r"有效期(?:限)?(?:截至|截止|至|到|截止至|为)+(?P<date>[^,。;]{0,2}\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)"
)
_VALID_FOR = re.compile(
    r"(?:有效期限?|试行期|施行期)(?:限)?(?:为|是|:)?\s*(?P<years>\d{1,2}|[一二两三四五六七八九十])年"
)
_TERM = re.compile(
    r"(?:实施期限?|规划期限?|行动期限|计划期限?|有效期限?|执行期限?)(?:为|是|:|自|从)?\s*"
)
_REACH = 24  # code points behind the word for a term in which its span stands
_FIRST_END = 2010  # the last year of 十一五


def read_period(view: str, header: Header) -> None:
    """Takes start and end; the title goes before the clauses of the text."""
    for title in header.all("title") + header.all("notice_title"):
        if _from_title(view, title, header, own=header.first("title") is title):
            return
    for term in _TERM.finditer(view):
        span = spans.find_span(view, term.end(), min(len(view), term.end() + _REACH))
        if span and span.whole and span.begin - term.end() <= 1:
            _take(header, span, "header-validity")
            return
    _from_force(view, header)


def _take(header: Header, span: spans.TimeSpan, rule: str) -> None:
    where = Stretch(span.begin, span.finish)
    for name, value in (("period_start", span.start), ("period_end", span.end)):
        if value:
            header.add(name, where, value, rule)


def _from_title(view: str, title: Field, header: Header, *, own: bool) -> bool:
    start, end = title.where.start, title.where.end
    span = spans.find_range(view, start, end) or _five_years(view, start, end)
    year = _YEAR.search(view, start, end)
    if span is None and year and own:
        span = spans.TimeSpan(year[1], year[1], year.start(), year.end())
    if span:
        _take(header, span, "header-period")
    return span is not None


def _five_years(view: str, start: int, end: int) -> spans.TimeSpan | None:
    """The years of a five-year plan that a title names (“十四五”规划 → 2021 to 2025)."""
    match = _FIVE_YEARS.search(view, start, end)
    if match is None:
        return None
    last = _FIRST_END + 5 * (chinese_integer(match["short"] or match["long"]) - 1)
    return spans.TimeSpan(str(last - 4), str(last), match.start(), match.end())


def _from_force(view: str, header: Header) -> None:
    """自…起施行 with 有效期至… or 有效期三年, which ends the day before (H18)."""
    start, until, years = (p.search(view) for p in (_VALID_FROM, _VALID_TO, _VALID_FOR))
    first = start and dates.find_date(view, start.start("date"), start.end("date"))
    last = until and dates.find_date(view, until.start("date"), until.end("date"))
    if years and first and not last:
        last = (_years_on(first[0], years["years"]), years.start("years"), years.end())
    if first and last:
        header.add("period_start", Stretch(first[1], first[2]), first[0], "header-validity")
    if last:
        header.add("period_end", Stretch(last[1], last[2]), last[0], "header-validity")


def _years_on(first: str, years: str) -> str:
    """The day before the same day some years later; ``first`` as it is if it is no day."""
    count = int(years) if years.isdecimal() else chinese_integer(years)
    try:
        day = date.fromisoformat(first)
        return (day.replace(year=day.year + count) - timedelta(days=1)).isoformat()
    except ValueError:
        return str(int(first[:4]) + count)
