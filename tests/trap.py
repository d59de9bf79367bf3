"""A server that nobody may reach: it counts the connections that do."""

import contextlib
import socket
import threading


class Trap:
    """A listener on loopback that counts who calls.

    Attributes:
        port: Where it listens.
    """

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._hits = 0
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._count, daemon=True).start()

    def __call__(self) -> int:
        """Connections so far."""
        return self._hits

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()

    def _count(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._socket.accept()
                self._hits += 1
                line.close()
