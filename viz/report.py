"""What a report is made of: headings, paragraphs, tables, pictures and notes, in reading order.

One writer makes it from a store (``report_parts``), one renderer a format writes it down. Texts are
plain texts here, whatever characters they hold; each renderer makes them harmless in its own way.
"""

import re
from dataclasses import dataclass
from math import ceil

from plangraph.viz.shapes import Figure

_ACROSS = 45  # Chinese characters of a table's size across the page
_SMALL = 12  # lines
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Note:
    """Words of the plan, and where they stand in it; they prove what the number stands behind."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the note that proves it; ``None`` where the text is its own proof."""

    text: str
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section; level 1 or 2."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a label stands in bold before its text."""

    said: Said
    label: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under its caption; ``widths`` are the shares of the columns."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Said, ...], ...]

    @property
    def small(self) -> bool:
        """Whether the table should stand on one page: it has at most some twelve lines there."""
        return sum(map(self._lines, self.rows)) <= _SMALL

    def _lines(self, row: tuple[Said, ...]) -> int:
        rooms = [_ACROSS * share / 100 for share in self.widths]
        cells = zip(row, rooms, strict=True)
        return max((ceil(len(cell.text) / room) for cell, room in cells), default=1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A view with its caption; its alternative text is the figure's own."""

    caption: str
    figure: Figure


Block = Heading | Paragraph | Grid | Picture


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report on one plan.

    Attributes:
        lang: ``zh`` or ``en``; what the plan says stays as it is printed.
        source: Who issued the plan, when, under which number; empty where it says none of it.
        citation: How to cite the plan.
    """

    lang: str
    title: str
    source: str
    citation: str
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The table of contents."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes by number."""
        found = []
        for block in self.blocks:
            cells = [cell for row in block.rows for cell in row] if isinstance(block, Grid) else []
            said = [block.said] if isinstance(block, Paragraph) else cells
            found += [one.note for one in said if one.note]
        return tuple(found)


def one_line(text: str) -> str:
    r"""A text on one line, without characters that no document may hold or that turn its order.

    >>> one_line("甲\n乙\x00丙")
    '甲 乙 丙'
    """
    return _NOT_TEXT.sub(" ", text).strip()
