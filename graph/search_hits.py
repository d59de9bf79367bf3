"""Rows of the index to what an answer tells of them."""

import sqlite3
from dataclasses import dataclass, field

from plangraph.graph.search_documents import kinds
from plangraph.graph.search_fill import kind_name
from plangraph.graph.search_words import SEPARATOR, fold, marks, read_words
from plangraph.ontology.errors import InvalidQueryError

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        asked: As somebody typed it.
        kinds: Only these kinds; ``None`` takes all.
        plan: Only what this plan (its key) holds or names.
    """

    asked: str
    kinds: frozenset[str] | None = None
    plan: str | None = None

    def words(self) -> tuple[str, ...]:
        """The words, all of which have to stand in one thing's texts.

        Raises:
            InvalidQueryError: There is no word, or a kind does not exist.
        """
        check_kinds(self.kinds or ())
        return read_words(self.asked)

    def takes(self, kind: str) -> bool:
        """Whether things of this kind are wanted."""
        return self.kinds is None or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found.

    Attributes:
        plan: Key of the plan that holds it; ``None`` for what plans share.
        label: How it is called.
        text: The text that holds the words; the likest name where the words are misspelt.
        marks: First character of each place to mark in the text, and one past its last.
        span: IRI of the stretch of the plan that proves it; ``None`` for what plans share.
        score: The higher, the better; only comparable within one answer.
    """

    iri: str
    kind: str
    plan: str | None
    label: str
    text: str
    marks: Marks = ()
    span: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """An answer.

    Attributes:
        total: How many things there are of the wanted kinds.
        kinds: How many there are of each kind, whatever kinds are wanted.
        exact: False where nothing holds the words and these are names that resemble them.
    """

    total: int
    kinds: dict[str, int]
    hits: list[Hit] = field(default_factory=list)
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A document as it is kept."""

    iri: str
    kind: str
    plan: str | None
    texts: tuple[str, ...]
    close: tuple[str, ...]
    span: str | None

    def written(self, folded: str) -> str:
        """The name that is this one when it is folded; its first if there is none."""
        names = (*self.texts, *self.close)
        return next((name for name in names if fold(name) == folded), self.texts[0])


def check_kinds(names: frozenset[str] | tuple[str, ...]) -> None:
    """Refuse kinds that do not exist.

    Raises:
        InvalidQueryError: One of them does not.
    """
    unknown = sorted(set(names) - kinds().keys())
    if unknown:
        raise InvalidQueryError(
            f"There is no type {', '.join(unknown)}.",
            where="type",
            advice=f"There are: {', '.join(kinds())}.",
        )


def read_row(connection: sqlite3.Connection, number: int) -> Row:
    """A document by its number."""
    asked = "SELECT iri, plan, texts, close, span FROM document WHERE id = ?"
    iri, plan, texts, close, span = connection.execute(asked, (number,)).fetchone()
    names = tuple(close.split(SEPARATOR)) if close else ()
    return Row(iri, kind_name(number), plan, tuple(texts.split(SEPARATOR)), names, span)


def read_hit(row: Row, words: tuple[str, ...], score: float) -> Hit:
    """A document with the text that holds most of the words."""
    places = [marks(text, words) for text in row.texts]
    best = max(range(len(row.texts)), key=lambda at: len(places[at]))
    text, found = row.texts[best], tuple(places[best])
    return Hit(row.iri, row.kind, row.plan, row.texts[0], text, found, row.span, round(score, 6))


def named_hit(row: Row, folded: str, score: float) -> Hit:
    """A document under one of its names."""
    text = row.written(folded)
    return Hit(row.iri, row.kind, row.plan, row.texts[0], text, (), row.span, score)
