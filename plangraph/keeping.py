"""The commands that copy a whole store away and bring it back: backup, restore."""

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from plangraph import library, options, terminal
from plangraph.ontology import iris
from plangraph.ontology.errors import PlanGraphError, StoreError


def backup(
    target: Annotated[
        Path,
        typer.Argument(metavar="FILE|DIR", help="What to write: NAME.tar, else a new folder."),
    ],
    *,
    store: options.Store = options.STORE,
) -> None:
    """Copy the whole store to a file or folder, also while it is served.

    The copy shows one state: all graphs and the kept versions of replaced plans. Access tokens
    are left out.
    """
    from plangraph.graph.backing_up import back_up

    found = back_up(_folder(store), target)
    terminal.say(f"wrote     {target}  ({found.plans} plans, {found.quads} quads)")


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="What plangraph backup wrote.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="The plans that the store holds now may go.")
    ] = False,
    store: options.Store = options.STORE,
) -> None:
    """Let the store hold what a backup holds, also while it is served.

    What the store held goes, in one step; a damaged backup changes nothing. Access tokens stay as
    they are, the search index is made anew.
    """
    from plangraph.graph.restoring import restore as bring_back

    folder = _folder(store)
    if not replace:
        _refuse_loss(folder)
    found = bring_back(folder, source)
    terminal.say(f"restored  {source}  ({found.plans} plans, {found.quads} quads)")


def _refuse_loss(folder: Path) -> None:
    if (folder.is_dir() or folder.is_file()) and _holds_something(folder):
        raise StoreError(
            "What this store holds would be gone.",
            where=str(folder),
            advice="Say --replace if it may go, or name another folder with --store.",
        )


def _holds_something(folder: Path) -> bool:
    """Whether there is more than an empty folder or a store with nothing but its vocabulary."""
    if folder.is_dir() and not any(folder.iterdir()):
        return False
    vocabulary = iris.absolute(iris.VOCABULARY_GRAPH)
    with contextlib.suppress(PlanGraphError), library.open(folder, read_only=True) as graph:
        asked = f"ASK {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{vocabulary}>) }}"
        return bool(graph.query(asked))
    return True


def _folder(store: str) -> Path:
    if "://" in store or store == library.IN_MEMORY:
        raise StoreError(
            "Only a store in a folder is backed up and restored here.",
            where=store,
            advice="For an engine elsewhere use its own tools, or plangraph export nq.",
        )
    return Path(store)
