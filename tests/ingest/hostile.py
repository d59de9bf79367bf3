"""Files that no author writes: huge, deep, endless, damaged; each name and what makes its bytes."""

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable

from docx import Document

CONTENTS = "[Content_Types].xml"
MAIN = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ITEM = "（{0}）推进第{0}项工作。培育企业{0}家以上。（责任单位：市科技局、市财政局）\n"
PLAN = "昆明市工作方案（2024—2026年）\n一、重点任务\n" + "".join(
    ITEM.format(n) for n in "一二三四五六七八九"
)
SENTENCE = "推进平台建设，完善服务体系，培育企业20家以上。"


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """An archive, compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def word(body: str, first: str = "", **parts: str) -> bytes:
    """A Word file with a body; further parts by their kind."""
    rows = "".join(
        f'<Relationship Id="{kind}" Type="http://x/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    document = f"{first}<w:document {W}><w:body>{body}</w:body></w:document>"
    named = {f"word/{kind}.xml": xml for kind, xml in parts.items()}
    relations = f'<Relationships xmlns="http://x">{rows}</Relationships>'
    return zipped({CONTENTS: "", MAIN: document, "word/_rels/document.xml.rels": relations} | named)


def paragraph(words: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def ofd(pages: Iterable[str], first: str = "") -> bytes:
    """An OFD file of pages, each as the XML of its layer."""
    parts: dict[str, bytes | str] = {
        "OFD.xml": "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>"
    }
    rows = ""
    for number, page in enumerate(pages):
        rows += f'<Page BaseLoc="{number}.xml"/>'
        parts[f"D/{number}.xml"] = f"{first}<Page><Content><Layer>{page}</Layer></Content></Page>"
    parts["D/Document.xml"] = f"<Document><Pages>{rows}</Pages></Document>"
    return zipped(parts)


def pdf(pages: Iterable[bytes], box: str = "0 0 595 842", trailer: str = "") -> bytes:
    """A PDF whose pages have these contents, deflated."""
    kids, objects = [], []
    for number, content in enumerate(pages):
        at = 4 + 2 * number
        kids.append(f"{at} 0 R")
        packed = zlib.compress(content)
        head = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {at + 1} 0 R/Resources"
        objects.append(f"{at} 0 obj\n{head}<</Font<</F1 3 0 R>>>>>>\nendobj\n".encode())
        stream = f"{at + 1} 0 obj\n<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
        objects.append(stream + packed + b"\nendstream\nendobj\n")
    head = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    head += f"2 0 obj\n<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>\nendobj\n"
    head += "3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
    tail = f"trailer<</Root 1 0 R/Size {4 + 2 * len(kids)}{trailer}>>\n%%EOF".encode()
    return head.encode() + b"".join(objects) + tail


def show(words: str, x: int = 40, y: int = 700) -> bytes:
    """Text of a PDF page."""
    return f"BT /F1 12 Tf {x} {y} Td ({words}) Tj ET\n".encode()


def mhtml(page: str, depth: int = 1) -> bytes:
    """A page saved as one file, inside as many wrappers."""
    head = "MIME-Version: 1.0\r\n"
    for level in range(depth):
        head += f'Content-Type: multipart/related; boundary="b{level}"\r\n\r\n--b{level}\r\n'
    return f"{head}Content-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n--b0--\r\n".encode()


def entities(root: str) -> str:
    """A document type whose entities unfold to three gigabytes."""
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY e0 "一一一">{rows}]>'


def cell(words: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc>{paragraph(words) if words else '<w:p/>'}</w:tc>"


def word_table(rows: int, columns: int, words: str = "") -> str:
    """A Word table."""
    return f"<w:tbl>{f'<w:tr>{cell(words) * columns}</w:tr>' * rows}</w:tbl>"


def styles_in_a_circle() -> bytes:
    """Styles based on each other, lists that point to the style that points to them."""
    names = [f"s{n}" for n in range(2000)]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    styles = "".join(
        f'<w:style w:styleId="{one}"><w:basedOn w:val="{other}"/><w:pPr><w:numPr>'
        f'<w:ilvl w:val="3"/></w:numPr></w:pPr></w:style>'
        for one, other in pairs
    )
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s1"/><w:styleLink w:val="s2"/>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>一、目标</w:t></w:r></w:p>' * 2000
    return word(
        body,
        styles=f"<w:styles {W}>{styles}</w:styles>",
        numbering=f"<w:numbering {W}>{lists}</w:numbering>",
    )


def nested_alternatives() -> bytes:
    """Renderings of drawings inside each other."""
    inner = paragraph("一、目标") * 20_000
    for _ in range(70):
        inner = f"<AlternateContent><Choice>{inner}</Choice></AlternateContent>"
    return word(f"<w:p><w:r>{inner}</w:r></w:p>")


def real_word() -> bytes:
    """A Word file as an office program writes it."""
    file, document = io.BytesIO(), Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def ruled(count: int) -> bytes:
    """A page full of crossing lines."""
    rows = [f"20 {20 + n} m 560 {20 + n} l S" for n in range(0, 2 * count, 2)]
    columns = [f"{20 + n} 20 m {20 + n} 800 l S" for n in range(0, 2 * count, 2)]
    return "\n".join(rows + columns).encode() + show("Plan of work.")


LOCKED = "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{0}>/U<{0}>>>/ID[<00><00>]"
TEXTS: dict[str, Callable[[], bytes | str]] = {
    "text of 5 MB.txt": lambda: PLAN * (5_000_000 // len(PLAN.encode())),
    "50,000 numbered items.txt": lambda: (
        "一、任务\n" + "".join(f"{n}.{SENTENCE}（市科技局负责）\n" for n in range(1, 50_001))
    ),
    "brackets nested 1,000 deep.txt": lambda: (
        f"一、任务\n（一）{'（' * 1000}市科技局负责{'）' * 1000}\n"
    ),
    "line of 2 million characters.txt": lambda: "一、任务\n（一）" + SENTENCE * 87_000 + "\n",
    "text of 200 MB.txt": lambda: PLAN.encode() * (200_000_000 // len(PLAN.encode())),
    "control characters.txt": lambda: PLAN + "\x00\x01\x02",
    "escape characters.txt": lambda: PLAN.replace("市", "\x1b[31m市\x7f"),
    "JSON with half a character.json": lambda: json.dumps({"a": "\ud800一、目标\udfff"}),
    "JSON nested 5 million deep.json": lambda: "[" * 5_000_000,
    "comments without end.txt": lambda: "<!-- -->" * 1000 + "一、目标",
    "tags without end.txt": lambda: '\\"' * 4 + "<p " * 1_000_000,
    "table of 20,000 columns.txt": lambda: "一、任务\n" + ("|" + "任务|" * 20_000 + "\n") * 20,
    "Markdown of open tables.md": lambda: "# 一、任务\n" + "<table>" * 300_000,
    "Markdown of open marks.md": lambda: "# 一、任务\n" + "**" * 500_000 + "[" * 500_000,
}
PAGES: dict[str, Callable[[], bytes | str]] = {
    "elements nested 100,000 deep.html": lambda: (
        f"<html><body>{'<div>' * 100_000}{PLAN.replace(chr(10), '<p>')}"
    ),
    "share bars nested 20,000 deep.html": lambda: (
        f"<html><body>{'<div class=share>' * 20_000}{PLAN.replace(chr(10), '<p>')}"
    ),
    "spans nested 50,000 deep.html": lambda: f"<html>{'<span>一、目标' * 50_000}",
    "lists nested 5,000 deep.html": lambda: f"<html>{'<ol><li>目标' * 5_000}",
    "tables nested 5,000 deep.html": lambda: f"<html>{'<table><tr><td>一<td>二' * 5_000}",
    "a million elements.html": lambda: f"<html>{'<p>一、目标</p>' * 1_000_000}",
    "a million inputs.html": lambda: f"<html>{'<input>一' * 1_000_000}",
    "100,000 labels.html": lambda: f"<html>{'<p>来源：某市</p>' * 100_000}",
    "a label before a million spaces.html": lambda: (
        f"<html><p>来源：{chr(160) * 1_000_000}<p>文号：{chr(160) * 1_000_000}一"
    ),
    "title of a million spaces.html": lambda: f"<html><title>{chr(160) * 1_000_000}一</title><p>一",
    "titles inside each other.html": lambda: (
        f"<html>{'<div class=title>通知' * 3_000}<div id=zoom>{PLAN}"
    ),
    "cells over all rows.html": lambda: (
        "<html><table>" + "<tr><td rowspan=9999 colspan=9999>甲<td>乙" * 9_999
    ),
    "a script of open quotes.html": lambda: (
        "<html><script>'" + '\\"' * 1_000_000 + f"</script>{PLAN}"
    ),
    "references to half characters.html": lambda: f"<html><p>&#xD800;{PLAN}&#xDFFF;&#0;",
    "wrappers 5,000 deep.mhtml": lambda: mhtml(PLAN, 5_000),
    "wrapper of 20 MB.mhtml": lambda: mhtml(f"<p>{SENTENCE}</p>" * 300_000),
}
ITEM_OF_LIST = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
ONE_LIST = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def nested_tables() -> bytes:
    """Tables inside each other."""
    rows = f"<w:tr>{cell('一')}{cell('二')}</w:tr>" * 2
    start = f"<w:tbl>{rows}<w:tr>{cell()}<w:tc>" * 75
    return word(start + paragraph("底") + "</w:tc></w:tr></w:tbl><w:p/>" * 75)


def printed(words: str, x: float = 0) -> str:
    """Letters of an OFD page."""
    code = f'<TextCode X="0" Y="0">{words}</TextCode>'
    return f'<TextObject Size="4" Boundary="{x} 50 1 1">{code}</TextObject>'


def drawn(n: int) -> str:
    """A line of an OFD page, somewhere."""
    box = f'Boundary="{10 + n % 170} {10 + n % 250} 1 1"'
    path = f"M 0 0 L {n % 2 * 100} {(n + 1) % 2 * 100}"
    return f"<PathObject {box}><AbbreviatedData>{path}</AbbreviatedData></PathObject>"


def page_of(number: int) -> bytes:
    """A full page of a PDF that is like no other."""
    words = f"{chr(65 + number % 26)}lan {chr(65 + number // 26 % 26)} of work. " * 4
    return b"".join(show(words, 40, 60 + 16 * y) for y in range(40))


def in_forms() -> bytes:
    """A PDF whose page draws a form many times over that draws much."""
    inner = show("a") * 400
    raw = pdf([b"/X Do " * 400])
    form = (
        b"9 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F1 3 0 R>>>>"
    )
    form += b"/Length %d>>stream\n%s\nendstream\nendobj\n" % (len(inner), inner)
    raw = raw.replace(b"/Font<</F1 3 0 R>>", b"/XObject<</X 9 0 R>>", 1)
    return raw.replace(b"trailer", form + b"trailer")


ARCHIVES: dict[str, Callable[[], bytes | str]] = {
    "zip bomb.docx": lambda: word(" " * 90_000_000),
    "zip bomb.ofd": lambda: ofd([" " * 90_000_000]),
    "bomb of 30 parts of 60 MB.ofd": lambda: ofd([" " * 60_000_000] * 30),
    "50,000 parts.docx": lambda: zipped(dict.fromkeys(map(str, range(50_000)), "")),
    "entity bomb.docx": lambda: word(paragraph("&e9;"), entities("w:document")),
    "entity bomb.ofd": lambda: ofd([printed("&e9;")], entities("Page")),
    "a million empty paragraphs.docx": lambda: word("<w:p/>" * 1_000_000 + paragraph("一、目标")),
    "300,000 empty items.docx": lambda: word(ITEM_OF_LIST * 300_000, numbering=ONE_LIST),
    "table of a million cells.docx": lambda: word(word_table(10_000, 100)),
    "table of a million columns.docx": lambda: word(word_table(2, 500_000)),
    "table with 100,000 words a cell.docx": lambda: word(word_table(3, 3, SENTENCE * 4_000)),
    "tables nested 75 deep.docx": nested_tables,
    "styles in a circle.docx": styles_in_a_circle,
    "drawings inside each other.docx": nested_alternatives,
    "ten million elements.docx": lambda: word("<w:p/>" * 10_000_000),
    "a million letters on a page.ofd": lambda: ofd([printed(SENTENCE * 50_000)]),
    "300,000 letters out of order.ofd": lambda: ofd(
        ["".join(printed("一", n * 7919 % 300_000) for n in range(300_000))]
    ),
    "19,000 pages.ofd": lambda: ofd([""] * 19_000),
    "lines on 200 pages.ofd": lambda: ofd(["".join(map(drawn, range(2_900)))] * 200),
}
PRINTS: dict[str, Callable[[], bytes | str]] = {
    "10,000 pages.pdf": lambda: pdf([show("Plan of work.")] * 10_000),
    "5,000 full pages.pdf": lambda: pdf(map(page_of, range(5_000))),
    "a huge page.pdf": lambda: pdf([show("Plan of work.", 900_000, 900_000)], "0 0 9e9 9e9"),
    "letters out of order.pdf": lambda: pdf(
        [b"".join(show("a", n * 7919 % 50_000, 700) for n in range(50_000))]
    ),
    "160,000 letters in forms.pdf": in_forms,
    "stream of 2 GB.pdf": lambda: pdf([b" " * 2_000_000_000]),
    "lines on 300 pages.pdf": lambda: pdf([ruled(250)] * 300),
    "locked.pdf": lambda: pdf([show("Plan of work.")], trailer=LOCKED.format("00" * 32)),
    "pages in a circle.pdf": lambda: pdf([show("a")]).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"),
}
CASES = TEXTS | PAGES | ARCHIVES | PRINTS
