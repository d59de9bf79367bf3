"""The tables of words beside this module, row by row; what the cells mean is left to the readers.

The first line names the columns; lines that begin with ``#`` say what a row is.
"""

from importlib.resources import files


def rows_of(name: str) -> list[list[str]]:
    """The cells of each row of a table, in the order of the file."""
    lines = files("plangraph.ingest").joinpath(name).read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
