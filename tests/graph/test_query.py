"""Asking the store: rows, formats, bindings, mistakes, and what is refused."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from plangraph.graph.formats import FORMATS, GRAPH_FORMATS, ROW_FORMATS, find_format
from plangraph.graph.store import Store
from plangraph.graph.terms import Term
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError, NotAcceptableError
from plangraph.ontology.model import Plan

NAMES = "SELECT ?name { ?task a pg:Task ; rdfs:label ?name } ORDER BY ?name"
TRIPLES = "CONSTRUCT { ?task rdfs:label ?name } { ?task a pg:Task ; rdfs:label ?name }"
TITLE = "大力促进知识产权转化运用"


def test_the_default_graph_is_the_union(seed_store: Store) -> None:
    """A query that names no graph sees plans, reference data and vocabulary together."""
    asked = "ASK { ?p a pg:Plan ; pg:jurisdiction ?place . ?place skos:prefLabel '昆明市'@zh }"
    assert seed_store.query(asked)
    assert not seed_store.query("ASK { ?p a pg:Plan ; pg:jurisdiction <urn:nowhere> }")


def test_a_triple_counts_once(both_store: Store) -> None:
    """Shared things stand in one graph alone, so that counting over the union is right."""
    rows = both_store.query(
        "SELECT (COUNT(?name) AS ?n) (COUNT(DISTINCT ?name) AS ?d) "
        "{ ?party a pg:Party ; skos:prefLabel ?name }"
    ).values()
    assert rows[0]["n"] == rows[0]["d"]


def test_rows_come_as_terms_and_as_values(seed_store: Store) -> None:
    """Rows are rdflib terms or plain Python values, in the order of the query's variables."""
    asked = (
        "SELECT ?t ?value ?due ?inherited ?order ?nothing "
        "{ ?t a pg:Target ; pg:value ?value ; pg:due ?due ; pg:dueInherited ?inherited ;"
        " pg:order ?order } ORDER BY DESC(?value)"
    )
    assert seed_store.query(asked).variables == (
        ("t", "value", "due", "inherited", "order", "nothing")
    )
    row = seed_store.query(asked).values()[0]
    assert list(row.values())[1:] == [Decimal(320000), date(2025, 12, 31), True, 2, None]
    term = seed_store.query(asked).rows()[0]
    assert isinstance(term["t"], URIRef)
    assert term["value"] == Literal(Decimal(320000))
    assert term["nothing"] is None


@pytest.mark.parametrize("name", [form.name for form in ROW_FORMATS])
def test_rows_in_every_format(seed_store: Store, name: str) -> None:
    """SELECT answers are right in JSON, XML, CSV and TSV, Chinese included."""
    read = {"json": _from_json, "xml": _from_xml, "csv": _from_csv, "tsv": _from_tsv}[name]
    names = [row["name"] for row in seed_store.query(NAMES).values()]
    assert TITLE in names
    assert read(seed_store.query(NAMES).serialize(name)) == names


def test_ask_in_json_and_xml(seed_store: Store) -> None:
    """ASK answers are true and false in JSON and XML."""
    asked = "ASK { ?task a pg:Task }"
    assert json.loads(seed_store.query(asked).serialize("json"))["boolean"] is True
    assert ET.fromstring(seed_store.query(asked).serialize("xml"))[1].text == "true"  # noqa: S314
    assert json.loads(seed_store.query("ASK { pg:x pg:x 2 }").serialize("json"))["boolean"] is False


# rdflib's own JSON-LD reader uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated")
@pytest.mark.parametrize("name", [form.name for form in GRAPH_FORMATS])
def test_triples_in_every_format(seed_store: Store, name: str) -> None:
    """CONSTRUCT answers are the same triples in Turtle, N-Triples, JSON-LD and RDF/XML."""
    expected = seed_store.query(TRIPLES).graph()
    readers = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    body = seed_store.query(TRIPLES).serialize(name)
    got = Graph().parse(data=body, format=readers[name])
    assert to_isomorphic(got) == to_isomorphic(expected)
    assert len(expected) == 9


def test_a_description_is_a_graph(seed_store: Store, seed_plan: Plan) -> None:
    """DESCRIBE gives the triples about a thing."""
    graph = seed_store.query("DESCRIBE ?plan { ?plan a pg:Plan }").graph()
    assert seed_plan.document.title in {str(value) for value in graph.objects()}


def test_a_query_may_make_blank_nodes(seed_store: Store) -> None:
    """A CONSTRUCT that makes nodes of its own gives them as blank nodes, in every format."""
    asked = "CONSTRUCT { [] pg:of ?plan } { ?plan a pg:Plan }"
    assert isinstance(next(seed_store.query(asked).graph().subjects()), BNode)
    assert seed_store.query(asked).serialize("nt").startswith(b"_:")
    assert b'"@id": "_:' in seed_store.query(asked).serialize("jsonld")


def test_jsonld_needs_no_network(seed_store: Store) -> None:
    """JSON-LD carries its context in the file and uses its short names."""
    body = json.loads(seed_store.query("DESCRIBE ?t { ?t a pg:Target }").serialize("jsonld"))
    assert isinstance(body["@context"], dict)
    assert len(body["@graph"]) == 5
    assert not [key for key in body["@graph"][0] if key.startswith("http")]


def test_written_offsets_keep_their_type(seed_store: Store) -> None:
    """Offsets leave the store as the non-negative integers that they were written as."""
    body = seed_store.query("DESCRIBE ?s { ?s a pg:Span } LIMIT 1").serialize("nt").decode()
    assert body.count("^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>") == 2


def test_answers_stream_into_a_file(seed_store: Store) -> None:
    """An answer writes itself into an open file and gives the format that it took."""
    stream = io.BytesIO()
    form = seed_store.query(NAMES).write(stream, "text/csv; charset=utf-8")
    assert form.content_type == "text/csv; charset=utf-8"
    assert stream.getvalue() == seed_store.query(NAMES).serialize("csv")


def test_an_answer_is_read_once(seed_store: Store) -> None:
    """A second reading of a streamed answer is an error and not an empty answer."""
    answer = seed_store.query(NAMES)
    answer.rows()
    with pytest.raises(RuntimeError, match="read once"):
        answer.serialize("json")


def test_an_answer_knows_its_shape(seed_store: Store) -> None:
    """Rows of a CONSTRUCT, triples of a SELECT and the truth of either are errors."""
    for asked, wrong in ((TRIPLES, "rows"), (NAMES, "graph"), (NAMES, "__bool__")):
        with pytest.raises(TypeError):
            getattr(seed_store.query(asked), wrong)()


@pytest.mark.parametrize(
    ("asked", "wanted"), [(NAMES, "ttl"), (TRIPLES, "csv"), (NAMES, "image/png"), (TRIPLES, "")]
)
def test_a_format_has_to_fit(seed_store: Store, asked: str, wanted: str) -> None:
    """A format that the answer cannot take is refused with those that it can."""
    with pytest.raises(NotAcceptableError, match="Take one of"):
        seed_store.query(asked).serialize(wanted)


def test_formats_are_found_by_any_name() -> None:
    """Name, media type and alias lead to the same format."""
    for form in FORMATS:
        for name in (form.name, form.media_type, form.content_type, form.media_type.upper()):
            assert find_format(name, shape=form.shape) is form
    assert find_format("application/json", shape="rows").name == "json"
    assert find_format("application/json", shape="graph").name == "jsonld"


@pytest.mark.parametrize(
    ("pattern", "bindings", "count"),
    [
        ("SELECT ?name ?t { ?t a pg:Task ; rdfs:label ?name }", {"name": TITLE}, 1),
        ("SELECT ?name ?t { ?t a pg:Task ; rdfs:label ?name }", {"name": "} ?s ?p ?o {"}, 0),
        ("SELECT ?name { ?t a pg:Task ; rdfs:label ?name } GROUP BY ?name", {"name": TITLE}, 1),
        ("ASK { ?t rdfs:label ?name }", {"name": TITLE}, 1),
    ],
)
def test_bindings_are_values_and_never_text(
    seed_store: Store, pattern: str, bindings: dict[str, str], count: int
) -> None:
    """A bound variable is compared as a value; brackets in it do nothing."""
    terms: dict[str, Term] = {key: Literal(text, lang="zh") for key, text in bindings.items()}
    answer = seed_store.query(pattern, terms)
    assert (len(answer.rows()) if answer.variables else int(bool(answer))) == count


def test_a_bound_variable_has_to_be_selected(seed_store: Store) -> None:
    """A value for a variable that the query does not select is an error with advice."""
    with pytest.raises(InvalidQueryError, match="SELECT clause"):
        seed_store.query("SELECT ?t { ?t rdfs:label ?name }", {"name": Literal(TITLE, lang="zh")})


@pytest.mark.parametrize("bindings", [{"t": BNode()}, {"t": URIRef("no IRI")}, {"a b": Literal(1)}])
def test_a_binding_has_to_be_a_term(seed_store: Store, bindings: dict[str, Term]) -> None:
    """A value that is no term, or a name that is no variable, is an error and never text."""
    with pytest.raises(InvalidQueryError, match="not valid"):
        seed_store.query("SELECT ?t { ?t a pg:Task }", bindings)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("SELECT * WHERE {\n  ?s ?p }", "line 2, column 10"),
        ("SELECT * {", "line 1, column 11"),
        ("", "line 1, column 1"),
        ("SELECT * { ?方案 中 }", "line 1, column 19"),
        ('SELECT * { ?s ?p "Public Service" . ?s }', "line 1, column 41"),
        ("SELEKT * { ?s ?p ?o }", "line 1, column 10"),
    ],
)
def test_a_mistake_is_shown_where_it_stands(seed_store: Store, asked: str, where: str) -> None:
    """A query that does not parse gives line, column and the engine's words."""
    with pytest.raises(InvalidQueryError, match="does not parse") as caught:
        seed_store.query(asked)
    assert caught.value.where == where
    assert "expected" in caught.value.what


def test_a_date_that_python_lacks_stays_text(seed_store: Store) -> None:
    """A date with a time zone, which a query may make, comes as text."""
    row = seed_store.query("SELECT ('2024-01-01Z'^^xsd:date AS ?day) {}").values()[0]
    assert row["day"] == "2024-01-01Z"


def test_a_query_may_name_its_graphs(both_store: Store, seed_plan: Plan) -> None:
    """FROM narrows the default graph; graphs named beside the query win over it."""
    plan = iris.absolute(iris.graph_key(seed_plan.key))
    asked = "SELECT ?s FROM <@> { ?s a pg:Plan }"
    both = "SELECT ?s { ?s a pg:Plan } # from"
    named = "SELECT DISTINCT ?s { GRAPH ?g { ?s a pg:Plan } }"
    assert len(both_store.query(both).rows()) == 2
    assert len(both_store.query(asked.replace("@", plan)).rows()) == 1
    assert len(both_store.query(both, default_graphs=[plan]).rows()) == 1
    assert len(both_store.query(both, default_graphs=[]).rows()) == 0
    assert len(both_store.query(both, named_graphs=[plan]).rows()) == 0
    assert len(both_store.query(named).rows()) == 2
    assert len(both_store.query(named, named_graphs=[plan]).rows()) == 1
    assert len(both_store.query(named, default_graphs=[plan]).rows()) == 0
    assert len(both_store.query(asked.replace("@", "x:none"), default_graphs=[plan]).rows()) == 1
    with pytest.raises(InvalidQueryError, match="no IRI"):
        both_store.query(both, default_graphs=["not an IRI"])


def _from_json(body: bytes) -> list[str]:
    return [row["name"]["value"] for row in json.loads(body)["results"]["bindings"]]


def _from_xml(body: bytes) -> list[str]:
    found = ET.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}literal")  # noqa: S314
    return [literal.text or "" for literal in found]


def _from_csv(body: bytes) -> list[str]:
    return [row[0] for row in csv.reader(io.StringIO(body.decode()))][1:]


def _from_tsv(body: bytes) -> list[str]:
    return [line.strip('"').removesuffix('"@zh') for line in body.decode().splitlines()[1:]]
