"""A report to PDF through typst (extra ``report``): set pages, tagged, its text as text.

Every text of a plan stands in a string of typst's, where no sign means anything.
"""

import os
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from plangraph.ontology.errors import ToolMissingError
from plangraph.viz import raster
from plangraph.viz.report import Block, Grid, Heading, Paragraph, Picture, Report, Said, one_line
from plangraph.viz.sheets import on_paper
from plangraph.viz.svg import Look
from plangraph.viz.words import Words, report_words

_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "SimHei")
_LATIN = "Libertinus Serif"  # typst brings it
_OPENING = 1_000  # characters that stand together: less than a page of them
_TALL = 21 / 16  # a figure that is higher is fitted to the height of the page


def report_pdf(report: Report) -> bytes:
    """The file, the same bytes for the same report.

    Raises:
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
    """
    typst = _typst()
    raster.converter()  # which tells where no font has Chinese characters
    sources = {name: text.encode() for name, text in typst_files(report, _families()).items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document: bytes = typst.compile(sources, format="pdf", font_paths=fonts())
    return document


def picture_png(svg: str, pixels: float) -> bytes:
    """A picture as PNG, so many pixels wide.

    It is the picture of the PDF, takes half the time of :func:`raster.png` and a third of its room.

    Raises:
        ToolMissingError: The extra ``report`` is missing.
    """
    points = f"{pixels / 2:g}pt"
    page = f"#set page(width: {points}, height: auto, margin: 0pt, fill: none)\n"
    sources = {
        "main.typ": f'{page}#image("picture.svg", width: {points})'.encode(),
        "picture.svg": svg.encode(),
    }
    image: bytes = _typst().compile(sources, format="png", ppi=144, font_paths=fonts())
    return image


def typst_files(report: Report, families: frozenset[str]) -> dict[str, str]:
    """The source of the report and its pictures, by name; ``main.typ`` is the report."""
    words = report_words(report.lang)
    look = (files(__package__) / "templates" / "report.typ").read_text("utf-8")
    parts = [look, _opening(report, words, families)]
    pictures: dict[str, str] = {}
    for heads, group in groupby(_placed(report.blocks), key=lambda pair: pair[0]):
        written = "\n".join(_block(block, words, pictures) for _, block in group)
        parts.append(f"#opening[\n{written}\n]" if heads else written)
    return {"main.typ": "\n".join(parts) + "\n", **pictures}


def literal(text: str) -> str:
    r"""A text as a string of typst's.

    >>> print(literal('#emph[甲] "\\'))
    "#emph[甲] \"\\"
    """
    plain = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _opening(report: Report, words: Words, families: frozenset[str]) -> str:
    before, rest = words.say("report.page", page="\1", pages="\2").split("\1")
    between, after = rest.split("\2")
    spaced = f"[#{_kept(before)}#page#{_kept(between)}#pages#{_kept(after)}]"
    own = sorted(_own_families())
    serif = _named([*own, *_SERIF], families, latin=True)
    return (
        f"#show: report.with(title: {literal(report.title)}, source: {literal(report.source)}, "
        f"lang: {literal(report.lang)}, serif: {serif}, "
        f"sans: {_named([*own, *_SANS], families)}, "
        f"contents: {literal(words.say('report.contents'))}, "
        f"page-of: (page, pages) => {spaced})\n"
    )


def _kept(text: str) -> str:
    """A text of ours as a string, with its blanks."""
    return f'"{text}"'


def _named(wanted: list[str], families: frozenset[str], *, latin: bool = False) -> str:
    first = [f'(name: "{_LATIN}", covers: "latin-in-cjk")'] if latin else []
    return f"({', '.join([*first, *(literal(one) for one in wanted if one in families)])},)"


def _placed(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Blocks with the number of the opening that they are in; 0 for those after it.

    Headings and the paragraphs behind them are an opening, which no page breaks: with a note in it,
    typst would leave a heading alone at the foot of a page. What might be longer than a page is
    left to break.
    """
    opening = number = size = 0
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Heading) and not isinstance(before, Heading):
            number += 1
            opening, size = number, 0
        size += len(block.said.text) if isinstance(block, Paragraph) else 0
        if not isinstance(block, Heading | Paragraph) or size > _OPENING:
            opening = 0
        before = block
        yield opening, block


def _block(block: Block, words: Words, pictures: dict[str, str]) -> str:
    match block:
        case Heading():
            return f"#heading(level: {block.level}, {literal(block.text)})"
        case Paragraph():
            if block.label:
                label = f"{literal(block.label)} + {_kept(words.say('report.colon'))}"
                return f"#labelled({label}, [{_said(block.said)}])"
            return f"#par[{_said(block.said)}]"
        case Grid():
            return _grid(block, words)
        case Picture():
            return _picture(block, words, pictures)


def _said(said: Said) -> str:
    note = f"#footnote({literal(said.note.text)})" if said.note else ""
    return f"#{literal(said.text)}{note}"


def _grid(block: Grid, words: Words) -> str:
    widths = ", ".join(map(str, block.widths))
    head = ", ".join(literal(name) for name in block.columns)
    rows = [", ".join(f"[{_said(cell)}]" for cell in row) for row in block.rows]
    caption = _caption(block.caption, "table", words)
    whole = "false" if block.small else "true"
    given = f"{caption}, {whole}, ({widths},), ({head},)"
    return f"#grid-of({given},\n  " + ",\n  ".join(rows) + ")"


def _picture(block: Picture, words: Words, pictures: dict[str, str]) -> str:
    name = f"figure-{len(pictures) + 1}.svg"
    pictures[name] = on_paper(block.figure, Look(title=False, citation=False))
    drawing = block.figure.drawing
    tall = "true" if drawing.height / drawing.width > _TALL else "false"
    caption = _caption(block.caption, "figure", words)
    return f"#picture-of({caption}, {literal(name)}, {literal(block.figure.alt)}, {tall})"


def _caption(text: str, kind: str, words: Words) -> str:
    word = literal(words.say(f"report.{kind}_word"))
    return f"{literal(text)}, {word}, {_kept(words.say('report.after_number'))}"


def _typst() -> Any:
    try:
        import typst  # noqa: PLC0415 -- an extra
    except ImportError as missing:
        raise ToolMissingError(
            "PDF reports need typst.",
            advice="Install the extra: pip install 'plangraph[report]'.",
        ) from missing
    return typst


@cache
def fonts() -> Any:
    """The fonts that typst finds on this machine; looked for once, since that takes a while.

    Raises:
        ToolMissingError: The extra ``report`` is missing.
    """
    return _typst().Fonts(font_paths=_font_paths())


def _families() -> frozenset[str]:
    return frozenset(fonts().families())


def _own_families() -> frozenset[str]:
    """The families that the user names, by name or in a file."""
    family, paths = raster.font_family(), _font_paths()
    if family:
        return frozenset({family})
    own = _typst().Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    return frozenset(own.families()) if paths else frozenset()


def _font_paths() -> list[str]:
    """The folder of the user's own font; empty where a family or nothing is named."""
    wanted = os.environ.get(raster.FONT_VARIABLE, "")
    if not wanted or raster.font_family():
        return []
    path = Path(wanted).expanduser().resolve()
    return [str(path if path.is_dir() else path.parent)]
