"""The tables of words beside this module, row by row; what the cells mean is left to the readers.

The first line names the columns; lines that begin with ``#`` say what a row is.
"""

from functools import cache
from importlib.resources import files


@cache
def text_of(name: str) -> str:
    """The characters of a table."""
    return files("plangraph.ingest").joinpath(name).read_text("utf-8")


def load_all() -> None:
    """Read every table once: a process that may open no file any more has them all."""
    for file in files("plangraph.ingest").iterdir():
        if file.name.endswith(".tsv"):
            text_of(file.name)


def rows_of(name: str) -> list[list[str]]:
    """The cells of each row of a table, in the order of the file."""
    lines = text_of(name).splitlines()[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
