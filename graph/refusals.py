"""What a user is told when a query was refused, stopped or ended by its own weight."""

from typing import Any

from plangraph.ontology import errors
from plangraph.ontology.errors import InvalidQueryError, LimitError, PlanGraphError

RETRY_AFTER = 2  # seconds after which a place in the queue is likely


def busy() -> LimitError:
    """No worker came free."""
    return LimitError(
        "Too many queries are running.",
        limit="queue",
        advice="Try again in a moment.",
        retry_after=RETRY_AFTER,
    )


def too_slow(seconds: float) -> LimitError:
    """The deadline passed."""
    return LimitError(
        f"The query ran longer than {seconds:g} seconds and was stopped.",
        limit="time",
        advice="Ask for less: bind more variables, add LIMIT, avoid patterns that share none.",
    )


def died() -> LimitError:
    """The worker ended: it ran out of memory or of stack."""
    return LimitError(
        "The query needed more memory, or was nested deeper, than a query may.",
        limit="memory",
        advice="Ask for less at once: add LIMIT, leave out ORDER BY over many rows, nest less.",
    )


def update_too_slow(seconds: float) -> LimitError:
    """The deadline of an update passed."""
    return LimitError(
        f"The update ran longer than {seconds:g} seconds and was stopped.",
        limit="time",
        advice="Nothing was changed. Change less at once, avoid patterns that share no variable.",
    )


def update_died() -> LimitError:
    """The writer ended in the middle of an update."""
    return LimitError(
        "The update needed more memory, or was nested deeper, than an update may.",
        limit="memory",
        advice="Nothing was changed. Change less at once.",
    )


def refused(told: dict[str, Any]) -> PlanGraphError:
    """The error that a worker told, as the one that it raised."""
    if told["kind"] == "memory":
        return died()
    if told["kind"] == "slow update":
        return update_too_slow(float(told["what"]))
    kind = getattr(errors, told["kind"], None)
    if kind is None:
        return InvalidQueryError(f"The engine gave up: {told['what']}.")
    error: PlanGraphError = kind(told["what"], where=told["where"], advice=told["advice"])
    return error
