"""The settings of an operator to the store that the service answers from."""

from pathlib import Path

from plangraph.api.settings import Settings
from plangraph.graph.pool import Bounds
from plangraph.graph.served import Capacity, ServedStore
from plangraph.graph.store import Store, open_store
from plangraph.graph.worker import Limits

_REST_QUEUE = 200  # requests of readers that wait; more than a browser's tabs ever send


def open_served(settings: Settings) -> Store:
    """The store of the settings, its queries bounded; an address is a store that bounds itself.

    Raises:
        StoreError: It cannot be opened.
    """
    place = settings.place
    if isinstance(place, Path):
        return ServedStore(place, capacity_of(settings), read_only=settings.read_only)
    return open_store(place, read_only=settings.read_only)


def capacity_of(settings: Settings) -> Capacity:
    """What the settings allow queries to use."""
    rest, sparql = float(settings.rest_seconds), float(settings.sparql_seconds)
    return Capacity(
        rest=Bounds(settings.rest_workers, _REST_QUEUE, seconds=rest, patience=rest),
        sparql=Bounds(
            settings.sparql_workers, settings.sparql_queue, seconds=sparql, patience=sparql
        ),
        limits=Limits(memory=settings.query_memory << 20),
        update_seconds=float(settings.update_seconds),
    )
