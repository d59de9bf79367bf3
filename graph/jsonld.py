"""Triples as JSON-LD with PlanGraph's own context, the same bytes for the same triples."""

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

import pyoxigraph as ox
from rdflib import Graph
from rdflib.plugins.serializers.jsonld import from_rdf

from plangraph.graph.terms import graph_of


def to_jsonld(triples: Iterable[ox.Triple]) -> bytes:
    """One JSON object, ``@context`` and ``@graph``; nodes by ``@id``, UTF-8, indented.

    The context stands in the file, so that it reads the same with no network.
    """
    return graph_to_jsonld(graph_of(triples))


def graph_to_jsonld(graph: Graph) -> bytes:
    """The JSON-LD of an rdflib graph."""
    context = _context()
    document = from_rdf(graph, context_data=context)  # type: ignore[no-untyped-call]
    nodes = document.get("@graph", [document] if "@id" in document else [])
    for node in nodes:
        node.pop("@context", None)
    ordered = sorted((_ordered(node) for node in nodes), key=_text)
    body = {"@context": context, "@graph": ordered}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


@cache
def _context() -> dict[str, Any]:
    source = resources.files("plangraph.ontology") / "context.jsonld"
    context: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))["@context"]
    return context


def _ordered(value: Any) -> Any:
    """The value with keys and the members of sets in a fixed order; graphs have no lists here."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_ordered(member) for member in value), key=_text)
    return value


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
