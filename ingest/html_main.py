"""A page to the elements that hold its document: what frames it is cut away first.

Known containers win; elsewhere the smallest element that holds most of the running text. Running
text is what has punctuation and is no link.

Source: formats I15; extraction.md A6 (readability tools drop headings such as 一、工作目标).
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

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
    text = files("plangraph.ingest").joinpath(name).read_text("utf-8")
    rows = [row for row in text.splitlines()[1:] if row and not row.startswith("#")]
    return [(row.partition("\t")[0], row.partition("\t")[2]) for row in rows]


def prune(root: Any) -> None:
    """Takes away what is never text of a document: code, controls, navigation, hidden elements.

    An element that holds much of the running text stays, whatever its name says.
    """
    for node in list(root.iter()):
        if node is not root and (node.tag in _DROPPED or not isinstance(node.tag, str)):
            drop(node)
    weights = _weights(root)
    most = _MOST_OF_FRAME * max(1, weights.get(root, 0))
    for node in list(root.iter()):
        if node is not root and weights.get(node, 0) <= most and _is_frame(node):
            drop(node)


def drop(node: Any) -> None:
    """Takes an element away, but not the words behind it."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = _FORBIDDEN.sub("", (before.tail or "") + node.tail)
    elif node.tail:
        parent.text = _FORBIDDEN.sub("", (parent.text or "") + node.tail)
    parent.remove(node)


def _is_frame(node: Any) -> bool:
    if not node.attrib or node.tag in _STRUCTURE or _container_rank(node) is not None:
        return False
    marks = f"{node.get('id') or ''} {node.get('class') or ''}"
    words = {word.lower() for word in (*_WORD.findall(marks), *marks.split())}
    hidden = _HIDDEN.search(node.get("style") or "") or node.get("hidden") is not None
    return bool(hidden or words & _frame_words()) and not _holds_container(node)


def _holds_container(node: Any) -> bool:
    return any(_container_rank(one) is not None for one in node.iterdescendants())


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
    for node in list(root.iter("ul", "dl", "div", "table", "p")):
        links = list(node.iter("a"))
        if len(links) < 3 or node is root:
            continue
        linked = sum(len("".join(link.itertext()).strip()) for link in links)
        if linked > 0.6 * max(1, len("".join(node.itertext()).strip())):
            drop(node)
