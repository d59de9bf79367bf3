"""Patterns that are tried only where a match can begin find what Python's own search finds."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.ingest import duty_words, marks
from plangraph.ingest.openings import Quick, beginnings
from plangraph.ingest.source import quoted_view
from plangraph.ingest.word_tables import rows_of

DOCS = Path(__file__).parents[1] / "invented" / "docs"
MARKS = sorted({name for name, *_ in rows_of("marks.tsv")})
RULES = {
    "label": duty_words.LABEL,
    "verb": duty_words.VERB,
    **{name: marks.looked_for(name) for name in MARKS},
}
OFTEN = 30_000  # code points; enough for the beginnings to be worked out and used


def _ready(pattern: str) -> Quick:
    """A pattern that knows its beginnings already."""
    quick = Quick(pattern)
    assert list(quick.finditer("~" * (OFTEN + 1))) == list(quick.plain.finditer("~" * (OFTEN + 1)))
    return quick


def _pieces(pattern: str) -> list[str]:
    """Words and signs of a pattern, whole and in single characters."""
    runs = re.findall(r"[\u4e00-\u9fff]+|\d+", pattern)
    return sorted({*runs, *"".join(runs), *" \n,。:;()“”0123456789-~%、٣"})


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_quick_pattern_finds_what_the_plain_one_finds(name: str, data: st.DataObject) -> None:
    """Whatever words of a rule stand in a row, the same matches come, between any two places."""
    quick = _ready(RULES[name].plain.pattern)
    text = "".join(data.draw(st.lists(st.sampled_from(_pieces(quick.plain.pattern)), max_size=30)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    expected = [match.span() for match in quick.plain.finditer(text, start, end)]
    assert [match.span() for match in quick.finditer(text, start, end)] == expected
    first = quick.search(text, start, end)
    assert ([first.span()] if first else []) == expected[:1]


@pytest.mark.parametrize("name", RULES)
def test_rules_find_the_same_in_whole_plans(name: str) -> None:
    """Over real prose a rule and its plain pattern agree, whether or not it knows its openings."""
    quick = Quick(RULES[name].plain.pattern)
    for path in sorted(DOCS.glob("*.txt")):
        view = quoted_view(path.read_text(encoding="utf-8"))
        expected = [match.span() for match in quick.plain.finditer(view)]
        assert [match.span() for match in quick.finditer(view)] == expected
        if name in MARKS:
            assert [match.span() for match in marks.marked(view, name)] == expected


@pytest.mark.parametrize("pattern", ["(?:年)?", "[^,]{2}市", ".*", "(?i:ab)c", "(?i)ab"])
def test_a_pattern_that_may_begin_anywhere_is_left_alone(pattern: str) -> None:
    """Where a beginning can't be told, there is none to look for."""
    assert beginnings(pattern) is None
