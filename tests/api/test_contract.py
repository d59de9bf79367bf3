"""The service against its own description: Schemathesis sends what it allows, and what it forbids.

``bench/bench_contract.py`` does the same for as long as one likes.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from plangraph.api.settings import Settings
from plangraph.api.tokens import Scope, Tokens
from plangraph.graph.store import open_store
from plangraph.ontology.triples import PlanGraphs
from tests.api.conftest import serving

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
RUN = "from schemathesis.cli import schemathesis; schemathesis()"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
)


@pytest.fixture
def writable(tmp_path: Path, seed_graphs: PlanGraphs) -> Iterator[tuple[httpx.Client, str]]:
    """A service that may be written to, and a token for it."""
    folder = tmp_path / "tokens"
    secret, _ = Tokens(folder).create("contract", Scope.WRITE)
    with open_store(tmp_path / "store") as store:
        store.add(seed_graphs)
        with serving(store, replace(Settings(), tokens=str(folder))) as client:
            yield client, secret


@pytest.mark.parametrize("phases", ["examples,fuzzing", "coverage"])
def test_every_answer_is_as_described(
    writable: tuple[httpx.Client, str], tmp_path: Path, phases: str
) -> None:
    """Whatever is sent to any path: no fault, no status, type or form that is not described."""
    client, secret = writable
    command = [
        *(sys.executable, "-c", RUN, "run", f"{client.base_url}/openapi.json"),
        *("--phases", phases, "--max-examples", "3", "--seed", "1", "--no-shrink"),
        *("--request-timeout", "90"),  # a busy machine is no fault of the service
        *("--checks", ",".join(CHECKS), "--continue-on-failure", "--warnings", "off"),
        *("--header", f"Authorization: Bearer {secret}"),
    ]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.api.sparql_bodies", "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        command, cwd=tmp_path, env=os.environ | hooks, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout[-6000:] + found.stderr[-2000:]
    assert "Tested: 5" in found.stdout
