"""Credentials to what a request carries: a token at once, a name and password when asked for.

Which of Basic and Digest is meant is told by the engine's challenge.
"""

from collections.abc import Generator

import httpx

from plangraph.graph.remote_settings import RemoteSettings


def auth_of(settings: RemoteSettings) -> httpx.Auth | None:
    """How requests show who they are from; ``None`` if from nobody."""
    if settings.token:
        return _Bearer(settings.token)
    return _Challenged(settings.user, settings.password) if settings.user else None


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._header
        yield request


class _Challenged(httpx.Auth):
    """Nothing at first; from the first challenge on, what it asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._kinds: dict[str, httpx.Auth] = {
            "digest": httpx.DigestAuth(user, password),
            "basic": httpx.BasicAuth(user, password),
        }
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            challenge = ",".join(response.headers.get_list("www-authenticate")).lower()
            asked = [kind for kind in self._kinds if kind in challenge]
            if response.status_code != httpx.codes.UNAUTHORIZED or not asked:
                return
            self._chosen = self._kinds[asked[0]]
        yield from self._chosen.auth_flow(request)
