"""Everything PlanGraph tells a user that went wrong.

::

    PlanGraphError              status 500   what was wrong, where, what to do
    ├── UnreadableFileError 415/422   a file of another kind; missing, empty, or without a plan
    ├── UnknownThingError       404   an id, a plan, a named query that is not there
    ├── InvalidQueryError       400   SPARQL that does not parse, a parameter that does not fit
    ├── InvalidDataError    400/422   triples that do not parse; facts that break the shapes
    ├── StoreError              503   a store that cannot be opened, read or written
    ├── LimitError        503/504/507   a query that found no place, or outgrew its time or memory
    ├── NotAcceptableError      406   no representation that the client accepts
    └── ToolMissingError        501   a program or font that this machine lacks
"""

from typing import ClassVar


class PlanGraphError(Exception):
    """Base of all errors for the user.

    Attributes:
        what: One sentence: what was found.
        where: File, line, character, field or IRI; empty when the place is obvious.
        advice: What the user can do about it.
        status: The HTTP status that this error answers with.
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "PlanGraph could not do that"

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(self.__str__())

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{place}{self.what}{advice}"


class UnreadableFileError(PlanGraphError):
    """A file that is not there, is empty, is binary, or holds no plan."""

    status = 422
    title = "The file cannot be read as a plan"

    def __init__(
        self, what: str, *, where: str = "", advice: str = "", unsupported: bool = False
    ) -> None:
        if unsupported:
            self.status, self.title = 415, "Files of this kind are not read"  # type: ignore[misc]
        super().__init__(what, where=where, advice=advice)


class UnknownThingError(PlanGraphError):
    """A plan, an item, an agency or a query that the store does not hold."""

    status = 404
    title = "Not found"


class InvalidQueryError(PlanGraphError):
    """SPARQL that does not parse, or a parameter that does not fit."""

    status = 400
    title = "The query is not valid"


class InvalidDataError(PlanGraphError):
    """Facts or triples that break the model or its shapes, or do not even parse."""

    status = 422
    title = "The data break the model"

    def __init__(
        self, what: str, *, where: str = "", advice: str = "", malformed: bool = False
    ) -> None:
        if malformed:
            self.status, self.title = 400, "The data do not parse"  # type: ignore[misc]
        super().__init__(what, where=where, advice=advice)


class StoreError(PlanGraphError):
    """A store that cannot be opened, read or written."""

    status = 503
    title = "The store is not available"


class LimitError(PlanGraphError):
    """A query that found no place in the queue, or outgrew its time, its memory or its depth.

    Attributes:
        limit: ``queue``, ``time`` or ``memory``.
        retry_after: Seconds after which another try makes sense; ``None`` where none does.
    """

    title = "A limit was reached"
    _STATUS: ClassVar[dict[str, int]] = {"queue": 503, "time": 504, "memory": 507}

    def __init__(
        self, what: str, *, limit: str, advice: str = "", retry_after: int | None = None
    ) -> None:
        self.limit = limit
        self.retry_after = retry_after
        self.status = self._STATUS[limit]  # type: ignore[misc]  # one class, three statuses
        super().__init__(what, advice=advice)


class NotAcceptableError(PlanGraphError):
    """A client that accepts none of the formats on offer."""

    status = 406
    title = "No format that the client accepts"


class ToolMissingError(PlanGraphError):
    """A program, font or extra that this machine lacks."""

    status = 501
    title = "A tool is missing on this machine"
