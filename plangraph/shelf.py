"""The plans of a store, and finding one by its key, its IRI or words of its title."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError
from plangraph.typed_words import typed

if TYPE_CHECKING:
    from plangraph.graph.store import Store

COUNTED = ("Task", "Measure", "Phase", "Target")
_LENGTH = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True)
class Entry:
    """One plan of a store.

    Attributes:
        issued: As precise as printed; empty if nothing is printed.
        counts: How many tasks, measures, phases and targets it has.
    """

    key: str
    title: str
    issued: str
    counts: tuple[int, ...]


def entries(store: "Store") -> list[Entry]:
    """All plans of a store, the newest first."""
    from plangraph.graph import questions

    counts = defaultdict[tuple[object, str], int](int)
    for row in questions.run(store, "plan_counts"):
        counts[row["plan"], str(row["kind"]).removeprefix(iris.NS)] = int(str(row["count"]))
    return [
        Entry(
            key=iris.key_of(str(row["plan"])).removeprefix("plan/"),
            title=str(row["planTitle"]),
            issued=str(row["issued"] or "")[: _LENGTH.get(str(row["issuedPrecision"]), 10)],
            counts=tuple(counts[row["plan"], kind] for kind in COUNTED),
        )
        for row in questions.run(store, "plans")
    ]


def find(store: "Store", wanted: str) -> Entry:
    """The one plan with this key or IRI, else the one whose title holds these words.

    Raises:
        UnknownThingError: No plan fits, or more than one.
    """
    plans, wanted = entries(store), typed(wanted)
    key = wanted.removeprefix(iris.base()).removeprefix("plan/")
    for entry in plans:
        if entry.key == key:
            return entry
    words = iris.fold(wanted)
    fitting = [entry for entry in plans if words and words in iris.fold(entry.title)]
    if len(fitting) == 1:
        return fitting[0]
    raise _unclear(wanted, fitting)


def _unclear(wanted: str, fitting: list[Entry]) -> UnknownThingError:
    if not fitting:
        return UnknownThingError(
            "The store holds no such plan.", where=wanted, advice="See `plangraph list`."
        )
    keys = ", ".join(entry.key for entry in fitting)
    return UnknownThingError(
        f"{len(fitting)} plans have these words in their titles.",
        where=wanted,
        advice=f"Name one by its key: {keys}.",
    )
