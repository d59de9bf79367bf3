# ruff: noqa: E501  a Chinese character counts as two columns
"""Brackets by depth, sentences and list pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.ingest.clauses import Stretch, brackets, pieces, sentences, trimmed

PROSE = st.text(alphabet="甲乙丙,;。:!?()[]〈〉“”《》\n\r 、")


def cut(words: str) -> list[str]:
    """The sentences of some words."""
    return [each.of(words) for each in sentences(words, 0, len(words))]


def bracketed(words: str) -> list[str]:
    """The outermost brackets of some words."""
    return [each.of(words) for each in brackets(words, 0, len(words))]


def listed(words: str, separators: str = ",、") -> list[str]:
    """The pieces of some words."""
    return [each.of(words) for each in pieces(words, 0, len(words), separators)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("做事(市科技局负责)。", ["(市科技局负责)"]),
        ("(牵头单位:市委组织部(人才办),责任单位:市科技局)", ["(牵头单位:市委组织部(人才办),责任单位:市科技局)"]),
        ("[责任单位:各区、县(市)政府。]", ["[责任单位:各区、县(市)政府。]"]),
        ("(各区[县、市]政府)", ["(各区[县、市]政府)"]),
        ("(各区政府〈含开发区〉)", ["(各区政府〈含开发区〉)"]),
        ("(混用]的括号(二)", ["(混用]", "(二)"]),
        ("甲(一)乙(二)", ["(一)", "(二)"]),
    ],
)  # fmt: skip
def test_brackets_are_matched_by_depth(words: str, found: list[str]) -> None:
    """A bracket inside a bracket belongs to it, whatever their kinds (R2-R5)."""
    assert bracketed(words) == found


@pytest.mark.parametrize("words", ["甲(乙", "甲)乙", "甲(乙\n丙)丁", ""])
def test_unclosed_brackets_give_nothing(words: str) -> None:
    """A bracket that its own line does not close is a slip of the writer, not a bracket."""
    assert bracketed(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("甲。乙。", ["甲。", "乙。"]),
        ("甲。(市科技局负责。)", ["甲。", "(市科技局负责。)"]),
        ("甲(见一。二。)乙。丙。", ["甲(见一。二。)乙。", "丙。"]),
        ("建设“一网。通办”平台。乙。", ["建设“一网。通办”平台。", "乙。"]),
        ("根据《关于甲。乙的意见》。丙", ["根据《关于甲。乙的意见》。", "丙"]),
        ("甲!乙?丙", ["甲!", "乙?", "丙"]),
        (" 甲。\r\n\r\n 乙。 ", ["甲。", "乙。"]),
        ("", []),
    ],
)
def test_full_stops_in_brackets_and_quotes_end_no_sentence(words: str, found: list[str]) -> None:
    """A full stop inside brackets, quotation marks or a title ends no sentence (R6)."""
    assert cut(words) == found


def test_an_open_quotation_mark_quotes_nothing() -> None:
    """A quotation mark or bracket that is never closed does not swallow the rest of the text."""
    assert cut("建设“平台。乙。\n丙。") == ["建设“平台。", "乙。", "丙。"]
    assert cut("建设(平台。\n乙。丙。") == ["建设(平台。", "乙。", "丙。"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("甲、乙,丙", ["甲", "乙", "丙"]),
        ("新闻出版(版权、电影)局、财政局", ["新闻出版(版权、电影)局", "财政局"]),
        ("“一网、通办”专班、财政局", ["“一网、通办”专班", "财政局"]),
        ("甲、、乙", ["甲", "", "乙"]),
    ],
)
def test_separators_in_brackets_separate_nothing(words: str, found: list[str]) -> None:
    """A separator inside a name's brackets or quotation marks belongs to the name (A6)."""
    assert listed(words) == found


def test_white_space_is_trimmed() -> None:
    """A stretch loses white space at both ends, and one with nothing else is empty."""
    assert trimmed("  甲 乙 \r\n", 0, 7) == Stretch(2, 5)
    assert trimmed("   ", 0, 3).of("   ") == ""


@given(PROSE)
def test_sentences_are_in_order_and_lose_only_white_space(words: str) -> None:
    """Sentences follow each other without overlap, and nothing but white space lies between them."""
    at = 0
    for each in sentences(words, 0, len(words)):
        assert words[at : each.start].strip() == ""
        assert each.start < each.end
        at = each.end
    assert words[at:].strip() == ""


@given(PROSE)
def test_brackets_do_not_overlap(words: str) -> None:
    """Outermost brackets follow each other, open and close with a mark, and stay on a line."""
    at = 0
    for each in brackets(words, 0, len(words)):
        assert at <= each.start
        assert each.of(words)[0] in "([〈"
        assert each.of(words)[-1] in ")]〉"
        assert "\n" not in each.of(words)
        at = each.end


@given(PROSE)
def test_pieces_count_one_more_than_separators(words: str) -> None:
    """A list has one piece more than separators that cut it."""
    outside = words.translate(dict.fromkeys(map(ord, "()[]〈〉“”《》"), None))
    assert len(listed(outside, ";")) == outside.count(";") + 1
