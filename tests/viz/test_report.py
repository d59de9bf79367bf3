"""Reports: what they hold, and that every format holds it as text."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from plangraph.graph.questions import run
from plangraph.graph.store import Store, open_store
from plangraph.ontology.errors import InvalidQueryError, StoreError, UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs
from plangraph.viz.extract import plan_iri
from plangraph.viz.map_figure import map_figure
from plangraph.viz.report import Grid, Heading, Note, Paragraph, Picture, Report, Said, one_line
from plangraph.viz.report_facts import accuracy
from plangraph.viz.report_files import ENDINGS, report_bytes, save_report
from plangraph.viz.report_parts import report_of
from plangraph.viz.scene import scene_of
from plangraph.viz.words import report_words, words_of
from tests.viz import plans
from tests.viz.test_words import gaps

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    '<script>alert(1)</script> #emph[x] $x$ `a` *b* _c_ [d](http://e.f) ![i](j) | k {{7*7}} "q" '
    "\\input{x} &amp; </w:t> ]]> <!-- -- @cite =1+1 \x00\x07 #import \u202e~~z~~ ^[n]"
)
SAFE = one_line(HOSTILE)


def bare(text: str) -> str:
    """A text without blanks, marks of direction and the hyphens of line ends."""
    return re.sub(r"[\s\u202e\u200b\ufffe\x02]", "", text)


def docx_text(content: bytes) -> str:
    """All text of a Word file, its footnotes included."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        trees = [etree.fromstring(parts.read(f"word/{n}.xml")) for n in ("document", "footnotes")]
    return "\n".join("".join(p.itertext(f"{W}t")) for tree in trees for p in tree.iter(f"{W}p"))


def pdf_text(content: bytes) -> str:
    """All text of a PDF."""
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def html_text(content: bytes) -> str:
    """What a page shows."""
    tree = html.document_fromstring(content.decode())
    return str(tree.body.text_content())


def md_text(content: bytes) -> str:
    """What a Markdown file shows where footnotes are left as they stand."""
    page = MarkdownIt("commonmark").enable("table").render(content.decode())
    return str(html.document_fromstring(page).text_content())


TEXTS: dict[str, Callable[[bytes], str]] = {
    ".docx": docx_text,
    ".html": html_text,
    ".md": md_text,
    ".pdf": pdf_text,
}


@pytest.fixture(scope="module")
def reports(both_store: Store) -> list[Report]:
    """The reports on both plans in both languages."""
    return [report_of(both_store, key, lang) for key in both_store.plan_keys() for lang in WORDS]


WORDS = ("zh", "en")


@pytest.fixture(scope="module")
def seed(seed_store: Store) -> Report:
    """The report on the bundled plan."""
    return report_of(seed_store, seed_store.plan_keys()[0])


def hostile() -> Report:
    """A report whose every text is hostile."""
    said = Said(HOSTILE, Note(1, HOSTILE))
    figure = map_figure(scene_of(plans.invented([HOSTILE], [[HOSTILE]]), words_of("zh")))
    blocks = (
        Heading(HOSTILE, 1, "s1"),
        Paragraph(said, HOSTILE),
        *(Paragraph(Said(f"{sign} {HOSTILE}")) for sign in ("1.", "-", "+", "=", ">", "#")),
        Grid(HOSTILE, (HOSTILE,), (100,), ((Said(HOSTILE, Note(2, HOSTILE)),),)),
        Picture(HOSTILE, replace(figure, alt=HOSTILE, description=HOSTILE)),
    )
    return Report("zh", HOSTILE, HOSTILE, HOSTILE, blocks)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_party_and_every_quote_is_in_the_text(
    seed_store: Store, seed: Report, ending: str
) -> None:
    """Each format holds, as text, each party's printed and official name and each quoted word."""
    plan = plan_iri(seed_store, seed_store.plan_keys()[0])
    wanted = {note.text for note in seed.notes}
    for row in run(seed_store, "responsibilities", plan=plan):
        wanted |= {str(row["partyName"]), str(row["printedName"]), str(row["quote"]).strip()}
    wanted |= {str(row["text"]) for row in run(seed_store, "measures", plan=plan)}
    wanted |= {str(row["quote"]) for row in run(seed_store, "cq10_targets", plan=plan)}
    assert len(wanted) > 100
    text = bare(TEXTS[ending](report_bytes(seed, ending)))
    missing = {one for one in wanted if bare(one) not in text}
    assert missing == set()


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_text_stays_text(ending: str) -> None:
    """Signs of Word, HTML, Markdown and typst in a plan are shown and do nothing."""
    content = report_bytes(hostile(), ending)
    text = bare(TEXTS[ending](content))
    assert text.count(bare(SAFE)) >= 10
    if ending == ".html":
        tree = html.document_fromstring(content.decode())
        assert not tree.xpath("//script | //iframe | //img | //main//@onclick")
    if ending == ".md":
        page = MarkdownIt("commonmark").enable("table").render(content.decode())
        tree = html.document_fromstring(page)
        assert not tree.xpath("//script | //img | //em | //code | //li//ol | //hr")
        assert {link.get("href") for link in tree.xpath("//a[@href]")} == {"#s1"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_store_gives_the_same_file(
    seed_store: Store, seed: Report, tmp_path: Path, ending: str
) -> None:
    """Written twice, a report has the same bytes, and leaves nothing else behind."""
    again = report_of(seed_store, seed_store.plan_keys()[0])
    one = save_report(seed, tmp_path / f"报告 一{ending.upper()}")
    other = save_report(again, tmp_path / f"two{ending}")
    assert one.read_bytes() == other.read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted([one, other])


def test_a_word_file_is_made_of_word_s_own_things(seed: Report) -> None:
    """Styles, contents, captions, repeated heads, alternative texts and footnotes are Word's."""
    content = report_bytes(seed, ".docx")
    document = docx.Document(io.BytesIO(content))
    styled = [p.style.name for p in document.paragraphs if p.style]
    assert styled.count("Heading 1") + styled.count("Heading 2") == len(seed.headings)
    assert styled[0] == "Title"
    grids = [block for block in seed.blocks if isinstance(block, Grid)]
    pictures = [block for block in seed.blocks if isinstance(block, Picture)]
    assert styled.count("Caption") == len(grids) + len(pictures)
    body = document.element.body
    codes = "".join(body.itertext(f"{W}instrText"))
    assert "TOC " in codes
    assert codes.count("SEQ 表") == len(grids) == len(document.tables)
    assert len(list(body.iter(f"{W}tblHeader"))) == len(grids)
    drawn = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]  # noqa: SLF001
    assert drawn == [block.figure.alt for block in pictures]
    assert len(list(body.iter(f"{W}footnoteReference"))) == len(seed.notes) > 30


def test_the_contents_lead_to_the_headings(seed: Report) -> None:
    """Each line of the contents, and each number of a note, leads to a place that is there."""
    tree = html.document_fromstring(report_bytes(seed, ".html").decode())
    places = set(tree.xpath("//@id"))
    led = [link.removeprefix("#") for link in tree.xpath("//main/nav//@href | //sup/a/@href")]
    assert len(led) == len(seed.headings) + len(seed.notes)
    assert set(led) <= places
    assert len(tree.xpath("//thead/tr")) == len(tree.xpath("//table"))
    markdown = report_bytes(seed, ".md").decode()
    for heading in seed.headings:
        assert f"](#{heading.anchor})" in markdown
        assert f'<a id="{heading.anchor}"></a>' in markdown
    for note in seed.notes:
        assert markdown.count(f"[^{note.number}]") == 2


def test_notes_are_numbered_in_reading_order(reports: list[Report]) -> None:
    """Notes count up from one, each is referred to once, and each task has its section."""
    for report in reports:
        numbers = [note.number for note in report.notes]
        assert numbers == [*range(1, len(numbers) + 1)]
        assert len({heading.anchor for heading in report.headings}) == len(report.headings)


def test_what_could_not_be_read_is_told(both_store: Store) -> None:
    """A passage without a fact stands in the report with its reason in words."""
    for key in both_store.plan_keys():
        rows = run(both_store, "unread", plan=plan_iri(both_store, key))
        report = report_of(both_store, key, "zh", {"deadline-not-linked": "有期限而无所指"})
        text = report_bytes(report, ".md").decode()
        assert ("有期限而无所指" in text) == bool(rows)
        assert (report_words("zh").say("unread.none") in text) == (not rows)


def test_regions_of_no_table_are_told_as_printed(digital_plan: Plan) -> None:
    """A town that no table of places has stands in the report with its name, and is counted."""
    town = next(row for row in digital_plan.regions if row.places)
    town = replace(town, name="茅坪镇", places=())
    with open_store() as store:
        store.add(to_graphs(replace(digital_plan, regions=(*digital_plan.regions, town))))
        (row,) = run(store, "unplaced_regions")
        report = report_of(store, digital_plan.key)
    assert row["name"] == "茅坪镇"
    grid = next(b for b in report.blocks if isinstance(b, Grid) and b.columns[0] == "区域")
    assert [cell.text for cell in grid.rows[-1]][:3] == ["（名录未收）", "茅坪镇", "1"]
    said = next(b.said.text for b in report.blocks if isinstance(b, Paragraph))
    assert f"{len(grid.rows)} 个区域" in said


def test_the_accuracy_is_that_of_the_page() -> None:
    """The figures of a report are those of docs/accuracy.md."""
    page = (ROOT / "docs/accuracy.md").read_text("utf-8")
    section = page[page.index(f"**invented later**: {accuracy()[0].plans} plans") :]
    for one in accuracy():
        line = re.search(rf"^\| {one.kind} \|.*$", section, re.MULTILINE)
        assert line is not None
        cells = [cell.strip() for cell in line[0].strip("|").split("|")]
        assert (one.precision, one.recall, one.gold) == (cells[1], cells[2], cells[5])


def test_both_languages_of_reports_say_the_same() -> None:
    """Every text of a report stands in both languages with the same gaps to fill."""
    zh, en = report_words("zh").texts, report_words("en").texts
    assert zh.keys() == en.keys()
    assert {key for key in zh if gaps(zh[key]) != gaps(en[key])} == set()
    table = (ROOT / "viz/templates/report.tsv").read_text("utf-8")
    keys = [row[0] for row in csv.reader(table.splitlines(), delimiter="\t") if len(row) > 1]
    assert len(keys) == len(set(keys))


def test_wrong_use_is_told(seed_store: Store, seed: Report, tmp_path: Path) -> None:
    """Another ending, a folder that is not there and an unknown plan are errors with advice."""
    with pytest.raises(InvalidQueryError, match=r"\.docx, \.html, \.md, \.pdf"):
        save_report(seed, tmp_path / "report.odt")
    with pytest.raises(StoreError, match="nowhere"):
        save_report(seed, tmp_path / "nowhere" / "report.md")
    with pytest.raises(UnknownThingError):
        report_of(seed_store, "cn-000000-0000-00000000")
    assert list(tmp_path.iterdir()) == []
