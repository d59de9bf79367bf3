"""A scene or a figure to a file, whole or not at all; its ending says which kind."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from plangraph.ontology.errors import InvalidQueryError, StoreError
from plangraph.viz import sheets, table_files
from plangraph.viz.elements import Scene
from plangraph.viz.figure_page import figure_html
from plangraph.viz.shapes import Figure
from plangraph.viz.svg import Look, figure_svg


def save(scene: Scene, path: str | Path, lang: str = "zh") -> Path:
    """Writes the interactive page of a scene and gives the path back.

    Raises:
        InvalidQueryError: The path has an ending that is not offered.
        StoreError: The file cannot be written.
    """
    from plangraph.viz.page import network_html  # noqa: PLC0415  (pyvis takes a second)

    target = Path(path)
    if target.suffix.lower() != ".html":
        raise _no_such_ending(target, (".html",))
    return write_whole(target, network_html(scene, lang=lang).encode())


def save_figure(figure: Figure, path: str | Path, look: Look | None = None) -> Path:
    """Writes a figure as its ending says and gives the path back.

    Raises:
        InvalidQueryError: The path has an ending that is not offered.
        ToolMissingError: PNG, PDF or Word, and the extra or a Chinese font is missing.
        StoreError: The file cannot be written.
    """
    target = Path(path)
    return write_whole(target, figure_bytes(figure, target, look or Look()))


def figure_bytes(figure: Figure, target: Path, look: Look) -> bytes:
    """The figure as the ending of a file name says.

    Raises:
        InvalidQueryError: The ending is not offered.
        ToolMissingError: PNG, PDF or Word, and the extra or a Chinese font is missing.
    """
    maker = _MAKERS.get(target.suffix.lower())
    if maker is None:
        raise _no_such_ending(target, ENDINGS)
    return maker(figure, look)


def write_whole(target: Path, content: bytes) -> Path:
    """Writes a file beside its place and moves it there, so that nobody finds half of it.

    Raises:
        StoreError: The file cannot be written.
    """
    try:
        if target.exists() and not target.is_file():  # /dev/stdout, a pipe
            target.write_bytes(content)
            return target
        place = target.resolve()  # a link stays a link
        handle, name = tempfile.mkstemp(prefix=".plangraph-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(place.stat().st_mode if place.exists() else 0o666 & ~_umask())
            Path(name).replace(place)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as problem:
        raise StoreError(
            f"the file cannot be written ({problem.strerror})",
            where=str(target),
            advice="Choose a folder that exists, that has room and that you may write to.",
        ) from problem
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _svg(figure: Figure, look: Look) -> bytes:
    width = look.width or figure.drawing.width
    return (figure_svg(figure, replace(look, width=width)) + "\n").encode()


def _printed(ending: str) -> Callable[[Figure, Look], bytes]:
    return lambda figure, look: sheets.drawn(sheets.sheet_of(figure, ending, look))


_MAKERS: dict[str, Callable[[Figure, Look], bytes]] = {
    ".svg": _svg,
    ".html": lambda figure, look: figure_html(figure, look).encode(),
    **{ending: _printed(ending) for ending in sheets.ENDINGS},
    ".csv": lambda figure, _: table_files.csv_bytes(figure),
    ".json": lambda figure, _: table_files.json_bytes(figure),
}
ENDINGS = tuple(_MAKERS)


def _no_such_ending(target: Path, endings: tuple[str, ...]) -> InvalidQueryError:
    return InvalidQueryError(
        f"a picture cannot be written as {target.suffix or 'a file without an ending'}.",
        where=str(target),
        advice=f"Give the file one of these endings: {', '.join(endings)}.",
    )
