"""Plans to a calendar: phases as stretches of days, deadlines as days, for any calendar program.

The same plans give the same bytes: the stamp of an entry is the day on which its plan was issued.

Source: RFC 5545 (iCalendar), sections 3.1 (folding), 3.3.11 (texts), 3.6.1 (events).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from plangraph.graph.extent import Extent, labels_of, words_of
from plangraph.graph.plan_names import Names, days_of
from plangraph.ontology import iris
from plangraph.ontology.model import Direction, Plan, Target

_LINE: Final = 75  # octets
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_NO_DAY: Final = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class _Event:
    """One entry; ``last`` is its last day."""

    key: str
    kind: str
    what: str
    first: date
    last: date
    notes: tuple[str, ...]


def ics_bytes(plans: Sequence[Plan], extent: Extent) -> bytes:
    """The calendar; what is told without a date of the calendar is left out."""
    words = words_of(extent.lang)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//PlanGraph//PlanGraph//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(plans[0].document.title if len(plans) == 1 else words['calendar'])}",
    ]
    for plan in plans:
        for event in _events(plan, extent):
            lines += _event_lines(event, plan, extent)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _events(plan: Plan, extent: Extent) -> Iterator[_Event]:
    yield from _phases(plan)
    yield from _items(plan, extent)
    yield from _figures(plan, extent)
    end = days_of(plan.document.period_end).last
    if end is not None:
        yield _Event(f"plan/{plan.key}", "period", plan.document.title, end, end, ())


def _phases(plan: Plan) -> Iterator[_Event]:
    names = Names(plan)
    for row in plan.phases:
        start, end = days_of(row.start).first, days_of(row.end).last
        days = [day for day in (start, end) if day is not None]
        if not days:
            continue
        steps = [f"· {step.text}" for step in plan.steps if step.item == row.position]
        notes = (row.evidence.span.quote, *steps)
        key = names.item(row.position) or names.plan
        yield _Event(key, "phase", row.name, min(days), max(days), notes)


def _items(plan: Plan, extent: Extent) -> Iterator[_Event]:
    names, words = Names(plan), words_of(extent.lang)
    for row in plan.items:
        last = days_of(row.due).last
        if last is None:
            continue
        parties = [one.printed for one in plan.responsibilities if row.position in one.covers]
        notes = [f"{words['calendar.printed']}: {row.due}"]
        if row.due_evidence is not None:
            notes.append(f"{words['calendar.words']}: {row.due_evidence.span.quote}")
        if parties:
            notes.append(f"{words['calendar.parties']}: {'、'.join(dict.fromkeys(parties))}")
        yield _Event(names.item(row.position) or "", "item", row.title, last, last, tuple(notes))


def _figures(plan: Plan, extent: Extent) -> Iterator[_Event]:
    """Targets with and without a figure."""
    names, words, labels = Names(plan), words_of(extent.lang), labels_of(extent.lang)
    rows: tuple[Target | Direction, ...] = (*plan.targets, *plan.directions)
    for row in rows:
        last = days_of(row.due).last
        if last is None:
            continue
        kind = "target" if isinstance(row, Target) else "direction"
        figure = row.words if isinstance(row, Direction) else row.source_value
        if isinstance(row, Target):
            figure = f"{labels.get(row.operator.value, '')} {figure}"
        notes = (
            f"{words['calendar.printed']}: {row.due}",
            f"{words['calendar.words']}: {row.evidence.span.quote}",
        )
        key = names.local(f"{kind}/{row.position}")
        yield _Event(key, kind, f"{row.indicator} {figure.strip()}", last, last, notes)


def _event_lines(event: _Event, plan: Plan, extent: Extent) -> Iterator[str]:
    stamp = days_of(plan.document.issued).last or _NO_DAY
    kind = words_of(extent.lang)[f"calendar.{event.kind}"]
    notes = "\n".join((*event.notes, plan.document.title))
    yield "BEGIN:VEVENT"
    yield f"UID:{event.key}@{urlsplit(iris.base()).hostname or 'plangraph'}"
    yield f"DTSTAMP:{_day(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    if event.last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'{kind}: {event.what}')}"
    yield f"DESCRIPTION:{_text(notes)}"
    yield f"CATEGORIES:{_text(kind)}"
    yield f"URL:{iris.absolute(event.key)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    r"""A text as RFC 5545 writes it; no line break of a plan begins a line of the file.

    >>> _text("一,二\r\nEND:VCALENDAR")
    '一\\,二\\nEND:VCALENDAR'
    """
    lines = re.sub("\r\n?|[\u0085\u2028\u2029]", "\n", text)
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", lines).translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets; no character is cut apart."""
    pieces, octets = [b""], 0
    for one in line:
        raw = one.encode()
        if octets + len(raw) > _LINE:
            pieces.append(b" ")
            octets = 1
        pieces[-1] += raw
        octets += len(raw)
    return b"\r\n".join(pieces) + b"\r\n"
