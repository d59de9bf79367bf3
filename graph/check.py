"""Graphs to findings: what breaks the model, which thing it is, and how bad it is.

Three kinds of check: rules that join several nodes, as queries in the engine (milliseconds); the
structure of each node by the shapes (pySHACL, about a second a plan); every quote against the
stored text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal, cast

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH, Namespace
from rdflib.term import Node

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.questions import questions, run
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.memory import seldom_collected
from plangraph.ontology.triples import PlanGraphs, to_nquads, vocabulary_graph

Severity = Literal["violation", "warning", "info"]
_OA: Final = Namespace("http://www.w3.org/ns/oa#")
_PG: Final = Namespace(iris.NS)
# Cuts the text anew for every span (2.5 s for 200,000 characters and 5,000 spans); check_words
# compares the same.
_SLOW: Final = {"SpanCheck"}
_TEXTS: Final = f"SELECT ?version ?text {{ ?version <{_PG.fullText}> ?text }}"
_SPANS: Final = f"""SELECT ?span ?version ?start ?end ?quote {{
  ?span <{_PG.inVersion}> ?version .
  OPTIONAL {{ ?span <{_OA.start}> ?start }} OPTIONAL {{ ?span <{_OA.end}> ?end }}
  OPTIONAL {{ ?span <{_OA.exact}> ?quote }} }}"""
_SEVERITIES: Final[dict[Node | None, Severity]] = {SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that breaks the model.

    Attributes:
        severity: A ``violation`` makes the data wrong; a ``warning`` is odd but may be so printed.
        focus: The IRI of the thing.
        rule: The check or shape, or ``text`` for a quote that is not in the text.
        message: In English; ``message_zh`` in Chinese.
    """

    severity: Severity
    focus: str
    rule: str
    message: str
    message_zh: str


def check_store(store: Store, plan_keys: Sequence[str] | None = None) -> list[Finding]:
    """Everything that is wrong in a store, sorted; empty if all is well.

    Rules that join several nodes are asked of the whole store; structure and quotes of the plans
    that are named, or of all.
    """
    found = set(check_rules(store))
    for key in store.plan_keys() if plan_keys is None else plan_keys:
        graphs = store.graphs_of(key)
        found |= {*check_structure(graphs), *check_words(graphs)}
    return sorted(found)


def check_graphs(graphs: PlanGraphs) -> list[Finding]:
    """Everything that is wrong in the triples of one plan, sorted; empty if all is well."""
    return sorted({*check_quickly(to_nquads(graphs)), *check_structure(graphs)})


def check_quickly(nquads: bytes) -> list[Finding]:
    """The same without the shapes of single nodes, of the N-Quads of a plan: milliseconds."""
    with EmbeddedStore() as scratch:
        scratch.load(nquads)
        return sorted({*check_rules(scratch), *_check_words_in(scratch)})


@seldom_collected()
def refuse_broken(nquads: bytes, where: str) -> None:
    """Nothing, if the N-Quads of a plan keep the rules of the model; to be asked before an add.

    Raises:
        InvalidDataError: A rule is broken; the message names the first thing that breaks one.
    """
    broken = [found for found in check_quickly(nquads) if found.severity == "violation"]
    if broken:
        raise InvalidDataError(
            f"What was read breaks {len(broken)} rules of the model, first: {broken[0].message} "
            f"({broken[0].focus}).",
            where=where,
            advice="Nothing was added. Please report it with the file.",
        )


def check_rules(store: Store) -> list[Finding]:
    """What breaks a rule that joins several nodes, in all plans of the store."""
    return sorted({*_broken_constraints(store), *_broken_queries(store)})


def check_structure(graphs: PlanGraphs) -> list[Finding]:
    """What breaks a shape: a property that is missing, repeated or of the wrong kind."""
    import pyshacl  # noqa: PLC0415  (costs a second, and most who check ask for less)

    data = graphs.stated + graphs.inferred + graphs.reference
    _, report, _ = pyshacl.validate(
        data, shacl_graph=_structure_shapes(), ont_graph=_vocabulary(), inplace=True
    )
    return sorted(set(_from_report(report)))


def check_words(graphs: PlanGraphs) -> list[Finding]:
    """Every span whose words are not those at its place in the stored text."""
    texts = {version: str(text) for version, text in _told(graphs, _PG.fullText)}
    versions, starts, ends, quotes = (
        dict(_told(graphs, name)) for name in (_PG.inVersion, _OA.start, _OA.end, _OA.exact)
    )
    return sorted(
        finding
        for span, version in versions.items()
        for finding in _compare(
            str(span),
            str(quotes.get(span)),
            int(str(starts.get(span, -1))),
            int(str(ends.get(span, -1))),
            texts.get(version, ""),
        )
    )


def _check_words_in(store: Store) -> Iterator[Finding]:
    """The same of all plans of a small store."""
    texts = {row["version"]: str(row["text"]) for row in store.query(_TEXTS).values()}
    for row in store.query(_SPANS).values():
        start, end = int(str(row["start"])), int(str(row["end"]))
        text = texts.get(row["version"], "")
        yield from _compare(str(row["span"]), str(row["quote"]), start, end, text)


def _told(graphs: PlanGraphs, name: URIRef) -> Iterator[tuple[Node, Node]]:
    """Subjects and objects of a property in both graphs; to merge them takes as long as reading."""
    yield from graphs.stated.subject_objects(name)
    yield from graphs.inferred.subject_objects(name)


def _compare(span: str, quote: str, start: int, end: int, text: str) -> Iterator[Finding]:
    words = text[start:end]
    if words != quote:
        yield _finding(
            span,
            f"the quote is {quote!r}, the text has {words!r}",
            f"引文为{quote!r},原文为{words!r}",
        )
    if not span.endswith(f"#char={start},{end}"):
        yield _finding(
            span, f"the span is called by other offsets than {start},{end}", "标识与原文位置不符"
        )


def _finding(span: str, message: str, message_zh: str) -> Finding:
    return Finding("violation", span, "text", message, message_zh)


def _broken_constraints(store: Store) -> Iterator[Finding]:
    """The queries of the shapes, asked of all plans at once."""
    shapes = _shapes()
    for constraint, select in shapes.subject_objects(SH.select):
        if _name(constraint) in _SLOW:
            continue
        messages = _by_language(shapes.objects(constraint, SH.message))
        for row in store.query(str(select)).values():
            severity = _SEVERITIES.get(shapes.value(constraint, SH.severity), "violation")
            yield Finding(severity, str(row["value"]), _name(constraint), *messages)


def _broken_queries(store: Store) -> Iterator[Finding]:
    """The named queries that are checks: each row is a fault."""
    for rule in questions().values():
        if rule.check:
            for row in run(store, rule.name):
                severity = cast("Severity", rule.check)
                focus = str(row["focus"])
                yield Finding(severity, focus, rule.name, rule.title_en, rule.title_zh)


def _from_report(report: Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        english, chinese = _by_language(report.objects(result, SH.resultMessage))
        path = report.value(result, SH.resultPath)
        where = f" ({_name(path)})" if isinstance(path, URIRef) else ""
        yield Finding(
            _SEVERITIES.get(report.value(result, SH.resultSeverity), "violation"),
            str(report.value(result, SH.focusNode)),
            _name(report.value(result, SH.sourceConstraintComponent)),
            english + where,
            chinese + where,
        )


def _by_language(messages: Iterable[Node]) -> tuple[str, str]:
    """The English and the Chinese message; one stands in for the other."""
    texts = {getattr(text, "language", None): str(text) for text in sorted(messages, key=str)}
    english = texts.get("en") or texts.get(None) or texts.get("zh", "")
    return english, texts.get("zh") or english


def _name(node: Node | None) -> str:
    return str(node).rpartition("#")[2]


@cache
def _shapes() -> Graph:
    source = resources.files("plangraph.ontology") / "shapes.ttl"
    return Graph().parse(data=source.read_text(encoding="utf-8"), format="turtle")


@cache
def _structure_shapes() -> Graph:
    """The shapes without their queries, which the engine runs a hundred times faster."""
    shapes = Graph()
    for triple in _shapes():
        if triple[1] != SH.sparql:
            shapes.add(triple)
    return shapes


@cache
def _vocabulary() -> Graph:
    return vocabulary_graph()
