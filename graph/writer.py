"""The one process that may write a store's folder, and serves whoever wants something written.

An update by SPARQL is bounded in time and memory by the end of this process: the engine takes back
what was not finished, and whoever started the writer starts another.

It listens at ``writer.sock`` in the folder (mode 0600: whoever may write the folder may speak to
it). A request is a frame ``J`` (what to do) and a frame ``B`` (bytes that belong to it); the answer
is the same, or ``X``. ``subscribe`` turns a line into one that is told of every write: ``C`` (the
state after it) and ``B`` (an update that repeats it), which the subscriber answers with ``A``; only
then is the write answered, so that whoever wrote reads what was written.
"""

import contextlib
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.frames import SOCKET, address, receive, send, tell
from plangraph.graph.refusals import words_of
from plangraph.graph.requests import carry_out
from plangraph.graph.worker import memory_used
from plangraph.ontology.errors import PlanGraphError

PATIENCE: Final = 30.0  # seconds that a write waits for a reader of the store to follow
UPDATE_MEMORY: Final = 2 << 30  # bytes above what this process has when the update begins


class Writer:
    """A store and the lines that are told of its writes.

    Args:
        store: The store.
        seconds: What an update may take.
        leave: Called before the process ends because of that, so that nobody new comes to it.
    """

    def __init__(self, store: EmbeddedStore, seconds: float, leave: Callable[[], None]) -> None:
        self._store = store
        self._seconds = seconds
        self._leave = leave
        self._subscribers: list[socket.socket] = []
        self._lines: set[socket.socket] = set()
        self._memory = resource.getrlimit(resource.RLIMIT_AS)
        self._asked = threading.local()  # .line: where the request came from that a thread answers
        store.on_write = self._publish
        store.watch = self._bounded

    def converse(self, line: socket.socket) -> None:
        """Answer the requests of one line until it closes or subscribes."""
        self._lines.add(line)
        with contextlib.suppress(EOFError, OSError):
            while True:
                told, body = receive(line).told(), receive(line).body
                if told["do"] == "subscribe":
                    self._subscribe(line, told["path"])
                    return
                self._answer(line, told, body)
        self._lines.discard(line)
        line.close()

    def _answer(self, line: socket.socket, told: dict[str, Any], body: bytes) -> None:
        self._asked.line = line
        try:
            if told["do"] == "swap":
                self._swap(line, Path(told["folder"]))
            said, found = carry_out(self._store, told, body)
        except PlanGraphError as error:
            _refuse(line, **words_of(error))
        else:
            tell(line, b"J", generation=self._store.generation(), **said)
            send(line, b"B", found)

    def _swap(self, line: socket.socket, prepared: Path) -> None:
        """Let another state be the store; whoever serves starts a writer for it."""
        with self._store.swapping(prepared) as mark:
            self._leave()
            _end(self._lines - {line})
            tell(line, b"J", generation=mark)
            send(line, b"B")
            os._exit(0)

    @contextlib.contextmanager
    def _bounded(self) -> Iterator[None]:
        """Bound what an update may take: nothing but the end of the process stops the engine.

        The engine takes back what it had not finished when the folder is opened again; whoever
        started this process starts another. Readers of the store have copies and notice nothing.
        """
        line, done = self._asked.line, threading.Lock()

        def give_up() -> None:
            if done.acquire(blocking=False):
                self._leave()
                _end(self._lines - {line})  # so that nobody asks what will not be answered
                _refuse(line, kind="slow update", what=str(self._seconds), where="", advice="")
                os._exit(1)

        timer = threading.Timer(self._seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            resource.setrlimit(resource.RLIMIT_AS, (memory_used() + UPDATE_MEMORY, self._memory[1]))
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, self._memory)
            timer.cancel()
            done.acquire()  # never let go: a timer that is late finds it taken

    def _subscribe(self, line: socket.socket, dump: str) -> None:
        """From the state that the dump shows on, the line hears of every write."""
        with self._store.still() as mark:
            if dump:
                self._store.dump(Path(dump))
            line.settimeout(PATIENCE)
            tell(line, b"J", generation=mark)
            send(line, b"B")
            self._subscribers.append(line)

    def _publish(self, update: str, mark: str) -> None:
        self._subscribers = [line for line in self._subscribers if _heard(line, update, mark)]


def _refuse(line: socket.socket, **said: Any) -> None:
    tell(line, b"X", **said)
    send(line, b"B")


def _end(lines: set[socket.socket]) -> None:
    for line in lines:
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


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
    """Serve the folder of the first argument until the line of the second closes.

    Options after them: ``--update-seconds=N``, and ``--read-only``.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder, parent = Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2]))
    options = dict(word.partition("=")[::2] for word in sys.argv[3:])
    try:
        store = EmbeddedStore(folder, read_only="--read-only" in options)
    except PlanGraphError as error:
        tell(parent, b"X", **words_of(error))
        return
    listener = _listen(folder)
    path = folder / SOCKET
    writer = Writer(store, float(options["--update-seconds"]), lambda: path.unlink(missing_ok=True))
    tell(parent, b"J", generation=store.generation())
    threading.Thread(target=_watch, args=(parent, listener), daemon=True).start()
    with contextlib.suppress(OSError):
        while True:
            line, _ = listener.accept()
            threading.Thread(target=writer.converse, args=(line,), daemon=True).start()
    path.unlink(missing_ok=True)
    store.close()


if __name__ == "__main__":
    main()
