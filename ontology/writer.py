"""Gathers the triples of one graph of one plan: rows, spans, evidence.

What a row says is left to ``to_triples`` and its neighbours; this module knows how every row is
named, numbered and proved.
"""

from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.model import Evidence, Plan, Span
from plangraph.ontology.terms import OA, PG, V, decimal, integer, offset, plain

Fact = tuple[URIRef, Node | None]
Triple = tuple[URIRef, URIRef, Node]


class Writer:
    """The triples of one graph of a plan.

    Args:
        plan: The plan.
        spans: Spans that another graph of the plan already describes.
    """

    def __init__(self, plan: Plan, spans: Iterable[URIRef] = ()) -> None:
        self.plan = plan
        self.spans = set(spans)
        self.triples: set[Triple] = set()
        self._items = {row.position: iris.item_local(row.kind, row.position) for row in plan.items}
        self._nodes: dict[str, URIRef] = {}
        self.root = URIRef(iris.absolute(f"plan/{plan.key}"))
        self.version = self.node(iris.text_local(plan.version.sha256))

    def node(self, local: str) -> URIRef:
        """The IRI of a thing below the plan."""
        node = self._nodes.get(local)
        if node is None:
            node = URIRef(iris.absolute(iris.in_plan(self.plan.key, local)))
            self._nodes[local] = node
        return node

    def item_local(self, position: str) -> str:
        """``task/2.5``: the key of an item below the plan.

        Raises:
            InvalidDataError: No item of the plan has this position.
        """
        if position not in self._items:
            raise InvalidDataError(
                f"A row names the item {position}, which the plan does not have.",
                where=self.plan.key,
                advice="Every row stands in an item of plan.items.",
            )
        return self._items[position]

    def item(self, position: str) -> URIRef:
        """The IRI of an item."""
        return self.node(self.item_local(position))

    def measure(self, position: str | None) -> URIRef | None:
        """The IRI of a measure; ``None`` stays ``None``."""
        return None if position is None else self.node(f"measure/{position}")

    def add(self, subject: URIRef, *facts: Fact) -> None:
        """Add what is known of a subject; facts without a value are left out."""
        self.triples.update((subject, name, value) for name, value in facts if value is not None)

    def row(self, local: str, kind: URIRef, sequence: int) -> URIRef:
        """Add a node of a class with its running number in the plan; give its IRI."""
        node = self.node(local)
        self.add(node, (RDF.type, kind), (PG.sequence, integer(sequence)))
        return node

    def prove(self, node: URIRef, evidence: Evidence) -> None:
        """Add the evidence of a row."""
        self.add(
            node,
            (PG.evidence, self.span(evidence.span)),
            (PG.rule, plain(evidence.rule)),
            (PG.confidence, decimal(evidence.confidence)),
            (PG.status, V[evidence.status]),
        )

    def prove_part(self, node: URIRef, part: str, evidence: Evidence) -> None:
        """Add the evidence of one part of a row (``due``, ``dates``) beside that of the row."""
        self.add(
            node,
            (PG[f"{part}Evidence"], self.span(evidence.span)),
            (PG[f"{part}Rule"], plain(evidence.rule)),
            (PG[f"{part}Confidence"], decimal(evidence.confidence)),
            (PG[f"{part}Status"], V[evidence.status]),
        )

    def span(self, span: Span) -> URIRef:
        """The IRI of a span, described once."""
        node = self.node(iris.span_local(self.plan.version.sha256, span.start, span.end))
        if node not in self.spans:
            self.spans.add(node)
            self.add(
                node,
                (RDF.type, PG.Span),
                (OA.start, offset(span.start)),
                (OA.end, offset(span.end)),
                (OA.exact, plain(span.quote)),
                (PG.inVersion, self.version),
            )
        return node

    def graph(self, key: str) -> Graph:
        """The triples as the named graph of a key."""
        return graph_of(self.triples, key)


def graph_of(triples: Iterable[Triple], key: str) -> Graph:
    """Triples as the named graph of a key."""
    graph = Graph(identifier=URIRef(iris.absolute(key)))
    for triple in triples:
        graph.add(triple)
    return graph
