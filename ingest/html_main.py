"""A page to the elements that hold its document: what frames it is cut away first.

Known containers win; elsewhere the smallest element that holds most of the running text. Running
text is what has punctuation and is no link.

Source: formats I15; extraction.md A6 (readability tools drop headings such as 一、工作目标).
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from lxml import etree

from plangraph.ingest.word_tables import text_of

_DROPPED = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "frame",
    "svg",
    "object",
    "embed",
    "applet",
    "canvas",
    "video",
    "audio",
    "map",
    "button",
    "select",
    "input",
    "textarea",
    "head",
    "link",
    "meta",
    "nav",
    "footer",
]
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PROSE = re.compile(r"[，。；：、,;:]|^\s*[（(]?[一二三四五六七八九十\d]+[）)、.．]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in a tree
_GONE = "plangraph-gone"  # the name of an element that is taken away
_LISTS = frozenset({"ul", "dl", "div", "table", "p"})
_LONGEST_MARK = 500
_WORD = re.compile(r"[a-z]+(?:-size)?|[A-Z][a-z]*")
_INNER = frozenset(
    [
        "html",
        "body",
        "div",
        "td",
        "tr",
        "tbody",
        "table",
        "section",
        "article",
        "main",
        "form",
        "center",
        "font",
        "span",
    ]
)
_STRUCTURE = frozenset({"html", "body", "form", "td", "tr", "tbody"})
_MOST = 0.8
_MOST_OF_FRAME = 0.3
_LEAST_CONTAINER = 20


@cache
def _containers() -> dict[tuple[str, str], int]:
    rows = _table("html_containers.tsv")
    return {(kind, value): place for place, (kind, value) in enumerate(rows)}


@cache
def _frame_words() -> frozenset[str]:
    rows = _table("html_frame.tsv")
    return frozenset(word for kind, words in rows if kind == "element" for word in words.split("|"))


@cache
def frame_line() -> re.Pattern[str]:
    """Fits a line that a site writes around a document: print, share, font size, counters."""
    return _frame_patterns("line")


@cache
def frame_stop() -> re.Pattern[str]:
    """Finds words of a site's frame behind a value of the metadata."""
    return _frame_patterns("stop")


def _frame_patterns(wanted: str) -> re.Pattern[str]:
    rows = _table("html_frame.tsv")
    return re.compile("|".join(f"(?:{words})" for kind, words in rows if kind == wanted))


def _table(name: str) -> list[tuple[str, str]]:
    text = text_of(name)
    rows = [row for row in text.splitlines()[1:] if row and not row.startswith("#")]
    return [(row.partition("\t")[0], row.partition("\t")[2]) for row in rows]


def prune(root: Any) -> None:
    """Takes away what is never text of a document: code, controls, navigation, hidden elements.

    An element that holds much of the running text stays, whatever its name says.
    """
    noise = (etree.Comment, etree.ProcessingInstruction, etree.Entity)
    etree.strip_elements(root, *noise, with_tail=False)
    drop_all(root, root.iter(*_DROPPED))
    weights = _weights(root)
    most = _MOST_OF_FRAME * max(1, weights.get(root, 0))
    holders = _holders(root)
    light = (node for node in root.iter() if weights.get(node, 0) <= most and node is not root)
    drop_all(root, [node for node in light if node not in holders and _is_frame(node)])


def drop_all(root: Any, nodes: Iterable[Any]) -> None:
    """Takes elements away, but not the words behind them; not the root."""
    gone = [node for node in nodes if node is not root]
    parents = dict.fromkeys(node.getparent() for node in gone)
    for node in gone:
        node.tag = _GONE
    etree.strip_elements(root, _GONE, with_tail=False)
    for parent in parents:
        _join_texts(parent)


def _join_texts(parent: Any) -> None:
    """Makes texts that now stand beside each other one; many small ones take the square of time."""
    parent.text = _FORBIDDEN.sub("", parent.text or "")
    for child in parent:
        child.tail = _FORBIDDEN.sub("", child.tail or "")


def _is_frame(node: Any) -> bool:
    if not node.attrib or node.tag in _STRUCTURE:
        return False
    marks = f"{node.get('id') or ''} {node.get('class') or ''}"[:_LONGEST_MARK]
    words = {word.lower() for word in (*_WORD.findall(marks), *marks.split())}
    hidden = _HIDDEN.search(node.get("style") or "") or node.get("hidden") is not None
    return bool(hidden or words & _frame_words())


def _holders(root: Any) -> set[Any]:
    """The known containers of documents and all elements around them."""
    found: set[Any] = set()
    for node in root.iter():
        if _container_rank(node) is not None:
            found.add(node)
            for outer in node.iterancestors():
                if outer in found:
                    break
                found.add(outer)
    return found


def _container_rank(node: Any) -> int | None:
    if not node.attrib:
        return None
    known = _containers()
    marks = [("id", node.get("id") or "")]
    marks += [("class", name) for name in (node.get("class") or "").split()]
    return min((known[mark] for mark in marks if mark in known), default=None)


def find_main(root: Any) -> tuple[list[Any], bool]:
    """The elements that hold the document, in order, and whether they are known containers."""
    weights = _weights(root)
    whole = max(1, weights.get(root, 0))
    ranked = [(node, _container_rank(node)) for node in weights]
    known = [(node, rank) for node, rank in ranked if rank is not None]
    known = [(node, rank) for node, rank in known if weights[node] >= _LEAST_CONTAINER]
    heaviest = max((weights[node] for node, _ in known), default=0)
    if heaviest * 3 < whole:
        return [_densest(root, weights)], False
    best = [(node, rank) for node, rank in known if weights[node] >= 0.9 * heaviest]
    inner, rank = best[0]  # elements end inside out, and weights stand in that order
    also = [node for node, other in known if other == rank and _apart(node, inner)]
    mains = {inner, *also}
    return [node for node in root.iter() if node in mains], True


def _apart(one: Any, other: Any) -> bool:
    return (
        one is not other and other not in one.iterancestors() and one not in other.iterancestors()
    )


def _weights(root: Any) -> dict[Any, int]:
    """Characters of running text in each element; elements in the order in which they end."""
    weights: dict[Any, int] = {}
    links = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            links += node.tag == "a"
            continue
        weight = _weight(node.text)
        for child in node:
            weight += weights.get(child, 0) + _weight(child.tail)
        weights[node] = 0 if links else weight
        links -= node.tag == "a"
    return weights


def _weight(words: str | None) -> int:
    return len(words.strip()) if words and _PROSE.search(words) else 0


def _densest(root: Any, weights: dict[Any, int]) -> Any:
    """The innermost element that holds most of the running text."""
    at = root
    while True:
        inner = [child for child in at if child.tag in _INNER]
        best = max(inner, key=lambda child: weights.get(child, 0), default=None)
        if best is None or weights.get(best, 0) < _MOST * max(1, weights.get(at, 0)):
            return at
        at = best


def drop_link_lists(root: Any) -> None:
    """Takes away blocks of links: menus, lists of other documents, partners."""
    counts = _link_counts(root)
    drop_all(root, [node for node in root.iter(*_LISTS) if _is_link_list(*counts[node])])


def _is_link_list(links: int, linked: int, size: int) -> bool:
    return links > 2 and linked > 0.6 * max(1, size)


def _link_counts(root: Any) -> dict[Any, tuple[int, int, int]]:
    """Of each element the links, the characters in them, and all characters."""
    counts: dict[Any, tuple[int, int, int]] = {}
    for _, node in etree.iterwalk(root, events=("end",)):
        links, linked, size = 0, 0, _length(node.text)
        for child in node:
            inner = counts[child]
            links, linked = links + inner[0], linked + inner[1]
            size += inner[2] + _length(child.tail)
        counts[node] = (links + 1, size, size) if node.tag == "a" else (links, linked, size)
    return counts


def _length(words: str | None) -> int:
    return len(words.strip()) if words else 0
