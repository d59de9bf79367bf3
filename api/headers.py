"""What every reply carries: security headers, a validator of the store's state, HEAD as GET."""

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plangraph.api.kept_replies import VALIDATOR
from plangraph.api.service import Service
from plangraph.ontology.errors import PlanGraphError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_UNSTORED = (
    "/static/",
    "/healthz",
    "/readyz",
    "/metrics",
)  # paths that do not depend on the store's state alone


class ReplyHeaders:
    """Adds security headers, answers HEAD as GET, and answers 304 where nothing has changed.

    The validator is a hash of the software, the store's generation, the address and the Accept
    header: a reply is a function of these, so an unchanged one is known before it is made.

    Args:
        app: What answers.
        release: Changes whenever the software changes.
    """

    def __init__(self, app: ASGIApp, release: str) -> None:
        self._app = app
        self._release = release

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state, tag = await self._validator(scope)
        if tag and tag in _tags(Headers(scope=scope).get("if-none-match", "")):
            await send({"type": "http.response.start", "status": 304, "headers": _unchanged(tag)})
            await send({"type": "http.response.body", "body": b""})
            return
        if tag:
            scope.setdefault("state", {})[VALIDATOR] = (state, tag)
        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await self._app(inner, receive, _with_headers(send, tag))

    async def _validator(self, scope: Scope) -> tuple[str, str | None]:
        """The state of the store, and the tag of a reply that is made in it."""
        if scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(_UNSTORED):
            return "", None
        service: Service = scope["app"].state.service
        try:
            generation = await service.state()
        except PlanGraphError:
            return "", None
        headers = Headers(scope=scope)
        asked = [headers.get(name, "") for name in ("accept", "accept-encoding")]
        query = scope["query_string"].decode("latin-1")
        parts = (self._release, generation, scope["path"], query, *asked)
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return generation, f'"{digest[:32]}"'


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _unchanged(tag: str) -> list[tuple[bytes, bytes]]:
    return [(b"etag", tag.encode()), (b"cache-control", b"no-cache"), (b"vary", b"Accept")]


def _with_headers(send: Send, tag: str | None) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _SECURITY.items():
                headers.setdefault(name, value)
            if tag and message["status"] == 200:
                headers["ETag"] = tag
                headers.setdefault("Cache-Control", "no-cache")
                headers.add_vary_header("Accept")
        await send(message)

    return sending
