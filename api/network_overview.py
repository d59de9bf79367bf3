"""All plans of a store that is too large for one picture, to what agencies of each function carry.

A picture of thousands of boxes says nothing. What is told first are a few dozen functions; from
each a way leads to its agencies and tasks, from each plan and agency to a picture of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from plangraph.api.reader import Reader, term_name
from plangraph.graph.terms import Value


@dataclass(frozen=True, slots=True)
class Load:
    """What the agencies of one function carry.

    Attributes:
        key: Of the function, for filters; empty for agencies whose function nobody knows.
        share: Its tasks as a share of those of the busiest function, in percent.
    """

    key: str
    name: str
    plans: int
    tasks: int
    agencies: int
    share: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two functions whose agencies share tasks; share as in :class:`Load`."""

    one: str
    other: str
    tasks: int
    share: float


@dataclass(frozen=True, slots=True)
class Overview:
    """All plans at once.

    Attributes:
        counts: How many plans, tasks and agencies there are.
        loads: The functions, the busiest first.
        pairs: Those that share most tasks; only the view of partners asks for them.
    """

    counts: Mapping[str, int]
    loads: Sequence[Load]
    pairs: Sequence[Pair]


def read_overview(reader: Reader, counts: Mapping[str, int], *, pairs: bool) -> Overview:
    """What the agencies of each function carry, and with whom."""
    loads = _rows(reader, "function_loads")
    shared = _rows(reader, "function_pairs") if pairs else []
    wanted = [
        row[name]
        for row in (*loads, *shared)
        for name in ("function", "one", "other")
        if row.get(name)
    ]
    reader.things.load(dict.fromkeys(map(str, wanted)))
    return Overview(
        counts=counts,
        loads=[_load(reader, row, _most(loads)) for row in loads],
        pairs=[_pair(reader, row, _most(shared)) for row in shared],
    )


def _rows(reader: Reader, name: str) -> list[dict[str, Value]]:
    query = files("plangraph.api").joinpath(f"queries/{name}.rq").read_text("utf-8")
    return reader.store.query(query).values()


def _most(rows: Sequence[Mapping[str, Value]]) -> int:
    return max((_whole(row, "tasks") for row in rows), default=1) or 1


def _load(reader: Reader, row: Mapping[str, Value], most: int) -> Load:
    function = str(row["function"] or "")
    tasks = _whole(row, "tasks")
    return Load(
        key=term_name(function).removeprefix("fn-") if function else "",
        name=_name(reader, function),
        plans=_whole(row, "plans"),
        tasks=tasks,
        agencies=_whole(row, "agencies"),
        share=round(100 * tasks / most, 1),
    )


def _pair(reader: Reader, row: Mapping[str, Value], most: int) -> Pair:
    tasks = _whole(row, "tasks")
    names = [_name(reader, str(row[end])) for end in ("one", "other")]
    return Pair(names[0], names[1], tasks, round(100 * tasks / most, 1))


def _name(reader: Reader, function: str) -> str:
    return reader.things[function].label(reader.lang) if function else ""


def _whole(row: Mapping[str, Value], name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0
