"""Programs of others against the running service, in the words of docs/clients.md."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

from tests.plangraph.test_serve import serving

Run = Callable[..., Any]
PAGE = (Path(__file__).parents[2] / "docs/clients.md").read_text("utf-8")
HERE = "http://127.0.0.1:8000"
PYTHON = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
CURL = re.findall(r"^curl .*$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def service(
    start: Run, shell: Run, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """A service on the bundled plan: its address, and a token for writing."""
    folder = tmp_path_factory.mktemp("clients") / "store"
    with serving(start, "demo", "--store", folder) as (_, address):
        made = shell("token", "create", "test", "--scope", "write", "--store", folder)
        yield address.rstrip("/"), made.out.strip()


@pytest.mark.parametrize("code", PYTHON, ids=[code.splitlines()[0] for code in PYTHON])
def test_the_python_of_the_page_runs(service: tuple[str, str], code: str) -> None:
    """Each piece of Python gives something and complains of nothing."""
    address, token = service
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", code.replace(HERE, address)],
        env={**os.environ, "TOKEN": token, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() not in {"", "0"}


@pytest.mark.parametrize("line", CURL, ids=range(len(CURL)))
def test_the_curl_lines_of_the_page_run(
    service: tuple[str, str], line: str, tmp_path: Path
) -> None:
    """Each line ends well, as it would in a shell."""
    address, token = service
    line = line.replace("curl ", "curl --silent --show-error --fail-with-body ", 1)
    done = subprocess.run(
        ["bash", "-c", line.replace(HERE, address)],
        env={**os.environ, "TOKEN": token},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    files = "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert done.stdout + files or " -X PUT " in line or "/update" in line


def test_every_client_has_its_piece() -> None:
    """The page has a piece for each program that it promises."""
    for name in ("curl", "pandas", "SPARQLWrapper", "rdflib", "R", "Excel", "OpenRefine", "YASGUI"):
        assert re.search(rf"^## .*\b{name}\b", PAGE, re.MULTILINE), name
    assert len(PYTHON) >= 5
    assert len(CURL) >= 6


def test_sparqlwrapper_gets_every_format(service: tuple[str, str]) -> None:
    """SPARQLWrapper reads JSON and CSV by GET and POST, and a graph from CONSTRUCT."""
    address, _ = service
    endpoint = SPARQLWrapper(f"{address}/sparql")
    endpoint.setQuery("SELECT ?t { ?t a pg:Task }")
    endpoint.setReturnFormat(JSON)
    assert len(endpoint.queryAndConvert()["results"]["bindings"]) == 9
    endpoint.setMethod(POST)
    endpoint.setReturnFormat(CSV)
    assert len(endpoint.queryAndConvert().split()) == 10
    endpoint.setQuery("CONSTRUCT { ?t a pg:Task } { ?t a pg:Task }")
    endpoint.setReturnFormat(TURTLE)
    assert len(endpoint.queryAndConvert().splitlines()) >= 9


def test_pandas_reads_what_the_lists_say(service: tuple[str, str]) -> None:
    """A list read by pandas has the rows and texts of the same list in JSON."""
    address, _ = service
    table = pd.read_csv(f"{address}/api/measures?format=csv&limit=500")
    items = httpx.get(f"{address}/api/measures?limit=500", timeout=30).json()["items"]
    assert len(table) == len(items) == 64
    assert list(table["id"]) == [item["id"] for item in items]
