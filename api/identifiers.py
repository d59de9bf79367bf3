"""IRIs to what they name: 303 to the page of a thing, or to its triples, by the Accept header.

``/id/…`` stands for the thing itself; ``/data/…`` is the document with its triples. A version of a
text is told with all stretches of it that prove something, whose IRIs differ in the fragment alone.
"""

import io
import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from rdflib import URIRef

from plangraph.api.addresses import page_path
from plangraph.api.catalog import RESPONSES
from plangraph.api.replies import GRAPHS, Choice, by_accept, by_name, wants_page
from plangraph.api.service import Served, Service
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError

router = APIRouter(tags=["identifiers"])
_KEY = re.compile(r"[A-Za-z0-9._/-]+")
_THING = "SELECT ?thing WHERE { ?thing ?property ?value } LIMIT 1"
_GRAPH = "SELECT ?graph WHERE { GRAPH ?graph { ?thing ?property ?value } } LIMIT 1"
_SPANS = """
CONSTRUCT {{ <{iri}> ?p ?o . ?span ?q ?r }}
WHERE {{ {{ <{iri}> ?p ?o }} UNION {{ ?span pg:inVersion <{iri}> ; ?q ?r }} }}"""
_SHOWN = "text/plain; charset=utf-8"  # what browsers show and do not save
_TEXT = re.compile(r"plan/[^/]+/text/[0-9a-f]+")
Key = Annotated[
    str,
    Path(description="An IRI without its base", examples=["region/cn-530102"], max_length=500),
]
Form = Annotated[
    str | None,
    Query(description="ttl nt jsonld rdfxml; else Accept decides", examples=["ttl"]),
]
_SEE_OTHER: Final[dict[int | str, dict[str, Any]]] = {
    303: {
        "description": "The page, or the triples",
        "headers": {"Location": {"schema": {"type": "string", "format": "uri"}}},
    }
}


@router.get("/id/{key:path}", status_code=303, response_class=Response, responses=_SEE_OTHER)
def get_thing(key: Key, request: Request, service: Served, format: Form = None) -> Response:  # noqa: A002
    """Leads from the IRI of anything to its page (browsers) or to its triples."""
    _describing(service, key)
    if (
        wants_page(request.headers.get("accept"))
        and format is None
        and not key.startswith("graph/")
    ):
        target = service.site.url + page_path(key)
    else:
        name = _choose(request, format).offer.name
        target = service.addresses.absolute(f"/data/{key}", format=name)
    return RedirectResponse(target, 303, {"Vary": "Accept"})


@router.get("/data/{key:path}", response_class=Response, responses=RESPONSES)
def get_data(key: Key, request: Request, service: Served, format: Form = None) -> Response:  # noqa: A002
    """The triples of anything that has an IRI, or of a whole graph."""
    query = _describing(service, key)
    choice = _choose(request, format)
    stream = io.BytesIO()
    service.store.query(query).write(stream, choice.offer.name)
    page = format is None and wants_page(request.headers.get("accept"))
    kind = _SHOWN if page else choice.content_type
    return Response(stream.getvalue(), headers={"Content-Type": kind, "Vary": "Accept"})


def _choose(request: Request, form: str | None) -> Choice:
    """The wanted format; a browser that names none is shown Turtle."""
    if form:
        return by_name(form, GRAPHS)
    accept = request.headers.get("accept")
    return by_accept(None if wants_page(accept) else accept, GRAPHS)


def _describing(service: Service, key: str) -> str:
    """The query that gives the triples of a key.

    Raises:
        UnknownThingError: The store knows neither a thing nor a graph of this key.
    """
    if _KEY.fullmatch(key):
        iri = URIRef(iris.absolute(key))
        if service.store.query(_THING, {"thing": iri}).rows():
            return _SPANS.format(iri=iri) if _TEXT.fullmatch(key) else f"DESCRIBE <{iri}>"
        if service.store.query(_GRAPH, {"graph": iri}).rows():
            return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    raise UnknownThingError(
        "Nothing in this store has this IRI.",
        where=iris.base() + key,
        advice="The lists under /api/ give the IRIs of all things in this store.",
    )
