# ruff: noqa: E501  a Chinese character counts as two columns
"""Figures in Arabic and Chinese numerals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.ingest.numbers import chinese_integer, figure, magnitude

DIGITS = "零一二三四五六七八九"


def spelt(number: int) -> str:
    """A number below ten thousand in Chinese, as plans print it."""
    parts, gap = [], False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, step)
        if digit:
            parts.append(("零" if gap and parts else "") + DIGITS[digit] + name)
        gap = not digit
    return "".join(parts).removeprefix("一") if "".join(parts)[:2] == "一十" else "".join(parts)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("一百", 100), ("百", 100),
        ("一百零五", 105), ("一百一十", 110), ("二百五十", 250), ("两百", 200), ("三千六百", 3600),
        ("一千零一", 1001), ("一万二千", 12000), ("十万", 100000), ("一亿", 10**8), ("一万亿", 10**12),
        ("一亿零三", 10**8 + 3), ("二〇二二", 2022), ("一九九六", 1996), ("零", 0), ("〇", 0),
    ],
)  # fmt: skip
def test_chinese_numerals(printed: str, value: int) -> None:
    """Chinese numerals read with their steps, and years digit by digit."""
    assert chinese_integer(printed) == value


@given(st.integers(1, 9999))
def test_every_number_below_ten_thousand(number: int) -> None:
    """Any number below ten thousand reads back from its Chinese spelling."""
    assert chinese_integer(spelt(number)) == number


@given(st.integers(1, 9999), st.integers(1000, 9999))
def test_myriads_add_up(high: int, low: int) -> None:
    """What stands before 万 counts ten thousands, what stands behind it ones."""
    assert chinese_integer(f"{spelt(high)}万{spelt(low)}") == high * 10_000 + low


@pytest.mark.parametrize("printed", ["", "12", "十个", "abc"])
def test_what_is_no_numeral_is_refused(printed: str) -> None:
    """A character that is no numeral is an error, not a zero."""
    with pytest.raises(ValueError, match="no Chinese numeral"):
        chinese_integer(printed)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("32万", "320000"), ("2.5万", "25000"), ("1.5万亿", "1500000000000"), ("3千万", "30000000"),
        ("0.5亿", "50000000"), ("1,234.5", "1234.5"), ("1,000,000", "1000000"), ("6.2", "6.2"),
        ("100", "100"), ("百", "100"), ("千", "1000"), ("十", "10"),
    ],
)  # fmt: skip
def test_figures_with_magnitude(printed: str, value: str) -> None:
    """Magnitudes are multiplied in, exactly, and never in binary fractions."""
    assert figure(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "1,23", "万件", "3..5"])
def test_what_is_no_figure_is_refused(printed: str) -> None:
    """A figure that is put together wrongly is an error."""
    with pytest.raises(ValueError, match="no Chinese numeral"):
        figure(printed)


def test_magnitudes() -> None:
    """Magnitudes multiply with each other; none at all is one."""
    assert [magnitude(text) for text in ("", "百", "千", "万", "千万", "亿", "万亿")] == [
        1, 100, 1000, 10**4, 10**7, 10**8, 10**12,
    ]  # fmt: skip


@given(st.integers(0, 10**9), st.integers(0, 9), st.sampled_from(["", "百", "万", "亿"]))
def test_figures_are_exact(whole: int, tenth: int, scale: str) -> None:
    """A decimal with a magnitude is that many times its value, to the last digit."""
    assert figure(f"{whole}.{tenth}{scale}") == Decimal(f"{whole}.{tenth}") * magnitude(scale)


@pytest.mark.parametrize(
    ("printed", "value"), [("三亿五千万", 350_000_000), ("一亿二千三百万", 123_000_000)]
)
def test_ten_thousands_behind_hundred_millions(printed: str, value: int) -> None:
    """万 behind 亿 counts only what stands between them."""
    assert chinese_integer(printed) == value
