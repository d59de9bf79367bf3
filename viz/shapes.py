"""What a drawing is made of: boxes, lines, texts and links in drawing units, styled by name.

A :class:`Figure` is a whole view: its texts, its table and its drawing. Whoever draws a view makes
shapes; ``svg`` alone knows how they are written, ``styles`` alone knows their colours.
"""

from dataclasses import dataclass

from plangraph.viz.layout import FONT, cut_lines, text_width

BODY = 15.0
SMALL = 13.0
LEAST = 12.5  # no text is smaller: 12 pixels at a page width of 1,000
WIDEST = 1000.0
GROUP = "group:"  # begins the key of several things drawn as one: they have no page


@dataclass(frozen=True, slots=True)
class Rect:
    """A box by its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    style: str
    radius: float = 4.0


@dataclass(frozen=True, slots=True)
class Path:
    """A line or an area; ``d`` as SVG writes it."""

    d: str
    style: str


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on its base line.

    Attributes:
        anchor: ``start``, ``middle`` or ``end``: which part of the text stands at ``x``.
        angle: Turned by so many degrees about its anchor, clockwise.
    """

    x: float
    y: float
    text: str
    style: str = "ink"
    size: float = BODY
    anchor: str = "start"
    angle: float = 0.0

    @property
    def width(self) -> float:
        """How wide the line is, at most."""
        return text_width(self.text) * self.size


Plain = Rect | Path | Text


@dataclass(frozen=True, slots=True)
class Link:
    """Shapes that lead to a thing.

    Attributes:
        key: The thing; empty for shapes that only belong together.
        tip: What is said of it when it is pointed at or read aloud.
        marks: Shown while it is pointed at or has the focus: its lines, its neighbours.
    """

    key: str
    tip: str
    shapes: tuple[Plain, ...]
    marks: tuple[Plain, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front; what stands in ``faint`` fades while something is marked."""

    width: float
    height: float
    shapes: tuple[Plain | Link, ...]
    faint: tuple[Plain, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of a picture as rows of texts."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A view: texts, table and drawing, all made from the same facts.

    Attributes:
        kind: ``map``, ``matrix``, ``timeline``, ``targets``, ``agency`` or ``network``.
        lang: ``zh`` or ``en``: the language of the texts; names stay as printed.
        summary: What the picture tells, in sentences.
        alt: What it shows, in a sentence or two, for who cannot see it.
        description: The same at length, with every fact that counts.
        legend: Pairs of a style and what it means.
    """

    kind: str
    lang: str
    title: str
    subtitle: str
    summary: tuple[str, ...]
    alt: str
    description: str
    citation: str
    table: Table
    drawing: Drawing
    legend: tuple[tuple[str, str], ...] = ()


def fitted(text: str, width: float, size: float = BODY, most: int = 1) -> tuple[str, ...]:
    """A text in at most ``most`` lines of ``width`` units at this size; cut ones end in ``…``.

    Lines are about equally long: no single character stands in the last one.
    """
    room = width * FONT / size
    lines = cut_lines(text, room, most)
    if len(lines) == 1 or text_width(lines[-1]) * 2 > text_width(lines[0]):
        return lines
    for share in (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        narrower = cut_lines(text, room * share, len(lines))
        if not narrower[-1].endswith("…"):
            return narrower
    return lines
