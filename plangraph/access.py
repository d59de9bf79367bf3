"""The command that makes, lists and revokes access tokens of a store: token."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from plangraph import options, terminal
from plangraph.api.tokens import Scope

if TYPE_CHECKING:
    from plangraph.api.tokens import Token, Tokens


class Action(StrEnum):
    """What is done with tokens."""

    CREATE = "create"
    LIST = "list"
    REVOKE = "revoke"


def token(
    action: Annotated[Action, typer.Argument(metavar="ACTION", help="create, list or revoke.")],
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Who or what it is for; to revoke, its id will do."),
    ] = None,
    *,
    scope: Annotated[
        Scope,
        typer.Option("--scope", help="What it allows; each includes those before it."),
    ] = Scope.PLANS,
    days: Annotated[
        int,
        typer.Option(
            "--days", metavar="N", min=0, max=36500, help="Days that it works; 0 is for ever."
        ),
    ] = 90,
    store: options.Store = options.STORE,
) -> None:
    """Make, list or revoke access tokens for writing over HTTP.

    A token is printed once, when it is made; the store keeps its hash. A running service heeds
    changes at once.
    """
    tokens = _tokens(store)
    if action is Action.LIST:
        _show(tokens)
        return
    if not name:
        raise typer.BadParameter(f"{action} needs a NAME.", param_hint="NAME")
    if action is Action.CREATE:
        expires = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days) if days else None
        secret, made = tokens.create(name, scope, expires)
        terminal.note(f"{made.name} ({made.id}), {made.scope}, works until {_until(made)}.")
        terminal.note("Keep it well: it is not shown again.")
        terminal.say(secret)
    else:
        ended = tokens.revoke(name)
        terminal.say(f"revoked   {ended.id}  {ended.name}")


def _tokens(store: str) -> "Tokens":
    from dataclasses import replace

    from plangraph.api.settings import Settings
    from plangraph.api.tokens import Tokens

    return Tokens(replace(Settings.from_environment(), store=store).tokens_folder)


def _show(tokens: "Tokens") -> None:
    rows = [
        (one.id, one.name, one.scope.value, one.state, f"{one.created:%Y-%m-%d}", _until(one))
        for one in tokens.all()
    ]
    terminal.show_table(("id", "name", "scope", "state", "created", "until"), rows)


def _until(token: "Token") -> str:
    return f"{token.expires:%Y-%m-%d}" if token.expires else "revoked"
