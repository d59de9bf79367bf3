"""A scene to a file; its ending says which kind."""

from pathlib import Path

from plangraph.ontology.errors import InvalidQueryError, StoreError
from plangraph.viz.elements import Scene
from plangraph.viz.page import network_html

ENDINGS = (".html",)


def save(scene: Scene, path: str | Path, lang: str = "zh") -> Path:
    """Writes the scene and gives the path back; the bytes are UTF-8 whatever the locale.

    Raises:
        InvalidQueryError: The path has an ending that is not offered.
        StoreError: The file cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() not in ENDINGS:
        raise InvalidQueryError(
            f"a picture cannot be written as {target.suffix or 'a file without an ending'}",
            where=str(target),
            advice=f"Give the file one of these endings: {', '.join(ENDINGS)}.",
        )
    page = network_html(scene, lang=lang).encode()
    try:
        target.write_bytes(page)
    except OSError as problem:
        raise StoreError(
            f"the file cannot be written ({problem.strerror})",
            where=str(target),
            advice="Choose a folder that exists and that you may write to.",
        ) from problem
    return target
