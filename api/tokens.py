"""Access tokens: made by the command line, checked by the service, kept as hashes only.

Each is a file of its own (``tokens/{id}.json``, mode 0600), so that commands in other processes
need no lock: a token works from the moment that its file is there, and no longer once the file says
that it was revoked.
"""

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from plangraph.ontology.errors import InvalidDataError, StoreError, UnknownThingError

PREFIX: Final = "pgt_"  # so that a token is known for one where it was pasted by mistake


class Scope(StrEnum):
    """What a token allows; each includes those before it.

    ``read``: what is open anyway. ``plans``: adding and removing plans. ``write``: SPARQL updates
    and single graphs. ``admin``: the operation of the service.
    """

    READ = "read"
    PLANS = "plans"
    WRITE = "write"
    ADMIN = "admin"

    def covers(self, other: "Scope") -> bool:
        """Whether this one includes the other.

        >>> Scope.WRITE.covers(Scope.PLANS), Scope.PLANS.covers(Scope.WRITE)
        (True, False)
        """
        order = list(Scope)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; not the token itself.

    Attributes:
        id: 8 hexadecimal digits.
        name: Who or what it was made for.
        sha256: Of the token.
        expires: The moment from which on it does not work; ``None`` for never.
        revoked: The moment since which it does not work; ``None`` if it was not revoked.
    """

    id: str
    name: str
    scope: Scope
    sha256: str
    created: datetime
    expires: datetime | None = None
    revoked: datetime | None = None

    @property
    def state(self) -> str:
        """``valid``, ``expired`` or ``revoked``."""
        if self.revoked is not None:
            return "revoked"
        return "expired" if self.expires and self.expires <= datetime.now(UTC) else "valid"


class Tokens:
    """The tokens of a store.

    Args:
        folder: Where they are kept; ``None`` where there are none, and none can be made.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def create(self, name: str, scope: Scope, expires: datetime | None = None) -> tuple[str, Token]:
        """A new token, which nobody can tell again, and what is kept of it.

        Raises:
            InvalidDataError: A valid token has that name.
            StoreError: Nothing can be written there.
        """
        if any(one.name == name and one.state == "valid" for one in self.all()):
            raise InvalidDataError(
                f"There is a valid token named {name!r} already.",
                advice="Revoke it first (plangraph token revoke), or choose another name.",
            )
        secret = PREFIX + secrets.token_urlsafe(32)
        now = datetime.now(UTC).replace(microsecond=0)
        token = Token(secrets.token_hex(4), name, scope, _hash(secret), now, expires)
        self._write(token)
        return secret, token

    def all(self) -> list[Token]:
        """Every token that was made, the oldest first.

        Raises:
            StoreError: A file cannot be read.
        """
        if self._folder is None:
            return []
        found = [_read(file) for file in self._folder.glob("*.json")]
        return sorted(found, key=lambda token: (token.created, token.id))

    def find(self, secret: str) -> Token | None:
        """What is kept of a token, also of one that works no more; ``None`` if it is none of ours.

        All are compared, each in constant time.

        Raises:
            StoreError: A file cannot be read.
        """
        wanted = _hash(secret)
        fitting = [token for token in self.all() if hmac.compare_digest(token.sha256, wanted)]
        return fitting[0] if fitting else None

    def revoke(self, wanted: str) -> Token:
        """Let a token, by its id or name, work no more.

        Raises:
            UnknownThingError: No token of that id or name is left to be revoked.
            StoreError: Nothing can be written there.
        """
        for token in self.all():
            if wanted in (token.id, token.name) and token.revoked is None:
                revoked = datetime.now(UTC).replace(microsecond=0)
                ended = Token(**{**_fields(token), "revoked": revoked})
                self._write(ended)
                return ended
        raise UnknownThingError(
            f"No token {wanted!r} is left to be revoked.",
            advice="plangraph token list tells the names and ids.",
        )

    def _write(self, token: Token) -> None:
        if self._folder is None:
            raise StoreError(
                "This store has no folder for tokens.",
                advice="Name one with PLANGRAPH_TOKENS.",
            )
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _replace(self._folder / f"{token.id}.json", json.dumps(_told(token), indent=1))
        except OSError as problem:
            raise StoreError(
                f"The token cannot be kept: {problem.strerror}.",
                where=str(self._folder),
                advice="Check that the folder can be written.",
            ) from problem


def _hash(secret: str) -> str:
    """One round is enough: the secret is 256 random bits, which nobody guesses."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _fields(token: Token) -> dict[str, Any]:
    return {name: getattr(token, name) for name in Token.__slots__}


def _told(token: Token) -> dict[str, str]:
    return {name: str(value) for name, value in _fields(token).items() if value is not None}


def _read(file: Path) -> Token:
    try:
        told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        for name in ("created", "expires", "revoked"):
            if name in told:
                told[name] = datetime.fromisoformat(told[name])
        return Token(**{**told, "scope": Scope(told["scope"])})
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise StoreError(
            "The file of a token cannot be read.",
            where=str(file),
            advice="Remove it; its token works no more then.",
        ) from problem


def _replace(file: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    temporary = file.with_suffix(f".{os.getpid()}.new")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(file)
