"""What a plan does not state itself to triples: inherited duties of measures, links by theme.

They have predicates and a graph of their own, so that nobody counts them as stated.
"""

from collections import Counter
from collections.abc import Iterable

from rdflib import URIRef

from plangraph.ontology.model import Link, LinkKind, Responsibility, Status
from plangraph.ontology.terms import PG, V, thing
from plangraph.ontology.to_triples import responsibility_locals
from plangraph.ontology.writer import Writer


def write_inferred(stated: Writer) -> Writer:
    """Everything that is inherited or inferred; spans that ``stated`` has are not repeated."""
    writer = Writer(stated.plan, stated.spans)
    _write_inherited(writer)
    for number, link in enumerate(writer.plan.links, 1):
        _write_link(writer, number, link)
    return writer


def _write_inherited(writer: Writer) -> None:
    items = {row.position: row.item for row in writer.plan.measures}
    counts: Counter[str] = Counter()
    number = 0
    for row, nodes in zip(writer.plan.responsibilities, responsibility_locals(writer), strict=True):
        for position in row.measures:
            counts[position] += 1
            number += 1
            local = f"measure/{position}/inherited/{counts[position]}"
            node = writer.row(local, PG.InheritedResponsibility, number)
            source = writer.node(_origin(items.get(position), nodes))
            _write_inheritance(writer, node, row, source)
            writer.add(
                writer.node(f"measure/{position}"),
                (PG.hasInheritedResponsibility, node),
                (PG.inheritedParty, thing(row.party)),
            )


def _origin(item: str | None, nodes: Iterable[tuple[str, str]]) -> str:
    """The duty of the measure's own item, else that of the first item covered."""
    locals_by_item = dict(nodes)
    return locals_by_item.get(item or "") or next(iter(locals_by_item.values()))


def _write_inheritance(writer: Writer, node: URIRef, row: Responsibility, source: URIRef) -> None:
    writer.add(
        node,
        (PG.inheritsFrom, source),
        (PG.party, thing(row.party)),
        (PG.status, V[Status.INHERITED]),
    )


def _write_link(writer: Writer, number: int, row: Link) -> None:
    source, target = writer.node(row.source), writer.node(row.target)
    node = writer.row(f"link/{number}", PG.InferredLink, number)
    writer.add(
        node,
        (PG.linkKind, V[f"link-{row.kind}"]),
        (PG.linkSource, source),
        (PG.linkTarget, target),
    )
    writer.prove(node, row.evidence)
    if row.kind is LinkKind.PHASE_TASK:
        writer.add(source, (PG.phaseTask, target))
        return
    measure, aim = (source, target) if row.source.startswith("measure/") else (target, source)
    writer.add(measure, (PG.relatedTarget, aim))
    writer.add(aim, (PG.relatedMeasure, measure))
