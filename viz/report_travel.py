"""A report to JSON and back: what a process needs that shall render it and may not ask the store.

All of a report is text, numbers and tuples of them in classes of our own, so nothing is lost.
"""

import json
from dataclasses import fields, is_dataclass
from typing import Any, Final

from plangraph.viz import report, shapes
from plangraph.viz.report import Report

_KIND: Final = ""  # no field has this name
_KINDS: Final = {
    kind.__name__: kind
    for kind in (
        *(report.Report, report.Heading, report.Paragraph, report.Grid, report.Picture),
        *(report.Said, report.Note, shapes.Figure, shapes.Table, shapes.Drawing, shapes.Link),
        *(shapes.Rect, shapes.Path, shapes.Text),
    )
}


def report_told(told: Report) -> bytes:
    """The report as JSON; :func:`report_heard` reads it."""
    return json.dumps(_told(told), ensure_ascii=False).encode("utf-8", "surrogatepass")


def report_heard(told: bytes) -> Report:
    """The report that :func:`report_told` told of."""
    heard: Report = _heard(json.loads(told.decode("utf-8", "surrogatepass")))
    return heard


def _told(thing: Any) -> Any:
    if is_dataclass(thing):
        rest = {field.name: _told(getattr(thing, field.name)) for field in fields(thing)}
        return {_KIND: type(thing).__name__, **rest}
    return [_told(one) for one in thing] if isinstance(thing, tuple) else thing


def _heard(told: Any) -> Any:
    if isinstance(told, dict):
        kind = _KINDS[told.pop(_KIND)]
        return kind(**{name: _heard(value) for name, value in told.items()})
    return tuple(map(_heard, told)) if isinstance(told, list) else told
