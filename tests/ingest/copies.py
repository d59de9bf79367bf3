"""A plan as other files: a page, a Word file, an OFD file, and what programs print or save of them.

A plan is a list of paragraphs and tables. Cells of a table that stand beside each other and hold
the same words are merged, as the authors of such tables do.
"""

import html
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from playwright.sync_api import Page

from plangraph.ingest.office import NAMES
from tests.ingest.wordfile import saved

Rows = list[list[str]]
Block = str | Rows
Cell = tuple[str, int, int]  # words, columns, rows
OFFICIAL = """body{font:16pt 'Noto Serif CJK SC';margin:0} p{text-indent:2em;margin:0;
line-height:28pt;text-align:justify} p:first-child{font-size:22pt;text-align:center;text-indent:0}
table{border-collapse:collapse;width:100%} td,th{border:1px solid #000;font-size:12pt}"""
PLAIN = "body{font:12pt 'Noto Sans CJK SC'} table{border-collapse:collapse} td{border:1px solid}"
GAZETTE = """body{font:12pt 'Noto Serif CJK SC';margin:0} p{text-indent:2em;margin:0;
line-height:20pt;text-align:justify} p:first-child{font-size:18pt;line-height:26pt;
text-align:center;text-indent:0;column-span:all} table{border-collapse:collapse;width:100%;
column-span:all} td{border:1px solid #000} div{columns:2;column-gap:10mm}"""
STYLES = {"official": OFFICIAL, "plain": PLAIN, "gazette": GAZETTE}
MARGINS = {"top": "30mm", "bottom": "30mm", "left": "27mm", "right": "27mm"}
EDGE = "<div style='font-size:9px;width:100%;text-align:center'>{}</div>"
HEAD = EDGE.format("某某市人民政府公报")
FOOT = EDGE.format("— <span class=pageNumber></span> —")


def blocks_of(text: str) -> list[Block]:
    """The paragraphs and tables of a text whose tables have bars between their cells."""
    blocks: list[Block] = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for is_row, run in groupby(lines, key=lambda line: line.count("|") >= 2):
        if is_row:
            blocks.append([_cells(line) for line in run if line.strip("|-: ")])
        else:
            blocks += run
    return blocks


def _cells(line: str) -> list[str]:
    inner = line[1:-1] if line.startswith("|") else line
    return [cell.strip() for cell in inner.split("|")]


def text_of(blocks: Iterable[Block], *, mark: str = "") -> str:
    """A text file, or Markdown where ``mark`` stands before headings; merged cells repeated."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines += [(mark if block[1:2] == "、" or not lines else "") + block, ""]
            continue
        head, *rows = block
        ruler = ["---"] * len(head)
        lines += [f"| {' | '.join(row)} |" for row in (head, ruler, *rows)]
        lines.append("")
    return "\n".join(lines)


def merged(rows: Rows) -> Iterator[list[Cell | None]]:
    """Each cell with its size; ``None`` where another cell covers the place."""
    for i, row in enumerate(rows):
        yield [None if _is_covered(rows, i, j) else _sized(rows, i, j) for j in range(len(row))]


def _is_covered(rows: Rows, i: int, j: int) -> bool:
    return _same(rows, (i, j), (i - 1, j)) or _same(rows, (i, j), (i, j - 1))


def _same(rows: Rows, one: tuple[int, int], other: tuple[int, int]) -> bool:
    i, j = other
    words = rows[one[0]][one[1]]
    return bool(words) and 0 <= i < len(rows) and 0 <= j < len(rows[0]) and rows[i][j] == words


def _sized(rows: Rows, i: int, j: int) -> Cell:
    wide = high = 1
    while _same(rows, (i, j), (i, j + wide)):
        wide += 1
    while _same(rows, (i, j), (i + high, j)):
        high += 1
    return rows[i][j], wide, high


def page_of(blocks: Iterable[Block]) -> str:
    """The body of a web page."""
    return "".join(
        f"<p>{html.escape(block)}</p>" if isinstance(block, str) else _page_table(block)
        for block in blocks
    )


def _page_table(rows: Rows) -> str:
    lines = [
        "".join(
            f"<td colspan={cell[1]} rowspan={cell[2]}>{html.escape(cell[0])}</td>"
            for cell in row
            if cell
        )
        for row in merged(rows)
    ]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def word_of(blocks: Iterable[Block]) -> bytes:
    """A Word file: paragraphs indented by two characters, tables with ruled cells."""
    document = Document()
    document.styles["Normal"].font.name = "Noto Serif CJK SC"
    document.styles["Normal"].font.size = Pt(12)
    for block in blocks:
        if isinstance(block, str):
            paragraph = document.add_paragraph(block)
            paragraph.paragraph_format.first_line_indent = Pt(24)
            paragraph.paragraph_format.space_after = Pt(0)
            continue
        table = document.add_table(len(block), len(block[0]), style="Table Grid")
        for i, row in enumerate(merged(block)):
            for j, cell in enumerate(row):
                if cell:
                    last = table.cell(i + cell[2] - 1, j + cell[1] - 1)
                    table.cell(i, j).merge(last).text = cell[0]
    return saved(document)


def printed(tab: Page, blocks: Iterable[Block], style: str) -> bytes:
    """The PDF that a browser prints, with a running head and page numbers."""
    body = f"<meta charset=utf-8><style>{style}</style><div>{page_of(blocks)}</div>"
    tab.set_content(body)
    return tab.pdf(
        format="A4",
        margin=MARGINS,  # type: ignore[arg-type]  # the keys are those that it takes
        display_header_footer=True,
        header_template=HEAD,
        footer_template=FOOT,
    )


def saved_page(tab: Page, page: str) -> bytes:
    """The MHTML file that a browser saves of a page."""
    tab.set_content(page)
    line = tab.context.new_cdp_session(tab)
    found = line.send("Page.captureSnapshot", {"format": "mhtml"})
    line.detach()
    return str(found["data"]).encode()


def converted(files: Sequence[Path], ending: str, folder: Path) -> list[Path]:
    """Word files as LibreOffice saves them; a machine without it skips the test and says so."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("LibreOffice Writer is not installed: nothing here writes DOC, RTF or ODT.")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    return [folder / f"{file.stem}.{ending}" for file in files]
