"""Rows to the triples of a CONSTRUCT, one filled template a row."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pyoxigraph as ox

from plangraph.graph.terms import EngineTerm

VARIABLE: Final = "x-plangraph-variable:"  # begins an IRI that stands for a variable
Row = Mapping[str, Any]  # terms of the engine by variable, None where there is none


def filled(template: str, rows: Iterable[Row]) -> Iterator[ox.Quad]:
    """The triples of a template for each row, each once; blank nodes are new ones in each row.

    A triple that lacks a value, or would have a text where none may stand, is left out.

    >>> rows = [{"s": ox.NamedNode("x:a")}]
    >>> [str(quad.subject) for quad in filled("{ <x-plangraph-variable:s> <x:p> 1 }", rows)]
    ['<x:a>']
    """
    asked: Any = ox.Store().query(f"CONSTRUCT {template} WHERE {{}}")
    patterns = list(asked)
    seen = set[ox.Quad]()
    for row in rows:
        fresh: dict[ox.BlankNode, ox.BlankNode] = {}
        for pattern in patterns:
            terms: list[Any] = [_value(term, row, fresh) for term in pattern]
            if _may_stand(terms):
                quad = ox.Quad(*terms)
                if quad not in seen:
                    seen.add(quad)
                    yield quad


def _value(
    term: EngineTerm, row: Row, fresh: dict[ox.BlankNode, ox.BlankNode]
) -> EngineTerm | None:
    if isinstance(term, ox.BlankNode):
        return fresh.setdefault(term, ox.BlankNode())
    if isinstance(term, ox.NamedNode) and term.value.startswith(VARIABLE):
        return row.get(term.value.removeprefix(VARIABLE))
    return term


def _may_stand(terms: list[Any]) -> bool:
    subject, predicate, value = terms
    return (
        isinstance(subject, ox.NamedNode | ox.BlankNode)
        and isinstance(predicate, ox.NamedNode)
        and value is not None
    )
