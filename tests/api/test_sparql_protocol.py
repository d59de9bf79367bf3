"""/sparql as the SPARQL 1.1 Protocol has it: formats, content types, refusals."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import httpx
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore

# rdflib's JSON-LD parser uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

SELECT = "SELECT ?task WHERE { ?task a pg:Task } ORDER BY ?task"
ASK = "ASK { ?task a pg:Task }"
CONSTRUCT = "CONSTRUCT { ?task a pg:Task } WHERE { ?task a pg:Task }"
DESCRIBE = "DESCRIBE ?plan WHERE { ?plan a pg:Plan }"
ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
PARSERS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
SPARQL_XML = "{http://www.w3.org/2005/sparql-results#}"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def media_type(reply: httpx.Response) -> str:
    """The content type without its parameters."""
    return reply.headers["content-type"].partition(";")[0]


def problem(reply: httpx.Response, status: int) -> dict[str, str]:
    """The problem details of a refusal."""
    assert reply.status_code == status, reply.text
    assert media_type(reply) == "application/problem+json"
    found: dict[str, str] = reply.json()
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    return found


@pytest.mark.parametrize("by", ["accept", "format", "media type as format"])
@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("query", [SELECT, ASK])
def test_rows_come_in_four_formats(seed: httpx.Client, query: str, name: str, by: str) -> None:
    """SELECT and ASK answer as JSON, XML, CSV and TSV, by Accept or by format."""
    parameters = {"query": query}
    if by != "accept":
        parameters["format"] = name if by == "format" else ROWS[name]
    headers = {"Accept": ROWS[name] if by == "accept" else "*/*"}
    reply = seed.get("/sparql", params=parameters, headers=headers)
    assert (reply.status_code, media_type(reply)) == (200, ROWS[name])
    assert rows_in(name, reply.text) == (9 if query == SELECT else 1)


def rows_in(name: str, text: str) -> int:
    """How many rows a result holds; a truth value counts as one."""
    if name == "json":
        found = json.loads(text)
        return len(found["results"]["bindings"]) if "results" in found else int(found["boolean"])
    if name == "xml":
        root = ET.fromstring(text)  # noqa: S314 (our own server wrote it)
        return len(root.findall(f".//{SPARQL_XML}result") or root.findall(f"{SPARQL_XML}boolean"))
    rows = list(csv.reader(io.StringIO(text), delimiter="," if name == "csv" else "\t"))
    return len(rows) - 1 if len(rows) > 1 else int(rows[0] == ["true"])


@pytest.mark.parametrize("by", ["accept", "format"])
@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_graphs_come_in_four_formats(seed: httpx.Client, query: str, name: str, by: str) -> None:
    """CONSTRUCT and DESCRIBE answer as Turtle, N-Triples, JSON-LD and RDF/XML, all alike."""
    parameters = {"query": query} | ({"format": name} if by == "format" else {})
    headers = {"Accept": GRAPHS[name] if by == "accept" else "*/*"}
    reply = seed.get("/sparql", params=parameters, headers=headers)
    assert (reply.status_code, media_type(reply)) == (200, GRAPHS[name])
    turtle = seed.get("/sparql", params={"query": query}, headers={"Accept": "text/turtle"})
    found = Graph().parse(data=reply.text, format=PARSERS[name])
    assert len(found) > 0
    assert isomorphic(found, Graph().parse(data=turtle.text, format="turtle"))


@pytest.mark.parametrize(
    ("query", "accept", "wanted"),
    [
        (SELECT, None, "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (CONSTRUCT, None, "text/turtle"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (SELECT, "text/csv;q=0.2, application/sparql-results+xml;q=0.9", ROWS["xml"]),
        (SELECT, "text/*", "text/csv"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "application/xml", "application/xml"),
        (SELECT, "text/csv;q=0, */*;q=0.1", ROWS["json"]),
        (SELECT, "application/sparql-results+json;q=0, text/tab-separated-values", ROWS["tsv"]),
        (CONSTRUCT, "application/json", "application/json"),
        (CONSTRUCT, "application/rdf+xml, text/turtle;q=0.9", GRAPHS["rdfxml"]),
        (SELECT, BROWSER, "text/html"),
    ],
)
def test_accept_is_weighed(seed: httpx.Client, query: str, accept: str | None, wanted: str) -> None:
    """The client's weights decide; without any wish rows are JSON and graphs are Turtle."""
    request = seed.build_request("GET", "/sparql", params={"query": query})
    del request.headers["accept"]
    if accept is not None:
        request.headers["accept"] = accept
    reply = seed.send(request)
    assert (reply.status_code, media_type(reply)) == (200, wanted)
    assert "Accept" in reply.headers["vary"]


@pytest.mark.parametrize(
    ("query", "accept", "wanted"),
    [
        (SELECT, "text/turtle", None),
        (CONSTRUCT, "text/csv", None),
        (SELECT, "image/png", None),
        (SELECT, "*/*;q=0", None),
        (SELECT, "*/*", "ttl"),
        (CONSTRUCT, "*/*", "csv"),
        (SELECT, "*/*", "nonsense"),
    ],
)
def test_what_cannot_be_written_is_406(
    seed: httpx.Client, query: str, accept: str, wanted: str | None
) -> None:
    """A format that does not fit the answer is refused with those that do."""
    parameters = {"query": query} | ({"format": wanted} if wanted else {})
    reply = seed.get("/sparql", params=parameters, headers={"Accept": accept})
    assert "On offer: " in problem(reply, 406)["advice"]


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("SELECT * WHERE { ?s ?p }", "line 1, column "),
        ("SELECT *\nWHERE {\n  ?s ?p ?o ", "line 3, column "),
        ("nonsense", "line 1, column "),
        ("SELECT * WHERE { ?s ex:p ?o }", "line 1, column "),
    ],
)
def test_invalid_sparql_is_400_with_its_place(seed: httpx.Client, query: str, where: str) -> None:
    """A query that does not parse is refused with line and column."""
    for reply in (
        seed.get("/sparql", params={"query": query}),
        seed.post("/sparql", data={"query": query}),
    ):
        assert problem(reply, 400)["where"].startswith(where)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }",
        "# quiet\nCLEAR ALL",
        "LOAD <http://127.0.0.1:9/x>",
    ],
)
def test_updates_are_refused(seed: httpx.Client, update: str) -> None:
    """No form of request changes the store through /sparql."""
    before = seed.get("/healthz").json()["generation"]
    headers = {"Content-Type": "application/sparql-update"}
    problem(seed.get("/sparql", params={"query": update}), 400)
    problem(seed.get("/sparql", params={"update": update}), 400)
    problem(seed.post("/sparql", data={"update": update}), 400)
    problem(seed.post("/sparql", content=update, headers=headers), 415)
    assert seed.get("/healthz").json()["generation"] == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . # harmless\n service silent <http://127.0.0.1:9/> { } }",
        "ASK { { { SERVICE ?where { ?s ?p ?o } } } }",
    ],
)
def test_service_is_refused(seed: httpx.Client, query: str) -> None:
    """A query cannot make the server call another one."""
    assert "SERVICE" in problem(seed.get("/sparql", params={"query": query}), 400)["detail"]


def test_the_word_service_is_no_call(seed: httpx.Client) -> None:
    """The word SERVICE inside a text or a comment is allowed."""
    query = 'ASK { ?s ?p ?o FILTER(?o != "SERVICE <x> { }") } # SERVICE'
    assert seed.get("/sparql", params={"query": query}).json()["boolean"] is True


def test_long_queries_are_413(seed: httpx.Client) -> None:
    """A query of more than 100 kB is refused, however it is sent."""
    query = SELECT + " # " + "长" * 40_000
    headers = {"Content-Type": "application/sparql-query"}
    problem(seed.post("/sparql", data={"query": query}), 413)
    problem(seed.post("/sparql", content=query.encode(), headers=headers), 413)
    fits = SELECT + " # " + "a" * (100_000 - len(SELECT) - 3)
    assert seed.post("/sparql", data={"query": fits}).status_code == 200


def test_deep_nesting_is_400(seed: httpx.Client) -> None:
    """A query nested a thousand levels deep is refused, and the server goes on."""
    query = "SELECT * " + "{" * 1000 + "?s ?p ?o" + "}" * 1000
    problem(seed.post("/sparql", data={"query": query}), 400)
    assert seed.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("text/plain", 415),
        ("application/json", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/sparql-query; charset=UTF-16", 415),
        ("", 415),
    ],
)
def test_other_bodies_are_415(seed: httpx.Client, kind: str, status: int) -> None:
    """A body that is neither a form nor a query in UTF-8 is refused."""
    problem(seed.post("/sparql", content=ASK, headers={"Content-Type": kind}), status)


def test_a_body_that_is_no_utf8_is_400(seed: httpx.Client) -> None:
    """Bytes that are not UTF-8 are refused with their place."""
    headers = {"Content-Type": "application/sparql-query"}
    reply = seed.post("/sparql", content=ASK.encode("utf-16"), headers=headers)
    assert problem(reply, 400)["where"] == "byte 0"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405(seed: httpx.Client, method: str) -> None:
    """Only GET, HEAD and POST are answered."""
    problem(seed.request(method, "/sparql", content=ASK), 405)


def test_two_queries_are_400(seed: httpx.Client) -> None:
    """A request with two queries, or a POST with none, is refused."""
    problem(seed.get("/sparql", params={"query": [ASK, ASK]}), 400)
    problem(seed.post("/sparql", data={"other": "x"}), 400)


@pytest.mark.parametrize(
    ("text", "rows"),
    [('"2.5"', 1), ('"9.9"', 0), ('"2.5"@zh', 0), ("<urn:x>", 0)],
)
def test_variables_can_be_bound(seed: httpx.Client, text: str, rows: int) -> None:
    """$name gives a variable a value in Turtle's notation, never as text of the query."""
    query = "SELECT ?item ?at WHERE { ?item a pg:Task ; pg:position ?at }"
    reply = seed.get("/sparql", params={"query": query, "$at": text})
    assert len(reply.json()["results"]["bindings"]) == rows


@pytest.mark.parametrize("text", ["", "x", '"a" , "b"', '"a" . <urn:s> <urn:p> 1', "[]", '"open'])
def test_a_bound_value_is_one_term(seed: httpx.Client, text: str) -> None:
    """What is more or less than one IRI or literal is refused, with the name of the parameter."""
    reply = seed.get("/sparql", params={"query": "SELECT ?at WHERE { ?s ?p ?at }", "$at": text})
    assert problem(reply, 400)["where"] == "$at"


def test_the_dataset_can_be_chosen(seed: httpx.Client, seed_key: str) -> None:
    """default-graph-uri and named-graph-uri choose the dataset, and win over FROM."""
    base = "https://w3id.org/plangraph/id/graph/"
    plan, other = f"{base}{seed_key}", f"{base}ref"
    query = "SELECT (COUNT(?task) AS ?n) WHERE { ?task a pg:Task }"
    named = "SELECT (COUNT(?task) AS ?n) WHERE { GRAPH ?g { ?task a pg:Task } }"

    def count(query: str, **graphs: object) -> str:
        parameters = {"query": query, "format": "csv"} | {
            f"{kind}-graph-uri": value for kind, value in graphs.items()
        }
        return seed.get("/sparql", params=parameters).text.splitlines()[1]

    assert count(query) == "9"
    assert count(query, default=plan) == "9"
    assert count(query, default=other) == "0"
    assert count(query, default=[other, plan]) == "9"
    assert count(query, named=plan) == "0"
    assert count(named, named=plan) == "9"
    assert count(named, named=other) == "0"
    assert count(query.replace("WHERE", f"FROM <{plan}> WHERE"), default=other) == "0"
    assert seed.get("/sparql", params={"query": query, "default-graph-uri": "no iri"}).is_error


def test_without_a_query_the_service_describes_itself(seed: httpx.Client) -> None:
    """GET /sparql gives a service description in every format for graphs."""
    for name, kind in GRAPHS.items():
        reply = seed.get("/sparql", headers={"Accept": kind})
        found = Graph().parse(data=reply.text, format=PARSERS[name])
        endpoints = found.query(
            "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
            "SELECT ?e { ?s a sd:Service ; sd:endpoint ?e ; "
            "sd:supportedLanguage sd:SPARQL11Query }"
        )
        assert [str(row[0]) for row in endpoints] == [f"{seed.base_url}/sparql"]
    assert media_type(seed.get("/sparql")) == "text/turtle"


def test_a_browser_gets_a_form(seed: httpx.Client) -> None:
    """A browser sees a form that works without JavaScript, and its result as a table."""
    page = seed.get("/sparql", headers={"Accept": BROWSER})
    assert '<textarea id="query" name="query"' in page.text
    result = seed.get("/sparql", params={"query": SELECT}, headers={"Accept": BROWSER})
    assert result.text.count("<tr>") == 10
    wrong = seed.get("/sparql", params={"query": "SELECT"}, headers={"Accept": BROWSER})
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text


def test_rdflib_reads_the_endpoint(seed: httpx.Client) -> None:
    """rdflib's own client of SPARQL endpoints gets the rows."""
    store = SPARQLStore(f"{seed.base_url}/sparql", returnFormat="json", method="POST_FORM")
    assert len(list(Graph(store).query(SELECT))) == 9
