"""A service that may be written to, for tests that change its store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from plangraph.api.settings import Settings
from plangraph.api.tokens import Scope, Tokens
from plangraph.graph.store import Store, open_store
from tests.api.conftest import serving


@contextmanager
def writable(folder: Path, **settings: int) -> Iterator[tuple[httpx.Client, Store]]:
    """A client that carries a token for writing, and the store behind the service."""
    chosen = Settings(store=str(folder / "store"), **settings)  # type: ignore[arg-type]
    token, _ = Tokens(chosen.tokens_folder).create("test", Scope.WRITE)
    with open_store(chosen.store) as store, serving(store, chosen) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        yield client, store
