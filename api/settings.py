"""Environment variables to one frozen object; nothing else in the service reads the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plangraph.ontology.errors import InvalidQueryError

PREFIX = "PLANGRAPH_"
_TRUE = frozenset({"1", "true", "yes", "on"})
_IN_MEMORY = ":memory:"
_ANYBODY = frozenset({"*", "'self'", "'none'"})
_SITE = re.compile(r"(https?://)?(\*\.)?[A-Za-z0-9.-]+(:\d+|:\*)?")
_FALSE = frozenset({"0", "false", "no", "off", ""})


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can choose; each field is ``PLANGRAPH_`` and its name in capitals.

    Attributes:
        store: Folder of the store, or the ``http(s)://`` address of an engine's queries.
        host: Address that the service listens on.
        port: Port that the service listens on.
        base_url: Public address, without a slash at the end; all links are built from it.
            Empty means ``http://{host}:{port}``.
        read_only: True opens the store without the right to write.
        max_query_bytes: Largest SPARQL query that is accepted, in bytes of UTF-8.
        workers: Where the processes that answer queries come from: ``fork`` from a copy of the
            graph in memory, ``snapshot`` from one on disk, which is slower and needs no memory, or
            ``auto``: a snapshot where the store takes more than a quarter of the memory.
        sparql_workers: Strangers' SPARQL queries that run at the same time.
        sparql_queue: Strangers' queries that wait for their turn; one more gets 503.
        sparql_seconds: Seconds that such a query may run.
        rest_workers: Queries of REST and pages that run at the same time.
        rest_seconds: Seconds that one of them may run.
        query_memory: Megabytes that one query may use.
        requests_per_minute: Requests that one client may send in a minute; 0 sets no limit.
        trusted_proxies: Addresses of proxies, separated by commas, whose word about the client
            (X-Forwarded-For, X-Forwarded-Proto) is taken; empty trusts nobody.
        log_requests: True writes a line of JSON for each request to standard error: method, path,
            status, milliseconds, client, id; never a query or a body.
        shutdown_seconds: Seconds that running requests may take when the service is told to end.
        max_update_bytes: Largest SPARQL update that is accepted, in bytes of UTF-8.
        update_seconds: Seconds that an update may run; one that takes longer changes nothing.
        max_graph_bytes: Largest graph that ``/graphs`` accepts, in bytes.
        cache_megabytes: Megabytes of replies and rows that are kept until the store changes;
            0 keeps none.
        max_file_bytes: Largest file that ``/api/facts`` and ``/api/plans`` accept, in bytes.
        file_workers: Files that are read at the same time, those of strangers and those of token
            holders each.
        file_queue: Files that wait for their turn; one more gets 503.
        file_seconds: Seconds that a file may take to arrive, and again to be read.
        file_memory: Megabytes that reading one file may use.
        picture_workers: Pictures (PNG, PDF, Word) that are drawn at the same time, and reports
            (PDF, Word), which have a queue of their own.
        picture_queue: Pictures, and reports, that wait for their turn; one more gets 503.
        picture_seconds: Seconds that drawing one may take.
        picture_memory: Megabytes that drawing one may use.
        tokens: Folder that keeps the hashes of the access tokens; empty means ``tokens`` in the
            store's folder.
        frame_ancestors: Sites whose pages may frame ``/embed/…``, separated by blanks
            (``https://report.example``); ``*`` is any, empty none but this service itself.
    """

    store: str = "plangraph-store"
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    read_only: bool = False
    max_query_bytes: int = 100_000
    workers: str = "auto"
    sparql_workers: int = 2
    sparql_queue: int = 8
    sparql_seconds: int = 10
    rest_workers: int = 2
    rest_seconds: int = 10
    query_memory: int = 800
    requests_per_minute: int = 0
    trusted_proxies: str = ""
    log_requests: bool = False
    shutdown_seconds: int = 10
    max_update_bytes: int = 1_000_000
    update_seconds: int = 30
    max_graph_bytes: int = 10_000_000
    cache_megabytes: int = 64
    max_file_bytes: int = 30_000_000
    file_workers: int = 2
    file_queue: int = 20
    file_seconds: int = 30
    file_memory: int = 1000
    picture_workers: int = 1
    picture_queue: int = 20
    picture_seconds: int = 20
    picture_memory: int = 1000
    tokens: str = ""
    frame_ancestors: str = "*"

    def __post_init__(self) -> None:
        """Refuses what would break the header of a page.

        Raises:
            InvalidQueryError: Something is no site.
        """
        for site in self.frame_ancestors.split():
            if site not in _ANYBODY and not _SITE.fullmatch(site):
                raise InvalidQueryError(
                    f"The value {site!r} is no site.",
                    where=variable_name("frame_ancestors"),
                    advice="Write sites as https://report.example, with blanks between them.",
                )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings that the environment asks for; defaults where it says nothing.

        >>> Settings.from_environment({"PLANGRAPH_PORT": "8080"}).port
        8080

        Raises:
            InvalidQueryError: A value does not fit its type.
        """
        given = os.environ if environment is None else environment
        named = {row.name: (variable_name(row.name), row.type) for row in fields(cls)}
        chosen: dict[str, Any] = {
            name: _read(variable, given[variable], kind)
            for name, (variable, kind) in named.items()
            if variable in given
        }
        return replace(cls(), **chosen)

    @property
    def url(self) -> str:
        """The public address without a slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def path(self) -> str:
        """The path part of the public address: empty, or ``/plangraph`` behind a proxy."""
        return urlsplit(self.url).path

    @property
    def place(self) -> str | Path:
        """The store as ``open_store`` takes it: an address or a folder."""
        return self.store if "://" in self.store else Path(self.store)

    @property
    def tokens_folder(self) -> Path | None:
        """Where tokens are kept; ``None`` if nobody said so and the store has no folder."""
        if self.tokens:
            return Path(self.tokens)
        place = self.place
        return place / "tokens" if isinstance(place, Path) and self.store != _IN_MEMORY else None


def variable_name(name: str) -> str:
    """The environment variable of a setting.

    >>> variable_name("base_url")
    'PLANGRAPH_BASE_URL'
    """
    return PREFIX + name.upper()


def defaults() -> dict[str, str]:
    """Every environment variable with its default as text, in the order of the class."""
    return {variable_name(row.name): str(row.default) for row in fields(Settings)}


def _read(variable: str, text: str, kind: object) -> str | int | bool:
    if kind is bool:
        return _read_switch(variable, text)
    if kind is int:
        return _read_number(variable, text)
    return text


def _read_switch(variable: str, text: str) -> bool:
    folded = text.strip().lower()
    if folded not in _TRUE | _FALSE:
        raise InvalidQueryError(
            f"The value {text!r} is no switch.", where=variable, advice="Use true or false."
        )
    return folded in _TRUE


def _read_number(variable: str, text: str) -> int:
    if not text.strip().isdecimal():
        raise InvalidQueryError(
            f"The value {text!r} is no whole number.", where=variable, advice="Use digits only."
        )
    return int(text)
