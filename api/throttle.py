"""A limit of requests for each client, for services that strangers reach.

A client is its address, behind trusted proxies the one that they tell; of IPv6 the first 64 bits,
since one household has as many addresses as it likes.
"""

import ipaddress
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from plangraph.api import problems
from plangraph.api.site import Site

_FREE = ("/healthz", "/readyz", "/static/")


class Throttle:
    """Refuses with 429 what one client asks beyond its share.

    Args:
        app: What answers.
        site: Makes the page of a refusal.
        per_minute: Requests that a client may send in a minute.
    """

    def __init__(self, app: ASGIApp, site: Site, per_minute: int) -> None:
        self._app = app
        self._site = site
        self._share = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or scope["path"].startswith(_FREE):
            await self._app(scope, receive, send)
            return
        client = client_of(scope)
        if self._limiter.hit(self._share, client):
            await self._app(scope, receive, send)
            return
        reset, _ = self._limiter.get_window_stats(self._share, client)
        problem = problems.Problem(
            type=problems.KINDS + "too-many-requests",
            title="Too many requests",
            status=429,
            detail=f"One client may send {self._share.amount} requests a minute.",
            advice="Slow down; Retry-After tells the seconds to wait.",
        )
        wait = {"Retry-After": str(max(1, round(reset - time.time())))}
        await problems.reply(Request(scope), self._site, problem, wait)(scope, receive, send)


def client_of(scope: Scope) -> str:
    """Whom a request is counted for.

    >>> client_of({"client": ("2001:db8:1:2:3::4", 1)})
    '2001:db8:1:2::/64'
    >>> client_of({"client": ("192.0.2.7", 1)})
    '192.0.2.7'
    """
    host = str((scope.get("client") or ("",))[0])
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False))
