"""A figure to a sheet, of which PNG, PDF or Word can be made elsewhere; and a sheet to the file.

A sheet is text and is made where the figure is. Drawing it is heavy, and is done in a process of
its own where strangers ask for it.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from plangraph.ontology.errors import InvalidQueryError
from plangraph.viz import raster
from plangraph.viz.shapes import Figure
from plangraph.viz.svg import Look, figure_svg
from plangraph.viz.word_file import docx_bytes

PAPER: Final = {"auto": "print"}  # what has no screen to follow
ENDINGS: Final = (".png", ".pdf", ".docx")
_PIXELS: Final = 2.0  # of a PNG for each drawing unit, where no width is told
_WORD_PIXELS: Final = 1900.0  # 16 cm at 300 dots an inch


@dataclass(frozen=True, slots=True)
class Sheet:
    """What has to be known of a figure to draw it; all of it is text or a number.

    Attributes:
        ending: One of :data:`ENDINGS`.
        svg: The picture.
        scale: Pixels a drawing unit.
        lang: Language of the texts.
        title: As in the figure, as are ``alt``, ``summary`` and ``citation``.
        cited: Whether a Word file ends with the citation.
    """

    ending: str
    svg: str
    scale: float
    lang: str
    title: str
    alt: str
    summary: tuple[str, ...]
    citation: str
    cited: bool

    def told(self) -> dict[str, Any]:
        """All but the picture, as JSON may hold it; :func:`sheet_from` reads it."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "svg"}


def sheet_of(figure: Figure, ending: str, look: Look | None = None) -> Sheet:
    """The sheet of a figure.

    Raises:
        InvalidQueryError: The ending is none of those that are drawn on paper, or there is no such
            theme.
    """
    if ending not in ENDINGS:
        raise InvalidQueryError(
            f"A picture cannot be drawn as {ending}.",
            where=ending,
            advice=f"Ask for one of these: {', '.join(ENDINGS)}.",
        )
    look = look or Look()
    cited, wide = look.citation, look.width
    if ending == ".docx":
        look, wide = replace(look, title=False, citation=False), _WORD_PIXELS
    return Sheet(
        ending=ending,
        svg=on_paper(figure, look),
        scale=wide / figure.drawing.width if wide else _PIXELS,
        lang=figure.lang,
        title=figure.title,
        alt=figure.alt,
        summary=figure.summary,
        citation=figure.citation,
        cited=cited,
    )


def sheet_from(told: dict[str, Any], svg: str) -> Sheet:
    """The sheet that :meth:`Sheet.told` told of."""
    return Sheet(svg=svg, **{**told, "summary": tuple(told["summary"])})


def drawn(sheet: Sheet) -> bytes:
    """The file.

    Raises:
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
    """
    if sheet.ending == ".pdf":
        return raster.pdf(sheet.svg)
    image = raster.png(sheet.svg, sheet.scale)
    if sheet.ending == ".png":
        return image
    wide, high = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))
    return docx_bytes(sheet, image, high / wide, citation=sheet.cited)


def on_paper(figure: Figure, look: Look) -> str:
    """The picture for a program that follows no screen: one theme, its own size."""
    theme = PAPER.get(look.theme, look.theme)
    font = raster.font_family() or look.font
    return figure_svg(
        figure, replace(look, theme=theme, width=figure.drawing.width, font=font, style=False)
    )
