"""The descriptions of the service at their addresses; see :mod:`plangraph.api.description`."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from plangraph.api.description import EXAMPLES, NAMESPACES, VOID, describe, examples
from plangraph.api.graph_replies import graph_reply
from plangraph.api.replies import GRAPHS
from plangraph.api.service import Served, Service

router = APIRouter(tags=["sparql"])
Form = Annotated[
    str | None, Query(description="ttl nt jsonld rdfxml; else Accept decides", examples=["ttl"])
]
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "Triples", "content": {offer.media_type: {} for offer in GRAPHS}}
}


async def describe_service(
    request: Request, service: Service, wanted: str | None = None
) -> Response:
    """The whole description in the client's format."""
    counted = await service.tally.of(service.store)

    def write() -> Response:
        triples = describe(service.site, service.addresses, counted)
        return graph_reply(request, triples, NAMESPACES, wanted)

    return await run_in_threadpool(write)


@router.get(VOID, responses=RESPONSES, response_class=Response)
async def get_void(request: Request, service: Served, format: Form = None) -> Response:  # noqa: A002
    """Describes the data set: its endpoints, and graphs, classes and properties with counts."""
    return await describe_service(request, service, format)


@router.get(EXAMPLES, responses=RESPONSES, response_class=Response)
def get_examples(request: Request, service: Served, format: Form = None) -> Response:  # noqa: A002
    """Gives the prefixes that need no declaration, and the named queries as examples."""
    return graph_reply(request, examples(service.addresses), NAMESPACES, format)
