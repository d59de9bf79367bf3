"""Plans to rows: what each table of an export tells of one plan, in the order of its text."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from plangraph.graph.plan_names import Names, days_of
from plangraph.ontology.model import Duty, Evidence, Plan, Span

Cell = str | int | Decimal | bool | date | None
Row = dict[str, Cell]


def _span(span: Span) -> Row:
    return {"quote": span.quote, "char_start": span.start, "char_end": span.end}


def _proof(evidence: Evidence) -> Row:
    return {**_span(evidence.span), "confidence": evidence.confidence}


def _plan(plan: Plan, names: Names) -> Iterator[Row]:
    document = plan.document
    yield {
        "key": names.plan,
        "title": document.title,
        "number": document.number,
        "issuers": "|".join(one.printed for one in document.issuers),
        "place": document.jurisdiction_name,
        "issued": document.issued,
        "issued_day": days_of(document.issued).last,
        "period_start": document.period_start,
        "period_end": document.period_end,
        "source_url": document.source_url,
        "sha256": plan.version.sha256,
    }


def _items(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.items:
        yield {
            **names.of_plan(),
            "key": names.item(row.position),
            "kind": row.kind.value,
            "number": row.number,
            "title": row.title,
            "parent": names.item(row.parent),
            "parent_title": names.title(row.parent),
            "due": row.due,
            "due_day": days_of(row.due).last,
            **_proof(row.evidence),
        }


def _responsibilities(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.responsibilities:
        for position in row.covers:
            yield {
                **names.of_item(position),
                **names.of_party(row.party),
                "printed": row.printed,
                "duty": row.duty.value,
                "rank": row.rank,
                **_proof(row.evidence),
            }


def _measures(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.measures:
        yield {
            **names.of_item(row.item),
            "key": names.local(f"measure/{row.position}"),
            "order": row.order,
            "text": row.text,
            **_proof(row.evidence),
        }


def _measure_parties(plan: Plan, names: Names) -> Iterator[Row]:
    texts = {row.position: row.text for row in plan.measures}
    pairs: dict[tuple[str, str, Duty], None] = {}
    for row in plan.responsibilities:
        pairs |= dict.fromkeys((position, row.party, row.duty) for position in row.measures)
    for position, party, duty in pairs:
        yield {
            "measure": names.local(f"measure/{position}"),
            "text": texts[position],
            **names.of_party(party),
            "duty": duty.value,
        }


def _targets(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.targets:
        yield {
            **names.of_item(row.item),
            "key": names.local(f"target/{row.position}"),
            "indicator": row.indicator,
            "comparator": row.operator.value,
            "value": row.value,
            "value_max": row.value_max,
            "unit": row.unit,
            "source_value": row.source_value,
            "due": row.due,
            "due_day": days_of(row.due).last,
            "due_inherited": row.due_inherited,
            "accrual": row.accrual.value,
            "measure": names.measure(row.measure),
            **_proof(row.evidence),
        }


def _directions(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.directions:
        yield {
            **names.of_item(row.item),
            "key": names.local(f"direction/{row.position}"),
            "indicator": row.indicator,
            "comparator": row.operator.value,
            "words": row.words,
            "due": row.due,
            "due_day": days_of(row.due).last,
            **_proof(row.evidence),
        }


def _phases(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.phases:
        yield {
            **names.of_item(row.position),
            "name": row.name,
            "start": row.start,
            "start_day": days_of(row.start).first,
            "end": row.end,
            "end_day": days_of(row.end).last,
            **_proof(row.evidence),
        }


def _steps(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.steps:
        yield {
            **names.of_item(row.item),
            "key": names.local(f"step/{row.position}"),
            "order": row.order,
            "text": row.text,
            "checkpoint": row.checkpoint,
            **_proof(row.evidence),
        }


def _parties(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.parties:
        yield {
            "key": row.key,
            "name": row.name,
            "name_en": row.name_en,
            "kind": row.kind.value,
            "function": row.function,
            "level": row.level and f"level-{row.level}",
            **names.of_place(row.place),
            "office_of": row.office_of,
            "hosted_by": row.hosted_by,
            "printed": "|".join(row.printed),
        }


def _regions(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.regions:
        for place in row.places or (None,):
            yield {
                **names.of_item(row.item),
                "measure": names.measure(row.measure),
                "name": row.name,
                **names.of_place(place),
                "partner": row.partner,
                **_proof(row.evidence),
            }


def _places(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.places:
        yield {
            "key": row.key,
            "name": row.name,
            "name_en": row.name_en,
            "kind": row.kind.value,
            "code": row.code,
            "within": row.within,
            "within_name": names.places.get(row.within or ""),
        }


def _citations(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.document.cites:
        yield {
            **names.of_plan(),
            "document": row.key,
            "title": row.title,
            "number": row.number,
            "issuer": row.issuer.printed if row.issuer else None,
            "basis": row.basis,
            **_proof(row.evidence),
        }


def _mentions(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.mentions:
        yield {
            **names.of_item(row.item),
            "measure": names.measure(row.measure),
            "kind": f"mention-{row.kind.value}",
            "name": row.name,
            "thing": row.key,
            **_proof(row.evidence),
        }


def _links(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.links:
        yield {
            **names.of_plan(),
            "kind": f"link-{row.kind.value}",
            "source": names.local(row.source),
            "source_text": names.texts.get(row.source),
            "target": names.local(row.target),
            "target_text": names.texts.get(row.target),
            **_proof(row.evidence),
        }


def _unread(plan: Plan, names: Names) -> Iterator[Row]:
    for row in plan.unread:
        yield {**names.of_plan(), "reason": row.reason, **_span(row.span)}


ROWS: Final[dict[str, Callable[[Plan, Names], Iterator[Row]]]] = {
    "plans": _plan,
    "items": _items,
    "responsibilities": _responsibilities,
    "measures": _measures,
    "measure_parties": _measure_parties,
    "targets": _targets,
    "directions": _directions,
    "phases": _phases,
    "steps": _steps,
    "parties": _parties,
    "regions": _regions,
    "places": _places,
    "citations": _citations,
    "mentions": _mentions,
    "links": _links,
    "unread": _unread,
}
