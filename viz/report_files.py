"""A report to a file, whole or not at all; its ending says which kind."""

from collections.abc import Callable
from pathlib import Path

from plangraph.ontology.errors import InvalidQueryError
from plangraph.viz.files import write_whole
from plangraph.viz.report import Report
from plangraph.viz.report_docx import report_docx
from plangraph.viz.report_html import report_html
from plangraph.viz.report_md import report_md
from plangraph.viz.report_typst import report_pdf

_MAKERS: dict[str, Callable[[Report], bytes]] = {
    ".docx": report_docx,
    ".html": lambda report: report_html(report).encode(),
    ".md": lambda report: report_md(report).encode(),
    ".pdf": report_pdf,
}
ENDINGS = tuple(_MAKERS)


def report_bytes(report: Report, ending: str) -> bytes:
    """The report as an ending of file names says, such as ``.docx``.

    Raises:
        InvalidQueryError: The ending is not offered.
        ToolMissingError: Word or PDF, and the extra or a Chinese font is missing.
    """
    maker = _MAKERS.get(ending.lower())
    if maker is None:
        raise InvalidQueryError(
            f"a report cannot be written as {ending or 'a file without an ending'}.",
            where=ending,
            advice=f"Give the file one of these endings: {', '.join(ENDINGS)}.",
        )
    return maker(report)


def save_report(report: Report, path: str | Path) -> Path:
    """Writes the report as the file's ending says and gives the path back.

    Raises:
        InvalidQueryError: The ending is not offered.
        ToolMissingError: Word or PDF, and the extra or a Chinese font is missing.
        StoreError: The file cannot be written.
    """
    target = Path(path)
    return write_whole(target, report_bytes(report, target.suffix))
