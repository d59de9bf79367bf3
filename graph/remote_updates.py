"""A user's update to what is sent to an engine elsewhere: in plain words, calling nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.graph.plain import joined, tokens_of
from plangraph.graph.update_gate import check_update, over_graphs


@dataclass(frozen=True, slots=True)
class PlainUpdate:
    """An update as it is sent.

    Attributes:
        text: Its steps; no semicolon ends the last one.
        graphs: The graphs in which it is told to look.
    """

    text: str
    graphs: tuple[str, ...]


def plain_update(
    sparql: str, using_graphs: Sequence[str] | None, using_named_graphs: Sequence[str] | None
) -> PlainUpdate:
    """The update in plain words, known to parse.

    >>> plain_update("INSERT { <x:a> a ?o } USING <x:g> WHERE { ?s ?p ?o } ;", None, None).graphs
    ('x:g',)

    Raises:
        InvalidQueryError: It does not parse, is a query, calls out, knocks at a door of an engine's
            own, or names its graphs although a list is given.
    """
    check_update(sparql)
    plain = over_graphs(joined(tokens_of(sparql, use="update")), using_graphs, using_named_graphs)
    tokens = tokens_of(plain, use="update")
    named = [
        at + 1 + tokens[at + 1].says("NAMED") for at, one in enumerate(tokens) if one.says("USING")
    ]
    while tokens and tokens[-1].says(";"):
        tokens.pop()
    return PlainUpdate(joined(tokens), tuple(tokens[at].text[1:-1] for at in named))
