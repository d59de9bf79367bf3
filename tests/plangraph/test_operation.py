"""The service as an administrator runs it: ended in good order, behind a proxy, locked up."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

import plangraph
from tests.plangraph.test_serve import serving

pytestmark = pytest.mark.long

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
MANY = "SELECT ?a ?d { ?a a pg:Measure . ?d ?e ?f } LIMIT 100000"
LOCKED = """
set -e
mount --make-rprivate /
mount --bind "$1" "$1"
cut -d ' ' -f 2 /proc/mounts | sort -ru | while read -r place; do
  [ "$place" = "$1" ] || mount -o remount,bind,ro "$place" 2> /dev/null || true
done
mount -o remount,bind,ro /
for place in / /tmp /var /home /dev/shm; do
  ! touch "$place/written" 2> /dev/null || { echo "$place can be written"; exit 1; }
done
shift
exec "$@"
"""


@pytest.fixture
def folder(store: Path, tmp_path: Path) -> Path:
    """A store that may be written."""
    return Path(shutil.copytree(store, tmp_path / "store", ignore=shutil.ignore_patterns("*.sock")))


@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_service_that_ends_gives_its_answers(
    start: Run, folder: Path, told: signal.Signals, code: int
) -> None:
    """Told to end, it takes no new request and finishes those that run; then the store is free."""
    long = {"PLANGRAPH_SHUTDOWN_SECONDS": "60", "PLANGRAPH_SPARQL_SECONDS": "60"}
    with serving(start, "serve", "--store", folder, env=long) as (process, address):
        place = urlsplit(address)
        with httpx.stream(
            "GET",
            f"{address}sparql",
            params={"query": MANY},
            headers={"Accept": "text/csv"},
            timeout=60,
        ) as answer:
            pieces = answer.iter_bytes()
            first = next(pieces)
            process.send_signal(told)
            while True:
                try:
                    socket.create_connection((place.hostname, place.port), 5).close()
                except ConnectionError:
                    break
                time.sleep(0.1)
            whole = first + b"".join(pieces)
        assert answer.status_code == 200
        assert len(whole.splitlines()) == 100_001
        assert process.wait(60) == code
        assert process.stderr.read() == b""
    with plangraph.open(folder) as graph:
        assert len(graph.plan_keys()) == 1


def test_answers_that_take_too_long_do_not_keep_it(start: Run, folder: Path) -> None:
    """After PLANGRAPH_SHUTDOWN_SECONDS it ends, whoever still waits for an answer."""
    short = {"PLANGRAPH_SHUTDOWN_SECONDS": "1", "PLANGRAPH_SPARQL_SECONDS": "300"}
    with serving(start, "serve", "--store", folder, env=short) as (process, address):
        place = urlsplit(address)
        with socket.create_connection((place.hostname, place.port)) as line:
            line.sendall(
                b"GET /sparql?query=SELECT+*+%7B%3Fa+%3Fb+%3Fc.%3Fd+%3Fe+%3Ff%7D HTTP/1.1\r\n"
            )
            line.sendall(b"Host: x\r\n\r\n")
            assert line.recv(10).startswith(b"HTTP/1.1 2")
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 143


def _clients(start: Run, folder: Path, env: dict[str, str]) -> list[str]:
    """Whom the log names for three requests that tell a client each."""
    env = {"PLANGRAPH_LOG_REQUESTS": "true", **env}
    with serving(start, "serve", "--store", folder, env=env) as (process, address):
        for client in ("192.0.2.7", "192.0.2.8, 192.0.2.9", ""):
            told = {"X-Forwarded-For": client} if client else {}
            httpx.get(f"{address}api/plans", headers=told, timeout=30)
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        lines = process.stderr.read().decode().splitlines()
    return [json.loads(line)["client"] for line in lines]


def test_the_word_of_a_trusted_proxy_is_taken(start: Run, folder: Path) -> None:
    """A client is whom a trusted proxy names; what that client says of others does not count."""
    trusted = {"PLANGRAPH_TRUSTED_PROXIES": "127.0.0.1"}
    assert _clients(start, folder, trusted) == ["192.0.2.7", "192.0.2.9", "127.0.0.1"]


def test_nobody_else_is_believed(start: Run, folder: Path) -> None:
    """Without trusted proxies a client is its address, whatever its headers say."""
    assert _clients(start, folder, {}) == ["127.0.0.1"] * 3


def test_links_follow_the_public_address_and_no_header(start: Run, folder: Path) -> None:
    """PLANGRAPH_BASE_URL is in every link; the Host header and forwarded hosts are in none."""
    public = {"PLANGRAPH_BASE_URL": "https://plans.example/graph"}
    with serving(start, "serve", "--store", folder, env=public) as (_, address):
        evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
        for path in ("api/plans", "", "sparql", "openapi.json"):
            reply = httpx.get(address + path, headers=evil, timeout=30)
            assert reply.status_code == 200
            assert "evil.example" not in reply.text + str(reply.headers)
        assert "https://plans.example/graph/api/" in httpx.get(f"{address}api/plans").text


def _may_lock() -> bool:
    words = ["unshare", "--user", "--map-root-user", "--mount", "mount", "--make-rprivate", "/"]
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not _may_lock(), reason="this machine allows no mounts of one's own")
def test_a_service_writes_nowhere_but_in_its_store(
    start: Run, run: Run, folder: Path, plan: Path
) -> None:
    """With every file system read-only but the store's folder, it serves, writes and backs up."""
    locked = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", LOCKED, "sh", folder]
    env = {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent"}
    with serving(start, "serve", "--store", folder, before=locked, env=env) as (_, address):
        assert httpx.get(f"{address}readyz", timeout=30).json()["ready"] is True
        assert httpx.get(f"{address}api/search?q=专利", timeout=30).json()["total"] > 0
        assert run("remove", "知识产权", "--store", folder).code == 0
        assert run("add", plan, "--store", folder).code == 0
        assert httpx.get(f"{address}api/plans", timeout=30).json()["total"] == 1
        asked = {"query": "ASK { ?x pg:search '专利' }"}
        assert httpx.get(f"{address}sparql", params=asked, timeout=30).json()["boolean"] is True
        large = {"file": ("a.txt", plan.read_bytes() + b" " * 2_000_000)}  # too large for memory
        assert httpx.post(f"{address}api/facts", files=large, timeout=60).status_code == 200
        assert run("backup", folder.with_name("b.tar"), "--store", folder).code == 0
        assert run("restore", folder.with_name("b.tar"), "--store", folder, "--replace").code == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_the_unit_is_valid_and_locked_up(tmp_path: Path) -> None:
    """systemd takes the unit as it is, and rates what it may do at 1.5 of 10 or less."""
    unit = tmp_path / "plangraph.service"
    text = (ROOT / "deploy/plangraph.service").read_text("utf-8")
    unit.write_text(text.replace("/opt/plangraph/bin/plangraph", sys.executable), encoding="utf-8")
    for words in (["verify"], ["security", "--offline=true", "--threshold=15"]):
        found = subprocess.run(
            ["systemd-analyze", *words, unit],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "SYSTEMD_PAGER": "cat"},
        )
        assert found.returncode == 0, found.stdout + found.stderr
