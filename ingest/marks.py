"""The patterns of ``marks.tsv``, which say what looks like a statement; read once."""

import re
from functools import cache

from plangraph.ingest.word_tables import rows_of


@cache
def mark(*names: str) -> re.Pattern[str]:
    """The pattern that any of some names stands for; rows of one name are alternatives.

    >>> mark("not-role").sub("", "市科技局负责人参加")
    '市科技局参加'
    """
    rows = _rows()
    return re.compile("|".join(f"(?:{row})" for name in names for row in rows[name]))


@cache
def _rows() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for name, *pattern in rows_of("marks.tsv"):
        rows.setdefault(name, []).append("\t".join(pattern))
    return rows
