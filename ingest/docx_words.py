"""A WordprocessingML paragraph to its words: what a reader of the page sees, and nothing else.

Inserted text counts, deleted text and hidden text do not; field codes, ruby and reference marks
are left out; of two renderings of one drawing the first is taken.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from plangraph.ingest.docx_xml import child, children, local, value
from plangraph.ingest.word_tables import rows_of

_UNSEEN = {
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "pPr",
    "rPr",
    "rt",
    "txbxContent",
    "footnoteRef",
    "endnoteRef",
    "sdtPr",
    "posOffset",
    "pctWidth",
    "pctHeight",
}
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@cache
def symbols() -> dict[tuple[str, str], str]:
    """Font and code to the character that it looks like, from ``docx_symbols.tsv``."""
    return {(font, code): char for font, code, char in rows_of("docx_symbols.tsv")}


def words_of(node: Any) -> str:
    """The words below a node, with tabs and line breaks."""
    return "".join(_words(node))


def _words(node: Any) -> Iterator[str]:
    for one in node:
        name = local(one)
        if name == "t":
            yield one.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name == "sym":
            yield _symbol(one)
        elif name == "AlternateContent":
            yield from _words(rendering(one))
        elif name and name not in _UNSEEN and not _is_hidden(one):
            yield from _words(one)


def rendering(alternatives: Any) -> Any:
    """The rendering of a drawing that holds text: the first choice, else the fallback."""
    for one in alternatives:
        if any(local(node) == "t" for node in one.iter()):
            return one
    return alternatives[:0]


def text_boxes(node: Any) -> Iterator[Any]:
    """The contents of the text boxes that are anchored in a paragraph."""
    for one in node:
        name = local(one)
        if name == "txbxContent":
            yield one
        elif name == "AlternateContent":
            yield from text_boxes(rendering(one))
        elif name not in {"", "del", "moveFrom"}:
            yield from text_boxes(one)


def _is_hidden(run: Any) -> bool:
    hidden = child(child(run, "rPr"), "vanish") if local(run) == "r" else None
    return hidden is not None and value(hidden) not in {"0", "false"}


def _symbol(node: Any) -> str:
    """A character of a symbol font as a common one; ● where the table does not know it."""
    code = value(node, "char").upper()
    known = symbols().get((value(node, "font"), code))
    if known:
        return known
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 else "●"


def bullet(text: str) -> str:
    """The mark of a bulleted list; that of a symbol font as the character it looks like."""
    code = f"{ord(text[0]):X}" if text else ""
    if not "E000" <= code <= "F8FF" or len(code) != 4:
        return text
    return next((mark for (_, known), mark in symbols().items() if known == code), "●")


def is_removed(paragraph: Any) -> bool:
    """Whether a tracked change took the whole paragraph away."""
    mark = child(child(child(paragraph, "pPr"), "rPr"), "del")
    return mark is not None and not words_of(paragraph).strip()


def flattened(node: Any, wrappers: frozenset[str]) -> Iterator[Any]:
    """The direct children, with those of content controls and tracked insertions in their place."""
    for one in node:
        name = local(one)
        if name == "sdt":
            for content in children(one, "sdtContent"):
                yield from flattened(content, wrappers)
        elif name in wrappers:
            yield from flattened(one, wrappers)
        elif name:
            yield one
