"""The command that makes, lists and revokes access tokens."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.plangraph.test_serve import serving

Run = Callable[..., Any]
UPDATE = {"update": "INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 1 } }"}


def test_a_token_is_printed_once(run: Run, tmp_path: Path) -> None:
    """`token create` prints the token alone on standard output; no list shows it again."""
    store = tmp_path / "store"
    made = run("token", "create", "crawler", "--scope", "write", "--store", store)
    assert made.code == 0
    secret = made.out.strip()
    assert secret.startswith("pgt_")
    assert secret not in made.err
    listed = run("token", "list", "--store", store)
    assert "crawler" in listed.out
    assert "write" in listed.out
    assert "valid" in listed.out
    assert secret not in listed.out


def test_a_running_service_heeds_the_command(start: Run, run: Run, tmp_path: Path) -> None:
    """A token made while the service runs works at once, and no longer once it is revoked."""
    store = tmp_path / "store"
    with serving(start, "serve", "--store", store) as (_, address):

        def write(secret: str) -> int:
            headers = {"Authorization": f"Bearer {secret}"}
            return httpx.post(f"{address}update", data=UPDATE, headers=headers).status_code

        secret = run("token", "create", "crawler", "--scope", "write", "--store", store).out.strip()
        assert write(secret) == 204
        assert run("token", "revoke", "crawler", "--store", store).code == 0
        assert write(secret) == 401


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["token", "create"], 2, "NAME"),
        (["token", "revoke"], 2, "NAME"),
        (["token", "make", "x"], 2, "make"),
        (["token", "create", "x", "--scope", "all"], 2, "all"),
        (["token", "create", "x", "--days", "-1"], 2, "--days"),
        (["token", "create", "x", "--days", "99999999999"], 2, "--days"),
        (["token", "revoke", "x"], 1, "token list"),
    ],
)
def test_wrong_use_is_told(
    run: Run, tmp_path: Path, words: list[str], code: int, told: str
) -> None:
    """What cannot be done is told on standard error, and standard output stays empty."""
    shown = run(*words, "--store", tmp_path)
    assert (shown.code, shown.out) == (code, "")
    assert told in shown.err


def test_a_token_may_work_for_ever(run: Run, tmp_path: Path) -> None:
    """With --days 0 a token works until it is revoked."""
    assert run("token", "create", "x", "--days", "0", "--store", tmp_path).code == 0
    assert "revoked" in run("token", "list", "--store", tmp_path).out.splitlines()[-2]


def test_tokens_may_be_kept_elsewhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PLANGRAPH_TOKENS names the folder, which a store on another machine needs."""
    monkeypatch.setenv("PLANGRAPH_TOKENS", str(tmp_path / "kept"))
    assert run("token", "create", "x", "--store", "http://127.0.0.1:9/").code == 0
    assert len(list((tmp_path / "kept").iterdir())) == 1
    monkeypatch.delenv("PLANGRAPH_TOKENS")
    refused = run("token", "create", "x", "--store", "http://127.0.0.1:9/")
    assert (refused.code, "PLANGRAPH_TOKENS" in refused.err) == (1, True)
