"""A form that holds JSON, as tables send it, to the objects that it stands for."""

import json
from typing import Final, TypeVar
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

from plangraph.ontology.errors import InvalidQueryError

FORM: Final = "application/x-www-form-urlencoded"
ADVICE: Final = "See https://reconciliation-api.github.io/specs/0.2/ for the form of requests."
_MOST_BYTES: Final = 1_000_000
Read = TypeVar("Read")


async def read_form(request: Request) -> dict[str, str | None]:
    """The fields of a form; of a field that comes twice the last one.

    Raises:
        InvalidQueryError: It is not UTF-8.
        HTTPException: 413 for a form that is too long, 415 for a body of another type.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise HTTPException(415, f"A body of type {kind or 'unknown'} is not read; send {FORM}.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413, f"The form is longer than {_MOST_BYTES} bytes.")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except ValueError:
        raise InvalidQueryError("The form is not UTF-8.", advice=ADVICE) from None


def read_json(name: str, text: str, form: TypeAdapter[Read]) -> Read:
    """What a field of the form holds, as the objects that it stands for.

    Raises:
        InvalidQueryError: It is no JSON, or of another form.
    """
    try:
        return form.validate_python(json.loads(text))
    except (ValueError, RecursionError) as problem:
        what = _first_problem(problem) if isinstance(problem, ValidationError) else str(problem)
        raise InvalidQueryError(
            f"The {name} are not valid: {what}.", where=name, advice=ADVICE
        ) from None


def _first_problem(problem: ValidationError) -> str:
    row = problem.errors()[0]
    return f"{'.'.join(map(str, row['loc']))}: {row['msg']}"
