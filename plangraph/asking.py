"""The commands that ask a store: list, query."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plangraph import library, options, shelf, tables, terminal
from plangraph.ontology import iris
from plangraph.ontology.errors import UnreadableFileError
from plangraph.typed_words import typed

if TYPE_CHECKING:
    from plangraph.graph.answer import Answer
    from plangraph.graph.store import Store


class AnswerFormat(StrEnum):
    """How an answer is printed; rows as the first five, triples as the last four."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TTL = "ttl"
    NT = "nt"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


def list_plans(*, store: options.Store = options.STORE) -> None:
    """List the plans of the store."""
    with library.open(store, read_only=True) as graph:
        rows = [
            (one.key, one.title, one.issued, *map(str, one.counts)) for one in shelf.entries(graph)
        ]
    columns = ("key", "title", "issued", *(f"{kind.lower()}s" for kind in shelf.COUNTED))
    terminal.show_table(columns, rows)


def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="A SPARQL 1.1 query.")
    ] = None,
    *,
    file: Annotated[
        str | None,
        typer.Option(
            "--file", "-f", metavar="FILE", help="Read the query from a file; - is stdin."
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Ask a named query.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter of a named query."),
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="List the named queries.")] = False,
    form: Annotated[
        AnswerFormat, typer.Option("--format", help="How to print the answer.")
    ] = AnswerFormat.TABLE,
    store: options.Store = options.STORE,
) -> None:
    """Ask the store in SPARQL, or by a query's name."""
    if names:
        _list_names()
        return
    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise typer.BadParameter("give one of: a query, --file, --name (or --names to list them)")
    given = _pairs(param or [])
    with library.open(store, read_only=True) as graph:
        if name is not None:
            answer = _ask_named(graph, name, given)
        else:
            answer = graph.query(typed(sparql) if sparql is not None else _query_text(str(file)))
        _show(answer, form, brief=name is not None)


def _query_text(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            f"The query cannot be read ({error}).", where=file, advice="Save it as UTF-8 text."
        ) from error


def _pairs(params: list[str]) -> dict[str, str]:
    """``["min=3"]`` as a dictionary."""
    for text in params:
        if "=" not in text:
            raise typer.BadParameter(f"{text!r} is not KEY=VALUE", param_hint="--param")
    return {key: value for key, _, value in (text.partition("=") for text in params)}


def _ask_named(graph: "Store", name: str, params: dict[str, str]) -> "Answer":
    from plangraph.graph import questions

    asked = questions.question(name)
    kinds = {parameter.name: parameter.kind for parameter in asked.parameters}
    given = {
        key: _iri(graph, key, value) if kinds.get(key) == "iri" else value
        for key, value in params.items()
    }
    return graph.query(asked.sparql, asked.bindings(**given))


def _iri(graph: "Store", name: str, value: str) -> str:
    """An IRI from what is easy to type: words of a plan's title, ``pg:Task``, a key."""
    from plangraph.graph.prefixes import PREFIXES

    prefix, colon, local = value.partition(":")
    if name == "plan" and "://" not in value:
        return iris.absolute(f"plan/{shelf.find(graph, value).key}")
    if colon:
        return PREFIXES[prefix] + local if prefix in PREFIXES else value
    return iris.absolute(value)


def _list_names() -> None:
    from plangraph.graph import questions

    rows = [
        (one.name, one.title_zh, one.title_en, " ".join(given.name for given in one.parameters))
        for one in questions.questions().values()
    ]
    terminal.show_table(("name", "问题", "question", "parameters"), rows)


def _show(answer: "Answer", form: AnswerFormat, *, brief: bool) -> None:
    if form is AnswerFormat.TABLE:
        tables.show_answer(answer, brief=brief)
    else:
        terminal.write(answer.serialize(form.value), "-")
