"""What the cells of the user's tables may hold: each row against the shipped rows and the others.

A cell that does not fit is one error with file, line, column and what to do; the first one counts.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plangraph.ontology import divisions, functions, world
from plangraph.ontology.iris import fold
from plangraph.ontology.own_tables import EXTENSIBLE, OwnTables
from plangraph.ontology.tables import values

Cells = Mapping[str, str]
Fault = tuple[str, str, str]  # column, what is wrong, what to do
_HOLE = re.compile(r"\{(.*?)\}")
_NAME_HOLES = {"s", "p", "province_short"}
_FULL_HOLES = {"place", "place_short", "province_short", "above", "city", "topic", "name"}
_ZONE_HOLES = {"s", "province_short"}
_DIGITS = {"province": 2, "city": 4}  # of a code that tell the place that holds it
_LETTERS = "It is made of small ASCII letters, digits and {}."


@dataclass(frozen=True, slots=True)
class Known:
    """All rows of the tables, the shipped ones with the user's laid over them, by column."""

    tables: Mapping[str, Sequence[Cells]]
    shipped: Mapping[str, Sequence[Cells]]

    def cells(self, table: str, column: str) -> set[str]:
        """What a column of a table holds."""
        return {row[column] for row in self.tables[table]}


def check(own: OwnTables, shipped: Mapping[str, list[list[str]]]) -> None:
    """Nothing, if every row of the user fits.

    Raises:
        InvalidDataError: The first cell that does not.
    """
    laid = {table: own.laid_over(table, rows) for table, rows in shipped.items()}
    known = Known(_by_column(laid), _by_column(shipped))
    for table, faults in _CHECKS.items():
        for row in own.rows(table).values():
            for column, what, advice in faults(row.cells, known):
                raise row.wrong(what, column, advice)


def _by_column(tables: Mapping[str, list[list[str]]]) -> dict[str, list[Cells]]:
    return {
        table: [dict(zip(EXTENSIBLE[table].columns, row, strict=True)) for row in rows]
        for table, rows in tables.items()
    }


def _one_of(cells: Cells, column: str, allowed: Sequence[str] | set[str]) -> Iterator[Fault]:
    if cells[column] not in allowed:
        yield column, f"{cells[column]!r} is none of its values.", f"It takes {_listed(allowed)}."


def _listed(allowed: Sequence[str] | set[str]) -> str:
    return ", ".join(each or "nothing" for each in allowed)


def _spelled(cells: Cells, column: str, pattern: str, advice: str) -> Iterator[Fault]:
    if not re.fullmatch(pattern, cells[column]):
        yield column, f"{cells[column]!r} cannot be used.", advice


def _is_known(cells: Cells, column: str, known: set[str], table: str) -> Iterator[Fault]:
    if cells[column] and cells[column] not in known:
        yield (
            column,
            f"{cells[column]!r} is not in {table}.",
            f"Look it up there, or add it in {table}.",
        )


def _holes(cells: Cells, column: str, allowed: set[str]) -> Iterator[Fault]:
    for hole in _HOLE.findall(cells[column]):
        if hole not in allowed:
            advice = "It takes " + ", ".join(f"{{{each}}}" for each in sorted(allowed)) + "."
            yield column, f"{{{hole}}} stands for nothing.", advice


def _listed_well(cells: Cells, *columns: str) -> Iterator[Fault]:
    for column in columns:
        listed = values(cells[column])
        if "" in map(str.strip, listed) or len(set(listed)) < len(listed):
            yield column, "A value is empty or stands twice.", "Values are parted by one |."


def _unshared(
    cells: Cells, columns: tuple[str, str], rows: Sequence[Cells], key: str
) -> Iterator[Fault]:
    """Names that no other row bears."""
    for column in columns:
        for name in values(cells[column]):
            other = next(
                (row for row in rows if row[key] != cells[key] and _bears(row, name, columns)), None
            )
            if other is not None:
                yield (
                    column,
                    f"{name} is a name of {other[key]} already.",
                    "Leave it out, or replace that row.",
                )


def _bears(row: Cells, name: str, columns: tuple[str, str]) -> bool:
    return any(name in values(row[column]) for column in columns)


def _function(cells: Cells, known: Known) -> Iterator[Fault]:
    yield from _spelled(cells, "function_id", "[a-z][a-z0-9_]*", _LETTERS.format("_"))
    yield from _one_of(cells, "level", functions.LEVELS)
    yield from _listed_well(cells, "short_names")
    yield from _holes(cells, "short_names", _NAME_HOLES)
    yield from _holes(cells, "full_name_pattern", _FULL_HOLES)
    same = [
        row for row in known.tables["functions.tsv"] if row["function_id"] == cells["function_id"]
    ]
    for column in ("zh_concept", "en_concept"):
        told = {row[column] for row in same if row[column]}
        if not told:
            yield column, "The cell is empty, and the function is new.", "Say what it is called."
    bare = not re.search(r"\{(?:place|name)", cells["full_name_pattern"])
    if cells["level"] != "national" and bare:
        yield (
            "full_name_pattern",
            "A body of this level bears the name of its place.",
            "Write {place} where the place stands.",
        )
    yield from _shared_name(cells, known)


def _shared_name(cells: Cells, known: Known) -> Iterator[Fault]:
    """A short name that another row of the user has at the level: which one would it be?"""
    shipped = {id_of(row) for row in known.shipped["functions.tsv"]}
    for row in known.tables["functions.tsv"]:
        if id_of(row) == id_of(cells) or id_of(row) in shipped or row["level"] != cells["level"]:
            continue
        shared = set(map(fold, values(row["short_names"]))) & set(
            map(fold, values(cells["short_names"]))
        )
        for name in sorted(shared):
            yield "short_names", f"{name} stands in another row of this level.", "Keep it in one."


def id_of(row: Cells) -> tuple[str, ...]:
    """The key of a row of ``functions.tsv``."""
    return tuple(row[column] for column in EXTENSIBLE["functions.tsv"].key)


def _place(cells: Cells, known: Known) -> Iterator[Fault]:
    yield from _spelled(cells, "code", "[0-9]{6}", "A GB/T 2260 code has six digits: 530102.")
    yield from _one_of(cells, "level", divisions.LEVELS)
    yield from _one_of(cells, "note", ("", "word"))
    yield from _listed_well(cells, "aliases")
    yield from _is_known(cells, "parent", known.cells("places.tsv", "code"), "places.tsv")
    if cells["level"] == "province":
        return
    if not cells["parent"]:
        yield "parent", "The cell is empty.", "Give the code of the city or province that holds it."
    level = next(r["level"] for r in known.tables["places.tsv"] if r["code"] == cells["parent"])
    if level not in _DIGITS:
        yield "parent", f"{cells['parent']} is a {level}.", "Give the city or province."
    head = cells["parent"][: _DIGITS[level]]
    if not cells["code"].startswith(head):
        yield (
            "code",
            f"{cells['code']} does not lie in {cells['parent']}.",
            f"Its code begins with {head}.",
        )


def _zone(cells: Cells, known: Known) -> Iterator[Fault]:
    yield from _spelled(cells, "kind", "[a-z][a-z0-9-]*", _LETTERS.format("-"))
    yield from _listed_well(cells, "printed", "alike")
    for column in ("printed", "alike", "full"):
        yield from _holes(cells, column, _ZONE_HOLES)
    yield from _is_known(
        cells, "function", known.cells("functions.tsv", "function_id"), "functions.tsv"
    )
    yield from _one_of(cells, "holder", ("", "province"))
    yield from _unshared(cells, ("printed", "alike"), known.tables["zones.tsv"], "kind")


def _named_zone(cells: Cells, known: Known) -> Iterator[Fault]:
    yield from _is_known(cells, "place", known.cells("places.tsv", "code"), "places.tsv")
    yield from _is_known(cells, "kind", known.cells("zones.tsv", "kind"), "zones.tsv")
    yield from _listed_well(cells, "printed")
    yield from _unshared(cells, ("name", "printed"), known.tables["named_zones.tsv"], "name")


def _bloc(cells: Cells, known: Known) -> Iterator[Fault]:
    keys = known.cells("blocs.tsv", "key")
    yield from _spelled(
        cells, "key", "region/[a-z][a-z0-9-]*", _LETTERS.format("-") + " It begins with region/."
    )
    if cells["key"].startswith("region/cn-"):
        yield "key", "region/cn- begins the keys of China's divisions.", "Choose another name."
    yield from _one_of(cells, "kind", world.KINDS)
    yield from _one_of(cells, "note", ("", "word"))
    yield from _listed_well(cells, "aliases", "related")
    for column in ("within", "related"):
        for key in values(cells[column]):
            yield from _is_known({column: key}, column, keys, "blocs.tsv")
    yield from _unshared(cells, ("name", "aliases"), known.tables["blocs.tsv"], "key")


def _member(cells: Cells, known: Known) -> Iterator[Fault]:
    keys = known.cells("blocs.tsv", "key")
    divided = {f"region/cn-{code}" for code in known.cells("places.tsv", "code")}
    yield from _is_known(cells, "bloc", keys, "blocs.tsv")
    yield from _is_known(cells, "member", keys | divided, "blocs.tsv")
    for column in ("since", "until"):
        if cells[column] and not _is_day(cells[column]):
            yield (
                column,
                f"{cells[column]!r} is no day.",
                "Write it as 2025-10-26, or leave it empty.",
            )


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _unit(cells: Cells, known: Known) -> Iterator[Fault]:
    yield from _spelled(cells, "unit", "[a-z][a-z0-9-]*", _LETTERS.format("-"))
    yield from _listed_well(cells, "printed")
    yield from _unshared(cells, ("printed", "printed"), known.tables["units.tsv"], "unit")


_CHECKS: dict[str, Callable[[Cells, Known], Iterator[Fault]]] = {
    "functions.tsv": _function,
    "places.tsv": _place,
    "zones.tsv": _zone,
    "named_zones.tsv": _named_zone,
    "blocs.tsv": _bloc,
    "members.tsv": _member,
    "units.tsv": _unit,
}
