"""The commands that read files: add, facts."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plangraph import library, options, tables, terminal
from plangraph.intake import Reading, files_in, read_all, tally, warnings
from plangraph.ontology.errors import InvalidQueryError, PlanGraphError, UnreadableFileError

if TYPE_CHECKING:
    from plangraph.graph.store import Store
    from plangraph.ontology.model import Plan


class FactsFormat(StrEnum):
    """How facts are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def add(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files, or folders of files.")
    ],
    *,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Files read at once.")
    ] = 1,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and report, store nothing.")
    ] = False,
    place: options.Place = None,
    title: options.Title = None,
    date: options.Date = None,
    number: options.Number = None,
    source_url: options.SourceUrl = None,
    store: options.Store = options.STORE,
) -> None:
    """Read plans into the store.

    One line a file: what became of it, what was found, what could not be read. Each file is one
    transaction. A plan that is there already stays as it is; a changed one takes its place.

    What a file does not tell (place, title, date, number, source_url) may stand beside it in
    NAME.plan.toml, or in plan.toml for a folder; options win over both.
    """
    known = options.known(
        place=place, title=title, issued=date, number=number, source_url=source_url
    )
    files = files_in(paths)
    _refuse_one_for_many(known, len(files))
    failed = _add(files, known, jobs, None if dry_run else store)
    if failed:
        raise typer.Exit(1)


def _refuse_one_for_many(known: dict[str, str], files: int) -> None:
    """A title or a number for several plans would make them one."""
    from plangraph.side_files import ENDING, OF_ONE_PLAN

    alone = next((name for name in OF_ONE_PLAN if name in known), None)
    if alone and files > 1:
        raise InvalidQueryError(
            f"The {alone} is that of one plan, and {files} files are named.",
            where=f"--{alone}",
            advice=f"Add them one by one, or tell it in NAME{ENDING}.",
        )


def _add(paths: list[Path], known: dict[str, str], jobs: int, store: str | None) -> int:
    """The number of files that failed; ``None`` for the store reads only."""
    library.check_own_tables()
    with library.open(store or library.IN_MEMORY) as graph, terminal.progress() as bar:
        task = bar.add_task("reading", total=len(paths))
        failed = 0
        for reading in read_all(paths, known, jobs):
            try:
                outcome = _take(graph, reading, keep=bool(store))
                _report(reading, outcome)
            except PlanGraphError as problem:
                failed += 1
                terminal.note(f"error: {problem}")
            bar.advance(task)
    return failed


def _take(graph: "Store", reading: Reading, *, keep: bool) -> str:
    """What became of a reading: added, replaced, unchanged, or only read."""
    if reading.plan is None:
        raise reading.problem or UnreadableFileError("It could not be read.")
    if not keep:
        return "read"
    return library.add(graph, reading.plan, str(reading.path))


def _report(reading: Reading, outcome: str) -> None:
    plan = reading.plan
    if plan is None:
        return
    found = f"{plan.key}  {plan.document.title}  ({tally(plan)})"
    terminal.say(f"{outcome:9} {found}  from {reading.path}")
    _warn(reading.path, plan)


def _warn(path: Path, plan: "Plan") -> None:
    for warning in warnings(plan):
        terminal.note(f"warning: {path}: {warning}")


def facts(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The plan.")],
    *,
    format: Annotated[  # noqa: A002 -- the option's name
        FactsFormat, typer.Option("--format", help="How to print them.")
    ] = FactsFormat.TABLE,
    place: options.Place = None,
    title: options.Title = None,
    date: options.Date = None,
    number: options.Number = None,
    source_url: options.SourceUrl = None,
) -> None:
    """Print what one file states.

    As JSON, each fact comes with its words and where they stand. What looks like a statement and
    could not be read is listed with the reason; coverage says how much was read. No store is
    touched.
    """
    from plangraph.ingest.facts import facts_json

    known = options.known(
        place=place, title=title, issued=date, number=number, source_url=source_url
    )
    plan = library.read(file, **known)
    found = facts_json(plan)
    if format is FactsFormat.JSON:
        terminal.write(tables.to_json(found), "-")
    elif format is FactsFormat.CSV:
        terminal.write(tables.facts_csv(found), "-")
    else:
        tables.show_facts(found)
    _warn(file, plan)
