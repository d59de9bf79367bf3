"""The metadata table of a government's page to pairs of label and value.

Pairs stand in tables, lists or spans, a label in a cell of its own or before its value, padded with
spaces (索 引 号). A block counts as metadata only if several of its labels are known; so a table of
tasks with a column 名称 stays a table.

Source: formats H13-H15; the State Council secretariat's directory guide.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from plangraph.ingest.html_flow import BLOCKS, spaced
from plangraph.ingest.html_main import drop_all, frame_line, frame_stop
from plangraph.ingest.word_tables import text_of

_BLANK = re.compile(r"[\s\u3000\u00a0\u2002\u2003]+")
_GROUPS = frozenset({"table", "ul", "dl", "ol"})
_LONGEST = 300
_MOST_PIECES = 200  # texts behind a label
_DEEPEST = 100  # elements inside each other in one block
_MOST_TO_SEE = 2_000  # characters of a text that may hold labels and values
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value, and where they stand."""

    label: str
    value: str
    node: Any
    colon: bool


@cache
def _pattern() -> re.Pattern[str]:
    table = text_of("html_labels.tsv")
    labels = [row for row in table.splitlines()[1:] if row and not row.startswith("#")]
    gap = r"[\s\u3000\u00a0]*"
    spelt = "|".join(gap.join(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"[【\[]?{gap}(?P<label>{spelt}){gap}[】\]]?{gap}(?P<colon>[:：]?){gap}")


def find_pairs(root: Any) -> list[Pair]:
    """All pairs of a page in order; labels without a value are left out."""
    texts = [(str(text), _cell(text)) for text in root.xpath(".//text()") if text.strip()]
    pairs: list[Pair] = []
    for index, (text, cell) in enumerate(texts):
        match = _label(text)
        if match is None:
            continue
        rest = match.string[match.end() :]
        if rest and not match["colon"]:
            continue
        value = _bounded([rest, *_value(texts, index, cell, alone=not rest)])
        pairs += _split(_BLANK.sub("", match["label"]), value, cell, colon=match["colon"] != "")
    return [pair for pair in pairs if pair.value and len(pair.value) <= _LONGEST and _says(pair)]


def _says(pair: Pair) -> bool:
    """Whether a pair tells of the document: 字号 may be its number or the size of the letters."""
    return frame_line().fullmatch(f"{pair.label}：{pair.value}") is None


def _label(text: str) -> re.Match[str] | None:
    """The label that a text starts with."""
    return _pattern().match(_BLANK.sub(" ", text[:_MOST_TO_SEE]).strip())


def _split(label: str, value: str, cell: Any, *, colon: bool) -> Iterator[Pair]:
    """The pair, and those that follow in the same words (发布日期：2022-10-09 来源：市政府)."""
    stop = frame_stop().search(value)
    value = value[: stop.start()] if stop else value
    cuts = [
        match for match in _pattern().finditer(value) if match["colon"] and _apart(value, match)
    ]
    edges = [*(match.start() for match in cuts), len(value)]
    yield Pair(label, spaced(value[: edges[0]]), cell, colon)
    for match, end in zip(cuts, edges[1:], strict=True):
        yield Pair(
            _BLANK.sub("", match["label"]), spaced(value[match.end() : end]), cell, colon=True
        )


def _apart(value: str, match: re.Match[str]) -> bool:
    before = value[: match.start("label")]
    return not before or before[-1].isspace() or before[-1] in "【[|"


def _cell(text: Any) -> Any:
    """The block that a text stands in."""
    node = text.getparent()
    if text.is_tail:
        node = node.getparent()
    for _ in range(_DEEPEST):
        if node.tag in BLOCKS or node.getparent() is None:
            break
        node = node.getparent()
    return node


def _value(texts: list[tuple[str, Any]], index: int, cell: Any, *, alone: bool) -> Iterator[str]:
    """The words behind a label: the rest of its block, else the block right behind it."""
    beside = cell.getnext() if alone else None
    within = cell
    for at in range(index + 1, min(index + _MOST_PIECES, len(texts))):
        text, block = texts[at]
        if block is not within:
            if beside is None or not (block is beside or beside in block.iterancestors()):
                return
            within, beside = block, None
        elif block is cell:
            beside = None
        if _is_label(text):
            return
        yield text


def _bounded(pieces: Iterable[str]) -> str:
    """The pieces as one, up to what may hold values."""
    words = ""
    for piece in pieces:
        words += _BLANK.sub(" ", piece[:_MOST_TO_SEE])
        if len(words) > _MOST_TO_SEE:
            break
    return words


def _is_label(text: str) -> bool:
    match = _label(text)
    return match is not None and (match["colon"] != "" or match.end() == len(match.string))


def take_metadata(root: Any) -> list[Pair]:
    """The pairs of metadata blocks; the blocks are taken out of the page."""
    taken = []
    blocks = []
    for group, members in groupby(find_pairs(root), key=lambda pair: _group(pair.node)):
        pairs = list(members)
        if len({pair.label for pair in pairs}) < _ENOUGH:
            continue
        size = sum(len(pair.label) + len(pair.value) + pair.colon for pair in pairs)
        whole = len(_BLANK.sub("", "".join(group.itertext())))
        if size >= 0.6 * whole:
            taken += pairs
            blocks.append(group)
    drop_all(root, blocks)
    return taken


def _group(cell: Any) -> Any:
    """The table or list that a cell belongs to, else the block around it."""
    group = next((node for node in (cell, *cell.iterancestors()) if node.tag in _GROUPS), None)
    if group is not None:
        return group
    parent = cell.getparent()
    return cell if parent is None or parent.tag in {"body", "html"} else parent


def pairs_around(root: Any, mains: list[Any]) -> list[Pair]:
    """Pairs with a colon outside the document itself, as a line of source and date above it."""
    inside = {node for main in mains for node in main.iter()}
    return [pair for pair in find_pairs(root) if pair.colon and pair.node not in inside]
