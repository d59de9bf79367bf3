"""The pages of single things: tasks, measures, targets, phases, agencies, places, the rest."""

from collections.abc import Callable
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from plangraph.api.addresses import page_path
from plangraph.api.beside import (
    MOST,
    Part,
    beside,
    inherited_measures,
    partners,
    same_indicator,
)
from plangraph.api.items import read_measures, read_phases, read_targets, read_tasks
from plangraph.api.keys import known
from plangraph.api.lists import DutyFilters, Filters, find
from plangraph.api.plans import read_plans
from plangraph.api.reader import Reader
from plangraph.api.service import Served, Service
from plangraph.api.shared import read_agency, read_region
from plangraph.api.thing_page import PASSAGES, read_thing_page
from plangraph.ontology import iris

router = APIRouter(include_in_schema=False)
Inferred = Annotated[bool, Query()]
Content = dict[str, Any]


class Wish(BaseModel):
    """What a page shows beyond the first rows of what is stated."""

    inferred: bool = False
    every: bool = Field(default=False, alias="all")

    def most(self, usual: int) -> int | None:
        """How many rows of a list are shown; ``None`` shows all."""
        return None if self.every else usual


Wished = Annotated[Wish, Query()]


@router.get("/task/{plan}/{position}")
@router.get("/en/task/{plan}/{position}")
def get_task(plan: str, position: str, request: Request, service: Served) -> Response:
    """What must be done, by whom, by when, and the words that say so."""

    def read(reader: Reader) -> Content:
        iri = known(reader, f"plan/{plan}/task/{position}", "Task")
        task = read_tasks(reader, [iri])[0]
        return {
            "task": task,
            "measures": read_measures(reader, [one.id for one in task.measures]),
            "targets": read_targets(reader, [one.id for one in task.targets]),
            "beside": beside(reader, "tasks", plan, iri),
            "plan": read_plans(reader, [task.plan.id])[0],
        }

    return _show(request, service, "task.html", read)


@router.get("/measure/{plan}/{position}")
@router.get("/en/measure/{plan}/{position}")
def get_measure(
    plan: str, position: str, request: Request, service: Served, *, inferred: Inferred = False
) -> Response:
    """One sentence that says what will be done; on request with whom it inherits."""

    def read(reader: Reader) -> Content:
        iri = known(reader, f"plan/{plan}/measure/{position}", "Measure")
        measure = read_measures(reader, [iri], inferred=inferred)[0]
        return {
            "measure": measure,
            "inferred": inferred,
            "beside": beside(reader, "measures", plan, iri),
            "plan": read_plans(reader, [measure.plan.id])[0],
        }

    return _show(request, service, "measure.html", read)


@router.get("/target/{plan}/{position}")
@router.get("/en/target/{plan}/{position}")
def get_target(
    plan: str, position: str, request: Request, service: Served, wish: Wished
) -> Response:
    """A figure that is a goal, with the same indicator elsewhere."""

    def read(reader: Reader) -> Content:
        iri = known(reader, f"plan/{plan}/target/{position}", "Target")
        target = read_targets(reader, [iri], inferred=wish.inferred)[0]
        return {
            "target": target,
            "inferred": wish.inferred,
            "others": same_indicator(reader, target, wish.most(MOST)),
            "beside": beside(reader, "targets", plan, iri),
            "plan": read_plans(reader, [target.plan.id])[0],
        }

    return _show(request, service, "target.html", read)


@router.get("/phase/{plan}/{position}")
@router.get("/en/phase/{plan}/{position}")
def get_phase(
    plan: str, position: str, request: Request, service: Served, *, inferred: Inferred = False
) -> Response:
    """A stage with its steps; on request with the tasks that fall into it."""

    def read(reader: Reader) -> Content:
        iri = known(reader, f"plan/{plan}/phase/{position}", "Phase")
        phase = read_phases(reader, [iri], inferred=inferred)[0]
        return {
            "phase": phase,
            "inferred": inferred,
            "beside": beside(reader, "phases", plan, iri),
            "plan": read_plans(reader, [phase.plan.id])[0],
        }

    return _show(request, service, "phase.html", read)


@router.get("/agency/{key:path}")
@router.get("/en/agency/{key:path}")
def get_agency(key: str, request: Request, service: Served, wish: Wished) -> Response:
    """Everything that one body has to do, plan by plan, and with whom."""

    def read(reader: Reader) -> Content:
        iri, most = iris.absolute(f"org/{key}"), wish.most(MOST)
        found = find(reader.store, "agencies", DutyFilters(agency=iri))
        agency = read_agency(reader, iri, found.numbers)
        by_plan = groupby(agency.duties or (), key=lambda duty: duty.plan)
        return {
            "agency": agency,
            "inferred": wish.inferred,
            "plans": [(plan, list(duties)) for plan, duties in by_plan],
            "partners": partners(reader, iri, most),
            "measures": inherited_measures(reader, iri, most) if wish.inferred else Part([], 0),
        }

    return _show_shared(request, service, ("Party", f"org/{key}"), "agency.html", read)


@router.get("/region/{key:path}")
@router.get("/en/region/{key:path}")
def get_region(key: str, request: Request, service: Served) -> Response:
    """Where a place is named, and what for."""

    def read(reader: Reader) -> Content:
        iri = iris.absolute(f"region/{key}")
        found = find(reader.store, "regions", Filters(region=iri))
        region = read_region(reader, iri, found.numbers)
        mentions = region.mentions or []
        plans = _plans_of(reader, [mention.item.id for mention in mentions])
        return {
            "region": region,
            "mentions": [(plans[mention.item.id], mention) for mention in mentions],
        }

    return _show_shared(request, service, ("Region", f"region/{key}"), "region.html", read)


@router.get("/thing/{key:path}")
@router.get("/en/thing/{key:path}")
def get_thing(key: str, request: Request, service: Served, wish: Wished) -> Response:
    """What the store says of anything else that several plans share."""
    if key.startswith(("org/", "region/")):
        read_thing_page(service.reader(), key)
        return RedirectResponse(f"{service.site.home(request)}{page_path(key)}", 308)
    return _show(
        request,
        service,
        "thing.html",
        lambda reader: {"shown": read_thing_page(reader, key, wish.most(PASSAGES))},
    )


def _show_shared(
    request: Request,
    service: Service,
    what: tuple[str, str],
    template: str,
    read: Callable[[Reader], Content],
) -> Response:
    """The page of a class's member; a thing of another class has the page of any thing."""
    kind, key = what

    def build() -> Response:
        reader = service.reader(service.lang(request))
        about = read_thing_page(reader, key)
        if not reader.things[iris.absolute(key)].is_a(kind):
            return service.site.page(request, "thing.html", shown=about)
        return service.site.page(request, template, about=about, **read(reader))

    return service.show(request, build)


def _show(
    request: Request, service: Service, template: str, read: Callable[[Reader], Content]
) -> Response:
    def build() -> Response:
        reader = service.reader(service.lang(request))
        return service.site.page(request, template, **read(reader))

    return service.show(request, build)


def _plans_of(reader: Reader, items: list[str]) -> dict[str, Any]:
    """The plan of each item, by the item's IRI."""
    reader.things.load(items, "inPlan")
    return {iri: reader.plan_of(reader.things[iri]) for iri in items}
