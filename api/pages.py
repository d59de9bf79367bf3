"""The first page, the page of a plan, the page of its text; complete without JavaScript."""

from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from plangraph.api.home import Home, read_home
from plangraph.api.listing import all_plans
from plangraph.api.overview import read_overview
from plangraph.api.plan_parts import ALL, MOST
from plangraph.api.plan_questions import questions_about
from plangraph.api.plans import read_plans
from plangraph.api.reader import Reader
from plangraph.api.service import Served, Service
from plangraph.api.text_page import Asked, read_reading
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError

router = APIRouter(include_in_schema=False)
Every = Annotated[bool, Query(alias="all")]


@router.get("/")
@router.get("/en/")
def get_home(request: Request, service: Served) -> Response:
    """The search, questions, the newest plans; or how to add one."""

    def build() -> Response:
        return service.site.page(
            request,
            "home.html",
            shown=kept_home(service, service.lang(request)),
            version=version("plangraph"),
            generation=str(service.store.generation()),
        )

    return service.show(request, build)


def kept_home(service: Service, lang: str) -> Home:
    """What the first page shows, read once in a state of the store."""

    def read() -> tuple[Home, int]:
        return read_home(service.reader(lang), all_plans(service)), 1

    return service.memory.homes.once(service.store.generation, lang, read)


@router.get("/en")
def get_english(service: Served) -> Response:
    """The English home page under its full address."""
    return RedirectResponse(service.addresses.absolute("/en/"), 308)


@router.get("/plan/{key}")
@router.get("/en/plan/{key}")
def get_plan(key: str, request: Request, service: Served, *, every: Every = False) -> Response:
    """Everything about one plan on one page; of a long plan the first of each kind, or more."""
    require_plan(service, key)

    def build() -> Response:
        most = None if every else MOST
        shown = read_overview(_reader(request, service), iris.absolute(f"plan/{key}"), most)
        questions = questions_about(shown)
        return service.site.page(request, "plan.html", shown=shown, questions=questions, most=ALL)

    return service.show(request, build)


@router.get("/plan/{key}/text")
@router.get("/en/plan/{key}/text")
def get_text(
    key: str, request: Request, service: Served, asked: Annotated[Asked, Query()]
) -> Response:
    """The text of a plan with every fact marked in its place."""
    require_plan(service, key)

    def build() -> Response:
        reader = _reader(request, service)
        return service.site.page(
            request,
            "reader.html",
            plan=read_plans(reader, [iris.absolute(f"plan/{key}")])[0],
            shown=read_reading(reader, key, asked),
            hidden=asked.hide.split(","),
        )

    return service.show(request, build)


def _reader(request: Request, service: Service) -> Reader:
    return service.reader(service.lang(request))


def require_plan(service: Service, key: str) -> None:
    """Lets pass who asks for a plan that the store holds.

    Raises:
        UnknownThingError: It does not.
    """
    if key not in service.store.plan_keys():
        raise UnknownThingError(
            "The store does not hold this plan.", where=key, advice="The home page lists the plans."
        )
