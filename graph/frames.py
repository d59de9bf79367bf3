"""Messages between the processes of a served store: one letter, a length, bytes.

Nothing is pickled: what comes over a socket is JSON, SPARQL or RDF, never code.
"""

import json
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

SOCKET: Final = "writer.sock"
_LONGEST = 100  # bytes of a socket's path; the system takes 107
_HEAD = struct.Struct(">cI")
CHUNK = 1 << 18


class Frame(NamedTuple):
    """One message; the receiver knows by its letter what its bytes are."""

    kind: bytes
    body: bytes

    def told(self) -> Any:
        """The body, where it is JSON."""
        return json.loads(self.body)


def frame_of(letter: bytes, /, **said: Any) -> Frame:
    """A message whose body is JSON."""
    return Frame(letter, json.dumps(said).encode())


def send(line: socket.socket, kind: bytes, body: bytes = b"") -> None:
    """Write one message.

    Raises:
        OSError: The other side is gone.
    """
    line.sendall(_HEAD.pack(kind, len(body)) + body)


def tell(line: socket.socket, letter: bytes, /, **said: Any) -> None:
    """Write one message whose body is JSON."""
    send(line, *frame_of(letter, **said))


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


@contextmanager
def address(folder: Path) -> Iterator[str]:
    """A path of the socket in a store's folder that is short enough for the system.

    Raises:
        OSError: There is no such folder.
    """
    path = str(folder / SOCKET)
    if len(os.fsencode(path)) <= _LONGEST:
        yield path
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{number}/{SOCKET}"
    finally:
        os.close(number)
