"""What the service says of itself and its data: service description, VoID, prefixes, examples."""

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.questions import questions
from tests.api.test_sparql_protocol import BROWSER, GRAPHS, PARSERS, media_type
from tests.api.writing import writable

# rdflib's JSON-LD parser uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
SH = Namespace("http://www.w3.org/ns/shacl#")
PG = Namespace(PREFIXES["pg"])
KNOWN = {
    *(SD.endpoint, SD.feature, SD.supportedLanguage, SD.defaultEntailmentRegime, SD.resultFormat),
    *(SD.propertyFeature, SD.defaultDataset, SD.defaultGraph, SD.namedGraph, SD.name, SD.graph),
}
PATHS = ("/sparql", "/.well-known/void", "/.well-known/sparql-examples", "/graphs")
EDITOR_PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
    SELECT DISTINCT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix }"""
EDITOR_EXAMPLES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT DISTINCT ?sq ?comment ?query { ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
      sh:select|sh:ask|sh:construct|sh:describe ?query } ORDER BY ?sq"""
EDITOR_CLASSES = """PREFIX void: <http://rdfs.org/ns/void#>
    PREFIX void-ext: <http://ldf.fi/void-ext#>
    SELECT DISTINCT ?class ?property ?target ?datatype {
      ?cp void:class ?class ; void:propertyPartition ?pp . ?pp void:property ?property .
      OPTIONAL { { ?pp void:classPartition [ void:class ?target ] }
        UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?datatype ] } } }"""
COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
}


def described(client: httpx.Client, path: str = "/sparql") -> Graph:
    """The triples at an address."""
    return Graph().parse(data=client.get(path).text, format="turtle")


def number(client: httpx.Client, query: str) -> int:
    """The one number that a query gives."""
    rows = client.get("/sparql", params={"query": query, "format": "csv"}).text.split()
    return int(rows[1])


@pytest.mark.parametrize("path", PATHS)
def test_descriptions_come_in_four_formats(seed: httpx.Client, path: str) -> None:
    """Each description is there as Turtle, N-Triples, JSON-LD and RDF/XML, and browsers see it."""
    wanted = described(seed, path)
    assert len(wanted) > 4
    for name, kind in GRAPHS.items():
        reply = seed.get(path, headers={"Accept": kind})
        assert media_type(reply) == kind
        assert len(Graph().parse(data=reply.text, format=PARSERS[name])) == len(wanted)
    assert media_type(seed.get(path)) == "text/turtle"
    if path != "/sparql":
        page = seed.get(path, headers={"Accept": BROWSER})
        assert page.headers["content-type"] == "text/plain; charset=utf-8"
        assert "@prefix" in page.text


def test_the_endpoint_describes_itself(seed: httpx.Client) -> None:
    """The W3C's three tests: GET gives RDF, with a matching sd:endpoint, of the right shape."""
    graph = described(seed)
    endpoint = URIRef(f"{seed.base_url}/sparql")
    assert list(graph.subjects(SD.endpoint, endpoint)) == [endpoint]
    services = set(graph.subjects(RDF.type, SD.Service))
    assert services == {endpoint, URIRef(f"{seed.base_url}/update")}
    assert set(graph.subjects(SD.endpoint, None)) == services
    for service in services:
        assert graph.value(service, SD.supportedLanguage) in {SD.SPARQL11Query, SD.SPARQL11Update}
        dataset = graph.value(service, SD.defaultDataset)
        assert (dataset, RDF.type, SD.Dataset) in graph
        assert (graph.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in graph
    for named in graph.objects(None, SD.namedGraph):
        assert (named, RDF.type, SD.NamedGraph) in graph
        assert isinstance(graph.value(named, SD.name), URIRef)
        assert (graph.value(named, SD.graph), RDF.type, SD.Graph) in graph
    assert {name for name in graph.predicates() if str(name).startswith(SD)} <= KNOWN


def test_the_search_is_announced(seed: httpx.Client) -> None:
    """The description names the property that searches, and a query may use it."""
    (search,) = described(seed).objects(URIRef(f"{seed.base_url}/sparql"), SD.propertyFeature)
    query = f'SELECT (COUNT(*) AS ?n) {{ ?x <{search}> "专利" }}'
    assert number(seed, query) > 0


def test_result_formats_are_those_that_are_given(seed: httpx.Client) -> None:
    """Each sd:resultFormat is a format of the W3C's list that /sparql answers in."""
    graph = described(seed)
    formats = {str(form).rpartition("/")[2] for form in graph.objects(None, SD.resultFormat)}
    rows = {f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")}
    assert formats == rows | {"Turtle", "N-Triples", "JSON-LD", "RDF_XML"}


def test_counts_are_those_of_queries(both: httpx.Client) -> None:
    """The figures of the VoID are what queries over the data count."""
    graph = described(both, "/.well-known/void")
    dataset = URIRef(f"{both.base_url}/.well-known/void#dataset")
    for name, query in COUNTS.items():
        assert graph.value(dataset, VOID[name]).toPython() == number(both, query)
    partitions = set(graph.objects(dataset, VOID.classPartition))
    (tasks,) = [one for one in graph.subjects(VOID["class"], PG.Task) if one in partitions]
    count = "SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t a pg:Task }"
    assert graph.value(tasks, VOID.entities).toPython() == number(both, count)
    (duties,) = [
        part
        for part in graph.objects(tasks, VOID.propertyPartition)
        if graph.value(part, VOID.property) == PG.hasResponsibility
    ]
    count = "SELECT (COUNT(*) AS ?n) { ?t a pg:Task ; pg:hasResponsibility ?d }"
    assert graph.value(duties, VOID.triples).toPython() == number(both, count)
    graphs = {
        str(graph.value(named, SD.name)): graph.value(
            graph.value(named, SD.graph), VOID.triples
        ).toPython()
        for named in graph.objects(dataset, SD.namedGraph)
    }
    assert len(graphs) >= 6
    for name, triples in graphs.items():
        assert triples == number(both, COUNTS["triples"].replace("{", f"FROM <{name}> {{", 1))


def test_an_editor_finds_what_it_completes(seed: httpx.Client) -> None:
    """SIB's SPARQL editor asks the endpoint in vain and then finds all in its description."""
    graph = described(seed)
    for query in (EDITOR_PREFIXES, EDITOR_EXAMPLES, EDITOR_CLASSES):
        reply = seed.get("/sparql", params={"query": query, "format": "json"})
        assert reply.json()["results"]["bindings"] == []
    prefixes = {str(prefix): str(name) for prefix, name in graph.query(EDITOR_PREFIXES)}
    assert prefixes.items() >= PREFIXES.items()
    found = list(graph.query(EDITOR_EXAMPLES))
    assert len(found) == len([one for one in questions().values() if one.check is None])
    ends: dict[str, set[str]] = {}
    for kind, link, target, datatype in graph.query(EDITOR_CLASSES):
        if kind == PG.Task:
            ends.setdefault(str(link), set()).add(str(target or datatype))
    assert str(PG.Responsibility) in ends[str(PG.hasResponsibility)]
    assert PREFIXES["rdf"] + "langString" in ends[PREFIXES["rdfs"] + "label"]


def test_the_examples_run(seed: httpx.Client) -> None:
    """Each example runs as it is printed, declares its prefixes, and most find something."""
    endpoint = Graph(SPARQLStore(f"{seed.base_url}/sparql", returnFormat="json"))
    sizes = [
        len(list(endpoint.query(str(query))))
        for _, _, query in described(seed, "/.well-known/sparql-examples").query(EDITOR_EXAMPLES)
    ]
    assert len([size for size in sizes if size]) > 0.8 * len(sizes)


def test_a_write_is_counted(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The description follows the store; while that is as it was, it is not written again."""
    with writable(tmp_path_factory.mktemp("described")) as (client, _):
        first = client.get("/.well-known/void")
        tag = {"If-None-Match": first.headers["etag"]}
        assert client.get("/.well-known/void", headers=tag).status_code == 304
        body = "<x:a> a <x:New> ."
        client.put("/graphs?graph=x:g", content=body, headers={"Content-Type": "text/turtle"})
        second = client.get("/.well-known/void", headers=tag)
        assert second.status_code == 200
        assert "<x:New>" in second.text
        assert "<x:New>" not in first.text
