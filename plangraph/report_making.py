"""Plans of a store to files of reports, in one process or several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph import library
from plangraph.crowd import worked
from plangraph.ontology.errors import PlanGraphError

if TYPE_CHECKING:
    from plangraph.graph.store import Store

_WORTH = 4  # reports that a process more must have to do: it takes a second to start


@dataclass(frozen=True, slots=True)
class Order:
    """A report to write.

    Attributes:
        store: The store, as a command line names it.
        key: The plan's key.
        target: The file; its ending says which kind.
        lang: ``zh`` or ``en``.
    """

    store: str
    key: str
    target: Path
    lang: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an order; ``problem`` is ``None`` where the file is written."""

    order: Order
    problem: PlanGraphError | None = None


def make_all(store: "Store", orders: Sequence[Order], jobs: int) -> Iterator[Made]:
    """What becomes of the orders, one after another; a report that fails stops no other.

    Args:
        store: The open store of all orders; other processes open it for themselves.
        orders: At best many.
        jobs: Processes at most; as many as are worth starting work.
    """
    workers = min(jobs, len(orders) // _WORTH)
    if workers > 1:
        return worked(_made, orders, workers, _ended)
    return (make(store, order) for order in orders)


def make(store: "Store", order: Order) -> Made:
    """Write one report, or tell why there is none."""
    try:
        write(store, order)
    except PlanGraphError as problem:
        return Made(order, problem)
    return Made(order)


def _made(order: Order) -> Made:
    return make(_opened(order.store), order)


def write(store: "Store", order: Order) -> None:
    """Write one report from an open store.

    The plan is read once and asked in memory, so that its report takes as long in a store of
    thousands as in one that holds it alone.

    Raises:
        PlanGraphError: The plan is not there, a tool is missing, or the file cannot be written.
    """
    from plangraph.graph.embedded import EmbeddedStore
    from plangraph.ingest.reasons import reason_words
    from plangraph.viz.report_files import save_report
    from plangraph.viz.report_parts import report_of

    lines = store.plan_nquads(order.key)
    with EmbeddedStore() as alone:
        alone.load(lines)
        report = report_of(alone, order.key, order.lang, reason_words(order.lang))
    save_report(report, order.target)


@cache
def _opened(place: str) -> "Store":
    """The store of this process, which ends with it."""
    return library.open(place, read_only=True)


def _ended(order: Order) -> Made:
    what = "The process that made this report ended, perhaps for want of memory."
    return Made(order, PlanGraphError(what, where=order.key))
