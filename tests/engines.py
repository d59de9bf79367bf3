"""Real engines elsewhere for tests: a Virtuoso and an Oxigraph server on loopback, one a session.

``tests/conftest.py`` hands the fixtures to all folders. Each store in them begins empty: whoever
asks for one has it emptied first.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from plangraph.graph.marks import system_graph
from plangraph.graph.remote import RemoteStore
from plangraph.graph.remote_settings import RemoteSettings

PATIENCE = 60  # seconds until an engine has to answer
VIRTUOSO = "virtuoso-t"
ADVICE = (
    "The tests need a Virtuoso 7. Install it with: apt install --no-install-recommends "
    "virtuoso-opensource-7-bin virtuoso-opensource-7-common."
)
INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 20
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
StopCompilerWhenXOverRunTime = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 20
MaxClientConnections = 20
[SPARQL]
ResultSetMaxRows = 10000
"""


@dataclass(frozen=True)
class Elsewhere:
    """An engine that runs.

    Attributes:
        address: Of its queries.
        settings: With the credentials that it takes.
        variables: The same as environment variables.
    """

    address: str
    settings: RemoteSettings
    variables: dict[str, str]

    def open(self, **more: Any) -> RemoteStore:
        """A store in it."""
        return RemoteStore(self.address, self.settings, **more)

    def empty(self) -> None:
        """Take out all that PlanGraph keeps in it."""
        with self.open(read_only=True) as store:
            asked = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
            named = {str(row["g"]) for row in store.query(asked).values()}
            named.add(system_graph())
            drops = [f"DROP SILENT GRAPH <{name}>" for name in sorted(named)]
            wire = store._wire  # noqa: SLF001 -- what no user may do
            drops += ["DROP DEFAULT"] if wire.engine.default else []
            wire.update(" ; ".join(drops))


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """A Virtuoso that lets nobody write but dba; without the package the test fails and says so."""
    if shutil.which(VIRTUOSO) is None:
        pytest.fail(ADVICE, pytrace=False)
    folder, ports = tmp_path_factory.mktemp("virtuoso"), (free_port(), free_port())
    (folder / "virtuoso.ini").write_text(INI.format(sql=ports[0], http=ports[1]))
    command = [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    address = f"http://127.0.0.1:{ports[1]}/sparql"
    with running(command, address, cwd=folder):
        told = {"user": "dba", "password": "dba"}
        yield Elsewhere(address, RemoteSettings(**told), _variables(told))


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """An Oxigraph server."""
    port, folder = free_port(), tmp_path_factory.mktemp("oxigraph")
    program = Path(sys.executable).parent / "oxigraph"
    command = [program, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}/query"
    with running(command, address):
        yield Elsewhere(address, RemoteSettings(), {})


@contextmanager
def running(command: list[Any], address: str, **more: Any) -> Iterator[None]:
    """A program that answers queries at an address while the block runs."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **more) as program:
        try:
            _wait_for(address, program)
            yield
        finally:
            program.kill()


def _wait_for(address: str, program: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while program.poll() is None and time.monotonic() < until:
        try:
            httpx.get(address, params={"query": "ASK {}"}, timeout=5, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"{program.args!r} does not answer at {address}.", pytrace=False)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _variables(told: dict[str, str]) -> dict[str, str]:
    return {f"PLANGRAPH_REMOTE_{name.upper()}": value for name, value in told.items()}
