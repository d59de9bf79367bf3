"""Paths to plans, one after another or in several processes; a file that fails stops no other."""

import multiprocessing
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from plangraph import library
from plangraph.ontology.errors import PlanGraphError, UnreadableFileError
from plangraph.ontology.model import Plan

ENDINGS = (
    *(".txt", ".md", ".html", ".htm", ".shtml", ".mht", ".mhtml"),
    *(".docx", ".pdf", ".ofd", ".doc", ".wps", ".rtf", ".odt"),
)
NAMED = 3  # unresolved bodies that a warning names


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: a plan, or the reason why there is none."""

    path: Path
    plan: Plan | None
    problem: PlanGraphError | None = None


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and the plans below the folders named, in order of their names.

    Raises:
        UnreadableFileError: A folder holds no file with an ending that PlanGraph reads.
    """
    found: list[Path] = []
    for path in paths:
        found += _below(path) if path.is_dir() else [path]
    return found


def _below(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    if not files:
        raise UnreadableFileError(
            "The folder holds no plan.",
            where=str(folder),
            advice=f"It takes files that end in {' '.join(ENDINGS)}.",
        )
    return files


def read_one(path: Path, known: Mapping[str, str]) -> Reading:
    """The plan in one file, or what is wrong with it."""
    try:
        return Reading(path, library.read(path, **known))
    except PlanGraphError as problem:
        return Reading(path, None, problem)


def read_all(paths: Sequence[Path], known: Mapping[str, str], jobs: int = 1) -> Iterator[Reading]:
    """The readings in the order of the paths; with more jobs, read by as many processes."""
    if jobs == 1 or len(paths) < 2:
        yield from (read_one(path, known) for path in paths)
        return
    context = multiprocessing.get_context("spawn")
    workers = min(jobs, len(paths))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_ignore_interrupt) as pool:
        try:
            yield from pool.map(read_one, paths, [known] * len(paths))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches all processes of a terminal; only the first one shall speak of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def tally(plan: Plan) -> str:
    """How much was found, in one line."""
    tasks = sum(item.kind == "task" for item in plan.items)
    counts = {
        "tasks": tasks,
        "measures": len(plan.measures),
        "responsibilities": len(plan.responsibilities),
        "targets": len(plan.targets),
        "phases": len(plan.phases),
        "unread": len(plan.unread),
    }
    from plangraph.ingest.coverage import coverage

    listed = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f"{listed}; {coverage(plan).statements.share:.0%} of the statements read"


def _unresolved(plan: Plan) -> str:
    """The bodies that stay without a place because the plan has none, the first few by name."""
    names = [party.printed[0] for party in plan.parties if party.place is None and party.printed]
    if not names:
        return ""
    shown = "、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
    return f"; {len(names)} bodies stay unresolved: {shown}"


def _untold(plan: Plan) -> list[str]:
    """What neither the text nor the user tells: title (its first words stand for it), date."""
    from plangraph.ingest.documents import first_words

    printed = {row.field for row in plan.document.statements}
    made = "title" not in printed and plan.document.title == first_words(plan.version.text)
    missing = ["title"] if made else []
    return [*missing, "date"] if plan.document.issued is None else missing


def warnings(plan: Plan) -> list[str]:
    """What the user may want to look at before trusting the graph."""
    found = []
    if plan.document.jurisdiction is None:
        found.append("the issuing place is not known; tell it with --place" + _unresolved(plan))
    missing = _untold(plan)
    if missing:
        options = ", ".join(f"--{name}" for name in missing)
        found.append(f"the text tells no {' and no '.join(missing)}; tell it with {options}")
    if not plan.responsibilities:
        found.append("no statement of responsibility was found")
    if plan.unread:
        found.append(f"{len(plan.unread)} passages look like statements and could not be read")
    return found
