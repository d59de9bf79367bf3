"""Pages of other sites: they may read everything, and write nothing (CORS)."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_READING = ("/sparql", "/reconcile", "/api/facts")  # POST changes nothing there


class ReadingAcross:
    """Lets other sites' pages read the replies of requests that change nothing.

    Args:
        app: What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["*"],
            expose_headers=[
                "ETag",
                "Link",
                "Location",
                "X-Generation",
                "X-Request-ID",
                "Retry-After",
            ],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        inner = self._open if scope["type"] == "http" and _only_reads(scope) else self._app
        await inner(scope, receive, send)


def _only_reads(scope: Scope) -> bool:
    method = scope["method"]
    if method == "OPTIONS":  # asks what another method may do
        method = Headers(scope=scope).get("access-control-request-method", "GET")
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    return method in ("GET", "HEAD") or (method == "POST" and path in _READING)
