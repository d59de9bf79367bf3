"""What whoever runs the service sees of it: readiness, figures, ids, the log, limits of clients."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from plangraph.api.settings import Settings
from plangraph.graph.served import ServedStore
from plangraph.ontology.triples import PlanGraphs
from tests.api.conftest import serving


@pytest.fixture(scope="module")
def store(
    tmp_path_factory: pytest.TempPathFactory, seed_graphs: PlanGraphs
) -> Iterator[ServedStore]:
    """The bundled plan in a served folder."""
    with ServedStore(tmp_path_factory.mktemp("served") / "store") as store:
        store.add(seed_graphs)
        yield store


@pytest.fixture(scope="module")
def served(store: ServedStore) -> Iterator[httpx.Client]:
    """A service on it."""
    with serving(store) as client:
        yield client


def figures(client: httpx.Client) -> dict[str, dict[tuple[str, ...], float]]:
    """The samples of /metrics by name and labels, read by Prometheus' own parser."""
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(client.get("/metrics").text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


def test_a_service_says_that_it_is_ready(store: ServedStore, served: httpx.Client) -> None:
    """/readyz answers once queries do, with the state that they see."""
    assert served.get("/readyz").json() == {"ready": True, "generation": store.generation()}


def test_a_store_that_is_down_is_not_ready(tmp_path: Path) -> None:
    """/readyz is 503 where the store cannot be asked."""
    with ServedStore(tmp_path / "store") as store, serving(store) as client:
        store.close()
        assert client.get("/readyz").status_code == 503


def test_metrics_count_requests_by_route(served: httpx.Client) -> None:
    """Requests are counted by route and status, however different their addresses are."""
    before = figures(served).get("plangraph_http_requests_total", {})
    served.get("/api/tasks", params={"q": "专利"})
    served.get("/api/tasks", params={"q": "商标"})
    served.get("/nowhere/secret")
    after = figures(served)["plangraph_http_requests_total"]
    tasks = ("GET", "/api/tasks", "200")
    assert after[tasks] - before.get(tasks, 0) == 2
    assert not any("secret" in label for labels in after for label in labels)


def test_metrics_tell_of_queries_and_store(store: ServedStore, served: httpx.Client) -> None:
    """Queries by lane and outcome, the queue, the size and the state of the store are told."""
    served.get("/sparql", params={"query": "ASK {}"})
    served.get("/sparql", params={"query": "ASK {"})
    found = figures(served)
    assert found["plangraph_queries_total"][("sparql", "ok")] >= 1
    assert found["plangraph_queries_total"][("sparql", "refused")] >= 1
    assert found["plangraph_queries_waiting"][("sparql",)] == 0
    assert found["plangraph_plans"][()] == 1
    assert found["plangraph_quads"][()] == len(store.nquads().splitlines())
    assert any(store.generation() in labels for labels in found["plangraph_info"])


def test_every_answer_has_an_id(served: httpx.Client) -> None:
    """A request gets an id of its own; a harmless one that it brings is kept."""
    ids = {served.get("/healthz").headers["x-request-id"] for _ in range(2)}
    assert len(ids) == 2
    assert (
        served.get("/healthz", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    )
    evil = served.get("/healthz", headers={"X-Request-ID": 'x" onload=alert(1)'})
    assert re.fullmatch("[0-9a-f]{32}", evil.headers["x-request-id"])


def test_the_log_tells_requests_and_no_queries(
    served: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    """A line of the log is JSON with method, path, status, time, client and id; never a query."""
    with caplog.at_level(logging.INFO, "plangraph.requests"):
        reply = served.get("/sparql", params={"query": "ASK { ?secret ?p ?o }"})
        served.get("/api/plans")
    lines = [json.loads(record.message) for record in caplog.records]
    line = next(line for line in lines if line["path"] == "/sparql")
    assert line["id"] == reply.headers["x-request-id"]
    assert (line["method"], line["status"], line["client"]) == ("GET", 200, "127.0.0.1")
    assert line["bytes"] == len(reply.content)
    assert "secret" not in caplog.text


def test_a_client_has_its_share(store: ServedStore) -> None:
    """Beyond its share a client gets 429 and the seconds to wait; health is always told."""
    settings = replace(Settings(), requests_per_minute=5)
    with serving(store, settings) as client:
        codes = [client.get("/api/plans").status_code for _ in range(8)]
        assert codes == [200] * 5 + [429] * 3
        refused = client.get("/api/plans")
        assert refused.headers["content-type"] == "application/problem+json"
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert client.get("/healthz").status_code == 200
