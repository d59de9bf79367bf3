"""The two gold plans and real stores on disk that hold them; tests must not write to these."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from plangraph.graph.store import Store, open_store
from plangraph.ingest.reader import read_plan
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, to_graphs
from tests.browser import chromium, chromium_page, chromium_tab
from tests.engines import oxigraph_server, virtuoso
from tests.trap import Trap

# One browser and one engine of each kind serve the tests of all folders.
__all__ = ["chromium", "chromium_page", "chromium_tab", "oxigraph_server", "virtuoso"]

ROOT = Path(__file__).parents[1]
SEED_TEXT = ROOT / "examples/kunming-ip-city-2022.txt"
SEED_GOLD = ROOT / "tests/gold/kunming-ip-city-2022.json"
DIGITAL_TEXT = ROOT / "tests/plans/f2-kunming-digital-invented.txt"
DIGITAL_GOLD = ROOT / "tests/gold/f2-kunming-digital-invented.json"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that are marked as long come first, then those of many tests; the small ones last.

    Workers take files in this order (``--no-loadscope-reorder``) and so end at about one time.
    """
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, -sizes[item.path]))


@pytest.fixture
def trap() -> Iterator[Trap]:
    """A server on loopback that nobody may reach."""
    trap = Trap()
    yield trap
    trap.close()


@pytest.fixture(scope="session")
def seed_plan() -> Plan:
    """The bundled plan."""
    return read_plan(SEED_TEXT)


@pytest.fixture(scope="session")
def digital_plan() -> Plan:
    """The invented second plan, which shares ten parties with the bundled one."""
    return read_plan(DIGITAL_TEXT)


@pytest.fixture(scope="session")
def seed_graphs(seed_plan: Plan) -> PlanGraphs:
    """The triples of the bundled plan."""
    return to_graphs(seed_plan)


@pytest.fixture(scope="session")
def digital_graphs(digital_plan: Plan) -> PlanGraphs:
    """The triples of the invented plan."""
    return to_graphs(digital_plan)


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory, seed_plan: Plan) -> Iterator[Store]:
    """A store on disk that holds the bundled plan."""
    yield from _store(tmp_path_factory.mktemp("seed"), seed_plan)


@pytest.fixture(scope="session")
def both_store(
    tmp_path_factory: pytest.TempPathFactory, seed_plan: Plan, digital_plan: Plan
) -> Iterator[Store]:
    """A store on disk that holds both plans."""
    yield from _store(tmp_path_factory.mktemp("both"), seed_plan, digital_plan)


def _store(folder: Path, *plans: Plan) -> Iterator[Store]:
    with open_store(folder / "store") as store:
        for plan in plans:
            store.add(to_graphs(plan))
        yield store
