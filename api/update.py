"""/update: a SPARQL update to a changed store, for whoever has a token for writing."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from plangraph.api.access import REFUSALS, Writing
from plangraph.api.problems import Problem
from plangraph.api.protocol import FORM, UPDATE, read_update, with_base
from plangraph.api.service import Served

router = APIRouter(tags=["writing"])
_IRIS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_GRAPHS = ["https://example.org/notes"]
_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "using-graph-uri",
        "in": "query",
        "description": "Graphs to merge",
        "schema": _IRIS,
        "example": _GRAPHS,
    },
    {
        "name": "using-named-graph-uri",
        "in": "query",
        "description": "Graphs for GRAPH",
        "schema": _IRIS,
        "example": _GRAPHS,
    },
]
_FIELDS = {"type": "object", "required": ["update"], "properties": {"update": {"type": "string"}}}
_BODY = {
    "required": True,
    "content": {UPDATE: {"schema": {"type": "string"}}, FORM: {"schema": _FIELDS}},
}
LIMITS: dict[int | str, dict[str, Any]] = {
    413: {"description": "The body is too long", "model": Problem},
    415: {"description": "A body of a type that is not read", "model": Problem},
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    **REFUSALS,
    **LIMITS,
    504: {"description": "The update took too long; nothing was changed", "model": Problem},
    507: {"description": "The update took too much memory; nothing was changed", "model": Problem},
}


@router.post(
    "/update",
    status_code=204,
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"requestBody": _BODY, "parameters": _PARAMETERS},
)
async def run_update(request: Request, service: Served, _: Writing) -> None:
    """Carries out a SPARQL update, all of it or nothing; needs a token for writing."""
    asked = await read_update(request, service.settings.max_update_bytes)
    await run_in_threadpool(
        service.store.update,
        with_base(asked.update, service.addresses.absolute("/update")),
        using_graphs=asked.using_graphs,
        using_named_graphs=asked.using_named_graphs,
    )
