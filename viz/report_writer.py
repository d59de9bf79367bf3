"""The pen of a report: it keeps count of notes and anchors while sections are written."""

from collections.abc import Iterable, Sequence

from plangraph.graph.questions import Row
from plangraph.viz.elements import Quote
from plangraph.viz.report import Block, Grid, Heading, Note, Paragraph, Picture, Said
from plangraph.viz.shapes import Figure
from plangraph.viz.words import Words

Cells = Sequence[str | Said]


class Pen:
    """Blocks in the order in which they are written."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.blocks: list[Block] = []
        self._notes = self._heads = 0

    def head(self, text: str, level: int = 1) -> None:
        """A heading with an anchor of its own."""
        self._heads += 1
        self.blocks.append(Heading(text, level, f"s{self._heads}"))

    def say(self, key: str, **values: str | int) -> None:
        """A paragraph of our own words."""
        self.text(self.words.say(key, **values))

    def text(self, said: str | Said, label: str = "") -> None:
        """A paragraph; the label stands before it in bold."""
        self.blocks.append(Paragraph(_said(said), label))

    def grid(self, title: str, heads: str, widths: Sequence[int], rows: Iterable[Cells]) -> None:
        """A table; ``heads`` are the keys of its columns, with blanks between."""
        columns = tuple(self.words.say(key) for key in heads.split())
        cells = tuple(tuple(map(_said, row)) for row in rows)
        if cells:
            self.blocks.append(Grid(title, columns, tuple(widths), cells))

    def picture(self, caption: str, figure: Figure) -> None:
        """A view with its caption."""
        self.blocks.append(Picture(caption, figure))

    def noted(self, text: str, quote: Quote) -> Said:
        """The text with a note of the words that prove it."""
        self._notes += 1
        said = self.words.say(
            "report.note", quote=quote.text.strip(), start=quote.start, end=quote.end
        )
        return Said(text, Note(self._notes, said))


def quote_of(row: Row) -> Quote:
    """The words of the plan that a row of a query stands on."""
    return Quote(str(row["quote"]), int(str(row["start"])), int(str(row["end"])))


def place_of(row: Row) -> str:
    """Where these words stand: ``12–30``."""
    return f"{row['start']}–{row['end']}"


def _said(cell: str | Said) -> Said:
    return Said(cell) if isinstance(cell, str) else cell
