"""Real servers on 127.0.0.1, one a store, started once for all tests of this folder."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from plangraph.api.app import create_app
from plangraph.api.settings import Settings
from plangraph.graph.store import Store, open_store
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs

HOSTILE = "<script>window.XSS=1</script>\"'><img src=x onerror=window.XSS=1>"


@contextmanager
def serving(store: Store | None, settings: Settings | None = None) -> Iterator[httpx.Client]:
    """A client of a server until the block ends; without a store it opens the settings' own."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = settings or Settings()
        settings = replace(settings, base_url=settings.base_url or address)
        app = create_app(settings, store)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with httpx.Client(base_url=address, timeout=60) as client:
                client.get("/healthz")
                yield client
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def seed(seed_store: Store) -> Iterator[httpx.Client]:
    """A service with the bundled plan."""
    with serving(seed_store) as client:
        yield client


@pytest.fixture(scope="session")
def both(both_store: Store) -> Iterator[httpx.Client]:
    """A service with two plans."""
    with serving(both_store) as client:
        yield client


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service without a plan."""
    with open_store(tmp_path_factory.mktemp("empty") / "store") as store, serving(store) as client:
        yield client


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, seed_plan: Plan) -> Iterator[httpx.Client]:
    """A service whose plan carries markup and script in every text that a page shows."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    with open_store(folder) as store:
        store.add(to_graphs(_poisoned(seed_plan)))
        with serving(store) as client:
            yield client


@pytest.fixture(scope="session")
def seed_key(seed_plan: Plan) -> str:
    """The key of the bundled plan."""
    return seed_plan.key


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The bytes of the bundled file as text."""
    root = Path(__file__).parents[2]
    return (root / "examples/kunming-ip-city-2022.txt").read_bytes().decode()


def _poisoned(plan: Plan) -> Plan:
    return replace(
        plan,
        document=replace(plan.document, title=HOSTILE, notice_title=HOSTILE, number=HOSTILE),
        items=tuple(replace(row, title=row.title + HOSTILE) for row in plan.items),
        measures=tuple(replace(row, text=row.text + HOSTILE) for row in plan.measures),
        responsibilities=tuple(
            replace(row, printed=row.printed + HOSTILE) for row in plan.responsibilities
        ),
        targets=tuple(
            replace(row, source_value=HOSTILE, unit=HOSTILE, indicator=HOSTILE)
            for row in plan.targets
        ),
        phases=tuple(replace(row, name=row.name + HOSTILE) for row in plan.phases),
        steps=tuple(replace(row, text=row.text + HOSTILE) for row in plan.steps),
        regions=tuple(replace(row, name=row.name + HOSTILE) for row in plan.regions),
        mentions=tuple(replace(row, name=row.name + HOSTILE) for row in plan.mentions),
        parties=tuple(
            replace(row, name=row.name + HOSTILE, printed=(HOSTILE, *row.printed))
            for row in plan.parties
        ),
    )
