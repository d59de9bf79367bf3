"""A sheet to PNG, PDF or Word: the job of a sealed worker, see :mod:`plangraph.graph.jobs`.

It may read files, since fonts are read when a picture needs them, and nothing else.
"""

from contextlib import suppress
from importlib import import_module
from typing import Any

from plangraph.graph.jobs import Done
from plangraph.ontology.errors import ToolMissingError
from plangraph.viz import raster, sheets

_LATE = ("docx", "docx.shared", "docx.oxml.ns")


def prepare() -> None:
    """Load what drawing needs, as far as it is installed; what is missing is told by each job."""
    for module in _LATE:
        with suppress(ImportError):
            import_module(module)
    with suppress(ToolMissingError):
        raster.converter()


def draw(told: dict[str, Any], body: bytes) -> Done:
    """The file that a sheet stands for.

    Args:
        told: What :meth:`Sheet.told` tells.
        body: The picture as SVG.

    Raises:
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
    """
    return Done({}, sheets.drawn(sheets.sheet_from(told, body.decode())))
