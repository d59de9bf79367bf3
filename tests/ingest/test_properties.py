# ruff: noqa: E501  a Chinese character counts as two columns
"""Whatever the text: a plan whose every word is where it says, or an error that tells what to do."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_plan
from plangraph.ontology.errors import PlanGraphError
from plangraph.ontology.model import Plan
from tests.conftest import DIGITAL_TEXT, SEED_TEXT
from tests.ingest.reading import read, rows_with_quotes, spans_of, wrong_spans

SEED = SEED_TEXT.read_bytes().decode()
TEXTS = (SEED, DIGITAL_TEXT.read_bytes().decode())
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ALPHABET = (
    "一二三四五十、（）()[]〔〕《》“”。；：，,:;!?\n\r\t \u00a0\u3000\u2028年月日底前至—-~0123456789%万亿件家个市省县区局委办厅"
    "牵头负责任单位配合到达超过以上增长下降等和及与各有关下同由设在会议办公室领导小组成立第章条节①\u2f00A\x0b\x0c\U0001f600昆明南亚东盟"
)
CUTS = st.tuples(
    st.integers(0, 10_000), st.integers(0, 40), st.text(alphabet=ALPHABET, max_size=12)
)


def holds(text: str) -> None:
    """Assert that a text is read to a sound plan, or refused with words for the user."""
    try:
        plan = read(text)
    except PlanGraphError as error:
        refused = error
    else:
        is_sound(plan)
        return
    assert refused.what
    assert refused.advice


def is_sound(plan: Plan) -> None:
    """Assert that all words of a plan are where they say, and all its rows hang together."""
    assert wrong_spans(plan) == []
    assert len(list(spans_of(plan))) >= len(plan.items)
    items = {item.position for item in plan.items}
    measures = {measure.position for measure in plan.measures}
    parties = {party.key for party in plan.parties}
    assert len(items) == len(plan.items)
    for row in (*plan.measures, *plan.targets, *plan.directions, *plan.steps, *plan.regions):
        assert row.item in items
    for mention in plan.mentions:
        assert mention.item in items
        assert mention.measure is None or mention.measure in measures
    for duty in plan.responsibilities:
        assert duty.party in parties
        assert {duty.item, *duty.covers} <= items
        assert set(duty.measures) <= measures
    for row in rows_with_quotes(facts_json(plan)):
        assert row["quote"] in plan.version.text


@given(st.text(max_size=300))
@MANY
def test_any_text(text: str) -> None:
    """Any text at all is read or refused, and nothing else happens."""
    holds(text)


@given(st.text(alphabet=ALPHABET, max_size=300))
@MANY
def test_any_text_that_looks_like_a_plan(text: str) -> None:
    """Text made of the marks and words of plans is read or refused."""
    holds(f"一、任务\n（一）{text}")


@given(st.sampled_from(TEXTS), st.lists(CUTS, min_size=1, max_size=8))
@MANY
def test_mutilated_plans(text: str, cuts: list[tuple[int, int, str]]) -> None:
    """A plan with passages cut out and noise put in is read as far as it goes."""
    for at, length, noise in cuts:
        start = at % (len(text) + 1)
        text = text[:start] + noise + text[start + length :]
    holds(text)


@given(st.integers(0, len(SEED)), st.integers(0, len(SEED)))
@MANY
def test_pieces_of_a_plan(one: int, other: int) -> None:
    """Any piece of a plan, cut anywhere, is read or refused."""
    start, end = sorted((one, other))
    holds(SEED[start:end])


@given(st.permutations(SEED.splitlines(keepends=True)))
@MANY
def test_shuffled_plans(lines: list[str]) -> None:
    """A plan with its lines in any order is read."""
    holds("".join(lines))


@given(st.binary(max_size=300))
@MANY
def test_any_bytes(raw: bytes) -> None:
    """Any bytes at all are read or refused, and nothing else happens."""
    try:
        plan = read_plan(raw)
    except PlanGraphError:
        return
    is_sound(plan)


@given(
    st.sampled_from(TEXTS),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r"]),
    st.sampled_from(["", "　　", "\t"]),
)
@MANY
def test_line_ends_and_indents_change_no_fact(text: str, line_end: str, indent: str) -> None:
    """How lines end and begin changes the offsets of facts, and nothing else."""
    lines = [indent + line for line in text.splitlines() if line.strip()]
    plan, changed = read(text), read(line_end.join(lines) + line_end)
    is_sound(changed)
    assert [item.path for item in changed.items] == [item.path for item in plan.items]
    assert [m.text for m in changed.measures] == [m.text for m in plan.measures]
    assert [(r.item, r.party, r.duty) for r in changed.responsibilities] == [
        (r.item, r.party, r.duty) for r in plan.responsibilities
    ]
    assert [(t.indicator, t.value, t.due) for t in changed.targets] == [
        (t.indicator, t.value, t.due) for t in plan.targets
    ]
    assert changed.key == plan.key
    assert changed.document.issued == plan.document.issued


def test_the_same_bytes_give_the_same_plan() -> None:
    """Reading is a function of the bytes: the second time gives an equal plan."""
    for path in (SEED_TEXT, DIGITAL_TEXT):
        assert read_plan(path) == read_plan(path) == read_plan(path.read_bytes())


@pytest.mark.parametrize("text", ["没有编号的一段话。", "hello\nworld", "2022年工作很多。"])
def test_a_text_without_headings_is_refused(text: str) -> None:
    """A text without numbered headings is refused with what a plan looks like."""
    with pytest.raises(PlanGraphError, match="No numbered headings were found") as refused:
        read(text)
    assert "一、" in refused.value.advice


def test_big_nests_are_no_trouble() -> None:
    """Hundreds of brackets, commas and numbers do not exhaust stack or patience."""
    holds("一、任务\n（一）" + "（" * 500 + "市科技局负责" + "）" * 500)
    holds("一、任务\n（一）甲（" + "市科技局、" * 500 + "负责）")
    holds("一、任务\n" + "（一）甲。\n" * 500)
    holds("一、目标\n（一）" + "达到30件，" * 500)
