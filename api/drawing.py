"""Sheets and reports to PNG, PDF or Word: jobs of sealed workers, see :mod:`plangraph.graph.jobs`.

It may read files, since fonts are read when a picture needs them, and nothing else.
"""

from contextlib import suppress
from importlib import import_module
from typing import Any

from plangraph.graph.jobs import Done
from plangraph.ontology.errors import ToolMissingError
from plangraph.viz import raster, report_typst, sheets
from plangraph.viz.report_files import report_bytes
from plangraph.viz.report_travel import report_heard

_LATE = ("docx", "docx.shared", "docx.oxml.ns", "docx.enum.section", "docx.enum.text")


def prepare() -> None:
    """Load what drawing needs, as far as it is installed; what is missing is told by each job."""
    for module in _LATE:
        with suppress(ImportError):
            import_module(module)
    for load in (raster.converter, report_typst.fonts):
        with suppress(ToolMissingError):
            load()


def draw(told: dict[str, Any], body: bytes) -> Done:
    """The file that a sheet stands for.

    Args:
        told: What :meth:`Sheet.told` tells.
        body: The picture as SVG.

    Raises:
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
    """
    return Done({}, sheets.drawn(sheets.sheet_from(told, body.decode())))


def render(told: dict[str, Any], body: bytes) -> Done:
    """The file that a report becomes.

    Args:
        told: ``ending`` says which kind.
        body: The report as :func:`report_told` tells it.

    Raises:
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
    """
    return Done({}, report_bytes(report_heard(body), told["ending"]))
