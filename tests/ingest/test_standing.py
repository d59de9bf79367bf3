# ruff: noqa: E501  a Chinese character counts as two columns
"""Rules that one statement sets for the rest of the text (S1-S5, L9)."""

import pytest

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.source import matching_view
from plangraph.ingest.standing import Rule, RuleKind, read_rule
from plangraph.ontology.model import Plan
from tests.ingest.reading import read


def rule_in(words: str) -> Rule | None:
    """The rule that some words set."""
    return read_rule(matching_view(words), words, Stretch(0, len(words)))


def three_tasks(first: str) -> Plan:
    """A plan of three tasks: the first has a statement with a rule, the third none at all."""
    return read(
        f"昆明市方案\n一、重点任务\n（一）甲。做好甲事。（责任单位：市科技局、各县区人民政府{first}）\n"
        "（二）乙。做好乙事。（责任单位：市财政局、市税务局）\n（三）丙。做好丙事。\n"
    )


def owners(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """Name and duty by item."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in plan.responsibilities:
        found.setdefault(row.item, []).append((row.printed, row.duty.removeprefix("role-")))
    return found


def test_a_rule_reaches_what_a_sentence_ends_in() -> None:
    """A list with 按职责分工负责 at the end of a sentence is a statement as well (S1, L15)."""
    text = three_tasks(",以下均需各县区人民政府落实").version.text
    ended = text.replace("做好丙事。", "做好丙事，市税务局、市商务局按职责分工负责。")
    told = text.replace("做好丙事。", "做好丙事，市税务局要加强宣传。")
    each = [{name for name, _ in owners(read(words))["1.3"]} for words in (ended, told)]
    assert each == [{"市税务局", "市商务局", "各县区人民政府"}, {"市税务局"}]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("以下均涉及各县区人民政府", ["各县区人民政府"]),
        ("以下均需各区、县（市）政府落实", ["各区、县（市）政府"]),
        ("以下各项任务均需各县（市、区）人民政府落实", ["各县（市、区）人民政府"]),
        ("以下均需市财政局、市税务局参与", ["市财政局", "市税务局"]),
    ],
)
def test_rules_that_add_bodies(words: str, names: list[str]) -> None:
    """以下均… adds bodies to every later statement (S1-S3)."""
    rule = rule_in(words)
    assert rule is not None
    assert (rule.kind, [name.printed for name in rule.added]) == (RuleKind.ADD, names)


@pytest.mark.parametrize(
    "words",
    [
        "列第一位的为牵头单位",
        "列首位的单位为牵头单位",
        "列第一位者为牵头单位",
        "排首位的为牵头单位",
    ],
)
def test_rules_that_make_the_first_lead(words: str) -> None:
    """列第一位的为牵头单位 makes the first body of each statement its lead (L9, S5)."""
    rule = rule_in(words)
    assert rule is not None
    assert rule.kind is RuleKind.FIRST_LEADS


@pytest.mark.parametrize("words", ["不再列出", "不再重复列出", "下同", "以下简称《方案》"])
def test_notes(words: str) -> None:
    """不再列出 and 下同 alone are no bodies and no rules of their own (S4)."""
    rule = rule_in(words)
    assert rule is not None
    assert (rule.kind, rule.added) == (RuleKind.NOTE, ())


@pytest.mark.parametrize("words", ["市财政局", "各区人民政府", "6月底完成", "以下单位"])
def test_other_words_set_no_rule(words: str) -> None:
    """Bodies and time limits set no rule."""
    assert rule_in(words) is None


@pytest.mark.parametrize(
    "rule",
    [
        "。以下均涉及各县区人民政府，不再重复列出",
        "。以下均需各县区人民政府落实，不再列出",
        "。以下各项任务均需各县区人民政府落实,不再列出",
    ],
)
def test_added_bodies_reach_later_statements_only(rule: str) -> None:
    """A later statement gains the bodies that the rule adds; a unit without a statement gains none."""
    assert owners(three_tasks(rule)) == {
        "1.1": [("市科技局", "responsible"), ("各县区人民政府", "responsible")],
        "1.2": [
            ("市财政局", "responsible"),
            ("市税务局", "responsible"),
            ("各县区人民政府", "responsible"),
        ],
    }


def test_added_bodies_are_shown_with_the_words_that_add_them() -> None:
    """The evidence of an added body is the rule, which stands in another unit."""
    plan = three_tasks("。以下均需各县区人民政府落实，不再列出")
    (added,) = [row for row in plan.responsibilities if row.evidence.rule == "duty-standing"]
    assert added.evidence.span.quote == "以下均需各县区人民政府落实"
    assert added.name.quote == "各县区人民政府"


def test_the_first_leads_from_here_on() -> None:
    """The rule holds for the statement that tells it and for all after it (L9)."""
    plan = three_tasks("。列第一位的为牵头单位，下同")
    assert owners(plan) == {
        "1.1": [("市科技局", "lead"), ("各县区人民政府", "responsible")],
        "1.2": [("市财政局", "lead"), ("市税务局", "responsible")],
    }


def test_a_rule_in_brackets_behind_a_labelled_list() -> None:
    """责任单位:A、B(以下任务均需B落实,不再列出) names A and B, and B everywhere behind (S1)."""
    text = (
        "昆明市方案\n一、重点任务\n1.甲。做好甲事。\n责任单位：市科技局，各县区人民政府（以下任务均需各县区人民政府落实，不再列出）\n"
        "2.乙。做好乙事。\n责任单位：市财政局（市税务局）、市商务局\n"
    )
    found = owners(read(text))
    assert [name for name, _ in found["1.1"]] == ["市科技局", "各县区人民政府"]
    assert [name for name, _ in found["1.2"]] == [
        "市财政局（市税务局）",
        "市商务局",
        "各县区人民政府",
    ]


def test_a_heading_on_cooperation_names_nobody() -> None:
    """加强部门协同 is no body that supports (L16)."""
    text = "昆明市方案\n一、重点任务\n1.甲。做好甲事。（市科技局负责）\n2.加强部门协同。各项工作要衔接。\n"
    assert "1.2" not in owners(read(text))
