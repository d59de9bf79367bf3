"""What every route works with: the settings, the open store, the addresses, the pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from plangraph.api.addresses import Addresses
from plangraph.api.desks import Desks
from plangraph.api.kept_pages import KeptPages
from plangraph.api.memory import Memory
from plangraph.api.metrics import Metrics
from plangraph.api.reader import Reader
from plangraph.api.settings import Settings
from plangraph.api.site import Site, language
from plangraph.api.statistics import Tally
from plangraph.graph.engine_store import EngineStore
from plangraph.graph.served import ServedStore
from plangraph.graph.store import Store


@dataclass(frozen=True, slots=True)
class Service:
    """One running service.

    Attributes:
        strangers: The threads that strangers' queries may take, apart from those of all else.
        metrics: What the service counts.
        pages: Pages that were made and are still true.
        memory: What it keeps until the store changes.
        desks: Where files are handed in.
    """

    settings: Settings
    store: Store
    addresses: Addresses
    site: Site
    strangers: CapacityLimiter
    metrics: Metrics
    memory: Memory
    desks: Desks
    tally: Tally = field(default_factory=Tally)
    pages: KeptPages = field(default_factory=KeptPages)

    async def state(self) -> str:
        """The state of the store; one that has to ask for it elsewhere does so in a thread.

        Raises:
            StoreError: The store is out of reach.
        """
        if isinstance(self.store, ServedStore | EngineStore):
            return self.store.generation()
        return await run_in_threadpool(self.store.generation)

    def reader(self, lang: str = "zh") -> Reader:
        """A reader for one answer."""
        return Reader(self.store, self.addresses, lang)

    def show(self, request: Request, build: Callable[[], Response]) -> Response:
        """A page that depends on its address and the state of the store alone."""
        return self.pages.show(request, self.store.generation(), build)

    def lang(self, request: Request) -> str:
        """The language of the page that was asked for."""
        return language(request.url.path.removeprefix(self.site.root))


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service: Service = request.app.state.service
    return service


Served = Annotated[Service, Depends(service_of)]
