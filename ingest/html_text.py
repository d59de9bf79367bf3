"""A saved web page to text: its metadata as 标签：值 lines, its title, then the document's lines.

Source: formats I6, I14, I15, I20, I21, H13-H15; extraction.md A6.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as parser

from plangraph.ingest.extract import Extract, Part, TextWriter
from plangraph.ingest.html_flow import lines_of, spaced
from plangraph.ingest.html_main import drop_link_lists, find_main, frame_line, prune
from plangraph.ingest.html_metadata import pairs_around, take_metadata
from plangraph.ontology.errors import UnreadableFileError

MOST_HTML = 64 * 1024 * 1024
MOST_TAGS = 600_000  # a plan of 500 pages that an office program saved as HTML has 200,000
_HAN = re.compile("[\u3400-\u9fff]")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]+\s|--+)\s*")
_OFFICIAL = re.compile(
    r"(?:通知|方案|意见|规划|计划|办法|措施|决定|要点|公告|纲要|细则|规定|函)(?:[（(].*[）)])?$"
)
_QUOTE = re.compile("[\"'`]")
_STRINGS = {mark: re.compile(rf"((?:[^{mark}\\]++|\\.)*+){mark}", re.DOTALL) for mark in "\"'`"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "\n", "v": "\n", "0": ""}
_BLANKS = re.compile(r"\s+")
_LONGEST_TITLE = 500
_LITTLE = 80  # Chinese characters; some sites write their text from a string of a script


def read_html(page: str) -> Extract:
    """The text of a page.

    Raises:
        UnreadableFileError: Too large, or no page at all.
    """
    root = parsed(page)
    named, heads = _heads(root)
    hidden = longest_string("\n".join("".join(node.itertext()) for node in root.iter("script")))
    prune(root)
    if _weight(hidden) > max(_LITTLE, 3 * _weight("".join(root.itertext()))):
        root = parsed(hidden)
        prune(root)
    pairs = take_metadata(root)
    mains, known = find_main(root)
    pairs += pairs_around(root, mains)
    headings = _headings(root, mains)
    if not known:
        for main in mains:
            drop_link_lists(main)
    lines = [line for main in mains for line in lines_of(main) if not frame_line().fullmatch(line)]
    labelled = {pair.label: pair.value for pair in reversed(pairs)}
    order = dict.fromkeys(pair.label for pair in pairs)
    writer = TextWriter()
    for label in order:
        writer.line(Part(f"{label}：{labelled[label]}"))
    title = _title(named, heads, headings, [*labelled.values(), *lines[:12]])
    for line in [title, *lines]:
        writer.line(Part(line)) if line else writer.gap()
    return writer.extract()


def parsed(page: str) -> Any:
    """The root element of a page, comments left out.

    Raises:
        UnreadableFileError: Too large, or no page at all.
    """
    if len(page) > MOST_HTML or page.count("<") > MOST_TAGS:
        raise UnreadableFileError("The page is larger than any plan.", advice="Save its text.")
    reader = parser.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = parser.document_fromstring(
            page.replace("\0", "").encode("utf-8", "replace"), parser=reader
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableFileError(
            "The page holds no text.", advice="Open it in a browser and save its text."
        ) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in reader.error_log):
        raise UnreadableFileError(
            "The elements of the page are nested deeper than in any page.",
            advice="Open it in a browser and save its text.",
        )
    return root


def _heads(root: Any) -> tuple[list[str], list[str]]:
    """What the head of the page calls the document, and the page without the site's name."""
    named = [
        spaced((node.get("content") or "")[:_LONGEST_TITLE])
        for node in root.iter("meta")
        if (node.get("name") or "").lower() == "articletitle"
    ]
    titles = [_SITE.split(_start_of(node))[0] for node in root.iter("title")]
    return named, titles[:1]


def _headings(root: Any, mains: list[Any]) -> list[str]:
    """The headings of the page outside the document, in order."""
    inside = {node for main in mains for node in main.iter()}
    nodes = (node for node in root.iter("h1", "h2", "h3", "div", "p") if node not in inside)
    named = (n for n in nodes if n.tag[0] == "h" or "title" in (n.get("class") or "").lower())
    short = (node for node in named if len(_start_of(node)) < _LONGEST_TITLE)
    return [words for node in short if 6 < len(words := "".join(lines_of(node))) < 150]


def _start_of(node: Any) -> str:
    """The first words of an element, without the white space that pads them."""
    words = ""
    for piece in node.itertext():
        words += _BLANKS.sub(" ", piece[: 10 * _LONGEST_TITLE])
        if len(words) >= _LONGEST_TITLE:
            break
    return spaced(words[:_LONGEST_TITLE])


def _title(named: list[str], heads: list[str], headings: list[str], known: list[str]) -> str:
    """The title, where neither the metadata nor the first lines have it."""
    seen = _bare("".join(known))
    agreed = [words for words in headings if any(_bare(words) in _bare(head) for head in heads)]
    official = [words for words in (*heads, *headings) if _OFFICIAL.search(words)]
    found = next(filter(None, (*named, *agreed, *official)), "")
    return "" if _bare(found) in seen else found


def _bare(words: str) -> str:
    return re.sub(r"\W", "", words)


def _weight(words: str) -> int:
    """How much Chinese there is."""
    return len(_HAN.findall(words))


def longest_string(code: str) -> str:
    """The string literal of some code that holds the most Chinese, unescaped."""
    return max(strings_in(code), key=_weight, default="")


def escaped_page(code: str) -> str:
    """The page inside a string of code, or the code unescaped where no string holds most of it."""
    best, whole = longest_string(code), unescaped(code)
    return best if 2 * _weight(best) > _weight(whole) else whole


def strings_in(code: str) -> Iterator[str]:
    """The string literals of JavaScript, JSON or SQL, unescaped."""
    at = 0
    unclosed: set[str] = set()
    while match := _QUOTE.search(code, at):
        at = match.end()
        if match[0] in unclosed:
            continue
        literal = _STRINGS[match[0]].match(code, at)
        if literal is None:
            unclosed.add(match[0])  # it is closed nowhere behind, so no later one is looked at
            continue
        at = literal.end()
        yield unescaped(literal[1])


def unescaped(literal: str) -> str:
    r"""A string literal without its escapes.

    >>> unescaped(r'<p align=\"left\">\u4e00\u3001\n<\/p>')
    '<p align="left">一、\n</p>'
    """

    def meant(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _MEANT.get(match[3], match[3])

    return _ESCAPE.sub(meant, literal)


def text_of_json(text: str) -> str | None:
    """The longest Chinese string in a JSON document; ``None`` where there is none."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    strings: list[str] = []
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            strings.append(one)
        elif isinstance(one, dict | list):
            waiting += one.values() if isinstance(one, dict) else one
    best = max(strings, key=_weight, default="")
    return best if _HAN.search(best) else None
