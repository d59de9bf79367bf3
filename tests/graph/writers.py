"""A writer process on a store's folder, started as a service starts it."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plangraph.graph.client import WriterClient, connect
from plangraph.graph.frames import receive
from tests.waiting import PATIENCE


@contextmanager
def writer(folder: Path, seconds: float = 30) -> Iterator[subprocess.Popen[bytes]]:
    """The process, which ends with the block."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "plangraph.graph.writer", str(folder), str(theirs.fileno())]
    with ours, theirs:
        options = [f"--update-seconds={seconds}"]
        process = subprocess.Popen([*command, *options], pass_fds=[theirs.fileno()])
        theirs.close()
        try:
            assert receive(ours).kind == b"J"
            yield process
        finally:
            ours.close()
            process.wait(PATIENCE)


def client(folder: Path) -> WriterClient:
    """A store that speaks to the writer of a folder."""
    line = connect(folder)
    assert line is not None
    return WriterClient(folder, line)
