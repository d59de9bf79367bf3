"""A user's update to what is sent to an engine elsewhere: in plain words, calling nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plangraph.graph.plain import Token, joined, tokens_of
from plangraph.graph.update_gate import check_update, over_graphs
from plangraph.graph.wire import NOWHERE


@dataclass(frozen=True, slots=True)
class PlainUpdate:
    """An update as it is sent.

    Attributes:
        tokens: Its words; no semicolon ends the last step.
        places: Which of them name the graphs in which it is told to look.
    """

    tokens: tuple[Token, ...]
    places: tuple[int, ...]

    @property
    def graphs(self) -> list[str]:
        """The graphs in which it is told to look, but those that a step may have made before.

        >>> plain_update("CLEAR ALL; INSERT DATA { GRAPH <x:g> { <x:a> a 1 } } ;"
        ...              "INSERT { <x:b> a ?o } WHERE { ?s a ?o }", ["x:g", "x:h"], None).graphs
        ['x:h']
        """
        made = {name.text for word, name in pairwise(self.tokens) if word.says("GRAPH", "TO")}
        looked = (self.tokens[at].text for at in self.places)
        return [name[1:-1] for name in looked if name not in made]

    @property
    def empties_all(self) -> bool:
        """Whether a step drops or clears all graphs."""
        return any(_all_at(self.tokens, at) for at in range(len(self.tokens)))

    def without(self, unknown: Iterable[str]) -> "PlainUpdate":
        """The same, which looks nowhere instead of in these graphs.

        >>> asked = plain_update("INSERT { <x:a> a 1 } USING <x:g> WHERE { } ;", None, None)
        >>> asked.without(["x:g"]).text()
        'INSERT { <x:a> a 1 } USING <urn:x-plangraph:no-graph> WHERE { }'
        """
        gone = {f"<{name}>" for name in unknown}
        tokens = list(self.tokens)
        for at in self.places:
            if tokens[at].text in gone:
                tokens[at] = replace(tokens[at], text=f"<{NOWHERE}>")
        return replace(self, tokens=tuple(tokens))

    def text(self, graphs: Iterable[str] = (), *, default: bool = False) -> str:
        """What is sent; DROP ALL and its like name the graphs, since engines differ in what all is.

        >>> plain_update("CLEAR ALL", None, None).text(["x:g"], default=True)
        'DROP SILENT GRAPH <x:g> ; DROP DEFAULT'

        Args:
            graphs: All graphs of the store.
            default: Whether it has a default graph besides.
        """
        named = [f"DROP SILENT GRAPH <{name}>" for name in graphs]
        parts, at = list[Token](), 0
        while at < len(self.tokens):
            length = _all_at(self.tokens, at)
            if length:
                every = default and self.tokens[at + length - 1].says("ALL")
                steps = [*named, *(["DROP DEFAULT"] if every else [])]
                words = " ; ".join(steps) or f"DROP SILENT GRAPH <{NOWHERE}>"
                parts.append(Token("word", words))
            else:
                parts.append(self.tokens[at])
            at += length or 1
        return joined(parts)


def _all_at(tokens: Sequence[Token], at: int) -> int:
    """How many words of a step that drops or clears all graphs begin here; 0 if none does."""
    if not tokens[at].says("DROP", "CLEAR"):
        return 0
    end = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].says("SILENT"))
    return end + 1 - at if end < len(tokens) and tokens[end].says("ALL", "NAMED") else 0


def plain_update(
    sparql: str, using_graphs: Sequence[str] | None, using_named_graphs: Sequence[str] | None
) -> PlainUpdate:
    """The update in plain words, known to parse.

    Raises:
        InvalidQueryError: It does not parse, is a query, calls out, knocks at a door of an engine's
            own, or names its graphs although a list is given.
    """
    check_update(sparql)
    plain = joined(tokens_of(sparql, use="update"))
    tokens = tokens_of(over_graphs(plain, using_graphs, using_named_graphs), use="update")
    while tokens and tokens[-1].says(";"):
        tokens.pop()
    using = [at for at, token in enumerate(tokens) if token.says("USING")]
    return PlainUpdate(tuple(tokens), tuple(at + 1 + tokens[at + 1].says("NAMED") for at in using))
