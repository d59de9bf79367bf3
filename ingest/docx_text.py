"""DOCX to text: paragraphs with their automatic numbers, tables, text boxes, then the notes.

The mark of the issuing body and the document number often stand in a header or a text box; they
come first. The XML is read directly: python-docx leaves out tracked insertions, content controls,
text boxes and all automatic numbers.

Source: ECMA-376 part 1, 17; GB/T 9704-2012, 7.2; extraction.md A7.
"""

import re
from collections.abc import Iterator
from typing import Any

from plangraph.ingest.archive import Archive, resolved
from plangraph.ingest.docx_numbers import Numbering
from plangraph.ingest.docx_tables import is_frame, read_rows
from plangraph.ingest.docx_words import flattened, is_removed, text_boxes, words_of
from plangraph.ingest.docx_xml import child, children, local, value
from plangraph.ingest.extract import Extract, Part, TextWriter
from plangraph.ingest.grid import cells_in_order, is_data, table_lines
from plangraph.ontology.errors import UnreadableFileError

_MARK = re.compile(
    r".*(?:文件|人民政府|办公[厅室]|委员会|[局厅部])$|.*[〔\[(（【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d+\s*号.*"
)
WRAPPERS = frozenset({"ins", "moveTo", "customXml", "smartTag"})


def read_docx(raw: bytes) -> Extract:
    """The text of a DOCX file; places count paragraphs and rows of tables.

    Raises:
        UnreadableFileError: Damaged, encrypted, too large, or no Word document.
    """
    archive = Archive(raw)
    document = main_part(archive)
    return _Reader(archive, document).read()


def main_part(archive: Archive) -> str:
    """The name of the part that holds the text."""
    if archive.has("_rels/.rels"):
        for kind, target in relations(archive, ""):
            if kind == "officeDocument":
                return resolved("", target)
    return "word/document.xml"


def relations(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """Kind and target of what a part refers to inside the file, in order."""
    folder, _, name = part.rpartition("/")
    listed = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if not archive.has(listed):
        return
    for node in archive.xml(listed):
        if local(node) == "Relationship" and value(node, "TargetMode") != "External":
            yield value(node, "Type").rpartition("/")[2], value(node, "Target")


class _Reader:
    """One pass over a document: the numbers count as it goes."""

    def __init__(self, archive: Archive, document: str) -> None:
        self._archive = archive
        self._body: Any = child(archive.xml(document), "body")
        if self._body is None:
            raise UnreadableFileError(
                "The file is no Word document: it has no body.", advice="Save it as DOCX."
            )
        self._parts: dict[str, list[str]] = {}
        for kind, target in relations(archive, document):
            self._parts.setdefault(kind, []).append(resolved(document, target))
        self._numbering = Numbering(self._root("numbering"), self._root("styles"))
        self._writer = TextWriter()
        self._paragraph = 0
        self._table = 0

    def read(self) -> Extract:
        """The whole document."""
        first = list(self._marks())
        for words in dict.fromkeys(first):
            self._writer.line(Part(words, "header", "1"))
        self._blocks(self._body, set(first))
        for kind in ("footnotes", "endnotes"):
            self._notes(self._root(kind))
        return self._writer.extract()

    def _root(self, kind: str) -> Any | None:
        for name in self._parts.get(kind, []):
            if self._archive.has(name):
                return self._archive.xml(name)
        return None

    def _marks(self) -> Iterator[str]:
        """The issuing body's mark and the document number, from headers and text boxes."""
        headers = [name for name in self._parts.get("header", []) if self._archive.has(name)]
        roots = [self._archive.xml(name) for name in headers]
        boxes = [box for block in self._body for box in text_boxes(block)]
        for root in [*roots, *boxes]:
            for paragraph in (node for node in root.iter() if local(node) == "p"):
                words = words_of(paragraph).strip()
                if len(words) <= 40 and _MARK.fullmatch(words):
                    yield words

    def _blocks(self, parent: Any, known: set[str]) -> None:
        """The paragraphs and tables below a node; ``known`` words of text boxes are left out."""
        for one in flattened(parent, WRAPPERS):
            if local(one) == "p":
                self._paragraph += 1
                for words in (words for box in text_boxes(one) for words in box_lines(box)):
                    if words.strip() not in known:
                        self._writer.line(Part(words, "text-box", str(self._paragraph)))
                for words in self._lines(one):
                    self._writer.line(Part(words, "paragraph", str(self._paragraph)))
            elif local(one) == "tbl":
                self._write_table(one, known)

    def _lines(self, paragraph: Any) -> list[str]:
        """The lines of a paragraph, its number before the first."""
        if is_removed(paragraph):
            return []
        words = words_of(paragraph)
        number = self._numbering.number_of(child(paragraph, "pPr"))
        return (number + words.lstrip()).split("\n") if words.strip() else []

    def _cell_lines(self, cell: Any) -> list[str]:
        """The lines of a cell; a number alone stays, for it is what the cell shows."""
        lines: list[str] = []
        for one in flattened(cell, WRAPPERS):
            if local(one) == "p" and not is_removed(one):
                boxes = (words for box in text_boxes(one) for words in box_lines(box))
                number = self._numbering.number_of(child(one, "pPr"))
                lines += [*boxes, *(number + words_of(one).lstrip()).split("\n")]
            elif local(one) == "tbl":
                lines += [cell.text for cell in cells_in_order(read_rows(one, self._cell_lines))]
        return lines

    def _write_table(self, table: Any, known: set[str]) -> None:
        if is_frame(table):
            for row in (node for node in flattened(table, WRAPPERS) if local(node) == "tr"):
                for cell in (node for node in flattened(row, WRAPPERS) if local(node) == "tc"):
                    self._blocks(cell, known)
            return
        self._table += 1
        rows = read_rows(table, self._cell_lines)
        if not is_data(rows):
            for words in (words for cell in cells_in_order(rows) for words in cell.lines):
                self._writer.line(Part(words, "table-row", f"{self._table}.1"))
            return
        self._writer.gap()
        for line in table_lines(rows):
            self._writer.line(Part(line.words, "table-row", f"{self._table}.{line.row}"))
        self._writer.gap()

    def _notes(self, root: Any | None) -> None:
        number = 0
        for note in root if root is not None else ():
            if local(note) not in {"footnote", "endnote"} or value(note, "type"):
                continue
            number += 1
            words = " ".join(words_of(one).strip() for one in children(note, "p"))
            if words.strip():
                self._writer.line(Part(f"注{number}：{words}", "footnote", str(number)))


def box_lines(box: Any) -> Iterator[str]:
    """The lines of a text box."""
    for node in box.iter():
        if local(node) == "p":
            yield from words_of(node).split("\n")
