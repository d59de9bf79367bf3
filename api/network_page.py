"""Who works with whom on what: the map, the matrix, partners, the interactive network, the table.

All of what is shown stands in the address, so that a link shows the same.
"""

import base64
import hashlib
import re
from html import escape, unescape
from typing import Annotated, Any, Final
from typing import Literal as OneOf
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from plangraph.api.lists import Filters, find
from plangraph.api.network_told import offered, told
from plangraph.api.network_words import Standing, standings
from plangraph.api.pages import require_plan
from plangraph.api.plans import read_plans
from plangraph.api.service import Served, Service
from plangraph.ontology.errors import PlanGraphError
from plangraph.viz.choice import ROLES, Choice
from plangraph.viz.scene import chosen_scene
from plangraph.viz.shapes import Figure
from plangraph.viz.styles import figure_css
from plangraph.viz.svg import Look, figure_svg
from plangraph.viz.views import Asked, figure_of

router = APIRouter(include_in_schema=False)
TABS: Final = ("map", "matrix", "shared", "graph", "table")
_DRAWN: Final = {"map": "map", "matrix": "matrix", "shared": "network", "table": "map"}
_OFFERED: Final = 200  # plans in the list to choose from
_FEW: Final = 20  # plans whose phases, places and functions are offered without choosing one
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Wish(BaseModel):
    """What of the network somebody wants to see."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    view: OneOf["map", "matrix", "shared", "graph", "table"] = "map"
    plan: str = ""
    """Key of a plan; all plans without one."""
    q: str = ""
    """Words of the names of agencies."""
    role: str = ""
    function: str = ""
    phase: str = ""
    region: str = ""
    hide: bool = False
    """Leave out agencies that are in every task."""
    focus: str = ""
    """Key of the task, agency or group that is told of; of a large network it is drawn alone."""

    def choice(self) -> Choice:
        """The filter of the picture."""
        return Choice(
            roles=(self.role,) if self.role in ROLES else (),
            agencies=(self.q.strip(),) if self.q.strip() else (),
            functions=(self.function.strip(),) if self.function.strip() else (),
            phase=self.phase.strip(),
            region=self.region.strip(),
            hide_everywhere=self.hide,
        )

    def query(self, **changed: Any) -> str:
        """The address of the same wish with changes."""
        asked = self.model_dump(exclude_defaults=True) | changed
        asked = {name: 1 if value is True else value for name, value in asked.items()}
        return urlencode({name: value for name, value in asked.items() if value})


Wished = Annotated[Wish, Query()]


@router.get("/network")
@router.get("/en/network")
def get_network(request: Request, service: Served, wish: Wished) -> Response:
    """The network with its tabs and filters."""
    if wish.plan:
        require_plan(service, wish.plan)
    return service.show(request, lambda: _page(request, service, wish))


@router.get("/network/view")
@router.get("/en/network/view")
def get_network_view(request: Request, service: Served, wish: Wished) -> Response:
    """The interactive network as one self-contained file."""
    lang = service.lang(request)
    links = service.addresses.identifier("")
    plan, choice = wish.plan or None, wish.choice()
    scene = chosen_scene(service.store, plan, lang, choice, link_base=links)
    from plangraph.viz.page import network_html  # noqa: PLC0415  (pyvis takes a second)

    html = network_html(scene, lang=lang)
    return HTMLResponse(html, headers={"Content-Security-Policy": _policy_of(html)})


@router.get("/network/figure.svg")
@router.get("/en/network/figure.svg")
def get_figure(request: Request, service: Served, wish: Wished) -> Response:
    """The picture as a file of its own."""
    figure = figure_of(service.store, _asked(wish, service.lang(request)))
    svg = figure_svg(figure, Look(link=service.addresses.identifier))
    hashes = " ".join(f"'sha256-{_sha256(style)}'" for style in _STYLE.findall(svg))
    policy = f"default-src 'none'; style-src 'self' {hashes}; frame-ancestors 'none'"
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})


@router.get("/figures.css")
def get_figure_css() -> Response:
    """The colours of the pictures inside pages."""
    return Response(figure_css(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def _page(request: Request, service: Service, wish: Wish) -> Response:
    lang = service.lang(request)
    found = find(service.store, "plans", Filters()).iris[:_OFFERED]
    plans = read_plans(service.reader(lang), found)
    scene, figure, problem = None, None, None
    if found:
        try:
            scene = chosen_scene(service.store, wish.plan or None, lang, wish.choice())
            figure = _figure(service, wish, lang)
        except PlanGraphError as error:
            problem = error.where
    home = service.site.home(request)
    shared = figure if wish.view == "shared" else None
    return service.site.page(
        request,
        "network.html",
        wish=wish,
        tabs=TABS,
        roles=ROLES,
        plans=plans,
        figure=figure,
        svg=_drawn(figure, wish, home) if figure else "",
        told=told(scene, wish.focus) if scene else None,
        standings=_standings(service, wish) if shared else [],
        problem=problem,
        offered=offered(service.store, wish.plan) if len(found) <= _FEW or wish.plan else {},
    )


def _figure(service: Service, wish: Wish, lang: str) -> Figure | None:
    return figure_of(service.store, _asked(wish, lang)) if wish.view in _DRAWN else None


def _asked(wish: Wish, lang: str) -> Asked:
    party = wish.focus if wish.view == "shared" and wish.focus.startswith("org/") else ""
    view = _DRAWN.get(wish.view, "map")
    around = wish.focus if view != "network" else ""
    return Asked(view, wish.plan or None, lang, wish.choice(), party, around)


def _standings(service: Service, wish: Wish) -> list[Standing]:
    return standings(service.store, [wish.plan] if wish.plan else None)


def _drawn(figure: Figure, wish: Wish, home: str) -> Markup:
    """The picture for the page; what is chosen stays marked without a script."""

    def link(key: str) -> str:
        return f"{home}/network?{wish.query(focus=key)}#told"

    look = Look(link=link, groups=True, title=False, citation=False, style=False, prefix=wish.view)
    svg = figure_svg(figure, look)
    chosen = f'data-key="{escape(wish.focus)}"'
    if wish.focus:
        svg = svg.replace(chosen, f'{chosen} aria-current="true"')
    return Markup(svg)  # noqa: S704  (the writer of pictures escapes every text)


def _policy_of(html: str) -> str:
    """The policy that the page itself names (the hashes of its scripts), and who may frame it."""
    found = re.search(r'http-equiv="Content-Security-Policy"\s+content="([^"]*)"', html)
    own = unescape(found[1]) if found else "default-src 'none'"
    return f"{own}; frame-ancestors 'self'"


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
