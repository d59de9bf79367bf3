"""Pages of other sites: what they may do with a visitor's browser (CORS)."""

import httpx
import pytest

ORIGIN = {"Origin": "https://report.example"}
ALLOWED = "access-control-allow-origin"


def preflight(client: httpx.Client, path: str, method: str) -> httpx.Response:
    """The reply to a browser that asks whether a page may send a request."""
    asked = {
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    return client.options(path, headers=ORIGIN | asked)


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/sparql?query=ASK%7B%7D", "GET"),
        ("/sparql", "POST"),
        ("/api/plans", "GET"),
        ("/openapi.json", "GET"),
        ("/graphs", "GET"),
        ("/.well-known/void", "GET"),
    ],
)
def test_any_site_may_read(seed: httpx.Client, path: str, method: str) -> None:
    """Pages of other sites may read answers, also after a preflight request."""
    assert seed.get(path, headers=ORIGIN).headers[ALLOWED] == "*"
    answer = preflight(seed, path, method)
    assert answer.status_code == 200
    assert method in answer.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/update", "POST"),
        ("/graphs", "POST"),
        ("/graphs?default", "PUT"),
        ("/graphs/a", "DELETE"),
        ("/api/plans", "POST"),
        ("/api/plans/x", "DELETE"),
        ("/sparql", "PUT"),
    ],
)
def test_no_site_may_write(seed: httpx.Client, path: str, method: str) -> None:
    """For what changes the store a browser gets no leave, and no answer that a page may read."""
    answer = preflight(seed, path, method)
    assert answer.is_error
    assert ALLOWED not in answer.headers
    assert ALLOWED not in seed.request(method, path, headers=ORIGIN).headers
