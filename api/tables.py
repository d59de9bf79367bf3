"""Records to CSV: one row a record; references by name and key, lists joined, parts side by side.

The columns depend on the kind of record alone, so that the parts of a list fit together, and an
empty list still tells them.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from plangraph.api.parts import Record, Ref
from plangraph.graph.cells import harmless

Cells = Mapping[str, str]
_SEPARATOR = "；"


def to_csv(kind: type[Record], records: Sequence[Record]) -> bytes:
    """Records of one kind as UTF-8 with a byte order mark, which spreadsheets need."""
    return write_csv(kind, [cells_of(record) for record in records])


def write_csv(kind: type[Record], rows: Sequence[Cells]) -> bytes:
    """The same for records that are cells already."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns(kind), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


@cache
def columns(kind: type[Record]) -> tuple[str, ...]:
    """The columns of a kind of record.

    >>> columns(Ref)
    ('id', 'key', 'label', 'url')
    """
    names: list[str] = []
    for name, field in _told(kind):
        part = _part(field.annotation)
        if part is None:
            names.append(name)
        elif part is Ref:
            names += [name, f"{name}_key"]
        else:
            names += [f"{name}_{inner}" for inner in columns(part)]
    return tuple(names)


def cells_of(record: Record) -> dict[str, str]:
    """One record as the cells of its row."""
    cells: dict[str, str] = {}
    for name, field in _told(type(record)):
        value, part = getattr(record, name), _part(field.annotation)
        if part is None:
            cells[name] = _cell(value)
        elif isinstance(value, Ref):
            cells |= {name: _cell(value), f"{name}_key": _cell(value.key)}
        elif value is not None:
            cells |= {f"{name}_{inner}": text for inner, text in cells_of(value).items()}
    return cells


def _told(kind: type[Record]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields that replies hold."""
    return ((name, field) for name, field in kind.model_fields.items() if not field.exclude)


def _part(annotation: Any) -> type[Record] | None:
    """The kind of record that a field holds, or ``None`` for a list or a plain value."""
    if get_origin(annotation) is list:
        return None
    kinds = [kind for kind in (get_args(annotation) or (annotation,)) if kind is not NoneType]
    alone = len(kinds) == 1 and isinstance(kinds[0], type) and issubclass(kinds[0], Record)
    return kinds[0] if alone else None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return harmless(_SEPARATOR.join(_plain(part) for part in value))
    if isinstance(value, bool | Decimal | int | float):
        return _plain(value)
    return harmless(_plain(value))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    return _name(value) if isinstance(value, Record) else str(value)


def _name(record: Record) -> str:
    """The one field that a reader knows a nested record by."""
    for field in ("printed", "label", "title", "text", "value"):
        text = getattr(record, field, None)
        if isinstance(text, str):
            return text
    return ""
