"""The stated facts of a plan to triples: outline, measures, duties, targets, phases, places.

The header is left to ``header_triples``, what is inherited or inferred to ``inferred_triples``,
what several plans share to ``reference_triples``.
"""

from collections import Counter
from collections.abc import Iterator

from rdflib.namespace import RDF, RDFS, SKOS

from plangraph.ontology import iris
from plangraph.ontology.dates import day_literals, precision_of
from plangraph.ontology.header_triples import write_header
from plangraph.ontology.model import (
    Direction,
    Duty,
    Item,
    Party,
    Phase,
    Plan,
    RegionMention,
    Responsibility,
    Target,
)
from plangraph.ontology.terms import (
    ITEM_CLASSES,
    PG,
    V,
    chinese,
    decimal,
    integer,
    offset,
    plain,
    thing,
    thing_if,
    truth,
)
from plangraph.ontology.writer import Fact, Writer

SHORTCUTS = {Duty.LEAD: PG.leadParty, Duty.SUPPORT: PG.supportParty}


def write_stated(plan: Plan) -> Writer:
    """Everything that the plan states."""
    writer = Writer(plan)
    write_header(writer)
    for number, row in enumerate(plan.items, 1):
        _write_item(writer, number, row)
    for write in (
        _write_measures,
        _write_responsibilities,
        _write_targets,
        _write_phases,
        _write_regions,
        _write_mentions,
        _write_unread,
        _write_parties,
    ):
        write(writer)
    return writer


def responsibility_locals(writer: Writer) -> Iterator[list[tuple[str, str]]]:
    """For each responsibility row the covered positions and the keys of their nodes.

    A statement about a group of items has one node for each item; the running number at the end
    of the key counts within the item.
    """
    counts: Counter[str] = Counter()
    for row in writer.plan.responsibilities:
        counts.update(row.covers)
        yield [(at, f"{writer.item_local(at)}/resp/{counts[at]}") for at in row.covers]


def _write_item(writer: Writer, number: int, row: Item) -> None:
    node = writer.row(iris.item_local(row.kind, row.position), ITEM_CLASSES[row.kind], number)
    writer.add(
        node,
        (RDF.type, PG.PlanItem),
        (RDFS.label, chinese(row.title)),
        (PG.inPlan, writer.root),
        (PG.partOf, writer.item(row.parent) if row.parent else None),
        (PG.order, integer(row.order)),
        (PG.number, plain(row.number)),
        (PG.path, plain(row.path)),
        (PG.position, plain(row.position)),
        (PG.unitStart, offset(row.start)),
        (PG.unitEnd, offset(row.end)),
        (PG.dueWords, plain(row.due)),
    )
    writer.prove(node, row.evidence)
    if row.due is not None and precision_of(row.due):
        writer.add(node, *_due(row.due))
    if row.due_evidence is not None:
        writer.prove_part(node, "due", row.due_evidence)


def _due(printed: str | None) -> tuple[Fact, ...]:
    if printed is None:
        return ()
    day, precision = day_literals(printed, last=True)
    return (PG.due, day), (PG.duePrecision, precision)


def _write_measures(writer: Writer) -> None:
    for number, row in enumerate(writer.plan.measures, 1):
        node = writer.row(f"measure/{row.position}", PG.Measure, number)
        writer.add(
            node,
            (RDFS.label, chinese(row.text)),
            (PG.text, plain(row.text)),
            (PG.inPlan, writer.root),
            (PG.partOf, writer.item(row.item)),
            (PG.order, integer(row.order)),
        )
        writer.prove(node, row.evidence)


def _write_responsibilities(writer: Writer) -> None:
    rows = zip(writer.plan.responsibilities, responsibility_locals(writer), strict=True)
    for number, (row, nodes) in enumerate(rows, 1):
        for position, local in nodes:
            _write_responsibility(writer, number, row, (position, local))


def _write_responsibility(
    writer: Writer, number: int, row: Responsibility, at: tuple[str, str]
) -> None:
    position, local = at
    item, party = writer.item(position), thing(row.party)
    node = writer.row(local, PG.Responsibility, number)
    writer.add(
        node,
        (PG.party, party),
        (PG.role, V[row.duty]),
        (PG.rank, integer(row.rank)),
        (PG.printedName, plain(row.printed)),
        (PG.nameSpan, writer.span(row.name)),
        (PG.statedIn, writer.item(row.item)),
    )
    writer.prove(node, row.evidence)
    writer.add(item, (PG.hasResponsibility, node), (PG.responsibleParty, party))
    if row.duty in SHORTCUTS:
        writer.add(item, (SHORTCUTS[row.duty], party))


def _write_targets(writer: Writer) -> None:
    for number, target in enumerate(writer.plan.targets, 1):
        _write_target(writer, number, target)
    for number, direction in enumerate(writer.plan.directions, 1):
        _write_direction(writer, number, direction)


def _write_target(writer: Writer, number: int, row: Target) -> None:
    node = writer.row(f"target/{row.position}", PG.Target, number)
    writer.add(writer.item(row.item), (PG.hasTarget, node))
    writer.add(
        node,
        *_aim(writer, row),
        (PG.value, decimal(row.value)),
        (PG.valueMax, decimal(row.value_max)),
        (PG.unit, thing(row.unit_key)),
        (PG.unitText, plain(row.unit)),
        (PG.sourceValue, plain(row.source_value)),
        (PG.accrual, V[row.accrual]),
        (PG.inMeasure, writer.measure(row.measure)),
    )
    writer.prove(node, row.evidence)


def _write_direction(writer: Writer, number: int, row: Direction) -> None:
    node = writer.row(f"direction/{row.position}", PG.Direction, number)
    writer.add(writer.item(row.item), (PG.hasDirection, node))
    writer.add(node, *_aim(writer, row), (PG.words, plain(row.words)))
    writer.prove(node, row.evidence)


def _aim(writer: Writer, row: Target | Direction) -> tuple[Fact, ...]:
    """What targets and directions have in common; the order counts within the item."""
    order = row.position.rpartition(".")[2]
    return (
        (RDFS.label, chinese(row.indicator)),
        (PG.inPlan, writer.root),
        (PG.order, integer(int(order))),
        (PG.indicator, thing(row.indicator_key)),
        (PG.comparator, V[row.operator]),
        (PG.dueInherited, truth(row.due_inherited)),
        *_due(row.due),
    )


def _write_phases(writer: Writer) -> None:
    for row in writer.plan.phases:
        _write_phase(writer, row)
    for number, step in enumerate(writer.plan.steps, 1):
        node = writer.row(f"step/{step.position}", PG.PhaseStep, number)
        writer.add(
            node,
            (RDFS.label, chinese(step.text)),
            (PG.partOf, writer.item(step.item)),
            (PG.order, integer(step.order)),
            (PG.checkpoint, truth(step.checkpoint)),
        )
        writer.prove(node, step.evidence)


def _write_phase(writer: Writer, row: Phase) -> None:
    node = writer.item(row.position)
    writer.add(node, (PG.phaseName, plain(row.name)))
    if row.start:
        start, precision = day_literals(row.start, last=False)
        writer.add(node, (PG.startDate, start), (PG.startPrecision, precision))
    if row.end:
        end, precision = day_literals(row.end, last=True)
        writer.add(node, (PG.endDate, end), (PG.endPrecision, precision))
    writer.prove_part(node, "dates", row.evidence)


def _write_regions(writer: Writer) -> None:
    for number, row in enumerate(writer.plan.regions, 1):
        node = writer.row(f"place/{number}", PG.RegionMention, number)
        places = [thing(key) for key in row.places]
        item, measure = writer.item(row.item), writer.measure(row.measure)
        writer.add(
            node,
            (PG.inItem, item),
            (PG.inMeasure, measure),
            (PG.printedName, plain(row.name)),
            (PG.partner, truth(row.partner)),
            *((PG.place, place) for place in places),
        )
        if len(places) > 1:
            writer.add(node, *((RDF[f"_{n}"], place) for n, place in enumerate(places, 1)))
        writer.prove(node, row.evidence)
        for subject in (item, measure):
            if subject is not None:
                writer.add(subject, *_concerns(row))


def _concerns(row: RegionMention) -> tuple[Fact, ...]:
    names = (PG.concernsRegion, PG.partnerRegion) if row.partner else (PG.concernsRegion,)
    return tuple((name, thing(key)) for key in row.places for name in names)


def _write_mentions(writer: Writer) -> None:
    for number, row in enumerate(writer.plan.mentions, 1):
        node = writer.row(f"mention/{number}", PG.Mention, number)
        item, measure, named = writer.item(row.item), writer.measure(row.measure), thing(row.key)
        writer.add(
            node,
            (PG.inItem, item),
            (PG.inMeasure, measure),
            (PG.mentionKind, V[f"mention-{row.kind}"]),
            (PG.printedName, plain(row.name)),
            (PG.thing, named),
        )
        writer.prove(node, row.evidence)
        writer.add(item, (PG.mentions, named))
        if measure is not None:
            writer.add(measure, (PG.mentions, named))


def _write_unread(writer: Writer) -> None:
    for number, row in enumerate(writer.plan.unread, 1):
        node = writer.row(f"unread/{number}", PG.Unread, number)
        writer.add(node, (PG.inPlan, writer.root), (PG.reason, plain(row.reason)))
        writer.add(node, (PG.evidence, writer.span(row.span)))


def _write_parties(writer: Writer) -> None:
    for number, (party, printed) in enumerate(_printed_forms(writer.plan), 1):
        node = writer.row(f"name/{number}", PG.PrintedName, number)
        writer.add(node, (PG.party, thing(party.key)), (PG.printedName, plain(printed)))
        if printed != iris.fold(party.name):
            writer.add(thing(party.key), (SKOS.altLabel, chinese(printed)))
    for party in writer.plan.parties:
        writer.add(
            thing(party.key),
            (PG.officeOf, thing_if(party.office_of)),
            (PG.hostedBy, thing_if(party.hosted_by)),
        )
        if party.name != iris.fold(party.name):
            writer.add(thing(party.key), (SKOS.hiddenLabel, chinese(party.name)))


def _printed_forms(plan: Plan) -> list[tuple[Party, str]]:
    return [(party, printed) for party in plan.parties for printed in party.printed]
