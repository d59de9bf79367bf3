"""Single graphs of a store: put, posted, read and deleted, in every kind of store."""

import pytest

from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError, InvalidQueryError, UnknownThingError
from plangraph.ontology.triples import PlanGraphs, to_nquads
from tests.graph.stores import Place

ONE = b"<x:a> <x:b> <x:c> .\n"
TWO = '<x:a> <x:b> "专利 \\"\\n"@zh .\n'.encode()


@pytest.fixture(params=["x:g", None])
def name(request: pytest.FixtureRequest, place: Place) -> str | None:
    """A graph's name, and none for the default graph, which some engines do not have."""
    if request.param is None and not place.default:
        pytest.skip("this engine keeps nothing outside of named graphs")
    chosen: str | None = request.param
    return chosen


def test_put_replaces_post_adds(store: Store, name: str | None) -> None:
    """PUT leaves what it brings, POST adds to what is there; both tell whether the graph is new."""
    named = name is not None
    assert store.put_graph(name, ONE + ONE) is named
    assert store.graph(name) == ONE
    assert store.put_graph(name, TWO) is False
    assert store.graph(name) == TWO
    assert store.post_graph(name, ONE) is False
    assert store.graph(name) == TWO + ONE
    assert store.query("SELECT (COUNT(*) AS ?n) { <x:a> <x:b> ?o }").values() == [{"n": 2}]
    assert store.post_graph("x:new", ONE) is True


def test_a_graph_without_triples_is_none(store: Store, name: str | None) -> None:
    """A graph is there as long as it has a triple; the default graph always is."""
    empty = None if name else b""
    assert store.graph(name) == empty
    store.put_graph(name, ONE)
    store.put_graph(name, b"")
    assert store.graph(name) == empty
    store.post_graph(name, ONE)
    store.delete_graph(name)
    assert store.graph(name) == empty
    if name is None:
        store.delete_graph(name)
    else:
        with pytest.raises(UnknownThingError, match="x:g"):
            store.delete_graph(name)


def test_what_is_there_already_is_not_written_again(store: Store) -> None:
    """The generation moves with the triples: not when they stay the same."""
    store.put_graph("x:g", ONE)
    before = store.generation()
    store.put_graph("x:g", ONE)
    store.post_graph("x:g", ONE)
    assert store.generation() == before
    store.post_graph("x:g", TWO)
    assert store.generation() != before


def test_blank_nodes_stay_apart(store: Store) -> None:
    """A blank node that comes twice is two nodes; within one request it is one."""
    lines = b"_:n <x:b> <x:c> .\n_:n <x:d> <x:e> .\n"
    store.put_graph("x:g", lines)
    store.post_graph("x:g", lines)
    store.put_graph("x:h", lines)
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s <x:b> <x:c> ; <x:d> <x:e> }"
    assert store.query(count).values() == [{"n": 3}]


def test_the_default_graph_is_in_the_copy(store: Store, place: Place) -> None:
    """The N-Quads of a store hold its default graph, in lines without a graph's name."""
    if not place.default:
        with pytest.raises(InvalidQueryError, match="named graphs"):
            store.put_graph(None, ONE)
        return
    store.put_graph(None, ONE)
    assert ONE in store.nquads().splitlines(keepends=True)


def test_a_plans_graph_is_what_was_added(store: Store, seed_graphs: PlanGraphs) -> None:
    """The graph of a plan holds the triples that the plan states, offsets with their own type."""
    store.add(seed_graphs)
    name = iris.absolute(iris.graph_key(seed_graphs.plan_key))
    wanted = [
        line.removesuffix(f" <{name}> .") + " ."
        for line in to_nquads(seed_graphs).decode().splitlines()
        if line.endswith(f" <{name}> .")
    ]
    assert (store.graph(name) or b"").decode().splitlines() == sorted(wanted)


@pytest.mark.parametrize(
    "broken",
    [
        b"<x:a> <x:b> .",
        b"} ; DROP ALL ; INSERT DATA { <x:a> <x:b> <x:c>",
        b"<x:a> <x:b> <x:c> <x:g> .",
        b"<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .",
        b"<x:a> <x:b> '\xff' .",
    ],
)
def test_broken_triples_change_nothing(store: Store, broken: bytes) -> None:
    """What is no N-Triples, or speaks of triples, is refused whole."""
    store.put_graph("x:g", ONE)
    before = store.nquads(), store.generation()
    for write in (store.put_graph, store.post_graph):
        with pytest.raises(InvalidDataError):
            write("x:g", TWO + broken)
    assert (store.nquads(), store.generation()) == before


def test_a_name_is_an_iri(store: Store) -> None:
    """A graph's name that is no absolute IRI is refused."""
    for name in ("no iri", "", "x:> } ; DROP ALL ; #"):
        with pytest.raises(InvalidQueryError, match="no IRI"):
            store.put_graph(name, ONE)
        with pytest.raises(InvalidQueryError, match="no IRI"):
            store.graph(name)


def test_updates_go_the_same_way(store: Store) -> None:
    """An update runs where the store is, with the graphs that its request names."""
    store.put_graph("x:g", ONE)
    store.update(
        "INSERT { GRAPH <x:out> { ?s <x:seen> ?o } } WHERE { ?s ?p ?o }", using_graphs=["x:g"]
    )
    assert store.graph("x:out") == b"<x:a> <x:seen> <x:c> .\n"
    with pytest.raises(InvalidQueryError, match="LOAD is refused"):
        store.update("LOAD <http://127.0.0.1:9/>")
    with pytest.raises(InvalidQueryError, match=r"does not exist|has not been"):
        store.update("DROP GRAPH <x:none>")
