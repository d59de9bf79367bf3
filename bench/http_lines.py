"""A client of HTTP that costs next to nothing, and what servers cost."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import httpx

LINES = 8  # connections of the client
SECONDS = 2.0  # of each measurement


def rate(act: Callable[[], int]) -> float:
    """How many a second; ``act`` says how many it did."""
    act()
    begin, done = time.perf_counter(), 0
    while (now := time.perf_counter()) - begin < SECONDS or not done:
        done += act()
    return done / (now - begin)


@contextmanager
def lines(address: str) -> Iterator[Callable[[str, str], int]]:
    """Asks a path over several connections at once, with little work of its own."""
    place = httpx.URL(address)
    with ExitStack() as stack:
        ends = []
        for _ in range(LINES):
            line = stack.enter_context(socket.create_connection((place.host, place.port or 80)))
            ends.append((line, stack.enter_context(line.makefile("rb"))))

        def ask(path: str, headers: str = "") -> int:
            request = f"GET {path} HTTP/1.1\r\nHost: {place.host}\r\n{headers}\r\n".encode()
            for line, _ in ends:
                line.sendall(request)
            for _, stream in ends:
                read(stream)
            return LINES

        yield ask


def read(stream: BinaryIO) -> bytes:
    """One answer, by its length or in chunks.

    Raises:
        SystemExit: It is none of what a bench can compare.
    """
    status = stream.readline()
    if status.split()[1] not in {b"200", b"304"}:
        raise SystemExit(status.decode())
    length, chunked = 0, False
    while (header := stream.readline().lower()) != b"\r\n":
        chunked = chunked or header.startswith(b"transfer-encoding: chunked")
        if header.startswith(b"content-length:"):
            length = int(header.split(b":")[1])
    if not chunked:
        return stream.read(length)
    body = b""
    while size := int(stream.readline(), 16):
        body += stream.read(size)
        stream.readline()
    stream.readline()
    return body


def processor(process: int) -> float:
    """Seconds of the processor that a process, its children and those they waited for took."""
    total = 0.0
    with suppress(OSError):
        row = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total = sum(map(int, row[11:15])) / os.sysconf("SC_CLK_TCK")
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text().split()
            total += sum(processor(int(child)) for child in children)
    return total
