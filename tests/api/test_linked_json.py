"""The JSON of REST, read as JSON-LD: triples, and only such as the store holds."""

import json
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib
PG = "https://w3id.org/plangraph/ns#"
LISTS = ("plans", "tasks", "measures", "targets", "phases", "agencies", "regions")


def triples_of(client: httpx.Client, path: str, **query: Any) -> set[tuple[Node, ...]]:
    """What a client that follows the link to the context makes of an answer."""
    reply = client.get(path, params=query)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/json"
    [context] = [
        link["url"]
        for link in reply.links.values()
        if link.get("rel") == "http://www.w3.org/ns/json-ld#context"
    ]
    found = client.get(context)
    assert found.headers["content-type"] == "application/ld+json"
    document = {"@context": found.json()["@context"], **reply.json()}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    return {tuple(map(plain, triple)) for triple in graph}


def plain(term: Node) -> Node:
    """Figures by their value: 15 and 15.0 are one."""
    if isinstance(term, rdflib.Literal) and term.datatype == XSD.decimal:
        return rdflib.Literal(float(term))
    return term


@pytest.fixture(scope="module")
def held(both: httpx.Client) -> set[tuple[Node, ...]]:
    """Every triple of the store."""
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    data = both.get("/sparql", params={"query": query}, headers={"Accept": "text/turtle"}).text
    graph = rdflib.Graph().parse(data=data, format="turtle")
    return {tuple(map(plain, triple)) for triple in graph}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("inferred", ["false", "true"])
def test_a_list_is_triples_of_the_store(
    both: httpx.Client, held: set[tuple[Node, ...]], name: str, inferred: str
) -> None:
    """With the linked context a list says what the store says, and of each thing what it is."""
    query: dict[str, Any] = {"limit": 500}
    if name in ("tasks", "measures", "targets", "phases"):
        query["inferred"] = inferred
    found = triples_of(both, f"/api/{name}", **query)
    assert found - held == set()
    items = both.get(f"/api/{name}", params=query).json()["items"]
    typed = {str(subject) for subject, name, _ in found if name == RDF.type}
    assert typed >= {row["id"] for row in items}
    assert len(found) > 4 * len(items)


@pytest.mark.parametrize("name", LISTS)
def test_one_thing_is_triples_of_the_store(
    both: httpx.Client, held: set[tuple[Node, ...]], name: str
) -> None:
    """With the linked context each single thing says what the store says, duties and all."""
    for row in both.get(f"/api/{name}", params={"limit": 9}).json()["items"]:
        path = row["url"].removeprefix(str(both.base_url).rstrip("/"))
        found = triples_of(both, path)
        assert found - held == set(), path
        assert len(found) > 4
    properties = {str(name).removeprefix(PG) for _, name, _ in found}
    wanted = {"agencies": {"party", "hasResponsibility", "evidence"}, "regions": {"place"}}
    assert properties >= wanted.get(name, set())


def test_what_a_task_says_is_not_lost(both: httpx.Client, seed_key: str) -> None:
    """Duties, roles, words and places of a task are among its triples."""
    found = triples_of(both, f"/api/tasks/{seed_key}/2.5", inferred=True)
    properties = {str(name).removeprefix(PG) for _, name, _ in found}
    wanted = "inPlan hasResponsibility party role rank printedName statedIn evidence inVersion "
    wanted += "position number order partOf phaseTask"
    assert properties >= set(wanted.split())
    roles = {str(value) for _, name, value in found if str(name) == f"{PG}role"}
    assert roles == {"https://w3id.org/plangraph/vocab#role-joint"}


def test_json_ld_comes_with_its_context(both: httpx.Client, seed_key: str) -> None:
    """Asked for JSON-LD, an answer names its context itself."""
    for path in ("/api/targets?limit=2", f"/api/tasks/{seed_key}/2.5"):
        reply = both.get(path, headers={"Accept": "application/ld+json"})
        assert reply.headers["content-type"] == "application/ld+json"
        told = reply.json()
        assert told.pop("@context") == f"{both.base_url}/api/context.jsonld"
        plainly = both.get(path).json()
        assert [told, plainly][0].keys() == plainly.keys()
        assert both.get(path, params={"format": "jsonld"}).headers["content-type"] == (
            "application/ld+json"
        )


def test_another_processor_reads_the_same(both: httpx.Client, seed_key: str) -> None:
    """Oxigraph makes the same triples of an answer as rdflib."""
    context = both.get("/api/context.jsonld").json()
    document = {**context, **both.get(f"/api/tasks/{seed_key}/2.5").json()}
    found = ox.parse(json.dumps(document), ox.RdfFormat.JSON_LD)
    lines = {str(quad.triple) for quad in found}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    again = ox.parse(graph.serialize(format="nt"), ox.RdfFormat.N_TRIPLES)
    assert lines == {str(quad.triple) for quad in again}
