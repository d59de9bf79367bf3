"""Opening the engine's folder, and what to tell the user when that fails."""

import shutil
from pathlib import Path

import pyoxigraph as ox

from plangraph.graph.swap import alone, current, settle
from plangraph.ontology.errors import StoreError

ENGINE_FOLDER = "oxigraph"


def open_engine(folder: Path | None, *, read_only: bool) -> ox.Store:
    """The engine in a store's folder, which is made if need be; ``None`` is one in memory.

    Raises:
        StoreError: It cannot be opened; the folder is as it was.
    """
    if folder is None:
        return ox.Store()
    if folder.exists() and not folder.is_dir():
        raise StoreError(
            "A file stands where the store's folder should be.",
            where=str(folder),
            advice="Name another folder with --store or PLANGRAPH_STORE.",
        )
    if read_only and not current(folder, ENGINE_FOLDER).is_dir():
        raise StoreError(
            "There is no store in this folder.",
            where=str(folder),
            advice="Add a plan first (plangraph add FILE), or check the name of the folder.",
        )
    try:
        return _open(folder, read_only=read_only)
    except (OSError, RuntimeError) as problem:
        raise open_failed(folder, problem) from problem


def open_failed(folder: Path, problem: Exception) -> StoreError:
    """What a failed opening means and what to do about it."""
    words = str(problem)
    said = words.lower().replace(str(folder).lower(), "")
    if isinstance(problem, PermissionError) or "permission" in said:
        return StoreError(
            "This user may not write here.",
            where=str(folder),
            advice="Choose another folder with --store or PLANGRAPH_STORE, or give yourself "
            "permission to write.",
        )
    if "lock" in said:
        return StoreError(
            "Another process holds the store.",
            where=str(folder),
            advice="Stop it (plangraph serve, plangraph add), or open the store read-only.",
        )
    return StoreError(
        f"The store cannot be opened: {words}.",
        where=str(folder),
        advice="Check that the folder can be made and that the disk has room.",
    )


def write_failed(problem: Exception) -> StoreError:
    """What a failed write means; the engine has taken back all of it."""
    return StoreError(
        f"The engine could not write: {problem}.",
        advice="Nothing was changed. Check that the disk has room, then try again.",
    )


def _open(folder: Path, *, read_only: bool) -> ox.Store:
    if read_only:
        return ox.Store.read_only(str(current(folder, ENGINE_FOLDER)))
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        settle(folder)
        (folder / ENGINE_FOLDER).mkdir(exist_ok=True)
        return ox.Store(str(folder / ENGINE_FOLDER))


def copy_store(engine: ox.Store, folder: Path | None, copy: Path) -> None:
    """A store of the same state in a new folder: triples, kept versions, mark of the last write.

    Files that never change are hard links where the file system allows, so that it costs
    milliseconds and little room.

    Raises:
        StoreError: The new folder is there already, or cannot be written.
    """
    if copy.exists():
        raise StoreError(
            "The folder is there already.", where=str(copy), advice="Name a folder that is not."
        )
    try:
        copy.mkdir(parents=True)
        engine.backup(str(copy / ENGINE_FOLDER))
        if folder is not None:
            _copy_beside(folder, copy)
    except (OSError, RuntimeError) as problem:
        shutil.rmtree(copy, ignore_errors=True)
        raise StoreError(
            f"The copy could not be written: {problem}.",
            where=str(copy),
            advice="Check that the folder can be made and that the disk has room.",
        ) from problem


def snap(engine: ox.Store, folder: Path) -> None:
    """The engine's files in a new folder, as links where the file system allows.

    Raises:
        StoreError: The folder is there already or cannot be written.
    """
    try:
        engine.backup(str(folder))
    except (OSError, RuntimeError) as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise StoreError(
            f"The snapshot could not be written: {problem}.",
            where=str(folder),
            advice="Check that the disk has room.",
        ) from problem


def _copy_beside(folder: Path, copy: Path) -> None:
    if (folder / "versions").is_dir():
        shutil.copytree(folder / "versions", copy / "versions")
    if (folder / "generation").is_file():
        shutil.copy2(folder / "generation", copy / "generation")
