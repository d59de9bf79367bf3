"""The application as a whole: its store, its threads, its address."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from plangraph.api.app import create_app
from plangraph.api.settings import Settings
from plangraph.graph.store import Store, open_store
from tests.api.conftest import serving


def test_a_store_that_is_down_is_503(tmp_path: Path) -> None:
    """When the store cannot be read every path that needs it says so."""
    with open_store(tmp_path / "store") as store, serving(store) as client:
        store.close()
        for path in ("/healthz", "/api/tasks", "/sparql?query=ASK%7B%7D", "/id/plan/x"):
            reply = client.get(path)
            assert (reply.status_code, reply.json()["status"]) == (503, 503), path
        assert client.get("/", headers={"Accept": "text/html"}).status_code == 503


def test_a_slow_query_blocks_nobody(seed: httpx.Client) -> None:
    """While one query counts millions of rows, others are answered."""
    slow = "SELECT (COUNT(*) AS ?n) { ?a a pg:Measure . ?b a pg:Measure . ?s ?p ?o }"
    done = threading.Event()

    def ask() -> None:
        seed.get("/sparql", params={"query": slow})
        done.set()

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.05)
    answered = [seed.get("/static/site.css").status_code for _ in range(3)]
    finished_first = done.is_set()
    thread.join()
    assert answered == [200, 200, 200]
    assert not finished_first


def test_many_readers_at_once(seed: httpx.Client) -> None:
    """Forty requests from eight threads are all answered, and alike."""
    replies: list[bytes] = []

    def read() -> None:
        replies.extend(seed.get("/api/tasks?limit=3").content for _ in range(5))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == 40
    assert len(set(replies)) == 1


def test_a_store_is_opened_and_closed_by_the_service(tmp_path: Path) -> None:
    """Without a given store the service opens that of its settings and lets it go at the end."""
    folder = tmp_path / "store"
    settings = Settings(store=str(folder))
    app = create_app(settings)
    assert not folder.exists()

    async def live() -> str:
        async with app.router.lifespan_context(app):
            found: str = app.state.service.store.generation()
            return found

    with ThreadPoolExecutor(1) as own:  # a browser of other tests may have a loop in this thread
        assert own.submit(asyncio.run, live()).result()
    with open_store(folder) as store:
        assert store.plan_keys() == []


def test_behind_a_proxy_links_carry_its_path(seed_store: Store) -> None:
    """With a public address below a path every link of pages and answers begins with it."""
    settings = Settings(base_url="https://plans.example/graph")
    with serving(seed_store, settings) as client:
        page = client.get("/", headers={"Accept": "text/html"}).text
        assert 'href="/graph/network?plan=' in page
        assert 'href="/graph/en/"' in page
        assert 'href="/graph/static/site.css' in page
        row = client.get("/api/tasks?limit=1").json()
        assert row["items"][0]["url"].startswith("https://plans.example/graph/api/tasks/")
        assert row["links"]["next"].startswith("https://plans.example/graph/api/tasks?")
        assert client.get("/openapi.json").json()["servers"] == [{"url": settings.base_url}]
