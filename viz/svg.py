"""A figure to SVG: text that a browser, a printer and a screen reader can use, always the same.

Every text is escaped and freed of control characters; the only addresses are those that the caller
gives. Nothing runs: there is no script, no foreign object, no picture.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from plangraph.viz.layout import MARGIN
from plangraph.viz.shapes import GROUP, LEAST, SMALL, Figure, Link, Path, Plain, Rect, Text, fitted
from plangraph.viz.styles import FONTS, attributes, check_theme, figure_css

LANGUAGES = {"zh": "zh-CN", "en": "en"}
_TITLE, _SUBTITLE = 20.0, 13.5
_SAMPLE = 30.0
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 65534, 65535), " ")
_HAN = re.compile(r"(?=.*[\u4e00-\u9fff])(?!.*[a-z]{3})", re.DOTALL)  # and no English words


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is shown.

    Attributes:
        theme: ``auto`` (light, dark on a dark screen), ``light``, ``dark``, ``print`` or ``grey``.
        link: From the key of a thing to the address of its page; ``None`` links to itself.
        groups: ``link`` has addresses of groups too.
        title: The heading stands in the picture.
        citation: The citation stands in the picture.
        style: The style sheet stands in the picture; not where a page has ``figure_css`` already.
        prefix: How ids begin, so that two pictures on a page do not share any.
        width: In pixels; ``None`` takes the width of the place where it stands.
        font: A family to take before the usual ones.
    """

    theme: str = "auto"
    link: Callable[[str], str] | None = None
    groups: bool = False
    title: bool = True
    citation: bool = True
    style: bool = True
    prefix: str = "pg"
    width: float | None = None
    font: str = ""


def figure_svg(figure: Figure, look: Look | None = None) -> str:
    """The figure as one SVG element, the same bytes for the same figure and look.

    Raises:
        InvalidQueryError: There is no such theme.
    """
    look = look or Look()
    check_theme(look.theme)
    pen = _Pen(look, figure.lang)
    heading, top = _heading(figure, look)
    feet, height = _feet(figure, look, top + figure.drawing.height)
    body = "".join(pen.draw(shape) for shape in figure.drawing.shapes)
    faint = "".join(pen.draw(shape) for shape in figure.drawing.faint)
    width = figure.drawing.width
    return (
        f"{_opening(figure, look, height)}"
        f"{pen.draw(Rect(0, 0, width, height, 'page', 0))}"
        f"{''.join(map(pen.draw, heading))}"
        f'<g transform="translate(0 {_number(top)})"><g class="pg-faint">{faint}</g>{body}</g>'
        f"{''.join(map(pen.draw, feet))}</svg>"
    )


def _opening(figure: Figure, look: Look, height: float) -> str:
    width = figure.drawing.width
    size = 'width="100%"'
    if look.width is not None:
        size = f'width="{_number(look.width)}" height="{_number(look.width * height / width)}"'
    style = f"<style>{figure_css()}</style>" if look.style and look.theme == "auto" else ""
    fonts = escape(", ".join(name for name in (look.font, FONTS) if name))
    title, desc = f"{look.prefix}-title", f"{look.prefix}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pg-figure pg-{figure.kind}" {size} '
        f'viewBox="0 0 {_number(width)} {_number(height)}" role="group" '
        f'aria-labelledby="{title}" aria-describedby="{desc}" lang="{LANGUAGES[figure.lang]}" '
        f'font-family="{fonts}"><title id="{title}">{_text(figure.title)}</title>'
        f'<desc id="{desc}">{_text(figure.alt)}</desc>{style}'
    )


def _heading(figure: Figure, look: Look) -> tuple[list[Plain], float]:
    """Title and subtitle, and where the drawing begins."""
    if not look.title:
        return [], 0.0
    room = figure.drawing.width - 2 * MARGIN
    shapes: list[Plain] = []
    y = 10.0
    for line in fitted(figure.title, room * 0.96, _TITLE, 3):
        y += 26
        shapes.append(Text(MARGIN, y, line, "bold", _TITLE))
    for line in fitted(figure.subtitle, room, _SUBTITLE, 2) if figure.subtitle else ():
        y += 22
        shapes.append(Text(MARGIN, y, line, "muted", _SUBTITLE))
    return shapes, y + 16


def _feet(figure: Figure, look: Look, y: float) -> tuple[list[Plain], float]:
    """Legend and citation, and the height of the whole."""
    room = figure.drawing.width - 2 * MARGIN
    shapes: list[Plain] = []
    x, y = MARGIN, y + 8
    for place, (style, text) in enumerate(figure.legend):
        sample = Text(0, 0, text, "muted", SMALL)
        wide = _SAMPLE + 8 + sample.width + 22
        if not place or x + wide - 22 > MARGIN + room:
            x, y = MARGIN, y + 22
        shapes += _sample(style, x, y)
        shapes.append(Text(x + _SAMPLE + 8, y, text, "muted", SMALL))
        x += wide
    if look.citation and figure.citation:
        y += 8
        for line in fitted(figure.citation, room, LEAST, 3):
            y += 19
            shapes.append(Text(MARGIN, y, line, "muted", LEAST))
    return shapes, round(y + 14, 2)


_BOXES = ("task", "agency", "unowned", "bar", "bar-open", "card")


def _sample(style: str, x: float, y: float) -> list[Plain]:
    """A small piece of what the legend explains; ``cell-first 首`` is a cell with its letter."""
    name, _, letter = style.partition(" ")
    if name.startswith("cell-"):
        on = name.replace("cell-", "on-")
        return [
            Rect(x + 6, y - 14, 20, 18, name, 2),
            Text(x + 16, y - 0.5, letter, on, LEAST, "middle"),
        ]
    if name in _BOXES:
        return [Rect(x, y - 12, _SAMPLE, 14, name, 3)]
    if name == "due":
        return [diamond(x + _SAMPLE / 2, y - 5, name)]
    if name in {"check", "hub"}:
        return [disc(x + _SAMPLE / 2, y - 5, 5, name)]
    return [Path(f"M{x:g} {y - 5:g}H{x + _SAMPLE:g}", name)]


def diamond(x: float, y: float, style: str, radius: float = 6.0) -> Path:
    """A diamond about a point."""
    r, x, y = radius, round(x, 2), round(y, 2)
    return Path(f"M{x - r:g} {y:g}l{r:g} {-r:g} {r:g} {r:g} {-r:g} {r:g}z", style)


def disc(x: float, y: float, radius: float, style: str) -> Path:
    """A full circle about a point."""
    r = radius
    return Path(
        f"M{x - r:.2f} {y:.2f}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z", style
    )


class _Pen:
    """Writes shapes in one look."""

    def __init__(self, look: Look, lang: str) -> None:
        self._look = look
        self._foreign = lang != "zh"
        self._marks = look.theme in {"auto", "light", "dark"}
        self._links = 0

    def draw(self, shape: Plain | Link) -> str:
        if isinstance(shape, Link):
            return self._link(shape)
        if isinstance(shape, Rect):
            return self._rect(shape)
        if isinstance(shape, Path):
            return f'<path{self._style(shape.style)} d="{shape.d}"/>'
        return self._text(shape)

    def _style(self, style: str) -> str:
        named = f' class="pg-{style}"' if self._look.theme == "auto" else ""
        return named + attributes(style, self._look.theme)

    def _rect(self, shape: Rect) -> str:
        corner = f' rx="{_number(shape.radius)}"' if shape.radius else ""
        place = f'x="{_number(shape.x)}" y="{_number(shape.y)}"'
        size = f'width="{_number(shape.width)}" height="{_number(shape.height)}"'
        return f"<rect{self._style(shape.style)} {place} {size}{corner}/>"

    def _text(self, shape: Text) -> str:
        x, y = _number(shape.x), _number(shape.y)
        anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
        turned = f' transform="rotate({_number(shape.angle)} {x} {y})"' if shape.angle else ""
        place = f'x="{x}" y="{y}" font-size="{_number(shape.size)}"'
        lang = ' lang="zh-Hans"' if self._foreign and _HAN.match(shape.text) else ""
        style = self._style(shape.style)
        return f"<text{style} {place}{anchor}{turned}{lang}>{_text(shape.text)}</text>"

    def _link(self, link: Link) -> str:
        inside = f"<title>{_text(link.tip)}</title>{self._all(link.shapes)}"
        if not link.key:
            return f"<g>{inside}</g>"
        self._links += 1
        own = f"{self._look.prefix}-{self._links}"
        grouped = link.key.startswith(GROUP) and not self._look.groups
        named = None if grouped else self._look.link
        href = named(link.key) if named else f"#{own}"
        marks = ""
        if self._marks and link.marks:
            hidden = 'class="pg-marks" visibility="hidden" pointer-events="none"'
            marks = f"<g {hidden}>{self._all(link.marks)}</g>"
        key, href = escape(link.key), escape(href)
        return f'<a class="pg-node" id="{own}" data-key="{key}" href="{href}">{inside}{marks}</a>'

    def _all(self, shapes: Iterable[Plain]) -> str:
        return "".join(map(self.draw, shapes))


def _number(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.0f}"


def _text(text: str) -> str:
    """A text as it may stand in XML: escaped, without controls and lone surrogates."""
    clean = text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")
    return escape(clean, quote=False)
