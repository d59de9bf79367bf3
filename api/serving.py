"""The settings of an operator to the store that the service answers from, and to its workers."""

from pathlib import Path

from plangraph.api.desks import DRAW, READ_FILE, RENDER, Desks, Trade, open_desks
from plangraph.api.settings import Settings
from plangraph.graph.pool import Bounds
from plangraph.graph.served import Capacity, ServedStore
from plangraph.graph.snapshots import kind_for
from plangraph.graph.store import Store
from plangraph.graph.worker import Limits

_REST_QUEUE = 200  # requests of readers that wait; more than a browser's tabs ever send


def open_served(settings: Settings) -> Store:
    """The store of the settings, its queries bounded.

    Raises:
        StoreError: It cannot be opened.
        InvalidQueryError: There are no workers of that kind.
    """
    place, capacity = settings.place, capacity_of(settings)
    if isinstance(place, Path):
        kind = kind_for(settings.workers, place)
        return ServedStore(place, capacity, read_only=settings.read_only, workers=kind)
    from plangraph.graph.remote import RemoteStore  # noqa: PLC0415  (its client takes a second)

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


def desks_of(settings: Settings) -> Desks:
    """Where files are handed in and pictures ordered; each is done by a worker of its own."""
    files = _trade(
        (READ_FILE,),
        Bounds(settings.file_workers, settings.file_queue, *_twice(settings.file_seconds)),
        settings.file_memory,
    )
    pictures = _trade(
        (DRAW, RENDER),
        Bounds(settings.picture_workers, settings.picture_queue, *_twice(settings.picture_seconds)),
        settings.picture_memory,
        files=True,
    )
    place = settings.place
    room = place if isinstance(place, Path) and place.is_dir() else None
    return open_desks(files, pictures, settings.max_file_bytes, room)


def _trade(jobs: tuple[str, ...], bounds: Bounds, memory: int, *, files: bool = False) -> Trade:
    seconds = int(bounds.seconds)
    limits = Limits(memory=memory << 20, jobs=1, seconds=seconds, sealed=True, files=files)
    return Trade(jobs, bounds, limits)


def _twice(seconds: int) -> tuple[float, float]:
    """For the work itself, and for the wait before it."""
    return float(seconds), float(seconds)
