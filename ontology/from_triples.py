"""The triples of a plan back to the model, row by row.

The header is left to ``from_header``, parties and places to ``from_reference``.
"""

from collections import defaultdict
from collections.abc import Iterable

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from plangraph.ontology import iris
from plangraph.ontology.from_header import read_document, read_version
from plangraph.ontology.from_reference import read_parties, read_places
from plangraph.ontology.model import (
    Accrual,
    Direction,
    Duty,
    Item,
    ItemKind,
    Link,
    LinkKind,
    Measure,
    Mention,
    MentionKind,
    Operator,
    Phase,
    PhaseStep,
    Plan,
    RegionMention,
    Responsibility,
    Target,
    Unread,
)
from plangraph.ontology.nquads import Triple
from plangraph.ontology.reader import Reader
from plangraph.ontology.terms import ITEM_CLASSES, PG


def read_plan(plan_key: str, graphs: Iterable[Iterable[Triple]]) -> Plan:
    """The plan that the triples of these graphs describe.

    Raises:
        InvalidDataError: A triple that the plan needs is missing or has the wrong form.
    """
    reader = Reader(plan_key, graphs)
    nodes = reader.nodes
    items = _item_nodes(reader)
    return Plan(
        key=plan_key,
        version=read_version(reader),
        document=read_document(reader),
        items=tuple(_item(reader, node, kind) for node, kind in items.items()),
        measures=tuple(_measure(reader, node) for node in nodes(PG.Measure)),
        responsibilities=_responsibilities(reader, items),
        targets=_targets(reader, items),
        directions=_directions(reader, items),
        phases=tuple(_phase(reader, node) for node in items if reader.find(node, PG.phaseName)),
        steps=tuple(_step(reader, node) for node in nodes(PG.PhaseStep)),
        regions=tuple(_region(reader, node) for node in nodes(PG.RegionMention)),
        mentions=tuple(_mention(reader, node) for node in nodes(PG.Mention)),
        links=tuple(_link(reader, node) for node in nodes(PG.InferredLink)),
        unread=tuple(_unread(reader, node) for node in nodes(PG.Unread)),
        parties=read_parties(reader),
        places=read_places(reader),
    )


def _item_nodes(reader: Reader) -> dict[URIRef, ItemKind]:
    """Every item with its kind, in the order of the document."""
    kinds = {node: kind for kind, name in ITEM_CLASSES.items() for node in reader.nodes(name)}
    return dict(sorted(kinds.items(), key=lambda pair: reader.sequence(pair[0])))


def _item(reader: Reader, node: URIRef, kind: ItemKind) -> Item:
    return Item(
        position=reader.text(node, PG.position),
        path=reader.text(node, PG.path),
        kind=kind,
        number=reader.text(node, PG.number),
        title=reader.text(node, RDFS.label),
        order=reader.integer(node, PG.order),
        parent=reader.find_position(node, PG.partOf) or "",
        start=reader.integer(node, PG.unitStart),
        end=reader.integer(node, PG.unitEnd),
        evidence=reader.evidence(node),
        due=reader.find(node, PG.dueWords),
        due_evidence=reader.part_evidence(node, "due") if reader.all(node, PG.dueRule) else None,
    )


def _measure(reader: Reader, node: URIRef) -> Measure:
    return Measure(
        position=reader.position_of(node),
        item=reader.position(node, PG.partOf),
        order=reader.integer(node, PG.order),
        text=reader.text(node, PG.text),
        evidence=reader.evidence(node),
    )


def _responsibilities(reader: Reader, items: Iterable[URIRef]) -> tuple[Responsibility, ...]:
    """One row for each statement and party: the nodes of one row share its running number."""
    rows: dict[int, list[tuple[str, URIRef]]] = defaultdict(list)
    for item in items:
        for node in reader.all(item, PG.hasResponsibility):
            responsibility = URIRef(str(node))
            rows[reader.sequence(node)].append((reader.position_of(item), responsibility))
    heirs = _heirs(reader)
    return tuple(_responsibility(reader, nodes, heirs[n]) for n, nodes in sorted(rows.items()))


def _heirs(reader: Reader) -> dict[int, list[str]]:
    """The measures that inherit from each responsibility row, in the order of the document."""
    heirs: dict[int, list[str]] = defaultdict(list)
    for measure in reader.nodes(PG.Measure):
        for node in reader.all(measure, PG.hasInheritedResponsibility):
            source = URIRef(reader.text(node, PG.inheritsFrom))
            heirs[reader.sequence(source)].append(reader.position_of(measure))
    return heirs


def _responsibility(
    reader: Reader, nodes: list[tuple[str, URIRef]], measures: list[str]
) -> Responsibility:
    node = nodes[0][1]
    return Responsibility(
        item=reader.position(node, PG.statedIn),
        covers=tuple(position for position, _ in nodes),
        measures=tuple(measures),
        party=reader.key(node, PG.party),
        printed=reader.text(node, PG.printedName),
        duty=Duty(reader.concept(node, PG.role)),
        rank=reader.integer(node, PG.rank),
        evidence=reader.evidence(node),
        name=reader.span(node, PG.nameSpan),
    )


def _owners(reader: Reader, items: Iterable[URIRef], name: URIRef) -> dict[Node, str]:
    """The position of the item that has each node as a value."""
    return {node: reader.position_of(item) for item in items for node in reader.all(item, name)}


def _targets(reader: Reader, items: Iterable[URIRef]) -> tuple[Target, ...]:
    owners = _owners(reader, items, PG.hasTarget)
    return tuple(_target(reader, node, owners[node]) for node in reader.nodes(PG.Target))


def _target(reader: Reader, node: URIRef, item: str) -> Target:
    return Target(
        position=reader.position_of(node),
        item=item,
        indicator=reader.text(node, RDFS.label),
        indicator_key=reader.key(node, PG.indicator),
        operator=Operator(reader.concept(node, PG.comparator)),
        value=reader.decimal(node, PG.value),
        value_max=reader.decimal(node, PG.valueMax) if reader.all(node, PG.valueMax) else None,
        unit=reader.text(node, PG.unitText),
        unit_key=reader.key(node, PG.unit),
        source_value=reader.text(node, PG.sourceValue),
        due=reader.date(node, PG.due, PG.duePrecision),
        due_inherited=reader.truth(node, PG.dueInherited),
        accrual=Accrual(reader.concept(node, PG.accrual)),
        measure=reader.find_position(node, PG.inMeasure),
        evidence=reader.evidence(node),
    )


def _directions(reader: Reader, items: Iterable[URIRef]) -> tuple[Direction, ...]:
    owners = _owners(reader, items, PG.hasDirection)
    return tuple(_direction(reader, node, owners[node]) for node in reader.nodes(PG.Direction))


def _direction(reader: Reader, node: URIRef, item: str) -> Direction:
    return Direction(
        position=reader.position_of(node),
        item=item,
        indicator=reader.text(node, RDFS.label),
        indicator_key=reader.key(node, PG.indicator),
        operator=Operator(reader.concept(node, PG.comparator)),
        words=reader.text(node, PG.words),
        due=reader.date(node, PG.due, PG.duePrecision),
        due_inherited=reader.truth(node, PG.dueInherited),
        evidence=reader.evidence(node),
    )


def _phase(reader: Reader, node: URIRef) -> Phase:
    return Phase(
        position=reader.position_of(node),
        path=reader.text(node, PG.path),
        name=reader.text(node, PG.phaseName),
        start=reader.date(node, PG.startDate, PG.startPrecision),
        end=reader.date(node, PG.endDate, PG.endPrecision),
        evidence=reader.part_evidence(node, "dates"),
    )


def _step(reader: Reader, node: URIRef) -> PhaseStep:
    return PhaseStep(
        position=reader.position_of(node),
        item=reader.position(node, PG.partOf),
        order=reader.integer(node, PG.order),
        text=reader.text(node, RDFS.label),
        checkpoint=reader.truth(node, PG.checkpoint),
        evidence=reader.evidence(node),
    )


def _region(reader: Reader, node: URIRef) -> RegionMention:
    return RegionMention(
        item=reader.position(node, PG.inItem),
        measure=reader.find_position(node, PG.inMeasure),
        name=reader.text(node, PG.printedName),
        places=tuple(_listed_places(reader, node)),
        partner=reader.truth(node, PG.partner),
        evidence=reader.evidence(node),
    )


def _listed_places(reader: Reader, node: URIRef) -> list[str]:
    """The places of one mention, in printed order where there are several."""
    listed: list[str] = []
    while (place := reader.find_key(node, RDF[f"_{len(listed) + 1}"])) is not None:
        listed.append(place)
    return listed or [iris.key_of(str(place)) for place in reader.all(node, PG.place)]


def _mention(reader: Reader, node: URIRef) -> Mention:
    return Mention(
        item=reader.position(node, PG.inItem),
        measure=reader.find_position(node, PG.inMeasure),
        kind=MentionKind(reader.concept(node, PG.mentionKind, "mention-")),
        name=reader.text(node, PG.printedName),
        key=reader.key(node, PG.thing),
        evidence=reader.evidence(node),
    )


def _link(reader: Reader, node: URIRef) -> Link:
    return Link(
        kind=LinkKind(reader.concept(node, PG.linkKind, "link-")),
        source=reader.local(reader.text(node, PG.linkSource)),
        target=reader.local(reader.text(node, PG.linkTarget)),
        evidence=reader.evidence(node),
    )


def _unread(reader: Reader, node: URIRef) -> Unread:
    return Unread(reader.span(node, PG.evidence), reader.text(node, PG.reason))
