"""Tables to CSV files with a descriptor, as Frictionless programs, pandas and R read them.

The files are UTF-8 without a byte order mark, lines end as RFC 4180 wants. A text that a
spreadsheet program would compute stands behind an apostrophe.

Source: Frictionless Data Package (v1), Tabular Data Package.
"""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from plangraph.graph.cells import harmless
from plangraph.graph.extent import Extent, words_of
from plangraph.graph.plan_rows import Cell
from plangraph.graph.plan_tables import Column, Table
from plangraph.ontology import iris

DESCRIPTOR: Final = "datapackage.json"
_TYPES: Final = {"id": "string", "term": "string", "url": "string"}
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # of the ZIP format; no day of the day


def package_files(tables: Sequence[Table], extent: Extent) -> dict[str, bytes]:
    """The files of the folder by name: a CSV file a table, and the descriptor."""
    found = {f"{table.name}.csv": _csv(table) for table in tables}
    text = json.dumps(_descriptor(tables, extent, found), ensure_ascii=False, indent=2)
    return {DESCRIPTOR: f"{text}\n".encode(), **found}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one ZIP file, the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def _csv(table: Table) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow(_cell(row.get(column.name)) for column in table.columns)
    return stream.getvalue().encode("utf-8", "replace")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else harmless(value)


def _descriptor(
    tables: Sequence[Table], extent: Extent, files: Mapping[str, bytes]
) -> dict[str, Any]:
    plans = next(table.rows for table in tables if table.name == "plans")
    keys = {table.name: {row.get("key") for row in table.rows} | {None} for table in tables}
    return {
        "profile": "tabular-data-package",
        "name": "plangraph",
        "title": " · ".join(str(row["title"]) for row in plans) or "PlanGraph",
        "description": f"Keys are IRIs below {iris.base()}. Several values in a cell are parted by"
        " |. Text that a spreadsheet would compute stands behind an apostrophe. Positions count"
        " the characters (code points) of the plan's text.",
        "sources": [
            {"title": str(row["title"]), **({"path": row["source_url"]} if _web(row) else {})}
            for row in plans
        ],
        "resources": [_resource(table, extent, keys, files) for table in tables],
    }


def _web(row: Mapping[str, Cell]) -> bool:
    return str(row["source_url"] or "").startswith(("http://", "https://"))


def _resource(
    table: Table, extent: Extent, keys: Mapping[str, set[Cell]], files: Mapping[str, bytes]
) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(one, extent) for one in table.columns]}
    if any(one.name == "key" for one in table.columns):
        schema["primaryKey"] = "key"
    foreign = [_foreign(one, table) for one in table.columns if _refers(one, table, keys)]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": words_of(extent.lang)[table.name],
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(files[f"{table.name}.csv"]),
        "schema": schema,
    }


def _field(column: Column, extent: Extent) -> dict[str, Any]:
    kind = _TYPES.get(column.kind, column.kind)
    field: dict[str, Any] = {"name": column.name, "type": kind}
    field["title"] = column.heading(extent.lang)
    if column.name == "key":
        field["constraints"] = {"required": True, "unique": True}
    return field


def _refers(column: Column, table: Table, keys: Mapping[str, set[Cell]]) -> bool:
    """Whether each key of a column has its row; places may lie in places that no plan names."""
    known = keys.get(column.link, set())
    return column.kind == "id" and {row.get(column.name) for row in table.rows} <= known


def _foreign(column: Column, table: Table) -> dict[str, Any]:
    resource = "" if column.link == table.name else column.link
    return {"fields": column.name, "reference": {"resource": resource, "fields": "key"}}
