# ruff: noqa: E501  a Chinese character counts as two columns
"""Stages with their dates, and what is done in each."""

import pytest

from plangraph.graph.check import check_structure
from plangraph.ontology import triples
from plangraph.ontology.model import ItemKind, LinkKind, Plan
from tests.ingest.reading import read, wrong_spans


def stages(*lines: str, head: str = "三、实施步骤") -> Plan:
    """A plan with a section of stages."""
    return read("昆明市方案\n一、重点任务\n（一）甲。做好甲事。\n" + "\n".join([head, *lines]))


def dates_of(plan: Plan) -> list[tuple[str, str, str]]:
    """Name, start and end of the stages of a plan."""
    return [(phase.name, phase.start, phase.end) for phase in plan.phases]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("（一）启动培育阶段(2022年7—12月)。做事。", ("启动培育阶段", "2022-07", "2022-12")),
        ("（一）启动阶段（2022年7月-2023年6月）。做事。", ("启动阶段", "2022-07", "2023-06")),
        ("（一）总结评估阶段（2025年7月—12月）。做事。", ("总结评估阶段", "2025-07", "2025-12")),
        ("（一）全面实施阶段（2023—2025年）。做事。", ("全面实施阶段", "2023", "2025")),
        (
            "（一）动员部署（2022年7月1日至2022年7月31日）。做事。",
            ("动员部署", "2022-07-01", "2022-07-31"),
        ),
        ("1.推进阶段（2022年7月1日—8月15日）。做事。", ("推进阶段", "2022-07-01", "2022-08-15")),
        ("（一）第一阶段：启动阶段（2022年7—12月）。做事。", ("启动阶段", "2022-07", "2022-12")),
        ("（一）推进阶段。2023年1月至12月，全面推进。", ("推进阶段", "2023-01", "2023-12")),
    ],
)
def test_dates_of_stages(heading: str, found: tuple[str, str, str] | None) -> None:
    """A stage is a unit with a span of time in its heading or first words; its name goes without (D4)."""
    assert dates_of(stages(heading)) == ([found] if found else [])


def test_stages_are_items_of_their_own_kind() -> None:
    """A stage is an item of the outline, titled with its name; the section that holds it is none."""
    plan = stages("（一）启动阶段（2022年7—12月）。做事。")
    kinds = {item.position: (item.kind, item.title) for item in plan.items}
    assert kinds["2"] == (ItemKind.SECTION, "实施步骤")
    assert kinds["2.1"] == (ItemKind.PHASE, "启动阶段")


def test_the_words_of_the_dates() -> None:
    """The evidence of a stage's dates is the span of time as printed."""
    plan = stages("（一）启动阶段（2022年7—12月）。做事。")
    assert plan.phases[0].evidence.span.quote == "2022年7—12月"
    assert wrong_spans(plan) == []


@pytest.mark.parametrize(
    "heading",
    [
        "（一）建设平台（2022年）。做事。",
        "（一）建设平台（2022—2025年）。做事。",
        "（一）启动阶段。做好动员。",
    ],
)
def test_what_is_no_stage(heading: str) -> None:
    """A task with years in its title and a stage without dates are no dated stages."""
    assert dates_of(stages(heading, head="三、其他任务")) == []


def test_steps_and_check_points() -> None:
    """The clauses of a stage are its steps; those that end in a check are check-points."""
    plan = stages(
        "（一）推进阶段（2023年1—12月）。落实具体任务,集中力量推进。建立检查机制,开展中期检查；组织验收。"
    )
    assert [(step.position, step.text, step.checkpoint) for step in plan.steps] == [
        ("2.1.1", "落实具体任务", False),
        ("2.1.2", "集中力量推进", False),
        ("2.1.3", "建立检查机制", False),
        ("2.1.4", "开展中期检查", True),
        ("2.1.5", "组织验收", True),
    ]


def test_a_leader_of_all_stages() -> None:
    """A duty that heads the section of stages covers each of them, in one statement."""
    plan = stages(
        "由市联席会议办公室牵头,分阶段推进。",
        "（一）启动阶段（2022年7—12月）。做事。",
        "（二）推进阶段（2023年1—12月）。做事。",
    )
    (row,) = plan.responsibilities
    assert (row.item, row.covers) == ("2", ("2.1", "2.2"))


def test_a_stage_that_speaks_of_all_tasks() -> None:
    """A stage that speaks of all tasks is linked with each of them, as inferred."""
    plan = stages("（一）推进阶段（2023年1—12月）。集中力量推进各项工作。")
    links = [link for link in plan.links if link.kind is LinkKind.PHASE_TASK]
    assert [(link.source, link.target) for link in links] == [("phase/2.1", "task/1.1")]
    assert {link.evidence.status.value for link in links} == {"inferred"}


def test_a_stage_with_one_end_in_the_graph() -> None:
    """A stage that tells its end or its start alone goes to the graph and comes back as it was."""
    plan = stages(
        "（一）启动阶段（2022年7月底前）。做事。", "（二）巩固阶段（2023年1月起）。做事。"
    )
    assert [(row.start, row.end) for row in plan.phases] == [(None, "2022-07"), ("2023-01", None)]
    graphs = triples.to_graphs(plan)
    assert triples.from_graphs(graphs).phases == plan.phases
    assert [found for found in check_structure(graphs) if "Date" in found.message] == []
