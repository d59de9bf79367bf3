"""The words that the data are told in: the ontology with its concepts, and the context of JSON."""

from functools import cache
from importlib.resources import files
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from rdflib import URIRef

from plangraph.api import ontology_diagram
from plangraph.api.addresses import local_key, page_path
from plangraph.api.catalog import RESPONSES, Form
from plangraph.api.graph_replies import graph_reply
from plangraph.api.listing import CONTEXT
from plangraph.api.ontology_terms import Link, sections, triples
from plangraph.api.reader import Reader
from plangraph.api.replies import HTML, JSON_LD, wants_page
from plangraph.api.service import Served, Service
from plangraph.graph.pinning import look_up
from plangraph.graph.prefixes import PREFIXES
from plangraph.ontology import iris

router = APIRouter(tags=["vocabulary"])
_CONTEXT: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {JSON_LD: {"schema": {"type": "object", "required": ["@context"]}}}}
}
_ONTOLOGY: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {**RESPONSES[200]["content"], HTML: {}}}
}
_OF_CLASS: Final = "SELECT ?thing ?term WHERE { ?thing a ?term } LIMIT 1"
_OF_PROPERTY: Final = "SELECT ?thing ?term ?value WHERE { ?thing ?term ?value } LIMIT 1"
_WITH_THINGS: Final = {"classes": _OF_CLASS, "objects": _OF_PROPERTY, "values": _OF_PROPERTY}
_LONGEST: Final = 60  # characters of a value that is shown as an example


@router.get(CONTEXT, response_class=Response, responses=_CONTEXT)
def get_context() -> Response:
    """The JSON-LD context that makes the answers of REST triples of the store."""
    return Response(_context(), media_type=JSON_LD)


@router.get("/ontology", response_class=Response, responses=_ONTOLOGY)
def get_ontology(request: Request, service: Served, format: Form = None) -> Response:  # noqa: A002
    """Classes, properties and concepts: a page for browsers, else triples."""
    if wants_page(request.headers.get("accept")) and format is None:
        return service.show(request, lambda: _page(request, service, "zh"))
    return graph_reply(request, triples(), PREFIXES, format)


@router.get("/en/ontology", include_in_schema=False)
def get_english_ontology(request: Request, service: Served) -> Response:
    """The page in English."""
    return service.show(request, lambda: _page(request, service, "en"))


@cache
def _context() -> bytes:
    return files("plangraph.api").joinpath("context.jsonld").read_bytes()


def _page(request: Request, service: Service, lang: str) -> Response:
    reader = service.reader(lang)
    home = service.site.root + ("/en" if lang == "en" else "")
    found = {term.iri: term for section in sections() for term in section.terms}
    return service.site.page(
        request,
        "ontology.html",
        sections=[section for section in sections() if section.terms],
        diagram=ontology_diagram.diagram(),
        size=(ontology_diagram.WIDTH, ontology_diagram.HEIGHT),
        names={term.anchor: term.labels for term in found.values()},
        examples=_examples(reader, home),
        ns=iris.NS,
        vocab=iris.VOCAB,
    )


def _examples(reader: Reader, home: str) -> dict[str, list[Link]]:
    """A thing of the store for each class, a thing and a value for each property; else nothing."""
    examples: dict[str, list[Link]] = {}
    for section in sections():
        query = _WITH_THINGS.get(section.key)
        for term in section.terms:
            rows = look_up(reader.store, query, {"term": URIRef(term.iri)}).rows() if query else []
            ends = [rows[0][name] for name in ("thing", "value") if name in rows[0]] if rows else []
            reader.things.load(str(end) for end in ends if isinstance(end, URIRef))
            examples[term.iri] = [_example(reader, home, end) for end in ends]
    return examples


def _example(reader: Reader, home: str, end: object) -> Link:
    text = str(end)
    if not isinstance(end, URIRef):
        return Link(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…", "")
    key = local_key(text)
    if key == text:
        return Link(reader.things[text].label(reader.lang), "")
    thing = reader.things[text]
    label = thing.label() or key
    return Link(label, home + (page_path(key.partition("#")[0]) or f"/thing/{key}"))
