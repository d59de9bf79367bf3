"""Views of plans inside pages of others: a page without anything around it, and its files.

A page that names its version never changes when the plan does: it is drawn from the version that
the store kept.
"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from markupsafe import Markup

from plangraph.api.embed_figures import Drawn, draw, inside, look_of
from plangraph.api.embed_frames import framed
from plangraph.api.embed_wish import LATEST, OFFERED, TRIPLES, Embed, EmbedWish, read_name
from plangraph.api.oembed import discovery
from plangraph.api.pictures import TYPES, picture_reply
from plangraph.api.pinned import version_of
from plangraph.api.problems import Problem, from_error
from plangraph.api.service import Served, Service
from plangraph.api.site import STATIC
from plangraph.ontology.errors import PlanGraphError
from plangraph.viz.figure_triples import turtle_bytes
from plangraph.viz.files import figure_bytes
from plangraph.viz.policy import source_hash
from plangraph.viz.styles import figure_css
from plangraph.viz.svg import figure_svg

router = APIRouter(include_in_schema=False)
_WRITTEN: Final = {
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    TRIPLES: "text/turtle; charset=utf-8",
}
_SAVED: Final = (".docx", ".csv", TRIPLES, ".html")  # a browser saves them and shows the others
_BOX: Final = re.compile(r'<a (class="pg-node" [^>]*href="(?!#))')


@router.get("/embed/{view}/{name}")
@router.get("/en/embed/{view}/{name}")
async def get_embed(
    view: str,
    name: str,
    request: Request,
    service: Served,
    wish: Annotated[EmbedWish, Query()],
) -> Response:
    """The view as a page to be framed, or as the file that its ending names."""
    embed, ending = read_name(view, name, service.lang(request), wish)
    if not ending:
        return await run_in_threadpool(_page, request, service, embed)
    drawn = await run_in_threadpool(draw, service, embed)
    if ending in TYPES:
        look = look_of(service, embed)
        reply = await picture_reply(request, service, drawn.figure, ending, look)
        reply.headers.update(framed(service.settings))
    else:
        reply = await run_in_threadpool(_file, service, embed, drawn, ending)
    way = "attachment" if ending in _SAVED else "inline"
    reply.headers["Content-Disposition"] = f'{way}; filename="{drawn.saved}{ending}"'
    return reply


def _file(service: Service, embed: Embed, drawn: Drawn, ending: str) -> Response:
    if ending == TRIPLES:
        store, _ = version_of(service, embed.plan, drawn.version)
        body = turtle_bytes(store, embed.plan, drawn.figure)
    else:
        body = figure_bytes(drawn.figure, Path(f"view{ending}"), look_of(service, embed))
    headers = framed(service.settings, styles=source_hash(figure_css()))
    return Response(body, media_type=_WRITTEN[ending], headers=headers)


def _page(request: Request, service: Service, embed: Embed) -> Response:
    try:
        drawn = draw(service, embed)
    except PlanGraphError as error:
        return _refusal(request, service, from_error(error))
    at, style = service.addresses.absolute, _style()
    drawing = figure_svg(drawn.figure, inside(look_of(service, embed)))
    svg = _BOX.sub(r'<a target="_blank" rel="noopener" \1', drawing)
    page = service.site.page(
        request,
        "embed_view.html",
        figure=drawn.figure,
        svg=Markup(svg),  # noqa: S704  (the writer of pictures escapes every text)
        style=Markup(style),  # noqa: S704  (our own files)
        theme=embed.wish.theme,
        version=drawn.version,
        pinned=embed.wish.v not in ("", LATEST),
        discovery=discovery(service, at(embed.path())),
        files={ending[1:]: at(embed.path(ending)) for ending in OFFERED},
        newest=at(embed.path(v=LATEST)),
        full=at(f"{'/en' if embed.lang == 'en' else ''}/plan/{embed.plan}"),
    )
    return _framed(service, page)


def _refusal(request: Request, service: Service, problem: Problem) -> Response:
    page = service.site.page(
        request,
        "embed_refusal.html",
        status=problem.status,
        problem=problem,
        style=Markup(_style()),  # noqa: S704  (our own files)
    )
    return _framed(service, page)


def _framed(service: Service, page: Response) -> Response:
    script = f"{service.settings.url}/static/embed-frame.js"
    page.headers.update(framed(service.settings, styles=source_hash(_style()), scripts=script))
    return page


@cache
def _style() -> str:
    around = files("plangraph.viz").joinpath("templates/figure.css").read_text("utf-8")
    return around + figure_css() + STATIC.joinpath("embed.css").read_text("utf-8")
