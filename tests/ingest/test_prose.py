# ruff: noqa: E501  a Chinese character counts as two columns
"""Duties told in prose (L14-L19), and what only sounds like one."""

import pytest

from plangraph.ingest import prose
from plangraph.ingest.source import matching_view
from plangraph.ontology.model import Duty
from tests.ingest.reading import plan_with, read, told_in

OFFICE = "市知识产权战略实施工作联席会议办公室"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("市工信局负责推动产业发展;市人社局负责人才工作。", [("市工信局", "responsible"), ("市人社局", "responsible")]),
        ("由区经济发展局牵头发布清单。", [("区经济发展局", "lead")]),
        ("由市科技局负责统筹推进相关工作。", [("市科技局", "coordinate")]),
        ("工作由市联席会议负责总体统筹协调。", [("市联席会议", "coordinate")]),
        ("市联席会议办公室具体推进落实。", [("市联席会议办公室", "implement")]),
        ("市科技局加强统筹协调，形成合力。", [("市科技局", "coordinate")]),
        ("市科技局要会同市财政局做好保障。", [("市科技局", "responsible")]),
        ("各区人民政府、市级各有关部门要高度重视。", [("各区人民政府", "responsible"), ("市级各有关部门", "responsible")]),
        ("由市科技局牵头，会同市财政局、市税务局制定办法。", [("市科技局", "lead"), ("市财政局", "support"), ("市税务局", "support")]),
        ("由市科技局牵头，会同市财政局推进。", [("市科技局", "lead"), ("市财政局", "responsible")]),
        ("建立机制，由市科技局牵头，市财政局、市税务局参加，定期研究问题。", [("市科技局", "lead"), ("市财政局", "support"), ("市税务局", "support")]),
        ("市科技局牵头，各成员单位按职责分工做好物资管理。", [("市科技局", "lead"), ("各成员单位", "responsible")]),
        ("成立市数据领导小组，由市数据领导小组负责统筹协调。", [("市数据领导小组", "coordinate")]),
        ("各区人民政府要对工作经费进行保障。", [("各区人民政府", "fund")]),
        ("市联席会议办公室要按照要求,定期对进展进行监督检查。", [("市联席会议办公室", "oversee")]),
        ("成立市人工智能工作领导小组，统筹推进各项工作。", [("市人工智能工作领导小组", "coordinate")]),
        ("市领导小组办公室设在市工业和信息化局，负责日常协调。", [("市领导小组办公室", "implement")]),
    ],
)  # fmt: skip
def test_bodies_as_subjects(words: str, found: list[tuple[str, str]]) -> None:
    """A body that leads, co-ordinates, implements, pays or checks in prose has that duty (L14-L17)."""
    assert told_in(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "本办法由市科技局负责解释。",
        "加强企业负责人培训。",
        "市科技局负责人要到场。",
        "由市政府主要领导任组长。",
        "鼓励龙头企业牵头制定标准。",
        "由龙头企业牵头组建联合体。",
        "牵头研发单位可获支持。",
        "各项目牵头单位对项目负总责。",
        "企业要履行主体责任。",
        "高校要加强人才培养。",
        "支持行业协会牵头开展评价。",
        "到2025年，要建成三个平台。",
        "通过市科技局负责的平台推进工作。",
        "市场要发挥决定性作用。",
        "组织市科技局参加展会的企业座谈。",
    ],
)
def test_false_friends(words: str) -> None:
    """Firms, schools, persons, 负责人 and 负责解释 give no party a duty (L18, L19)."""
    assert told_in(words) == []


def test_the_host_of_an_office() -> None:
    """The body in brackets behind an office is its host, not a second leader (L17)."""
    words = f"由{OFFICE}(市市场监管局)牵头,分阶段推进示范建设工作。"
    (statement,) = prose.find_prose(matching_view(words), words, 0, len(words))
    (assigned,) = statement.assigned
    assert (assigned.name.printed, assigned.name.host, assigned.duty) == (
        OFFICE,
        "市市场监管局",
        Duty.LEAD,
    )


def test_an_office_is_hosted_and_not_identical() -> None:
    """An office that is seated in a body is a party of its own that the body hosts (L17)."""
    plan = read(
        "昆明市方案\n一、保障措施\n（一）加强领导。市领导小组办公室设在市市场监管局，负责日常协调。"
    )
    parties = {party.key: party for party in plan.parties}
    (row,) = plan.responsibilities
    office = parties[row.party]
    assert office.hosted_by is not None
    assert office.hosted_by != office.key
    assert parties[office.hosted_by].name == "昆明市市场监督管理局"


def test_goals_give_no_duties() -> None:
    """Prose in a section of goals tells what is wanted, not who has to do it."""
    text = "昆明市方案\n一、工作目标\n（一）目标。各区人民政府要建成平台。\n二、工作要求\n（一）要求。各区人民政府要重视。"
    assert [row.item for row in read(text).responsibilities] == ["2.1"]


def test_set_form_goes_before_prose() -> None:
    """A unit with a statement in set form is not searched for duties in prose."""
    plan = read(plan_with("由市财政局牵头推进工作。", owner="市科技局"))
    assert [row.printed for row in plan.responsibilities] == ["市科技局"]


def test_closing_paragraphs_hold_duties() -> None:
    """A paragraph behind the last unit that gives a duty becomes an item without a number (N16)."""
    plan = read(
        "昆明市方案\n一、甲。内容做好。\n二、乙。内容做好。\n各区人民政府要高度重视本项工作。"
    )
    (row,) = plan.responsibilities
    assert row.printed == "各区人民政府"
    (item,) = [item for item in plan.items if item.position == row.item]
    assert (item.number, item.evidence.rule) == ("", "outline-closing")


def test_leading_is_named_in_prose() -> None:
    """强化X牵头抓总作用 makes X the lead (L16)."""
    assert told_in("强化市科技局牵头抓总作用，形成合力。") == [("市科技局", "lead")]
