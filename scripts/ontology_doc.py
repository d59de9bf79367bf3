"""From the Turtle files of the ontology to ``docs/ontology.md``.

Run it after every change of ``ontology/*.ttl``; ``--check`` only tells whether the page is current.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, Namespace
from rdflib.term import Node

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "ontology.md"
PG = Namespace("https://w3id.org/plangraph/ns#")
SCHEMA = Namespace("https://schema.org/")
INTRODUCTION = """# Ontology 本体

This page is made by `python scripts/ontology_doc.py` from `ontology/plan.ttl`, `vocab.ttl` and
`shapes.ttl`; do not edit it. 本页由脚本生成，请勿手工修改。

Classes and properties: `pg:` = `https://w3id.org/plangraph/ns#`. Concepts: `v:` =
`https://w3id.org/plangraph/vocab#`. Things: `https://w3id.org/plangraph/id/` and a key, which
`ontology/iris.py` makes.

| graph | holds |
|---|---|
| `graph/{plan}` | what the plan states, its text, and the spans that prove each statement |
| `graph/{plan}/inferred` | duties that measures inherit, links by theme; predicates of their own |
| `graph/ref` | what plans share: parties, places, blocs, indicators, units, named things |
| `graph/vocab` | the classes, properties and concepts of this page |

Each triple of a plan stands in one graph, there are no blank nodes, and all IRIs are ASCII. Queries
see all graphs as one; printed names of parties (`skos:altLabel`) and what is printed of a cited
document stand in the graph of each plan that prints them, so ask for them with `DISTINCT`. Rows are
numbered by `pg:sequence`; what a row claims is proved by `pg:evidence` (a `pg:Span`), `pg:rule`,
`pg:confidence` and `pg:status`.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` tell whether it is current; give the exit code."""
    page = render()
    if arguments != ["--check"]:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    print("docs/ontology.md is not current: run python scripts/ontology_doc.py", file=sys.stderr)
    return 1


def render() -> str:
    """The whole page."""
    terms, concepts, shapes = (read(name) for name in ("plan.ttl", "vocab.ttl", "shapes.ttl"))
    parts = [
        INTRODUCTION,
        *table_of(terms, "Classes 类", OWL.Class),
        *table_of(terms, "Properties between things 对象属性", OWL.ObjectProperty),
        *table_of(terms, "Properties with values 数据属性", OWL.DatatypeProperty),
        *table_of(terms, "Properties of concepts 概念属性", OWL.AnnotationProperty),
        "## Concepts 概念\n",
        *vocabulary(concepts),
        *checks(shapes),
    ]
    return "\n".join(parts)


def read(name: str) -> Graph:
    """One of the Turtle files."""
    return Graph().parse(ROOT / "ontology" / name, format="turtle")


def table_of(graph: Graph, heading: str, kind: URIRef) -> Iterator[str]:
    """A table of all terms of a kind, by name."""
    yield f"## {heading}\n"
    yield "| term | 中文 | English | meaning | of → to | see |\n|---|---|---|---|---|---|"
    for term in sorted(graph.subjects(RDF.type, kind), key=str):
        cells = (
            f"`{short(graph, term)}`",
            label(graph, term, RDFS.label, "zh"),
            label(graph, term, RDFS.label, "en"),
            label(graph, term, RDFS.comment, "en"),
            ends(graph, term),
            listed(graph, related(graph, term)),
        )
        yield row(cells)
    yield ""


def ends(graph: Graph, term: Node) -> str:
    """What a property leads from and to; empty for a class."""
    sources, targets = (
        listed(graph, (value for name in names for value in graph.objects(term, name)))
        for names in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes))
    )
    return f"{sources} → {targets}" if sources or targets else ""


def related(graph: Graph, term: Node) -> Iterator[Node]:
    """Wider terms and close matches."""
    for name in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch):
        yield from graph.objects(term, name)


def vocabulary(graph: Graph) -> Iterator[str]:
    """A table of each scheme."""
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        names = (label(graph, scheme, SKOS.prefLabel, language) for language in ("en", "zh"))
        yield f"### {' '.join(names)} `{short(graph, scheme)}`\n"
        members = sorted(graph.subjects(SKOS.inScheme, scheme), key=str)
        if not members:
            yield "From `ontology/functions.tsv`; in `graph/ref` as far as plans use them.\n"
            continue
        yield "| concept | 中文 | English | sign | in the facts JSON |\n|---|---|---|---|---|"
        yield from (row(concept(graph, member)) for member in members)
        yield ""


def concept(graph: Graph, member: Node) -> tuple[str, ...]:
    """The cells of a concept."""
    facts = [*graph.objects(member, PG.factsRole), *graph.objects(member, PG.factsComparator)]
    return (
        f"`{short(graph, member)}`",
        label(graph, member, SKOS.prefLabel, "zh"),
        label(graph, member, SKOS.prefLabel, "en"),
        " ".join(sorted(map(str, graph.objects(member, SKOS.notation)))),
        " ".join(f"`{fact}`" for fact in facts),
    )


def checks(graph: Graph) -> Iterator[str]:
    """The queries over a whole plan that a store must answer with no row."""
    yield "## Checks 检查\n"
    yield "Queries of `ontology/shapes.ttl`; each row is a fault (`?value`) of a plan (`$this`).\n"
    for check in sorted(graph.subjects(RDF.type, SH.SPARQLConstraint), key=str):
        messages = (label(graph, check, SH.message, language) for language in ("en", "zh"))
        yield f"**{' · '.join(messages)}**\n\n```sparql\n{graph.value(check, SH.select)}\n```\n"


def label(graph: Graph, term: Node, name: URIRef, language: str) -> str:
    """A text in one language."""
    found = [v for v in graph.objects(term, name) if isinstance(v, Literal)]
    return next(str(value) for value in found if value.language == language)


def listed(graph: Graph, terms: Iterable[Node]) -> str:
    """Terms by their short names, sorted."""
    return " ".join(sorted(f"`{short(graph, term)}`" for term in terms))


def short(graph: Graph, term: Node) -> str:
    """A term with its prefix."""
    return graph.namespace_manager.normalizeUri(str(term))


def row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
