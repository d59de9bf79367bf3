"""Paths to plans, one after another or in several processes; a file that fails stops no other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plangraph import library
from plangraph.crowd import worked
from plangraph.ontology.errors import PlanGraphError, UnreadableFileError
from plangraph.ontology.model import Plan

ENDINGS = (
    *(".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".mht", ".mhtml"),
    *(".docx", ".pdf", ".ofd", ".doc", ".wps", ".rtf", ".odt"),
)
ASIDE = ("~$", ".")  # before names: what Word keeps while a file is open, what systems hide


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
    files = sorted(path for path in folder.rglob("*") if _is_plan(path))
    if not files:
        raise UnreadableFileError(
            "The folder holds no plan.",
            where=str(folder),
            advice=f"It takes files that end in {' '.join(ENDINGS)}.",
        )
    return files


def _is_plan(path: Path) -> bool:
    """Whether a path below a folder is a file to read; the notes that programs keep are none."""
    named = path.suffix.lower() in ENDINGS and not path.name.startswith(ASIDE)
    return named and (path.is_file() or (path.is_symlink() and not path.is_dir()))


def read_one(path: Path, known: Mapping[str, str]) -> Reading:
    """The plan in one file, or what is wrong with it."""
    try:
        return Reading(path, library.read(path, **known))
    except PlanGraphError as problem:
        return Reading(path, None, problem)
    # One file must not keep the others from being read, whatever is wrong with it or with a reader.
    except Exception as fault:  # noqa: BLE001
        return Reading(path, None, _fault(path, f"{type(fault).__name__}: {fault}"))


def _fault(path: Path, what: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"PlanGraph failed to read this file ({what}).",
        where=str(path),
        advice="Report it, with the file if you may. The other files are not touched by it.",
    )


def read_all(paths: Sequence[Path], known: Mapping[str, str], jobs: int = 1) -> Iterator[Reading]:
    """The readings in the order of the paths; with more jobs, read by as many processes.

    A file that ends its process is read once more in a process of its own, then given up.
    """
    return worked(partial(read_one, known=known), paths, jobs, _ended)


def _ended(path: Path) -> Reading:
    return Reading(path, None, _fault(path, "its process ended, perhaps for want of memory"))


def tally(plan: Plan) -> str:
    """How much was found, in one line."""
    from plangraph.ingest.coverage import coverage
    from plangraph.ingest.summary import counts

    listed = ", ".join(f"{number} {name}" for name, number in counts(plan).items())
    return f"{listed}; {coverage(plan).statements.share:.0%} of the statements read"


def warnings(plan: Plan) -> list[str]:
    """What the user may want to look at before trusting the graph."""
    from plangraph.ingest.summary import doubts

    return doubts(plan)
