"""The pages that people read: plans, things, the network; complete without JavaScript."""

from html import unescape
from re import search

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from plangraph.api.lists import Filters, find
from plangraph.api.overview import read_overview
from plangraph.api.plans import read_plans
from plangraph.api.reader import Reader
from plangraph.api.service import Served, Service
from plangraph.api.site import language
from plangraph.api.thing_page import read_thing_page
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError
from plangraph.viz.scene import responsibility_scene

router = APIRouter(include_in_schema=False)


@router.get("/")
@router.get("/en/")
def get_home(request: Request, service: Served) -> Response:
    """The plan, or all plans where there are several, or how to add one."""
    found = find(service.store, "plans", Filters()).iris
    reader = _reader(request, service)
    if len(found) == 1:
        return _plan_page(request, service, reader, found[0])
    return service.site.page(request, "home.html", plans=read_plans(reader, found))


@router.get("/en")
def get_english(service: Served) -> Response:
    """The English home page under its full address."""
    return RedirectResponse(service.addresses.absolute("/en/"), 308)


@router.get("/plan/{key}")
@router.get("/en/plan/{key}")
def get_plan(key: str, request: Request, service: Served) -> Response:
    """Everything about one plan on one page."""
    _require_plan(service, key)
    reader = _reader(request, service)
    return _plan_page(request, service, reader, iris.absolute(f"plan/{key}"))


@router.get("/thing/{key:path}")
@router.get("/en/thing/{key:path}")
def get_thing(key: str, request: Request, service: Served) -> Response:
    """What the store says of an agency, a place or anything else that several plans share."""
    shown = read_thing_page(_reader(request, service), key)
    return service.site.page(request, "thing.html", shown=shown)


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
    lang = _lang(request, service)
    scene = responsibility_scene(
        service.store, plan, lang, link_base=service.addresses.identifier("")
    )
    from plangraph.viz.page import network_html  # noqa: PLC0415  (pyvis takes a second)

    html = network_html(scene, lang=lang)
    return HTMLResponse(html, headers={"Content-Security-Policy": _policy_of(html)})


def _plan_page(request: Request, service: Service, reader: Reader, iri: str) -> Response:
    return service.site.page(request, "plan.html", shown=read_overview(reader, iri))


def _policy_of(html: str) -> str:
    """The policy that the page itself names (the hashes of its scripts), and who may frame it."""
    found = search(r'http-equiv="Content-Security-Policy"\s+content="([^"]*)"', html)
    own = unescape(found[1]) if found else "default-src 'none'"
    return f"{own}; frame-ancestors 'self'"


def _reader(request: Request, service: Service) -> Reader:
    return service.reader(_lang(request, service))


def _lang(request: Request, service: Service) -> str:
    return language(request.url.path.removeprefix(service.site.root))


def _require_plan(service: Service, key: str) -> None:
    if key not in service.store.plan_keys():
        raise UnknownThingError(
            "The store does not hold this plan.", where=key, advice="The home page lists the plans."
        )
