"""Everything that goes wrong as RFC 9457 problem details: JSON for programs, pages for people."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from plangraph.api.replies import wants_page
from plangraph.api.site import Site, words_of
from plangraph.api.told import in_chinese, parameter_in_chinese, prefers_chinese
from plangraph.ontology.errors import PlanGraphError

MEDIA_TYPE = "application/problem+json"
KINDS = "https://w3id.org/plangraph/problem#"
_log = logging.getLogger("plangraph.api")


class FieldProblem(BaseModel):
    """One parameter that does not fit."""

    where: str = Field(description="The parameter", examples=["query.limit"])
    what: str = Field(
        description="What is wrong with it", examples=["Input should be a valid integer"]
    )


class Problem(BaseModel):
    """RFC 9457 problem details, with the place and the advice of PlanGraph's errors."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": KINDS + "unknown-thing",
                "title": "Not found",
                "status": 404,
                "detail": "No plan has the key 'cn-000000-2022-00000000'.",
                "where": "/api/plans/cn-000000-2022-00000000",
                "advice": "See /api/plans for the plans in this store.",
            }
        }
    )

    type: str = Field(description="IRI of the kind of problem", examples=[KINDS + "unknown-thing"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(description="What was found", examples=["There is no Task with this key."])
    instance: str | None = Field(
        default=None, description="The path that was asked for", examples=["/api/tasks/x/9.9"]
    )
    where: str | None = Field(
        default=None, description="Line and column, parameter or IRI", examples=["query.limit"]
    )
    advice: str | None = Field(
        default=None, description="What to do about it", examples=["See /docs."]
    )
    errors: list[FieldProblem] = Field(default=[], description="One row a parameter")


def from_error(error: PlanGraphError) -> Problem:
    """The problem that one of PlanGraph's own errors tells."""
    return Problem(
        type=KINDS + _kebab(type(error).__name__.removesuffix("Error")),
        title=error.title,
        status=error.status,
        detail=error.what,
        where=error.where or None,
        advice=error.advice or None,
    )


def from_http(error: HTTPException) -> Problem:
    """The problem behind a status that the framework or the protocol demands."""
    phrase = HTTPStatus(error.status_code).phrase
    return Problem(
        type="about:blank", title=phrase, status=error.status_code, detail=str(error.detail)
    )


def from_validation(error: RequestValidationError) -> Problem:
    """The problem of parameters that do not fit their types, one row each."""
    rows = [
        FieldProblem(where=".".join(map(str, row["loc"])), what=row["msg"])
        for row in error.errors()
    ]
    return Problem(
        type=KINDS + "invalid-parameter",
        title="A parameter does not fit",
        status=422,
        detail="; ".join(f"{row.where}: {row.what}" for row in rows),
        advice="See /docs for the parameters of each path.",
        errors=rows,
    )


def install(app: FastAPI, site: Site, allowed: Callable[[str], str]) -> None:
    """Registers one handler a family of errors; no error leaves the service in another form.

    Args:
        app: The service.
        site: Makes pages of problems.
        allowed: The methods that a path knows, as ``Allow`` tells them.
    """

    def answer(read: Callable[[Any], Problem]) -> Callable[..., Awaitable[Response]]:
        async def handle(request: Request, error: Exception) -> Response:
            headers = getattr(error, "headers", None) or _retry_after(error)
            if getattr(error, "status_code", 0) == HTTPStatus.METHOD_NOT_ALLOWED:
                path = request.url.path.removeprefix(site.root)
                headers = {"Allow": allowed(path) or (headers or {}).get("Allow", "GET")}
            return reply(request, site, read(error), headers)

        return handle

    app.add_exception_handler(PlanGraphError, answer(from_error))
    app.add_exception_handler(RequestValidationError, answer(from_validation))
    app.add_exception_handler(HTTPException, answer(from_http))
    app.add_exception_handler(Exception, answer(_from_fault))


def reply(
    request: Request, site: Site, problem: Problem, headers: dict[str, str] | None = None
) -> Response:
    """The problem as a page for a browser that asks for one, else as problem+json."""
    told = problem.model_copy(update={"instance": request.url.path})
    if wants_page(request.headers.get("accept")):
        told = _chinese(told) if site.lang(request) == "zh" else told
        page = site.page(request, "problem.html", problem=told, status=told.status)
        page.headers.update(headers or {})
        return page
    chinese = prefers_chinese(request.headers.get("accept-language"))
    told = _chinese(told) if chinese else told
    language = {"Vary": "Accept, Accept-Language", "Content-Language": "zh" if chinese else "en"}
    content = told.model_dump(exclude_none=True, exclude_defaults=True)
    return JSONResponse(content, told.status, {**(headers or {}), **language}, MEDIA_TYPE)


def _chinese(problem: Problem) -> Problem:
    """The same for people who read Chinese, as far as there are words."""
    wrong = [parameter_in_chinese(row.where) for row in problem.errors]
    title = in_chinese(problem.title)
    known = words_of("zh").texts.get(f"problem.{problem.status}", title)
    told = {
        "title": known if title == problem.title else title,
        "detail": "".join(wrong) or in_chinese(problem.detail),
        "advice": in_chinese(problem.advice) if problem.advice else None,
    }
    return problem.model_copy(update=told)


def _from_fault(error: Exception) -> Problem:
    _log.error("A request failed", exc_info=error)
    return Problem(
        type="about:blank",
        title="Internal Server Error",
        status=500,
        detail="PlanGraph made a mistake here.",
        advice="Please report the path and the time; the log holds the details.",
    )


def _retry_after(error: Exception) -> dict[str, str] | None:
    seconds = getattr(error, "retry_after", None)
    return {"Retry-After": str(seconds)} if seconds else None


def _kebab(name: str) -> str:
    """``UnknownThing`` as ``unknown-thing``."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]
