"""Texts, tables and files to the terminal, in UTF-8 whatever the locale says.

What a command finds goes to standard output, what it has to say about its work to standard error.
"""

import logging
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Progress

PIPE_WIDTH = 160  # cells in a line of a table that is not shown on a terminal
CONTROLS = {*range(32), *range(127, 160)} - {ord("\n"), ord("\t")}
SHOWABLE = dict.fromkeys(CONTROLS, "\N{REPLACEMENT CHARACTER}")
MANY = 5  # columns that a reader still follows when their texts wrap


def use_utf8() -> None:
    """Make the standard streams UTF-8; a name that is no text is shown escaped, never fatal."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def console() -> Console:
    """A console on standard output as it is now."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False)


def progress() -> "Progress":
    """A bar on a terminal; nothing where the output goes to a file or a pipe."""
    from rich.progress import Progress

    shown = console()
    return Progress(console=shown, transient=True, disable=not shown.is_terminal)


def say(text: str) -> None:
    """One line on standard output, not wrapped; control characters of a document do nothing."""
    sys.stdout.write(text.translate(SHOWABLE) + "\n")


def note(text: str) -> None:
    """One line on standard error."""
    sys.stdout.flush()
    sys.stderr.write(text.translate(SHOWABLE) + "\n")


def show_table(
    columns: Sequence[str], rows: Iterable[Sequence[str | Text]], *, title: str = ""
) -> None:
    """A table whose columns line up, Chinese characters counted as two cells wide."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in columns:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(_shown(cell) for cell in row))
    if title:
        say(title + "\n")
    console().print(table)
    say("")


def _shown(cell: str | Text) -> Text:
    return cell if isinstance(cell, Text) else Text(cell.translate(SHOWABLE))


def show_rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, or where many columns do not fit, one block a row with a line a value."""
    widths = [max(map(cell_len, column)) for column in zip(columns, *rows, strict=True)]
    if len(columns) <= MANY or sum(widths) + 3 * len(columns) <= console().width:
        show_table(columns, rows)
        return
    margin = max(map(cell_len, columns)) + 2
    for number, row in enumerate(rows, 1):
        say(f"── {number} ──")
        for name, value in zip(columns, row, strict=True):
            if value:
                say(f"{name}{' ' * (margin - cell_len(name))}{value}")


def write(content: str | bytes, target: str) -> None:
    """Content to a file, or to standard output where target is ``-``; UTF-8, no translation."""
    raw = content.encode() if isinstance(content, str) else content
    if target != "-":
        Path(target).write_bytes(raw)
        return
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(raw.decode())
    else:
        binary.write(raw)
        binary.flush()


def log_lines(name: str) -> None:
    """Write what a logger tells to standard error, a line each, nothing added."""
    logger = logging.getLogger(name)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
