"""Named queries: what each asks, what it can be told, and its rows as plain Python values.

The queries stand in ``queries/*.rq``, one a file; the lines ``# key: value`` at the top say what it
is. Without parameters a query ranges over all plans of the store.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Final, Literal, cast

from rdflib import Literal as Text
from rdflib import URIRef
from rdflib.namespace import XSD

from plangraph.graph.pinning import look_up
from plangraph.graph.store import Store
from plangraph.graph.terms import Term, Value
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError

Kind = Literal["iri", "zh", "text", "integer", "date"]
Row = dict[str, Value]
_KNOWN: ContextVar[dict[tuple[object, ...], list[Row]] | None] = ContextVar("known", default=None)
_HEADER = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something a query can be told.

    Attributes:
        kind: ``iri``, ``zh`` (Chinese text as it is labelled), ``text``, ``integer`` or ``date``.
    """

    name: str
    kind: Kind
    title_zh: str
    title_en: str

    def term(self, value: Value) -> Term:
        """The value as an RDF term.

        >>> Parameter("before", "date", "截止日期", "the last day").term("2024-12-31").datatype
        rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#date')

        Raises:
            InvalidQueryError: The value is not of the parameter's kind.
        """
        try:
            return _to_term(self.kind, value)
        except ValueError as problem:
            raise InvalidQueryError(
                f"{value!r} is not of the kind {self.kind}.",
                where=self.name,
                advice=f"Expected: {_EXAMPLES[self.kind]}.",
            ) from problem


@dataclass(frozen=True, slots=True)
class Question:
    """A named query.

    Attributes:
        name: The file's name without its ending.
        about: What a row is, in English.
        sparql: The whole file, prefixes and comments included.
        competency: ``CQ01`` where it answers one of the fifteen questions, else ``None``.
        check: ``violation`` or ``warning`` where each row is a fault of the data, else ``None``.
    """

    name: str
    title_zh: str
    title_en: str
    about: str
    sparql: str
    parameters: tuple[Parameter, ...]
    competency: str | None
    check: str | None

    def bindings(self, **values: Value) -> dict[str, Term]:
        """The terms of the given parameters; those that are ``None`` are left out.

        Raises:
            InvalidQueryError: The query has no such parameter, or its value does not fit.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        given = {name: value for name, value in values.items() if value is not None}
        for name in given:
            if name not in known:
                raise InvalidQueryError(
                    f"The query {self.name} has no parameter {name!r}.",
                    where=name,
                    advice=f"It has: {', '.join(known) or 'none'}.",
                )
        return {name: known[name].term(value) for name, value in given.items()}


def questions() -> dict[str, Question]:
    """All named queries by name, sorted.

    >>> questions()["cq01_task_parties"].title_en
    'Who is responsible for each task?'
    """
    return dict(_questions())


def question(name: str) -> Question:
    """One named query.

    Raises:
        UnknownThingError: There is no query of that name.
    """
    found = questions().get(name)
    if found is None:
        raise UnknownThingError(
            f"There is no query named {name!r}.",
            advice=f"There are: {', '.join(questions())}.",
        )
    return found


def run(store: Store, name: str, **values: Value) -> list[Row]:
    """The rows of a named query, in its order; ``None`` where a column is empty.

    IRIs and texts are ``str``, counts ``int``, figures ``Decimal``, days ``date``.

    >>> from plangraph.graph.store import open_store
    >>> with open_store() as store:
    ...     run(store, "plans")
    []

    Raises:
        UnknownThingError: There is no query of that name.
        InvalidQueryError: A parameter is unknown or does not fit.
    """
    known = _KNOWN.get()
    key = (name, *sorted(values.items()))
    if known is None or key not in known:
        asked = question(name)
        rows = look_up(store, asked.sparql, asked.bindings(**values)).values()
        if known is None:
            return rows
        known[key] = rows
    return list(known[key])


@contextmanager
def asked_once() -> Iterator[None]:
    """While the block runs, :func:`run` asks the same of a store once, and answers from that.

    For who makes one thing of one plan of one store, whose parts ask the same again and again.
    """
    token = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(token)


_EXAMPLES: Final[dict[str, str]] = {
    "iri": "an absolute IRI",
    "zh": "a text",
    "text": "a text",
    "integer": "a whole number such as 3",
    "date": "a day such as 2024-12-31",
}


def _to_term(kind: Kind, value: Value) -> Term:
    text = value.isoformat() if isinstance(value, date) else str(value)
    if kind == "iri":
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+", text):
            raise ValueError(text)
        return URIRef(text)
    if kind == "integer":
        return Text(int(text))
    if kind == "date":
        return Text(date.fromisoformat(text).isoformat(), datatype=XSD.date)
    return Text(text, lang="zh" if kind == "zh" else None)


@cache
def _questions() -> tuple[tuple[str, Question], ...]:
    folder = resources.files("plangraph.graph") / "queries"
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".rq"))
    return tuple(
        (name.removesuffix(".rq"), _read(name, (folder / name).read_text(encoding="utf-8")))
        for name in files
    )


def _read(file: str, sparql: str) -> Question:
    lines = _HEADER.findall(sparql)
    header = dict(lines)
    return Question(
        name=file.removesuffix(".rq"),
        title_zh=header["title_zh"],
        title_en=header["title_en"],
        about=header["about"],
        sparql=sparql,
        parameters=tuple(_parameter(value) for key, value in lines if key == "param"),
        competency=header.get("question"),
        check=header.get("check"),
    )


def _parameter(line: str) -> Parameter:
    """``plan iri 规划方案 | the plan``."""
    name, kind, titles = line.split(" ", 2)
    zh, en = titles.split(" | ")
    return Parameter(name, cast("Kind", kind), zh, en)
