"""What went wrong between here and an engine elsewhere, in words for the user.

An engine's own words are shown by their first line alone; addresses and credentials never are.
"""

import re
from typing import Final

import httpx

from plangraph.graph.refusals import QUERIES
from plangraph.ontology.errors import (
    InvalidQueryError,
    LimitError,
    PlanGraphError,
    StoreError,
)

_PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})  # worth another try
_LINE: Final = 300  # characters of an engine's words
# Virtuoso answers 500 for what is wrong with a query, too; only a deadlock passes.
_LASTING: Final = re.compile(r"Virtuoso (?!40001)\w{5} Error")
_DENIED: Final = re.compile(r"Virtuoso 42000 Error .*access denied")  # it, too, comes with 500
# Oxigraph answers 500 for a graph that an update would create, drop or move.
_GRAPHS: Final = re.compile(r"graph .*(?:does not exist|already exists)")
_SLOW: Final = re.compile(r"S1T00|timed? ?out|exceeds the limit|cancelled", re.IGNORECASE)
_LONGEST_PAUSE: Final = 5.0


class Failed(Exception):  # noqa: N818  (it never reaches a user)
    """An answer whose status is an error.

    Attributes:
        status: Its status.
        words: The first line of its body.
        pause: Seconds after which the engine asks to be tried again, if it does.
    """

    def __init__(self, response: httpx.Response, body: bytes) -> None:
        self.status = response.status_code
        text = body[:10_000].decode("utf-8", "replace").strip()
        if text.startswith(("<!", "<html")):
            text = re.sub(r"<[^<>]*>", " ", text).strip()
        self.words = text.partition("\n")[0].strip()[:_LINE]
        asked = response.headers.get("retry-after", "")
        self.pause = float(asked) if asked.isdecimal() else None
        super().__init__(f"status {self.status}")

    @property
    def is_denied(self) -> bool:
        """Whether whoever asked is not let in, or not to this."""
        return self.status in (401, 403) or bool(_DENIED.search(self.words))

    @property
    def is_theirs(self) -> bool:
        """Whether what was asked is at fault, and not the engine."""
        if self.is_denied:
            return False
        said = _LASTING.search(self.words) or _GRAPHS.search(self.words)
        return bool(said) or (400 <= self.status < 500 and self.status not in _PASSING)


def pause_after(problem: httpx.HTTPError | Failed, usual: float) -> float | None:
    """Seconds to wait before another try of a read; ``None`` where none makes sense."""
    if isinstance(problem, Failed):
        if problem.status not in _PASSING or _LASTING.search(problem.words):
            return None
        return min(problem.pause or usual, _LONGEST_PAUSE)
    broken = (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ConnectTimeout)
    return usual if isinstance(problem, broken) else None


def explain(problem: httpx.HTTPError | Failed, seconds: float) -> PlanGraphError:
    """What the user is told of a read that failed."""
    if isinstance(problem, httpx.TimeoutException):
        return QUERIES.too_slow(seconds)
    if isinstance(problem, Failed):
        return _explain_status(problem, seconds)
    return StoreError(
        f"The engine cannot be reached, or hung up ({type(problem).__name__}).",
        advice="Check that it runs and that the address of the store is right.",
    )


def write_failed(problem: Exception, *, whole: bool) -> PlanGraphError:
    """What the user is told of a write that failed.

    Args:
        problem: What went wrong.
        whole: Whether the engine leaves nothing behind of a request that fails.
    """
    if isinstance(problem, Failed) and problem.is_denied:
        return _no_entry(problem)
    refused = isinstance(problem, Failed | httpx.ConnectError)
    kept = "Nothing was changed." if refused and whole else "Part of it may have been written."
    words = problem.words if isinstance(problem, Failed) else type(problem).__name__
    return StoreError(
        f"The engine could not write: {words or problem}.",
        advice=f"{kept} Try again: what is there already is not written twice.",
    )


def update_failed(problem: Exception, *, whole: bool) -> PlanGraphError:
    """The same of an update that somebody wrote: what is wrong with it is theirs to mend."""
    if isinstance(problem, LimitError):
        return problem
    if isinstance(problem, Failed) and problem.is_theirs:
        kept = "Nothing was changed." if whole else "Steps before the one that failed may be done."
        return InvalidQueryError(f"The engine says: {problem.words}.", advice=kept)
    return write_failed(problem, whole=whole)


def too_large(megabytes: int) -> LimitError:
    """An answer that outgrew what is read into memory."""
    return LimitError(
        f"The answer is larger than {megabytes} MB.",
        limit="memory",
        advice="Ask for less at once: add LIMIT, or name the columns that you need.",
    )


def _explain_status(problem: Failed, seconds: float) -> PlanGraphError:
    if problem.is_denied:
        return _no_entry(problem)
    if problem.status == 504 or _SLOW.search(problem.words):
        return QUERIES.too_slow(seconds)
    if problem.is_theirs and problem.status != 404:
        return InvalidQueryError(
            f"The engine says: {problem.words}.", advice="Write it in plain SPARQL 1.1."
        )
    return StoreError(
        f"The engine answers with status {problem.status}: {problem.words or 'no words'}.",
        advice="Check that the address of the store is that of its queries, and its log.",
    )


def _no_entry(problem: Failed) -> StoreError:
    return StoreError(
        f"The engine lets nobody in with these credentials (status {problem.status}).",
        advice="Set PLANGRAPH_REMOTE_USER and PLANGRAPH_REMOTE_PASSWORD, or PLANGRAPH_REMOTE_TOKEN,"
        " and give that user the right to write.",
    )
