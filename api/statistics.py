"""The store to what it holds, counted by graph, class and property: the figures of its VoID.

Counting takes seconds in a store of millions of triples. What outgrows a query's limits is left
out, never estimated.
"""

import asyncio
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.resources import files

from fastapi.concurrency import run_in_threadpool

from plangraph.graph.store import Store
from plangraph.graph.terms import Value
from plangraph.ontology.errors import LimitError

Row = dict[str, Value]
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class PropertyPart:
    """What a property of a class's members leads to.

    Attributes:
        triples: How many there are; 0 if they were not counted.
        classes: Triples that lead to members of a class.
        datatypes: Triples that lead to literals of a type.
    """

    triples: int
    classes: Counts
    datatypes: Counts


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a store holds; an empty table or 0 where it could not be counted.

    Attributes:
        graphs: Triples of each named graph.
        classes: Members of each class.
        properties: Triples of each property.
        parts: By class, then by property.
    """

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    graphs: Counts = field(default_factory=dict)
    classes: Counts = field(default_factory=dict)
    properties: Counts = field(default_factory=dict)
    parts: dict[str, dict[str, PropertyPart]] = field(default_factory=dict)


class Tally:
    """Remembers what was counted, for one state of the store."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._lock = threading.Lock()
        self._generation = ""
        self._counted = Statistics()

    async def of(self, store: Store) -> Statistics:
        """The figures of the store as it is; of those who wait for them one takes a thread.

        Raises:
            StoreError: The store cannot be read.
        """
        async with self._turn:
            return await run_in_threadpool(self.now, store)

    def now(self, store: Store) -> Statistics:
        """The same, for a thread.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._lock:
            generation = store.generation()
            if generation != self._generation:
                self._counted = count(store)
                self._generation = generation
            return self._counted

    def known(self, state: str) -> bool:
        """Whether the figures of a state of the store need not be counted."""
        return self._generation == state


def count(store: Store) -> Statistics:
    """Everything counted, in seven queries.

    Raises:
        StoreError: The store cannot be read.
    """
    (totals,) = _rows(store, "totals") or [{}]
    return Statistics(
        triples=_whole(totals, "triples"),
        subjects=_whole(totals, "subjects"),
        objects=_whole(totals, "objects"),
        graphs=_table(store, "graphs", "graph", "triples"),
        classes=_table(store, "classes", "class", "entities"),
        properties=_table(store, "properties", "property", "triples"),
        parts=_parts(store),
    )


def _parts(store: Store) -> dict[str, dict[str, PropertyPart]]:
    targets, datatypes = (_by_pair(_rows(store, name)) for name in ("targets", "datatypes"))
    found: defaultdict[str, dict[str, PropertyPart]] = defaultdict(dict)
    for row in _rows(store, "class_properties"):
        pair = str(row["class"]), str(row["property"])
        part = PropertyPart(_whole(row, "triples"), targets.get(pair, {}), datatypes.get(pair, {}))
        found[pair[0]][pair[1]] = part
    return dict(found)


def _by_pair(rows: list[Row]) -> dict[tuple[str, str], Counts]:
    found: defaultdict[tuple[str, str], Counts] = defaultdict(dict)
    for row in rows:
        pair = str(row["class"]), str(row["property"])
        found[pair][str(row["target"])] = _whole(row, "triples")
    return found


def _table(store: Store, name: str, key: str, value: str) -> Counts:
    return {str(row[key]): _whole(row, value) for row in _rows(store, name)}


def _rows(store: Store, name: str) -> list[Row]:
    """What a query of ``queries/void_*.rq`` counts; nothing where it outgrows its limits.

    Raises:
        LimitError: No worker came free; that says nothing about the data.
    """
    text = files("plangraph.api").joinpath(f"queries/void_{name}.rq").read_text("utf-8")
    try:
        return store.query(text).values()
    except LimitError as error:
        if error.limit == "queue":
            raise
        return []


def _whole(row: Row, name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0
