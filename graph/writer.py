"""The one process that may write a store's folder, and serves whoever wants something written.

It listens at ``writer.sock`` in the folder (mode 0600: whoever may write the folder may speak to
it). A request is a frame ``J`` (what to do) and a frame ``B`` (bytes that belong to it); the answer
is the same, or ``X``. ``subscribe`` turns a line into one that is told of every write: ``C`` (the
state after it) and ``B`` (an update that repeats it), which the subscriber answers with ``A``; only
then is the write answered, so that whoever wrote reads what was written.
"""

import contextlib
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any, Final

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.frames import SOCKET, address, receive, send, tell
from plangraph.graph.requests import carry_out
from plangraph.ontology.errors import PlanGraphError

PATIENCE: Final = 30.0  # seconds that a write waits for a reader of the store to follow


class Writer:
    """A store and the lines that are told of its writes."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._subscribers: list[socket.socket] = []
        store.on_write = self._publish

    def converse(self, line: socket.socket) -> None:
        """Answer the requests of one line until it closes or subscribes."""
        with contextlib.suppress(EOFError, OSError):
            while True:
                told, body = receive(line).told(), receive(line).body
                if told["do"] == "subscribe":
                    self._subscribe(line, Path(told["path"]))
                    return
                self._answer(line, told, body)
        line.close()

    def _answer(self, line: socket.socket, told: dict[str, Any], body: bytes) -> None:
        try:
            said, found = carry_out(self._store, told, body)
        except PlanGraphError as error:
            names = {"kind": type(error).__name__, "what": error.what}
            tell(line, b"X", **names, where=error.where, advice=error.advice)
            send(line, b"B")
        else:
            tell(line, b"J", generation=self._store.generation(), **said)
            send(line, b"B", found)

    def _subscribe(self, line: socket.socket, dump: Path) -> None:
        """From the state that the dump shows on, the line hears of every write."""
        with self._store.still() as mark:
            self._store.dump(dump)
            line.settimeout(PATIENCE)
            tell(line, b"J", generation=mark)
            send(line, b"B")
            self._subscribers.append(line)

    def _publish(self, update: str, mark: str) -> None:
        self._subscribers = [line for line in self._subscribers if _heard(line, update, mark)]


def _heard(line: socket.socket, update: str, mark: str) -> bool:
    """Whether a subscriber followed; one that is gone or stuck is dropped and must come anew."""
    try:
        tell(line, b"C", generation=mark)
        send(line, b"B", update.encode())
        receive(line)
    except (OSError, EOFError):
        line.close()
        return False
    return True


def _listen(folder: Path) -> socket.socket:
    (folder / SOCKET).unlink(missing_ok=True)  # of a writer that was killed: the engine is ours
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        with address(folder) as path:
            listener.bind(path)
    finally:
        os.umask(before)
    listener.listen()
    return listener


def _watch(parent: socket.socket, listener: socket.socket) -> None:
    """When the service that started this process is gone, so is its reason to be."""
    with contextlib.suppress(OSError):
        parent.recv(1)
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)


def main() -> None:
    """Serve the folder of the first argument until the line of the second closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder, parent = Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2]))
    try:
        store = EmbeddedStore(folder, read_only=sys.argv[3:] == ["--read-only"])
    except PlanGraphError as error:
        tell(
            parent, b"X", kind="StoreError", what=error.what, where=error.where, advice=error.advice
        )
        return
    listener = _listen(folder)
    writer = Writer(store)
    tell(parent, b"J", generation=store.generation())
    threading.Thread(target=_watch, args=(parent, listener), daemon=True).start()
    with contextlib.suppress(OSError):
        while True:
            line, _ = listener.accept()
            threading.Thread(target=writer.converse, args=(line,), daemon=True).start()
    (folder / SOCKET).unlink(missing_ok=True)
    store.close()


if __name__ == "__main__":
    main()
