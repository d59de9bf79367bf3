"""PDF and OFD: lines to paragraphs, page numbers and running heads out, ruled tables kept."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from plangraph.ingest.source import Source, place_of, source_from_bytes
from plangraph.ontology.errors import UnreadableFileError
from tests.ingest.ofd import line_object, ofd_of, page_of, text_object

PLANS = Path(__file__).parent.parent / "plans"
WORDS = [
    line.strip()
    for line in (PLANS / "f2-kunming-digital-invented.txt").read_text("utf-8").split("\n")
    if line.strip()
]
OFFICIAL = """body{font:16pt 'Noto Serif CJK SC';margin:0} p{text-indent:2em;margin:0;
line-height:28pt;text-align:justify} p:first-child{font-size:22pt;text-align:center;text-indent:0}
table{border-collapse:collapse;width:100%} td,th{border:1px solid #000;font-size:12pt}"""
SIMPLE = "body{font:12pt 'Noto Sans CJK SC'}"
FONT = "/Resources<</Font<</F1 5 0 R>>>>"
EDGE = "<div style='font-size:9px;width:100%;text-align:center'>{}</div>"
FOOT = EDGE.format("— <span class=pageNumber></span> —")
HEAD = EDGE.format("昆明市人民政府公报")
Printer = Callable[[str, str], bytes]


@pytest.fixture(scope="module")
def printed(chromium_tab: Page) -> Printer:
    """Prints a page to PDF with a running head and page numbers, as a gazette has them."""

    def to_pdf(body: str, style: str) -> bytes:
        chromium_tab.set_content(f"<meta charset=utf-8><style>{style}</style>{body}")
        return chromium_tab.pdf(
            format="A4",
            margin={"top": "30mm", "bottom": "30mm", "left": "27mm", "right": "27mm"},
            display_header_footer=True,
            header_template=HEAD,
            footer_template=FOOT,
        )

    return to_pdf


def read(raw: bytes, name: str = "方案.pdf") -> Source:
    """The source of a file."""
    return source_from_bytes(raw, name)


def bare(line: str) -> str:
    """A line without its spaces: PDF does not keep those beside figures."""
    return "".join(line.split())


def by_hand(content: str, extra: str = "", trailer: str = "") -> bytes:
    """A PDF of one page, written by hand."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R{extra}{FONT}>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    text = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in enumerate(objects, 1))
    return (text + f"trailer<</Root 1 0 R/Size 6{trailer}>>\n%%EOF").encode()


@pytest.mark.parametrize("style", [OFFICIAL, SIMPLE])
def test_a_printed_plan_has_its_paragraphs(printed: Printer, style: str) -> None:
    """Every paragraph of a plan comes back whole from its PDF, indented or not, over page ends."""
    source = read(printed("".join(f"<p>{line}</p>" for line in WORDS), style))
    found = [bare(line) for line in source.text.split("\n") if line]
    wanted = [bare(line) for line in WORDS]
    assert sum(line in found for line in wanted) >= 0.97 * len(wanted)
    assert "公报" not in source.text
    assert "— 1 —" not in source.text


def test_radicals_are_characters(printed: Printer) -> None:
    """A font that prints 一 as a radical does no harm: the text holds common characters."""
    source = read(printed("<p>一、人才用户长期民生工作大力方面。</p><p>第二段文字。</p>", OFFICIAL))
    assert "一、人才用户长期民生工作大力方面。" in source.text
    assert not any("\u2e80" <= char <= "\u2fdf" for char in source.text)


def test_spaces_beside_figures(printed: Printer) -> None:
    """Spaces that a font change puts between figures and characters are taken out."""
    source = read(
        printed("<p>标题</p><p>到2025年，占GDP比重达到5%，培育100家企业。</p>" * 3, OFFICIAL)
    )
    assert "到2025年，占GDP比重达到5%，培育100家企业。" in source.text


def test_pages_are_told(printed: Printer) -> None:
    """The page of any offset can be told, also inside a paragraph that runs over."""
    source = read(printed("".join(f"<p>{line}</p>" for line in WORDS * 4), OFFICIAL))
    numbers = [int(place.number) for place in source.places]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1
    assert len(numbers) > 3
    last = place_of(source, len(source.text) - 1)
    assert last
    assert last.number == str(numbers[-1])


def test_a_ruled_table_r13(printed: Printer) -> None:
    """R13: a ruled table with merged cells over two pages is one table with its head once."""
    rows = "".join(
        f"<tr><td>{n}</td><td>推进第{n}项任务，完善服务体系，培育企业，建设平台</td>"
        f"<td>市科技局</td>{'<td rowspan=2>各县区人民政府</td>' if n % 2 else ''}</tr>"
        for n in range(1, 41)
    )
    head = (
        "<thead><tr><th rowspan=2>序号</th><th rowspan=2>重点任务</th><th colspan=2>责任单位</th>"
        "</tr><tr><th>牵头单位</th><th>配合单位</th></tr></thead>"
    )
    source = read(printed(f"<p>一、重点任务分工如下。</p><table>{head}{rows}</table>", OFFICIAL))
    table = [line for line in source.text.split("\n") if line.startswith("|")]
    assert table[0] == "| 序号 | 重点任务 | 牵头单位（责任单位） | 配合单位（责任单位） |"
    assert [line.split(" | ")[0] for line in table[2:]] == [f"| {n}" for n in range(1, 41)]
    assert all(line.endswith("| 市科技局 | 各县区人民政府 |") for line in table[2:])


def test_underlined_words_are_no_table_r13(printed: Printer) -> None:
    """R13, false friend: underlines, boxes and rules across the page are no table."""
    body = (
        "<p><u>一、目标</u></p><hr><p style='border:1px solid'>（一）推进平台建设。</p>"
        "<p><u>二、任务</u>与<u>保障</u>。</p>"
    )
    assert "|" not in read(printed(body, OFFICIAL)).text


def test_a_title_over_two_lines_i14(printed: Printer) -> None:
    """I14: a large title in the middle that is broken over lines is one line."""
    title = "昆明市人民政府办公室关于印发昆明市国家知识产权强市建设示范城市工作方案的通知"
    source = read(printed(f"<p>{title}</p>" + "<p>各县区：请认真贯彻执行。</p>" * 3, OFFICIAL))
    assert source.text.split("\n")[0] == title


def test_a_page_on_its_side() -> None:
    """The text of a page that is shown turned is read as it is seen."""
    content = (
        "BT /F1 12 Tf 0 1 -1 0 100 50 Tm (First line here) Tj ET "
        "BT /F1 12 Tf 0 1 -1 0 120 50 Tm (and more words) Tj ET"
    )
    source = read(by_hand(content, "/Rotate 90"))
    assert source.text.replace("\n", " ").strip() == "First line here and more words"


def test_a_scan_is_refused() -> None:
    """A PDF of pictures is refused, with the advice to recognise its text first."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(400, 600)
    file = io.BytesIO()
    document.save(file)
    document.close()
    with pytest.raises(UnreadableFileError, match=r"pictures of pages, and no text\. Run text"):
        read(file.getvalue())


def test_an_encrypted_pdf_is_refused() -> None:
    """A PDF behind a password is refused as such."""
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<aa><aa>]"
    with pytest.raises(UnreadableFileError, match="The PDF is encrypted"):
        read(by_hand("BT /F1 12 Tf (x) Tj ET", "", lock))


def test_a_pdf_that_is_none() -> None:
    """A file that only starts like a PDF is refused as damaged."""
    with pytest.raises(UnreadableFileError, match="damaged"):
        read(b"%PDF-1.7\nno objects at all")


def wrapped(paragraphs: list[str], width: int = 27) -> list[str]:
    """Paragraphs as lines of a page, indented by two characters."""
    lines = []
    for paragraph in paragraphs:
        text = f"\u3000\u3000{paragraph}"
        lines += [text[at : at + width] for at in range(0, len(text), width)]
    return lines


def ofd_pages(paragraphs: list[str]) -> list[str]:
    """The pages of an OFD file, 22 lines each."""
    lines = wrapped(paragraphs)
    return [page_of(lines[at : at + 22], at // 22 + 1) for at in range(0, len(lines), 22)]


def test_an_ofd_plan_has_its_paragraphs() -> None:
    """OFD pages are read in the order of the document, page numbers out, lines joined."""
    source = read(ofd_of(ofd_pages(WORDS)), "方案.ofd")
    found = [bare(line) for line in source.text.split("\n") if line]
    missing = [line for line in WORDS if bare(line) not in found]
    assert missing == []
    assert source.places[1].number == "2"


def test_a_table_in_ofd() -> None:
    """A ruled table of an OFD page becomes rows."""
    texts = [("任务", "牵头单位"), ("建设平台", "市科技局"), ("培育企业", "市工信局")]
    objects = "".join(
        text_object(words, 52.0 + 10 * row, 30.0 + 60 * column, 4.0)
        for row, cells in enumerate(texts)
        for column, words in enumerate(cells)
    )
    objects += "".join(line_object(28, 50 + 10 * n, 120, 0) for n in range(4))
    objects += "".join(line_object(28 + 60 * n, 50, 0, 30) for n in range(3))
    source = read(ofd_of([text_object("一、重点任务", 30.0) + objects]), "a.ofd")
    assert [line for line in source.text.split("\n") if line] == [
        "一、重点任务",
        "| 任务 | 牵头单位 |",
        "| --- | --- |",
        "| 建设平台 | 市科技局 |",
        "| 培育企业 | 市工信局 |",
    ]


def test_a_scan_in_ofd_is_refused() -> None:
    """An OFD file without characters is refused."""
    with pytest.raises(UnreadableFileError, match="no text"):
        read(ofd_of([line_object(0, 0, 10, 0)]), "a.ofd")


def test_entities_in_ofd_are_refused() -> None:
    """An OFD page that declares entities is refused."""
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(UnreadableFileError, match="declares entities"):
        read(ofd_of([text_object("一、目标", 30.0)], first=bomb), "a.ofd")


def test_steps_that_never_end_in_ofd() -> None:
    """A step that claims to repeat a billion times is bounded by its characters."""
    objects = text_object("一、目标", 30.0).replace('"g 3 ', '"g 999999999 ')
    assert "一、目标" in read(ofd_of([objects]), "a.ofd").text
