"""The commands that change or copy what a store holds: remove, export."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from plangraph import library, options, shelf, terminal

if TYPE_CHECKING:
    from plangraph.graph.store import Store


class ExportFormat(StrEnum):
    """What a store is copied to; graphml holds the network of agencies and tasks alone."""

    NQ = "nq"
    TTL = "ttl"
    JSONLD = "jsonld"
    GRAPHML = "graphml"


def remove(
    plans: Annotated[list[str], typer.Argument(metavar="PLAN", help="Keys, or words of titles.")],
    *,
    store: options.Store = options.STORE,
) -> None:
    """Take plans out of the store.

    What they shared with others stays; the store then holds what it held before they came.
    """
    with library.open(store) as graph:
        found = [shelf.find(graph, wanted) for wanted in plans]
        for entry in found:
            graph.remove(entry.key)
            terminal.say(f"removed   {entry.key}  {entry.title}")


def export(
    form: Annotated[
        ExportFormat, typer.Argument(metavar="FORMAT", help="nq, ttl, jsonld, graphml.")
    ],
    *,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The file; - is stdout.")
    ] = "-",
    plan: options.PlanKey = None,
    store: options.Store = options.STORE,
) -> None:
    """Write the graph to a file for other programs.

    nq keeps the names of the graphs, ttl and jsonld hold their union, graphml holds the network
    of agencies and tasks.
    """
    with library.open(store, read_only=True) as graph:
        key = shelf.find(graph, plan).key if plan else None
        terminal.write(_written(graph, form, key), output)


def _written(graph: "Store", form: ExportFormat, key: str | None) -> bytes:
    from plangraph.graph import exports, network

    if form is ExportFormat.GRAPHML:
        return network.to_graphml(network.two_mode_graph(graph, [key] if key else None))
    return exports.export(graph, form.value, key)
