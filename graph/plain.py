"""A query's text to its words, each in one plain form, so that every engine reads the same.

Engines differ in what they take for a word, a comment or an escape, and in what they know beyond
SPARQL 1.1. What goes to an engine elsewhere is therefore not the text that somebody wrote but its
words, written anew: prefixes and relative IRIs made full, texts in one kind of quotes, comments
left out. A word that is not SPARQL 1.1's own is refused, and so is every door of an engine's own
(``DEFINE``, ``bif:``, ``sql:``, ``java:``, functions that are no casts).

Source: SPARQL 1.1 Query Language, section 19 (the grammar and its terminals).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final, Literal, get_args

import pyoxigraph as ox

from plangraph.graph import sparql_tokens
from plangraph.graph.gate import MAX_NESTING
from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.sparql_tokens import read_tokens, text_of, unescape
from plangraph.ontology.errors import InvalidQueryError

Kind = Literal["iri", "text", "variable", "blank", "name", "tag", "number", "word", "sign"]
Use = Literal["query", "update"]

_KINDS: Final = frozenset(get_args(Kind))
_SIGNS: Final = frozenset("{}()[];,.=<>!+-*/|^?") | {"^^", "&&", "||", "!=", "<=", ">="}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_DOORS: Final = re.compile(r"(?:bif|sql|java|virtproc):", re.IGNORECASE)
_CASTS: Final = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query.

    Attributes:
        kind: What it is.
        text: As it is sent; IRIs are full, texts in double quotes.
        at: Where it stands in the source, in characters from 0.
    """

    kind: Kind
    text: str
    at: int = -1

    def says(self, *words: str) -> bool:
        """Whether it is one of these words, given in capitals, or marks."""
        return self.kind in ("word", "sign") and self.text.upper() in words


def tokens_of(sparql: str, base: str = "", use: Use = "query") -> list[Token]:
    """The words of a query or an update without its prologue, IRIs made full.

    >>> [token.text for token in tokens_of("PREFIX x: <http://x/> ASK { ?s x:p 'ü' }")]
    ['ASK', '{', '?s', '<http://x/p>', '"ü"', '}']

    Raises:
        InvalidQueryError: It holds what is no SPARQL 1.1, is nested too deeply, or knocks at a
            door of an engine's own.
    """
    reading = _Reading(sparql, base, words(use))
    found = list(reading.tokens())
    _check_functions(sparql, found)
    return found


def misread(sparql: str, at: int, what: str) -> InvalidQueryError:
    """What is wrong at a place of a query."""
    before = sparql[:at]
    line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
    near = sparql[at : at + 30].partition("\n")[0].strip()
    return InvalidQueryError(
        f"The query does not parse at {near!r}: {what}."
        if near
        else f"The query does not parse at the end of the line: {what}.",
        where=f"line {line}, column {column}",
        advice="Check the brackets, full stops and prefixes before that place.",
    )


def joined(tokens: Sequence[Token]) -> str:
    """One text; what belongs to the word before it stands close to it."""
    text = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        text += ("" if close(before, token) else " ") + token.text
    return text.strip()


def close(before: Token | None, token: Token) -> bool:
    """Whether no space may stand between two words, in one engine or another."""
    if token.text == "(" and before is not None:
        return before.kind == "word"
    return token.kind == "tag" or "^^" in (token.text, before and before.text)


class _Reading:
    """One text on its way to words; prefixes and base change while it is read."""

    def __init__(self, sparql: str, base: str, known: frozenset[str]) -> None:
        self._sparql = sparql
        self._base = base
        self._known = known
        self._prefixes = dict(PREFIXES)

    def tokens(self) -> Iterator[Token]:
        raw = self._raw()
        for token in raw:
            if token.says("PREFIX"):
                self._declare(token, next(raw, None), next(raw, None))
            elif token.says("BASE"):
                self._base = self._plain(token, next(raw, None), "iri")
            else:
                yield self._full(token)

    def _raw(self) -> Iterator[Token]:
        open_signs = list[str]()
        for token in _with_places(read_tokens(self._sparql)[0]):
            if token.kind not in _KINDS or (token.kind == "sign" and token.text not in _SIGNS):
                raise misread(self._sparql, token.at, "expected another character")
            self._nest(token, open_signs)
            yield token
        if open_signs:
            raise misread(self._sparql, len(self._sparql), f"expected {open_signs[-1]!r}")

    def _nest(self, token: Token, open_signs: list[str]) -> None:
        if token.kind != "sign":
            return
        if token.text in "({[":
            open_signs.append({"(": ")", "{": "}", "[": "]"}[token.text])
            if len(open_signs) > MAX_NESTING:
                raise InvalidQueryError(
                    f"The query is nested more than {MAX_NESTING} levels deep.",
                    advice="Split it into several queries.",
                )
        elif token.text in ")}]" and (not open_signs or open_signs.pop() != token.text):
            raise misread(self._sparql, token.at, "this bracket closes none")

    def _declare(self, start: Token, name: Token | None, iri: Token | None) -> None:
        prefix = name.text[:-1] if name and name.kind == "name" else ":"
        if ":" in prefix:
            raise misread(self._sparql, start.at, "expected PREFIX name: <IRI>")
        self._prefixes[prefix] = self._plain(start, iri, "iri")

    def _plain(self, start: Token, token: Token | None, kind: Kind) -> str:
        """The IRI that a declaration gives, made full."""
        if token is None or token.kind != kind:
            raise misread(self._sparql, start.at, "expected an IRI after it")
        return self._full(token).text[1:-1]

    def _full(self, token: Token) -> Token:
        make: dict[Kind, Callable[[Token], str]] = {
            "iri": self._iri,
            "name": self._name,
            "text": self._text,
            "word": self._word,
            "variable": lambda one: f"?{one.text[1:]}",
        }
        written = make.get(token.kind)
        kind: Kind = "iri" if token.kind == "name" else token.kind
        return token if written is None else Token(kind, written(token), token.at)

    def _iri(self, token: Token) -> str:
        return self._absolute(token, token.text[1:-1])

    def _name(self, token: Token) -> str:
        prefix, _, local = token.text.partition(":")
        if prefix not in self._prefixes:
            raise misread(self._sparql, token.at, f"the prefix {prefix}: is not declared")
        return self._absolute(token, self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))

    def _absolute(self, token: Token, iri: str) -> str:
        try:
            iri = unescape(iri)
            if not _SCHEME.match(iri):
                iri = _resolved(iri, self._base)
            if _DOORS.match(iri):
                raise _door(f"<{iri}>")
            return str(ox.NamedNode(iri))
        except (ValueError, SyntaxError):
            raise misread(self._sparql, token.at, "IRI parsing failed") from None

    def _text(self, token: Token) -> str:
        try:
            return str(ox.Literal(text_of(read_tokens(token.text)[0][0])))
        except ValueError:
            raise misread(self._sparql, token.at, "half a character stands in it") from None

    def _word(self, token: Token) -> str:
        word = token.text.upper()
        if word in self._known:
            return token.text
        if word in words("update") | {"LOAD"} and "INSERT" not in self._known:
            raise InvalidQueryError(
                "This is an update; a query only reads.",
                advice="Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.",
            )
        if word in ("SERVICE", "LOAD"):
            raise InvalidQueryError(
                f"{word} is refused: nothing that is asked here calls other machines.",
                advice="Ask this store alone and join the answers yourself.",
            )
        raise misread(self._sparql, token.at, "SPARQL 1.1 has no such word")


@cache
def words(use: Use) -> frozenset[str]:
    """The words that a query, or an update, may say, in capitals."""
    table = resources.files("plangraph.graph") / "sparql_words.tsv"
    rows = [
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return frozenset(word for word, where in rows[1:] if where in ("query", use))


def _with_places(found: list[sparql_tokens.Token]) -> Iterator[Token]:
    """The tokens with their places; a sign that stands close to a number belongs to it."""
    at, sign = 0, None
    for token in found:
        at += len(token.space)
        number = token.kind == "number" and not token.space
        if sign is not None and not number:
            yield sign
        if sign is not None and number:
            yield Token("number", sign.text + token.text, sign.at)
            sign = None
        else:
            one = Token(token.kind, token.text, at)  # type: ignore[arg-type]  # checked above
            sign = one if token.is_sign("+-") else None
            if sign is None:
                yield one
        at += len(token.text)
    if sign is not None:
        yield sign


def _resolved(iri: str, base: str) -> str:
    (quad,) = ox.parse(f"<{iri}> <x:p> <x:o> .", ox.RdfFormat.TURTLE, base_iri=base or None)
    subject: str = quad.subject.value
    return subject


def _check_functions(sparql: str, tokens: list[Token]) -> None:
    for token, following in pairwise(tokens):
        if token.kind == "iri" and following.text == "(" and not token.text[1:].startswith(_CASTS):
            raise _door(sparql[token.at : token.at + 60].split("(", maxsplit=1)[0])


def _door(what: str) -> InvalidQueryError:
    return InvalidQueryError(
        f"{what.strip()} is refused: it belongs to an engine and not to SPARQL 1.1.",
        advice="Use the functions of SPARQL 1.1.",
    )
