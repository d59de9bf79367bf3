"""Access tokens: how they are kept, what they allow, when they cease to work."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from plangraph.api.settings import Settings
from plangraph.api.tokens import Scope, Tokens
from plangraph.graph.store import Store, open_store
from plangraph.ontology.errors import InvalidDataError, StoreError, UnknownThingError
from tests.api.conftest import serving

ADD = "INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 1 } }"


@dataclass
class Running:
    """A service with its tokens."""

    client: httpx.Client
    tokens: Tokens
    store: Store

    def write(self, *authorization: str) -> httpx.Response:
        """The reply to an update with these Authorization headers."""
        headers = [("Authorization", value) for value in authorization]
        return self.client.post("/update", data={"update": ADD}, headers=headers)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service on a store of its own."""
    settings = Settings(store=str(tmp_path_factory.mktemp("tokens") / "store"))
    with open_store(settings.store) as store, serving(store, settings) as client:
        yield Running(client, Tokens(settings.tokens_folder), store)


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    """The tokens of a folder that is not there yet."""
    return Tokens(tmp_path / "store" / "tokens")


def test_a_token_is_kept_as_its_hash(tokens: Tokens, tmp_path: Path) -> None:
    """The files hold no token, and only their owner may read them."""
    secret, token = tokens.create("crawler", Scope.WRITE)
    (file,) = (tmp_path / "store" / "tokens").iterdir()
    assert secret.startswith("pgt_")
    assert len(secret) > 40
    assert secret not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert tokens.find(secret) == token
    assert tokens.find(secret + "x") is None
    assert tokens.find("") is None


def test_tokens_are_listed_with_their_state(tokens: Tokens) -> None:
    """A list tells of each token what it allows and whether it still works."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    tokens.create("old", Scope.READ, past)
    tokens.create("young", Scope.ADMIN, past + timedelta(days=1))
    tokens.create("lost", Scope.PLANS)
    tokens.revoke("lost")
    found = {token.name: (token.scope, token.state) for token in tokens.all()}
    assert found == {
        "old": (Scope.READ, "expired"),
        "young": (Scope.ADMIN, "valid"),
        "lost": (Scope.PLANS, "revoked"),
    }


def test_a_name_is_taken_once(tokens: Tokens) -> None:
    """Two valid tokens never have one name; after the first is revoked its name is free."""
    first, _ = tokens.create("crawler", Scope.PLANS)
    with pytest.raises(InvalidDataError, match="already"):
        tokens.create("crawler", Scope.WRITE)
    tokens.revoke("crawler")
    second, token = tokens.create("crawler", Scope.WRITE)
    assert first != second
    assert tokens.revoke(token.id).name == "crawler"
    with pytest.raises(UnknownThingError, match="left to be revoked"):
        tokens.revoke("crawler")


def test_a_damaged_file_grants_nothing(tokens: Tokens, tmp_path: Path) -> None:
    """A token's file that cannot be read is told by its name, and nobody is let in."""
    secret, token = tokens.create("crawler", Scope.WRITE)
    file = tmp_path / "store" / "tokens" / f"{token.id}.json"
    told = json.loads(file.read_text())
    for damaged in ("{", "[]", json.dumps(told | {"scope": "all"}), json.dumps({"id": "x"})):
        file.write_text(damaged)
        with pytest.raises(StoreError, match=token.id):
            tokens.find(secret)


def test_without_a_folder_there_are_no_tokens(tmp_path: Path) -> None:
    """A store in memory or on another machine has tokens only where a folder is named for them."""
    assert Settings(store="http://127.0.0.1:9/").tokens_folder is None
    assert Settings(store=":memory:").tokens_folder is None
    assert Settings(store=":memory:", tokens=str(tmp_path)).tokens_folder == tmp_path
    assert Settings(store="a").tokens_folder == Path("a/tokens")
    nowhere = Tokens(None)
    assert nowhere.find("pgt_x") is None
    with pytest.raises(StoreError, match="no folder"):
        nowhere.create("x", Scope.READ)


def test_without_a_token_nothing_is_written(running: Running) -> None:
    """No token, or another way to sign in, is 401 and says what is missing."""
    before = running.store.generation()
    for given in ((), ("Basic dXNlcjpwYXNz",), ("Bearer",)):
        reply = running.write(*given)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"] == 'Bearer realm="plangraph"'
        assert reply.headers["content-type"] == "application/problem+json"
    assert running.store.generation() == before


def test_a_token_works_until_it_is_revoked(running: Running) -> None:
    """A token that another process made works at once; once revoked it is 401."""
    secret, token = running.tokens.create("crawler", Scope.WRITE)
    assert running.write(f"Bearer {secret}").status_code == 204
    assert running.write(f"bearer {secret}").status_code == 204
    running.tokens.revoke(token.id)
    reply = running.write(f"Bearer {secret}")
    assert reply.status_code == 401
    assert 'error="invalid_token"' in reply.headers["www-authenticate"]
    assert "revoked" in reply.json()["detail"]


@pytest.mark.parametrize("secret", ["pgt_guess", "专利", "a" * 10_000, "' OR 1=1 --"])
def test_a_guess_is_401(running: Running, secret: str) -> None:
    """What is no token of this service is refused, whatever it is."""
    running.tokens.create(secret[:5], Scope.ADMIN)
    reply = running.client.post(
        "/update", data={"update": ADD}, headers={"Authorization": f"Bearer {secret}".encode()}
    )
    assert reply.status_code == 401


def test_an_expired_token_is_401(running: Running) -> None:
    """A token works up to its last moment and no longer."""
    now = datetime.now(UTC)
    old, _ = running.tokens.create("old", Scope.ADMIN, now)
    young, _ = running.tokens.create("young", Scope.ADMIN, now + timedelta(hours=1))
    assert running.write(f"Bearer {old}").status_code == 401
    assert running.write(f"Bearer {young}").status_code == 204


@pytest.mark.parametrize(
    ("scope", "status"),
    [(Scope.READ, 403), (Scope.PLANS, 403), (Scope.WRITE, 204), (Scope.ADMIN, 204)],
)
def test_a_scope_allows_what_it_says(running: Running, scope: Scope, status: int) -> None:
    """A token that allows less than a path needs is 403, and the reply names what is needed."""
    secret, _ = running.tokens.create(f"for {scope}", scope)
    for method, path in (("POST", "/update"), ("PUT", "/graphs?default"), ("POST", "/graphs/a")):
        body = ADD if path == "/update" else "<x:a> <x:b> 1 ."
        kind = "application/sparql-update" if path == "/update" else "text/turtle"
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": kind}
        reply = running.client.request(method, path, content=body, headers=headers)
        assert reply.status_code in {status, 201 if status == 204 else status}
        if status == 403:
            assert 'scope="write"' in reply.headers["www-authenticate"]


def test_a_service_for_reading_writes_for_nobody(tmp_path: Path) -> None:
    """A service that was started to read only refuses even the best token."""
    settings = Settings(store=str(tmp_path / "store"), read_only=True)
    secret, _ = Tokens(settings.tokens_folder).create("admin", Scope.ADMIN)
    with open_store(settings.store):
        pass
    with open_store(settings.store, read_only=True) as store, serving(store, settings) as client:
        reply = client.post(
            "/update", data={"update": ADD}, headers={"Authorization": f"Bearer {secret}"}
        )
    assert (reply.status_code, reply.json()["detail"]) == (403, "This service only reads.")


def test_a_browser_is_told_as_well(running: Running) -> None:
    """A browser that posts without a token gets a page, and the challenge in its header."""
    reply = running.client.post("/update", headers={"Accept": "text/html"})
    assert reply.status_code == 401
    assert reply.headers["content-type"].startswith("text/html")
    assert reply.headers["www-authenticate"].startswith("Bearer")


def test_the_description_tells_of_tokens(running: Running) -> None:
    """/openapi.json says which paths want a token, and how it is sent."""
    described = running.client.get("/openapi.json").json()
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert described["paths"]["/update"]["post"]["security"] == [{"token": []}]
    assert "security" not in described["paths"]["/graphs"]["get"]
