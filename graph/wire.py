"""Requests to an engine elsewhere and its answers, over HTTP with a deadline each.

Reads are tried again where the engine was busy or not there; a write never is. Nothing is followed:
no redirect, no proxy of the environment. Credentials stand in headers alone.

Source: SPARQL 1.1 Protocol; SPARQL 1.1 Graph Store HTTP Protocol.
"""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

import httpx
import pyoxigraph as ox

from plangraph.graph import trouble
from plangraph.graph.credentials import auth_of
from plangraph.graph.engines import Engine
from plangraph.graph.refusals import QUERIES
from plangraph.graph.remote_settings import RemoteSettings
from plangraph.graph.ticket import Ticket
from plangraph.graph.whole import check_head, whole_rows
from plangraph.ontology.errors import LimitError

_ROWS: Final = {"Accept": "application/sparql-results+json"}
_TRIPLES: Final = {"Accept": "application/n-triples"}
NOWHERE: Final = "urn:x-plangraph:no-graph"  # where a list of graphs is empty: engines differ
_PAUSE: Final = 0.1  # seconds before the first further try; twice as long before each next one
_T = TypeVar("_T")
Result = ox.QuerySolutions | ox.QueryBoolean
Dataset = tuple[tuple[str, ...], tuple[str, ...]]


class Deadline:
    """A moment after which nobody waits any more.

    Attributes:
        seconds: How long it was away at first.
        ticket: Whoever asked may give up before.
    """

    def __init__(self, seconds: float, ticket: Ticket | None = None) -> None:
        self.seconds = seconds
        self.ticket = ticket
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left.

        Raises:
            LimitError: There are none, or nobody waits.
        """
        left = self._until - time.monotonic()
        if left <= 0 or (self.ticket is not None and self.ticket.cancelled):
            raise QUERIES.too_slow(self.seconds)
        return left


class Wire:
    """A line to one engine; threads may share it."""

    def __init__(self, engine: Engine, settings: RemoteSettings) -> None:
        self.engine = engine
        self._settings = settings
        self._client = httpx.Client(
            auth=auth_of(settings),
            headers={"User-Agent": "plangraph", "Accept-Encoding": "identity"},
            verify=ssl.create_default_context(),
            trust_env=False,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=16),
        )

    def ask(self, text: str, dataset: Dataset | None, deadline: Deadline) -> Result:
        """What a SELECT or an ASK gives.

        Args:
            text: The query.
            dataset: Default graphs and named graphs; ``None`` is the union of all.
            deadline: When to give up.

        Raises:
            InvalidQueryError: The engine does not take the query.
            LimitError: It took longer than the deadline, or is larger than an answer may be.
            StoreError: The engine cannot be reached, fails, or gives a part of the answer.
        """
        form: dict[str, Any] = {"query": text, **self._settings.timeout(deadline.left())}
        if dataset is None:
            form |= {"query": self.engine.over_all(text), **self.engine.union}
        else:
            form["default-graph-uri"] = list(dataset[0]) or [NOWHERE]
            form["named-graph-uri"] = list(dataset[1]) or [NOWHERE]
        request = self._client.build_request(
            "POST", self.engine.query_url, data=form, headers=_ROWS
        )
        return self._patiently(lambda: self._rows(request, deadline), deadline)

    def graph(self, name: str | None, deadline: Deadline) -> bytes:
        """The triples of a graph as N-Triples, unsorted; nothing if there is no such graph.

        A name of ``None`` is the engine's own default graph.

        Raises:
            LimitError: As :meth:`ask`.
            StoreError: As :meth:`ask`.
        """
        named = {"default": ""} if name is None else {"graph": name}
        request = self._client.build_request(
            "GET", self.engine.graphs_url, params=named, headers=_TRIPLES
        )
        return self._patiently(lambda: self._triples(request, deadline), deadline)

    def update(self, text: str) -> None:
        """Carry out an update of our own.

        Raises:
            StoreError: The engine cannot be reached, refuses, or fails.
        """
        try:
            self._update(text)
        except (httpx.HTTPError, trouble.Failed, LimitError) as problem:
            raise trouble.write_failed(problem, whole=self.engine.whole) from None

    def update_by_user(self, text: str) -> None:
        """Carry out an update that somebody wrote.

        Raises:
            InvalidQueryError: The engine does not take it.
            LimitError: It took too long.
            StoreError: As :meth:`update`.
        """
        try:
            self._update(text)
        except (httpx.HTTPError, trouble.Failed, LimitError) as problem:
            raise trouble.update_failed(problem, whole=self.engine.whole) from None

    def _update(self, text: str) -> None:
        engine = self.engine
        if engine.form:
            body: dict[str, Any] = {"data": {"update": text}}
        else:
            body = {"content": text.encode()}
        headers = {} if engine.form else {"Content-Type": "application/sparql-update"}
        request = self._client.build_request("POST", engine.update_url, headers=headers, **body)
        self._send(request, Deadline(self._settings.write_seconds))

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def _rows(self, request: httpx.Request, deadline: Deadline) -> Result:
        response, data = self._send(request, deadline)
        check_head(response)
        return whole_rows(data)

    def _triples(self, request: httpx.Request, deadline: Deadline) -> bytes:
        response, data = self._send(request, deadline, missing=True)
        if response.status_code == httpx.codes.NOT_FOUND:
            return b""
        check_head(response)
        return data

    def _send(
        self, request: httpx.Request, deadline: Deadline, *, missing: bool = False
    ) -> tuple[httpx.Response, bytes]:
        """An answer with its body; one that is an error is raised."""
        limit = self._settings.max_megabytes << 20
        request.extensions["timeout"] = httpx.Timeout(deadline.left()).as_dict()
        body, sent = bytearray(), self._client.send(request, stream=True)
        with contextlib.closing(sent) as response, _ended_by(deadline, response):
            for piece in response.iter_bytes():
                body += piece
                deadline.left()
                if len(body) > limit:
                    raise trouble.too_large(self._settings.max_megabytes)
        if not response.is_success and not (missing and response.status_code == 404):
            raise trouble.Failed(response, bytes(body))
        return response, bytes(body)

    def _patiently(self, act: Callable[[], _T], deadline: Deadline) -> _T:
        """Try a read, and again where the engine was busy or not there."""
        for attempt in range(self._settings.retries + 1):
            try:
                return act()
            except (httpx.HTTPError, trouble.Failed) as problem:
                last = attempt == self._settings.retries
                pause = trouble.pause_after(problem, _PAUSE * 2**attempt)
                if last or pause is None or pause >= deadline.left():
                    raise trouble.explain(problem, deadline.seconds) from None
                time.sleep(pause)
        raise AssertionError("the last try either answers or raises")


@contextlib.contextmanager
def _ended_by(deadline: Deadline, response: httpx.Response) -> Iterator[None]:
    """Hang up at the deadline: a timeout of httpx begins anew with every piece."""
    line = response.extensions["network_stream"].get_extra_info("socket")
    late = threading.Timer(deadline.left(), _hang_up, [line])
    late.start()
    try:
        yield
    finally:
        late.cancel()


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # beneath TLS, in which another thread reads
