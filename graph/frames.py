"""Messages between the processes of a served store: one letter, a length, bytes.

Nothing is pickled: what comes over a socket is JSON, SPARQL or RDF, never code.
"""

import json
import socket
import struct
from typing import Any, NamedTuple

_HEAD = struct.Struct(">cI")
CHUNK = 1 << 18


class Frame(NamedTuple):
    """One message; the receiver knows by its letter what its bytes are."""

    kind: bytes
    body: bytes

    def told(self) -> Any:
        """The body, where it is JSON."""
        return json.loads(self.body)


def send(line: socket.socket, kind: bytes, body: bytes = b"") -> None:
    """Write one message.

    Raises:
        OSError: The other side is gone.
    """
    line.sendall(_HEAD.pack(kind, len(body)) + body)


def tell(line: socket.socket, letter: bytes, /, **said: Any) -> None:
    """Write one message whose body is JSON."""
    send(line, letter, json.dumps(said).encode())


def receive(line: socket.socket) -> Frame:
    """The next message.

    Raises:
        EOFError: The other side is gone.
        TimeoutError: The socket has a timeout and nothing came.
    """
    kind, length = _HEAD.unpack(_exactly(line, _HEAD.size))
    return Frame(kind, _exactly(line, length))


def _exactly(line: socket.socket, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        piece = line.recv(min(length - len(found), CHUNK))
        if not piece:
            raise EOFError("the other process closed the line")
        found += piece
    return bytes(found)
