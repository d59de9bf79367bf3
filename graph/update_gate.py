"""An update's text before an engine runs it: what is refused, and over which graphs it runs.

Refused are LOAD and SERVICE (they would call other machines) and nesting so deep that the engine's
parser would run out of stack. How long an update may run is not decided here. Words are judged by
asking the engine's own parser, as in :mod:`plangraph.graph.gate`; nothing is run for that.
"""

import re
import secrets
import string
from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox

from plangraph.graph.gate import GAP, POSITION, PROLOGUE, check_nesting, parse_error
from plangraph.graph.prefixes import PREFIXES
from plangraph.ontology.errors import InvalidQueryError

MAX_WHERES: Final = 100  # each costs the parser two readings where the request names graphs
_NEVER = "\nDROP GRAPH <x-plangraph:none> ;\n"  # a first step that fails: the rest is only parsed
_QUERY = re.compile(r"(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_OUTWARD = (re.compile("load", re.IGNORECASE), re.compile("service", re.IGNORECASE))
_DATASET = (re.compile("using", re.IGNORECASE), re.compile("with", re.IGNORECASE))
_WHERE = re.compile("where", re.IGNORECASE)
_DELETE = re.compile(r"delete(?:\s|#[^\r\n]*[\r\n])*\Z", re.IGNORECASE)
_UNSURE = re.compile(
    rf"(?:rand|uuid|now|sample|group_concat|sum|avg|min|max){GAP}\(|(?:limit|offset){GAP}\d",
    re.IGNORECASE,
)
_DECLARED = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())


def check_update(sparql: str) -> None:
    """Let an update pass that parses and asks nothing of other machines.

    Raises:
        InvalidQueryError: It does not parse, is a query, calls out, or is nested too deeply.
    """
    check_nesting(sparql)
    problem = _syntax_error(sparql)
    if problem is not None:
        raise _no_update(sparql, problem)
    for word in _OUTWARD:
        if _is_keyword(word, sparql):
            raise InvalidQueryError(
                f"{word.pattern.upper()} is refused: an update does not call other machines.",
                advice="Fetch the data yourself and send it to /graphs or with INSERT DATA.",
            )


def over_graphs(
    sparql: str, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
) -> str:
    """The update with every WHERE seeing the given graphs and no others; as it is without any.

    >>> over_graphs("INSERT { <x:a> <x:b> ?o } WHERE { ?s ?p ?o }", ["x:g"], None)
    'INSERT { <x:a> <x:b> ?o } USING <x:g> WHERE { ?s ?p ?o }'

    Source: SPARQL 1.1 Protocol, section 2.2.3 (specifying an RDF dataset).

    Raises:
        InvalidQueryError: The update names its graphs itself, or a graph's name is no IRI.
    """
    if not default_graphs and not named_graphs:
        return sparql
    if any(_is_keyword(word, sparql) for word in _DATASET):
        raise InvalidQueryError(
            "The request and the update both name the graphs to look in.",
            advice="Leave out using-graph-uri and using-named-graph-uri, or USING and WITH.",
        )
    places = [found.start() for found in _WHERE.finditer(sparql)]
    if len(places) > MAX_WHERES:
        raise InvalidQueryError(
            f"An update over given graphs may say WHERE {MAX_WHERES} times at most.",
            advice="Write USING in the update itself, or send it in parts.",
        )
    clause = _clause(default_graphs or (), named_graphs or ())
    for place in reversed(places):
        sparql = _using(sparql, place, clause)
    return sparql


def self_contained(sparql: str) -> str:
    """The update with PlanGraph's prefixes declared, for engines that do not know them."""
    return f"{_DECLARED} {sparql}"


def is_repeatable(sparql: str) -> bool:
    """Whether the update gives the same triples on every copy of the same state.

    Chance, the clock and whatever depends on the order of rows do not; blank nodes get other labels
    on each copy, which means the same. A doubt counts as no.

    >>> is_repeatable("DELETE WHERE { ?s ?p ?o }")
    True
    >>> is_repeatable("INSERT { ?s <x:seen> ?at } WHERE { ?s ?p ?o BIND(NOW() AS ?at) }")
    False
    """
    return not _WHERE.search(sparql) or not _UNSURE.search(sparql)


def _no_update(sparql: str, problem: SyntaxError) -> InvalidQueryError:
    if _QUERY.match(sparql, _end_of_prologue(sparql)):
        return InvalidQueryError(
            "This is a query; an update writes.", advice="Send queries to /sparql."
        )
    return parse_error(sparql, problem, "update")


def _clause(default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    try:
        parts = [f"USING {ox.NamedNode(name)}" for name in default_graphs]
        parts += [f"USING NAMED {ox.NamedNode(name)}" for name in named_graphs]
    except ValueError as problem:
        raise InvalidQueryError(
            f"The name of a graph is no IRI: {problem}.", advice="Name graphs by absolute IRIs."
        ) from None
    return " ".join(parts)


def _using(sparql: str, place: int, clause: str) -> str:
    """The clause before a WHERE, if that is the keyword of a step and not of a subquery."""
    before, after = sparql[:place], sparql[place:]
    word = after[: len("where")]
    if _syntax_error(before + _another(word) + after[len(word) :]) is None:
        return sparql  # it stands in a text, a comment or a name
    changed = f"{before}{clause} {after}"
    if _syntax_error(changed) is None:
        return changed
    alone = _DELETE.search(before)  # DELETE WHERE {…} has no place for a clause
    return sparql if alone is None else _delete_using(sparql, alone.start(), place, clause)


def _delete_using(sparql: str, start: int, place: int, clause: str) -> str:
    """``DELETE WHERE {…}`` as ``DELETE {…} USING … WHERE {…}``."""
    rest = sparql[place + len("where") :]
    for end in (found.end() for found in re.finditer("}", rest)):
        block = rest[:end]
        changed = f"{sparql[:start]}DELETE{block} {clause} WHERE{block}{rest[end:]}"
        if _syntax_error(changed) is None:
            return changed
    return sparql


def _is_keyword(word: re.Pattern[str], sparql: str) -> bool:
    """Whether a valid update breaks once the word is another one."""
    found = word.search(sparql)
    if not found:
        return False
    return _syntax_error(word.sub(_another(found[0]), sparql)) is not None


def _another(word: str) -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in word)


def _end_of_prologue(sparql: str) -> int:
    found = PROLOGUE.match(sparql)
    return found.end() if found else 0


def _syntax_error(sparql: str) -> SyntaxError | None:
    """Where the update breaks, without running any of it."""
    start = _end_of_prologue(sparql)
    try:
        ox.Store().update(sparql[:start] + _NEVER + sparql[start:], prefixes=PREFIXES)
    except SyntaxError as problem:
        return _moved_back(problem, sparql[:start])
    except RuntimeError:  # the first step failed: there is no such graph
        return None
    return None


def _moved_back(problem: SyntaxError, before: str) -> SyntaxError:
    """The place as it is without the first step, which stands on a line of its own."""
    found = POSITION.match(str(problem))
    if not found:
        return problem
    first, line, column = before.count("\n") + 1, int(found[1]), int(found[2])
    if line > first:
        line = max(first, line - _NEVER.count("\n"))
        if line == first:
            column += len(before) - before.rfind("\n") - 1
    return SyntaxError(f"error at {line}:{column}: {str(problem)[found.end() :]}")
