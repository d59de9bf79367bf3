"""Who works with whom on what: the map, the matrix, partners, the interactive network, the table.

All of what is shown stands in the address, so that a link shows the same.
"""

import base64
import hashlib
import re
from dataclasses import replace
from html import escape, unescape
from typing import Annotated, Final, NoReturn

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from plangraph.api.network_scope import scope_of
from plangraph.api.network_shown import Shown, read_shown
from plangraph.api.network_told import offered, told
from plangraph.api.network_wish import TABS, Wish
from plangraph.api.offered import offered_plans
from plangraph.api.pages import require_plan
from plangraph.api.service import Served, Service
from plangraph.ontology.errors import InvalidQueryError, PlanGraphError
from plangraph.viz.choice import ROLES
from plangraph.viz.shapes import Figure
from plangraph.viz.styles import figure_css
from plangraph.viz.svg import Look, figure_svg

router = APIRouter(include_in_schema=False)
_FEW: Final = 20  # plans whose phases, places and functions are offered without choosing one
ROWS: Final = 1000  # of the table below a picture; the CSV has all
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


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
    scene = scope_of(service.store, wish).scene(service.store, wish, lang)
    if scene is None:
        _refuse(wish)
    links = service.addresses.identifier("")
    linked = tuple(replace(node, href=links + node.id) for node in scene.nodes)
    from plangraph.viz.page import network_html  # noqa: PLC0415  (pyvis takes a second)

    html = network_html(replace(scene, nodes=linked), lang=lang)
    return HTMLResponse(html, headers={"Content-Security-Policy": _policy_of(html)})


@router.get("/network/figure.svg")
@router.get("/en/network/figure.svg")
def get_figure(request: Request, service: Served, wish: Wished) -> Response:
    """The picture as a file of its own."""
    figure = read_shown(service, wish, service.lang(request)).figure
    if figure is None:
        _refuse(wish)
    svg = figure_svg(figure, Look(link=service.addresses.identifier))
    hashes = " ".join(f"'sha256-{_sha256(style)}'" for style in _STYLE.findall(svg))
    policy = f"default-src 'none'; style-src 'self' {hashes}; frame-ancestors 'none'"
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})


@router.get("/figures.css")
def get_figure_css() -> Response:
    """The colours of the pictures inside pages."""
    return Response(figure_css(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def _page(request: Request, service: Service, wish: Wish) -> Response:
    listed = offered_plans(service, wish.plan)
    shown = Shown()
    if listed.total:
        try:
            shown = read_shown(service, wish, service.lang(request))
        except PlanGraphError as error:
            shown = Shown(problem=error.where)
    home = service.site.home(request)
    few = listed.total <= _FEW or wish.plan
    return service.site.page(
        request,
        "network.html",
        wish=wish,
        tabs=TABS,
        roles=ROLES,
        listed=listed,
        shown=shown,
        figure=shown.figure,
        rows=ROWS,
        svg=_drawn(shown.figure, wish, home) if shown.figure else "",
        told=told(shown.scene, wish.focus) if shown.scene else None,
        offered=offered(service.store, wish.plan) if few else {},
    )


def _refuse(wish: Wish) -> NoReturn:
    raise InvalidQueryError(
        "All plans together are too many for one picture.",
        where=wish.query(),
        advice="Name one: plan=KEY, or focus=KEY of an agency; /network shows both.",
    )


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
