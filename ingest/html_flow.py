"""HTML elements to lines: blocks and breaks end one, inline parts run on, tables keep their form.

White space follows the browser but for one thing: a line break of the source between two Chinese
characters is no space. Tables that only lay out the page give their cells as lines.
"""

import re
from typing import Any

from lxml import etree

from plangraph.ingest.grid import Cell, Rows, expanded, is_data, table_lines

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ucapcontent",
        "ul",
    ]
)
_UNSEEN = frozenset({"rt", "rp", "title"})
_SPACE = re.compile("[ \t\r\n\f]+")
_NUMBERED = re.compile(r"\s*(?:\d|[（(〔①-⑳一二三四五六七八九十第])")
_EDGE = " \t\u00a0\u3000\u2002\u2003"
_LONG_CELL = 800


def lines_of(element: Any) -> list[str]:
    """The lines below an element, in reading order; a table has a blank line around it."""
    flow = _Flow(element)
    return flow.lines


class _Flow:
    def __init__(self, root: Any) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._preformatted = 0
        self._ordinals: dict[Any, int] = {}
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            if event == "start":
                self._start(node, walker)
            else:
                self._end(node, is_root=node is root)
        self._flush()

    def _start(self, node: Any, walker: Any) -> None:
        tag = node.tag
        if tag in BLOCKS or tag == "br":
            self._flush()
        if tag in _UNSEEN:
            walker.skip_subtree()
        elif tag == "table" and (rows := data_rows(node)):
            captions = [line for one in node.iter("caption") for line in lines_of(one)]
            self.lines += ["", *captions, *(line.words for line in table_lines(rows)), ""]
            walker.skip_subtree()
        else:
            self._preformatted += tag == "pre"
            self._add(self._ordinal(node) + (node.text or ""))

    def _ordinal(self, node: Any) -> str:
        """The number that a browser shows before an item of a list, where its words have none."""
        parent = node.getparent() if node.tag == "li" else None
        if parent is None or parent.tag != "ol" or "list-style" in (parent.get("style") or ""):
            return ""
        start = re.match(r"\d{1,4}", parent.get("start") or "")
        number = self._ordinals.get(parent, int(start[0]) - 1 if start else 0) + 1
        self._ordinals[parent] = number
        return "" if _has_own_number(node) else f"{number}. "

    def _end(self, node: Any, *, is_root: bool) -> None:
        if node.tag in BLOCKS:
            self._flush()
        self._preformatted -= node.tag == "pre"
        if not is_root:
            self._add(node.tail or "")

    def _add(self, words: str) -> None:
        if not self._preformatted:
            self._line.append(words)
            return
        for index, line in enumerate(words.splitlines()):
            if index:
                self._flush()
            self._line.append(line)

    def _flush(self) -> None:
        line = spaced("".join(self._line))
        if line:
            self.lines.append(line)
        self._line = []


def spaced(words: str) -> str:
    r"""Words with white space as a reader sees it.

    >>> spaced("  一、\n目标 达到\n 100 GB")
    '一、目标 达到 100 GB'
    """

    def one(match: re.Match[str]) -> str:
        before, behind = words[match.start() - 1 : match.start()], words[match.end() :][:1]
        inside = not before.isascii() and not behind.isascii()
        return "" if "\n" in match[0] and inside else " "

    return _collapsed(words, one).strip(_EDGE)


def _collapsed(words: str, one: Any) -> str:
    return _SPACE.sub(one, words) if _SPACE.search(words) else words


def _has_own_number(item: Any) -> bool:
    words = ""
    for piece in item.itertext():
        words += piece.lstrip()[:40] if not words else piece[:40]
        if len(words) > 2:
            break
    return _NUMBERED.match(words) is not None


def data_rows(table: Any) -> Rows:
    """The cells of a table of data; none where a table lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [[node for node in row if node.tag in {"td", "th"}] for row in table.iter("tr")]
    if sum(len(row) > 1 for row in rows) < 2 or _frames_prose(rows):
        return []
    cells = expanded([[_cell(node) for node in row] for row in rows])
    return cells if is_data(cells) else []


def _frames_prose(rows: list[list[Any]]) -> bool:
    """Whether one cell holds most of the text of a table, in paragraphs."""
    sizes = [(sum(map(len, node.itertext())), node) for row in rows for node in row]
    whole = sum(size for size, _ in sizes)
    return any(
        size > _LONG_CELL and size > 0.6 * whole and sum(1 for _ in node.iter("p")) > 4
        for size, node in sizes
    )


def _cell(node: Any) -> Cell:
    return Cell(tuple(filter(None, lines_of(node))), _span(node, "colspan"), _span(node, "rowspan"))


def _span(node: Any, name: str) -> int:
    digits = re.match(r"\s*(\d{1,4})", node.get(name) or "")
    return max(1, int(digits[1])) if digits else 1
