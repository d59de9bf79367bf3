# ruff: noqa: E501  a Chinese character counts as two columns
"""The document of a plan: its fields together, what the user tells, what no form shows.

The forms of heads one by one stand in tests/ingest/forms/test_forms_headers.py.
"""

import subprocess
import sys
import textwrap

import pytest

from plangraph.ontology.model import Cite, Document
from tests.ingest.reading import read, wrong_spans

PATIENCE = 20
BODY = (
    "\n\n一、总体目标\n到2025年，建成强市。\n二、重点任务\n（一）甲。建设平台。（市科技局负责）\n"
)
NOTICE = """昆明市人民政府办公室关于印发《昆明市数字经济发展规划（2022—2025年）》的通知
昆政办发〔2022〕1号

各县（市）、区人民政府，市政府各有关委办局：

《昆明市数字经济发展规划（2022—2025年）》已经市人民政府同意，现印发给你们。

昆明市人民政府办公室
2022年9月29日

（此件公开发布）

昆明市数字经济发展规划（2022—2025年）
"""


def document(head: str, tail: str = "") -> Document:
    """The document of a text with some words before and behind its body."""
    return read(head + BODY + tail).document


def cites(preamble: str) -> list[Cite]:
    """What the preamble of a plan cites."""
    return list(document(f"昆明市推进方案\n\n{preamble}").cites)


def test_notice_and_plan_in_one_text() -> None:
    """A covering notice and its plan are one document with the plan's own title (H1)."""
    found = document(NOTICE)
    assert found.title == "昆明市数字经济发展规划（2022—2025年）"
    assert found.notice_title == NOTICE.splitlines()[0]
    assert (found.number, found.issued) == ("昆政办发〔2022〕1号", "2022-09-29")
    assert (found.period_start, found.period_end) == ("2022", "2025")
    assert found.approver is not None
    assert found.approver.printed == "市人民政府"
    assert [named.printed for named in found.issuers] == ["昆明市人民政府办公室"]
    assert [named.printed for named in found.addressees] == [
        "各县（市）、区人民政府",
        "市政府各有关委办局",
    ]
    assert (found.access_note, found.jurisdiction_name) == ("此件公开发布", "昆明市")
    assert found.cites == ()


def test_every_field_shows_its_words() -> None:
    """Each value of the header is a statement with the words that print it."""
    plan = read(NOTICE + BODY)
    fields = [row.field for row in plan.document.statements]
    assert sorted(set(fields)) == [
        "access_note", "addressees", "approver", "issued", "issuers", "notice_title", "number",
        "period_end", "period_start", "title",
    ]  # fmt: skip
    assert wrong_spans(plan) == []


def test_the_notice_is_the_plan() -> None:
    """A notice may itself be the plan: signature and date stand before the sections (H3)."""
    found = document(
        "泰安市关于推进工作的意见\n\n各县（市、区）人民政府：\n\n现提出如下意见。\n\n泰安市人民政府\n2023年5月7日"
    )
    assert (found.title, found.issued) == ("泰安市关于推进工作的意见", "2023-05-07")
    assert [named.printed for named in found.issuers] == ["泰安市人民政府"]


def test_addressees_are_no_owners() -> None:
    """Those that a paper is sent to have no duty by that (H16)."""
    plan = read(NOTICE + BODY)
    assert [row.printed for row in plan.responsibilities] == ["市科技局"]


def test_cites() -> None:
    """Every 《》 that names another document is a cite, with the number behind it (H20)."""
    found = cites(
        "根据《国务院关于推进工作的意见》（国发〔2015〕71号）和《昆明市〈条例〉实施办法》、《制造业规划（2026版）》(中发〔2021〕1号)，制定本方案。"
    )
    assert [(cite.title, cite.number, cite.basis) for cite in found] == [
        ("国务院关于推进工作的意见", "国发〔2015〕71号", True),
        ("昆明市〈条例〉实施办法", None, True),
        ("制造业规划（2026版）", "中发〔2021〕1号", True),
    ]
    assert found[0].issuer is not None
    assert found[0].issuer.printed == "国务院"


def test_a_cite_in_the_body_is_no_basis() -> None:
    """What a task names is cited; only what the preamble rests on is its basis."""
    plan = read("昆明市方案\n\n一、任务\n（一）甲。落实《昆明市数据条例》。（市科技局负责）")
    assert [(cite.title, cite.basis) for cite in plan.document.cites] == [("昆明市数据条例", False)]


@pytest.mark.parametrize(
    "words",
    [
        "制定《昆明市推进方案》（以下简称《方案》）。",
        "研究制定《数据管理办法》。",
        "出版《昆明故事》。",
        "《方案》由市科技局负责解释。",
    ],
)
def test_what_is_no_cite(words: str) -> None:
    """The plan itself, its short name, papers still to be made and books are no cites (H20, H21)."""
    assert cites(words) == []


@pytest.mark.parametrize("note", ["（此件公开发布）", "(此件主动公开)", "主动公开", "依申请公开"])
def test_access_notes(note: str) -> None:
    """The note on access is kept in its words, without its brackets."""
    assert document(f"昆明市推进方案\n{note}").access_note == note.strip("（）()")


@pytest.mark.parametrize(
    ("sentence", "approver"),
    [
        ("《方案》已经市人民政府同意，现印发给你们。", "市人民政府"),
        ("《方案》经市政府研究同意，现印发给你们。", "市政府"),
        ("请认真贯彻执行。", None),
    ],
)
def test_approval(sentence: str, approver: str | None) -> None:
    """已经…同意 names the body that approved the plan."""
    found = document(f"昆明市推进方案\n\n{sentence}").approver
    assert (found.printed if found else None) == approver


def test_the_user_may_tell_what_the_text_does_not() -> None:
    """Place, title, date, number and source that the user tells replace those of the text."""
    plan = read(
        "推进方案" + BODY,
        place="云南省昆明市",
        title="昆明市推进方案",
        issued="2022-09",
        number="昆政发〔2022〕9号",
        source_url="https://example.org/plan",
    )
    found = plan.document
    assert (found.jurisdiction, found.title) == ("region/cn-530100", "昆明市推进方案")
    assert (found.issued, found.number) == ("2022-09", "昆政发〔2022〕9号")
    assert found.source_url == "https://example.org/plan"
    assert plan.key.startswith("cn-530100-2022-")


def test_a_plan_without_a_title() -> None:
    """A text that prints no title is known by its first words, and by its text in its key."""
    plan = read("一、重点任务\n（一）甲。建设平台。（市科技局负责）")
    assert plan.document.title == "一、重点任务"
    assert plan.key.startswith("x-0000-")
    assert all(row.field != "title" for row in plan.document.statements)


def test_a_long_clause_behind_a_verb_of_making_takes_no_longer() -> None:
    """A preamble that says 制定 and, much later, cites a paper is read at once."""
    words = (
        "昆明市方案\n\n研究制定" + "甲" * 60 + "，落实《昆明市办法》。\n一、任务\n（一）甲。做事。"
    )
    code = "from plangraph.ingest.reader import read_plan\n" + f"read_plan({words!r}.encode())"
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, timeout=PATIENCE)


@pytest.mark.parametrize("day", ["2022年2月30日", "2023年4月31日"])
def test_days_that_do_not_exist(day: str) -> None:
    """A day that no calendar has keeps its month and is no date that software chokes on."""
    plan = read(
        f"昆明市方案\n\n昆明市人民政府\n{day}\n\n一、任务\n（一）甲。做事。（市科技局负责）"
    )
    assert plan.document.issued in {"2022-02", "2023-04"}


def test_a_date_and_a_number_in_one_bracket() -> None:
    """（2024年3月29日　某安委〔2024〕6号） below the title tells both (H8)."""
    head = "某市安全生产行动方案\n（2024—2026年）\n某市安全生产委员会\n（2024年3月29日　某安委〔2024〕6号）\n\n"
    found = document(head)
    assert (found.number, found.issued) == ("某安委〔2024〕6号", "2024-03-29")
    assert [named.printed for named in found.issuers] == ["某市安全生产委员会"]


def test_a_stamp_of_a_meeting_is_no_number() -> None:
    """A bracket with a date and other words gives no document number."""
    found = document("某市行动方案\n（2024年3月29日　第6次常务会议通过）\n\n")
    assert (found.number, found.issued) == (None, "2024-03-29")


SPREAD = """关于印发昆明市行动方案的通知
昆联发〔2023〕11号

各县（市、区）有关部门：
国家疾控局　教　育　部
科　技　部　国家医保局
2023年6月12日

昆明市行动方案
"""


def test_names_with_room_between_their_characters() -> None:
    """教　育　部 in a signature is one body; what stands whole beside it is another (H5)."""
    issuers = [named.printed for named in document(SPREAD).issuers]
    assert issuers == ["国家疾控局", "教育部", "科技部", "国家医保局"]


def test_issuers_on_two_lines_of_a_title() -> None:
    """The bodies that head a joint notice may fill several lines before 关于 (H3)."""
    head = "教育部 财政部 民政部\n国家医保局 国家疾控局\n关于加强健康服务工作的通知\n\n国卫发〔2025〕11号\n\n"
    assert document(head).title.startswith("教育部 财政部 民政部")


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("红河州推进跨境贸易行动计划", "红河州"),
        ("红河推进跨境贸易行动计划", "红河哈尼族彝族自治州"),
        ("贵安新区算力产业行动方案", "贵安新区"),
        ("晋城市焦作市文化旅游协同发展行动方案", "晋城市焦作市"),
        ("天津市津南区文化旅游发展行动方案", "天津市津南区"),
    ],
)
def test_the_place_is_named_as_the_title_prints_it(title: str, place: str) -> None:
    """Forms that end with their kind stay as printed; two places side by side are both named."""
    assert document(f"{title}\n\n").jurisdiction_name == place
