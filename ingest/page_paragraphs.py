"""Lines and tables of pages to the text: page numbers and running heads out, broken lines joined.

A line goes on in the next where it fills the width. In texts whose paragraphs are indented the
indent tells where one starts; in others a line that ends with 。；： ends its paragraph.

Source: GB/T 9704-2012, 7.5 (page numbers); extraction.md A7.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, starmap
from statistics import median

from plangraph.ingest.extract import Extract, Part, TextWriter
from plangraph.ingest.grid import cells_in_order, is_data, table_lines
from plangraph.ingest.page_blocks import Block, TableBlock, continued
from plangraph.ingest.page_columns import Margins, column_margins, margins_of
from plangraph.ingest.page_layout import Page, PrintedLine, read_lines
from plangraph.ingest.page_tables import Grid, find_grids, read_grid

_PAGE_NUMBER = re.compile(
    r"[\s—–―\-－·.•~～()（）]*(?:第?\s*\d{1,4}\s*页?|[ivxlcIVXLC]{1,6})"
    r"(?:\s*[/／]?\s*共?\s*\d{1,4}\s*页?)?[\s—–―\-－·.•~～()（）]*"
)
_MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节条]|"
    r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]"
)
_STOPS = "。；：！？;:"
_EDGE_LINES = 2
_LARGE = 1.15  # times the size of the body: a title


def write_pages(pages: Iterable[Page]) -> Extract:
    """The text of pages, which are read one at a time; places count pages."""
    blocks: list[list[Block]] = []
    widths: dict[int, float] = {}
    for page in pages:
        widths[page.number] = page.width
        blocks.append(list(_blocks(page)))
    running = _running_lines(blocks)
    writer = TextWriter()
    _Joiner(widths, [_without_frame(page, running) for page in blocks]).write(writer)
    return writer.extract()


def _blocks(page: Page) -> Iterator[Block]:
    """The lines and tables of a page, a table where its first character is printed."""
    grids = find_grids(page)
    owners = [next((g for g in grids if g.holds(glyph)), None) for glyph in page.glyphs]
    done: set[int] = set()
    outside = []
    for glyph, grid in zip(page.glyphs, owners, strict=True):
        if grid is None:
            outside.append(glyph)
        elif id(grid) not in done:
            done.add(id(grid))
            yield from read_lines(outside, page.number)
            outside = []
            yield _table(page, grid, owners)
    yield from read_lines(outside, page.number)


def _table(page: Page, grid: Grid, owners: Sequence[Grid | None]) -> TableBlock:
    glyphs = (glyph for glyph, owner in zip(page.glyphs, owners, strict=True) if owner is grid)
    rows = read_grid(grid, glyphs, page.number)
    return TableBlock(rows, (page.number,) * len(rows))


def _edges(blocks: Iterable[Block]) -> list[PrintedLine]:
    """The uppermost and lowest lines of a page."""
    lines = sorted((b for b in blocks if isinstance(b, PrintedLine)), key=lambda line: line.top)
    return [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]


def _running_lines(pages: Sequence[Sequence[Block]]) -> set[tuple[str, int]]:
    """What stands at the same height on most pages, figures left aside."""
    seen = Counter(key for page in pages for key in {_running_key(line) for line in _edges(page)})
    least = max(2, len(pages) // 2)
    return {key for key, count in seen.items() if count >= least and len(pages) > 1}


def _running_key(line: PrintedLine) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.words), round(line.top / 6)


def _without_frame(blocks: Sequence[Block], running: set[tuple[str, int]]) -> list[Block]:
    """The blocks of a page without page number and running lines."""
    edges = _edges(blocks)
    frame = {id(line) for line in edges if _running_key(line) in running}
    ends = [*edges[:1], *edges[-1:]]
    frame |= {id(line) for line in ends if _PAGE_NUMBER.fullmatch(line.words)}
    return [block for block in blocks if id(block) not in frame]


class _Joiner:
    """Knows the margins of all pages; decides for each line whether it goes on in the next."""

    def __init__(self, widths: Mapping[int, float], blocks: Sequence[Sequence[Block]]) -> None:
        self._blocks = list(continued(block for page in blocks for block in page))
        lines = [block for block in self._blocks if isinstance(block, PrintedLine)]
        self._widths = widths
        self._size = median([line.size for line in lines for _ in line.words] or [12.0])
        common = _margins(lines, max(widths.values(), default=600.0))
        on_page: dict[int, list[PrintedLine]] = {number: [] for number in widths}
        for line in lines:
            on_page[line.page].append(line)
        self._margins: dict[int, Margins] = {}
        for number, own in on_page.items():
            enough = sum(line.is_wide for line in own) > 4
            margins = _margins(own, widths[number]) if enough else common
            self._margins |= dict.fromkeys(map(id, own), margins)
        self._margins |= column_margins(on_page.values())
        pairs = [(one, other) for one, other in pairwise(lines) if one.page == other.page]
        self._is_indented = self._indents(pairs)
        steps = sorted(other.top - one.top for one, other in pairs if other.top > one.top)
        self._step = steps[len(steps) // 5] if steps else 0.0
        self._is_spaced = sum(starmap(self._is_gap, pairs)) * 8 > len(pairs) > 3

    def write(self, writer: TextWriter) -> None:
        """Writes all paragraphs and tables."""
        paragraph: list[PrintedLine] = []
        for block in self._blocks:
            if isinstance(block, PrintedLine) and paragraph and self._goes_on(paragraph[-1], block):
                paragraph.append(block)
                continue
            _write_paragraph(writer, paragraph)
            paragraph = []
            if isinstance(block, PrintedLine):
                paragraph = [block]
            else:
                _write_table(writer, block)
        _write_paragraph(writer, paragraph)

    def _indents(self, pairs: Sequence[tuple[PrintedLine, PrintedLine]]) -> bool:
        """Whether paragraphs start with an indent: many lines do, or most behind a short one."""
        firsts = [other for line, other in pairs if not self._is_full(line, other)]
        all_lines = [other for _, other in pairs]

        def share(lines: Sequence[PrintedLine]) -> float:
            found = sum(1.2 < self._indent(line) < 3.2 for line in lines)
            return found / len(lines) if found > 2 else 0.0

        return share(all_lines) > 0.1 or share(firsts) > 0.6

    def _indent(self, line: PrintedLine) -> float:
        """How far a line starts right of the margin, in characters."""
        return (line.left - self._margins[id(line)].left) / max(1.0, line.size)

    def _goes_on(self, line: PrintedLine, other: PrintedLine) -> bool:
        """Whether a line continues in the one behind it."""
        alike = abs(line.size - other.size) <= 0.12 * max(line.size, other.size)
        far = line.page == other.page and other.top - line.bottom > 1.6 * line.size
        if far or not alike:
            return False
        if self._is_title(line) and self._is_title(other) and line.page == other.page:
            return True
        if not self._is_full(line, other) or self._indent(other) > 0.8:
            return False
        if self._is_indented:
            return True
        if self._is_spaced and line.page == other.page:
            return not self._is_gap(line, other)
        return line.words[-1] not in _STOPS and not _MARKER.match(other.words)

    def _is_gap(self, line: PrintedLine, other: PrintedLine) -> bool:
        """Whether there is more room between two lines than inside a paragraph."""
        return other.top - line.top > 1.15 * self._step

    def _is_title(self, line: PrintedLine) -> bool:
        """Large and in the middle."""
        middle = self._widths[line.page] / 2
        centred = abs((line.left + line.right) / 2 - middle) < 1.5 * line.size
        return centred and line.size > _LARGE * self._size

    def _is_full(self, line: PrintedLine, other: PrintedLine) -> bool:
        """Whether the first word of the next line would not have fitted."""
        left = self._margins[id(line)].right - line.right
        return left < max(other.first_width, line.size) + 0.5 * line.size


def _margins(lines: Sequence[PrintedLine], width: float) -> Margins:
    """The margins of lines of a page; of a page without wide ones, what is usual."""
    wide = [line for line in lines if line.is_wide]
    return margins_of(wide) if wide else Margins(0.12 * width, 0.88 * width)


def _write_paragraph(writer: TextWriter, lines: Sequence[PrintedLine]) -> None:
    parts = []
    for index, line in enumerate(lines):
        before = lines[index - 1].words[-1] if index else ""
        apart = before.isascii() and before.isalpha() and line.words[0].isascii()
        words = (" " if apart and line.words[0].isalpha() else "") + line.words
        parts.append(Part(words, "page", str(line.page)))
    writer.line(*parts)


def _write_table(writer: TextWriter, table: TableBlock) -> None:
    if not is_data(table.rows):
        for cell in cells_in_order(table.rows):
            for words in cell.lines:
                writer.line(Part(words, "page", str(table.pages[0])))
        return
    writer.gap()
    for line in table_lines(table.rows):
        writer.line(Part(line.words, "page", str(table.pages[line.row - 1])))
    writer.gap()
