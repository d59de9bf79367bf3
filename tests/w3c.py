"""The W3C's suites for SPARQL 1.1 Protocol and Graph Store Protocol, replayed over real HTTP.

Any store can stand behind the service. A test empties the store, so that it depends on no other.
"""

import http.client
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from plangraph.graph.store import Store

FOLDER = os.environ.get("PLANGRAPH_W3C_TESTS", "")
ADVICE = (
    "PLANGRAPH_W3C_TESTS names no folder with the W3C's tests. Clone the repository w3c/rdf-tests "
    "and set it to sparql/sparql11 there."
)
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
HTS = "http://www.w3.org/2011/http-statusCodes#"
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
CNT = Namespace("http://www.w3.org/2011/content#")
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
FORMATS = {
    "boolean": "application/sparql-results+json",
    "tabular": "application/sparql-results+json",
    "RDF": "text/turtle",
}
PROTOCOL = (
    "bad_multiple_queries",
    "bad_multiple_updates",
    "bad_query_method",
    "bad_query_missing_direct_type",
    "bad_query_missing_form_type",
    "bad_query_non_utf8",
    "bad_query_syntax",
    "bad_query_wrong_media_type",
    "bad_update_dataset_conflict",
    "bad_update_get",
    "bad_update_missing_form_type",
    "bad_update_non_utf8",
    "bad_update_syntax",
    "bad_update_wrong_media_type",
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
    "update_base_uri",
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_full",
    "update_dataset_named_graphs",
    "update_post_direct",
    "update_post_form",
)
GRAPH_STORE = (
    "head_existing_direct",
    "head_existing_indirect",
    "head_non_existing_direct",  # the suite describes it and forgets to list it
    "head_non_existing_indirect",
    "post_get_new_graph",
    "post_get_post_get_direct",
    "post_get_post_get_indirect",
    "put_delete_get_delete_direct",
    "put_delete_get_delete_indirect",
    "put_get_default",
    "put_get_repeat_direct",
    "put_get_repeat_indirect",
    "put_get_uri_pct_encoded_indirect",
    "put_get_uri_pct_encoded_twice",
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Run:
    """A service with a store behind it, and the token that it wants for writing."""

    store: Store
    url: str
    token: str

    def protocol(self, name: str) -> None:
        """Replay a test of the protocol suite."""
        manifest = read("protocol/manifest.ttl")
        test = find(manifest, name)
        self.store.update("DROP ALL")
        for data in manifest.objects(test, UT.graphData):
            path = unquote(urlsplit(str(manifest.value(data, UT.graph))).path)
            label = str(manifest.value(data, RDFS.label))
            self.store.put_graph(label, Path(path).read_bytes())
        for request in requests(manifest, test):
            for address in addresses(manifest, name, request):
                check(manifest, request, self.send(manifest, request, "/sparql/", address))

    def graph_store(self, name: str) -> None:
        """Replay a test of the graph store protocol suite."""
        self.store.update("DROP ALL")
        kind = "direct" if name.endswith("_direct") else "indirect"
        manifest = read(f"graph-store-protocol/manifest-{kind}.ttl")
        location = ""
        for request in requests(manifest, find(manifest, name)):
            reply = self.send(manifest, request, "/gsp", "/graphs", location)
            check(manifest, request, reply)
            location = reply.headers.get("location", location)

    def send(
        self, manifest: Graph, request: Node, theirs: str, ours: str, location: str = ""
    ) -> Reply:
        """The reply to a request of a suite, its path sent as it stands there."""
        path = str(manifest.value(request, HT.absolutePath)).replace(theirs, ours, 1)
        headers = {"Authorization": f"Bearer {self.token}"} | headers_of(manifest, request)
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        connection.request(
            str(manifest.value(request, HT.methodName)),
            path.replace("$LOCATION$", location),
            body_of(manifest, request),
            headers,
        )
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        reply = Reply(answer.status, found, answer.read())
        connection.close()
        return reply


@cache
def read(name: str) -> Graph:
    """A suite's description of its tests; without it the test says how to get it."""
    file = Path(FOLDER) / name
    if not FOLDER or not file.is_file():
        pytest.skip(ADVICE)
    return Graph().parse(file)


def described(kind: Node, *manifests: str) -> set[str]:
    """The names of all tests that some suites describe."""
    found = [test for name in manifests for test in read(name).subjects(RDF.type, kind)]
    return {str(test).rpartition("#")[2] for test in found}


def listed(*manifests: str) -> set[str]:
    """The names of all tests that some suites list."""
    found = [
        test
        for manifest in map(read, manifests)
        for entries in manifest.objects(None, MF.entries)
        for test in Collection(manifest, entries)
    ]
    return {str(test).rpartition("#")[2] for test in found}


def find(manifest: Graph, name: str) -> Node:
    """A test by its name."""
    (test,) = [one for one in manifest.subjects(MF.name, None) if str(one).endswith(f"#{name}")]
    return test


def requests(manifest: Graph, test: Node) -> list[Node]:
    """The requests of a test in order."""
    listed = manifest.value(manifest.value(test, MF.action), HT.requests)
    return list(Collection(manifest, listed))


def addresses(manifest: Graph, name: str, request: Node) -> list[str]:
    """Where a request goes: queries to /sparql, updates to /update, bad updates to both."""
    kind = headers_of(manifest, request).get("content-type", "")
    if "update" not in name or kind == "application/sparql-query":
        return ["/sparql"]
    return ["/update", "/sparql"] if name.startswith("bad_") else ["/update"]


def headers_of(manifest: Graph, message: Node) -> dict[str, str]:
    """The headers of a request or response, names in small letters."""
    listed = manifest.value(message, HT.headers)
    return {
        str(manifest.value(header, HT.fieldName)).lower(): str(
            manifest.value(header, HT.fieldValue)
        )
        for header in (Collection(manifest, listed) if listed is not None else ())
    }


def body_of(manifest: Graph, message: Node) -> bytes | None:
    """The bytes of a request or response."""
    body = manifest.value(message, HT.body)
    if body is None:
        return None
    encoding = str(manifest.value(body, CNT.characterEncoding))
    return str(manifest.value(body, CNT.chars)).encode(encoding)


def check(manifest: Graph, request: Node, reply: Reply) -> None:
    """Status, format, truth value, address and triples, where the suite names them."""
    wanted = manifest.value(request, HT.resp)
    named = {str(one).removeprefix(HTS) for one in manifest.objects(wanted, MF.expectedStatus)}
    classes = {f"StatusCode{reply.status // 100}xx"}
    fitting = classes | {name for name, code in STATUSES.items() if code == reply.status}
    assert named & fitting, (reply.status, named, reply.body.decode())
    kind = reply.headers.get("content-type", "")
    form = manifest.value(wanted, MF.expectedFormat)
    if form is not None:
        assert kind.partition(";")[0] == FORMATS[str(form)]
    truth = manifest.value(wanted, MF.expectedBoolean)
    if truth is not None:
        assert f'"boolean":{str(truth).lower()}'.encode() in reply.body.replace(b" ", b"")
    if manifest.value(wanted, MF.expectedLocation) is not None:
        assert reply.headers["location"].startswith("http")
    for name, value in headers_of(manifest, wanted).items():
        assert reply.headers[name].lower() == value.lower()
    body = body_of(manifest, wanted)
    if body is not None:
        found = Graph().parse(data=reply.body, format="turtle")
        assert isomorphic(found, Graph().parse(data=body, format="turtle"))
