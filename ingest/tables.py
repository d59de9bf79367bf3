"""Tables in the text to rows with named cells: of tasks, upright or transposed, and of targets.

A table is a run of lines with ``|`` or tabs between cells; readers of HTML, DOCX and PDF write
theirs in that form, with merged cells repeated. What a column is about is told by its head.

Source: formats I6, I7, R13, D2, D3, T22; GOLD.md (rows of a table).
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from plangraph.ingest.clauses import Stretch, trimmed
from plangraph.ingest.lines import Line, lines_of
from plangraph.ingest.word_tables import rows_of

Cells = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, row by row, rulers left out."""

    start: int
    end: int
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One task of a table.

    Attributes:
        number: Its own number, or its place among the rows.
        cells: The cells by what their column is about; several where rows of one task follow.
    """

    number: str
    start: int
    end: int
    cells: Mapping[str, Cells]

    def first(self, role: str) -> Stretch | None:
        """The first cell of a role that is not empty."""
        return next((cell for cell in self.cells.get(role, ()) if cell.end > cell.start), None)


_BAR = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"[\s|:\-+=]*")
_NONE = re.compile("[-/无]+")
_CLASS = re.compile(r"(?:类别|分类|类型|大类)\s*$")
_DITTO = re.compile(r"同上(?:行|栏|格)?|〃|″|\"")


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(words)) for role, words in rows_of("columns.tsv"))


def role_of(head: str) -> str | None:
    """What a column is about; ``None`` for a head that says nothing of use."""
    bare = re.sub(r"[\s*]", "", head)
    return next((role for role, words in _columns() if words.search(bare)), None)


def find_tables(view: str) -> Iterator[Table]:
    """The tables of a text, in order; two rows at least."""
    run: list[Line] = []
    for line in [*lines_of(view), Line(len(view), len(view))]:
        words = view[line.start : line.end]
        if words.count("|") >= 2 or words.count("\t") >= 2:
            run.append(line)
            continue
        rows = _one_head(view, [cells for row in run if (cells := _cells(view, row))])
        if len(rows) > 1:
            yield Table(run[0].start, run[-1].end, tuple(rows))
        run = []


def _one_head(view: str, rows: list[Cells]) -> list[Cells]:
    """The rows with a head of one: without its upper rows, or one that stands twice.

    A cell of the head that is merged downwards stands in both of its rows, or its lower one is
    empty; then so is the one beside a cell that is merged across (责任分工 over 牵头单位).
    """
    if len(rows) > 2 and _is_lower_head(view, rows[0], rows[1]):
        pairs = zip(rows[0], rows[1], strict=True)
        return [tuple(low if low.end > low.start else high for high, low in pairs), *rows[2:]]
    while len(rows) > 2 and any(
        one.of(view) == other.of(view) != "" for one, other in zip(rows[0], rows[1], strict=False)
    ):
        rows = rows[1:]
    return rows


def _is_lower_head(view: str, upper: Cells, lower: Cells) -> bool:
    """Whether a row has words only below cells that are merged across, and these name columns."""
    if len(upper) != len(lower) or not upper or upper[0].end == upper[0].start:
        return False
    blank = [cell.end == cell.start for cell in upper] + [False]
    wide = [blank[at] or blank[at + 1] for at in range(len(upper))]
    filled = [at for at, cell in enumerate(lower) if cell.end > cell.start]
    split = len(filled) > 1 and sum(wide) == len(filled) and all(wide[at] for at in filled)
    return split and all(role_of(lower[at].of(view)) for at in filled)


def _cells(view: str, line: Line) -> Cells:
    """The cells of a line; none for a ruler."""
    if _RULER.fullmatch(view, line.start, line.end):
        return ()
    mark = _BAR if view.count("|", line.start, line.end) >= 2 else re.compile("\t")
    cuts = [match.start() for match in mark.finditer(view, line.start, line.end)]
    edges = [line.start - 1, *cuts, line.end]
    if mark is _BAR and cuts[0] == line.start:
        edges = edges[1:]
    if mark is _BAR and cuts[-1] == line.end - 1:
        edges = edges[:-1]
    return tuple(trimmed(view, start + 1, max(start + 1, end)) for start, end in pairwise(edges))


def task_rows(view: str, table: Table) -> list[Row]:
    """The tasks of a table whose columns name bodies; none for other tables."""
    roles = _roles(view, table.rows[0])
    if {"lead", "responsible", "support"} & set(roles.values()):
        roles = _with_subject(table.rows[0], roles)
        if _subject(roles):
            return _merged(view, list(_body_rows(view, table, roles)))
    labels = {view[row[0].start : row[0].end]: row for row in table.rows if row}
    sides = {role: row for label, row in labels.items() if (role := role_of(label))}
    if {"lead", "responsible"} & set(sides):
        return list(_transposed(table, sides))
    return []


def _roles(view: str, head: Cells) -> dict[int, str]:
    """What each column is about; 任务类别 beside the tasks themselves is nothing of use."""
    roles = {i: role for i, cell in enumerate(head) if (role := role_of(cell.of(view)))}
    tasks = [i for i, role in roles.items() if role == "task"]
    classes = {i for i in tasks if _CLASS.search(head[i].of(view))}
    return {i: role for i, role in roles.items() if i not in classes or len(classes) == len(tasks)}


def _subject(roles: Mapping[int, str]) -> bool:
    return bool({"task", "measure", "goal"} & set(roles.values()))


def _with_subject(head: Cells, roles: dict[int, str]) -> dict[int, str]:
    """The roles with the first column that has none as that of the tasks, where none names them.

    路段 | 保洁频次 | 责任单位: what bodies are told off to stands in front of them.
    """
    free = [at for at in range(len(head)) if at not in roles]
    named = {"lead", "responsible"} & set(roles.values())
    if _subject(roles) or not named or not free or head[free[0]].end == head[free[0]].start:
        return roles
    return roles | {free[0]: "task"}


def _merged_down(view: str, table: Table, roles: Mapping[int, str]) -> set[int]:
    """The columns whose empty cells mean what stands above (cells merged downwards).

    That of the tasks, if rows with a number and a measure have none; then those of the bodies in
    charge; that of the others only where it says 无 or — for nobody.
    """
    columns = {role: at for at, role in roles.items()}
    task, measure, number = (columns.get(role) for role in ("task", "measure", "number"))
    if task is None or measure is None or number is None:
        return set()
    rows = [row for row in table.rows[1:] if max(task, measure, number) < len(row)]
    if not any(not _said(view, row, task) and _said(view, row, number) for row in rows):
        return set()
    found = {task, *(columns[role] for role in ("lead", "responsible") if role in columns)}
    support = columns.get("support")
    if support is not None and any(_NONE.fullmatch(_said(view, row, support)) for row in rows):
        found.add(support)
    return found


def _said(view: str, row: Cells, column: int) -> str:
    return row[column].of(view).strip() if column < len(row) else ""


def _body_rows(view: str, table: Table, roles: Mapping[int, str]) -> Iterator[Row]:
    above: Cells = ()
    merged = _merged_down(view, table, roles)
    for index, printed in enumerate(table.rows[1:], 1):
        cells = above = _as_above(view, printed, above, merged)
        named: dict[str, Cells] = {}
        for column, cell in enumerate(cells):
            role = roles.get(column)
            if role:
                named[role] = (*named.get(role, ()), cell)
        if any(cell.end > cell.start for cell in cells):
            yield Row(str(index), printed[0].start, printed[-1].end, named)


def _as_above(view: str, cells: Cells, above: Cells, merged: Container[int]) -> Cells:
    """The cells of a row, 同上 as the cell above it, likewise an empty one that is merged."""
    known = dict(enumerate(above))
    return tuple(
        known.get(column, cell)
        if _DITTO.fullmatch(words := cell.of(view)) or (column in merged and not words.strip())
        else cell
        for column, cell in enumerate(cells)
    )


def _merged(view: str, rows: list[Row]) -> list[Row]:
    """Rows with their own numbers; rows that repeat number and task are one (merged cells)."""
    alike: list[list[Row]] = []
    known: tuple[str, str] | None = None
    for found in rows:
        cell = found.first("number")
        number = cell.of(view).rstrip(".、") if cell else found.number
        row = Row(number, found.start, found.end, found.cells)
        task = row.first("task")
        told = number, task.of(view) if task else ""
        if cell and told == known:
            alike[-1].append(row)
        else:
            alike.append([row])
        known = told
    return [_one(each) for each in alike]


def _one(rows: Sequence[Row]) -> Row:
    """Rows with the number of one task as one row."""
    if len(rows) == 1:
        return rows[0]
    cells: dict[str, list[Stretch]] = {}
    for row in rows:
        for role, own in row.cells.items():
            cells.setdefault(role, []).extend(own)
    every = {role: tuple(own) for role, own in cells.items()}
    return Row(rows[0].number, rows[0].start, rows[-1].end, every)


def _transposed(table: Table, sides: Mapping[str, Cells]) -> Iterator[Row]:
    """A table whose rows are 目标, 责任主体: each column behind the first is a task (I7)."""
    for column, head in enumerate(table.rows[0][1:], 1):
        cells = {role: (row[column],) for role, row in sides.items() if len(row) > column}
        yield Row(str(column), head.start, head.end, {"task": (head,), **cells})
