"""What every kind of store answers: the tests of queries and of the gate, over each of them."""

from collections.abc import Iterator

import pytest

from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs
from tests.graph import test_gate, test_query
from tests.graph.stores import KINDS

OTHERWISE = {  # tests that tell how the embedded engine puts it; the same more loosely below
    "test_a_mistake_is_shown_where_it_stands",
    "test_a_query_may_name_its_graphs",
    "test_deep_nesting_is_refused",
    "test_formats_are_found_by_any_name",
}
trap = test_gate.trap


@pytest.fixture(scope="module", params=["writer", "oxigraph", "virtuoso"])
def seed_store(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    seed_graphs: PlanGraphs,
) -> Iterator[Store]:
    """A store of each kind that holds the bundled plan."""
    with (
        KINDS[request.param](request, tmp_path_factory.mktemp(request.param)) as place,
        place.open() as store,
    ):
        store.add(seed_graphs)
        yield store


for _module in (test_query, test_gate):
    for _name, _test in vars(_module).items():
        if _name.startswith("test_") and _name not in OTHERWISE:
            globals()[_name] = _test


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("SELECT * WHERE {\n  ?s ?p }", 2),
        ("SELECT * {", 1),
        ("", 1),
        ("SELECT * { ?方案 中 }", 1),
        ('SELECT *\n{ ?s ?p "Public Service"\n . ?s }', 3),
        ("SELEKT * { ?s ?p ?o }", 1),
        ("SELECT ?s { ?s ?p ?o } GROUP ?s", 1),
        ("CONSTRUCT { ?s ?p }\nWHERE { ?s ?p ?o }", 1),
    ],
)
def test_a_mistake_is_told_with_its_line(seed_store: Store, asked: str, line: int) -> None:
    """A query that does not parse is told so, with the line in which it breaks."""
    with pytest.raises(InvalidQueryError, match="does not parse") as caught:
        seed_store.query(asked)
    assert caught.value.where.startswith(f"line {line}, column ")


def test_a_query_names_graphs_of_the_store(seed_store: Store, seed_plan: Plan) -> None:
    """FROM narrows the default graph; graphs named beside the query win over it."""
    plan = iris.absolute(iris.graph_key(seed_plan.key))
    reference = iris.absolute(iris.REFERENCE_GRAPH)
    asked = "SELECT ?s FROM <@> { ?s a pg:Plan }"
    both = "SELECT ?s { ?s a pg:Plan } # from"
    named = "SELECT DISTINCT ?s { GRAPH ?g { ?s a pg:Plan } }"
    assert len(seed_store.query(both).rows()) == 1
    assert len(seed_store.query(asked.replace("@", plan)).rows()) == 1
    assert len(seed_store.query(asked.replace("@", reference)).rows()) == 0
    assert len(seed_store.query(both, default_graphs=[reference]).rows()) == 0
    assert len(seed_store.query(both, default_graphs=[]).rows()) == 0
    assert len(seed_store.query(both, named_graphs=[plan]).rows()) == 0
    assert len(seed_store.query(named).rows()) == 1
    assert len(seed_store.query(named, named_graphs=[plan]).rows()) == 1
    assert len(seed_store.query(named, default_graphs=[plan]).rows()) == 0
    assert len(seed_store.query(asked.replace("@", "x:none"), default_graphs=[plan]).rows()) == 1
    with pytest.raises(InvalidQueryError, match="no IRI"):
        seed_store.query(both, default_graphs=["not an IRI"])


def test_a_graph_is_asked_by_its_name(seed_store: Store, seed_plan: Plan) -> None:
    """GRAPH with a name sees that graph alone."""
    plan = iris.absolute(iris.graph_key(seed_plan.key))
    asked = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{plan}> {{ ?task a pg:Task }} }}"
    assert seed_store.query(asked).values() == [{"n": 9}]
    assert seed_store.query(asked.replace(plan, "x:none")).values() == [{"n": 0}]


def test_no_graph_is_fetched(seed_store: Store, trap: list[str]) -> None:
    """A graph that the store does not hold is empty, and never fetched."""
    asked = "SELECT * FROM <@> { ?s ?p ?o }".replace("@", trap[0])
    for query, given in ((asked, None), ("SELECT * { ?s ?p ?o }", [trap[0]])):
        assert seed_store.query(query, default_graphs=given).rows() == []
    assert trap[1:] == []


def test_nesting_has_an_end(seed_store: Store) -> None:
    """A query nested out of all measure is refused before the engine sees it."""
    for left, right in ("{}", "()", "[]"):
        with pytest.raises(InvalidQueryError, match="nested"):
            seed_store.query(f"SELECT * {{ {left * 50_000} {right * 50_000} }}")
    seed_store.query(f"SELECT * {{ {'{' * 20} ?s ?p 1 {'}' * 20} }}").rows()
