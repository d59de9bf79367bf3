"""What every visitor of one state of the store sees, counted before anybody asks.

In a store of a thousand plans the list of agencies, the summary of the network and the like take
up to seconds to count. A thread counts them after the start and after each write, one after the
other, so that no visitor waits for them; whoever comes earlier waits for the count under way.
"""

import contextlib
import gc
import logging
import threading
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from plangraph.api.browse import KINDS
from plangraph.api.list_parts import Listing
from plangraph.api.listing import read_sizes
from plangraph.api.lists import Filters
from plangraph.api.network_scope import too_large
from plangraph.api.network_shown import kept_overview
from plangraph.api.pages import kept_home
from plangraph.api.service import Service
from plangraph.api.site import LANGUAGES
from plangraph.graph.served import ServedStore
from plangraph.ontology.errors import LimitError, PlanGraphError

_FEW = 50
_LIBRARIES = ("networkx", "plangraph.viz.page")
_PATIENCE = 1.0  # seconds that closing waits for a count
_PAUSE = 0.5  # seconds between two looks at the state of the store
_log = logging.getLogger("plangraph.service")


def counts_ahead(service: Service) -> bool:
    """Whether there is a memory to fill, and a store that asks its queries in other processes."""
    return service.settings.cache_megabytes > 0 and isinstance(service.store, ServedStore)


class Ahead:
    """Counts ahead in a thread until it is closed.

    Args:
        service: Whose memory is filled.
        few: So many plans are counted so soon that nothing is done ahead.
    """

    def __init__(self, service: Service, few: int = _FEW) -> None:
        self._service = service
        self._few = few
        self._prepared = False
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="ahead", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Count nothing more; a count that runs on ends with its store."""
        self._closed.set()
        self._thread.join(_PATIENCE)

    def _follow(self) -> None:
        done = ""
        while not self._closed.is_set():
            with contextlib.suppress(PlanGraphError):  # the store is being made anew, or full
                state = self._service.store.generation()
                if state != done and self._count(state):
                    done = state
            self._closed.wait(_PAUSE)

    def _count(self, state: str) -> bool:
        """Whether all was counted of this state, or nothing more can be."""
        if self._service.store.index().sizes().get("plan", 0) <= self._few:
            return True
        self._prepare()
        for step in steps(self._service):
            if self._closed.is_set() or self._service.store.generation() != state:
                return False
            try:
                step()
            except LimitError as error:
                if error.limit == "queue":
                    raise
                _log.info("Not counted ahead: %s", error)
        return True

    def _prepare(self) -> None:
        """Templates and the libraries of pictures, for which else the first visitor waits.

        The collector of garbage goes through them no more, which takes 0.1 s each time.
        """
        if not self._prepared:
            self._service.site.compile()
            for library in _LIBRARIES:
                import_module(library)
            gc.collect()
            gc.freeze()
            self._prepared = True


def steps(service: Service) -> Iterator[Callable[[], object]]:
    """What is counted, the quickest and most visited first."""
    yield from (partial(_sizes, service, name) for name in (*KINDS, "measures"))
    yield from (partial(kept_home, service, lang) for lang in LANGUAGES)
    for pairs in (False, True):
        for lang in LANGUAGES:
            yield partial(_summary, service, lang, pairs=pairs)
    yield partial(service.tally.now, service.store)


def _sizes(service: Service, name: str) -> None:
    asked = Listing(service.store, name, Filters())
    read_sizes(service, asked)


def _summary(service: Service, lang: str, *, pairs: bool) -> None:
    if too_large(service.store.index().sizes()):
        kept_overview(service, lang, pairs=pairs)
