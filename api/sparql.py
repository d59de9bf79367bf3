"""The SPARQL endpoint: queries to results in the client's format, or a page with a form."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from plangraph.api.catalog import describe_service
from plangraph.api.protocol import Operation, read_operation, with_base
from plangraph.api.replies import GRAPHS, RESULTS, Choice, by_accept, by_name, wants_page
from plangraph.api.service import Service, service_of
from plangraph.graph.answer import Answer
from plangraph.graph.questions import questions
from plangraph.ontology.errors import PlanGraphError

router = APIRouter(tags=["sparql"])
_SHOWN = 500  # rows of a result on the page; the formats give all
Reply = Callable[[Request, Service, Operation], Response]
_EXAMPLE = """SELECT ?task ?agency WHERE {
  ?t a pg:Task ; rdfs:label ?task ; pg:responsibleParty ?a .
  ?a skos:prefLabel ?agency . FILTER(LANG(?agency) = "zh")
} ORDER BY ?t LIMIT 20"""
_TEXT = {"type": "string"}
_OFFERS: dict[str, dict[str, Any]] = {offer.media_type: {} for offer in (*RESULTS, *GRAPHS)}
_PARAMETERS: list[dict[str, Any]] = [
    {"name": name, "in": "query", "description": text, "schema": schema}
    for name, text, schema in (
        ("query", "SELECT, ASK, CONSTRUCT or DESCRIBE", _TEXT),
        ("default-graph-uri", "Graphs to merge", {"type": "array", "items": _TEXT}),
        ("named-graph-uri", "Graphs for GRAPH", {"type": "array", "items": _TEXT}),
        ("format", "json xml csv tsv, or ttl nt jsonld rdfxml", _TEXT),
    )
]
_BODY = {"content": {"application/sparql-query": {"schema": _TEXT}}}
_RESPONSES: dict[int | str, dict[str, Any]] = {200: {"content": _OFFERS}}


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as the page shows it."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    total: int = 0
    graph: str = ""


@router.get("/sparql", responses=_RESPONSES, openapi_extra={"parameters": _PARAMETERS})
async def query_by_get(request: Request) -> Response:
    """Answers a query; without one, describes the endpoint (a form for browsers)."""
    return await _answer(request)


@router.get("/en/sparql", include_in_schema=False)
async def show_english_form(request: Request) -> Response:
    """The page with the form, in English."""
    service = service_of(request)
    operation = await read_operation(request, service.settings.max_query_bytes)
    return await run_in_threadpool(_page, request, service, operation)


@router.post("/sparql", responses=_RESPONSES, openapi_extra={"requestBody": _BODY})
async def query_by_post(request: Request) -> Response:
    """Answers a query sent as a form or as application/sparql-query."""
    return await _answer(request)


async def _answer(request: Request) -> Response:
    service = service_of(request)
    operation = await read_operation(request, service.settings.max_query_bytes)
    if wants_page(request.headers.get("accept")) and operation.format is None:
        return await run_in_threadpool(_page, request, service, operation)
    if not operation.query:
        return await describe_service(request, service, operation.format)
    settled = await run_in_threadpool(_settle, _run, request, service, operation)
    if isinstance(settled, PlanGraphError):
        raise settled
    return settled


def _settle(reply: Reply, *request: Any) -> Response | PlanGraphError:
    """What a reply gives, or why not, without its traceback.

    A traceback would keep the engine's answer alive, which only the thread that made it may drop.
    """
    try:
        return reply(*request)
    except PlanGraphError as error:
        return error.with_traceback(None)


def _run(request: Request, service: Service, operation: Operation) -> Response:
    answer = _ask(service, operation)
    choice = _choose(request, operation, answer)
    body = io.BytesIO()
    answer.write(body, choice.offer.name)
    headers = {"Vary": "Accept", "Content-Type": choice.content_type}
    return Response(body.getvalue(), headers=headers)


def _choose(request: Request, operation: Operation, answer: Answer) -> Choice:
    offers = GRAPHS if answer.shape == "graph" else RESULTS
    if operation.format:
        return by_name(operation.format, offers)
    return by_accept(request.headers.get("accept"), offers)


def _ask(service: Service, operation: Operation) -> Answer:
    """The answer over the dataset of the protocol, which wins over that of the query."""
    return service.store.query(
        with_base(operation.query, service.addresses.absolute("/sparql")),
        operation.bindings,
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
    )


def _page(request: Request, service: Service, operation: Operation) -> Response:
    problem, shown = None, None
    if operation.query:
        try:
            shown = _show(_ask(service, operation))
        except PlanGraphError as error:
            problem = error
    status = problem.status if problem else 200
    return service.site.page(
        request,
        "sparql.html",
        status=status,
        query=operation.query,
        shown=shown,
        problem=problem,
        formats=[offer.name for offer in (GRAPHS if shown and shown.graph else RESULTS)],
        questions=[question for question in questions().values() if question.competency],
        example=_EXAMPLE,
    )


def _show(answer: Answer) -> Shown:
    if answer.shape == "graph":
        return Shown(graph=answer.serialize("ttl").decode())
    if not answer.variables:
        return Shown(("ASK",), ((str(bool(answer)).lower(),),), 1)
    rows = answer.rows()
    cells = tuple(
        tuple("" if row[name] is None else str(row[name]) for name in answer.variables)
        for row in rows[:_SHOWN]
    )
    return Shown(answer.variables, cells, len(rows))
