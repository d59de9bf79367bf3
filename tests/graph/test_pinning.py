"""IRIs in the text of our own queries: the same rows as bound ones, found by index."""

import pytest
from rdflib import Literal, URIRef

from plangraph.graph.pinning import look_up, pinned
from plangraph.graph.questions import questions
from plangraph.graph.store import Store
from plangraph.ontology import iris

OF_PLAN = [
    name
    for name, asked in questions().items()
    if any(parameter.name == "plan" for parameter in asked.parameters)
]


@pytest.mark.parametrize("name", OF_PLAN)
def test_a_query_about_one_plan_has_the_rows_that_its_binding_gives(
    both_store: Store, name: str
) -> None:
    """A named query finds the same with the plan in its text as with the plan bound to it."""
    sparql = questions()[name].sparql
    for key in both_store.plan_keys():
        bound = {"plan": URIRef(iris.absolute(f"plan/{key}"))}
        expected = both_store.query(sparql, bound).values()
        assert look_up(both_store, sparql, bound).values() == expected


def test_only_iris_stand_in_the_text() -> None:
    """Texts stay bound, and so does an address with a character that would end it."""
    query = "SELECT ?a ?b WHERE { ?a ?p ?b FILTER(?a = ?b) }"
    assert pinned(query, {"b": Literal("> } DROP ALL")}) == query
    assert pinned(query, {"b": URIRef("urn:a> } DROP ALL")}) == query
