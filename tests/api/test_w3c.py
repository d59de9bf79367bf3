"""The W3C's suites of the SPARQL protocols against the service on an embedded store.

Once with the store in the service's own process, once as a service keeps it: with a writer, a copy
in memory and killable workers.
"""

from collections.abc import Iterator

import pytest

from plangraph.api.serving import open_served
from plangraph.api.settings import Settings
from plangraph.api.tokens import Scope, Tokens
from plangraph.graph.store import open_store
from tests import w3c
from tests.api.conftest import serving


@pytest.fixture(scope="module", params=["embedded", "served"])
def run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[w3c.Run]:
    """A service with a token for writing."""
    settings = Settings(store=str(tmp_path_factory.mktemp("w3c") / "store"))
    token, _ = Tokens(settings.tokens_folder).create("w3c", Scope.WRITE)
    kept = open_store(settings.store) if request.param == "embedded" else open_served(settings)
    with kept as store, serving(store, settings) as client:
        yield w3c.Run(store, str(client.base_url), token)


@pytest.mark.parametrize("name", w3c.PROTOCOL)
def test_protocol(run: w3c.Run, name: str) -> None:
    """Each request gets the status, the format and the truth value that the suite wants."""
    run.protocol(name)


@pytest.mark.parametrize("name", w3c.GRAPH_STORE)
def test_graph_store_protocol(run: w3c.Run, name: str) -> None:
    """Each request gets the status and the triples that the suite wants."""
    run.graph_store(name)


def test_no_test_of_the_suites_is_left_out() -> None:
    """All 34 tests of the one suite and all 13 of the other are run, and one that is not listed."""
    protocol = ("protocol/manifest.ttl",)
    graphs = tuple(f"graph-store-protocol/manifest-{kind}.ttl" for kind in ("direct", "indirect"))
    assert (len(w3c.listed(*protocol)), len(w3c.listed(*graphs))) == (34, 13)
    assert w3c.described(w3c.MF.ProtocolTest, *protocol) == set(w3c.PROTOCOL)
    assert w3c.described(w3c.MF.GraphStoreProtocolTest, *graphs) == set(w3c.GRAPH_STORE)
