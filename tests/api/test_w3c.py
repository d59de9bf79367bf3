"""The W3C's suites of the SPARQL protocols against the service, over each kind of store.

With the store in the service's own process; as a service keeps it, with a writer, a copy in memory
and killable workers; and in an engine elsewhere.
"""

from collections.abc import Iterator

import pytest

from plangraph.api.serving import open_served
from plangraph.api.settings import Settings
from plangraph.api.tokens import Scope, Tokens
from plangraph.graph.store import Store, open_store
from tests import w3c
from tests.api.conftest import serving
from tests.engines import Elsewhere


@pytest.fixture(scope="module", params=["embedded", "served", "oxigraph_server", "virtuoso"])
def kind(request: pytest.FixtureRequest) -> str:
    """A kind of store."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def run(
    request: pytest.FixtureRequest, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[w3c.Run]:
    """A service with a token for writing."""
    settings = Settings(store=str(tmp_path_factory.mktemp("w3c") / "store"))
    token, _ = Tokens(settings.tokens_folder).create("w3c", Scope.WRITE)
    with _store(request, kind, settings) as store, serving(store, settings) as client:
        yield w3c.Run(store, str(client.base_url), token)


def _store(request: pytest.FixtureRequest, kind: str, settings: Settings) -> Store:
    if kind == "embedded":
        return open_store(settings.store)
    if kind == "served":
        return open_served(settings)
    elsewhere: Elsewhere = request.getfixturevalue(kind)
    elsewhere.empty()
    return elsewhere.open()


# What an engine does not allow: Virtuoso keeps nothing outside of named graphs.
DIFFERENCES = {("virtuoso", "put_get_default"): 400}


@pytest.mark.parametrize("name", w3c.PROTOCOL)
def test_protocol(run: w3c.Run, name: str) -> None:
    """Each request gets the status, the format and the truth value that the suite wants."""
    run.protocol(name)


@pytest.mark.parametrize("name", w3c.GRAPH_STORE)
def test_graph_store_protocol(run: w3c.Run, kind: str, name: str) -> None:
    """Each request gets the status and the triples that the suite wants, or a plain refusal."""
    refused = DIFFERENCES.get((kind, name))
    if refused is None:
        run.graph_store(name)
    else:
        with pytest.raises(AssertionError, match=f"^.{refused}, .*named graphs"):
            run.graph_store(name)


def test_no_test_of_the_suites_is_left_out() -> None:
    """All 34 tests of the one suite and all 13 of the other are run, and one that is not listed."""
    protocol = ("protocol/manifest.ttl",)
    graphs = tuple(f"graph-store-protocol/manifest-{kind}.ttl" for kind in ("direct", "indirect"))
    assert (len(w3c.listed(*protocol)), len(w3c.listed(*graphs))) == (34, 13)
    assert w3c.described(w3c.MF.ProtocolTest, *protocol) == set(w3c.PROTOCOL)
    assert w3c.described(w3c.MF.GraphStoreProtocolTest, *graphs) == set(w3c.GRAPH_STORE)
