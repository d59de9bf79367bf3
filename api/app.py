"""All wiring of the service: settings and a store to an ASGI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from typing import Any

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from plangraph.api import (
    adjacent,
    browse,
    catalog,
    embed_builder,
    embeds,
    graphs,
    identifiers,
    info_pages,
    item_pages,
    network,
    network_page,
    oembed,
    operations,
    pages,
    problems,
    reconcile,
    reports,
    resources,
    search,
    search_page,
    sparql,
    update,
    upload_page,
    uploads,
    vocabulary,
)
from plangraph.api.addresses import Addresses
from plangraph.api.ahead import Ahead, counts_ahead
from plangraph.api.crossing import ReadingAcross
from plangraph.api.headers import ReplyHeaders
from plangraph.api.kept_pages import KeptPages
from plangraph.api.kept_replies import KeptReplies
from plangraph.api.memory import Memory
from plangraph.api.methods import methods_of
from plangraph.api.metrics import Metrics
from plangraph.api.openapi import RESPONSES, describe_well
from plangraph.api.service import Service
from plangraph.api.serving import desks_of, open_served
from plangraph.api.settings import Settings
from plangraph.api.site import STATIC, Site
from plangraph.api.throttle import Throttle
from plangraph.api.watch import Watch
from plangraph.graph.store import Store

_PARTS = (
    *(sparql, update, graphs, catalog, vocabulary, adjacent, resources, uploads, reports),
    *(search, reconcile, network, network_page, identifiers, operations),
    *(oembed, embed_builder, embeds),
    *(pages, browse, info_pages, item_pages, search_page, upload_page),
)  # a path goes to the first that knows it
_SPARE = 64  # threads for strangers' queries that are refused at once, and for slow readers
_SUMMARY = "Who must do what by when in government plans, with the words that prove it."


def create_app(settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """The service, ready for an ASGI server.

    A store that is given stays the caller's to close; without one, the store of the settings is
    opened when the service starts and closed when it stops.
    """
    chosen = settings or Settings.from_environment()
    site = Site(chosen.url)
    metrics = Metrics(version("plangraph"))
    app = FastAPI(
        title="PlanGraph",
        summary=_SUMMARY,
        version=version("plangraph"),
        lifespan=_lifespan(chosen, store, site, metrics),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        servers=[{"url": chosen.url}],
        responses=RESPONSES,
    )
    app.add_middleware(KeptReplies)
    if chosen.requests_per_minute:
        app.add_middleware(Throttle, site=site, per_minute=chosen.requests_per_minute)
    app.add_middleware(ReplyHeaders, release=site.release)
    app.add_middleware(ReadingAcross)
    app.add_middleware(Watch, metrics=metrics)
    problems.install(app, site, partial(methods_of, [part.router for part in _PARTS]))
    for part in _PARTS:
        app.include_router(part.router)
    describe_well(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _lifespan(settings: Settings, given: Store | None, site: Site, metrics: Metrics) -> Any:
    @asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        store = given or open_served(settings)
        threads = CapacityLimiter(settings.sparql_workers + settings.sparql_queue + _SPARE)
        desks = desks_of(settings)
        app.state.service = Service(
            settings,
            store,
            Addresses(settings.url),
            site,
            threads,
            metrics,
            Memory.of(settings.cache_megabytes << 20),
            desks,
            pages=KeptPages.within(settings.cache_megabytes << 20),
        )
        metrics.watch(store, desks)
        ahead = Ahead(app.state.service) if counts_ahead(app.state.service) else None
        try:
            yield
        finally:
            if ahead:
                ahead.close()
            desks.close()
            if given is None:
                store.close()

    return run
