"""Plans to tables: a table a kind of fact, typed columns, keys that lead from one to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from plangraph.graph.plan_names import Names
from plangraph.graph.plan_rows import ROWS, Cell, Row
from plangraph.ontology.model import Plan

INFERRED: Final = frozenset({"measure_parties", "links"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        kind: id, term, string, url, integer, number, boolean or date.
        link: Of an id, the table whose key it is; of a text, the column with the key of what it
            names; else empty.
    """

    name: str
    kind: str
    link: str
    zh: str
    en: str

    def heading(self, lang: str) -> str:
        """What stands above it."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and its rows in the order of the plans' text."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def tables_of(plans: Sequence[Plan], *, inferred: bool = True) -> tuple[Table, ...]:
    """Every table, also the empty ones; parties and places of several plans stand once."""
    rows: dict[str, list[Row]] = {name: [] for name in _columns()}
    for plan in plans:
        names = Names(plan)
        for name, write in ROWS.items():
            rows[name] += write(plan, names)
    for shared in ("parties", "places"):
        rows[shared] = _merged(rows[shared])
    return tuple(
        Table(name, columns, tuple(rows[name]))
        for name, columns in _columns().items()
        if inferred or name not in INFERRED
    )


@cache
def _columns() -> dict[str, tuple[Column, ...]]:
    text = files("plangraph.graph").joinpath("export_columns.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    found: dict[str, list[Column]] = {}
    for table, *column in lines[1:]:
        found.setdefault(table, []).append(Column(*column))
    return {table: tuple(columns) for table, columns in found.items()}


def _merged(rows: Iterable[Row]) -> list[Row]:
    """Each thing once, by key; the names that the plans print stand together."""
    found: dict[Cell, Row] = {}
    for row in rows:
        known = found.setdefault(row["key"], row)
        if known is not row and "printed" in row:
            both = f"{known['printed']}|{row['printed']}".split("|")
            known["printed"] = "|".join(dict.fromkeys(name for name in both if name))
    return [found[key] for key in sorted(found, key=str)]
