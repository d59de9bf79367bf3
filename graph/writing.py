"""Starting the writer of a folder, and starting it again when it has died."""

import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from plangraph.graph.client import WriterClient, connect
from plangraph.graph.frames import receive
from plangraph.graph.refusals import refused
from plangraph.ontology.errors import StoreError

UPDATE_SECONDS: Final = 30.0
_WRITER: Final = "plangraph.graph.writer"


class WriterProcess:
    """The process that owns a store's folder, as a child of this one.

    Args:
        folder: The store's folder.
        read_only: It only reads.
        update_seconds: What an update by SPARQL may take before the process ends itself.

    Raises:
        StoreError: The folder cannot be opened.
    """

    def __init__(
        self, folder: Path, *, read_only: bool, update_seconds: float = UPDATE_SECONDS
    ) -> None:
        self._folder = folder
        self._options = [f"--update-seconds={update_seconds:g}"]
        self._options += ["--read-only"] if read_only else []
        self._lock = threading.Lock()
        self._line, self._process = self._start()

    @property
    def process(self) -> int:
        """Its process id."""
        return self._process.pid

    def line(self) -> socket.socket:
        """A new line to the writer, which is started again if it has died.

        Raises:
            StoreError: It cannot be started.
        """
        return connect(self._folder) or self._revived()

    def client(self) -> WriterClient:
        """A store that speaks to the writer over a line of its own; likewise."""
        return WriterClient(self._folder, self.line())

    def close(self) -> None:
        """End it once it has finished what it does."""
        self._line.close()
        self._process.wait()

    def _revived(self) -> socket.socket:
        with self._lock:
            line = connect(self._folder)
            if line is None:
                self._line.close()
                self._process.wait()
                self._line, self._process = self._start()
                line = connect(self._folder)
        if line is None:
            raise _no_writer(self._folder)
        return line

    def _start(self) -> tuple[socket.socket, "subprocess.Popen[bytes]"]:
        ours, theirs = socket.socketpair()
        with theirs:
            number = str(theirs.fileno())
            process = subprocess.Popen(  # noqa: S603  (our own module)
                [sys.executable, "-m", _WRITER, self._folder, number, *self._options],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        try:
            first = receive(ours)
        except EOFError:
            first = None
        if first is None or first.kind == b"X":
            ours.close()
            process.wait()
            raise refused(first.told()) if first else _no_writer(self._folder)
        return ours, process


def _no_writer(folder: Path) -> StoreError:
    return StoreError(
        "The process that writes the store does not start.",
        where=str(folder),
        advice="Its own message stands above or in the log of the service.",
    )
