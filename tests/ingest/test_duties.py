# ruff: noqa: E501  a Chinese character counts as two columns
"""Statements of responsibility in set form: where they stand (R1-R14), and their words (L1-L13)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.ingest.duties import Failure, find_statements
from plangraph.ingest.source import matching_view
from tests.ingest.reading import (
    duties_in,
    failures_in,
    names_in,
    plan_with,
    read,
    statements_in,
)

BOTH = [("市科技局", "responsible"), ("市财政局", "responsible")]

PLACES = [
    ("R1", "推进建设。（责任单位：市科技局、市财政局）", BOTH),
    ("R2", "推进建设。[责任单位：市科技局、各区、县（市）政府。]", [("市科技局", "responsible"), ("各区、县（市）政府", "responsible")]),
    ("R3", "推进建设。〔责任单位：市科技局、市财政局〕", BOTH),
    ("R4", "推进建设。（责任单位：市科技局，各区〔县、市〕政府）", [("市科技局", "responsible"), ("各区〔县、市〕政府", "responsible")]),
    ("R4", "（责任单位：市科技局，各区人民政府〈含开发区,下同〉）", [("市科技局", "responsible"), ("各区人民政府", "responsible")]),
    ("R5", "（牵头单位：市委组织部（人才办），责任单位：市科技局）", [("市委组织部（人才办）", "lead"), ("市科技局", "responsible")]),
    ("R6", "推进建设。（市科技局、市财政局负责。）", BOTH),
    ("R6", "推进建设（市科技局、市财政局负责）。", BOTH),
    ("R6", "推进建设（市科技局、市财政局负责）", BOTH),
    ("R7", "推进建设。\n责任单位：市科技局、市财政局", BOTH),
    ("R8", "推进建设。\n牵头单位:市科技局\n责任单位:市财政局", [("市科技局", "lead"), ("市财政局", "responsible")]),
    ("R9", "推进建设。\n教育部、公安部等按职责分工负责", [("教育部", "joint"), ("公安部", "joint")]),
    ("R10", "给予资助。责任单位：市科技局、市财政局。", BOTH),
    ("R11", "甲事。（牵头单位：市科技局）乙事。（牵头单位：市财政局）", [("市科技局", "lead"), ("市财政局", "lead")]),
    ("R12", "甲事。（责任单位：市科技局、市财政局。以下均涉及各县区，不再重复列出）", BOTH),
    ("R14", "（责任单位：市科技局、市财政局,2023年6月底前完成）", BOTH),
]  # fmt: skip

WORDS = [
    ("L1", "（市科技局、市财政局按职责分工负责）", [("市科技局", "joint"), ("市财政局", "joint")]),
    ("L1", "（市科技局、市财政局等按职责分工负责）", [("市科技局", "joint"), ("市财政局", "joint")]),
    ("L1", "（市科技局、市财政局等单位按职责分工负责）", [("市科技局", "joint"), ("市财政局", "joint")]),
    ("L1", "（市科技局等有关部门按照职责分工负责）", [("市科技局", "joint")]),
    ("L2", "（牵头单位：市科技局，配合单位：市财政局、市税务局）", [("市科技局", "lead"), ("市财政局", "support"), ("市税务局", "support")]),
    ("L3", "（牵头单位：市科技局、市财政局，责任单位：市税务局）", [("市科技局", "lead"), ("市财政局", "lead"), ("市税务局", "responsible")]),
    ("L4", "（市科技局牵头负责，市财政局、市税务局配合）", [("市科技局", "lead"), ("市财政局", "support"), ("市税务局", "support")]),
    ("L5", "（市科技局牵头，市财政局按职责分工负责）", [("市科技局", "lead"), ("市财政局", "joint")]),
    ("L6", "（市科技局牵头）", [("市科技局", "lead")]),
    ("L6", "（市科技局牵头负责）", [("市科技局", "lead")]),
    ("L4", "（市科技局牵头，市技术中心技术支持）", [("市科技局", "lead"), ("市技术中心", "support")]),
    ("L7", "（省科技厅、教育厅按职责分工负责，各地级以上市人民政府结合实际落实）", [("省科技厅", "joint"), ("省教育厅", "joint"), ("各地级以上市人民政府", "implement")]),
    ("L8", "（责任单位：*县人力社保局、县科技局）", [("县人力社保局", "lead"), ("县科技局", "responsible")]),
    ("L10", "（责任部门：市科技局）", [("市科技局", "responsible")]),
    ("L10", "（牵头部门：市科技局；责任主体：市财政局）", [("市科技局", "lead"), ("市财政局", "responsible")]),
    ("L10", "（主办单位：市科技局；协办单位：市财政局）", [("市科技局", "lead"), ("市财政局", "support")]),
    ("L11", "(市场监管总局、农业农村部、知识产权局负责)", [("市场监管总局", "responsible"), ("农业农村部", "responsible"), ("知识产权局", "responsible")]),
    ("L11", "（工业和信息化部负责）", [("工业和信息化部", "sole")]),
    ("L12", "推进建设。（工信部、应急管理部）", [("工信部", "responsible"), ("应急管理部", "responsible")]),
    ("L13", "（市科技局牵头，市县政府负责落实）", [("市科技局", "lead"), ("市县政府", "responsible")]),
    ("L13", "（市科技局牵头，市级各有关部门及各县市区政府按职责分工负责）", [("市科技局", "lead"), ("市级各有关部门", "joint"), ("各县市区政府", "joint")]),
    ("L20", "配合单位：各项目牵头单位，各区、县级市", [("各项目牵头单位", "support"), ("各区、县级市", "support")]),
]  # fmt: skip


def cases(rows: list[tuple[str, str, list[tuple[str, str]]]]) -> list[object]:
    """Rows with the id of their form in the name of the test."""
    return [pytest.param(*row, id=f"{form} {row[0][:14]}") for form, *row in rows]


@pytest.mark.parametrize(("words", "found"), cases(PLACES))
def test_places_of_statements(words: str, found: list[tuple[str, str]]) -> None:
    """A statement may stand in brackets of any kind, on lines of its own, or in the running text."""
    assert duties_in(words) == found
    assert failures_in(words) == []


@pytest.mark.parametrize(("words", "found"), cases(WORDS))
def test_words_of_statements(words: str, found: list[tuple[str, str]]) -> None:
    """Each body gets the duty that its own label or verb names, and no body leads unless it says so."""
    assert duties_in(words) == found


def test_printed_order_is_no_rank_of_duty() -> None:
    """按职责分工负责 names no lead: the body that is printed first is one among equals (L1)."""
    assert {duty for _, duty in duties_in("（市科技局、市财政局、市税务局按职责分工负责）")} == {
        "joint"
    }


def test_each_statement_rules_the_sentences_before_it() -> None:
    """Of several statements in one item each rules the sentences since the one before (R11)."""
    plan = read(
        "昆明市方案\n一、任务\n（一）推进。甲事要做好。乙事要做好（责任单位：市科技局）。丙事要做好（责任单位：市财政局）。"
    )
    assert [(row.printed, row.measures) for row in plan.responsibilities] == [
        ("市科技局", ("1.1.1", "1.1.2")),
        ("市财政局", ("1.1.3",)),
    ]


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        ("2023年6月底前完成", "2023-06"),
        ("完成时限：2023年底", "2023-12"),
        ("完成时限：2023年12月31日前", "2023-12-31"),
        ("完成时限：持续推进", "持续推进"),
        ("长期", "长期"),
        ("6月底完成", "6月底完成"),
        ("完成时限：按季度", "按季度"),
    ],
)
def test_time_limits_inside_a_statement(limit: str, due: str) -> None:
    """A time limit behind the bodies is that of the task; an open one keeps its words (R14, D1-D3)."""
    words = f"推进建设。（责任单位：市科技局；{limit}）"
    (statement,) = statements_in(words)
    assert statement.due == due
    assert statement.due_at is not None
    assert statement.due_at.of(words) == limit
    assert duties_in(words) == [("市科技局", "responsible")]
    assert read(plan_with("做好工作。", owner=f"市科技局；{limit}")).items[1].due == due


def test_persons_are_no_parties() -> None:
    """The name behind 责任领导 is a person's and gives no party (R13)."""
    assert [name for name, _ in duties_in("（责任单位：市科技局；责任领导：张三）")] == ["市科技局"]


@pytest.mark.parametrize(
    "words",
    [
        "鼓励龙头企业牵头，联合高校攻关。",
        "本办法由市科技局负责解释。",
        "（由市科技局负责解释）",
        "（以下简称OPC）",
        "落实企业法定代表人负责人责任。",
        "（进机关、进企业、进市场、进社区）",
        "推进知识产权(专利合作条约)工作。",
        "加大技术调查官（专家）队伍建设力度。",
        "对牵头研发单位给予奖励。",
        "企业负责人、主要领导参加培训。",
    ],
)
def test_false_friends(words: str) -> None:
    """负责人, 企业牵头, 负责解释, abbreviations and explanations in brackets are no statements (L18, L19)."""
    assert duties_in(words) == []


@pytest.mark.parametrize(
    "words", ["支持市科技局（市财政局）建设。", "知识产权局（专利局）推进工作。"]
)
def test_a_bracket_inside_a_sentence_explains_a_name(words: str) -> None:
    """Names alone make a statement only at the end of a paragraph (L12, L17)."""
    assert duties_in(words) == []


@pytest.mark.parametrize("words", ["（牵头单位：通过公开竞争确定）", "责任单位：2023年另行公布。"])
def test_what_cannot_be_read_is_told(words: str) -> None:
    """A label without a list of bodies behind it is reported, never dropped and never guessed."""
    assert [failure.reason for failure in failures_in(words)] == ["list-not-read"]
    assert duties_in(words) == []


def test_unread_statements_stand_in_the_plan() -> None:
    """What looks like a statement and could not be read is a row of the plan with its words."""
    plan = read(plan_with("做好工作。", owner="通过公开竞争确定"))
    assert [(row.reason, row.span.quote) for row in plan.unread] == [
        ("list-not-read", "（责任单位：通过公开竞争确定）")
    ]
    assert plan.responsibilities == ()


def test_labels_have_no_confidence_but_their_own() -> None:
    """The rule that found a statement tells its form."""
    found = [
        statement.rule
        for words in (
            "（责任单位：市科技局）",
            "（市科技局负责）",
            "推进。（工信部、财政部）",
            "责任单位：市科技局",
            "教育部等按职责分工负责",
        )
        for statement in statements_in(words)
    ]
    assert found == [
        "duty-label-bracket",
        "duty-verb-bracket",
        "duty-names-bracket",
        "duty-label-line",
        "duty-verb-line",
    ]


@given(
    st.lists(st.sampled_from(["市财政局", "市科技局", "市司法局", "市水务局"]), min_size=1, unique=True),
    st.sampled_from(["（）", "()", "[]", "〔〕", "【】"]),
    st.sampled_from(["责任单位：", "责任部门:", "责任单位： "]),
)  # fmt: skip
@settings(deadline=None)  # the first look-up reads the tables
def test_brackets_and_widths_do_not_matter(names: list[str], marks: str, label: str) -> None:
    """A labelled list reads alike in brackets of any kind and width."""
    words = f"推进建设。{marks[0]}{label}{'、'.join(names)}{marks[1]}"
    assert [name for name, _ in duties_in(words)] == names == names_in("、".join(names))


@given(
    st.text(
        alphabet="市科技局财政、，。：:;（）()[]责任牵头配合单位负责按职责分工等\n*由以下均下同",
        max_size=60,
    )
)
@settings(deadline=None)  # the first look-up reads the tables
def test_statements_lie_in_order_inside_the_text(words: str) -> None:
    """Whatever stands there, statements and what could not be read lie inside it, in order."""
    view = matching_view(words)
    at = -1
    for found in find_statements(view, words, 0, len(words)):
        assert at <= found.where.start < found.where.end <= len(words)
        at = found.where.start
        for each in () if isinstance(found, Failure) else found.assigned:
            assert found.where.start <= each.name.start < each.name.end <= found.where.end


def test_a_sentence_behind_an_inline_statement_is_a_measure() -> None:
    """What follows a statement without a full stop in between is a measure as well (R11)."""
    plan = read(
        "昆明市方案\n一、任务\n（一）推进。甲事要做好。（责任单位：市科技局）丙事要做好。（责任单位：市财政局）"
    )
    assert [measure.text for measure in plan.measures] == ["甲事要做好", "丙事要做好"]
    assert [row.measures for row in plan.responsibilities] == [("1.1.1",), ("1.1.2",)]


def test_an_explanation_about_persons_is_not_unread() -> None:
    """（含企业负责人） inside a sentence is no failed statement (L19)."""
    assert failures_in("加强培训（含企业负责人）工作。") == []


def test_an_instruction_in_brackets_is_no_name() -> None:
    """A clause with a group at its head and an adverb at its end names no body."""
    plan = read(plan_with("做好工作（各级各部门要高度重视，切实负责）。"))
    assert [row.printed for row in plan.responsibilities] == ["市科技局"]
