"""Twelve seconds of everything at once; ``bench/bench_soak.py`` does it for ten minutes."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.load import CUT, load, memory
from tests.plangraph.test_serve import serving

pytestmark = pytest.mark.long

Run = Callable[..., Any]
QUICK = {"PLANGRAPH_SPARQL_SECONDS": "2", "PLANGRAPH_QUERY_MEMORY": "300"}


def test_a_service_outlives_its_attackers(start: Run, tmp_path: Path) -> None:
    """Beside endless queries, junk and broken lines no reader is lost, nothing dies or grows."""
    with serving(start, "demo", "--store", tmp_path / "store", env=QUICK) as (process, address):
        load(address, 5)
        time.sleep(3)
        before = memory(process.pid)
        found = load(address, 12)
        assert found.rest.lost == []
        assert set(found.rest.statuses) == {200}
        assert {200} <= set(found.sparql.statuses) <= {200, 503, 504}
        assert set(found.runaways.statuses) <= {CUT, 400, 413, 503, 504, 507}
        assert {504} <= set(found.runaways.statuses)
        assert max(found.junk.statuses) < 500
        assert found.junk.statuses[401] > 0
        assert process.poll() is None
        assert httpx.get(f"{address}readyz", timeout=30).json()["ready"] is True
        for _ in range(60):
            if memory(process.pid) <= before * 1.1:
                break
            time.sleep(0.5)
        assert memory(process.pid) <= before * 1.1
