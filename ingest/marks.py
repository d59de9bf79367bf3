"""The patterns of ``marks.tsv``, which say what looks like a statement; read once."""

import re
from collections.abc import Iterator
from functools import cache

from plangraph.ingest.openings import Quick
from plangraph.ingest.word_tables import rows_of

_STOP = re.compile("[。\n]")


@cache
def mark(*names: str) -> re.Pattern[str]:
    """The pattern that any of some names stands for; rows of one name are alternatives.

    >>> mark("not-role").sub("", "市科技局负责人参加")
    '市科技局参加'
    """
    rows = _rows()
    return re.compile("|".join(f"(?:{row})" for name in names for row in rows[name]))


@cache
def looked_for(*names: str) -> Quick:
    """The pattern of some names for whole texts, which it goes through more quickly."""
    return Quick(mark(*names).pattern)


def marked(view: str, name: str) -> Iterator[re.Match[str]]:
    """What a name marks in a whole text, in order.

    Where the table has ``NAME-needs``, sentences that hold nothing of it are not looked at.
    """
    if f"{name}-needs" not in _rows():
        yield from looked_for(name).finditer(view)
        return
    done = 0
    for found in mark(f"{name}-needs").finditer(view):
        if found.start() >= done:
            opened = max(view.rfind(stop, done, found.start()) for stop in "。\n")
            closed = _STOP.search(view, found.end())
            start, done = max(done, opened + 1), closed.end() if closed else len(view)
            yield from mark(name).finditer(view, start, done)


@cache
def _rows() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for name, *pattern in rows_of("marks.tsv"):
        rows.setdefault(name, []).append("\t".join(pattern))
    return rows
