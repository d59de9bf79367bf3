"""The settings of an operator to the store that the service answers from."""

from pathlib import Path

from plangraph.api.settings import Settings
from plangraph.graph.pool import Bounds
from plangraph.graph.remote import RemoteStore
from plangraph.graph.served import Capacity, ServedStore
from plangraph.graph.store import Store
from plangraph.graph.worker import Limits

_REST_QUEUE = 200  # requests of readers that wait; more than a browser's tabs ever send


def open_served(settings: Settings) -> Store:
    """The store of the settings, its queries bounded.

    Raises:
        StoreError: It cannot be opened.
    """
    place, capacity = settings.place, capacity_of(settings)
    if isinstance(place, Path):
        return ServedStore(place, capacity, read_only=settings.read_only)
    return RemoteStore(
        place, rest=capacity.rest, strangers=capacity.sparql, read_only=settings.read_only
    )


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
