"""What a backup is: its parts, the list that proves them whole, and reading that list.

A backup is a folder, or a tar file of the same parts: ``manifest.json``, ``graph.nq.gz`` (all
quads) and ``versions/{plan key}/{12 hex}.nq.gz`` (replaced plans). It depends on no engine and no
release; the same state of a store gives the same bytes.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError

MANIFEST: Final = "manifest.json"
GRAPH: Final = "graph.nq.gz"
LONGEST_MANIFEST: Final = 64 << 20  # bytes; a hundred for each kept version
_FORMAT: Final = "plangraph-backup"
_FORM: Final = 1
_NAME: Final = re.compile(
    rf"{re.escape(GRAPH)}|versions/[A-Za-z0-9][A-Za-z0-9._-]*/[0-9a-f]{{12}}\.nq\.gz"
)
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """The list of a backup.

    Attributes:
        generation: The state of the store that was copied.
        plans: How many plans it held.
        quads: How many quads.
        id_base: The base of the IRIs of its things.
        files: The length and sha256 of each part, by its name.
        plangraph: The release that wrote it.
    """

    generation: str
    plans: int
    quads: int
    id_base: str
    files: Mapping[str, tuple[int, str]]
    plangraph: str

    def text(self) -> str:
        """It as ``manifest.json``."""
        told = {"format": _FORMAT, "form": _FORM, **asdict(self)}
        return json.dumps(told, indent=1, sort_keys=True) + "\n"


def manifest_of(folder: Path, generation: str, plans: int, quads: int) -> Manifest:
    """The list for the parts that lie in a folder."""
    parts = sorted(path for path in folder.rglob("*.gz") if path.is_file())
    files = {path.relative_to(folder).as_posix(): measure(path) for path in parts}
    return Manifest(generation, plans, quads, iris.base(), files, version("plangraph"))


def read_manifest(raw: bytes, where: str) -> Manifest:
    """The list in these bytes.

    Raises:
        InvalidDataError: It is none, or one of another kind, form, or base of IRIs.
    """
    try:
        told = json.loads(raw)
        if told["format"] != _FORMAT:
            raise foreign(where)
        if told["form"] != _FORM:
            raise InvalidDataError(
                f"The backup has form {told['form']}, which this release does not read.",
                where=where,
                advice="Take the release of PlanGraph that wrote it, or a later one.",
            )
        found = _manifest(told)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise foreign(where) from problem
    if found.id_base != iris.base():
        raise InvalidDataError(
            f"The things of the backup are named below {found.id_base}, here below {iris.base()}.",
            where=where,
            advice="Set PLANGRAPH_ID_BASE to the base of the backup.",
        )
    return found


def foreign(where: str) -> InvalidDataError:
    """What is said of a file or folder that is something else."""
    return InvalidDataError(
        "This is no backup of PlanGraph.",
        where=where,
        advice="Name a file or folder that plangraph backup wrote. Nothing was changed.",
    )


def damaged(where: str, what: str) -> InvalidDataError:
    """What is said of a backup that is not as it was written."""
    return InvalidDataError(
        f"The backup is damaged: {what}.",
        where=where,
        advice="Take another backup. Nothing was changed.",
    )


def measure(path: Path) -> tuple[int, str]:
    """The length of a file in bytes and its sha256."""
    length, found = 0, hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            length += len(piece)
            found.update(piece)
    return length, found.hexdigest()


def _manifest(told: dict[str, Any]) -> Manifest:
    files = {str(name): (int(size), str(sha)) for name, (size, sha) in told["files"].items()}
    if GRAPH not in files or not all(_NAME.fullmatch(name) for name in files):
        raise ValueError(told["files"])
    return Manifest(
        generation=str(told["generation"]),
        plans=int(told["plans"]),
        quads=int(told["quads"]),
        id_base=str(told["id_base"]),
        files=files,
        plangraph=str(told["plangraph"]),
    )
