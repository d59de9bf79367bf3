# ruff: noqa: E501  a Chinese character counts as two columns
"""Figures with unit, comparator and trend."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.ingest.quantities import Quantity, find_numerals, find_quantities
from plangraph.ingest.source import matching_view
from plangraph.ontology.model import Operator


def quantities_in(words: str) -> list[Quantity]:
    """The quantities of some words."""
    view = matching_view(words)
    return list(find_quantities(view, 0, len(view)))


def figures(words: str) -> list[tuple[str, str, str]]:
    """Operator, value and unit of the quantities of some words."""
    return [
        (each.operator.removeprefix("cmp-"), str(each.value), each.unit)
        for each in quantities_in(words)
    ]


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("达到12件", ("ge", "12", "件")),
        ("达50名", ("ge", "50", "名")),
        ("超50个", ("gt", "50", "个")),
        ("超过3000家", ("gt", "3000", "家")),
        ("突破100家", ("gt", "100", "家")),
        ("高于6%", ("gt", "6", "%")),
        ("100个以上", ("ge", "100", "个")),
        ("不少于50场", ("ge", "50", "场")),
        ("不低于50亿元", ("ge", "5000000000", "元")),
        ("至少20个", ("ge", "20", "个")),
        ("100个左右", ("approx", "100", "个")),
        ("约100个", ("approx", "100", "个")),
        ("不超过3天", ("le", "3", "天")),
        ("控制在10万吨以内", ("le", "100000", "吨")),
        ("不高于30%", ("le", "30", "%")),
        ("低于5ms", ("lt", "5", "ms")),
        ("10%以下", ("lt", "10", "%")),
        ("保持在60%", ("ge", "60", "%")),
        ("培育10家", ("eq", "10", "家")),
    ],
)
def test_comparators(words: str, figure: tuple[str, str, str]) -> None:
    """A word before or behind the figure says how a thing compares with it (T1-T5)."""
    assert figures(words) == [figure]


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("增长8%", ("increase-by", "8", "%")),
        ("年均增长8%左右", ("increase-by", "8", "%")),
        ("提高3个百分点", ("increase-by", "3", "百分点")),
        ("新增10家", ("increase-by", "10", "家")),
        ("下降13%", ("decrease-by", "13", "%")),
        ("累计下降13%", ("decrease-by", "13", "%")),
        ("压减20%", ("decrease-by", "20", "%")),
        ("提高到50家", ("ge", "50", "家")),
        ("提升至75%", ("ge", "75", "%")),
    ],
)
def test_trends(words: str, figure: tuple[str, str, str]) -> None:
    """A change by a figure is told from a change to it (T14)."""
    assert figures(words) == [figure]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("32万件", "320000", "件"),
        ("2.5万个", "25000", "个"),
        ("1.5万亿元", "1500000000000", "元"),
        ("５０亿元", "5000000000", "元"),
        ("1,234.5万家", "12345000", "家"),
        ("百分之十五", "15", "%"),
        ("百分之15.5", "15.5", "%"),
        ("15％", "15", "%"),
        ("10余场", "10", "场"),
        ("30多家", "30", "家"),
        ("10PB", "10", "PB"),
        ("100EFlops", "100", "EFlops"),
        ("3万平方米", "30000", "平方米"),
    ],
)
def test_units_and_magnitudes(words: str, value: str, unit: str) -> None:
    """Magnitudes belong to the figure, what is left is the unit; percentages stay in percent (T18)."""
    (found,) = quantities_in(f"达到{words}")
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("1—2家", 1, 2),
        ("1到2个", 1, 2),
        ("50-200平方米", 50, 200),
        ("10～20家", 10, 20),
        ("3至5个", 3, 5),
        ("30—50万元", 300_000, 500_000),
        ("1万—2万件", 10_000, 20_000),
    ],
)
def test_ranges(words: str, low: int, high: int) -> None:
    """A range has both ends, and a magnitude printed once counts for both (T7)."""
    (found,) = quantities_in(f"建成{words}")
    assert (found.value, found.value_max) == (low, high)


@pytest.mark.parametrize(
    "words",
    [
        "2022年9月29日", "2025年", "7—12月", "国发〔2015〕71号", "第3届", "“210”一站式服务", "“3+N”体系",
        "12345热线", "24365平台", "5G网络", "一批企业", "若干个平台", "35岁",
    ],
)  # fmt: skip
def test_what_is_no_quantity(words: str) -> None:
    """Dates, document numbers, ordinals, names in quotation marks and figures without unit are none (T19)."""
    assert quantities_in(words) == []


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("建成百个社区", 100, "个"),
        ("培育千家企业", 1000, "家"),
        ("集聚万名人才", 10_000, "名"),
        ("打造三个平台", 3, "个"),
        ("建成二十个园区", 20, "个"),
    ],
)
def test_counts_in_chinese_numerals(words: str, value: int, unit: str) -> None:
    """Behind a verb that sets out, a Chinese numeral with its unit counts (T8)."""
    (found,) = find_numerals(words, 0, len(words))
    assert (found.value, found.unit, found.operator) == (value, unit, Operator.EQ)


@pytest.mark.parametrize(
    "words", ["三个平台很好", "打造“三个平台”", "建成若干个园区", "分三个月完成"]
)
def test_numerals_that_count_nothing(words: str) -> None:
    """Numerals in quotation marks, without such a verb, or of months count nothing (T8, T19)."""
    assert list(find_numerals(words, 0, len(words))) == []


def test_places_of_a_quantity() -> None:
    """A quantity tells where comparator, figure, unit and suffix stand."""
    words = "建成园区不少于100个以上。"
    (found,) = quantities_in(words)
    assert words[found.start : found.figure_start] == "不少于"
    assert words[found.figure_start : found.unit_end] == "100个"
    assert words[found.unit_end : found.end] == "以上"


@given(st.integers(1, 10**6), st.sampled_from(["件", "家", "个", "%", "亿元", "万人"]))
@settings(deadline=None)  # the first look-up reads the tables
def test_every_figure_with_a_unit_is_found(value: int, unit: str) -> None:
    """Any figure with a known unit is one quantity, and full width reads like half width."""
    wide = str(value).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    assert figures(f"达到{value}{unit}。") == figures(f"达到{wide}{unit}。")
    assert len(figures(f"达到{value}{unit}。")) == 1


@given(st.text(alphabet="0123456789.,万亿百分之件家个%达到不超过以上左右年月-—第“”", max_size=40))
@settings(deadline=None)  # the first look-up reads the tables
def test_quantities_lie_in_order(words: str) -> None:
    """Whatever figures stand there, quantities lie in order and do not overlap."""
    at = 0
    for found in quantities_in(words):
        assert at <= found.start <= found.figure_start < found.unit_end <= found.end
        at = found.end


@pytest.mark.parametrize(
    "digits", ["5" * 130, "5" * 5000, "1." + "5" * 300, "百分之1.2.3", "百分之五.5"]
)
def test_what_has_more_digits_than_a_figure_counts_nothing(digits: str) -> None:
    """A run of digits as long as a code, or with two points, is no figure."""
    assert quantities_in(f"达到{digits}家") == []
    assert quantities_in(f"达到{digits}%") == []
