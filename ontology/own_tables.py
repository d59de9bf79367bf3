"""A folder with tables of the user's own to rows that stand beside the shipped ones.

``PLANGRAPH_DATA`` names the folder. Its files have the names and columns of the tables here; a row
with the key of a shipped one takes its place, any other is added. ``docs/own-tables.md`` tells it
to users; what a cell may hold is left to ``own_checks``.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plangraph.ontology import divisions, functions, units, world, zones
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.tables import OWN

VARIABLE = "PLANGRAPH_DATA"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Extensible:
    """A table that a user may extend.

    Attributes:
        columns: All its columns, in the order of the shipped table.
        key: The columns that tell which row is meant.
        needed: The columns that may not be empty.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    needed: tuple[str, ...]


EXTENSIBLE = {
    "functions.tsv": Extensible(
        functions.COLUMNS,
        ("function_id", "level", "full_name_pattern"),
        ("function_id", "level", "full_name_pattern"),
    ),
    "places.tsv": Extensible(divisions.COLUMNS, ("code",), ("code", "name", "level")),
    "zones.tsv": Extensible(zones.COLUMNS, ("kind",), ("kind", "printed", "full", "zh", "en")),
    "named_zones.tsv": Extensible(zones.NAMED_COLUMNS, ("name",), ("place", "kind", "name")),
    "blocs.tsv": Extensible(world.COLUMNS, ("key",), ("key", "kind", "name")),
    "members.tsv": Extensible(world.MEMBER_COLUMNS, ("bloc", "member"), ("bloc", "member")),
    "units.tsv": Extensible(units.COLUMNS, ("unit",), ("unit", "printed", "zh", "en")),
}


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row that the user wrote.

    Attributes:
        file: Path of the table, as the user named the folder.
        line: Its line there, from 1.
        cells: The cells by column; those that the table leaves out are empty.
    """

    file: str
    line: int
    cells: Mapping[str, str]

    def wrong(self, what: str, column: str, advice: str = "") -> InvalidDataError:
        """The error that a cell of this row makes."""
        where = f"{self.file}, line {self.line}, column {column}"
        return InvalidDataError(what, where=where, advice=advice)


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The rows of the user by table and key; none where ``PLANGRAPH_DATA`` is not set."""

    tables: Mapping[str, Mapping[tuple[str, ...], OwnRow]] = field(default_factory=dict)

    def rows(self, table: str) -> Mapping[tuple[str, ...], OwnRow]:
        """The user's rows of a table by their keys, in the order of the file."""
        return self.tables.get(table, {})

    def source(self, table: str, *key: str) -> str:
        """Where the user says that a row comes from: ``own``, ``own: …``; empty if shipped."""
        row = self.rows(table).get(key)
        return own_source(row.cells.get("source", "")) if row else ""

    def laid_over(self, table: str, shipped: Iterable[list[str]]) -> list[list[str]]:
        """The shipped rows with the user's in the place of those that they replace, then the rest.

        The source of a user's row is marked as such.
        """
        known, waiting = EXTENSIBLE.get(table), dict(self.rows(table))
        if known is None or not waiting:
            return list(shipped)
        found = []
        for cells in shipped:
            own = waiting.pop(_key(known, dict(zip(known.columns, cells, strict=True))), None)
            found.append(_cells(known, own) if own else cells)
        return [*found, *(_cells(known, own) for own in waiting.values())]


def own_source(cell: str) -> str:
    """The source of a row of the user.

    >>> own_source(""), own_source("市政府网站")
    ('own', 'own: 市政府网站')
    """
    return f"{OWN}: {cell}" if cell else OWN


def _key(table: Extensible, cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells[column] for column in table.key)


def _cells(table: Extensible, row: OwnRow) -> list[str]:
    marked = {**row.cells, "source": own_source(row.cells.get("source", ""))}
    return [marked[column] for column in table.columns]


def folder_told() -> Path | None:
    """The folder that the environment names; ``None`` if it names none."""
    told = os.environ.get(VARIABLE, "").strip()
    return Path(told).expanduser() if told else None


def read_folder(folder: Path) -> OwnTables:
    """The tables of a folder; what their cells hold is not checked yet.

    Raises:
        InvalidDataError: No such folder, a table that cannot be extended, a file that is none.
    """
    if not folder.is_dir():
        raise InvalidDataError(
            "There is no such folder.",
            where=f"{VARIABLE}={folder}",
            advice="Name a folder that holds tables such as functions.tsv, or unset it.",
        )
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".tsv")
    return OwnTables({path.name: _read(path) for path in paths if path.name[0] not in ".~"})


def _read(path: Path) -> dict[tuple[str, ...], OwnRow]:
    table = EXTENSIBLE.get(path.name)
    if table is None:
        raise InvalidDataError(
            "No table of this name can be extended.",
            where=str(path),
            advice=f"Those that can are {', '.join(EXTENSIBLE)}.",
        )
    found: dict[tuple[str, ...], OwnRow] = {}
    for row in _rows(path, table):
        key = _key(table, row.cells)
        if key in found:
            first = found[key].line
            raise row.wrong(f"Line {first} has the same.", " + ".join(table.key), "Keep one.")
        found[key] = row
    return found


def _rows(path: Path, table: Extensible) -> Iterable[OwnRow]:
    """The rows below the line that names the columns; comments and empty lines left out."""
    lines = [
        (number, line)
        for number, line in enumerate(_text(path).splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    columns = _columns(path, table, lines[0]) if lines else ()
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns):
            raise InvalidDataError(
                f"{len(cells)} cells under {len(columns)} columns.",
                where=f"{path}, line {number}",
                advice="Cells are parted by tabs, several values in a cell by |.",
            )
        told = dict(zip(columns, cells, strict=False))
        row = OwnRow(str(path), number, {name: told.get(name, "") for name in table.columns})
        for column in table.needed:
            if not row.cells[column]:
                raise row.wrong("The cell is empty.", column, "This column has to be filled in.")
        yield row


def _text(path: Path) -> str:
    """The file's text: UTF-8, or UTF-16 with its mark, which spreadsheets call Unicode text."""
    content = path.read_bytes()
    try:
        return content.decode("utf-16" if content[:2] in _UTF16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InvalidDataError(
            "This is not UTF-8.", where=f"{path}, line {line}", advice="Save the table as UTF-8."
        ) from error


def _columns(path: Path, table: Extensible, head: tuple[int, str]) -> tuple[str, ...]:
    """The columns that a table names; any order, and those that may be empty may be left out."""
    number, line = head
    columns = tuple(cell.strip() for cell in line.split("\t"))
    unknown = [name for name in columns if name not in table.columns]
    missing = [name for name in table.needed if name not in columns]
    if not unknown and not missing and len(set(columns)) == len(columns):
        return columns
    wrong = f"{unknown[0]!r} is no column of this table" if unknown else ""
    wrong = wrong or (f"The column {missing[0]} is missing" if missing else "A column stands twice")
    raise InvalidDataError(
        f"{wrong}.",
        where=f"{path}, line {number}",
        advice=f"The first line names the columns, parted by tabs: {', '.join(table.columns)}.",
    )
