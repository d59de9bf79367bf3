"""The query tests of the W3C's SPARQL 1.1 Protocol suite, replayed against the real server."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

from plangraph.graph.store import open_store
from tests.api.conftest import serving

FOLDER = os.environ.get("PLANGRAPH_W3C_TESTS", "")
ADVICE = (
    "PLANGRAPH_W3C_TESTS names no folder with the W3C's protocol tests. Clone the repository "
    "w3c/rdf-tests and set it to sparql/sparql11 there."
)
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
HTS = "http://www.w3.org/2011/http-statusCodes#StatusCode"
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
CNT = Namespace("http://www.w3.org/2011/content#")
FORMATS = {
    "boolean": {"application/sparql-results+json"},
    "tabular": {"application/sparql-results+json"},
    "RDF": {"text/turtle"},
}
TESTS = (
    "bad_multiple_queries",
    "bad_query_method",
    "bad_query_missing_direct_type",
    "bad_query_missing_form_type",
    "bad_query_non_utf8",
    "bad_query_syntax",
    "bad_query_wrong_media_type",
    "query_content_type_ask",
    "query_content_type_construct",
    "query_content_type_describe",
    "query_content_type_select",
    "query_dataset_default_graphs_get",
    "query_dataset_default_graphs_post",
    "query_dataset_full",
    "query_dataset_named_graphs_get",
    "query_dataset_named_graphs_post",
    "query_get",
    "query_multiple_dataset",
    "query_post_direct",
    "query_post_form",
)


@pytest.fixture(scope="module")
def manifest() -> Graph:
    """The suite's description of its tests; without it the test says how to get it."""
    file = Path(FOLDER) / "protocol" / "manifest.ttl"
    if not FOLDER or not file.is_file():
        pytest.skip(ADVICE)
    return Graph().parse(file)


@pytest.fixture(scope="module")
def suite(manifest: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service whose store holds the suite's graphs."""
    folder = tmp_path_factory.mktemp("w3c") / "store"
    with open_store(folder):
        pass
    engine = ox.Store(str(folder / "oxigraph"))
    for data in set(manifest.objects(None, UT.graphData)):
        path = unquote(str(manifest.value(data, UT.graph)).removeprefix("file://"))
        name = ox.NamedNode(str(manifest.value(data, RDFS.label)))
        engine.load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=name)
    del engine
    with open_store(folder) as store, serving(store) as client:
        yield client


@pytest.mark.parametrize("name", TESTS)
def test_w3c_protocol(manifest: Graph, suite: httpx.Client, name: str) -> None:
    """Each request of the suite gets the status, the format and the truth value that it wants."""
    [test] = [
        t for t in manifest.subjects(RDF.type, MF.ProtocolTest) if str(t).endswith(f"#{name}")
    ]
    requests = manifest.value(manifest.value(test, MF.action), HT.requests)
    for request in Collection(manifest, requests):
        reply = send(suite, manifest, request)
        wanted = manifest.value(request, HT.resp)
        statuses = {str(s).removeprefix(HTS) for s in manifest.objects(wanted, MF.expectedStatus)}
        assert f"{reply.status_code // 100}xx" in statuses, reply.text
        check_body(manifest, wanted, reply)


def send(client: httpx.Client, manifest: Graph, request: URIRef) -> httpx.Response:
    """The reply to a request of the suite."""
    headers = {}
    if (listed := manifest.value(request, HT.headers)) is not None:
        for header in Collection(manifest, listed):
            name = str(manifest.value(header, HT.fieldName))
            headers[name] = str(manifest.value(header, HT.fieldValue))
    body = manifest.value(request, HT.body)
    content = None
    if body is not None:
        encoding = str(manifest.value(body, CNT.characterEncoding))
        content = str(manifest.value(body, CNT.chars)).encode(encoding)
    path = str(manifest.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
    return client.request(
        str(manifest.value(request, HT.methodName)), path, headers=headers, content=content
    )


def check_body(manifest: Graph, wanted: URIRef, reply: httpx.Response) -> None:
    """Format and truth value, where the suite names them."""
    form = manifest.value(wanted, MF.expectedFormat)
    if form is not None:
        assert reply.headers["content-type"].partition(";")[0] in FORMATS[str(form)]
    truth = manifest.value(wanted, MF.expectedBoolean)
    if truth is not None:
        assert reply.json()["boolean"] is truth.toPython()
