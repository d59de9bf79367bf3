"""A report to Markdown (CommonMark with the tables and footnotes of GitHub and Pandoc).

Pictures become their description: a Markdown file stands alone and can hold none. Whatever Markdown
or HTML would read as a sign is escaped.
"""

import re
from collections.abc import Iterable

from plangraph.viz.report import Block, Grid, Heading, Paragraph, Picture, Report, Said, one_line
from plangraph.viz.words import report_words

_SIGNS = re.compile(r"([\\`*_\[\]{}<>#|~$&!^])")
_FIRST = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(?<=\w):(?=//)|(?<=www)\.|@")
_HTML = {":": "&#58;", ".": "&#46;", "@": "&#64;"}


def report_md(report: Report) -> str:
    """The text of the file."""
    parts = [f"# {escaped(report.title)}"]
    if report.source:
        parts.append(escaped(report.source))
    parts.append(f"**{escaped(report_words(report.lang).say('report.contents'))}**")
    parts.append("\n".join(_contents(report)))
    writer = _Writer(report)
    for block in report.blocks:
        parts += writer.block(block)
    parts += [f"[^{note.number}]: {escaped(note.text)}" for note in report.notes]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""A text that Markdown shows and does not obey, at the start of a line too.

    >>> print(escaped("1. *甲* <b> a|b"))
    1\. \*甲\* \<b\> a\|b
    """
    plain = _ADDRESS.sub(lambda found: f"\0{found[0]}", one_line(text))
    safe = _SIGNS.sub(r"\\\1", plain)
    safe = _FIRST.sub(lambda found: _at_start(found[0]), safe)
    safe = re.sub(r"^(\d+)([.)])", r"\1\\\2", safe)
    return re.sub("\0(.)", lambda found: _HTML[found[1]], safe)


def _at_start(sign: str) -> str:
    return sign if sign.isdigit() else f"\\{sign}"


def _contents(report: Report) -> Iterable[str]:
    for heading in report.headings:
        yield f"{'  ' * (heading.level - 1)}- [{escaped(heading.text)}](#{heading.anchor})"


class _Writer:
    """Blocks as paragraphs of Markdown; tables and pictures are counted."""

    def __init__(self, report: Report) -> None:
        self._words = report_words(report.lang)
        self._tables = self._pictures = 0

    def block(self, block: Block) -> list[str]:
        match block:
            case Heading():
                head = f"{'#' * (block.level + 1)} {escaped(block.text)}"
                return [f'<a id="{block.anchor}"></a>', head]
            case Paragraph():
                return [self._paragraph(block)]
            case Grid():
                return self._grid(block)
            case Picture():
                return self._picture(block)

    def _paragraph(self, block: Paragraph) -> str:
        colon = self._words.say("report.colon").rstrip()
        label = f"**{escaped(block.label)}**{colon} " if block.label else ""
        return label + _said(block.said)

    def _grid(self, block: Grid) -> list[str]:
        self._tables += 1
        caption = self._words.say("report.table", n=self._tables, caption=block.caption)
        lines = [[escaped(name) for name in block.columns], ["---"] * len(block.columns)]
        lines += [[_said(cell) for cell in row] for row in block.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return [f"**{escaped(caption)}**", table]

    def _picture(self, block: Picture) -> list[str]:
        self._pictures += 1
        caption = self._words.say("report.figure", n=self._pictures, caption=block.caption)
        lines = [escaped(line) for line in block.figure.description.splitlines() if line.strip()]
        return [f"**{escaped(caption)}**", "\n".join(f"> {line}  " for line in lines)]


def _said(said: Said) -> str:
    note = f"[^{said.note.number}]" if said.note else ""
    return escaped(said.text) + note
