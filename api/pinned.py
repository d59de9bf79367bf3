"""A version of a plan to a store that holds it: the served one, or one made of a kept version."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from plangraph.api.embed_wish import LATEST
from plangraph.api.service import Service
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.engine_store import EngineStore
from plangraph.graph.store import Store
from plangraph.graph.swap import current
from plangraph.graph.versions import Versions
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError
from plangraph.viz.extract import plan_facts

DIGITS: Final = 12
_OPEN: Final = 4
_PLAN: Final = re.compile("[A-Za-z0-9][A-Za-z0-9_-]*")  # nothing that a path would heed


def version_of(service: Service, plan: str, wanted: str) -> tuple[Store, str]:
    """The store to draw a version of a plan from, and the 12 digits of that version.

    Args:
        service: Has the store and the folder of what it kept.
        plan: A key.
        wanted: 12 digits; empty or ``latest`` for the newest.

    Raises:
        UnknownThingError: The store holds neither this plan nor this version.
    """
    newest = newest_of(service.store, plan) if _PLAN.fullmatch(plan) else ""
    if newest and wanted in ("", LATEST, newest):
        return service.store, newest
    if not _PLAN.fullmatch(plan) or wanted in ("", LATEST):
        raise UnknownThingError(
            "The store does not hold this plan.",
            where=plan,
            advice="The home page lists the plans.",
        )
    return _opened(plan, _kept(service).read(plan, wanted)), wanted


def newest_of(store: Store, plan: str) -> str:
    """The 12 digits of the version that the store holds; empty if it holds no such plan."""
    if plan not in store.plan_keys():
        return ""
    return plan_facts(store, iris.absolute(f"plan/{plan}"))[0].sha256[:DIGITS]


@lru_cache(maxsize=_OPEN)
def _opened(plan: str, nquads: bytes) -> Store:
    """A store in memory of one version; the ones asked for last are kept."""
    store = EmbeddedStore()
    store.add_nquads(plan, nquads)
    return store


def keeps_versions(service: Service) -> bool:
    """Whether what pinned addresses show outlives a change of its plan."""
    return _kept(service).lasting or isinstance(service.store, EngineStore)


def _kept(service: Service) -> Versions:
    known = getattr(service.store, "versions", None)  # that of a served store is in its folder
    if isinstance(known, Versions):
        return known
    place = service.settings.place
    return Versions(current(place, "versions") if isinstance(place, Path) else None)
