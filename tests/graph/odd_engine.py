"""An HTTP server on loopback that answers queries as engines do on a bad day."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

ROWS = json.dumps(
    {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "1"}}]}}
).encode()
NOTHING = json.dumps({"head": {"vars": ["p", "o"]}, "results": {"bindings": []}}).encode()


@dataclass
class Reply:
    """What is answered.

    Attributes:
        cut: Bytes at the end that are promised and not sent.
        pause: Seconds before each tenth of the body.
    """

    status: int = 200
    body: bytes = ROWS
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    pause: float = 0.0


@dataclass
class OddEngine:
    """A server with replies in store; when they run out, every query gives one row.

    Attributes:
        address: Of its queries.
        replies: The next answers to queries and updates, the first one first.
        asked: Path, headers and fields of each request so far; not the questions about its mark.
    """

    address: str = ""
    replies: list[Reply] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], dict[str, list[str]]]] = field(default_factory=list)


@contextmanager
def odd_engine() -> Iterator[OddEngine]:
    """Such a server while the block runs."""
    engine = OddEngine()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            told = parse_qs(body)
            if "graph/system" in told.get("query", [""])[0]:
                _send(self, Reply(body=NOTHING))
                return
            engine.asked.append((self.path, dict(self.headers), told or {"body": [body]}))
            _send(self, engine.replies.pop(0) if engine.replies else Reply())

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with _Server(("127.0.0.1", 0), Handler) as server:
        engine.address = f"http://127.0.0.1:{server.server_address[1]}/query"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield engine
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that hang up: that is what they shall do."""


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    headers = {"Content-Type": "application/sparql-results+json", **reply.headers}
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    body = reply.body[: len(reply.body) - reply.cut]
    try:
        _write(handler, body, reply.pause)
    except OSError:
        handler.close_connection = True
    if reply.cut:
        handler.close_connection = True


def _write(handler: BaseHTTPRequestHandler, body: bytes, pause: float) -> None:
    step = max(1, len(body) // 10) if pause else max(1, len(body))
    for start in range(0, len(body), step):
        time.sleep(pause)
        handler.wfile.write(body[start : start + step])
