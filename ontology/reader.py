"""Looks up what the triples of one plan say of a node: single values, lists, evidence."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from rdflib import Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from plangraph.ontology import iris
from plangraph.ontology.dates import printed_date
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.model import Evidence, PartialDate, Span, Status
from plangraph.ontology.nquads import Triple
from plangraph.ontology.terms import OA, PG, V


class Reader:
    """The triples of one plan, by subject."""

    def __init__(self, plan_key: str, graphs: Iterable[Iterable[Triple]]) -> None:
        self.plan_key = plan_key
        self.root = URIRef(iris.absolute(f"plan/{plan_key}"))
        self._facts: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._by_class: dict[Node, list[URIRef]] = defaultdict(list)
        for graph in graphs:
            for subject, predicate, value in graph:
                self._facts[subject][predicate].append(value)
                if predicate == RDF.type and isinstance(subject, URIRef):
                    self._by_class[value].append(subject)

    def nodes(self, kind: URIRef) -> list[URIRef]:
        """The nodes of a class, by their running number in the plan."""
        return sorted(set(self._by_class[kind]), key=self.sequence)

    def sequence(self, node: Node) -> int:
        """The running number of a node in the plan."""
        return self.integer(node, PG.sequence)

    def all(self, node: Node, name: URIRef) -> list[Node]:
        """Every value; empty if there is none."""
        return self._facts[node][name] if node in self._facts else []

    def find(self, node: Node, name: URIRef, language: str | None = None) -> str | None:
        """The value as text, of one language if one is given; ``None`` if there is none."""
        for value in self.all(node, name):
            if language is None or (isinstance(value, Literal) and value.language == language):
                return str(value)
        return None

    def text(self, node: Node, name: URIRef, language: str | None = None) -> str:
        """The value as text, of one language if one is given.

        Raises:
            InvalidDataError: There is none.
        """
        value = self.find(node, name, language)
        if value is None:
            raise InvalidDataError(
                f"The value of {name} is missing.",
                where=str(node),
                advice="Read the plan's file again with plangraph add.",
            )
        return value

    def integer(self, node: Node, name: URIRef) -> int:
        """The value as a number that counts."""
        return int(self.decimal(node, name))

    def decimal(self, node: Node, name: URIRef) -> Decimal:
        """The value as a figure.

        Raises:
            InvalidDataError: There is none, or it is no figure.
        """
        text = self.text(node, name)
        try:
            return Decimal(text)
        except InvalidOperation as error:
            raise InvalidDataError(f"{text} is no figure.", where=f"{node} {name}") from error

    def truth(self, node: Node, name: URIRef) -> bool:
        """The value as true or false."""
        return self.text(node, name) in {"true", "1"}

    def date(self, node: Node, day: URIRef, precision: URIRef) -> PartialDate | None:
        """The printed date behind a day and its precision; ``None`` if there is none."""
        value = self.find(node, day)
        return None if value is None else printed_date(value, self.text(node, precision))

    def key(self, node: Node, name: URIRef) -> str:
        """The key of the thing that a property points to."""
        return iris.key_of(self.text(node, name))

    def find_key(self, node: Node, name: URIRef) -> str | None:
        """The key of the thing that a property points to; ``None`` if there is none."""
        value = self.find(node, name)
        return None if value is None else iris.key_of(value)

    def local(self, iri: str) -> str:
        """``measure/2.5.7``: the key of a thing below this plan."""
        return iris.key_of(iri).removeprefix(f"plan/{self.plan_key}/")

    def position_of(self, node: Node) -> str:
        """``2.5.7`` of ``measure/2.5.7``: where a row stands in the outline."""
        return self.local(str(node)).partition("/")[2]

    def position(self, node: Node, name: URIRef) -> str:
        """The position of the row that a property points to."""
        return self.position_of(URIRef(self.text(node, name)))

    def find_position(self, node: Node, name: URIRef) -> str | None:
        """The position of the row that a property points to; ``None`` if there is none."""
        value = self.find(node, name)
        return None if value is None else self.position_of(URIRef(value))

    def concept(self, node: Node, name: URIRef, prefix: str = "") -> str:
        """The name of a vocabulary's concept without its prefix."""
        return self.text(node, name).removeprefix(str(V)).removeprefix(prefix)

    def evidence(self, node: Node) -> Evidence:
        """The evidence of a row."""
        return self._evidence(node, (PG.evidence, PG.rule, PG.confidence, PG.status))

    def part_evidence(self, node: Node, part: str) -> Evidence:
        """The evidence of one part of a row: ``due``, ``dates``."""
        ends = ("Evidence", "Rule", "Confidence", "Status")
        return self._evidence(node, tuple(PG[f"{part}{end}"] for end in ends))

    def span(self, node: Node, name: URIRef) -> Span:
        """The span that a property points to."""
        span = URIRef(self.text(node, name))
        start, end = self.integer(span, OA.start), self.integer(span, OA.end)
        return Span(start, end, self.text(span, OA.exact))

    def _evidence(self, node: Node, names: tuple[URIRef, ...]) -> Evidence:
        evidence, rule, confidence, status = names
        return Evidence(
            span=self.span(node, evidence),
            rule=self.text(node, rule),
            confidence=self.decimal(node, confidence),
            status=Status(self.concept(node, status)),
        )
