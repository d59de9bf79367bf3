"""One query with all that belongs to it, and what an engine makes of it, in whatever process.

Both the store in this process and the killable workers answer through :func:`ask_engine`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from plangraph.graph.gate import check_query, names_graphs, parse_error, syntax_error
from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.terms import EngineTerm, Term, from_engine, graph_name, to_engine
from plangraph.ontology.errors import InvalidQueryError

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Asking:
    """A query as it travels between processes.

    Attributes:
        sparql: Its text.
        bindings: Values of variables in Turtle's notation (``<iri>``, ``"text"@zh``).
        default_graphs: Wins over FROM where it or the next is given; ``""`` is the store's own
            default graph, which no query sees alone otherwise.
        named_graphs: Wins over FROM NAMED.
        base: Base of relative IRIs; empty for none.
        written: The text as the user wrote it, where something was put in its place; mistakes are
            told about this one.
    """

    sparql: str
    bindings: Mapping[str, str] = field(default_factory=dict)
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    base: str = ""
    written: str = ""


def graph_asking(name: str | None) -> Asking:
    """What gives the triples of one graph; ``None`` is the store's own default graph."""
    return Asking("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", default_graphs=(name or "",))


def notation(bindings: Mapping[str, Term] | None) -> dict[str, str]:
    """The values of variables in Turtle's notation.

    Raises:
        InvalidQueryError: A value is neither an IRI nor a literal.
    """
    try:
        return {name: str(to_engine(term)) for name, term in (bindings or {}).items()}
    except (TypeError, ValueError) as problem:
        raise _bad_value(problem) from None


def terms_of(bindings: Mapping[str, str]) -> dict[str, Term]:
    """The values that :func:`notation` wrote."""
    return {name: from_engine(_term(text)) for name, text in bindings.items()}


def ask_engine(engine: ox.Store, asking: Asking) -> Result:
    """What an engine says, not yet read.

    Raises:
        InvalidQueryError: The query does not parse, writes, calls out, or a bound variable does
            not stand in its SELECT clause; or a graph's name is no IRI.
    """
    check_query(asking.sparql)
    try:
        result: Result = engine.query(
            asking.sparql,
            base_iri=asking.base or None,
            prefixes=PREFIXES,
            substitutions=_substitutions(asking.bindings),
            **_dataset(asking),
        )
    except SyntaxError as problem:
        raise parse_error(*_mistake(asking, problem)) from None
    except RuntimeError as problem:
        raise InvalidQueryError(
            f"The engine says: {problem}.",
            advice="A variable that is given a value has to stand in the SELECT clause.",
        ) from None
    return result


def _mistake(asking: Asking, problem: SyntaxError) -> tuple[str, SyntaxError]:
    """A mistake in the text that the user knows."""
    theirs = syntax_error(asking.written) if asking.written else None
    return (asking.sparql, problem) if theirs is None else (asking.written, theirs)


def _substitutions(bindings: Mapping[str, str]) -> dict[ox.Variable, EngineTerm] | None:
    try:
        return {ox.Variable(name): _term(text) for name, text in bindings.items()} or None
    except ValueError as problem:
        raise _bad_value(problem) from None


def _term(text: str) -> EngineTerm:
    (quad,) = ox.parse(f"<x:s> <x:p> {text} .", ox.RdfFormat.N_TRIPLES)
    term: EngineTerm = quad.object
    return term


def _bad_value(problem: Exception) -> InvalidQueryError:
    return InvalidQueryError(
        f"A variable or its value is not valid: {problem}.",
        advice="Give variables absolute IRIs or literals.",
    )


def _dataset(asking: Asking) -> dict[str, Any]:
    """The engine's arguments for the graphs that a query sees."""
    default, named = asking.default_graphs, asking.named_graphs
    if default is None and named is None:
        return {"use_default_graph_as_union": not names_graphs(asking.sparql)}
    return {
        "default_graph": [graph_name(name or None) for name in default or ()],
        "named_graphs": [graph_name(name) for name in named or ()],
    }
