"""Records to CSV: one row a record, references by name, lists joined, evidence by its words."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from plangraph.api.parts import Evidence, Record, Ref

_SEPARATOR = "；"


def to_csv(records: Sequence[Record]) -> bytes:
    """The records as UTF-8 with a byte order mark, which spreadsheets need; empty for none."""
    rows = [_flatten(record) for record in records]
    names = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def _flatten(record: Record) -> dict[str, str]:
    row: dict[str, str] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Evidence):
            row |= {"quote": _cell(value.quote), "start": str(value.start), "end": str(value.end)}
        elif isinstance(value, Record) and not isinstance(value, Ref):
            row |= {f"{name}_{part}": text for part, text in _flatten(value).items()}
        else:
            row[name] = _cell(value)
    return row


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _SEPARATOR.join(_cell(part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal | int):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    return harmless(_name(value) if isinstance(value, Record) else str(value))


def _name(record: Record) -> str:
    """The one field that a reader knows a nested record by."""
    for field in ("printed", "label", "title", "text", "value"):
        text = getattr(record, field, None)
        if isinstance(text, str):
            return text
    return ""


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a plan's words are not to be trusted."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
