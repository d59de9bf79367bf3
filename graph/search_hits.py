"""Rows of the index to what an answer tells of them."""

import sqlite3
from dataclasses import dataclass, field, replace

from plangraph.graph.search_documents import kinds
from plangraph.graph.search_fill import kind_name, kind_range
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
        plan_title: How that plan is called.
        label: How it is called.
        text: The text that holds the words; the likest name where the words are misspelt.
        marks: First character of each place to mark in the text, and one past its last.
        span: IRI of the stretch of the plan that proves it; ``None`` for what plans share.
        score: The higher, the better; only comparable within one answer.
    """

    iri: str
    kind: str
    plan: str | None
    plan_title: str | None
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
    plan_title: str | None
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
    return Row(
        iri,
        kind_name(number),
        plan,
        None if plan is None else _title(connection, plan),
        tuple(texts.split(SEPARATOR)),
        tuple(close.split(SEPARATOR)) if close else (),
        span,
    )


def _title(connection: sqlite3.Connection, plan: str) -> str | None:
    asked = "SELECT texts FROM document WHERE plan = ? AND id BETWEEN ? AND ?"
    row = connection.execute(asked, (plan, *kind_range(kinds()["plan"].number))).fetchone()
    return row and str(row[0]).split(SEPARATOR)[0]


def read_hit(row: Row, words: tuple[str, ...], score: float) -> Hit:
    """A document with the text that holds most of the words."""
    places = [marks(text, words) for text in row.texts]
    best = max(range(len(row.texts)), key=lambda at: len(places[at]))
    return replace(
        named_hit(row, "", round(score, 6)), text=row.texts[best], marks=tuple(places[best])
    )


def named_hit(row: Row, folded: str, score: float) -> Hit:
    """A document under one of its names."""
    text = row.written(folded)
    told = (row.iri, row.kind, row.plan, row.plan_title, row.texts[0], text)
    return Hit(*told, span=row.span, score=score)
