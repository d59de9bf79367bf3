"""A plan as facts JSON: the form of the gold files, with place, rule and confidence of every row.

The rows are the models of :mod:`fact_rows`; ``docs/facts.schema.json`` is generated from them.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TypedDict

from plangraph.ingest import fact_rows as rows
from plangraph.ingest.unread_rows import coverage_facts, unread_rows
from plangraph.ontology import iris, reference
from plangraph.ontology.model import (
    Cite,
    Evidence,
    Item,
    ItemKind,
    PhaseStep,
    Plan,
    RegionMention,
    Responsibility,
    Target,
)


class _Proof(TypedDict):
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    status: str


def facts_json(plan: Plan) -> dict[str, Any]:
    """The facts of a plan as plain data, in the order of the text."""
    return facts_of(plan).model_dump(mode="json")


def facts_of(plan: Plan) -> rows.FactsJSON:
    """The facts of a plan as validated rows."""
    write = _Writer(plan)
    goals = {item.position for item in plan.items if item.kind is ItemKind.GOAL}
    return rows.FactsJSON(
        document=write.document(),
        tasks=[write.task(item) for item in _tasks(plan)],
        assignments=[write.assignment(row) for row in plan.responsibilities],
        targets=[write.target(row) for row in plan.targets],
        phases=write.phases(),
        regions=write.regions(r for r in plan.regions if r.item not in goals),
        items=[write.item(item) for item in plan.items],
        goals=[write.item(item) for item in plan.items if item.kind is ItemKind.GOAL],
        measures=write.measures(),
        directions=write.directions(),
        requirements=[write.item(i) for i in plan.items if i.kind is ItemKind.REQUIREMENT],
        places=write.regions(r for r in plan.regions if r.item in goals),
        mentions=write.mentions(),
        inferred=write.links(),
        unread=unread_rows(plan),
        coverage=coverage_facts(plan),
        text_sha256=plan.version.sha256,
    )


def _tasks(plan: Plan) -> Iterator[Item]:
    """The items that a statement of responsibility covers or stands in, stages left out."""
    ruled = {id(row.covers): row.covers for row in plan.responsibilities}
    covered = {position for positions in ruled.values() for position in positions}
    covered |= {row.item for row in plan.responsibilities}
    for item in plan.items:
        if item.position in covered and item.kind is not ItemKind.PHASE and item.number:
            yield item


def _proof(evidence: Evidence) -> _Proof:
    span = evidence.span
    return _Proof(
        start=span.start,
        end=span.end,
        quote=span.quote,
        rule=evidence.rule,
        confidence=float(evidence.confidence),
        status=evidence.status.value,
    )


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


class _Writer:
    """The rows of one plan: it knows the paths of items and the names of parties."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._paths = {item.position: item.path for item in plan.items}
        self._names = {party.key: party.name for party in plan.parties}
        self._steps: dict[str, list[PhaseStep]] = {}
        for step in plan.steps:
            self._steps.setdefault(step.item, []).append(step)

    def _id(self, local: str) -> str:
        return iris.absolute(iris.in_plan(self._plan.key, local))

    def _printed_place(self) -> str | None:
        """The issuing place; none for a national plan, which prints none."""
        document = self._plan.document
        return None if document.jurisdiction == reference.CHINA else document.jurisdiction_name

    def document(self) -> rows.DocumentFacts:
        """The header."""
        document = self._plan.document
        return rows.DocumentFacts(
            title=self._printed_title(),
            notice_title=document.notice_title,
            number=document.number,
            issuers=[named.printed for named in document.issuers],
            approver=document.approver.printed if document.approver else None,
            addressees=[named.printed for named in document.addressees],
            issued=document.issued,
            period=rows.Period(start=document.period_start, end=document.period_end),
            jurisdiction=self._printed_place(),
            access_note=document.access_note,
            source_url=document.source_url,
            cites=[self._cite(cite) for cite in document.cites],
            legal_basis=[iris.absolute(cite.key) for cite in document.cites if cite.basis],
            statements=[
                rows.HeaderRow(field=s.field, value=s.value, **_proof(s.evidence))
                for s in document.statements
            ],
            id=iris.absolute(f"plan/{self._plan.key}"),
        )

    def _printed_title(self) -> str | None:
        """The title; ``None`` where the first words of the text stand in for one."""
        document = self._plan.document
        printed = any(statement.field == "title" for statement in document.statements)
        stand_in = self._plan.version.text.strip().startswith(document.title)
        return document.title if printed or not stand_in else None

    def _cite(self, cite: Cite) -> rows.CiteRow:
        return rows.CiteRow(
            title=cite.title,
            number=cite.number,
            issuer=cite.issuer.printed if cite.issuer else None,
            basis=cite.basis,
            id=iris.absolute(cite.key),
            **_proof(cite.evidence),
        )

    def item(self, item: Item) -> rows.ItemRow:
        """A unit of the outline."""
        return rows.ItemRow(
            path=item.path,
            position=item.position,
            kind=item.kind.value,
            title=item.title,
            id=self._id(iris.item_local(item.kind.value, item.position)),
            **_proof(item.evidence),
        )

    def task(self, item: Item) -> rows.TaskRow:
        """A unit that a statement covers."""
        return rows.TaskRow(due=item.due, **self.item(item).model_dump())

    def measures(self) -> list[rows.MeasureRow]:
        """The sentences of the tasks."""
        return [
            rows.MeasureRow(
                path=self._paths[m.item],
                order=m.order,
                text=m.text,
                id=self._id(f"measure/{m.position}"),
                **_proof(m.evidence),
            )
            for m in self._plan.measures
        ]

    def assignment(self, row: Responsibility) -> rows.AssignmentRow:
        """One party of one statement, at the path of the unit that holds the statement."""
        return rows.AssignmentRow(
            path=self._paths[row.item],
            agency=row.printed,
            role=reference.roles().role(row.duty),
            duty=row.duty.value,
            rank=row.rank,
            canonical=self._names[row.party],
            name_start=row.name.start,
            name_end=row.name.end,
            id=iris.absolute(row.party),
            **_proof(row.evidence),
        )

    def target(self, row: Target) -> rows.TargetRow:
        """A figure set as a goal."""
        value = _plain(row.value)
        return rows.TargetRow(
            path=self._paths[row.item],
            indicator=row.indicator,
            comparator=reference.roles().comparator(row.operator),
            operator=row.operator.value,
            value=value if row.value_max is None else [value, _plain(row.value_max)],
            unit=row.unit,
            source_value=row.source_value,
            deadline=row.due,
            deadline_inherited=row.due_inherited,
            accrual=row.accrual.value,
            id=self._id(f"target/{row.position}"),
            **_proof(row.evidence),
        )

    def directions(self) -> list[rows.DirectionRow]:
        """The goals without a figure."""
        return [
            rows.DirectionRow(
                path=self._paths[d.item],
                indicator=d.indicator,
                operator=d.operator.value,
                words=d.words,
                deadline=d.due,
                id=self._id(f"direction/{d.position}"),
                **_proof(d.evidence),
            )
            for d in self._plan.directions
        ]

    def phases(self) -> list[rows.PhaseRow]:
        """The stages with what is done in each."""
        return [
            rows.PhaseRow(
                path=p.path,
                name=p.name,
                start=p.start,
                end=p.end,
                steps=[s.text for s in self._steps.get(p.position, ())],
                checkpoints=[s.text for s in self._steps.get(p.position, ()) if s.checkpoint],
                quote_start=p.evidence.span.start,
                quote_end=p.evidence.span.end,
                quote=p.evidence.span.quote,
                rule=p.evidence.rule,
                confidence=float(p.evidence.confidence),
                status=p.evidence.status.value,
                id=self._id(f"phase/{p.position}"),
            )
            for p in self._plan.phases
        ]

    def regions(self, mentions: Iterable[RegionMention]) -> list[rows.RegionRow]:
        """One row for each name at each path, with its first evidence."""
        first: dict[tuple[str, str], RegionMention] = {}
        for mention in mentions:
            first.setdefault((self._paths[mention.item], iris.fold(mention.name)), mention)
        return [
            rows.RegionRow(
                path=path,
                name=mention.name,
                places=[iris.absolute(key) for key in mention.places],
                partner=mention.partner,
                **_proof(mention.evidence),
            )
            for (path, _), mention in first.items()
        ]

    def mentions(self) -> list[rows.MentionRow]:
        """The named things."""
        return [
            rows.MentionRow(
                path=self._paths[m.item],
                kind=m.kind.value,
                name=m.name,
                id=iris.absolute(m.key),
                **_proof(m.evidence),
            )
            for m in self._plan.mentions
        ]

    def links(self) -> list[rows.LinkRow]:
        """What is inferred."""
        return [
            rows.LinkRow(
                kind=link.kind.value,
                source=self._id(link.source),
                target=self._id(link.target),
                **_proof(link.evidence),
            )
            for link in self._plan.links
        ]
