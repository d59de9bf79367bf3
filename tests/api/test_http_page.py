"""docs/http.md names every route that there is, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.routing import Mount

from plangraph.api.app import create_app
from plangraph.api.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "http.md").read_text("utf-8")
DOCUMENTED = set(re.findall(r"`((?:GET|POST|PUT|DELETE) /[^`]*)`", PAGE.partition("## Lists")[0]))


def routes() -> Iterator[str]:
    """Every route as the page writes it."""
    for route in walk(create_app(Settings()).routes):
        path = re.sub(r":path\}", "}", route.path)
        if isinstance(route, Mount):
            yield f"GET {path}/{{path}}"
        else:
            yield from (f"{method} {path}" for method in (route.methods or ()) if method != "HEAD")


def walk(routes: list) -> Iterator:  # type: ignore[type-arg]
    """Routes, those of included routers among them."""
    for route in routes:
        inner = getattr(getattr(route, "original_router", None), "routes", None)
        if inner is None:
            yield route
        else:
            yield from walk(inner)


def test_every_route_is_documented() -> None:
    """What the service answers stands in the table of paths, and the other way round."""
    assert set(routes()) == DOCUMENTED


@pytest.mark.parametrize("path", sorted(DOCUMENTED))
def test_every_documented_path_of_the_api_has_a_summary(seed: httpx.Client, path: str) -> None:
    """Each path of the interface says in /openapi.json what it answers."""
    method, _, address = path.partition(" ")
    described = seed.get("/openapi.json").json()["paths"]
    if address.startswith(("/api/", "/sparql", "/id/", "/healthz")):
        assert described[address][method.lower()]["summary"].endswith(".")
