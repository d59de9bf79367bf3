"""The address of an engine's queries to all that must be known to speak with it.

The addresses of updates and of the Graph Store Protocol follow from that of queries where the
engine is one of ``engines.tsv``; settings win over what it says.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from plangraph.graph.marks import system_graph
from plangraph.graph.remote_settings import RemoteSettings
from plangraph.ontology.errors import StoreError

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine elsewhere.

    Attributes:
        name: As ``engines.tsv`` calls it.
        query_url: Where it takes queries.
        update_url: Where it takes updates.
        graphs_url: Where it speaks the Graph Store Protocol; empty if nowhere.
        form: Whether updates are sent as a form, else as ``application/sparql-update``.
        step: Triples that one step of an update may hold; 0 is any number.
        request: Bytes that one request may hold.
        whole: Whether a request whose later step fails leaves nothing behind.
        default: Whether it has a default graph apart from the named ones.
        union: Parameter that makes a query see the union of all graphs, if one is needed.
        hides: Graphs that queries over all graphs shall not see.
    """

    name: str
    query_url: str
    update_url: str
    graphs_url: str
    form: bool
    step: int
    request: int
    whole: bool
    default: bool
    union: Mapping[str, str]
    hides: tuple[str, ...]

    def over_all(self, query: str) -> str:
        """A query over all graphs, with what makes the engine leave out those that it hides.

        A query that names a graph itself stays as it is: Virtuoso 7.2 would find that one empty.
        """
        if "GRAPH <" in query:
            return query
        lines = (
            f"DEFINE input:{kind}-graph-exclude <{graph}>\n"
            for kind in ("default", "named")
            for graph in self.hides
        )
        return "".join(lines) + query


def engine_at(address: str, settings: RemoteSettings) -> Engine:
    """The engine whose queries go to an address.

    >>> engine_at("http://127.0.0.1:7878/query", RemoteSettings()).update_url
    'http://127.0.0.1:7878/update'

    Raises:
        StoreError: The address is none, holds credentials, or the engine of the settings is not
            known.
    """
    _check(address)
    row, root = _row(address, settings.engine)
    auth = row["auth"] if settings.has_credentials else ""
    update, graphs = (
        row[name].format(root=root) + (auth if row[name] else "") for name in ("update", "graphs")
    )
    return Engine(
        name=row["engine"],
        query_url=address,
        update_url=settings.update_url or update,
        graphs_url=settings.graphs_url or graphs,
        form=row["body"] == "form",
        step=int(row["step"]),
        request=int(row["request"]) * _MEGABYTE,
        whole=row["whole"] == "yes",
        default=row["default"] == "yes" and bool(settings.graphs_url or graphs),
        union=dict(part.split("=") for part in row["union"].split()),
        hides=tuple(row["hides"].format(system=system_graph()).split()),
    )


def _row(address: str, name: str) -> tuple[dict[str, str], str]:
    """The row of the engine, by its name or else by the address, and the root of its addresses."""
    for row in _rows():
        found = re.fullmatch(row["query"], address)
        if name in ("", row["engine"]) and (found or name):
            return row, found["root"] if found else address.rpartition("/")[0]
    known = ", ".join(row["engine"] for row in _rows())
    raise StoreError(
        f"PlanGraph knows no engine {name!r}.",
        where="PLANGRAPH_REMOTE_ENGINE",
        advice=f"Take one of: {known}.",
    )


def _check(address: str) -> None:
    parts = urlsplit(address)
    if "@" in parts.netloc:
        raise StoreError(
            "The address of the store holds credentials, which logs and lists of processes show.",
            where=f"{parts.scheme}://…@{parts.netloc.rpartition('@')[2]}",
            advice="Set PLANGRAPH_REMOTE_USER and PLANGRAPH_REMOTE_PASSWORD instead.",
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or "?" in address:
        raise StoreError(
            "This is no address of a store.",
            where=address,
            advice="Name a folder, or the http(s) address of an engine's queries.",
        )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    table = resources.files("plangraph.graph") / "engines.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    told = (line for line in lines if not line.startswith("#"))
    return tuple(csv.DictReader(told, delimiter="\t", quoting=csv.QUOTE_NONE))
