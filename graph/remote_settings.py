"""Environment variables to what PlanGraph has to know of an engine elsewhere."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from plangraph.ontology.errors import StoreError

PREFIX = "PLANGRAPH_REMOTE_"


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """What can be told of an engine; each field is ``PLANGRAPH_REMOTE_`` and its name in capitals.

    Attributes:
        engine: Kind of the engine, where its address does not tell: ``virtuoso``, ``oxigraph``,
            ``fuseki``, ``graphdb``, ``blazegraph`` or ``other``.
        update_url: Address of its updates, where it does not follow from that of its queries.
        graphs_url: Address of its Graph Store Protocol, likewise.
        user: Name for Basic or Digest, whichever the engine asks for.
        password: Its password.
        token: Bearer token, instead of a name.
        seconds: Seconds that a query of a command may run; a service has limits of its own.
        write_seconds: Seconds that a write may take.
        retries: Further tries of a read that found the engine busy or not there.
        timeout_parameter: Parameter that tells the engine how long a query may run: its name
            (``timeout``), or name and value with ``{seconds}`` or ``{milliseconds}`` in it
            (``timeout={seconds}s``). Never Virtuoso's ``timeout``, which gives partial answers.
        max_megabytes: Megabytes of one answer that are read into memory.
        versions: Folder on this machine where replaced versions of plans are kept, for embeds and
            citations that name them; it has to be the same for all who write. Empty keeps none.
    """

    engine: str = ""
    update_url: str = ""
    graphs_url: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    seconds: float = 30.0
    write_seconds: float = 60.0
    retries: int = 2
    timeout_parameter: str = ""
    max_megabytes: int = 256
    versions: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "RemoteSettings":
        """The settings that the environment asks for; defaults where it says nothing.

        >>> RemoteSettings.from_environment({"PLANGRAPH_REMOTE_SECONDS": "5"}).seconds
        5.0

        Raises:
            StoreError: A value is no number where one is needed.
        """
        given = os.environ if environment is None else environment
        chosen: dict[str, Any] = {}
        for row in fields(cls):
            text = given.get(PREFIX + row.name.upper())
            if text is not None:
                chosen[row.name] = _read(row.name, text, row.type)
        return cls(**chosen)

    @property
    def has_credentials(self) -> bool:
        """Whether a name or a token is given."""
        return bool(self.user or self.token)

    def timeout(self, seconds: float) -> dict[str, str]:
        """The parameter that tells the engine how long a query may run; empty if none does.

        >>> RemoteSettings(timeout_parameter="timeout={seconds}s").timeout(9.6)
        {'timeout': '10s'}
        """
        if not self.timeout_parameter:
            return {}
        name, _, value = self.timeout_parameter.partition("=")
        whole = max(1, round(seconds))
        value = value or "{seconds}"
        return {
            name: value.replace("{seconds}", str(whole)).replace(
                "{milliseconds}", str(round(seconds * 1000))
            )
        }


def _read(name: str, text: str, kind: object) -> str | int | float:
    if kind is str:
        return text
    try:
        number = int(text) if kind is int else float(text)
    except ValueError:
        number = -1
    if not 0 <= number < float("inf"):
        raise StoreError(
            "The value is no number.", where=PREFIX + name.upper(), advice="Use digits only."
        )
    return number
