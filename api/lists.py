"""Filters of a list to the IRIs that pass them, by the queries in ``queries/``.

A line of such a query that ends in ``#? name`` takes part only if the filter ``name`` is given.
Values are bound, never written into the text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal as OneOf
from typing import Self
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, model_validator
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from plangraph.graph.pinning import look_up
from plangraph.graph.store import Store
from plangraph.graph.terms import Value
from plangraph.ontology import iris

Term = URIRef | Literal
_MARK = "#? "
_NAMES = ("agency_name", "region_name")
_NAMED = """SELECT DISTINCT ?holder {{
  VALUES ?name {{ {names} }} ?holder skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name
}}"""
_LANGUAGES = (None, "zh", "en")
ORDER = "order"  # marks lines that only sorting needs
_SHOWING = {"limit", "offset", "cursor", "format", "inferred"}
_CURSOR = "NTAgOGM2OTc2ZTUgYjVkNDA0NWMzZjQ2IDFmYTJlZjQ3"
_FUNCTION = re.compile(r"(?:fn-)?[a-z]+(?:[-_][a-z]+)*")
Form = OneOf["json", "csv", "jsonld"]
Role = OneOf[
    "lead",
    "support",
    "joint",
    "sole",
    "responsible",
    "coordinate",
    "implement",
    "oversee",
    "fund",
]


class Filters(BaseModel):
    """What a client may ask of every list; filters combine, ``None`` asks nothing."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    plan: str | None = Field(default=None, min_length=1, examples=["cn-530100-2022-1a2b3c4d"])
    """Key of a plan."""
    q: str | None = Field(default=None, min_length=1, examples=["专利"])
    """Words that the title, text or name holds."""
    region: str | None = Field(default=None, min_length=1, examples=["东南亚", "cn-530102"])
    """Key, IRI or name of a place."""
    limit: int = Field(default=50, ge=1, le=500, examples=[50])
    """Most rows in the answer."""
    cursor: str | None = Field(default=None, max_length=200, examples=[_CURSOR])
    """Where to go on: the cursor of the answer before."""
    offset: int = Field(default=0, ge=0, le=1_000_000, examples=[0])
    """Rows to leave out at the beginning; for jumping, not together with a cursor."""
    format: Form | None = Field(default=None, examples=["json"])
    """Format of the answer; without it the Accept header decides."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.cursor is not None and self.offset:
            raise ValueError("cursor and offset exclude each other")
        return self

    def asked(self) -> str:
        """What decides which things the list has, without where and how it is shown."""
        return self.model_dump_json(exclude=_SHOWING, exclude_defaults=True)

    def bindings(self) -> dict[str, Term]:
        """The variables of the list's query with their values."""
        bound: dict[str, Term] = {}
        if self.plan is not None:
            bound["plan"] = URIRef(_in_base(self.plan, "plan/"))
        if self.q is not None:
            bound["q"] = Literal(self.q)
        return bound | _named("region", self.region, "region/")

    def keeps(self, numbers: Mapping[str, int]) -> bool:  # noqa: ARG002 (lists that count override it)
        """Whether a thing stays in the list, judged by what was counted of it."""
        return True


class Wish(BaseModel):
    """How a client wants one thing."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    format: Form | None = Field(default=None, examples=["json"])
    """Format of the answer; without it the Accept header decides."""


class InferredWish(Wish):
    """How a client wants one thing that may have inferred links."""

    inferred: bool = Field(default=False, examples=[True])
    """Show what is inherited or inferred, which otherwise never appears."""


class DutyFilters(Filters):
    """Filters of lists whose things have responsible agencies."""

    agency: str | None = Field(default=None, min_length=1, examples=["市科技局"])
    """Key, IRI or any name of an agency, official or as printed."""
    role: Role | None = Field(default=None, examples=["lead"])
    """What the agency has to do."""
    function: str | None = Field(default=None, min_length=1, examples=["science-technology"])
    """What the agency is for: key, IRI or name of a function."""

    def bindings(self) -> dict[str, Term]:
        """The variables of the list's query with their values."""
        bound = super().bindings() | _named("agency", self.agency, "org/")
        bound |= _function(self.function)
        if self.role is not None:
            bound["role"] = URIRef(f"{iris.VOCAB}role-{self.role}")
        return bound


class ItemFilters(DutyFilters):
    """Filters of lists whose things stand in the text of a plan and may fall due."""

    due_before: date | None = Field(default=None, examples=["2024-12-31"])
    """The deadline is on this day or before it; things without a deadline are left out."""
    inferred: bool = Field(default=False, examples=[True])
    """Show what is inherited or inferred, which otherwise never appears."""

    def bindings(self) -> dict[str, Term]:
        """The variables of the list's query with their values."""
        return super().bindings() | _day(self.due_before)


class PlanFilters(DutyFilters):
    """Filters of the list of plans."""

    due_before: date | None = Field(default=None, examples=["2025-12-31"])
    """The period of the plan ends on this day or before it."""

    def bindings(self) -> dict[str, Term]:
        """The variables of the list's query with their values."""
        return super().bindings() | _day(self.due_before)


class PhaseFilters(ItemFilters):
    """Filters of the list of phases."""

    on: date | None = Field(default=None, examples=["2023-09-01"])
    """The phase runs on this day."""

    def bindings(self) -> dict[str, Term]:
        """The variables of the list's query with their values."""
        bound = super().bindings()
        if self.on is not None:
            bound["on"] = Literal(self.on.isoformat(), datatype=XSD.date)
        return bound


class AgencyFilters(DutyFilters):
    """Filters of the list of agencies."""

    min_tasks: int = Field(default=0, ge=0, examples=[2])
    """Only agencies that are responsible for at least as many tasks."""
    min_plans: int = Field(default=0, ge=0, examples=[2])
    """Only agencies with tasks in at least as many plans."""

    def keeps(self, numbers: Mapping[str, int]) -> bool:
        """Whether an agency has tasks enough, in plans enough."""
        return numbers["tasks"] >= self.min_tasks and numbers["plans"] >= self.min_plans


@dataclass(frozen=True, slots=True)
class Found:
    """The things that pass the filters, in the order of the list, with what was counted of each."""

    iris: list[str]
    numbers: Mapping[str, Mapping[str, int]]


def find(store: Store, name: str, filters: Filters) -> Found:
    """The things of a list that pass the filters."""
    bound = filters.bindings()
    rows = asked(store, select(name, frozenset(bound) | {ORDER}), bound)
    numbers = {
        str(row["thing"]): {key: n for key, n in row.items() if isinstance(n, int)} for row in rows
    }
    return Found([iri for iri, counted in numbers.items() if filters.keeps(counted)], numbers)


def asked(store: Store, query: str, bound: Mapping[str, Term]) -> list[dict[str, Value]]:
    """The rows of a list's query; names stand in its text, in each language that labels have.

    A label that is compared as text is compared with every label of the store.
    """
    names = {name: str(term) for name, term in bound.items() if name in _NAMES}
    for name, text in names.items():
        query = query.replace(f"{{{name}s}}", _labels(text))
    if "{agency_holders}" in query:
        query = query.replace("{agency_holders}", _holders(store, names["agency_name"]))
    rest = {name: term for name, term in bound.items() if name not in names}
    return look_up(store, query, rest).values()


def _holders(store: Store, name: str) -> str:
    """The agencies of a name, found first: an engine would go through every duty for them."""
    rows = store.query(_NAMED.format(names=_labels(name))).values()
    return " ".join(f"<{row['holder']}>" for row in rows)


def _labels(text: str) -> str:
    """A name, printed or folded, as labels may hold it."""
    words = dict.fromkeys((text, iris.fold(text)))
    forms = [Literal(word, lang=lang).n3() for word in words for lang in _LANGUAGES]
    return " ".join(forms)


@cache
def select(name: str, given: frozenset[str]) -> str:
    """The query of a list with the lines of the given filters.

    >>> "?role" in select("tasks", frozenset()), "?role" in select("tasks", frozenset({"role"}))
    (False, True)
    """
    text = files("plangraph.api").joinpath(f"queries/{name}.rq").read_text("utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if _takes_part(line, given))


def _takes_part(line: str, given: frozenset[str]) -> bool:
    _, mark, names = line.partition(_MARK)
    return not mark or not given.isdisjoint(names.split())


def _named(variable: str, text: str | None, prefix: str) -> dict[str, Term]:
    """A thing by key or IRI, else by name, printed or folded."""
    if text is None:
        return {}
    if text.startswith((iris.base(), prefix)):
        return {variable: URIRef(_in_base(text, prefix))}
    return {f"{variable}_name": Literal(text)}


def _day(day: date | None) -> dict[str, Term]:
    return {} if day is None else {"due_before": Literal(day.isoformat(), datatype=XSD.date)}


def _function(text: str | None) -> dict[str, Term]:
    """A function of agencies by key or IRI, else by name."""
    if text is None:
        return {}
    key = text.removeprefix(iris.VOCAB)
    if _FUNCTION.fullmatch(key):
        return {"function": URIRef(f"{iris.VOCAB}fn-{key.removeprefix('fn-').replace('_', '-')}")}
    return {"function_name": Literal(text)}


def _in_base(text: str, prefix: str) -> str:
    key = text.removeprefix(iris.base()).removeprefix(prefix)
    return iris.absolute(prefix + quote(key, safe="/#=,:"))
