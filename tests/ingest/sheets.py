"""An OFD file laid out as an office program does it: lines broken at the width, tables ruled."""

import html
from collections.abc import Iterable, Iterator

from tests.ingest.copies import Block, Rows, merged
from tests.ingest.ofd import LEFT, SIZE, line_object, ofd_of

WIDE = 154.0  # of the text, in millimetres
TOP, BOTTOM, STEP = 37.0, 260.0, 9.8
SMALL, CELL_STEP = 4.2, 6.0  # letters in cells, and from line to line
NEVER_FIRST = "，。、；：）〕》”％%"


def width_of(words: str) -> float:
    """How wide some words are, in letters; Latin ones count half."""
    return sum(0.5 if char.isascii() else 1.0 for char in words)


def broken(words: str, wide: float, indent: int = 0) -> Iterator[str]:
    """The lines of a paragraph ``wide`` letters wide, the first one shorter; numbers stay whole."""
    line = ""
    room = wide - indent
    for index, char in enumerate(words):
        ahead = words[index + 1 : index + 2]
        bound = char.isascii() and line[-1:].isascii() and line
        needed = width_of(char) + (1.0 if ahead and ahead in NEVER_FIRST else 0.0)
        if width_of(line) + needed > room and char not in NEVER_FIRST and not bound:
            yield line
            line, room = "", wide
        line += char
    yield line


def printed_line(words: str, x: float, y: float, size: float) -> str:
    """One line as an object of the page, each letter as wide as it is."""
    steps = " ".join(f"{size * width_of(char)}" for char in words[:-1])
    return (
        f'<ofd:TextObject ID="{int(y * 1000 + x)}" Boundary="{x} {y} 160 {size}" Font="1" '
        f'Size="{size}"><ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{html.escape(words)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


class Sheets:
    """Takes paragraphs and tables one by one and starts new pages."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self._y = TOP

    def paragraph(self, words: str) -> None:
        """Lines behind an indent of two letters."""
        for index, line in enumerate(broken(words, WIDE / SIZE, 2)):
            self._room(STEP)
            left = LEFT + (0 if index else 2 * SIZE)
            self.pages[-1].append(printed_line(line, left, self._y, SIZE))
            self._y += STEP

    def table(self, rows: Rows) -> None:
        """A ruled table; a row that has no room goes to the next page."""
        column = WIDE / len(rows[0])
        heights = [self._height(row, column) for row in rows]
        for i, row in enumerate(merged(rows)):
            self._room(heights[i])
            for j, cell in enumerate(row):
                if cell:
                    x, wide = LEFT + j * column, cell[1] * column
                    self._box(x, wide, sum(heights[i : i + cell[2]]))
                    self._lines(cell[0], x, wide)
            self._y += heights[i]

    def _height(self, row: list[str], column: float) -> float:
        most = max(len(list(broken(cell, (column - 2) / SMALL))) for cell in row)
        return CELL_STEP * most + 2

    def _lines(self, words: str, x: float, wide: float) -> None:
        for index, line in enumerate(broken(words, (wide - 2) / SMALL)):
            y = self._y + 1 + CELL_STEP * index
            self.pages[-1].append(printed_line(line, x + 1, y, SMALL))

    def _box(self, x: float, wide: float, high: float) -> None:
        y = self._y
        self.pages[-1] += [line_object(x, y, wide, 0), line_object(x, y + high, wide, 0)]
        self.pages[-1] += [line_object(x, y, 0, high), line_object(x + wide, y, 0, high)]

    def _room(self, high: float) -> None:
        if self._y + high > BOTTOM:
            self.finish()
            self.pages.append([])
            self._y = TOP

    def finish(self) -> None:
        """Prints the number of the page."""
        self.pages[-1].append(printed_line(f"— {len(self.pages)} —", 98.0, 270.0, SMALL))


def sheets_of(blocks: Iterable[Block]) -> bytes:
    """The OFD file of a plan."""
    sheets = Sheets()
    for block in blocks:
        if isinstance(block, str):
            sheets.paragraph(block)
        else:
            sheets.table(block)
    sheets.finish()
    return ofd_of(["".join(objects) for objects in sheets.pages])
