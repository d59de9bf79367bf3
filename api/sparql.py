"""The SPARQL endpoint: queries to results in the client's format, or a page with a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from plangraph.api import streams
from plangraph.api.catalog import describe_service
from plangraph.api.explanation import explain
from plangraph.api.problems import Problem
from plangraph.api.protocol import FORM, QUERY, RELATIVE, Operation, read_operation
from plangraph.api.replies import (
    GRAPHS,
    HTML,
    RESULTS,
    Choice,
    Offer,
    by_accept,
    by_name,
    wants_page,
)
from plangraph.api.result_network import (
    drawn,
    links_of_rows,
    links_of_triples,
    names_of_cells,
    result_figure,
)
from plangraph.api.service import Service, service_of
from plangraph.api.site import words_of
from plangraph.api.workbench import bars, callers, completions
from plangraph.graph.answer import answer_of
from plangraph.graph.asking import Asking, notation
from plangraph.graph.formats import Shape
from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.questions import questions
from plangraph.ontology.errors import InvalidQueryError, NotAcceptableError, PlanGraphError
from plangraph.viz.links_figure import Joined

router = APIRouter(tags=["sparql"])
_PAGE_BYTES = 8 << 20  # of an answer that the page shows rows of
_SHOWN = 500  # rows of a result on the page; the formats give all
Formats = dict[Shape, str]
_OFFERED: Mapping[Shape, Sequence[Offer]] = {"rows": RESULTS, "graph": GRAPHS}
_OTHER_NAMES: Mapping[Shape, Mapping[str, str]] = {  # that SPARQLWrapper and others send
    "rows": {},
    "graph": {
        "turtle": "ttl",
        "n3": "ttl",
        "json-ld": "jsonld",
        "json": "jsonld",
        "rdf": "rdfxml",
        "rdf+xml": "rdfxml",
        "xml": "rdfxml",
    },
}
_EXAMPLE = """PREFIX pg: <https://w3id.org/plangraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?task ?agency WHERE {
  ?t a pg:Task ; rdfs:label ?task ; pg:responsibleParty ?a .
  ?a skos:prefLabel ?agency . FILTER(LANG(?agency) = "zh")
} ORDER BY ?t LIMIT 20"""
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_GRAPH = "https://w3id.org/plangraph/id/graph/ref"
_OFFERS: dict[str, dict[str, Any]] = {
    HTML: {},
    **{offer.media_type: {} for offer in (*RESULTS, *GRAPHS)},
}
_PARAMETERS: list[dict[str, Any]] = [
    {"name": name, "in": "query", "description": text, "schema": schema, "example": example}
    for name, text, schema, example in (
        ("query", "SELECT, ASK, CONSTRUCT or DESCRIBE", _TEXT, _EXAMPLE),
        ("default-graph-uri", "Graphs to merge", _TEXTS, [_GRAPH]),
        ("named-graph-uri", "Graphs for GRAPH", _TEXTS, [_GRAPH]),
        ("format", "json xml csv tsv, or ttl nt jsonld rdfxml", _TEXT, "csv"),
    )
]
_FIELDS = {"type": "object", "required": ["query"], "properties": {"query": _TEXT}}
_BODY = {
    "required": True,
    "content": {
        QUERY: {"schema": _TEXT, "example": _EXAMPLE},
        FORM: {"schema": _FIELDS, "example": {"query": _EXAMPLE}},
    },
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The rows, or the triples", "content": _OFFERS},
    413: {"description": "The query is too long", "model": Problem},
}
_POSTED = _RESPONSES | {415: {"description": "A body that is not read", "model": Problem}}


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as the page shows it."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    total: int = 0
    graph: str = ""
    links: tuple[Joined, ...] = ()


@router.get(
    "/sparql",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": _PARAMETERS},
)
async def query_by_get(request: Request) -> Response:
    """Answers a query; without one, describes the endpoint (a form for browsers)."""
    return await _answer(request)


@router.get("/en/sparql", include_in_schema=False)
async def show_english_form(request: Request) -> Response:
    """The page with the form, in English."""
    service = service_of(request)
    operation = await read_operation(request, service.settings.max_query_bytes)
    return await _page(request, service, operation)


@router.post(
    "/sparql",
    response_class=Response,
    responses=_POSTED,
    openapi_extra={"requestBody": _BODY},
)
async def query_by_post(request: Request) -> Response:
    """Answers a query sent as a form or as application/sparql-query."""
    return await _answer(request)


async def _answer(request: Request) -> Response:
    service = service_of(request)
    operation = await read_operation(request, service.settings.max_query_bytes)
    if wants_page(request.headers.get("accept")) and operation.format is None:
        return await _page(request, service, operation)
    if not operation.query:
        return await describe_service(request, service, operation.format)
    choices, refusals = _choices(request, operation)
    names: Formats = {"rows": choices["rows"].offer.name, "graph": choices["graph"].offer.name}
    held = await _ask(request, service, operation, names, streams.HELD_BACK)
    if refusal := refusals.get(held.stream.shape):
        held.stream.close()
        raise refusal
    choice = choices[held.stream.shape]
    headers = {"Vary": "Accept", "Content-Type": choice.content_type}
    return streams.response(held, headers, service.strangers)


def _choices(
    request: Request, operation: Operation
) -> tuple[dict[Shape, Choice], dict[Shape, NotAcceptableError]]:
    """The format for rows and the one for triples, and where the client accepts none of them.

    Which of the two a query gives is told by the engine alone.
    """
    found: dict[Shape, Choice] = {}
    refusals: dict[Shape, NotAcceptableError] = {}
    for shape, offers in _OFFERED.items():
        try:
            found[shape] = _choose(request, operation, shape)
        except NotAcceptableError as error:
            found[shape] = by_accept(None, offers)
            refusals[shape] = error
    if len(refusals) == len(_OFFERED):
        raise refusals["rows"]
    return found, refusals


def _choose(request: Request, operation: Operation, shape: Shape) -> Choice:
    wanted, offers = operation.format, _OFFERED[shape]
    if wanted:
        return by_name(_OTHER_NAMES[shape].get(wanted.lower(), wanted), offers)
    return by_accept(request.headers.get("accept"), offers)


async def _ask(
    request: Request, service: Service, operation: Operation, formats: Formats, most: int
) -> streams.Held:
    """The answer over the dataset of the protocol, which wins over that of the query."""
    asking = Asking(
        operation.query,
        notation(operation.bindings),
        operation.default_graphs,
        operation.named_graphs,
        base=service.addresses.absolute("/sparql") if RELATIVE.search(operation.query) else "",
    )
    return await streams.in_thread(
        request,
        service.strangers,
        lambda ticket: streams.Held(service.store.stream(asking, formats, ticket), most),
    )


async def _page(request: Request, service: Service, operation: Operation) -> Response:
    problem, shown = None, None
    if operation.query:
        try:
            forms: Formats = {"rows": "json", "graph": "ttl"}
            held = await _ask(request, service, operation, forms, _PAGE_BYTES)
            shown = _show(held)
        except PlanGraphError as error:
            problem = error
    build = partial(_form, request, service, operation, shown, problem)
    return await run_in_threadpool(build)


def _form(
    request: Request,
    service: Service,
    operation: Operation,
    shown: Shown | None,
    problem: PlanGraphError | None,
) -> Response:
    return service.site.page(
        request,
        "sparql.html",
        status=problem.status if problem else 200,
        query=operation.query,
        shown=shown,
        problem=problem,
        formats=[offer.name for offer in (GRAPHS if shown and shown.graph else RESULTS)],
        questions=[question for question in questions().values() if question.competency],
        example=_EXAMPLE,
        **_help(service, operation.query or _EXAMPLE, service.lang(request)),
        **_pictures(request, service, shown or Shown()),
    )


def _help(service: Service, query: str, lang: str) -> dict[str, Any]:
    """What the page adds to a query: terms to complete, the query in words, its callers."""
    return {
        "terms": completions(),
        "prefixes": PREFIXES,
        "explained": explain(query, words_of(lang)),
        "callers": callers(query, service.addresses.absolute("/sparql")),
    }


def _pictures(request: Request, service: Service, shown: Shown) -> dict[str, Any]:
    """What can be drawn of a result: bars of its figures, a network of what it joins."""
    reader = service.reader(service.lang(request))
    found: dict[str, Any] = {"bars": bars(shown.variables, shown.rows), "network": None}
    found["names"] = names_of_cells(reader, shown.rows)
    if shown.links:
        figure = result_figure(reader, shown.links)
        found |= {"network": figure, "svg": drawn(figure, service.site.home(request))}
    return found


def _show(held: streams.Held) -> Shown:
    """What the page shows of an answer; one that was not held back whole is too much for it."""
    if held.rest is not None:
        held.stream.close()
        raise InvalidQueryError(
            "The answer is too large for this page.", advice="Add LIMIT, or download it instead."
        )
    data = b"".join(held.pieces)
    if held.stream.shape == "graph":
        turtle = data.decode()
        return Shown(graph=turtle, links=tuple(links_of_triples(turtle)))
    answer = answer_of("rows", data)
    if not answer.variables:
        return Shown(("ASK",), ((str(bool(answer)).lower(),),), 1)
    rows = answer.rows()
    cells = tuple(
        tuple("" if row[name] is None else str(row[name]) for name in answer.variables)
        for row in rows[:_SHOWN]
    )
    links = links_of_rows(answer.variables, rows[:_SHOWN])
    return Shown(answer.variables, cells, len(rows), links=tuple(links))
