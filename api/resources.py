"""The REST resources: lists with filters, and single things, each fact with its evidence."""

from typing import Annotated, Any, Final
from typing import Literal as OneOf
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from plangraph.api.items import read_measures, read_phases, read_targets, read_tasks
from plangraph.api.keys import AgencyKey, Place, PlanKey, RegionKey, known
from plangraph.api.listing import Listed, list_reply, thing_reply
from plangraph.api.lists import (
    AgencyFilters,
    DutyFilters,
    Filters,
    Found,
    InferredWish,
    ItemFilters,
    PhaseFilters,
    PlanFilters,
    Wish,
    find,
)
from plangraph.api.plans import read_plans, read_text
from plangraph.api.problems import Problem
from plangraph.api.records import Agency, Measure, Page, Phase, Plan, Region, Target, Task
from plangraph.api.replies import CSV, JSON_LD
from plangraph.api.service import Served, Service
from plangraph.api.shared import read_agencies, read_agency, read_region, read_regions

router = APIRouter(prefix="/api")
_FORMS: Final[dict[str, Any]] = {
    CSV: {"schema": {"type": "string"}},
    JSON_LD: {"schema": {"type": "object"}},
}
THING: Final[dict[int | str, dict[str, Any]]] = {200: {"content": _FORMS}}
LIST: Final[dict[int | str, dict[str, Any]]] = THING | {
    410: {"description": "The list has changed, and the cursor leads nowhere", "model": Problem}
}

PLANS: Final = Listed("plans", Plan, lambda reader, found, _: read_plans(reader, found.iris))
TASKS: Final = Listed(
    "tasks", Task, lambda reader, found, more: read_tasks(reader, found.iris, inferred=more)
)
MEASURES: Final = Listed(
    "measures",
    Measure,
    lambda reader, found, more: read_measures(reader, found.iris, inferred=more),
)
TARGETS: Final = Listed(
    "targets", Target, lambda reader, found, more: read_targets(reader, found.iris, inferred=more)
)
PHASES: Final = Listed(
    "phases", Phase, lambda reader, found, more: read_phases(reader, found.iris, inferred=more)
)
AGENCIES: Final = Listed(
    "agencies", Agency, lambda reader, found, _: read_agencies(reader, found.iris, found.numbers)
)
REGIONS: Final = Listed(
    "regions", Region, lambda reader, found, _: read_regions(reader, found.iris, found.numbers)
)

ListName = Annotated[
    OneOf["plans", "tasks", "measures", "targets", "phases", "agencies", "regions", "search"],
    Path(description="The list", examples=["tasks"]),
]


@router.get("/plans", response_model=Page[Plan], responses=LIST, tags=["plans"])
def list_plans(
    request: Request, service: Served, query: Annotated[PlanFilters, Query()]
) -> Response:
    """All plans, the newest first; ``agency`` asks for those that give it something to do."""
    return list_reply(request, service, query, PLANS)


@router.get("/tasks", response_model=Page[Task], responses=LIST, tags=["items"])
def list_tasks(
    request: Request, service: Served, query: Annotated[ItemFilters, Query()]
) -> Response:
    """Units that state work to do, in document order, with the agencies that have to do it."""
    return list_reply(request, service, query, TASKS)


@router.get("/measures", response_model=Page[Measure], responses=LIST, tags=["items"])
def list_measures(
    request: Request, service: Served, query: Annotated[ItemFilters, Query()]
) -> Response:
    """Sentences that say what will be done; ``agency`` and ``role`` ask for those of their task."""
    return list_reply(request, service, query, MEASURES)


@router.get("/targets", response_model=Page[Target], responses=LIST, tags=["items"])
def list_targets(
    request: Request, service: Served, query: Annotated[ItemFilters, Query()]
) -> Response:
    """Figures that plans set as goals, with comparator, unit and deadline."""
    return list_reply(request, service, query, TARGETS)


@router.get("/phases", response_model=Page[Phase], responses=LIST, tags=["items"])
def list_phases(
    request: Request, service: Served, query: Annotated[PhaseFilters, Query()]
) -> Response:
    """Dated stages with their steps; ``due_before`` asks for the last day, ``on`` for any."""
    return list_reply(request, service, query, PHASES)


@router.get("/agencies", response_model=Page[Agency], responses=LIST, tags=["shared"])
def list_agencies(
    request: Request, service: Served, query: Annotated[AgencyFilters, Query()]
) -> Response:
    """Bodies that plans name, those responsible for most tasks first."""
    return list_reply(request, service, query, AGENCIES)


@router.get("/regions", response_model=Page[Region], responses=LIST, tags=["shared"])
def list_regions(
    request: Request, service: Served, query: Annotated[DutyFilters, Query()]
) -> Response:
    """Places that plans concern, those named most often first."""
    return list_reply(request, service, query, REGIONS)


@router.get("/{name}.csv", status_code=307, response_class=RedirectResponse, tags=["lists"])
def list_as_csv(name: ListName, request: Request, service: Served) -> RedirectResponse:
    """Leads to a list as CSV, with the same filters."""
    given = [pair for pair in request.query_params.multi_items() if pair[0] != "format"]
    query = urlencode([*given, ("format", "csv")])
    return RedirectResponse(service.addresses.absolute(f"/api/{name}") + f"?{query}", 307)


@router.get("/plans/{plan}", response_model=Plan, responses=THING, tags=["plans"])
def get_plan(
    request: Request, plan: PlanKey, service: Served, query: Annotated[Wish, Query()]
) -> Response:
    """One plan: what header and notice say with their words, and how much it holds."""
    reader = service.reader()
    found = read_plans(reader, [known(reader, f"plan/{plan}", "Plan")])[0]
    return thing_reply(request, service, found, query.format)


@router.get("/plans/{plan}/text", response_class=PlainTextResponse, tags=["plans"])
def get_text(plan: PlanKey, service: Served) -> PlainTextResponse:
    """The stored text, unchanged; all offsets count its code points."""
    text = read_text(service.store, plan)
    return PlainTextResponse(text.encode(), media_type="text/plain; charset=utf-8")


@router.get("/tasks/{plan}/{position}", response_model=Task, responses=THING, tags=["items"])
def get_task(
    request: Request,
    place: Annotated[Place, Depends()],
    service: Served,
    query: Annotated[InferredWish, Query()],
) -> Response:
    """One task with its agencies, measures, targets and regions."""
    return _item(request, service, place, query, TASKS)


@router.get("/measures/{plan}/{position}", response_model=Measure, responses=THING, tags=["items"])
def get_measure(
    request: Request,
    place: Annotated[Place, Depends()],
    service: Served,
    query: Annotated[InferredWish, Query()],
) -> Response:
    """One measure; with ``inferred`` who answers for it through its task."""
    return _item(request, service, place, query, MEASURES)


@router.get("/targets/{plan}/{position}", response_model=Target, responses=THING, tags=["items"])
def get_target(
    request: Request,
    place: Annotated[Place, Depends()],
    service: Served,
    query: Annotated[InferredWish, Query()],
) -> Response:
    """One target; with ``inferred`` the measures on its theme."""
    return _item(request, service, place, query, TARGETS)


@router.get("/phases/{plan}/{position}", response_model=Phase, responses=THING, tags=["items"])
def get_phase(
    request: Request,
    place: Annotated[Place, Depends()],
    service: Served,
    query: Annotated[InferredWish, Query()],
) -> Response:
    """One phase; with ``inferred`` the tasks that fall into it."""
    return _item(request, service, place, query, PHASES)


@router.get("/agencies/{key:path}", response_model=Agency, responses=THING, tags=["shared"])
def get_agency(
    request: Request, key: AgencyKey, service: Served, query: Annotated[Wish, Query()]
) -> Response:
    """One agency with every duty that any plan states for it."""
    reader = service.reader()
    iri = known(reader, f"org/{key}", "Party")
    found = find(service.store, "agencies", DutyFilters(agency=iri))
    return thing_reply(request, service, read_agency(reader, iri, found.numbers), query.format)


@router.get("/regions/{key:path}", response_model=Region, responses=THING, tags=["shared"])
def get_region(
    request: Request, key: RegionKey, service: Served, query: Annotated[Wish, Query()]
) -> Response:
    """One place with every passage that names it."""
    reader = service.reader()
    iri = known(reader, f"region/{key}", "Region")
    found = find(service.store, "regions", Filters(region=iri))
    return thing_reply(request, service, read_region(reader, iri, found.numbers), query.format)


def _item(
    request: Request, service: Service, place: Place, query: InferredWish, listed: Listed[Any]
) -> Response:
    """One thing that stands in the text of a plan."""
    reader = service.reader()
    kind = listed.kind.__name__
    iri = known(reader, f"plan/{place.plan}/{kind.lower()}/{place.position}", kind)
    [found] = listed.read(reader, Found([iri], {}), query.inferred)
    return thing_reply(request, service, found, query.format)
