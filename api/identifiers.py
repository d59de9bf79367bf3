"""IRIs to what they name: 303 to the page of a thing, or to its triples, by the Accept header."""

import re

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from rdflib import URIRef

from plangraph.api.addresses import page_path
from plangraph.api.replies import GRAPHS, by_accept, by_name, wants_page
from plangraph.api.service import Served, Service
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError

router = APIRouter(tags=["identifiers"])
_KEY = re.compile(r"[A-Za-z0-9._/-]+")
_THING = "SELECT ?thing WHERE { ?thing ?property ?value } LIMIT 1"
_GRAPH = "SELECT ?graph WHERE { GRAPH ?graph { ?thing ?property ?value } } LIMIT 1"


@router.get("/id/{key:path}", status_code=303, response_class=Response)
def get_thing(key: str, request: Request, service: Served, format: str | None = None) -> Response:  # noqa: A002
    """Leads from the IRI of anything to its page (browsers) or to its triples."""
    query = _describing(service, key)
    accept = request.headers.get("accept")
    if wants_page(accept) and format is None and not key.startswith("graph/"):
        target = service.site.url + page_path(key)
    else:
        wished = None if wants_page(accept) else accept
        choice = by_name(format, GRAPHS) if format else by_accept(wished, GRAPHS)
        target = service.addresses.absolute("/sparql", query=query, format=choice.offer.name)
    return RedirectResponse(target, 303, {"Vary": "Accept"})


def _describing(service: Service, key: str) -> str:
    """The query that gives the triples of a key.

    Raises:
        UnknownThingError: The store knows neither a thing nor a graph of this key.
    """
    if _KEY.fullmatch(key):
        iri = URIRef(iris.absolute(key))
        if service.store.query(_THING, {"thing": iri}).rows():
            return f"DESCRIBE <{iri}>"
        if service.store.query(_GRAPH, {"graph": iri}).rows():
            return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    raise UnknownThingError(
        "Nothing in this store has this IRI.",
        where=iris.base() + key,
        advice="The lists under /api/ give the IRIs of all things in this store.",
    )
