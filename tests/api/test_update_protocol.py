"""/update as the SPARQL 1.1 Protocol has it, beyond what the W3C's suite asks."""

import threading
from collections.abc import Iterator

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from plangraph.graph.store import Store
from tests.api.test_sparql_protocol import problem
from tests.api.writing import writable

UPDATE = {"Content-Type": "application/sparql-update"}
ADD = "INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 1 } }"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Store]]:
    """A service with a small limit for updates."""
    with writable(tmp_path_factory.mktemp("update"), max_update_bytes=5000) as found:
        yield found


@pytest.fixture
def client(service: tuple[httpx.Client, Store]) -> httpx.Client:
    """Its client; the store is empty."""
    service[1].update("DROP ALL")
    return service[0]


def test_an_update_is_seen_by_the_next_query(client: httpx.Client) -> None:
    """An update by form or as a body of its own answers 204, and /sparql sees it at once."""
    ask = {"query": "ASK { <x:a> <x:b> 1 }", "format": "json"}
    tag = client.get("/sparql", params=ask).headers["etag"]
    for sent in ({"data": {"update": ADD}}, {"content": ADD, "headers": UPDATE}):
        client.post("/update", data={"update": "DROP ALL"})
        reply = client.post("/update", **sent)  # type: ignore[arg-type]
        assert (reply.status_code, reply.content) == (204, b"")
        answer = client.get("/sparql", params=ask, headers={"If-None-Match": tag})
        assert answer.json()["boolean"] is True


def test_the_graphs_of_a_form_count_like_those_of_the_address(client: httpx.Client) -> None:
    """using-graph-uri may stand in the form or in the address; empty ones name nothing."""
    client.post("/update", data={"update": ADD})
    asked = "INSERT { GRAPH <x:out> { ?s <x:seen> ?o } } WHERE { ?s <x:b> ?o }"
    for place in ({"using-graph-uri": "x:g"}, {"using-graph-uri": ""}):
        client.post("/update", data={"update": asked} | place)
        found = client.get("/graphs", params={"graph": "x:out"}).status_code
        assert found == (200 if place["using-graph-uri"] else 404)
        client.post("/update", data={"update": "DROP SILENT GRAPH <x:out>"})
    both = "/update?using-graph-uri=x:g&using-named-graph-uri=x:g"
    assert client.post(both, data={"update": asked}).status_code == 204
    assert client.get("/graphs", params={"graph": "x:out"}).status_code == 200


@pytest.mark.parametrize(
    ("update", "status", "where"),
    [
        ("INSERT DATA { <x:a> <x:b> }", 400, "line 1, column "),
        ("SELECT * { ?s ?p ?o }", 400, ""),
        ("LOAD <http://127.0.0.1:9/>", 400, ""),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, ""),
        ("DROP GRAPH <x:none>", 400, ""),
        ("INSERT { ?s ?p 1 } WHERE " + "{" * 1000 + "?s ?p ?o" + "}" * 1000, 400, ""),
        ("# " + "长" * 2000 + "\nCLEAR ALL", 413, ""),
        ("CLEAR ALL ; DROP GRAPH <x:none>", 400, ""),
    ],
)
def test_a_refused_update_changes_nothing(
    client: httpx.Client, update: str, status: int, where: str
) -> None:
    """What is wrong is told with its place, and the store is as it was."""
    client.post("/update", data={"update": ADD})
    before = client.get("/healthz").json()["generation"]
    for sent in (
        client.post("/update", data={"update": update}),
        client.post("/update", content=update.encode(), headers=UPDATE),
    ):
        assert problem(sent, status).get("where", "").startswith(where)
    assert client.get("/healthz").json()["generation"] == before


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/update?update=CLEAR%20ALL", {}),
        ("/update", {}),
        ("/update", {"update": "CLEAR ALL", "query": "ASK {}"}),
        ("/update?query=ASK%7B%7D", {"update": "CLEAR ALL"}),
        ("/update?using-graph-uri=no%20iri", {"update": "DELETE WHERE { ?s ?p ?o }"}),
        ("/update?using-graph-uri=%FF", {"update": "CLEAR ALL"}),
    ],
)
def test_other_requests_are_400(client: httpx.Client, path: str, fields: dict[str, str]) -> None:
    """An update is sent once, in the body, and alone."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    problem(client.post(path, data=fields, headers=headers), 400)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_405(client: httpx.Client, method: str) -> None:
    """Only POST updates."""
    reply = client.request(method, "/update")
    assert (reply.status_code, reply.headers["allow"]) == (405, "POST")


def test_relative_iris_are_relative_to_the_address(client: httpx.Client) -> None:
    """A relative IRI of an update has the address of /update as its base."""
    client.post("/update", data={"update": "INSERT DATA { GRAPH <g> { <x:a> <x:b> <y> } }"})
    reply = client.get("/graphs", params={"graph": f"{client.base_url}/g"})
    assert f"<{client.base_url}/y>" in reply.text


def test_rdflib_writes_to_the_endpoint(client: httpx.Client) -> None:
    """rdflib's own client of SPARQL endpoints adds and removes triples."""
    store = SPARQLUpdateStore(
        f"{client.base_url}/sparql",
        f"{client.base_url}/update",
        returnFormat="json",
        headers={"Authorization": client.headers["Authorization"]},
    )
    graph = Graph(store, URIRef("x:g"))
    triple = URIRef("x:a"), URIRef("x:b"), URIRef("x:c")
    graph.add(triple)
    assert len(graph) == 1
    graph.remove(triple)
    assert len(graph) == 0


def test_updates_at_the_same_time_are_all_done(client: httpx.Client) -> None:
    """Forty updates from eight threads leave forty triples."""

    def add(first: int) -> None:
        for number in range(first, first + 5):
            triple = f"<x:{number}> <x:b> {number}"
            client.post("/update", data={"update": f"INSERT DATA {{ GRAPH <x:g> {{ {triple} }} }}"})

    threads = [threading.Thread(target=add, args=(8 * 5 * n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = client.get("/graphs", params={"graph": "x:g"}, headers={"Accept": "text/plain"})
    assert len(found.text.splitlines()) == 40
