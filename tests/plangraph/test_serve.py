"""The service as the command line starts it: demo and serve."""

import re
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from plangraph.serving import listen
from tests.waiting import PATIENCE

Run = Callable[..., Any]


@contextmanager
def serving(
    start: Run, *words: object, **more: Any
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A running service and the address that it printed."""
    with start(*words, "--port", 0, **more) as process:
        try:
            lines = iter(process.stdout.readline, b"")
            found = (re.search(r"http://\S+", line.decode()) for line in lines)
            address = next(match[0] for match in found if match)
            yield process, address
        finally:
            process.kill()


def test_demo_shows_who_owns_which_task(start: Run, tmp_path: Path) -> None:
    """`plangraph demo` reads the bundled plan, serves it, and prints an address that answers."""
    with serving(start, "demo", "--store", tmp_path / "store") as (_, address):
        page = httpx.get(address, timeout=30)
        assert page.status_code == 200
        assert "昆明市国家知识产权强市建设示范城市工作方案" in page.text
        tasks = httpx.get(f"{address}tasks", timeout=30)
        assert "优化知识产权发展政策体系" in tasks.text
        plans = httpx.get(f"{address}api/plans", timeout=30).json()
        assert "昆明市" in str(plans)


def test_demo_uses_the_default_store(start: Run, tmp_path: Path) -> None:
    """Without an option the store is plangraph-store in the working directory."""
    with serving(start, "demo", cwd=tmp_path):
        assert (tmp_path / "plangraph-store").is_dir()


def test_serve_answers_sparql(start: Run, store: Path) -> None:
    """`plangraph serve` answers a SPARQL query at /sparql."""
    with serving(start, "serve", "--read-only", "--store", store) as (_, address):
        asked = httpx.get(
            f"{address}sparql",
            params={"query": "SELECT (COUNT(?t) AS ?n) { ?t a pg:Task }"},
            headers={"Accept": "text/csv"},
            timeout=30,
        )
        assert asked.text.split() == ["n", "9"]


def test_links_lead_to_the_printed_address(start: Run, store: Path) -> None:
    """The links in the service's replies start with the address that was printed."""
    with serving(start, "serve", "--read-only", "--store", store) as (_, address):
        assert address in httpx.get(f"{address}api/plans", timeout=30).text


def test_ctrl_c_ends_the_service_quietly(start: Run, store: Path) -> None:
    """Ctrl-C ends the service in good order: code 130, nothing on standard error."""
    with serving(start, "serve", "--store", store, "--read-only") as (process, address):
        assert httpx.get(address, timeout=30).status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert process.stderr.read() == b""


def test_small_replies_leave_at_once() -> None:
    """Connections are named as TCP, so that no reply waits until it fills a packet."""
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_said_so(run: Run, store: Path) -> None:
    """A port that another program holds: what, where, and which option helps; code 1."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        shown = run("serve", "--port", port, "--read-only", "--store", store)
    assert (shown.code, shown.out) == (1, "")
    assert f"127.0.0.1:{port}" in shown.err
    assert "--port" in shown.err


def test_serving_nothing_is_said_so(run: Run, tmp_path: Path) -> None:
    """`serve --read-only` without a store says so and does not start."""
    shown = run("serve", "--read-only", "--port", 0, "--store", tmp_path / "store")
    assert (shown.code, shown.out) == (1, "")
    assert "There is no store in this folder." in shown.err


def test_commands_go_through_the_service_that_holds_the_store(
    start: Run, run: Run, plan: Path, tmp_path: Path
) -> None:
    """While a service runs, add, list and remove work on its store, and it shows what they did."""
    folder = tmp_path / "store"
    with serving(start, "demo", "--store", folder) as (_, address):
        again = run("add", plan, "--store", folder)
        assert again.code == 0
        assert again.out.startswith("unchanged")
        listed = run("list", "--store", folder)
        assert "知识产权强市" in listed.out
        gone = run("remove", "知识产权强市", "--store", folder)
        assert gone.code == 0
        assert httpx.get(f"{address}api/plans", timeout=30).json()["total"] == 0


def test_a_folder_has_one_service(start: Run, run: Run, tmp_path: Path) -> None:
    """A second service on a folder does not start; the message says who holds it."""
    folder = tmp_path / "store"
    with serving(start, "demo", "--store", folder):
        shown = run("serve", "--port", 0, "--store", folder)
    assert shown.code == 1
    assert "holds the store" in shown.err
