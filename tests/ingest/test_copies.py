"""One plan in all formats: the facts are the same, and every quote stands where it says."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from plangraph.ingest.documents import Given
from plangraph.ingest.extract import Place
from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_text
from plangraph.ingest.score import KINDS, Facts, KindScore, compare
from plangraph.ingest.source import place_of, source_from_bytes
from plangraph.ontology.model import Plan
from tests.conftest import DIGITAL_TEXT, ROOT, SEED_TEXT
from tests.ingest import copies
from tests.ingest.reading import wrong_spans
from tests.ingest.sheets import sheets_of

TASKS = [
    ["序号", "重点任务", "责任单位", "责任单位", "完成时限"],
    ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
    ["1", "建设算力调度平台，接入算力2000P", "市数据局", "市发展改革委、市财政局", "2025年6月底前"],
    ["2", "在武侯区、双流区开放测试道路300公里", "市数据局", "市公安局", "2025年底"],
    ["3", "培育人工智能企业100家以上", "市经信局、市新经济委", "各区（市）县政府", "2026年6月底前"],
    ["4", "引进高层次人才50名", "市委组织部", "各区（市）县政府", "持续推进"],
]
TURNED = [
    ["重点任务", "完善基础设施", "优化服务供给"],
    ["工作内容", "建成充电桩5000个", "上线办事服务200项"],
    ["责任主体", "市住建局、市交通运输局", "市行政审批局"],
    ["配合单位", "各区（市）县政府", "各区（市）县政府"],
    ["完成时限", "2025年底", "2026年底"],
]
FIGURES = [
    ["指标", "单位", "2025年", "2026年", "属性"],
    ["数字经济核心产业增加值占地区生产总值比重", "%", "14.5", "15.5", "预期性"],
    ["公共数据开放数据集", "个", "8000", "10000", "约束性"],
]
START = [
    "成都市数字城市建设行动方案（2024—2026年）",
    "为加快数字城市建设，制定本方案。",
    "一、主要目标",
    "到2026年，数字化水平进入全国前列，主要指标见下表。",
    FIGURES,
    "二、重点任务分工",
    "各牵头单位要会同配合单位按下表抓好落实。",
]
END = [
    "四、保障措施",
    "（一）加强组织领导。建立联席会议制度，每季度召开会议不少于1次。（牵头单位：市委网信办；责任单位：市数据局）",
    "（二）强化资金保障。设立总规模20亿元的发展基金。（市财政局负责）",
]
BLOCKS: list[copies.Block] = [*START, TASKS, "三、专项任务", TURNED, *END]
Writer = Callable[[Page], bytes]


def site_of(blocks: list[copies.Block]) -> str:
    """The page of a government's site that holds a plan."""
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><div class=nav><a>首页</a>"
        f"</div><div id=zoom>{copies.page_of(blocks)}</div><div class=footer>主办：某市人民政府"
        "</div></body></html>"
    )


WRITERS: dict[str, Writer] = {
    "md": lambda _: copies.text_of(BLOCKS, mark="## ").encode(),
    "html": lambda _: site_of(BLOCKS).encode(),
    "mhtml": lambda tab: copies.saved_page(tab, site_of(BLOCKS)),
    "docx": lambda _: copies.word_of(BLOCKS),
    "official.pdf": lambda tab: copies.printed(tab, BLOCKS, copies.OFFICIAL),
    "plain.pdf": lambda tab: copies.printed(tab, BLOCKS, copies.PLAIN),
    "ofd": lambda _: sheets_of(BLOCKS),
}


def plan_in(raw: bytes, name: str) -> Plan:
    """The plan in a file; every fact's words stand where it says."""
    plan = read_text(source_from_bytes(raw, name), Given())
    assert wrong_spans(plan) == []
    return plan


def stated(plan: Plan) -> dict[str, list[tuple[str, ...]]]:
    """What a plan states, without offsets; spaces beside figures, which PDF loses, left out."""
    facts = facts_json(plan)

    def rows(kind: str, *names: str) -> list[tuple[str, ...]]:
        return sorted(
            tuple("".join(str(row[name]).split()) for name in names) for row in facts[kind]
        )

    return {
        "tasks": rows("tasks", "path", "title", "due"),
        "assignments": rows("assignments", "path", "agency", "role", "duty"),
        "targets": rows("targets", "path", "indicator", "comparator", "value", "unit", "deadline"),
        "regions": rows("regions", "path", "name"),
        "measures": rows("measures", "path", "text"),
        "unread": rows("unread", "reason"),
        "document": sorted((name, str(facts["document"][name])) for name in ("title", "period")),
    }


@cache
def written() -> dict[str, list[tuple[str, ...]]]:
    """What the plan states as a text file."""
    return stated(plan_in(copies.text_of(BLOCKS).encode(), "方案.txt"))


def test_tables_of_tasks_are_read_from_text_i6_i7() -> None:
    """I6, I7: a table of tasks, upright or turned, gives owners and time limits row by row."""
    found = written()
    assert ("二/3", "市新经济委", "lead", "role-lead") in found["assignments"]
    assert ("二/3", "各区（市）县政府", "support", "role-support") in found["assignments"]
    assert ("三/1", "市交通运输局", "responsible", "role-responsible") in found["assignments"]
    assert ("二/1", "建设算力调度平台，接入算力2000P", "2025-06") in found["tasks"]
    assert ("三/2", "优化服务供给", "2026-12") in found["tasks"]
    assert ("二/2", "双流区") in found["regions"]
    assert len(found["targets"]) >= 8


@pytest.mark.parametrize("kind", WRITERS)
def test_one_plan_in_all_formats(chromium_tab: Page, kind: str) -> None:
    """The same plan as Markdown, page, Word file, PDF or OFD states the same."""
    assert stated(plan_in(WRITERS[kind](chromium_tab), f"方案.{kind}")) == written()


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5hkscs"]
)
def test_one_plan_in_all_encodings(encoding: str) -> None:
    """The same plan in another encoding states the same; Big5 has the characters of both."""
    text = copies.text_of(BLOCKS)
    if encoding == "big5hkscs":
        text = "一、重點任務\n（一）推進平臺建設。（責任單位：市科技局）\n"
    expected = stated(plan_in(text.encode(), "a.txt"))
    assert stated(plan_in(text.encode(encoding), "a.txt")) == expected


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for LibreOffice, which writes a profile there once."""
    return tmp_path_factory.mktemp("office")


@pytest.mark.parametrize("ending", ["pdf", "doc", "rtf", "odt"])
def test_one_plan_through_libreoffice(ending: str, office: Path) -> None:
    """The same plan as LibreOffice saves it states the same; a DOC file may be called WPS."""
    file = office / "方案.docx"
    file.write_bytes(copies.word_of(BLOCKS))
    raw = copies.converted([file], ending, office)[0].read_bytes()
    name = "方案.wps" if ending == "doc" else f"方案.{ending}"
    assert stated(plan_in(raw, name)) == written()


def real_plans() -> list[Path]:
    """The two plans with gold facts, and three invented ones with tables and in prose."""
    invented = ROOT / "tests/invented/docs"
    names = ("A5-luoyang-water", "A6-hefei-lowaltitude", "b06-lianyungang-health-prose")
    return [SEED_TEXT, DIGITAL_TEXT, *(invented / f"{name}.txt" for name in names)]


def differences(gold: Facts, found: Facts) -> list[str]:
    """The facts that only one of two readings has."""
    scores = {kind: KindScore() for kind in KINDS}
    compare(gold, found, scores, "")
    return [row for score in scores.values() for row in (*score.missed, *score.extra)]


@pytest.mark.parametrize("path", real_plans(), ids=lambda path: path.stem)
@pytest.mark.parametrize("style", copies.STYLES)
def test_plans_printed_to_pdf(chromium_tab: Page, path: Path, style: str) -> None:
    """A plan printed as an office, a browser or a gazette does states what its text does."""
    text = path.read_bytes().decode()
    raw = copies.printed(chromium_tab, copies.blocks_of(text), copies.STYLES[style])
    plan = plan_in(raw, "方案.pdf")
    assert differences(facts_json(plan_in(text.encode(), "a.txt")), facts_json(plan)) == []
    pages = [place.number for place in plan_places(raw)]
    assert pages == sorted(set(pages), key=int)


def plan_places(raw: bytes) -> tuple[Place, ...]:
    """The pages of a PDF as they are kept beside its text."""
    return source_from_bytes(raw, "方案.pdf").places


def test_offsets_lead_to_page_paragraph_and_row(chromium_tab: Page) -> None:
    """From the offset of any fact its page, or its paragraph or row of a table, can be told."""
    kinds = {"docx": {"paragraph", "table-row"}, "official.pdf": {"page"}, "ofd": {"page"}}
    for name, expected in kinds.items():
        raw = WRITERS[name](chromium_tab)
        source = source_from_bytes(raw, f"方案.{name}")
        rows = facts_json(plan_in(raw, f"方案.{name}"))["assignments"]
        places = [place_of(source, row["start"]) for row in rows]
        assert {place.kind for place in places if place} == expected
        assert None not in places
