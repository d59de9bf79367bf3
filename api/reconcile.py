"""The W3C Reconciliation Service API 0.2: OpenRefine matches a spreadsheet with the graph.

Source: https://reconciliation-api.github.io/specs/0.2/
"""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Annotated, Any, Final
from typing import Literal as OneOf

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, Field, TypeAdapter
from starlette.exceptions import HTTPException

from plangraph.api import matching
from plangraph.api.addresses import local_key, page_path
from plangraph.api.entities import (
    PROPERTIES,
    TYPES,
    as_cell,
    describe,
    read_entities,
    type_of,
    values_of,
)
from plangraph.api.forms import ADVICE, FORM, read_form, read_json
from plangraph.api.problems import Problem
from plangraph.api.service import Served, Service, service_of
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError

router = APIRouter(tags=["reconciliation"])
MOST_QUERIES: Final = 50
MOST_IDS: Final = 1000
_FRAMED: Final = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
_BATCH: Final = '{"q0": {"query": "昆明市科技局", "type": "Party"}}'
_EXTEND: Final = '{"ids": ["region/cn-530102"], "properties": [{"id": "code"}]}'
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "queries": {
                            "type": "string",
                            "description": "A batch of queries as JSON, by key",
                        },
                        "extend": {
                            "type": "string",
                            "description": "Ids and properties to fetch, as JSON",
                        },
                    },
                },
                "example": {"queries": _BATCH},
            }
        }
    }
}
_EXAMPLE: Final[dict[str, Any]] = {
    "q0": {
        "result": [
            {
                "id": "org/cn-530100/science-technology-0a1b2c",
                "name": "昆明市科学技术局",
                "description": "昆明市，Science and technology, Kunming，市科技局",
                "type": [{"id": "Party", "name": "部门 Agency"}],
                "score": 100,
                "match": True,
                "features": [{"id": "name_similarity", "value": 1}],
            }
        ]
    }
}
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"application/json": {"example": _EXAMPLE}}},
    413: {"description": "The form or the batch is too large", "model": Problem},
    415: {"description": "The body is no form", "model": Problem},
}


class Wish(BaseModel):
    """A property to fetch."""

    id: str


class Extension(BaseModel):
    """Entities and the properties to fetch of them."""

    ids: list[str] = Field(max_length=MOST_IDS)
    properties: list[Wish]


TypeId = Annotated[str | None, Query(description="Id of a type", examples=["Party"])]
_QUERIES = TypeAdapter(dict[str, matching.Query])


@router.get("/reconcile", response_class=JSONResponse, responses=_RESPONSES)
async def get_reconciliation(
    request: Request,
    queries: Annotated[
        str | None,
        Query(description="A batch of queries as JSON, by key", examples=[_BATCH]),
    ] = None,
    extend: Annotated[
        str | None,
        Query(description="Ids and properties to fetch, as JSON", examples=[_EXTEND]),
    ] = None,
) -> Response:
    """What the service can match; with ``queries`` or ``extend`` what a POST of it answers."""
    return await _answer(request, {"queries": queries, "extend": extend})


@router.post("/reconcile", response_class=JSONResponse, responses=_RESPONSES, openapi_extra=_BODY)
async def post_reconciliation(request: Request) -> Response:
    """Matches a batch of names with agencies and places, or fetches properties of those."""
    return await _answer(request, await read_form(request))


@router.get("/reconcile/suggest/{what}")
def suggest_for_reconciliation(
    service: Served,
    what: Annotated[OneOf["entity", "type", "property"], Path(description="What is looked for")],
    prefix: Annotated[str, Query(description="What is typed", examples=["市科"])] = "",
    cursor: Annotated[
        int, Query(ge=0, le=1000, description="Suggestions to leave out", examples=[0])
    ] = 0,
    type: TypeId = None,  # noqa: A002  (the specification calls it so)
) -> dict[str, Any]:
    """Entities, types or properties whose name or id begins with, or holds, what is typed."""
    typed = prefix.strip()
    if what == "entity":
        rows = _entities(service, typed, cursor, type) if typed else []
    else:
        named = TYPES if what == "type" else PROPERTIES
        pairs = [(one.id, one.name) for one in named.values()]
        rows = [
            {"id": key, "name": name}
            for key, name in pairs
            if typed.lower() in f"{key} {name}".lower()
        ][cursor:]
    return {"result": rows}


@router.get("/reconcile/properties")
def propose_properties(
    type: TypeId = None,  # noqa: A002  (the specification calls it so)
    limit: Annotated[int | None, Query(ge=1, description="Most properties", examples=[10])] = None,
) -> dict[str, Any]:
    """Properties that can be fetched for entities of a type."""
    wanted = type_of(type or "")
    rows = [
        {"id": one.id, "name": one.name}
        for one in PROPERTIES.values()
        if wanted is None or wanted.id in one.types
    ]
    told = {"type": type or "", "properties": rows[:limit]}
    return told | ({} if limit is None else {"limit": limit})


@router.get("/reconcile/preview", response_class=HTMLResponse)
def preview_for_reconciliation(
    request: Request,
    service: Served,
    id: Annotated[  # noqa: A002  (the specification calls it so)
        str,
        Query(description="Id of an agency or a place", examples=["region/cn-530102"]),
    ],
) -> Response:
    """A small page about an agency or a place, to be shown in a frame."""
    iri = iris.absolute(local_key(id))
    entity = read_entities(service, [iri], ("task_count",)).get(iri)
    if entity is None:
        raise UnknownThingError("There is no agency and no place with this id.", where=id)
    page = service.site.page(
        request,
        "preview.html",
        entity=entity,
        about=describe(entity),
        address=service.addresses.absolute(page_path(local_key(iri))),
    )
    page.headers["Content-Security-Policy"] = _FRAMED
    return page


async def _answer(request: Request, given: Mapping[str, str | None]) -> Response:
    service = service_of(request)
    if given.get("queries"):
        queries = read_json("queries", str(given["queries"]), _QUERIES)
        if len(queries) > MOST_QUERIES:
            raise HTTPException(413, f"A batch has at most {MOST_QUERIES} queries.")
        found = await run_in_threadpool(_match, service, queries)
    elif given.get("extend"):
        wanted = read_json("extend", str(given["extend"]), TypeAdapter(Extension))
        found = await run_in_threadpool(_extend, service, wanted)
    elif request.method == "GET":
        found = _manifest(service)
    else:
        raise InvalidQueryError(
            "The form has neither queries nor extend.", where="queries", advice=ADVICE
        )
    return JSONResponse(found)


def _match(service: Service, queries: dict[str, matching.Query]) -> dict[str, Any]:
    found = matching.match(service, queries)
    return {key: result.model_dump(mode="json") for key, result in found.items()}


def _extend(service: Service, wanted: Extension) -> dict[str, Any]:
    unknown = [one.id for one in wanted.properties if one.id not in PROPERTIES]
    if unknown:
        raise InvalidQueryError(
            f"There is no property {', '.join(unknown)}.",
            where="extend",
            advice=f"There are: {', '.join(PROPERTIES)}.",
        )
    asked = [PROPERTIES[one.id] for one in wanted.properties]
    by_id = {key: iris.absolute(local_key(key)) for key in dict.fromkeys(wanted.ids)}
    names = [one.id for one in asked]
    entities = read_entities(service, list(dict.fromkeys(by_id.values())), names)
    rows = {
        key: {
            one.id: [as_cell(value) for value in values_of(entities[iri], one)]
            if iri in entities
            else []
            for one in asked
        }
        for key, iri in by_id.items()
    }
    return {"meta": [_meta(one.id) for one in asked], "rows": rows}


def _meta(name: str) -> dict[str, Any]:
    known = PROPERTIES[name]
    told: dict[str, Any] = {"id": known.id, "name": known.name}
    if known.target is not None:
        told["type"] = {"id": known.target, "name": TYPES[known.target].name}
    return told


def _entities(service: Service, typed: str, cursor: int, kind: str | None) -> list[dict[str, Any]]:
    wanted = type_of(kind or "")
    kinds = frozenset({wanted.kind} if wanted else {one.kind for one in TYPES.values()})
    index = service.store.index()
    known = index.shared(iris.absolute(local_key(typed)))
    if known is not None and known.kind in kinds:
        return [_suggested(known.iri, known.label, known.kind, "")]
    found = index.suggest(typed, cursor + 10, kinds)[cursor:]
    return [
        _suggested(one.iri, one.label, one.kind, one.text if one.text != one.label else "")
        for one in found
    ]


def _suggested(iri: str, name: str, kind: str, description: str) -> dict[str, Any]:
    of_kind = next(one for one in TYPES.values() if one.kind == kind)
    told = {
        "id": local_key(iri),
        "name": name,
        "notable": [{"id": of_kind.id, "name": of_kind.name}],
    }
    return told | ({"description": description} if description else {})


def _manifest(service: Service) -> dict[str, Any]:
    url = service.addresses.absolute("/reconcile")
    return {
        "versions": ["0.2"],
        "name": "PlanGraph",
        "identifierSpace": iris.base(),
        "schemaSpace": iris.NS,
        "documentation": service.addresses.absolute("/docs"),
        "logo": service.addresses.absolute("/static/icon.svg"),
        "serviceVersion": version("plangraph"),
        "defaultTypes": [{"id": one.id, "name": one.name} for one in TYPES.values()],
        "view": {"url": service.addresses.absolute("/id/") + "{{id}}"},
        "preview": {"url": f"{url}/preview?id={{{{id}}}}", "width": 400, "height": 180},
        "suggest": {
            what: {"service_url": url, "service_path": f"/suggest/{what}"}
            for what in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {"service_url": url, "service_path": "/properties"}},
        "batchSize": MOST_QUERIES,
    }
