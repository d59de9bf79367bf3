r"""Markdown to text: marks of headings, emphasis, links and lists go, words and tables stay.

Only pairs of two marks (``**`` and ``__``) are emphasis: one ``*`` before a body names it the lead
(formats L8). Tables in HTML, which programs write where cells are merged, are read as such.

Source: CommonMark 0.31; formats I6.
"""

import re
from collections.abc import Iterator

from lxml import etree

from plangraph.ingest.extract import Extract, Part, TextWriter
from plangraph.ingest.grid import goes_on
from plangraph.ingest.html_flow import lines_of
from plangraph.ingest.html_text import parsed

ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_RULER = re.compile(r"^\|(?:[ \t]{0,9}:?-{1,200}:?[ \t]{0,9}\|){2,200}[ \t]*$", re.MULTILINE)
_FRONT = re.compile(r"\A---[ \t]*\r?\n(?:[^\n]{0,500}\n){0,50}?---[ \t]*(?:\r?\n|\Z)")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_LINE = re.compile(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_RULE = re.compile(r"\s*(?:(?:[-*_=]\s*){3,}|`{3,}.*|~{3,}.*)")
_START = re.compile(r"\s*(?:>\s?)*(?:#{1,6}[ \t]+|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?)?")
_END = re.compile(r"[ \t]+#+[ \t]*$|(?<=[^\\])\\$")
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^()\s]{0,500}\)")
_LINK = re.compile(r"\[([^\]\n]{0,200})\]\((?=[^()\s]*[/.#])[!-'*-~]{1,500}\)|\[\^[^\]\n]{1,20}\]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|strong|i|em|u|span|font|p|div|center|sup|sub)\b[^>\n]{0,200}>")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).){1,2000})\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{}~])")
_NEAR = 40  # code points around a break: more than the white space beside it
_BREAKS_ROW = re.compile("[。；，、：,;:]$")


def looks_like_markdown(text: str, ending: str) -> bool:
    """Whether a text is Markdown: its name, its headings or a table with breaks say so."""
    head = text[:100_000]
    tables = _BREAK.search(head) is not None and _RULER.search(head) is not None
    return ending in ENDINGS or len(_HEADING.findall(head)) > 1 or tables


def read_markdown(text: str) -> Extract:
    """The text of a Markdown document; tables keep their bars."""
    writer = TextWriter()
    for line in _all_lines(_FRONT.sub("", text).rstrip()):
        writer.line(Part(line)) if line else writer.gap()
    return writer.extract()


def _all_lines(text: str) -> Iterator[str]:
    """The lines of a text, and those of tables in HTML in it."""
    done = 0
    while (table := _TABLE.search(text, done)) and (end := _TABLE_END.search(text, table.end())):
        yield from _lines(text[done : table.start()])
        yield from _html_lines(text[table.start() : end.end()])
        done = end.end()
    yield from _lines(text[done:])


def _html_lines(table: str) -> list[str]:
    try:
        return lines_of(parsed(table))
    except etree.LxmlError:
        return list(_lines(table))


def _lines(text: str) -> Iterator[str]:
    """The lines without their marks; an empty one for each blank line."""
    for line in _LINE.split(text):
        if line.count("|") >= 2:
            yield _without_marks(_BREAK.sub(_apart, line)).strip()
        elif not _RULE.fullmatch(line):
            body = _END.sub("", _START.sub("", line, count=1))
            yield from (_without_marks(part).strip() for part in _BREAK.split(body))
        else:
            yield ""


def _apart(match: re.Match[str]) -> str:
    """What stands between two lines of a cell."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()].rstrip()
    ended = _BREAKS_ROW.search(before) or goes_on(match.string[match.end() : match.end() + _NEAR])
    return "" if ended else "；"


def _without_marks(line: str) -> str:
    r"""The words of a line.

    >>> _without_marks(r"**（一）推进平台建设。**见[附件](a.html)，责任单位：*市科技局、1\. 数据局")
    '（一）推进平台建设。见附件，责任单位：*市科技局、1. 数据局'
    """
    words = _LINK.sub(r"\1", _IMAGE.sub("", line))
    words = _EMPHASIS.sub(r"\2", _TAG.sub("", words))
    return _ESCAPE.sub(lambda match: match[0] if match[1] == "|" else match[1], words)
