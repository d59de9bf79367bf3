"""A plan whose every text is hostile, through every view, report and export: it stays text."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pyoxigraph as ox
import pypdfium2
import pytest
import rdflib
from icalendar import Calendar
from lxml import etree, html
from markdown_it import MarkdownIt
from playwright.sync_api import Page

from plangraph.graph.exports import FORMATS, export
from plangraph.graph.extent import Extent
from plangraph.graph.store import Store, open_store
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs
from plangraph.viz.files import figure_bytes
from plangraph.viz.report_files import report_bytes
from plangraph.viz.report_parts import report_of
from plangraph.viz.scene import responsibility_scene
from plangraph.viz.svg import Look
from plangraph.viz.views import VIEWS, Asked, figure_of

EVIL = (
    "=cmd|'/c calc'!A1 <script>window.XSS=1</script><img src=x onerror=window.XSS=1>"
    '" onload="window.XSS=1 [a](javascript:window.XSS=1) ![i](x) $\\input{a}$ %\\write18 #emph[x]'
    " {{7*7}} ]]></text></w:t> &amp; `b` |c| *d* ~~e~~\x07\x1b\u2028\u202e\r\nEND:VCALENDAR\r\n"
)
MARK = "window.XSS=1</script>"  # a part of it that every form must show
TEXTS = {
    *("title", "notice_title", "number", "name", "name_en", "printed", "text", "indicator"),
    *("unit", "words", "source_value", "quote", "access_note", "jurisdiction_name"),
}
DRAWN = {"svg", "title", "desc", "style", "g", "a", "rect", "path", "text"}
BAD = "//script | //iframe | //object | //embed | //img | //@onload | //@onerror | //form | //link"


def poisoned(value: Any, name: str = "") -> Any:
    """The same value with hostile words before every text that a document could hold."""
    if isinstance(value, str) and type(value) is str:
        return f"{EVIL}{value}" if name in TEXTS else value
    if isinstance(value, tuple):
        return tuple(poisoned(one, name) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: poisoned(getattr(value, f.name), f.name) for f in fields(value)}
        return replace(value, **changed)
    return value


@pytest.fixture(scope="module")
def store(digital_plan: Plan) -> Iterator[Store]:
    """A store with such a plan."""
    plan: Plan = replace(poisoned(digital_plan), version=digital_plan.version)
    document = replace(plan.document, source_url="javascript:window.XSS=1")
    with open_store() as made:
        made.add(to_graphs(replace(plan, document=document)))
        yield made


@pytest.fixture(scope="module")
def party(store: Store) -> str:
    """The busiest party."""
    nodes = responsibility_scene(store).nodes
    return max(nodes, key=lambda node: (node.kind == "agency", node.count)).id


def drawn(store: Store, view: str, party: str, ending: str) -> bytes:
    """A view of the plan as a kind of file."""
    asked = Asked(view, None, "en", party=party if view in {"agency", "network"} else "")
    return figure_bytes(figure_of(store, asked), Path(f"view{ending}"), Look())


@pytest.mark.parametrize("view", VIEWS)
def test_pictures_and_pages_of_every_view(
    store: Store, party: str, view: str, chromium_page: Page, tmp_path: Path
) -> None:
    """SVG and HTML hold the words as text, lead nowhere, and run nothing in Chromium."""
    svg = drawn(store, view, party, ".svg")
    root = etree.fromstring(svg)
    assert {etree.QName(one).localname for one in root.iter()} <= DRAWN
    assert all(link.startswith("#") for link in root.xpath("//@href"))
    page = drawn(store, view, party, ".html")
    assert MARK in html.document_fromstring(page.decode()).text_content()
    complaints: list[str] = []
    chromium_page.on("console", lambda message: complaints.append(message.text))
    for ending, content in ((".svg", svg), (".html", page)):
        file = tmp_path / f"view{ending}"
        file.write_bytes(content)
        chromium_page.goto(file.as_uri())
        assert chromium_page.evaluate("() => window.XSS ?? null") is None
    assert html.document_fromstring(page.decode()).xpath(BAD) == []
    assert complaints == []


@pytest.mark.parametrize("view", VIEWS)
def test_tables_of_every_view(store: Store, party: str, view: str) -> None:
    """No cell of a CSV is a formula, and the JSON holds the words whole."""
    table = drawn(store, view, party, ".csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=cmd|") for cell in cells)
    assert MARK in json.dumps(json.loads(drawn(store, view, party, ".json")), ensure_ascii=False)


@pytest.mark.parametrize("view", ["timeline", "targets"])
def test_paper_of_views(store: Store, party: str, view: str) -> None:
    """A PDF and a Word file hold the words as text; neither leads anywhere or runs anything."""
    body = drawn(store, view, party, ".pdf")
    assert not re.search(rb"/(JavaScript|JS|Launch|URI)\b", body)
    pdf = pypdfium2.PdfDocument(body)
    assert "=cmd|" in pdf[0].get_textpage().get_text_range()
    pdf.close()
    check_word(drawn(store, view, party, ".docx"))


def check_word(content: bytes) -> None:
    """A Word file is whole, leads to no address, and has no field that the plan brought."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        read = {name: parts.read(name) for name in parts.namelist()}
    for name, part in read.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
        assert b'TargetMode="External"' not in part
    fields = b" ".join(re.findall(rb"<w:instrText[^>]*>([^<]*)<", read["word/document.xml"]))
    assert re.fullmatch(rb"[ A-Za-z0-9\\\"*-]*", fields.replace("表".encode(), b"").strip())
    said = docx.Document(io.BytesIO(content)).element.body.itertext()
    assert MARK in "".join(said)


def test_reports_of_every_kind(store: Store, chromium_page: Page, tmp_path: Path) -> None:
    """Word, HTML, Markdown and PDF reports show the words; Chromium runs none of them."""
    report = report_of(store, store.plan_keys()[0], "en")
    check_word(report_bytes(report, ".docx"))
    page = report_bytes(report, ".html")
    tree = html.document_fromstring(page.decode())
    assert tree.xpath(BAD) == []
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert MARK in tree.text_content()
    (tmp_path / "report.html").write_bytes(page)
    asked: list[str] = []
    chromium_page.on("request", lambda request: asked.append(request.url))
    chromium_page.on("console", lambda message: asked.append(message.text))
    chromium_page.goto((tmp_path / "report.html").as_uri())
    assert chromium_page.evaluate("() => window.XSS ?? null") is None
    assert len(asked) == 1
    markdown = report_bytes(report, ".md").decode()
    shown = html.document_fromstring(MarkdownIt("commonmark").enable("table").render(markdown))
    assert shown.xpath("//script | //img | //em | //code | //@onload") == []
    assert all(link.startswith("#") for link in shown.xpath("//@href"))
    assert MARK in shown.text_content()
    body = report_bytes(report, ".pdf")
    assert not re.search(rb"/(JavaScript|JS|Launch|URI)\b", body)


def formulas(body: bytes) -> list[object]:
    """Cells of a workbook that a program would compute."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    return [*(cell.value for cell in cells if cell.data_type == "f"), *links]


def literals(body: bytes, form: str) -> set[str]:
    """The literals of RDF, read by another library than wrote it where there is one."""
    if form in {"ttl", "jsonld"}:
        read = rdflib.Graph().parse(
            data=body.decode(), format={"ttl": "turtle", "jsonld": "json-ld"}[form]
        )
        return {str(value) for value in read.objects() if isinstance(value, rdflib.Literal)}
    quads = ox.RdfFormat.N_QUADS if form == "nq" else ox.RdfFormat.TRIG
    found = (quad.object for quad in ox.parse(body, format=quads))
    return {value.value for value in found if isinstance(value, ox.Literal)}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated")
@pytest.mark.parametrize("form", FORMATS)
def test_exports_of_every_format(store: Store, form: str) -> None:
    """Each format is read by its own parser, and what it holds is text."""
    body = export(store, form, Extent(tuple(store.plan_keys())))
    if form in {"gexf", "graphml", "stratml", "rdfxml"}:
        assert MARK in "".join(etree.fromstring(body).itertext()) + "".join(
            etree.fromstring(body).xpath("//@label")
        )
    elif form == "xlsx":
        assert formulas(body) == []
    elif form == "csv":
        with zipfile.ZipFile(io.BytesIO(body)) as folder:
            tables = [folder.read(n).decode() for n in folder.namelist() if n.endswith(".csv")]
        cells = [cell for text in tables for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith((*"=+-@＝＋－＠",))]
    elif form == "ics":
        (calendar,) = Calendar.from_ical(body, multiple=True)
        assert {part.name for part in calendar.walk()} == {"VCALENDAR", "VEVENT"}
        assert any(MARK in str(event["SUMMARY"]) for event in calendar.walk("VEVENT"))
    else:
        assert any(MARK in value for value in literals(body, form))
