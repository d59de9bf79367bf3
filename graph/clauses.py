"""A query's words to its clauses: what is asked for, over which graphs, by which pattern."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from plangraph.graph.plain import Token, misread

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
Tokens = Sequence[Token]
Graphs = tuple[str, ...]
_FORMS: Final[tuple[Form, ...]] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Clauses:
    """A query cut where its clauses begin; marks that enclose a clause belong to it.

    Attributes:
        form: What is asked.
        head: The columns of a SELECT, the things of a DESCRIBE.
        template: Of a CONSTRUCT; its pattern where it has none of its own.
        default: The graphs of FROM.
        named: The graphs of FROM NAMED.
        group: The pattern; only a DESCRIBE may have none.
        tail: What follows the pattern.
    """

    form: Form
    head: Tokens = ()
    template: Tokens = ()
    default: Graphs = ()
    named: Graphs = ()
    group: Tokens = ()
    tail: Tokens = ()


def cut(source: str, tokens: list[Token]) -> Clauses:
    """The clauses of a query; that each is well made is left to others.

    Raises:
        InvalidQueryError: It begins like none, or FROM names no graph.
    """
    form = next((form for form in _FORMS if tokens and tokens[0].says(form)), None)
    if form is None:
        at = tokens[0].at if tokens else len(source)
        raise misread(source, at, "expected SELECT, ASK, CONSTRUCT or DESCRIBE")
    body = _find(tokens, 1, "FROM", "WHERE", "{") if form != "CONSTRUCT" else 1
    template, at = _block(tokens, body) if form == "CONSTRUCT" else ((), body)
    default, named, at = _sources(source, tokens, at)
    at += at < len(tokens) and tokens[at].says("WHERE")
    group, end = _block(tokens, at)
    return Clauses(
        form, tokens[1:body], template or group, tuple(default), tuple(named), group, tokens[end:]
    )


def _find(tokens: Tokens, at: int, *words: str) -> int:
    """Where one of the words stands next, outside of round brackets; the end if nowhere."""
    depth = 0
    for place in range(at, len(tokens)):
        token = tokens[place]
        if depth == 0 and token.says(*words):
            return place
        depth += token.says("(") - token.says(")")
    return len(tokens)


def _block(tokens: Tokens, at: int) -> tuple[Tokens, int]:
    """The block in braces that begins at a place, and the place behind it; empty if none does."""
    depth, end = 0, at
    while end < len(tokens):
        depth += tokens[end].says("{") - tokens[end].says("}")
        if depth == 0:
            break
        end += 1
    return (tokens[at : end + 1], end + 1) if depth == 0 and end > at else ((), at)


def _sources(source: str, tokens: Tokens, at: int) -> tuple[list[str], list[str], int]:
    """The graphs of FROM and of FROM NAMED, and the place behind them."""
    found: tuple[list[str], list[str]] = ([], [])
    while at < len(tokens) and tokens[at].says("FROM"):
        named = at + 1 < len(tokens) and tokens[at + 1].says("NAMED")
        at += 1 + named
        if at == len(tokens) or tokens[at].kind != "iri":
            raise misread(source, tokens[at - 1].at, "FROM names a graph")
        found[named].append(tokens[at].text[1:-1])
        at += 1
    return *found, at
