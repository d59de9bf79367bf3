"""Tables to one XLSX file: a sheet a kind, heads that stay, filters, links from name to row.

Texts are written as texts and numbers as numbers, so that no cell is a formula. Columns with keys
are hidden. The file tells no day on which it was made.
"""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from unicodedata import east_asian_width

from plangraph.graph.extent import Extent, labels_of, words_of
from plangraph.graph.plan_names import xml_text
from plangraph.graph.plan_rows import Cell, Row
from plangraph.graph.plan_tables import Column, Table
from plangraph.ontology.errors import ToolMissingError

_FIXED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LONGEST: Final = 32_767  # characters in a cell, as Excel has it
_MOST_LINKS: Final = 65_000  # on a sheet; Excel takes 65,530
_MOST_ROWS: Final = 1_048_575  # below the head
_WIDEST: Final = 60.0  # of a column, in characters
_LINE: Final = 16.0  # points
_HIGHEST: Final = 400.0
_LONGEST_ADDRESS: Final = 2_000
_INK: Final = "#1F4E79"


def xlsx_bytes(tables: Sequence[Table], extent: Extent) -> bytes:
    """The workbook; a table without rows has no sheet.

    Raises:
        ToolMissingError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 -- an extra
    except ImportError as missing:
        raise ToolMissingError(
            "Spreadsheets need XlsxWriter.",
            advice="Install the extra: pip install 'plangraph[report]'.",
        ) from missing
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _FIXED, "title": "PlanGraph"})
    filled = [table for table in tables if table.rows]
    writer = _Writer(book, filled, extent)
    writer.about(filled)
    for table in filled:
        writer.sheet(table)
    book.close()
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Look:
    """The formats of cells."""

    text: Any
    figure: Any
    head: Any
    link: Any
    day: Any
    title: Any

    @classmethod
    def of(cls, book: Any) -> "_Look":
        top = {"valign": "top", "text_wrap": True}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK, "text_wrap": True}
        return cls(
            text=book.add_format(top),
            figure=book.add_format({**top, "align": "right", "indent": 1}),
            head=book.add_format({**head, "valign": "vcenter"}),
            link=book.add_format({**top, "font_color": _INK, "underline": 1}),
            day=book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
            title=book.add_format({"bold": True, "font_size": 14, "font_color": _INK}),
        )


class _Writer:
    """One workbook on its way; it knows where every key stands."""

    def __init__(self, book: Any, tables: Sequence[Table], extent: Extent) -> None:
        self._book = book
        self._lang = extent.lang
        self._words = words_of(extent.lang)
        self._labels = labels_of(extent.lang)
        self._look = _Look.of(book)
        self._single = sum(len(table.rows) for table in tables if table.name == "plans") == 1
        self._places = dict[str, str]()
        for table in tables:
            self._places |= _places_of(table, self._words[table.name])

    def about(self, tables: Sequence[Table]) -> None:
        """The first sheet: which plans, which sheets, how many rows."""
        sheet, look = self._book.add_worksheet(self._words["about"]), self._look
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 12)
        titles = [str(row["title"]) for table in tables[:1] for row in table.rows]
        for number, title in enumerate(titles or ["PlanGraph"]):
            sheet.write_string(number, 0, _cut(title), look.title)
        sheet.write_string(len(titles) + 1, 0, self._words["about.note"])
        top = len(titles) + 3
        sheet.write_string(top, 0, self._words["about.sheet"], look.head)
        sheet.write_string(top, 1, self._words["about.rows"], look.head)
        for number, table in enumerate(tables, top + 1):
            name = self._words[table.name]
            sheet.write_url(number, 0, f"internal:'{name}'!A1", look.link, name)
            sheet.write_number(number, 1, len(table.rows))
        _for_print(sheet, 0)

    def sheet(self, table: Table) -> None:
        """A sheet with the rows of a table."""
        sheet = self._book.add_worksheet(self._words[table.name])
        rows = table.rows[:_MOST_ROWS]
        widths = {column.name: self._width(column, rows) for column in table.columns}
        for at, column in enumerate(table.columns):
            if self._is_hidden(column):
                widths[column.name] = 0.0
            hidden = {"hidden": True} if self._is_hidden(column) else {}
            sheet.set_column(at, at, widths[column.name] or None, None, hidden)
            sheet.write_string(0, at, column.heading(self._lang), self._look.head)
        links = 0
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, self._height(table, row, widths))
            for at, column in enumerate(table.columns):
                target = self._target(column, row) if links < _MOST_LINKS else ""
                links += bool(target)
                self._write(sheet, (number, at), (column, row.get(column.name)), target)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
        _for_print(sheet, 1)

    def _write(
        self, sheet: Any, at: tuple[int, int], cell: tuple[Column, Cell], target: str
    ) -> None:
        column, value = cell
        if isinstance(value, date):
            sheet.write_datetime(*at, value, self._look.day)
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            sheet.write_number(*at, value, self._look.figure)
        elif value is not None and target:
            sheet.write_url(*at, target, self._look.link, self._shown(column, value))
        elif value is not None:
            sheet.write_string(*at, self._shown(column, value), self._look.text)

    def _shown(self, column: Column, value: Cell) -> str:
        if isinstance(value, bool):
            return self._words["yes" if value else "no"]
        text = str(value)
        text = self._labels.get(text, text) if column.kind == "term" else text
        return _cut(xml_text(text))

    def _target(self, column: Column, row: Row) -> str:
        """Where a click leads: to the row of what a name names, or to an address in the web."""
        text = str(row.get(column.name) or "")
        if column.kind == "url":
            fits = text.startswith(("http://", "https://")) and len(text) < _LONGEST_ADDRESS
            return text if fits else ""
        if column.kind != "string" or not column.link or not text:
            return ""
        return self._places.get(str(row.get(column.link) or ""), "")

    def _is_hidden(self, column: Column) -> bool:
        """Keys, and the title of the plan where there is only one."""
        return column.kind == "id" or (column.name == "plan_title" and self._single)

    def _height(self, table: Table, row: Row, widths: Mapping[str, float]) -> float:
        """Room for the longest text of a row; no program is left to guess it."""
        lines = 1
        for column in table.columns:
            value, width = row.get(column.name), widths[column.name]
            if width and isinstance(value, str):
                shown = self._shown(column, value)
                wide = sum(_cells(line, len(line)) for line in shown.split("\n"))
                lines = max(lines, math.ceil(wide / (width - 1)) + shown.count("\n"))
        return min(_HIGHEST, _LINE * lines)

    def _width(self, column: Column, rows: Sequence[Row]) -> float:
        widest = _cells(column.heading(self._lang)) + 4  # room for the button of the filter
        for row in rows[:500]:
            value = row.get(column.name)
            if value is not None:
                widest = max(widest, _cells(self._shown(column, value)) + 1)
        return min(_WIDEST, widest)


def _places_of(table: Table, sheet: str) -> Mapping[str, str]:
    """Where the rows of a table stand, by key."""
    key = "item" if table.name == "phases" else "key"
    if key == "item" or not any(column.name == "key" for column in table.columns):
        return {}
    rows = enumerate(table.rows[:_MOST_ROWS], 2)
    return {str(row["key"]): f"internal:'{sheet}'!A{number}" for number, row in rows}


def _for_print(sheet: Any, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
    if head:
        sheet.repeat_rows(0)


def _cells(text: str, most: int = 80) -> float:
    return sum(2.1 if east_asian_width(one) in "WFA" else 1.1 for one in text[:most])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
