"""The description of the paths for programs, made true where the framework guesses."""

from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI

from plangraph.api.problems import MEDIA_TYPE, Problem
from plangraph.api.replies import JSON, JSON_LD

Node = dict[str, Any]
_GUESSED: Final = ("HTTPValidationError", "ValidationError")  # our own refusals have another form
_TRIPLES: Final = {"type": ["object", "array"]}
_REFUSALS: Final = {
    400: "The query, the cursor or the value does not fit",
    404: "Not found",
    405: "The path does not know this method; Allow tells those that it does",
    406: "No format that the client accepts",
    422: "A parameter does not fit, or does not exist",
    429: "More requests than one client may send; Retry-After tells when to come back",
    503: "The store is not available, or too many queries are running",
    504: "The query ran too long",
    507: "The query needed too much memory",
}
RESPONSES: Final[dict[int | str, Node]] = {
    status: {"description": text, "model": Problem} for status, text in _REFUSALS.items()
}


def describe_well(app: FastAPI) -> None:
    """Let an application describe itself as it is."""
    build = app.openapi

    def describe() -> Node:
        found = build()
        for operation in _operations(found):
            operation["summary"] = operation.get("description", "").partition("\n")[0]
            for status, answer in operation["responses"].items():
                _mend(str(status), answer)
        for name in _GUESSED:
            found["components"]["schemas"].pop(name, None)
        return found

    app.openapi = describe  # type: ignore[method-assign]


def _operations(found: Node) -> Iterator[Node]:
    for path in found["paths"].values():
        yield from path.values()


def _mend(status: str, answer: Node) -> None:
    """Refusals have their own media type; bodies that are no JSON are texts."""
    if status >= "400":
        schema = {"$ref": "#/components/schemas/Problem"}
        answer["content"] = {MEDIA_TYPE: {"schema": schema}}
    elif "2" <= status[0] < "3":
        for kind, content in answer.get("content", {}).items():
            content["schema"] = content.get("schema") or _schema(kind)


def _schema(kind: str) -> Node:
    if kind == JSON_LD:
        return dict(_TRIPLES)
    return {"type": "object"} if kind == JSON or kind.endswith("+json") else {"type": "string"}
