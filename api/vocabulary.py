"""The words that the data are told in: the ontology with its concepts, and the context of JSON."""

from functools import cache
from importlib.resources import files
from typing import Any, Final

from fastapi import APIRouter, Response

from plangraph.api.listing import CONTEXT
from plangraph.api.replies import JSON_LD

router = APIRouter(tags=["vocabulary"])
_CONTEXT: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {JSON_LD: {"schema": {"type": "object", "required": ["@context"]}}}}
}


@router.get(CONTEXT, response_class=Response, responses=_CONTEXT)
def get_context() -> Response:
    """The JSON-LD context that makes the answers of REST triples of the store."""
    return Response(_context(), media_type=JSON_LD)


@cache
def _context() -> bytes:
    return files("plangraph.api").joinpath("context.jsonld").read_bytes()
