"""From a table of the reference data to its rows; what the cells mean is left to the readers.

A table is UTF-8 with tabs. Lines at the head that begin with ``#`` say what a row is and where it
came from; the next line names the columns. ``|`` joins several values in one cell.
"""

from importlib.resources import files

from plangraph.ontology.errors import InvalidDataError

OWN = "own"  # what the source of a row begins with that the user wrote


def read_table(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    """The rows of a table beside this module, in the order of the file.

    Raises:
        InvalidDataError: The columns are not the ones asked for, or a row has more or fewer cells.
    """
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    head = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    if tuple(lines[head].split("\t")) != columns:
        raise InvalidDataError(
            "The columns are not the ones that PlanGraph reads.",
            where=f"{name}, line {head + 1}",
            advice=f"They are {', '.join(columns)}.",
        )
    rows = [line.split("\t") for line in lines[head + 1 :]]
    for offset, row in enumerate(rows):
        if len(row) != len(columns):
            raise InvalidDataError(
                f"{len(row)} cells instead of {len(columns)}.",
                where=f"{name}, line {head + 2 + offset}",
                advice="Cells are parted by tabs; empty cells keep their tab.",
            )
    return rows


def values(cell: str) -> tuple[str, ...]:
    """The values that ``|`` joins in a cell; empty for an empty cell.

    >>> values("昆明高新区|高新区"), values("")
    (('昆明高新区', '高新区'), ())
    """
    return tuple(cell.split("|")) if cell else ()
