"""/graphs: single graphs, read by everybody and written with a token.

A graph is named by ``?graph=IRI`` or ``?default``, or is itself the address (below ``/graphs/``).
``?default`` is the store's own default graph, in which PlanGraph keeps nothing; queries see it
merged with all named ones.

Source: SPARQL 1.1 Graph Store HTTP Protocol.
"""

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from plangraph.api.access import REFUSALS, Writing
from plangraph.api.catalog import RESPONSES
from plangraph.api.description import NAMESPACES, VOID
from plangraph.api.description import graphs as described_graphs
from plangraph.api.graph_replies import graph_reply
from plangraph.api.protocol import collect
from plangraph.api.rdf_bodies import read_triples
from plangraph.api.replies import GRAPHS
from plangraph.api.service import Served, Service
from plangraph.api.update import LIMITS
from plangraph.graph.prefixes import PREFIXES
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError

router = APIRouter(tags=["writing"])
_ONE = "/graphs/{path:path}"
_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "graph",
        "in": "query",
        "description": "IRI of the graph",
        "example": "https://example.org/notes",
        "schema": {"type": "string", "format": "iri"},
    },
    {
        "name": "default",
        "in": "query",
        "description": "The store's own default graph",
        "allowEmptyValue": True,
        "example": "",
        "schema": {"type": "string"},
    },
]
_BODY = {"content": {offer.media_type: {"schema": {"type": "string"}} for offer in GRAPHS}}
_READ: dict[str, Any] = {"response_class": Response, "responses": RESPONSES}
_WRITE: dict[str, Any] = {
    "status_code": 204,
    "response_class": Response,
    "responses": {
        **REFUSALS,
        **LIMITS,
        201: {"description": "There was no such graph; now there is"},
    },
}
_NAMED = {"parameters": _PARAMETERS}
_BELOW = {
    "parameters": [
        {
            "name": "path",
            "in": "path",
            "required": True,
            "description": "The rest of the graph's name, which is the address",
            "example": "notes",
            "schema": {"type": "string"},
        }
    ]
}
_SENT = {"requestBody": _BODY}


@dataclass(frozen=True, slots=True)
class Named:
    """Which graph a request means.

    Attributes:
        graph: Its IRI; ``None`` for the default graph.
        all: Whether the request names no graph, and so means all of them.
    """

    graph: str | None = None
    all: bool = False


@router.get("/graphs", **_READ, openapi_extra=_NAMED)
@router.get(_ONE, **_READ, openapi_extra=_BELOW)
async def get_graph(request: Request, service: Served) -> Response:
    """Gives the triples of a graph; without a name, the list of graphs."""
    named = _named(request, service)
    if named.all:
        return await _list_graphs(request, service)
    return await run_in_threadpool(_read, request, service, named)


@router.put("/graphs", **_WRITE, openapi_extra=_NAMED | _SENT)
@router.put(_ONE, **_WRITE, openapi_extra=_BELOW | _SENT)
async def put_graph(request: Request, service: Served, _: Writing) -> Response:
    """Lets a graph hold what is sent and nothing else; needs a token for writing."""
    named = _one(_named(request, service))
    triples = await _sent(request, service, named)
    new = await run_in_threadpool(service.store.put_graph, named.graph, triples)
    return Response(status_code=201 if new else 204)


@router.post("/graphs", **_WRITE, openapi_extra=_NAMED | _SENT)
@router.post(_ONE, **_WRITE, openapi_extra=_BELOW | _SENT)
async def post_graph(request: Request, service: Served, _: Writing) -> Response:
    """Adds what is sent to a graph; without a name, to a new one, which Location tells."""
    named = _named(request, service)
    headers = {}
    if named.all:
        named = Named(service.addresses.absolute(f"/graphs/{secrets.token_hex(8)}"))
        headers = {"Location": str(named.graph)}
    triples = await _sent(request, service, named)
    new = await run_in_threadpool(service.store.post_graph, named.graph, triples)
    return Response(status_code=201 if new or headers else 204, headers=headers)


@router.delete("/graphs", **_WRITE, openapi_extra=_NAMED)
@router.delete(_ONE, **_WRITE, openapi_extra=_BELOW)
def delete_graph(request: Request, service: Served, _: Writing) -> None:
    """Takes all triples out of a graph; needs a token for writing."""
    named = _one(_named(request, service))
    service.store.delete_graph(named.graph)


def _read(request: Request, service: Service, named: Named) -> Response:
    lines = service.store.graph(named.graph)
    if lines is None:
        raise UnknownThingError(
            "The store holds no graph of this name.",
            where=named.graph or "",
            advice="GET /graphs lists those that it holds.",
        )
    triples = (quad.triple for quad in ox.parse(lines, ox.RdfFormat.N_TRIPLES))
    return graph_reply(request, triples, PREFIXES)


async def _list_graphs(request: Request, service: Service) -> Response:
    counted = await service.tally.of(service.store)
    triples = described_graphs(service.addresses.absolute(VOID), counted)
    return graph_reply(request, triples, NAMESPACES)


async def _sent(request: Request, service: Service, named: Named) -> bytes:
    """What the body holds, as N-Triples; relative IRIs are relative to the graph's own."""
    most = service.settings.max_graph_bytes
    refusal = HTTPException(413, f"The body is longer than {most} bytes. Send it in parts by POST.")
    body = await collect(request, most, refusal)
    kind = request.headers.get("content-type", "")
    base = named.graph or service.addresses.absolute("/graphs")
    return await run_in_threadpool(read_triples, body, kind, base)


def _one(named: Named) -> Named:
    if named.all:
        raise InvalidQueryError("The request names no graph.", where="graph", advice=_ADVICE)
    return named


_ADVICE = "Say ?graph=IRI or ?default, or take an address below /graphs/."


def _named(request: Request, service: Service) -> Named:
    """The graph of an address.

    Raises:
        InvalidQueryError: It names more than one, or one by an IRI that is none.
    """
    path = request.scope["raw_path"].decode("latin-1").removeprefix(request.scope["root_path"])
    below = path.removeprefix("/graphs").removeprefix("/")
    if below:
        return Named(_iri(service.addresses.absolute(f"/graphs/{below}")))
    names = [_parameter(part) for part in request.url.query.split("&") if part]
    given = [(name, value) for name, value in names if name in ("graph", "default")]
    if not given:
        return Named(all=True)
    (name, value), *more = given
    if more or (name == "default" and value):
        raise InvalidQueryError("The request names two graphs.", where=name, advice=_ADVICE)
    return Named() if name == "default" else Named(_iri(value))


def _parameter(part: str) -> tuple[str, str]:
    """Name and value, decoded once; a plus sign is one, since no IRI holds a blank."""
    name, _, value = part.partition("=")
    try:
        return unquote(name, errors="strict"), unquote(value, errors="strict")
    except UnicodeDecodeError:
        raise InvalidQueryError(
            "The parameters are not UTF-8.", where=name, advice="Percent-encode UTF-8."
        ) from None


def _iri(value: str) -> str:
    try:
        return ox.NamedNode(value).value
    except ValueError as problem:
        raise InvalidQueryError(
            f"The graph's name is no absolute IRI: {problem}.", where="graph", advice=_ADVICE
        ) from None
