"""``?x pg:search "专利"`` in a query to the things that hold the words, as VALUES.

The engine never sees the property. What it sees instead is the same query with the statement taken
out and the things that the index finds put in at the head of the block that held it, so that they
join as the statement would have. All that merely looks like it (texts, comments, templates, names
in expressions) stays as it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Protocol

from rdflib.namespace import RDF

from plangraph.graph.asking import Asking
from plangraph.graph.search import Wanted
from plangraph.graph.search_documents import kinds_of_class
from plangraph.graph.sparql_groups import Pair, Statement, Text, names
from plangraph.graph.sparql_tokens import Token, read_tokens, text_of, unescape
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError

MOST_THINGS: Final = 1000  # put into a query; 1,000 cost 15 ms, 10,000 already 150
MOST_SEARCHES: Final = 8
SEARCH: Final = iris.NS + "search"
_IN_PLAN: Final = iris.NS + "inPlan"
_TYPE: Final = str(RDF.type)
_LOOKS_USED: Final = re.compile(r"[:#/]search")
_PLACE: Final = "pg:search"
_FORM: Final = 'Write it as ?x pg:search "words" with a variable before and a text after it.'
_LESS: Final = (
    "Give more words, or say beside it what the variable is (a pg:Task) or which plan holds it "
    "(pg:inPlan <…>)."
)


class Finds(Protocol):
    """What is asked for the things: an :class:`Index`."""

    def iris(self, wanted: Wanted, most: int) -> list[str] | None:
        """As :meth:`Index.iris`."""


@dataclass(frozen=True, slots=True)
class _Search:
    """One statement of a query with all its searches."""

    statement: Statement
    pairs: tuple[Pair, ...]
    brace: int


def with_search(asking: Asking, index: Finds) -> Asking:
    """The same query with each search replaced by what it finds; as it was if it searches nothing.

    Raises:
        InvalidQueryError: A search has no variable before it or no text after it, finds more than
            a thousand things, or stands where things cannot be listed.
    """
    if not _LOOKS_USED.search(asking.sparql):
        return asking
    tokens, end = read_tokens(asking.sparql)
    text = Text(tokens, asking.base)
    searches = _searches(text)
    if not searches:
        return asking
    edits = _Edits(tokens)
    for search in searches:
        values = _values(text, search, asking.bindings, index)
        edits.put(search.statement.block, values)
        edits.take(text, search)
    return replace(asking, sparql=edits.text() + end, written=asking.sparql)


def _searches(text: Text) -> list[_Search]:
    used = [at for at in range(text.body, len(text.tokens)) if text.iri(at) == SEARCH]
    braces = dict.fromkeys(_brace(text, at) for at in used)
    found: list[_Search] = []
    for brace in braces:
        if brace < 0 or not text.is_pattern(brace):
            continue
        for statement in text.statements(brace):
            pairs = tuple(one for one in statement.pairs if text.iri(one.verb) == SEARCH)
            if pairs:
                found.append(_Search(statement, pairs, brace))
    _check(text, used, found)
    return found


def _brace(text: Text, at: int) -> int:
    """The brace of the pattern around a token."""
    at = text.inside[at]
    while at >= 0 and not text.sign(at, "{"):
        at = text.inside[at]
    return at


def _check(text: Text, used: list[int], found: list[_Search]) -> None:
    """Refuse what would silently find nothing."""
    verbs = {pair.verb for search in found for pair in search.pairs}
    if len(verbs) > MOST_SEARCHES:
        raise _refused(f"A query searches {MOST_SEARCHES} times at most.", "Ask twice.")
    for at in used:
        brace = _brace(text, at)
        if brace < 0 or not text.is_pattern(brace):
            continue
        if text.sign(at - 1, "|/^") or text.sign(at + 1, "|/*+?"):
            raise _refused("A search is no part of a path.", _FORM)
        if at not in verbs and text.sign(at - 1, "[;") and text.sign(text.inside[at], "["):
            raise _refused("Before the search stands a blank node, no variable.", _FORM)
    if found and text.word(text.body, "CONSTRUCT") and not text.sign(text.body + 1, "{"):
        raise _refused(
            "The short form of CONSTRUCT cannot search.", "Write CONSTRUCT { … } WHERE { … }."
        )


def _values(text: Text, search: _Search, bound: Mapping[str, str], index: Finds) -> str:
    subject = text.tokens[search.statement.subject]
    if subject.kind != "variable":
        raise _refused(f"Before the search stands {subject.text!r}, no variable.", _FORM)
    known = _known(text, search, subject, bound)
    blocks = []
    for pair in search.pairs:
        for words in _words(text, pair, bound):
            found = index.iris(replace(known, asked=words), MOST_THINGS)
            if found is None:
                raise _refused(
                    f"More than {MOST_THINGS} things hold {words!r}; a query takes no more.", _LESS
                )
            blocks.append(f" VALUES {subject.text} {{ {' '.join(f'<{iri}>' for iri in found)} }}")
    return "".join(blocks)


def _known(text: Text, search: _Search, subject: Token, bound: Mapping[str, str]) -> Wanted:
    """What the pattern says of the variable besides: that it is of a kind, or in a plan."""
    kinds: frozenset[str] | None = None
    plan: str | None = None
    for statement in text.statements(search.brace):
        other = text.tokens[statement.subject]
        if other.kind != "variable" or other.text[1:] != subject.text[1:]:
            continue
        for pair in statement.pairs:
            verb, value = _simple(text, pair, bound)
            if verb == _TYPE and value is not None:
                of_class = kinds_of_class(value)
                kinds = of_class if kinds is None else kinds & (of_class or kinds)
            elif verb == _IN_PLAN and value is not None:
                plan = value.removeprefix(iris.absolute("plan/"))
    return Wanted("", kinds, plan)


def _simple(text: Text, pair: Pair, bound: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The verb and the object of a pair that has one of each and no path."""
    if pair.end != pair.verb + 2:
        return None, None
    value = text.iri(pair.verb + 1)
    given = names(bound, text.tokens[pair.verb + 1])
    if given is not None and given.startswith("<"):
        value = unescape(given[1:-1])
    verb = text.tokens[pair.verb]
    return (_TYPE if verb.kind == "word" and verb.text == "a" else text.iri(pair.verb)), value


def _words(text: Text, pair: Pair, bound: Mapping[str, str]) -> list[str]:
    """The texts after a search; more than one are parted by commas."""
    found: list[str] = []
    at = pair.verb + 1
    while at < pair.end:
        token = text.tokens[at]
        given = names(bound, token)
        if given is not None and given.startswith('"'):
            token = read_tokens(given)[0][0]
        if token.kind != "text":
            raise _refused(f"After the search stands {token.text!r}, no text.", _FORM)
        found.append(text_of(token))
        at += 1
        if at < pair.end and text.tokens[at].kind == "tag":
            at += 1
        elif at < pair.end and text.tokens[at].text == "^^":
            at += 2
        if at < pair.end and not text.sign(at, ","):
            raise _refused(f"After the search stands {text.tokens[at].text!r}.", _FORM)
        at += 1
    if not found:
        raise _refused("Nothing stands after the search.", _FORM)
    return found


def _refused(what: str, advice: str) -> InvalidQueryError:
    return InvalidQueryError(what, where=_PLACE, advice=advice)


class _Edits:
    """Tokens to leave out, and what to put before tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._gone: set[int] = set()
        self._before: dict[int, str] = {}

    def put(self, at: int, words: str) -> None:
        """Put words before a token."""
        self._before[at] = self._before.get(at, "") + words

    def take(self, text: Text, search: _Search) -> None:
        """Leave the searches of a statement out; all of it if it says nothing else."""
        statement = search.statement
        kept = [pair for pair in statement.pairs if pair not in search.pairs]
        if not kept:
            after = statement.end + text.sign(statement.end, ".")
            self._gone |= set(range(statement.subject, after))
            return
        first = text.after(statement.subject)
        inside = {at for pair in kept for at in range(pair.verb, pair.end)}
        self._gone |= set(range(first, statement.end)) - inside
        for _, pair in pairwise(kept):
            self.put(pair.verb, " ;")

    def text(self) -> str:
        """What the tokens say now."""
        parts = []
        for at, token in enumerate(self._tokens):
            if at in self._before:
                parts.append(self._before[at] + " ")
            if at not in self._gone:
                apart = " " if at - 1 in self._gone and not token.space else ""
                parts.append(apart + token.space + token.text)
        return "".join(parts)
