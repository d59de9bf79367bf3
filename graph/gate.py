"""A query's text before the engine sees it: what is refused, and where a mistake stands.

Refused are updates, SERVICE (it would call out to another machine) and nesting so deep that the
engine's parser would run out of stack. How long a query may run is not decided here.
"""

import re
import secrets
import string
from typing import Final

import pyoxigraph as ox

from plangraph.graph.prefixes import PREFIXES
from plangraph.ontology.errors import InvalidQueryError

MAX_NESTING: Final = 200  # the parser overflows the stack between 2,000 and 4,000 levels
_SERVICE = re.compile("service", re.IGNORECASE)
_FROM = re.compile("from", re.IGNORECASE)
_SERVICE_CLAUSE = re.compile(r"service(\s+silent)?", re.IGNORECASE)
POSITION: Final = re.compile(r"error at (\d+):(\d+): ")
GAP: Final = r"(?:\s|#[^\r\n]*+)*+"
PROLOGUE: Final = re.compile(
    rf"(?:{GAP}(?:PREFIX{GAP}[^\s:<>#]*:{GAP}<[^<>\s]*>|BASE{GAP}<[^<>\s]*>"
    rf"|VERSION{GAP}(?:\"[^\"\r\n]*\"|'[^'\r\n]*')))*{GAP}",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
_ADVICE: Final = "Check the brackets, full stops and prefixes before that place."


def check_query(sparql: str) -> None:
    """Let a query pass that only reads and only from this store.

    Raises:
        InvalidQueryError: It writes, calls out, or is nested too deeply; or it holds the word
            SERVICE and does not parse.
    """
    check_nesting(sparql)
    prologue = PROLOGUE.match(sparql)
    if _UPDATE.match(sparql, prologue.end() if prologue else 0):
        raise InvalidQueryError(
            "This is an update; a query only reads.",
            advice="Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    _check_service(sparql)


def parse_error(sparql: str, problem: SyntaxError, kind: str = "query") -> InvalidQueryError:
    """The engine's words about a mistake; line and column count characters from 1.

    >>> parse_error("SELECT * {", SyntaxError("error at 1:11: expected }")).where
    'line 1, column 11'
    """
    words = str(problem)
    found = POSITION.match(words)
    if not found:
        return InvalidQueryError(f"The {kind} does not parse: {words}.", advice=_ADVICE)
    line, column = int(found[1]), int(found[2])
    source = sparql.split("\n")[line - 1 : line]
    near = source[0][column - 1 : column + 29].strip() if source else ""
    at = f"at {near!r}" if near else "at the end of the line"
    return InvalidQueryError(
        f"The {kind} does not parse {at}: {words[found.end() :]}.",
        where=f"line {line}, column {column}",
        advice=_ADVICE,
    )


def check_nesting(sparql: str) -> None:
    """Let a text pass that the parser reads without running out of stack.

    Raises:
        InvalidQueryError: Its brackets are nested too deeply.
    """
    depth = 0
    for mark in re.findall(r"[({\[)}\]]", sparql):
        depth = depth + 1 if mark in "({[" else max(0, depth - 1)
        if depth > MAX_NESTING:
            raise InvalidQueryError(
                f"This is nested more than {MAX_NESTING} levels deep.",
                advice="Split it into several.",
            )


def names_graphs(sparql: str) -> bool:
    """Whether the query says itself what its default and named graphs are (FROM).

    >>> names_graphs("SELECT * FROM <http://example.org/g> { ?s ?p ?o }")
    True
    >>> names_graphs("SELECT * { ?s ?p 'from' }")
    False
    """
    return _without_word(_FROM, sparql) is not None


def _check_service(sparql: str) -> None:
    problem = _without_word(_SERVICE, sparql)
    if problem is None:
        return
    if syntax_error(_SERVICE_CLAUSE.sub("GRAPH ", sparql)) is None:
        raise InvalidQueryError(
            "SERVICE is refused: a query does not call other machines.",
            advice="Ask this store alone and join the answers yourself.",
        )
    raise parse_error(sparql, problem)


def _without_word(word: re.Pattern[str], sparql: str) -> SyntaxError | None:
    """Where the query breaks if a word is replaced by a random one of its length.

    If it still parses, the word stood in a text, a comment, an IRI or a name and not as a keyword.
    A scanner of our own would have to cut words exactly as the engine does, which reads
    ``trueSERVICE`` as two and ``'`` inside an IRI as a letter.
    """
    found = word.search(sparql)
    if not found:
        return None
    other = "".join(secrets.choice(string.ascii_lowercase) for _ in found[0])
    return syntax_error(word.sub(other, sparql))


def syntax_error(sparql: str) -> SyntaxError | None:
    """What keeps a query from being parsed; ``None`` if nothing does."""
    try:
        ox.Store().query(sparql, prefixes=PREFIXES)
    except SyntaxError as problem:
        return problem
    return None
