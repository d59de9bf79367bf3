"""The command that writes reports: report."""

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plangraph import library, options, shelf, terminal
from plangraph.ontology.errors import InvalidQueryError, StoreError
from plangraph.report_making import Order, make_all
from plangraph.typed_words import typed
from plangraph.view_options import Lang, Language

if TYPE_CHECKING:
    from plangraph.graph.store import Store


class Kind(StrEnum):
    """Files that a report can be."""

    DOCX = "docx"
    HTML = "html"
    MD = "md"
    PDF = "pdf"


def report(
    plans: Annotated[
        list[str] | None,
        typer.Argument(metavar="PLAN...", help="Keys of plans, or words of their titles."),
    ] = None,
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=".docx .html .md .pdf; a folder for several plans, made if it is not there.",
        ),
    ],
    every: Annotated[bool, typer.Option("--all", help="A report on each plan.")] = False,
    kind: Annotated[
        Kind | None, typer.Option("--format", help="Kind of the files in a folder [docx].")
    ] = None,
    lang: Lang = Language.ZH,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes at once [one a core]."),
    ] = None,
    store: options.Store = options.STORE,
) -> None:
    """Write a finished brief on a plan: a Word file, a page, Markdown or a PDF.

    It tells targets, who is responsible, each task with the words that prove it, phases, regions,
    what could not be read, and how to cite the plan. Several plans go into a folder, a file each.
    """
    with library.open(store, read_only=True) as graph:
        keys = _wanted(graph, plans or [], every=every)
        targets = _targets(keys, output, kind, single=len(plans or []) == 1 and not every)
        orders = [Order(store, key, target, lang.value) for key, target in targets.items()]
        failed = _write_all(graph, orders, jobs or os.cpu_count() or 1)
    if failed:
        raise typer.Exit(1)


def _wanted(store: "Store", plans: Sequence[str], *, every: bool) -> list[str]:
    """The keys of the plans that are asked for, each once."""
    if every == bool(plans):
        raise InvalidQueryError(
            "It is not clear which plans to report on.",
            advice="Name plans by key or words of their titles, or say --all for each one.",
        )
    found = shelf.entries(store) if every else [shelf.find(store, words) for words in plans]
    if not found:
        raise InvalidQueryError("The store holds no plan.", advice="`plangraph add` reads some.")
    return list(dict.fromkeys(entry.key for entry in found))


def _targets(
    keys: Sequence[str], output: Path, kind: Kind | None, *, single: bool
) -> dict[str, Path]:
    """A file for each plan; a folder is made before the first is written.

    Raises:
        InvalidQueryError: One file is told for several plans, or its ending is not offered.
        StoreError: The folder cannot be made.
    """
    folder = output.is_dir() or not output.suffix
    if single and not folder:
        return {keys[0]: output}
    if output.suffix.removeprefix(".").lower() in {*Kind} and not output.is_dir():
        raise InvalidQueryError(
            "Several reports do not go into one file.",
            where=str(output),
            advice="Name a folder with -o, and say --format for the kind of its files.",
        )
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StoreError(
            f"the folder cannot be made ({problem.strerror})",
            where=str(output),
            advice="Choose a folder that you may write to.",
        ) from problem
    return {key: output / f"{key}.{(kind or Kind.DOCX).value}" for key in keys}


def _write_all(store: "Store", orders: Sequence[Order], jobs: int) -> int:
    """Writes each report; gives how many could not be written, each told in a line."""
    failed = 0
    with terminal.progress() as bar:
        task = bar.add_task("writing", total=len(orders), visible=len(orders) > 1)
        for made in make_all(store, orders, jobs):
            if made.problem is None:
                written = typed(str(made.order.target))
                terminal.say(f"wrote     {written}  ({made.order.key})")
            else:
                failed += 1
                terminal.note(f"error: {made.problem}")
            bar.advance(task)
    return failed
