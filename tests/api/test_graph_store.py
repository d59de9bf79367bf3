"""/graphs as the Graph Store Protocol has it, beyond what the W3C's suite asks."""

import json
from collections.abc import Iterator

import httpx
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from plangraph.graph.store import Store
from tests.api.test_sparql_protocol import BROWSER, GRAPHS, PARSERS, media_type, problem
from tests.api.writing import writable
from tests.graph.test_update import trap

__all__ = ["trap"]

# rdflib's JSON-LD parser uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

TURTLE = {"Content-Type": "text/turtle"}
ONE = "<x:a> <x:b> <x:c> ."
WHERE = {"graph": "x:g"}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
BODIES = {
    "text/turtle": "@prefix x: <x:> . x:a x:b [ x:c '专利'@zh ] , <rel> .",
    "text/turtle; charset=UTF-8": "@prefix x: <x:> . x:a x:b [ x:c '专利'@zh ] , <rel> .",
    "application/n-triples": '<x:a> <x:b> _:n .\n_:n <x:c> "专利"@zh .\n<x:a> <x:b> <@rel> .\n',
    "application/ld+json": json.dumps(
        {"@id": "x:a", "x:b": [{"x:c": {"@value": "专利", "@language": "zh"}}, {"@id": "rel"}]}
    ),
    "application/rdf+xml": f"""<?xml version="1.0"?>
        <rdf:RDF xmlns:rdf="{RDF}" xmlns:x="x:"><rdf:Description rdf:about="x:a">
        <x:b rdf:parseType="Resource"><x:c xml:lang="zh">专利</x:c></x:b><x:b rdf:resource="rel"/>
        </rdf:Description></rdf:RDF>""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Store]]:
    """A service with a small limit for graphs."""
    with writable(tmp_path_factory.mktemp("graphs"), max_graph_bytes=300_000) as found:
        yield found


@pytest.fixture
def client(service: tuple[httpx.Client, Store]) -> httpx.Client:
    """Its client; the store is empty."""
    service[1].update("DROP ALL")
    return service[0]


def lines(client: httpx.Client, **where: str) -> list[str]:
    """The triples of a graph."""
    reply = client.get("/graphs", params=where, headers={"Accept": "application/n-triples"})
    assert reply.status_code in {200, 404}
    return reply.text.splitlines() if reply.status_code == 200 else []


@pytest.mark.parametrize("kind", BODIES)
def test_a_graph_comes_in_four_formats(client: httpx.Client, kind: str) -> None:
    """The same graph goes in as Turtle, N-Triples, JSON-LD or RDF/XML, and comes out as each."""
    address = f"{client.base_url}/graphs/plans/a%20b.ttl?"
    body = BODIES[kind].replace("@rel", f"{client.base_url}/graphs/plans/rel")
    reply = client.put(address, content=body.encode(), headers={"Content-Type": kind})
    assert reply.status_code == 201, reply.text
    wanted = Graph().parse(data=BODIES["text/turtle"], format="turtle", publicID=address)
    for name, media in GRAPHS.items():
        answer = client.get(address, headers={"Accept": media})
        assert media_type(answer) == media
        found = Graph().parse(data=answer.text, format=PARSERS[name])
        assert isomorphic(found, wanted)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/turtle; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/rdf+xml;q=0.5, application/ld+json", "application/ld+json"),
        (BROWSER, "text/plain; charset=utf-8"),
    ],
)
def test_accept_is_weighed(client: httpx.Client, accept: str | None, kind: str) -> None:
    """The client's weights decide; without any wish it is Turtle, which browsers are shown."""
    client.put("/graphs", params=WHERE, content=ONE, headers=TURTLE)
    request = client.build_request("GET", "/graphs", params=WHERE)
    del request.headers["accept"]
    if accept:
        request.headers["accept"] = accept
    reply = client.send(request)
    assert reply.headers["content-type"] == kind
    assert "Accept" in reply.headers["vary"]
    wrong = client.get("/graphs", params=WHERE, headers={"Accept": "image/png"})
    problem(wrong, 406)


def test_a_graph_is_read_without_a_token(client: httpx.Client) -> None:
    """Reading is open to everybody, writing is not."""
    client.put("/graphs", params=WHERE, content=ONE, headers=TURTLE)
    with httpx.Client(base_url=client.base_url) as stranger:
        assert stranger.get("/graphs", params=WHERE).text.strip().endswith(ONE)
        assert stranger.head("/graphs", params=WHERE).status_code == 200
        for method in ("PUT", "POST", "DELETE"):
            sent = stranger.request(method, "/graphs", params=WHERE, content=ONE, headers=TURTLE)
            assert problem(sent, 401)
    assert lines(client, **WHERE) == [ONE]


def test_the_default_graph_is_one_of_its_own(client: httpx.Client) -> None:
    """?default holds what was put there; queries see it beside all named graphs."""
    client.put("/graphs", params=WHERE, content=ONE, headers=TURTLE)
    assert client.get("/graphs?default").status_code == 200
    assert client.put("/graphs?default", content="<x:d> a <x:D> .", headers=TURTLE).is_success
    assert len(lines(client, default="")) == 1
    answer = client.get("/sparql", params={"query": "ASK { <x:d> a <x:D> . <x:a> <x:b> <x:c> }"})
    assert answer.json()["boolean"] is True
    assert client.delete("/graphs?default").status_code == 204
    assert lines(client, default="") == []
    assert lines(client, **WHERE) == [ONE]


def test_a_new_graph_gets_an_address(client: httpx.Client) -> None:
    """POST to the collection makes a graph whose name is the address that Location tells."""
    replies = [client.post("/graphs", content=ONE, headers=TURTLE) for _ in range(2)]
    first, second = (reply.headers["location"] for reply in replies)
    assert [reply.status_code for reply in replies] == [201, 201]
    assert first != second
    assert client.get(first).text.strip().endswith(ONE)
    assert lines(client, graph=second) == [ONE]
    assert client.delete(first).status_code == 204
    problem(client.get(first), 404)


def test_the_collection_lists_its_graphs(client: httpx.Client) -> None:
    """Without a name GET gives every named graph with the number of its triples."""
    client.put("/graphs", params=WHERE, content=ONE + "<x:a> <x:b> 2 .", headers=TURTLE)
    client.put("/graphs/h", content=ONE, headers=TURTLE)
    query = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?name ?n { ?d sd:namedGraph [ sd:name ?name ; sd:graph [ void:triples ?n ] ] }"""
    for path in ("/graphs", "/graphs/"):
        found = Graph().parse(data=client.get(path).text, format="turtle").query(query)
        rows = {(str(name), number.toPython()) for name, number in found}
        assert rows == {("x:g", 2), (f"{client.base_url}/graphs/h", 1)}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/graphs"),
        ("DELETE", "/graphs"),
        ("GET", "/graphs?graph=x:g&default"),
        ("GET", "/graphs?graph=x:g&graph=x:h"),
        ("GET", "/graphs?default=yes"),
        ("GET", "/graphs?graph=relative"),
        ("GET", "/graphs?graph="),
        ("GET", "/graphs?graph=%FF"),
        ("PUT", "/graphs?graph=x:%3E%7D%20;%20DROP%20ALL%20;%20%23"),
        ("POST", "/graphs?graph=no%20iri"),
    ],
)
def test_a_request_names_one_graph(client: httpx.Client, method: str, path: str) -> None:
    """A request that names none, more than one, or one that is no IRI, is refused."""
    problem(client.request(method, path, content=ONE, headers=TURTLE), 400)


def test_names_are_decoded_once(client: httpx.Client) -> None:
    """A plus sign and percent signs in a graph's name stay what they are."""
    client.put("/graphs?graph=http://x/a+b%2525", content=ONE, headers=TURTLE)
    found = client.get("/sparql?query=SELECT%20?g%20%7BGRAPH%20?g%20%7B%7D%7D&format=csv")
    assert "http://x/a+b%25" in found.text.split()


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/graphs?graph=x:g", "/graphs/a"])
def test_other_methods_are_405(client: httpx.Client, method: str, path: str) -> None:
    """PATCH and others are not answered; Allow tells which are."""
    reply = client.request(method, path, content="CLEAR ALL")
    assert reply.status_code == 405
    assert reply.headers["allow"]


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/html",
        "application/x-www-form-urlencoded",
        "text/turtle; charset=gb18030",
        "application/n-quads",
        "application/sparql-update",
        "image/png",
    ],
)
def test_other_types_are_415(client: httpx.Client, kind: str) -> None:
    """A body of another type, or of none, is refused with those that are read."""
    sent = client.put("/graphs", params=WHERE, content=ONE, headers={"Content-Type": kind})
    assert "text/turtle" in problem(sent, 415)["detail"]


@pytest.mark.parametrize(
    ("kind", "body", "where"),
    [
        ("text/turtle", "<x:a> <x:b> <x:c> .\n<x:a> <x:b> . ", "line 2, column "),
        ("text/turtle", "<x:a> <x:b> '\xff' .".encode("latin-1"), "line 1, column "),
        ("text/turtle", "<x:a> <x:b> <rel", "line 1, column "),
        ("application/n-triples", "<x:a> <x:b> 1 .", "line 1, column 13"),
        ("application/ld+json", '{"@id": "x:a",\n "x:b": }', "line 2, column "),
        ("application/ld+json", '{"@graph": [{"@id":"x:a","x:b":1}], "@id": "x:g"}', ""),
        ("application/rdf+xml", "<rdf:RDF>\n  <a></b>", "line 2, column 8"),
        ("application/rdf+xml", f"<x xmlns='x:' xmlns:r='{RDF}'>\n <a></b></x>", "line 2, column "),
        ("application/rdf+xml", "", "line 1, column "),
    ],
)
def test_broken_bodies_change_nothing(
    client: httpx.Client, kind: str, body: str | bytes, where: str
) -> None:
    """A body that does not parse is told with line and column; nothing of it is in the store."""
    client.put("/graphs", params=WHERE, content=ONE, headers=TURTLE)
    before = client.get("/healthz").json()["generation"]
    for method in ("PUT", "POST"):
        sent = client.request(
            method, "/graphs", params=WHERE, content=body, headers={"Content-Type": kind}
        )
        assert problem(sent, 400).get("where", "").startswith(where)
    assert client.get("/healthz").json()["generation"] == before


LAUGHS = """<!DOCTYPE rdf:RDF [ <!ENTITY a "ha"> <!ENTITY b "&a;&a;"> ]>"""


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS + "<rdf:RDF/>",
        "<?xml version='1.0'?><!-- x -->\n<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x'><x/>",
        ("<?xml version='1.0' encoding='UTF-16'?>" + LAUGHS + "<x/>").encode("utf-16"),
    ],
)
def test_document_types_are_refused(client: httpx.Client, body: str | bytes) -> None:
    """RDF/XML with a document type, which could define entities, is refused in every encoding."""
    headers = {"Content-Type": "application/rdf+xml"}
    sent = client.put("/graphs", params=WHERE, content=body, headers=headers)
    assert "DOCTYPE" in problem(sent, 400)["detail"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/ld+json", '{"@context": "@", "@id": "x:a", "x:b": 1}'),
        ("application/ld+json", '{"@context": {"@import": "@"}, "@id": "x:a", "x:b": 1}'),
        ("application/rdf+xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "@">]><x>&e;</x>'),
        ("application/rdf+xml", '<?xml-stylesheet href="@"?><x xmlns="@"/>'),
        ("text/turtle", "<> <http://www.w3.org/2002/07/owl#imports> <@> ."),
    ],
)
def test_nothing_is_fetched(client: httpx.Client, trap: list[str], kind: str, body: str) -> None:
    """Contexts, entities and imports that stand elsewhere stay there."""
    sent = (
        body.replace("@", trap[0])
        if "@context" not in body
        else body.replace('"@"', f'"{trap[0]}"')
    )
    client.put("/graphs", params=WHERE, content=sent, headers={"Content-Type": kind})
    assert trap[1:] == []


DEEP = 20_000


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/ld+json", '{"x:b":' * DEEP + "1" + "}" * DEEP),
        ("application/ld+json", "[" * DEEP + "]" * DEEP),
        (
            "text/turtle",
            "<x:a> <x:b> " * 1 + "<<( <x:a> <x:b> " * 10_000 + "1" + " )>>" * 10_000 + " .",
        ),
        ("application/rdf+xml", "<a>" * DEEP + "</a>" * DEEP),
    ],
)
def test_deep_nesting_is_400(client: httpx.Client, kind: str, body: str) -> None:
    """A body nested so deeply that a parser would crash is refused, and the service goes on."""
    sent = client.put("/graphs", params=WHERE, content=body, headers={"Content-Type": kind})
    assert "nested" in problem(sent, 400)["detail"]
    assert client.get("/healthz").status_code == 200


def test_triples_about_triples_are_422(client: httpx.Client) -> None:
    """What RDF 1.1 cannot say is refused: the other engines and libraries could not read it."""
    body = "<x:a> <x:b> <<( <x:a> <x:b> 1 )>> ."
    problem(client.put("/graphs", params=WHERE, content=body, headers=TURTLE), 422)


def test_long_bodies_are_413(client: httpx.Client) -> None:
    """A body longer than the limit is refused before it is read to its end."""
    body = f"<x:a> <x:b> '{'长' * 100_001}' ."
    problem(client.put("/graphs", params=WHERE, content=body.encode(), headers=TURTLE), 413)
    assert lines(client, **WHERE) == []


def test_a_form_brings_several_files(client: httpx.Client) -> None:
    """The files of a form go into one graph, each in its own format, or none of them does."""
    files = [
        ("a", ("a.ttl", "<x:a> <x:b> _:n .", "text/turtle")),
        ("b", ("b.nt", b"<x:a> <x:b> _:n .\r\n", "application/n-triples")),
        ("c", ("c.jsonld", '{"@id":"x:a","x:b":"\u4e13"}'.encode(), "application/ld+json")),
    ]
    assert client.post("/graphs", params=WHERE, files=files).status_code == 201
    assert len(lines(client, **WHERE)) == 3
    broken = [*files, ("d", ("d.ttl", "<x:a> <x:b> ", "text/turtle"))]
    problem(client.post("/graphs", params={"graph": "x:h"}, files=broken), 400)
    untyped = [("a", ("a.png", b"\x89PNG", "image/png"))]
    problem(client.post("/graphs", params={"graph": "x:h"}, files=untyped), 415)
    odd = {"Content-Type": "multipart/form-data; boundary=x"}
    problem(client.post("/graphs", params={"graph": "x:h"}, content=b"x", headers=odd), 400)
    assert lines(client, graph="x:h") == []
