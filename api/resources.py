"""The REST resources: lists with filters, and single things, each fact with its evidence."""

from collections.abc import Callable, Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from plangraph.api.items import read_measures, read_phases, read_targets, read_tasks
from plangraph.api.lists import (
    AgencyFilters,
    DutyFilters,
    Filters,
    Found,
    ItemFilters,
    PhaseFilters,
    find,
)
from plangraph.api.parts import Record
from plangraph.api.plans import read_plans, read_text
from plangraph.api.reader import Reader, known
from plangraph.api.records import (
    Agency,
    Measure,
    Page,
    Phase,
    Plan,
    Region,
    Target,
    Task,
)
from plangraph.api.replies import JSON, LISTS, by_accept, by_name
from plangraph.api.service import Served, Service
from plangraph.api.shared import read_agencies, read_agency, read_region, read_regions
from plangraph.api.tables import to_csv

router = APIRouter(prefix="/api")
Inferred = Annotated[bool, Query(description="Show what is inherited or inferred")]


@router.get("/plans", response_model=Page[Plan], tags=["plans"])
def list_plans(request: Request, service: Served, query: Annotated[Filters, Query()]) -> Response:
    """All plans, the newest first."""
    return _list(request, service, query, lambda reader, found: read_plans(reader, found.iris))


@router.get("/tasks", response_model=Page[Task], tags=["items"])
def list_tasks(
    request: Request, service: Served, query: Annotated[ItemFilters, Query()]
) -> Response:
    """Units that state work to do, in document order, with the agencies that have to do it."""
    return _list(request, service, query, lambda reader, found: read_tasks(reader, found.iris))


@router.get("/measures", response_model=Page[Measure], tags=["items"])
def list_measures(
    request: Request, service: Served, query: Annotated[ItemFilters, Query()]
) -> Response:
    """Sentences that say what will be done; ``agency`` and ``role`` ask for those of their task."""
    return _list(
        request,
        service,
        query,
        lambda reader, found: read_measures(reader, found.iris, inferred=query.inferred),
    )


@router.get("/targets", response_model=Page[Target], tags=["items"])
def list_targets(
    request: Request, service: Served, query: Annotated[ItemFilters, Query()]
) -> Response:
    """Figures that plans set as goals, with comparator, unit and deadline."""
    return _list(
        request,
        service,
        query,
        lambda reader, found: read_targets(reader, found.iris, inferred=query.inferred),
    )


@router.get("/phases", response_model=Page[Phase], tags=["items"])
def list_phases(
    request: Request, service: Served, query: Annotated[PhaseFilters, Query()]
) -> Response:
    """Dated stages with their steps; ``due_before`` asks for the last day, ``on`` for any."""
    return _list(
        request,
        service,
        query,
        lambda reader, found: read_phases(reader, found.iris, inferred=query.inferred),
    )


@router.get("/agencies", response_model=Page[Agency], tags=["shared"])
def list_agencies(
    request: Request, service: Served, query: Annotated[AgencyFilters, Query()]
) -> Response:
    """Bodies that plans name, those responsible for most tasks first."""
    return _list(
        request,
        service,
        query,
        lambda reader, found: read_agencies(reader, found.iris, found.numbers),
    )


@router.get("/regions", response_model=Page[Region], tags=["shared"])
def list_regions(
    request: Request, service: Served, query: Annotated[DutyFilters, Query()]
) -> Response:
    """Places that plans concern, those named most often first."""
    return _list(
        request,
        service,
        query,
        lambda reader, found: read_regions(reader, found.iris, found.numbers),
    )


@router.get("/{name}.csv", tags=["plans", "items", "shared"])
def list_as_csv(name: str, request: Request, service: Served) -> RedirectResponse:
    """Any of the lists as CSV, with the same filters."""
    query = urlencode([*request.query_params.multi_items(), ("format", "csv")])
    return RedirectResponse(service.addresses.absolute(f"/api/{name}") + f"?{query}", 307)


@router.get("/plans/{plan}", tags=["plans"])
def get_plan(plan: str, service: Served) -> Plan:
    """One plan: what header and notice say with their words, and how much it holds."""
    reader = service.reader()
    return read_plans(reader, [known(reader, f"plan/{plan}", "Plan")])[0]


@router.get(
    "/plans/{plan}/text",
    response_class=PlainTextResponse,
    tags=["plans"],
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def get_text(plan: str, service: Served) -> PlainTextResponse:
    """The stored text, unchanged; all offsets count its code points."""
    text = read_text(service.store, plan)
    return PlainTextResponse(text.encode(), media_type="text/plain; charset=utf-8")


@router.get("/tasks/{plan}/{position}", tags=["items"])
def get_task(plan: str, position: str, service: Served) -> Task:
    """One task with its agencies, measures, targets and regions."""
    reader = service.reader()
    return read_tasks(reader, [known(reader, f"plan/{plan}/task/{position}", "Task")])[0]


@router.get("/measures/{plan}/{position}", tags=["items"])
def get_measure(
    plan: str, position: str, service: Served, *, inferred: Inferred = False
) -> Measure:
    """One measure; with ``inferred`` who answers for it through its task."""
    reader = service.reader()
    iri = known(reader, f"plan/{plan}/measure/{position}", "Measure")
    return read_measures(reader, [iri], inferred=inferred)[0]


@router.get("/targets/{plan}/{position}", tags=["items"])
def get_target(plan: str, position: str, service: Served, *, inferred: Inferred = False) -> Target:
    """One target; with ``inferred`` the measures on its theme."""
    reader = service.reader()
    iri = known(reader, f"plan/{plan}/target/{position}", "Target")
    return read_targets(reader, [iri], inferred=inferred)[0]


@router.get("/phases/{plan}/{position}", tags=["items"])
def get_phase(plan: str, position: str, service: Served, *, inferred: Inferred = False) -> Phase:
    """One phase; with ``inferred`` the tasks that fall into it."""
    reader = service.reader()
    iri = known(reader, f"plan/{plan}/phase/{position}", "Phase")
    return read_phases(reader, [iri], inferred=inferred)[0]


@router.get("/agencies/{key:path}", tags=["shared"])
def get_agency(key: str, service: Served) -> Agency:
    """One agency with every duty that any plan states for it."""
    reader = service.reader()
    iri = known(reader, f"org/{key}", "Party")
    found = find(service.store, "agencies", DutyFilters(agency=iri))
    return read_agency(reader, iri, found.numbers)


@router.get("/regions/{key:path}", tags=["shared"])
def get_region(key: str, service: Served) -> Region:
    """One place with every passage that names it."""
    reader = service.reader()
    iri = known(reader, f"region/{key}", "Region")
    found = find(service.store, "regions", Filters(region=iri))
    return read_region(reader, iri, found.numbers)


def _list(
    request: Request,
    service: Service,
    query: Filters,
    read: Callable[[Reader, Found], Sequence[Record]],
) -> Response:
    """One part of a list in the format that the client asks for, with links to its neighbours."""
    choice = (
        by_name(query.format, LISTS)
        if query.format
        else by_accept(request.headers.get("accept"), LISTS)
    )
    name = request.url.path.rpartition("/")[2]
    found = find(service.store, name, query)
    part = Found(found.iris[query.offset : query.offset + query.limit], found.numbers)
    rows: list[Record] = [*read(service.reader(), part)]
    page = Page[Record](
        total=len(found.iris),
        limit=query.limit,
        offset=query.offset,
        items=rows,
        links=_links(service, name, query, len(found.iris)),
    )
    headers = {"Link": _link_header(page.links), "Vary": "Accept"}
    if choice.offer.name == "csv":
        return Response(to_csv(rows), headers=headers, media_type=choice.content_type)
    body = page.model_dump_json()
    return Response(body, headers=headers, media_type=JSON)


def _links(service: Service, name: str, query: Filters, total: int) -> dict[str, str]:
    asked = query.model_dump(mode="json", exclude_none=True, exclude_defaults=True)

    def link(**changed: str | int) -> str:
        return service.addresses.absolute(f"/api/{name}", **(asked | changed))

    links = {"self": link(), "csv": link(format="csv")}
    if query.offset + query.limit < total:
        links["next"] = link(offset=query.offset + query.limit)
    if query.offset > 0:
        links["prev"] = link(offset=max(0, query.offset - query.limit))
    return links


def _link_header(links: dict[str, str]) -> str:
    names = {"csv": 'alternate"; type="text/csv'}
    return ", ".join(f'<{url}>; rel="{names.get(name, name)}"' for name, url in links.items())
