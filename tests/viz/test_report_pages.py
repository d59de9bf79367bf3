"""Reports on paper: pictures in parts that can be read, tables that stay together, Word's ways."""

import io
import zipfile
from dataclasses import replace
from math import isclose

import pypdfium2
import pytest
from lxml import etree

from plangraph.graph.store import Store
from plangraph.viz.extract import Extract, StatementFacts
from plangraph.viz.map_figure import map_figure
from plangraph.viz.matrix_figure import matrix_figure
from plangraph.viz.report import Grid, Heading, Paragraph, Report, Said
from plangraph.viz.report_figures import Draw, parts_of
from plangraph.viz.report_files import report_bytes
from plangraph.viz.report_parts import report_of
from plangraph.viz.report_typst import typst_files
from plangraph.viz.words import report_words
from tests.viz import figures, plans
from tests.viz.test_figures import check

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGE = plans.wide(40, 60, 5)


@pytest.fixture(scope="module")
def seed(seed_store: Store) -> Report:
    """The report on the bundled plan."""
    return report_of(seed_store, seed_store.plan_keys()[0])


@pytest.fixture(scope="module")
def word(seed: Report) -> bytes:
    """That report as a Word file."""
    return report_bytes(seed, ".docx")


def duties(extract: Extract) -> set[tuple[str, str]]:
    """Pairs of a task and a party."""
    return {(row.item, row.party) for row in extract.statements}


def pair(row: StatementFacts, extract: Extract) -> tuple[str, str]:
    """The title of the task and the printed name of the party."""
    titles = {item.key: f"{item.number} {item.title}" for item in extract.items}
    return titles[row.item], row.printed


@pytest.mark.parametrize("draw", [map_figure, matrix_figure])
def test_a_large_plan_is_drawn_in_parts_that_can_be_read(draw: Draw) -> None:
    """40 tasks and 60 parties: no part is higher than a page, and together they tell every duty."""
    parts = parts_of(LARGE, draw, report_words("zh"))
    assert len(parts) > 2
    assert [(part.number, part.of) for part in parts] == [
        (n, len(parts)) for n in range(1, len(parts) + 1)
    ]
    told = [tuple(row[:2]) for part in parts for row in part.figure.table.rows]
    assert len(told) == len(set(told)) == len(duties(LARGE))
    assert set(told) == {pair(row, LARGE) for row in LARGE.statements}
    for part in parts:
        drawing = part.figure.drawing
        assert drawing.height <= 1.5 * drawing.width
        assert f"第 {part.number} 部分，共 {len(parts)} 部分" in part.figure.alt
        check(part.figure)


def test_numbers_in_a_part_count_the_whole_plan() -> None:
    """The number beside a party is the same in every part: how many tasks of the plan it has."""
    loads = {key: 0 for _, key in duties(LARGE)}
    for _, key in duties(LARGE):
        loads[key] += 1
    for part in parts_of(LARGE, map_figure, report_words("zh")):
        for link in figures.links(part.figure):
            counts = [int(s.text) for s in link.shapes if getattr(s, "style", "") == "count"]
            assert counts in ([], [loads.get(link.key, 0)])


@pytest.mark.parametrize("draw", [map_figure, matrix_figure])
@pytest.mark.parametrize("extract", [plans.kunming(), plans.wide(100, 250), plans.wide(1, 90)])
def test_what_fits_or_cannot_be_split_is_one_picture(draw: Draw, extract: Extract) -> None:
    """The bundled plan, a plan drawn in groups and a plan of one task have one picture each."""
    parts = parts_of(extract, draw, report_words("zh"))
    assert [(part.number, part.of) for part in parts] == [(1, 1)]


def test_small_tables_stay_together() -> None:
    """A table of up to twelve lines is small; one cell that is long makes it a large one."""
    row = (Said("指标"), Said("数"))
    assert Grid("表", ("一", "二"), (50, 50), (row,) * 12).small
    assert not Grid("表", ("一", "二"), (50, 50), (row,) * 13).small
    assert not Grid("表", ("一", "二"), (90, 10), ((Said("长"), Said("长" * 60)),)).small


def part_of(content: bytes, name: str) -> etree._Element:
    """A part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return etree.fromstring(parts.read(f"word/{name}.xml"))


def test_a_word_file_is_chinese_and_of_today(word: bytes) -> None:
    """Chinese text is marked as that of the mainland, and Word opens the file in its own mode."""
    spoken = {lang.get(f"{W}eastAsia") for lang in part_of(word, "styles").iter(f"{W}lang")}
    assert spoken == {"zh-CN"}
    modes = [
        setting.get(f"{W}val")
        for setting in part_of(word, "settings").iter(f"{W}compatSetting")
        if setting.get(f"{W}name") == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_word_s_tables_are_formed_as_the_standard_says(seed: Report, word: bytes) -> None:
    """The properties of a table stand in the order of ISO 29500, and its rows keep together."""
    order = ["tblW", "tblBorders", "tblLayout", "tblLook", "tblCaption"]
    body = part_of(word, "document")
    grids = [block for block in seed.blocks if isinstance(block, Grid)]
    for table, grid in zip(body.iter(f"{W}tbl"), grids, strict=True):
        names = [etree.QName(one).localname for one in table.find(f"{W}tblPr")]
        assert [name for name in names if name != "tblStyle"] == order
        kept = [row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")]
        assert kept[0]
        assert not kept[-1]
        assert all(kept[:-1]) or not grid.small


def test_a_pdf_is_a4_and_no_page_is_empty(seed: Report) -> None:
    """Every page of a PDF is A4 and has more than its running title and its number."""
    document = pypdfium2.PdfDocument(report_bytes(seed, ".pdf"))
    for page in document:
        width, height = page.get_size()
        assert isclose(width, 595.28, abs_tol=0.1)
        assert isclose(height, 841.89, abs_tol=0.1)
        assert len(page.get_textpage().get_text_range()) > 120
    document.close()


def test_no_heading_of_a_pdf_stands_alone(seed: Report) -> None:
    """A heading stands with the paragraphs behind it; a paragraph of a page or more may break."""
    source = typst_files(seed, frozenset())["main.typ"]
    task = source[source.index("二(一) 优化知识产权发展政策体系") :]
    assert "#labelled(" in task[: task.index("\n]\n")]
    long = Paragraph(Said("长" * 4000))
    report = replace(seed, blocks=(Heading("头", 1, "s1"), Paragraph(Said("短")), long))
    assert "短" in typst_files(report, frozenset())["main.typ"].partition("\n]\n")[0]
    document = pypdfium2.PdfDocument(report_bytes(report, ".pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert text.count("长") == 4000
