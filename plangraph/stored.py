"""The command that takes plans out of a store: remove."""

from typing import Annotated

import typer

from plangraph import library, options, shelf, terminal


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
