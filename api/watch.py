"""What happens to every request: it gets an id, is counted, timed and, if wished, logged.

A line of the log is JSON and tells method, path, status, milliseconds, bytes, client and id; never
a query, a body or a header. An id that a client or a proxy sends is kept if it is harmless.
"""

import json
import logging
import re
import time
import uuid
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plangraph.api.metrics import Metrics

LOG = logging.getLogger("plangraph.requests")
_HARMLESS = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Watch:
    """Counts and logs requests.

    Args:
        app: What answers.
        metrics: Where requests are counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = _Seen(scope)
        try:
            await self._app(scope, receive, seen.wrap(send))
        finally:
            seen.close(self._metrics)


class _Seen:
    """One request on its way."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._start = time.perf_counter()
        self._status = 500
        self._bytes = 0
        given = Headers(scope=scope).get("x-request-id", "")
        self._id = given if _HARMLESS.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = self._id

    def wrap(self, send: Send) -> Send:
        """The sender that also notes what is sent."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = self._id
            elif message["type"] == "http.response.body":
                self._bytes += len(message.get("body", b""))
            await send(message)

        return sending

    def close(self, metrics: Metrics) -> None:
        """The answer is sent, or never will be."""
        seconds = time.perf_counter() - self._start
        metrics.count(self._scope["method"], route_of(self._scope), self._status, seconds)
        if LOG.isEnabledFor(logging.INFO):
            LOG.info(json.dumps(self._line(seconds), ensure_ascii=False))

    def _line(self, seconds: float) -> dict[str, Any]:
        client = self._scope.get("client") or ("",)
        return {
            "id": self._id,
            "client": client[0],
            "method": self._scope["method"],
            "path": self._scope["path"],
            "status": self._status,
            "ms": round(seconds * 1000, 1),
            "bytes": self._bytes,
        }


def route_of(scope: Scope) -> str:
    """The route's pattern, so that the labels stay few whatever addresses are asked."""
    route = scope.get("route")
    return str(getattr(route, "path", "") or "other")
