"""What a user is told when work was refused, stopped or ended by its own weight."""

from dataclasses import dataclass
from typing import Any, Final

from plangraph.ontology import errors
from plangraph.ontology.errors import InvalidQueryError, LimitError, PlanGraphError

RETRY_AFTER = 2  # seconds after which a place in the queue is likely


@dataclass(frozen=True, slots=True)
class Refusals:
    """The words of a lane.

    Attributes:
        crowd: What there are too many of.
        one: What outgrew a limit.
        less_time: What to do when its time was up.
        less_memory: What to do when its memory was.
    """

    crowd: str
    one: str
    less_time: str
    less_memory: str

    def busy(self) -> LimitError:
        """No worker came free."""
        return LimitError(
            f"Too many {self.crowd}.",
            limit="queue",
            advice="Try again in a moment.",
            retry_after=RETRY_AFTER,
        )

    def too_slow(self, seconds: float) -> LimitError:
        """The deadline passed."""
        return LimitError(
            f"{self.one} took longer than {seconds:g} seconds and was stopped.",
            limit="time",
            advice=self.less_time,
        )

    def died(self) -> LimitError:
        """The worker ended: it ran out of memory or of stack."""
        return LimitError(
            f"{self.one} needed more memory, or was nested deeper, than it may.",
            limit="memory",
            advice=self.less_memory,
        )


QUERIES: Final = Refusals(
    crowd="queries are running",
    one="The query",
    less_time="Ask for less: bind more variables, add LIMIT, avoid patterns that share none.",
    less_memory="Ask for less at once: add LIMIT, leave out ORDER BY over many rows, nest less.",
)
FILES: Final = Refusals(
    crowd="files are being read",
    one="The file",
    less_time="Send the plan's text alone, or in parts.",
    less_memory="Send the plan's text alone, or in parts.",
)
PICTURES: Final = Refusals(
    crowd="pictures are being drawn",
    one="The picture",
    less_time="Draw less: one plan or one agency. SVG has no limit.",
    less_memory="Draw less: one plan or one agency. SVG has no limit.",
)
REPORTS: Final = Refusals(
    crowd="reports are being made",
    one="The report",
    less_time="Ask for Markdown or HTML, which have no limit, or write it by `plangraph report`.",
    less_memory="Ask for Markdown or HTML, which have no limit, or write it by `plangraph report`.",
)
_REPORT: Final = "Please report it, with what was sent if you may."


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


def words_of(error: PlanGraphError) -> dict[str, Any]:
    """An error as it travels between processes; :func:`refused` makes it again."""
    return {
        "kind": type(error).__name__,
        "what": error.what,
        "where": error.where,
        "advice": error.advice,
        "status": error.status,
        "title": error.title,
    }


def refused(told: dict[str, Any], refusals: Refusals = QUERIES) -> PlanGraphError:
    """The error that a worker told, as the one that it raised."""
    if told["kind"] == "memory":
        return refusals.died()
    if told["kind"] == "slow update":
        return update_too_slow(float(told["what"]))
    if told["kind"] == "fault":
        return PlanGraphError(f"PlanGraph made a mistake here ({told['what']}).", advice=_REPORT)
    kind = getattr(errors, told["kind"], None)
    if kind is None:
        return InvalidQueryError(f"The engine gave up: {told['what']}.")
    error: PlanGraphError = kind(told["what"], where=told["where"], advice=told["advice"])
    if error.status != told.get("status", error.status):  # one class may have several
        error.status, error.title = told["status"], told["title"]  # type: ignore[misc]
    return error
