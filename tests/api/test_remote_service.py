"""The service over an engine elsewhere answers as it does over its own store."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from plangraph.api.statistics import count
from plangraph.graph.asking import Asking
from plangraph.graph.questions import questions, run
from plangraph.graph.store import Store
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs
from tests.answers import ASKED, check, names_from
from tests.api.conftest import serving
from tests.engines import Elsewhere

PATHS = (
    "/api/plans",
    "/api/plans/{plan}",
    "/api/plans/{plan}/text",
    "/api/tasks?plan={plan}",
    "/api/tasks/{plan}/2.5",
    "/api/tasks?plan={plan}&inferred=true",
    "/api/measures?q=专利",
    "/api/agencies?min_tasks=1",
    "/api/agencies?min_plans=2",
    "/api/targets?due_before=2024-12-31",
    "/api/phases?role=lead",
    "/api/regions?q=五华",
    "/api/tasks?function=commerce&role=lead",
    "/api/tasks?agency=市商务局",
    "/api/tasks?region=东盟",
    "/api/phases?function=commerce",
    "/api/plans?agency=市商务局",
    "/api/plans?due_before=2025-12-31",
    "/api/plans?agency=市商务局&due_before=2025-12-31",
    "/api/agencies?plan={plan}&role=lead",
    "/api/tasks/{plan}/2.5/adjacent?inferred=true&limit=500",
    "/api/plans/{plan}/adjacent?limit=500",
    "/api/regions/cn-530100/adjacent?limit=500",
    "/ontology?format=nt",
    "/api/network?plan={plan}",
    "/api/search?q=专利",
    "/api/suggest?q=市",
    "/plan/{plan}",
    "/en/plan/{plan}",
    "/network",
    "/id/plan/{plan}/task/2.5",
)


@pytest.fixture(scope="module", params=["oxigraph_server", "virtuoso"])
def remote_store(
    request: pytest.FixtureRequest, seed_plan: Plan, digital_plan: Plan
) -> Iterator[Store]:
    """A store elsewhere that holds both plans."""
    elsewhere: Elsewhere = request.getfixturevalue(request.param)
    elsewhere.empty()
    with elsewhere.open() as store:
        for plan in (seed_plan, digital_plan):
            store.add(to_graphs(plan))
        yield store


@pytest.fixture(scope="module")
def remote(remote_store: Store) -> Iterator[httpx.Client]:
    """A service over it."""
    with serving(remote_store) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_pages_and_rest_are_the_same(
    remote: httpx.Client, both: httpx.Client, seed_plan: Plan, path: str
) -> None:
    """A page, a list and a thing are the same, whichever store holds the plans."""
    asked = path.format(plan=seed_plan.key)
    here, there = both.get(asked), remote.get(asked)
    assert there.status_code == here.status_code
    for name in ("content-type", "location"):
        told = there.headers.get(name, "")
        assert _as_of(both, remote, told) == here.headers.get(name, "")
    assert _as_of(both, remote, there.text) == here.text


def _as_of(one: httpx.Client, other: httpx.Client, text: str) -> str:
    """What the second service says, with the address of the first, also inside a mail's address."""
    for safe in (":/", "/", ""):
        ours, theirs = (quote(str(client.base_url), safe=safe) for client in (one, other))
        text = text.replace(theirs, ours)
    return text


@pytest.mark.parametrize("remote_store", ["oxigraph_server"], indirect=True)
def test_who_makes_an_embed_hears_that_versions_are_not_kept(
    remote: httpx.Client, both: httpx.Client, seed_plan: Plan
) -> None:
    """Without a folder for them, the page that makes embeds says what a pinned address will do."""
    path = f"/en/embed?plan={seed_plan.key}"
    said = "This service keeps no earlier versions"
    assert said in remote.get(path).text
    assert said not in remote.get(f"{path}&keep=latest").text
    assert said not in both.get(path).text
    assert remote.get(f"/embed/map/{seed_plan.key}?v=000000000000").status_code == 404


@pytest.mark.parametrize("number", [number for number in ASKED if ASKED[number].plans == "both"])
def test_questions_about_all_plans(remote_store: Store, number: str) -> None:
    """A question about all plans has the answer that was worked out by hand."""
    asked = ASKED[number]
    rows = run(remote_store, asked.query, **asked.parameters)
    check(number, rows, names_from(run(remote_store, "party_names")))


@pytest.mark.parametrize("number", [number for number in ASKED if ASKED[number].plans == "seed"])
def test_questions_about_one_plan(remote_store: Store, seed_plan: Plan, number: str) -> None:
    """A question about one plan of several has the answer that was worked out by hand."""
    asked = ASKED[number]
    plans = {row["planTitle"]: row["plan"] for row in run(remote_store, "plans")}
    plan = plans[seed_plan.document.title]
    rows = run(remote_store, asked.query, plan=plan, **asked.parameters)
    check(number, rows, names_from(run(remote_store, "party_names")))


@pytest.mark.parametrize("remote_store", ["oxigraph_server"], indirect=True)
def test_named_queries_agree(remote_store: Store, both_store: Store) -> None:
    """Every named query gives the same rows in the same order."""
    for name in questions():
        assert run(remote_store, name) == run(both_store, name), name


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("SELECT ?t ?n { ?t a pg:Task ; pg:number ?n } ORDER BY ?t", "text/csv"),
        ("SELECT ?t ?n { ?t a pg:Task ; pg:number ?n } ORDER BY ?t", "application/json"),
        ("ASK { ?t a pg:Task }", "application/sparql-results+json"),
    ],
)
def test_sparql_is_the_same(
    remote: httpx.Client, both: httpx.Client, query: str, accept: str
) -> None:
    """An ad-hoc query gives the same answer in the same format."""
    told: dict[str, Any] = {"params": {"query": query}, "headers": {"Accept": accept}}
    here, there = both.get("/sparql", **told), remote.get("/sparql", **told)
    assert (there.status_code, there.content) == (here.status_code, here.content)


def test_the_description_counts_the_same(
    remote: httpx.Client, remote_store: Store, both_store: Store
) -> None:
    """What the service tells editors of classes and properties is the same, wherever they are."""
    assert count(remote_store).parts == count(both_store).parts
    for path in ("/sparql", "/.well-known/void"):
        answer = remote.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert answer.status_code == 200
        assert "void:" in answer.text or "rdfs.org/ns/void" in answer.text


def test_a_write_elsewhere_has_a_generation_here(
    remote: httpx.Client, remote_store: Store, digital_plan: Plan
) -> None:
    """Two services on one engine agree on its state: what one writes, the other one knows."""
    before = remote.get("/healthz").json()["generation"]
    remote_store.remove(digital_plan.key)
    after = remote.get("/healthz").json()
    assert (after["generation"], after["plans"]) == (remote_store.generation(), 1)
    assert after["generation"] != before
    remote_store.add(to_graphs(digital_plan))
    stream = remote_store.stream(Asking("ASK {}"), {"rows": "json", "graph": "nt"})
    assert stream.generation == remote.get("/healthz").json()["generation"]
