"""The facts of a plan to a ZIP of tables: a CSV for each list, and one for header and notice."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from plangraph.graph.cells import harmless

_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can tell: same facts, same bytes


def to_zip(facts: Mapping[str, Any]) -> bytes:
    """The tables, one a list that is not empty, in UTF-8 with the mark that spreadsheets need."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in facts.items():
            rows = content if isinstance(content, list) else [content]
            if rows and isinstance(rows[0], dict) and name != "coverage":
                entry = zipfile.ZipInfo(f"{name}.csv", _DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, _table(rows))
    return file.getvalue()


def _table(rows: Sequence[Mapping[str, Any]]) -> bytes:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    """A value as one cell; lists of texts are joined, what has parts is JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return harmless("；".join(value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return harmless(value) if isinstance(value, str) else str(value)
