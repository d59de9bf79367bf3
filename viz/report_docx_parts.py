"""The blocks of a report typed into a Word document."""

from collections.abc import Sequence
from typing import Any

from plangraph.viz.report import Grid, Heading, Paragraph, Said, one_line
from plangraph.viz.report_docx_notes import Footnotes
from plangraph.viz.report_docx_xml import (
    begin_field,
    bookmark,
    element,
    end_field,
    field,
    paragraph_in,
)
from plangraph.viz.words import Words

_TEXT_CM = 16.0
_EMU = 3600  # of Word's units in a hundredth of a centimetre
_RULES = (("top", 12), ("bottom", 12), ("insideH", 2))  # eighths of a point
_HEAD = "E8EDF3"
_CELL = "TableText"  # the id of the style "Table Text"


class Typist:
    """Types block after block; captions are counted here, as Word's fields count them."""

    def __init__(self, document: Any, words: Words, notes: Footnotes) -> None:
        self.document = document
        self._words = words
        self._notes = notes
        self._captions: dict[str, int] = {}
        self._marks = 0

    def contents(self, headings: Sequence[Heading]) -> None:
        """A table of contents as a field, with a line a heading already in it.

        The numbers of pages come when Word opens the file: nobody else knows where pages end.
        """
        head = paragraph_in(self.document, "TOC Heading")
        head.add_run(self._words.say("report.contents"))
        for place, heading in enumerate(headings):
            line = paragraph_in(self.document, f"TOC {heading.level}")
            if not place:
                begin_field(line, r'TOC \o "1-2" \h \z \u')
            link = element("hyperlink", anchor=f"_Toc{heading.anchor}", history=1)
            link.append(line.add_run(one_line(heading.text))._r)  # noqa: SLF001
            line._p.append(link)  # noqa: SLF001
            if place == len(headings) - 1:
                end_field(line)

    def heading(self, block: Heading) -> None:
        """A heading that the contents lead to."""
        typed = paragraph_in(self.document, f"Heading {block.level}")
        typed.add_run(one_line(block.text))
        self._marks += 1
        bookmark(typed, f"_Toc{block.anchor}", self._marks)

    def paragraph(self, block: Paragraph) -> None:
        """A paragraph with its label in bold; such lines stay with what they lead to."""
        typed = self.document.add_paragraph()
        if block.label:
            label = one_line(block.label) + self._words.say("report.colon")
            typed.add_run(label).bold = True
            typed.paragraph_format.keep_with_next = True
        self._said(typed, block.said)

    def caption(self, key: str, text: str, *, before: bool) -> None:
        """A caption with a field for its number; one before a table stays with it."""
        word = self._words.say(key)
        self._captions[key] = self._captions.get(key, 0) + 1
        typed = paragraph_in(self.document, "Caption")
        typed.add_run(f"{word} ")
        field(typed, f"SEQ {word} \\* ARABIC", str(self._captions[key]))
        typed.add_run(self._words.say("report.after_number") + one_line(text))
        typed.paragraph_format.keep_with_next = before

    def grid(self, block: Grid) -> None:
        """A table with three rules, whose head stands on every page and whose rows stay whole."""
        table = self.document.add_table(rows=1, cols=len(block.columns))
        table.autofit = False
        for column, share in zip(table.columns, block.widths, strict=True):
            column.width = round(_TEXT_CM * share * _EMU)
        _form(table, one_line(block.caption))
        _head(_wide(table.rows[0], block.widths), table.rows[0], block.columns)
        whole, last = block.small, len(block.rows) - 1
        for place, row in enumerate(block.rows):
            cells = table.add_row()
            kept = place < last if whole else place in {0, last - 1}
            cells._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001
            for cell, said in zip(_wide(cells, block.widths), row, strict=True):
                cell.paragraphs[0]._p.style = _CELL  # noqa: SLF001 -- by its id: ten times as fast
                if kept:
                    cell.paragraphs[0]._p.get_or_add_pPr().append(element("keepNext"))  # noqa: SLF001
                self._said(cell.paragraphs[0], said)
        space = paragraph_in(self.document, "Table Text")
        space.paragraph_format.space_after = 0

    def _said(self, paragraph: Any, said: Said) -> None:
        paragraph.add_run(one_line(said.text))
        if said.note:
            self._notes.refer(paragraph, said.note)


def _form(table: Any, title: str) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001 -- no public way to rules and texts
    borders = element("tblBorders")
    for side, size in _RULES:
        colour = "BFC8D2" if side == "insideH" else "1F3A5F"
        borders.append(element(side, val="single", sz=size, space=0, color=colour))
    properties.tblLayout.addprevious(borders)  # the order is part of the format
    properties.append(element("tblCaption", val=title))


def _head(cells: Sequence[Any], row: Any, columns: Sequence[str]) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(element("cantSplit"))
    properties.append(element("tblHeader"))
    for cell, name in zip(cells, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph._p.style = _CELL  # noqa: SLF001
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(one_line(name)).bold = True
        shade = element("shd", val="clear", color="auto", fill=_HEAD)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _wide(row: Any, shares: Sequence[int]) -> Sequence[Any]:
    """The cells of a row, each as wide as its share of the page."""
    from docx.shared import Cm  # noqa: PLC0415 -- an extra

    cells: Sequence[Any] = row.cells
    for cell, share in zip(cells, shares, strict=True):
        cell.width = Cm(_TEXT_CM * share / 100)
    return cells
