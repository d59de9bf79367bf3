"""The pages that people read: plans, things, the network; complete without JavaScript."""

from html import unescape
from importlib.metadata import version
from re import search
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from plangraph.api.home import read_home
from plangraph.api.lists import Filters, find
from plangraph.api.overview import read_overview
from plangraph.api.plans import read_plans
from plangraph.api.reader import Reader
from plangraph.api.reading import Asked, read_reading
from plangraph.api.service import Served, Service
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError
from plangraph.viz.page import network_html
from plangraph.viz.scene import responsibility_scene

router = APIRouter(include_in_schema=False)


@router.get("/")
@router.get("/en/")
def get_home(request: Request, service: Served) -> Response:
    """The search, questions, the newest plans; or how to add one."""

    def build() -> Response:
        return service.site.page(
            request,
            "home.html",
            shown=read_home(_reader(request, service)),
            version=version("plangraph"),
            generation=str(service.store.generation()),
        )

    return service.show(request, build)


@router.get("/en")
def get_english(service: Served) -> Response:
    """The English home page under its full address."""
    return RedirectResponse(service.addresses.absolute("/en/"), 308)


@router.get("/plan/{key}")
@router.get("/en/plan/{key}")
def get_plan(key: str, request: Request, service: Served) -> Response:
    """Everything about one plan on one page."""
    _require_plan(service, key)

    def build() -> Response:
        shown = read_overview(_reader(request, service), iris.absolute(f"plan/{key}"))
        return service.site.page(request, "plan.html", shown=shown)

    return service.show(request, build)


@router.get("/plan/{key}/text")
@router.get("/en/plan/{key}/text")
def get_text(
    key: str, request: Request, service: Served, asked: Annotated[Asked, Query()]
) -> Response:
    """The text of a plan with every fact marked in its place."""
    _require_plan(service, key)

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


@router.get("/network")
@router.get("/en/network")
def get_network(request: Request, service: Served, plan: str | None = None) -> Response:
    """The interactive network inside the site."""
    if plan is not None:
        _require_plan(service, plan)
    found = find(service.store, "plans", Filters()).iris
    plans = read_plans(_reader(request, service), found)
    return service.site.page(request, "network.html", plan=plan, plans=plans)


@router.get("/network/view")
@router.get("/en/network/view")
def get_network_view(request: Request, service: Served, plan: str | None = None) -> Response:
    """The interactive network as one self-contained file."""
    lang = service.lang(request)
    scene = responsibility_scene(
        service.store, plan, lang, link_base=service.addresses.identifier("")
    )
    html = network_html(scene, lang=lang)
    return HTMLResponse(html, headers={"Content-Security-Policy": _policy_of(html)})


def _policy_of(html: str) -> str:
    """The policy that the page itself names (the hashes of its scripts), and who may frame it."""
    found = search(r'http-equiv="Content-Security-Policy"\s+content="([^"]*)"', html)
    own = unescape(found[1]) if found else "default-src 'none'"
    return f"{own}; frame-ancestors 'self'"


def _reader(request: Request, service: Service) -> Reader:
    return service.reader(service.lang(request))


def _require_plan(service: Service, key: str) -> None:
    if key not in service.store.plan_keys():
        raise UnknownThingError(
            "The store does not hold this plan.", where=key, advice="The home page lists the plans."
        )
