# ruff: noqa: E501  a Chinese character counts as two columns
"""What looks like a statement and gave no fact is listed, with its reason, and nothing else is."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from plangraph.ingest import unread
from plangraph.ingest.passages import Cover, Rest
from plangraph.ingest.reader import read_plan
from plangraph.ingest.reasons import KINDS, reason_of, reasons
from plangraph.ontology.model import Plan
from tests.conftest import ROOT
from tests.ingest.reading import plan_of, plan_with, read, wrong_spans

TEXT = """临江市智慧农业发展实施方案（2024—2026年）

为推进智慧农业，制定本方案。力争三年内全市新增示范园不少于30标段。

一、工作目标

（一）总体目标。农业产值达到一百二十亿元左右，良种覆盖率达到%，示范面积达到95。合格率突破若干个百分点。
（二）具体目标。到2026年，农业总产值翻一番，亩均收益进入全省前三名。培育主体达到＿＿家，合作社三分之二以上实现联网。到202年，机械化率有所变化。

二、重点任务

（一）建设示范园。推进园区建设。（责任单位：市农业农村局、市科技局
（二）完善体系。完善服务体系。（牵头单位：）
（三）拓展市场。举办产销对接。
（四）加强监管。落实监管责任，由市市场监管局、市卫生健康委、
（五）打造品牌。打造区域品牌。（市农业农村局；；、按职责分工负责的若干事项另行通知，并由@@局会同##委商定后逐级报批办理）
（六）推广技术。推广新技术，按职责分工抓好落实。
（七）畅通物流。建设冷链仓库，6月底前完成。
（八）改善金融。自印发之日起三个月内出台办法。责任人：张建国。
（九）建设平台。市大数据中心归口管理平台，市财政局兜底保障。2025年13月前完成验收。20XX年XX月启动。
（十）强化投入。2025年底前建成投入使用。新增就业不少于三千人次，就业率达到“95”以上。
（十一）提升效能。责任单位 市数据局 市科技局。明年上半年完成平台整合。
（十二）编制规划。市自然资源局+市住建局+各乡镇共同负责编制
（十三）改善环境。【责任：市农业农村局】
（十四）治理污水。市生态环境局/市水务局/各镇（街）按分工落实到位。
（十五）信访工作。落实单位——市司法局
（十六）升级景区。2023年6月—2024年完成景区提升。

三、实施步骤

（一）动员部署阶段。召开会议，明确分工。
（二）全面推进阶段（3—10月）。全面推进。
（三）总结提升阶段（2026年12月—2026年1月）。总结经验。

四、保障措施

（一）加强领导。市农业农村局发挥抓总作用。
（二）加强考核。将工作纳入考核，由督查室会同有关方面
"""
PLANTED = {
    "新增示范园不少于30标段": "target",
    "良种覆盖率达到%": "target",
    "示范面积达到95": "target",
    "突破若干个百分点": "target",
    "农业总产值翻一番": "target",
    "进入全省前三名": "target",
    "培育主体达到＿＿家": "target",
    "合作社三分之二以上实现联网": "target",
    "到202年": "date",
    "（责任单位：市农业农村局、市科技局": "responsibility",
    "（牵头单位：）": "responsibility",
    "由市市场监管局、市卫生健康委": "responsibility",
    "按职责分工负责的若干事项另行通知": "responsibility",
    "按职责分工抓好落实": "responsibility",
    "6月底前完成": "date",
    "自印发之日起三个月内出台办法": "date",
    "责任人：张建国": "responsibility",
    "市大数据中心归口管理平台，市财政局兜底保障": "responsibility",
    "2025年13月前完成验收": "date",
    "20XX年XX月启动": "date",
    "2025年底前建成投入使用": "date",
    "就业率达到“95”以上": "target",
    "责任单位 市数据局 市科技局": "responsibility",
    "明年上半年完成平台整合": "date",
    "市自然资源局+市住建局+各乡镇共同负责编制": "responsibility",
    "市生态环境局/市水务局/各镇（街）按分工落实到位": "responsibility",
    "落实单位——市司法局": "responsibility",
    "2023年6月—2024年完成景区提升": "date",
    "动员部署阶段": "date",
    "全面推进阶段（3—10月）": "date",
    "总结提升阶段（2026年12月—2026年1月）": "date",
    "市农业农村局发挥抓总作用": "responsibility",
    "由督查室会同有关方面": "responsibility",
}


@pytest.fixture(scope="module")
def planted() -> Plan:
    """A plan with three dozen statements that nobody could read."""
    return read(TEXT)


@pytest.mark.parametrize("words", PLANTED)
def test_what_cannot_be_read_is_listed(planted: Plan, words: str) -> None:
    """Garbled lists, open brackets, half sentences, missing figures and dates: each is listed."""
    held = [row for row in planted.unread if words in row.span.quote]
    assert [reason_of(row.reason).kind for row in held] == [PLANTED[words]]


def test_no_passage_is_listed_twice(planted: Plan) -> None:
    """Passages stand in the order of the text and none overlaps another."""
    spans = [row.span for row in planted.unread]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert wrong_spans(planted) == []


@pytest.mark.parametrize("name", ["seed_plan", "digital_plan"])
def test_what_was_read_is_not_listed(name: str, request: pytest.FixtureRequest) -> None:
    """No passage of the bundled plans lies in a statement, a target or a stage that was read."""
    plan: Plan = request.getfixturevalue(name)
    facts = (*plan.responsibilities, *plan.targets, *plan.phases)
    for row in plan.unread:
        for fact in facts:
            span = fact.evidence.span
            assert row.span.end <= span.start or span.end <= row.span.start


FRIENDS = (
    "项目负责人应当具有3年以上工作经验，企业主要负责人签字。",
    "鼓励龙头企业牵头组建创新联合体，支持高校主办学术会议。",
    "由企业牵头、高校协同开展攻关。",
    "拨打12345政务服务便民热线，设立24365就业平台。",
    "给予最高50万元补贴，单个项目补助不超过30%。",
    "对营业收入达到2000万元以上的企业，给予不超过100万元奖励。",
    "毕业5年以内、年龄不超过35周岁的可申请。",
    "申报单位须具有独立法人资格，注册资本不低于500万元。",
    "推行“210”一站式服务，1日内办结。",
    "企业要落实安全生产主体责任，强化责任感。",
    "各项目牵头单位对项目负总责的情形除外。",
    "加快5G基站建设，培育“十百千万”企业。",
    "现阶段以试点为主，义务教育阶段优先。",
    "做好2025年技能大赛组织，总结2022年以来经验。",
    "健全体制机制，实现重大突破，全面达到高质量发展要求。",
    "按照《2024—2026年行动计划》推进。",
    "支持企业承担国家课题，发挥市场配置资源的决定性作用。",
)


@pytest.mark.parametrize("words", FRIENDS)
def test_false_friends_are_not_listed(words: str) -> None:
    """Persons, companies that lead, hotlines, caps of money and conditions look like nothing."""
    assert [row.span.quote for row in read(plan_with(words)).unread] == []


def test_who_explains_the_plan_has_no_duty() -> None:
    """由X负责解释 and the clause of force say something about the text, not about work to do."""
    clauses = "本方案由市科技局负责解释，自2024年3月1日起施行，有效期至2026年12月31日。"
    plan = read(plan_with("推进建设。") + "\n二、附则\n\n" + clauses + "\n")
    assert plan.unread == ()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("产值达到95。", "figure-without-unit"),
        ("产值达到95喜特。", "unit-not-known"),
        ("产值达到×亿元。", "figure-missing"),
        ("产值翻两番。", "figure-in-words"),
    ],
)
def test_a_goal_says_what_is_wrong_with_it(words: str, reason: str) -> None:
    """A goal that was not read tells whether unit, figure or form is what is missing."""
    assert [row.reason for row in plan_of(words).unread] == [reason]


@pytest.mark.parametrize("words", ["待定", "详见附件2", "见附件", "另行通知"])
def test_a_label_that_points_elsewhere_names_no_body(words: str) -> None:
    """责任单位：详见附件 makes no party called 详见附件; it is listed."""
    plan = read(plan_with(f"责任单位：{words}。"))
    assert [row.span.quote for row in plan.unread] == [f"责任单位：{words}。"]
    assert [row.printed for row in plan.responsibilities] == ["市科技局"]


def test_a_deadline_that_governs_targets_is_read() -> None:
    """到2025年 on which a target hangs is no passage of its own; one on which nothing hangs is."""
    read_one = plan_of("到2025年，示范园达到30个。")
    lost = plan_of("到2025年，体系初步形成。")
    assert read_one.unread == ()
    assert [(row.reason, row.span.quote) for row in lost.unread] == [
        ("deadline-not-linked", "到2025年，体系初步形成")
    ]


def test_every_reason_is_explained() -> None:
    """Each reason that the code gives has a row in reasons.tsv, in Chinese and English."""
    given = set()
    for file in (ROOT / "ingest").glob("*.py"):
        code = file.read_text("utf-8")
        given |= set(
            re.findall(r"(?:Failure|Missed)\([^()]*(?:\([^()]*\)[^()]*)*\"([a-z-]+)\"", code)
        )
    assert given
    assert given <= set(reasons())
    for reason in reasons().values():
        assert reason.kind in KINDS
        assert re.search("[\u4e00-\u9fff]", reason.zh)
        assert re.match("[A-Z]", reason.en)


@pytest.mark.parametrize(
    "unit", ["负责", "市科技局、", "达到5", "(", " ", "2025年", "一二三", "阶段"]
)
def test_the_second_look_is_linear(unit: str) -> None:
    """A line of 200,000 characters without any mark of a sentence ends in bounded time."""
    line = (unit * 200_000)[:200_000]
    rest = Rest(line, Cover([]), Cover([]), Cover([]), frozenset(), 0)
    finders = (unread.find_duties, unread.find_figures, unread.find_dates)
    assert all(len(list(find(rest))) <= len(line) for find in finders)


@pytest.mark.skipif(
    "PLANGRAPH_CORPUS" not in os.environ,
    reason="set PLANGRAPH_CORPUS to a folder with gold/ and docs/ (CONTRIBUTING.md says how to get it)",
)
def test_real_plans_leave_little_unread() -> None:
    """Of plans whose facts are all read, at most one passage is listed: a milestone in prose."""
    for file in sorted((Path(os.environ["PLANGRAPH_CORPUS"]) / "docs").iterdir()):
        assert len(read_plan(file).unread) <= 1, file.name
