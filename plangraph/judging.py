"""The commands that judge: check a store or a file, evaluate the reading against gold facts."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plangraph import library, options, tables, terminal
from plangraph.intake import warnings
from plangraph.ontology import iris

if TYPE_CHECKING:
    from plangraph.graph.check import Finding
    from plangraph.ingest.score import Evaluation, KindScore

SHOWN = 5  # findings that say the same


class Kind(StrEnum):
    """The kinds of fact that gold files hold."""

    DOCUMENT = "document"
    CITES = "cites"
    TASKS = "tasks"
    ASSIGNMENTS = "assignments"
    TARGETS = "targets"
    PHASES = "phases"
    REGIONS = "regions"


def check(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A plan to read and check; without one, the store."),
    ] = None,
    *,
    store: options.Store = options.STORE,
) -> None:
    """Check the store, or one file.

    Against the shapes of the ontology, the rules across things, and every quote against the text.
    A violation gives exit code 1; a warning is odd but may be so printed.
    """
    found = _check_store(store) if file is None else _check_file(file)
    _show_findings(found)
    broken = sum(one.severity == "violation" for one in found)
    terminal.say(f"{broken} violations, {len(found) - broken} warnings")
    if broken:
        raise typer.Exit(1)


def _check_store(store: str) -> "list[Finding]":
    from plangraph.graph.check import check_store

    with library.open(store, read_only=True) as graph:
        return check_store(graph)


def _check_file(file: Path) -> "list[Finding]":
    from plangraph.graph.check import check_graphs

    plan = library.read(file)
    for warning in warnings(plan):
        terminal.note(f"warning: {file}: {warning}")
    return check_graphs(library.to_graphs(plan))


def _show_findings(found: "list[Finding]") -> None:
    """Each finding; of many that say the same, the first ones and how many more there are."""
    same = Counter[tuple[str, str]]()
    for one in found:
        same[one.rule, one.message] += 1
        if same[one.rule, one.message] <= SHOWN:
            where = one.focus.removeprefix(iris.base())
            terminal.say(f"{one.severity:9} {where}  {one.message}  [{one.rule}]")
    for (rule, message), number in same.items():
        if number > SHOWN:
            terminal.say(f"{number - SHOWN} more like: {message}  [{rule}]")


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder of gold facts, one JSON a plan.")
    ],
    docs: Annotated[Path, typer.Argument(metavar="DOCS", help="Folder of the plans, named alike.")],
    *,
    detail: Annotated[
        Kind | None, typer.Option("--detail", help="List the misses of one kind.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare what PlanGraph reads with gold facts.

    Precision, recall and F1 for each kind of fact. A plan that cannot be read counts as one
    without facts, and gives exit code 1.
    """
    from plangraph.ingest.score import evaluate as score

    result = score(gold, docs)
    if as_json:
        terminal.write(tables.to_json(_plain(result)), "-")
    else:
        _show_scores(result)
        if detail:
            _show_misses(result.kinds[detail.value])
    for problem in result.problems:
        terminal.note(f"error: {problem}")
    if result.problems:
        raise typer.Exit(1)


def _show_scores(result: "Evaluation") -> None:
    columns = ("kind", "precision", "recall", "F1", "right", "in gold", "read")
    rows = [(name, *_figures(score)) for name, score in result.kinds.items()]
    terminal.show_table(columns, rows)
    terminal.say(f"mean F1 of the kinds: {result.macro_f1:.3f}")


def _figures(score: "KindScore") -> Iterable[str]:
    shares = (score.precision, score.recall, score.f1)
    counts = (score.hits, score.gold, score.predicted)
    return [*(f"{share:.3f}" for share in shares), *map(str, counts)]


def _show_misses(score: "KindScore") -> None:
    for label, rows in (("missed", score.missed), ("extra", score.extra)):
        for row in rows:
            terminal.say(f"{label:9} {row}")


def _plain(result: "Evaluation") -> dict[str, object]:
    """The scores as JSON values, with the misses of every kind."""
    kinds = {
        name: {
            "precision": score.precision,
            "recall": score.recall,
            "f1": score.f1,
            "missed": score.missed,
            "extra": score.extra,
        }
        for name, score in result.kinds.items()
    }
    return {"macro_f1": result.macro_f1, "kinds": kinds, "problems": result.problems}
