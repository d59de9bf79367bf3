"""Automatic numbers of a DOCX file, as Word shows them: 一、 （二） 3. ④.

A paragraph has a list and a level by itself or through its style; the list gives the format, and
counters run on per definition, start again below a higher level, and where an override says so.

Source: ECMA-376 part 1, 17.9; extraction.md A7.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from plangraph.ingest.docx_numerals import numeral
from plangraph.ingest.docx_xml import child, children, value, whole

_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 50  # styles that are based on each other; more is a circle


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""
    glue: str = "tab"


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name: its definition and what it overrides."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of a document and how far each has counted. Ask in the order of the text."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._definitions: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._styles = dict(_styles(styles))
        self._default = next((k for k, style in self._styles.items() if style.default), "")
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if numbering is not None:
            self._read(numbering)

    def number_of(self, properties: Any | None) -> str:
        """The printed number of the next paragraph; empty where it has none.

        Args:
            properties: Its ``w:pPr``.
        """
        name, level = self._list_of(properties)
        one = self._lists.get(name)
        if one is None:
            return ""
        levels = self._levels(one)
        if level not in levels:
            return ""
        counts = self._advanced(name, one, level, levels)
        return _printed(levels, level, counts)

    def _read(self, numbering: Any) -> None:
        by_style = {}
        for node in children(numbering, "abstractNum"):
            key = value(node, "abstractNumId")
            self._definitions[key] = {
                whole(value(level, "ilvl")) or 0: _level(level) for level in children(node, "lvl")
            }
            by_style[value(child(node, "styleLink"))] = key
            self._linked[key] = value(child(node, "numStyleLink"))
        by_style.pop("", None)
        links = self._linked.items()
        self._linked = {key: by_style[style] for key, style in links if style in by_style}
        for node in children(numbering, "num"):
            self._lists[value(node, "numId")] = _list(node)

    def _levels(self, one: _List) -> dict[int, Level]:
        key = self._linked.get(one.definition, one.definition)
        levels = {**self._definitions.get(key, {}), **one.levels}
        for at, start in one.starts.items():
            levels[at] = replace(levels.get(at, Level()), start=start)
        return levels

    def _list_of(self, properties: Any | None) -> tuple[str, int]:
        """List and level of a paragraph: its own, else those of its style and its style's bases."""
        own = child(properties, "numPr")
        style = value(child(properties, "pStyle")) or self._default
        name, level = _pair(own)
        at = style
        for _ in range(_DEEPEST):
            found = self._styles.get(at)
            if name and level is not None:
                break
            if found is None:
                break
            if not name and found.list_name:
                name = found.list_name
                level = level if level is not None else self._level_of_style(name, at, found.level)
            at = found.based_on
        return name, level or 0

    def _level_of_style(self, name: str, style: str, level: int | None) -> int | None:
        """The level that names the style, which wins over what the style says."""
        one = self._lists.get(name)
        levels = self._levels(one) if one else {}
        return next((n for n, found in levels.items() if found.style == style), level)

    def _advanced(
        self, name: str, one: _List, level: int, levels: dict[int, Level]
    ) -> dict[int, int]:
        key = self._linked.get(one.definition, one.definition)
        counts = self._counts.setdefault(key, {})
        if name not in self._started:
            self._started.add(name)
            for at in one.starts:
                counts.pop(at, None)
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for at in [at for at in counts if at > level]:
            limit = levels[at].restart if at in levels else None
            if limit is None or (limit != 0 and level < limit):
                del counts[at]
        return counts


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    list_name: str
    level: int | None
    default: bool


def _styles(styles: Any | None) -> Iterator[tuple[str, _Style]]:
    for node in children(styles, "style"):
        name, level = _pair(child(child(node, "pPr"), "numPr"))
        default = value(node, "default") in {"1", "true"} and value(node, "type") == "paragraph"
        based_on = value(child(node, "basedOn"))
        yield value(node, "styleId"), _Style(based_on, name, level, default)


def _pair(node: Any | None) -> tuple[str, int | None]:
    """List and level of a ``w:numPr``; list "0" is kept: it switches a style's list off."""
    level = value(child(node, "ilvl"))
    return value(child(node, "numId")), whole(level)


def _list(node: Any) -> _List:
    one = _List(value(child(node, "abstractNumId")))
    for override in children(node, "lvlOverride"):
        at = whole(value(override, "ilvl")) or 0
        start = whole(value(child(override, "startOverride")))
        if start is not None:
            one.starts[at] = start
        if (level := child(override, "lvl")) is not None:
            one.levels[at] = _level(level)
    return one


def _level(node: Any) -> Level:
    start = whole(value(child(node, "start")))
    legal = child(node, "isLgl")
    return Level(
        form=value(child(node, "numFmt")) or "decimal",
        text=value(child(node, "lvlText")),
        start=1 if start is None else start,
        restart=whole(value(child(node, "lvlRestart"))),
        legal=legal is not None and value(legal) not in {"0", "false"},
        style=value(child(node, "pStyle")),
        glue=value(child(node, "suff")) or "tab",
    )


def _printed(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    """The number with what keeps it apart from the words: nothing behind 、 and brackets."""
    own = levels[level]

    def filled(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        shown = levels.get(at, Level())
        form = "decimal" if own.legal else shown.form
        return numeral(counts.get(at, shown.start), form)

    if own.form == "none":
        return ""
    text = _PLACEHOLDER.sub(filled, own.text)
    apart = own.glue != "nothing" and text[-1:].isascii() and text[-1:] not in {"", ")", " "}
    return text + " " if apart else text
