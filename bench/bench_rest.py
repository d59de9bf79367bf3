"""How many REST requests a second one service answers, kept and not kept.

``python bench/bench_rest.py`` serves two plans and prints Markdown. Two connections ask from this
process, which takes processor time of its own; so the table also tells the processor time that
the service itself spends on a request, and what one core would give if it did nothing else.
``@`` in an address is another number each time: such an answer cannot be kept.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import plangraph

ROOT = Path(__file__).parents[1]
PLANS = (plangraph.demo_plan(), ROOT / "tests/plans/f2-kunming-digital-invented.txt")
PLANGRAPH = (sys.executable, "-m", "plangraph.cli")
SECONDS = 5
CASES = (
    ("unchanged (304)", "/api/tasks", True),
    ("kept, 15 tasks", "/api/tasks", False),
    ("kept, 5 tasks", "/api/tasks?limit=5", False),
    ("kept, 20 agencies", "/api/agencies?limit=20", False),
    ("another part each time", "/api/tasks?limit=5&offset=@", False),
    ("another filter each time", "/api/tasks?limit=5&q=@", False),
    ("another filter, agencies", "/api/agencies?limit=20&q=@", False),
    ("another search each time", "/api/search?limit=5&q=专利@", False),
)


class Asker(threading.Thread):
    """One connection that asks until its time is over."""

    def __init__(self, port: int, path: str, tag: str, number: int) -> None:
        super().__init__()
        self.port, self.path, self.tag, self.number = port, path, tag, number
        self.answers = 0

    def run(self) -> None:
        """Ask and count."""
        until = time.monotonic() + SECONDS
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.monotonic() < until:
                ask(line, self.path.replace("@", str(self.number + self.answers)), self.tag)
                self.answers += 1


def ask(line: socket.socket, path: str, tag: str = "") -> bytes:
    """The head of one answer; its body is read and let go."""
    path = "".join(letter if letter.isascii() else quoted(letter) for letter in path)
    line.sendall(
        f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n{tag}\r\n".encode()
    )
    data = b""
    while b"\r\n\r\n" not in data:
        data += line.recv(1 << 18)
    head, _, body = data.partition(b"\r\n\r\n")
    found = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    left = int(found[1]) - len(body) if found else 0
    while left > 0:
        left -= len(line.recv(1 << 18))
    return head


def quoted(letter: str) -> str:
    """A letter as it stands in an address."""
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def processor_seconds(process: int) -> float:
    """What a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(port: int, process: int, path: str, *, unchanged: bool) -> tuple[float, float]:
    """Requests a second, and milliseconds of the service's processor for each."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        head = ask(line, path.replace("@", "0"))
        etag = re.search(rb"etag: (\S+)", head, re.IGNORECASE)
        tag = f"If-None-Match: {etag[1].decode()}\r\n" if unchanged and etag else ""
    begin, used = time.monotonic(), processor_seconds(process)
    askers = [Asker(port, path, tag, 1_000_000 * number) for number in (1, 2)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    answers = sum(asker.answers for asker in askers)
    spent = processor_seconds(process) - used
    return answers / (time.monotonic() - begin), 1000 * spent / answers


def main() -> None:
    """The whole table."""
    with tempfile.TemporaryDirectory() as folder:
        store = ("--store", f"{folder}/store")
        subprocess.run([*PLANGRAPH, "add", *map(str, PLANS), *store], check=True)
        serve = [*PLANGRAPH, "serve", "--port", "0", *store]
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as service:
            address = re.findall(r":(\d+)/", service.stdout.readline())  # type: ignore[union-attr]
            print("| answer | requests a second | ms of the service each | a core alone |")
            print("|---|---:|---:|---:|")
            for name, path, unchanged in CASES:
                rate, spent = measure(int(address[0]), service.pid, path, unchanged=unchanged)
                print(f"| {name} | {rate:.0f} | {spent:.2f} | {1000 / spent:.0f} |", flush=True)
            service.terminate()


if __name__ == "__main__":
    main()
