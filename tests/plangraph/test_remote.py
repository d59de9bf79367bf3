"""The commands over an engine elsewhere: the store is the address of its queries."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from plangraph.graph.store import open_store
from tests.conftest import DIGITAL_TEXT
from tests.engines import Elsewhere
from tests.plangraph.test_serve import serving

Run = Callable[..., Any]


def test_commands_take_an_address_for_the_store(
    run: Run, oxigraph_server: Elsewhere, tmp_path: Path
) -> None:
    """Plans are added, listed, asked, drawn, exported, checked and removed elsewhere."""
    oxigraph_server.empty()
    store = ("--store", oxigraph_server.address)
    with open_store() as fresh:
        empty = fresh.nquads()
    assert run("add", DIGITAL_TEXT, *store).out.startswith("added ")
    assert run("add", DIGITAL_TEXT, *store).out.startswith("unchanged ")
    assert "数字经济" in run("list", *store).out
    asked = run("query", "SELECT (COUNT(*) AS ?n) { ?t a pg:Task }", "--format", "csv", *store)
    assert asked.out.split() == ["n", "4"]
    assert "市商务局" in run("query", "--name", "cq09_leads", *store).out
    page = tmp_path / "network.html"
    assert run("view", "network", "-o", page, *store).code == 0
    assert "数字" in page.read_text(encoding="utf-8")
    assert run("export", "nq", *store).out.count("\n") > 1000
    assert run("check", *store).code == 0
    assert run("remove", "数字经济", *store).code == 0
    assert run("export", "nq", *store).out.encode() == empty


def test_credentials_come_from_the_environment(
    run: Run, virtuoso: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Virtuoso is written to with the name and password that the environment holds."""
    virtuoso.empty()
    words = ("add", DIGITAL_TEXT, "--store", virtuoso.address)
    refused = run(*words)
    assert (refused.code, refused.out) == (1, "")
    assert "PLANGRAPH_REMOTE_USER" in refused.err or "could not write" in refused.err
    for name, value in virtuoso.variables.items():
        monkeypatch.setenv(name, value)
    assert run(*words).out.startswith("added ")


def test_serve_answers_from_an_engine_elsewhere(
    start: Run, run: Run, oxigraph_server: Elsewhere
) -> None:
    """`plangraph serve --store http://…` serves pages, REST and SPARQL from there."""
    oxigraph_server.empty()
    run("add", DIGITAL_TEXT, "--store", oxigraph_server.address)
    with serving(start, "serve", "--store", oxigraph_server.address) as (_, address):
        assert "数字经济" in httpx.get(f"{address}api/plans", timeout=30).text
        told = {"query": "SELECT (COUNT(*) AS ?n) { ?t a pg:Task }", "format": "csv"}
        asked = httpx.get(f"{address}sparql", params=told, timeout=30)
        assert asked.text.split() == ["n", "4"]
        assert asked.headers["x-generation"]
        told["query"] = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
        assert httpx.get(f"{address}sparql", params=told, timeout=30).status_code == 400


def test_an_engine_that_is_gone_is_told(run: Run) -> None:
    """An address where nobody listens: what, and what to do; code 1."""
    shown = run("list", "--store", "http://127.0.0.1:9/query")
    assert (shown.code, shown.out) == (1, "")
    assert "cannot be reached" in shown.err
