# ruff: noqa: E501  a Chinese character counts as two columns
"""Shorthands for the tests: the readers called on a few words, their answers as plain tuples."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from plangraph.ingest import duties, lists, prose
from plangraph.ingest.documents import Given
from plangraph.ingest.duties import Failure, Statement
from plangraph.ingest.outline import Unit, read_outline
from plangraph.ingest.reader import read_text
from plangraph.ingest.source import matching_view, source_from_text
from plangraph.ontology.model import Evidence, Plan, Span, Target


def read(text: str, **known: str) -> Plan:
    """The plan in a text."""
    return read_text(source_from_text(text), Given(**known))


def plan_with(task: str, *, city: str = "昆明市", owner: str = "市科技局") -> str:
    """A small plan of a city with one task."""
    return f"{city}推进方案（2022—2025年）\n\n一、重点任务\n\n（一）推进建设。{task}（责任单位：{owner}）\n"


def names_in(words: str) -> list[str]:
    """The bodies that a list names, with what it leaves out restored."""
    found = lists.read_list(matching_view(words), words, 0, len(words))
    return [name.printed for name in found]


def statements_in(words: str) -> list[Statement]:
    """The statements in set form of some words, those that could not be read left out."""
    found = duties.find_statements(matching_view(words), words, 0, len(words))
    return [each for each in found if isinstance(each, Statement)]


def failures_in(words: str) -> list[Failure]:
    """What looks like a statement in set form and could not be read."""
    found = duties.find_statements(matching_view(words), words, 0, len(words))
    return [each for each in found if isinstance(each, Failure)]


def duties_in(words: str) -> list[tuple[str, str]]:
    """Name and duty of all statements in set form."""
    return [pair for statement in statements_in(words) for pair in _pairs(statement)]


def told_in(words: str) -> list[tuple[str, str]]:
    """Name and duty of all duties that prose tells."""
    found = prose.find_prose(matching_view(words), words, 0, len(words))
    return [pair for statement in found for pair in _pairs(statement)]


def _pairs(statement: Statement) -> list[tuple[str, str]]:
    return [(each.name.printed, each.duty.removeprefix("role-")) for each in statement.assigned]


def plan_of(words: str, *, goal: bool = True) -> Plan:
    """A small plan that has some words among its goals, else among its tasks."""
    section = "工作目标" if goal else "重点任务"
    return read(f"昆明市方案\n\n一、{section}\n\n（一）要点。{words}\n")


def figures_in(words: str, *, goal: bool = True) -> list[tuple[str, str, str, str]]:
    """Indicator, operator, value and unit of the figures that some words set as goals."""
    return [
        (row.indicator, row.operator.removeprefix("cmp-"), _value(row), row.unit)
        for row in plan_of(words, goal=goal).targets
    ]


def _value(row: Target) -> str:
    return str(row.value) if row.value_max is None else f"{row.value}-{row.value_max}"


def units_in(text: str) -> list[tuple[str, str]]:
    """Path and title of the units of a text."""
    return [(unit.path, text[unit.title_start : unit.title_end]) for unit in outline_of(text)]


def outline_of(text: str) -> tuple[Unit, ...]:
    """The units of a text."""
    return read_outline(matching_view(text)).units


def spans_of(row: object) -> Iterator[Span]:
    """Every span that a row of the model, and the rows inside it, hold."""
    if isinstance(row, Span):
        yield row
    elif isinstance(row, Evidence):
        yield row.span
    elif isinstance(row, tuple):
        for each in row:
            yield from spans_of(each)
    elif is_dataclass(row):
        for each in fields(row):
            yield from spans_of(getattr(row, each.name))


def wrong_spans(plan: Plan) -> list[Span]:
    """The spans of a plan whose words are not those of the text; none, if all is well."""
    text = plan.version.text
    return [span for span in spans_of(plan) if text[span.start : span.end] != span.quote]


def rows_with_quotes(facts: Any) -> Iterator[dict[str, Any]]:
    """Every row of facts JSON that quotes the text."""
    if isinstance(facts, dict):
        if "quote" in facts:
            yield facts
        facts = list(facts.values())
    if isinstance(facts, list):
        for each in facts:
            yield from rows_with_quotes(each)
