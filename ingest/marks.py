"""The patterns of ``marks.tsv``, which say what looks like a statement; read once."""

import re
from functools import cache
from importlib.resources import files


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
    table = files("plangraph.ingest").joinpath("marks.tsv").read_text("utf-8").splitlines()[1:]
    for row in table:
        if row and not row.startswith("#"):
            name, _, pattern = row.partition("\t")
            rows.setdefault(name, []).append(pattern)
    return rows
