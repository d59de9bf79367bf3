"""Dates and spans of time, with the precision that is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.ingest.dates import find_date, five_year_plan_end, is_partial, partial
from plangraph.ingest.source import matching_view
from plangraph.ingest.spans import find_range


def date_in(words: str) -> str | None:
    """The first date of some words."""
    view = matching_view(words)
    found = find_date(view, 0, len(view))
    return found[0] if found else None


def range_in(words: str) -> tuple[str, str] | None:
    """The first span of time of some words."""
    found = find_range(matching_view(words))
    return (found.start, found.end) if found else None


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2022年9月29日", "2022-09-29"),
        ("２０２２年９月２９日", "2022-09-29"),
        ("2022 年 9 月 29 日", "2022-09-29"),
        ("2022年9月", "2022-09"),
        ("到2028年，", "2028"),
        ("一九九六年二月五日", "1996-02-05"),
        ("二〇二二年十二月三十一日", "2022-12-31"),
        ("二○二二年九月二十九日", "2022-09-29"),
        ("2022年10月10日", "2022-10-10"),
    ],
)
def test_dates_keep_their_precision(words: str, date: str) -> None:
    """A day, a month or a year, in Arabic or Chinese numerals, is read as far as it is printed."""
    assert date_in(words) == date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2022年底", "2022-12"), ("到2028年年底", "2028-12"), ("2028年末", "2028-12"),
        ("2012年10月底前", "2012-10"), ("2024年底前建成", "2024-12"),
    ],
)  # fmt: skip
def test_the_end_of_a_year_is_its_december(words: str, date: str) -> None:
    """年底 and 年末 name the last month of the year, 月底 the month itself (D1)."""
    assert date_in(words) == date


@pytest.mark.parametrize(
    "words", ["20xx年xx月xx日", "12345热线", "1122年", "国发〔2015〕71号", "五年"]
)
def test_what_is_no_date(words: str) -> None:
    """Templates, phone numbers and document numbers are no dates (D8)."""
    assert date_in(words) is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2022年7—12月", "2022-07", "2022-12"),
        ("2025年1－6月", "2025-01", "2025-06"),
        ("2022—2025年", "2022", "2025"),
        ("2022年—2025年", "2022", "2025"),
        ("2025～2028年", "2025", "2028"),
        ("2026~2028年", "2026", "2028"),
        ("2022--2025年", "2022", "2025"),
        ("2023年3月—6月", "2023-03", "2023-06"),
        ("2023年7月—2025年6月", "2023-07", "2025-06"),
        ("2022年9月至12月底", "2022-09", "2022-12"),
        ("2022年7月1日至2022年12月31日", "2022-07-01", "2022-12-31"),
        ("2022年7月1日—8月15日", "2022-07-01", "2022-08-15"),
        ("2021年至2025年底", "2021", "2025"),
    ],
)
def test_elided_parts_are_filled_from_the_left(words: str, start: str, end: str) -> None:
    """2022年7—12月 runs from July to December of 2022, whatever the dash (D4, H19)."""
    assert range_in(f"启动阶段（{words}）") == (start, end)


@pytest.mark.parametrize("words", ["2022年", "2022年7月", "2023年1月起", "2025-2022年", "1—2家"])
def test_what_is_no_span_of_time(words: str) -> None:
    """One date alone, a span that runs backwards and a range of counts are no spans of time."""
    assert range_in(words) is None


@given(st.integers(1990, 2049), st.integers(1, 12), st.integers(1, 12), st.sampled_from("-—–～~至"))
def test_months_of_one_year(year: int, one: int, other: int, dash: str) -> None:
    """Any two months of a year in order make a span of that year."""
    first, last = sorted((one, other))
    assert range_in(f"（{year}年{first}{dash}{last}月）") == (
        f"{year}-{first:02}",
        f"{year}-{last:02}",
    )


def test_a_span_knows_its_place() -> None:
    """A span of time tells which characters print it."""
    words = "启动阶段（2022年7—12月）。"
    found = find_range(matching_view(words))
    assert found is not None
    assert words[found.begin : found.finish] == "2022年7—12月"


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("到“十四五”末", "2025"),
        ("十五五期间", "2030"),
        ("“十三五”时期", "2020"),
        ("第十五届", None),
    ],
)
def test_five_year_plans_end_in_a_known_year(words: str, year: str | None) -> None:
    """“十四五”末 is 2025; the fifteenth session of something is no five-year plan."""
    assert five_year_plan_end(words, 0, len(words)) == year


def test_partial_dates_have_as_many_parts_as_are_told() -> None:
    """A day without a month is dropped: there is no such date."""
    assert partial("二〇二二", "九", "二十九") == "2022-09-29"
    assert partial("2022", "9") == "2022-09"
    assert partial("2022", None, "9") == "2022"


@pytest.mark.parametrize("text", ["2022", "2022-09", "2022-09-29", "1999-12-31"])
def test_partial_dates_are_recognised(text: str) -> None:
    """A year, a month and a day in ISO form are dates that a user may tell."""
    assert is_partial(text)


@pytest.mark.parametrize("text", ["", "22", "2022-9", "2022-13", "2022-09-32", "29.9.2022", "明年"])
def test_other_forms_of_dates_are_refused(text: str) -> None:
    """Only ISO forms are dates that a user may tell."""
    assert not is_partial(text)
