"""Findings and resolved names to a plan: the rows of the model, each with its evidence."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from plangraph.ingest import documents, links, rules
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.documents import Given
from plangraph.ingest.drafts import Findings, Placed
from plangraph.ingest.lists import Name
from plangraph.ingest.outline import Unit
from plangraph.ingest.reach import Reach
from plangraph.ingest.resolve import Resolver
from plangraph.ingest.source import Source
from plangraph.ingest.time_limits import in_year
from plangraph.ontology import iris, reference
from plangraph.ontology.model import (
    Direction,
    Evidence,
    Item,
    ItemKind,
    Measure,
    Mention,
    MentionKind,
    Phase,
    PhaseStep,
    Place,
    Plan,
    RegionMention,
    Responsibility,
    Span,
    Target,
    TextVersion,
    Unread,
)

Draft = TypeVar("Draft")

_GLOBAL_THINGS = (MentionKind.INSTRUMENT, MentionKind.EVENT)
_MOST_QUOTED = 5_000  # code points of a statement that each of its names quotes whole
_NEAR = 200  # code points quoted on either side of a name in a longer one


def plan_of(source: Source, found: Findings, given: Given) -> Plan:
    """The plan that the findings state, with inferred links."""
    return _Assembly(source.text, found).plan(source, given)


class _Assembly:
    """One plan in the making: the text, the findings, and the parties and places met so far."""

    def __init__(self, text: str, found: Findings) -> None:
        self._text = text
        self._found = found
        self._places: dict[str, Place] = {}
        self._resolver = Resolver("", None)
        self._reach = Reach(found)
        self._year = found.header.only_year()
        self._phase_names = {p.unit.position: p.name for p in reversed(found.phases)}

    def plan(self, source: Source, given: Given) -> Plan:
        found, text = self._found, self._text
        key = documents.plan_key_of(found.header, found.owner, given, text)
        self._resolver = Resolver(key, found.owner, found.zone)
        document = documents.document_of(text, found, given, self._resolver)
        plan = Plan(
            key=key,
            version=TextVersion(text, source.sha256),
            document=document,
            items=tuple(map(self._item, self._kept_units())),
            measures=tuple(self._measures()),
            responsibilities=tuple(self._responsibilities()),
            targets=tuple(self._targets()),
            directions=tuple(self._directions()),
            phases=tuple(self._phases()),
            steps=tuple(self._steps()),
            regions=tuple(self._regions()),
            mentions=tuple(self._mentions()),
            unread=tuple(Unread(self._span(f.where), f.reason) for f in found.unread),
        )
        parties = self._resolver.parties()
        holders = [party.place for party in parties if party.place]
        for place in (found.owner, *holders):
            self._place(place)
        if found.zone:
            self._places[found.zone.key] = found.zone
        places = tuple(self._places[k] for k in sorted(self._places))
        plan = replace(plan, parties=parties, places=places)
        return replace(plan, links=tuple(links.infer_links(plan)))

    def _place(self, key: str | None) -> None:
        if key and key not in self._places:
            self._places[key] = reference.place(key)

    def _span(self, where: Stretch) -> Span:
        return Span(where.start, where.end, where.of(self._text))

    def _evidence(self, where: Stretch, rule: str) -> Evidence:
        return rules.evidence(self._text, where, rule)

    def _kept_units(self) -> list[Unit]:
        """The units; paragraphs without a number only where they hold a fact."""
        found = self._found
        facts = (found.statements, found.targets, found.regions, found.mentions)
        holding = {placed.unit for kind in facts for placed in kind}
        holding |= {phase.unit.position for phase in found.phases}
        return [unit for unit in self._found.units if unit.number or unit.position in holding]

    def _item(self, unit: Unit) -> Item:
        own = self._found.statements_of(unit.position)
        limit = next((statement for statement in own if statement.due), None)
        rule = (
            "outline-number"
            if unit.numbered
            else "outline-words"
            if unit.number
            else "outline-closing"
        )
        return Item(
            position=unit.position,
            path=unit.path,
            kind=self._found.kinds[unit.position],
            number=unit.path.replace("/", ""),
            title=self._title(unit),
            order=unit.order,
            parent=unit.parent,
            start=unit.start,
            end=unit.end,
            evidence=self._evidence(Stretch(unit.title_start, unit.title_end), rule),
            due=in_year(limit.due, self._year) if limit and limit.due else None,
            due_evidence=self._evidence(limit.due_at, "due-statement")
            if limit and limit.due_at
            else None,
        )

    def _title(self, unit: Unit) -> str:
        """The heading; that of a stage without its dates."""
        name = self._phase_names.get(unit.position)
        return self._text[unit.title_start : unit.title_end] if name is None else name

    def _measures(self) -> Iterator[Measure]:
        for draft in self._found.measures:
            words = draft.where.of(self._text)
            yield Measure(
                draft.position,
                draft.unit,
                draft.order,
                words,
                self._evidence(draft.where, "measure-sentence"),
            )

    def _responsibilities(self) -> Iterator[Responsibility]:
        for placed in self._found.statements:
            covers = self._reach.covers(placed)
            measures = self._reach.measures(placed)
            where, rule = placed.draft.where, placed.draft.rule
            whole = self._evidence(where, rule) if where.end - where.start < _MOST_QUOTED else None
            for rank, assigned in enumerate(placed.draft.assigned, 1):
                name = assigned.name
                yield Responsibility(
                    item=placed.unit,
                    covers=covers,
                    measures=measures,
                    party=self._resolver.resolve(name.printed, name.host),
                    printed=name.printed,
                    duty=assigned.duty,
                    rank=rank,
                    evidence=whole or self._evidence(_around(name, where), rule),
                    name=self._span(Stretch(name.start, name.end)),
                )

    def _targets(self) -> Iterator[Target]:
        for position, placed in _numbered(self._found.targets):
            draft, quantity = placed.draft, placed.draft.quantity
            goal = self._found.kinds[placed.unit] is ItemKind.GOAL or draft.due is not None
            unit = reference.units().find(quantity.unit)
            yield Target(
                position=position,
                item=placed.unit,
                indicator=draft.indicator,
                indicator_key=iris.indicator_key(draft.indicator),
                operator=quantity.operator,
                value=quantity.value,
                value_max=quantity.value_max,
                unit=quantity.unit,
                unit_key=unit.key if unit else f"unit/x-{iris.short_hash(quantity.unit)}",
                source_value=draft.source_value,
                due=draft.due,
                due_inherited=draft.due_inherited,
                accrual=draft.accrual,
                measure=placed.measure,
                evidence=self._evidence(draft.where, "target-figure" if goal else "target-floor"),
            )

    def _directions(self) -> Iterator[Direction]:
        for position, placed in _numbered(self._found.directions):
            draft = placed.draft
            yield Direction(
                position=position,
                item=placed.unit,
                indicator=draft.indicator,
                indicator_key=iris.indicator_key(draft.indicator),
                operator=draft.operator,
                words=draft.words,
                due=draft.due,
                due_inherited=draft.due is not None,
                evidence=self._evidence(draft.where, "direction-words"),
            )

    def _phases(self) -> Iterator[Phase]:
        for draft in self._found.phases:
            rule = "phase-dates-filled" if draft.filled else "phase-dates"
            evidence = self._evidence(draft.where, rule)
            yield Phase(
                draft.unit.position, draft.unit.path, draft.name, draft.start, draft.end, evidence
            )

    def _steps(self) -> Iterator[PhaseStep]:
        counts: dict[str, int] = {}
        for draft in self._found.steps:
            unit = draft.unit.position
            order = counts[unit] = counts.get(unit, 0) + 1
            evidence = self._evidence(draft.where, "phase-step")
            yield PhaseStep(
                f"{unit}.{order}",
                unit,
                order,
                draft.where.of(self._text),
                draft.checkpoint,
                evidence,
            )

    def _regions(self) -> Iterator[RegionMention]:
        for placed in self._found.regions:
            draft = placed.draft
            self._places |= {place.key: place for place in draft.places}
            yield RegionMention(
                item=placed.unit,
                measure=placed.measure,
                name=draft.name,
                places=tuple(place.key for place in draft.places),
                partner=any(_is_partner(place.key) for place in draft.places),
                evidence=self._evidence(draft.where, "region-name"),
            )

    def _mentions(self) -> Iterator[Mention]:
        for placed in self._found.mentions:
            draft = placed.draft
            owner = None if draft.kind in _GLOBAL_THINGS else self._found.owner
            yield Mention(
                item=placed.unit,
                measure=placed.measure,
                kind=draft.kind,
                name=draft.name,
                key=iris.mention_key(draft.name, owner),
                evidence=self._evidence(draft.where, "mention-name"),
            )


def _around(name: Name, statement: Stretch) -> Stretch:
    """The words around a name in a statement too long to be quoted with each of its names."""
    start, end = max(statement.start, name.start - _NEAR), min(statement.end, name.end + _NEAR)
    return Stretch(min(start, end), end)


def _is_partner(key: str) -> bool:
    world = reference.world()
    return key in world and world.is_partner(key)


def _numbered(placed: list[Placed[Draft]]) -> Iterator[tuple[str, Placed[Draft]]]:
    """Drafts with their position: that of the item and a running number there."""
    counts: dict[str, int] = {}
    for each in placed:
        counts[each.unit] = counts.get(each.unit, 0) + 1
        yield f"{each.unit}.{counts[each.unit]}", each
