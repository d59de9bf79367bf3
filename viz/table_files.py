"""A figure's facts to CSV and JSON.

CSV is UTF-8 with a byte order mark, as spreadsheet programs want it; a cell that such a program
would compute stands behind an apostrophe. JSON holds every text of the figure and its table.
"""

import csv
import io
import json

from plangraph.graph.cells import harmless
from plangraph.viz.shapes import Figure


def csv_bytes(figure: Figure) -> bytes:
    """The table with its head, a line a row."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(figure.table.columns)
    writer.writerows([[harmless(cell) for cell in row] for row in figure.table.rows])
    return stream.getvalue().encode("utf-8-sig")


def json_bytes(figure: Figure) -> bytes:
    """All texts of the figure, and its table as a list of objects."""
    table = figure.table
    facts = {
        "view": figure.kind,
        "language": figure.lang,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "summary": list(figure.summary),
        "alt": figure.alt,
        "description": figure.description,
        "citation": figure.citation,
        "columns": list(table.columns),
        "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
    }
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()
