"""A report to a Word file with styles, contents, captions, notes at the foot and alternative texts.

Fields (contents, numbers of captions and pages) hold their values, so that programs which do not
compute fields show them too.
"""

import io

from plangraph.ontology.errors import ToolMissingError
from plangraph.viz import raster
from plangraph.viz.report import Block, Grid, Heading, Paragraph, Picture, Report, one_line
from plangraph.viz.report_docx_notes import Footnotes
from plangraph.viz.report_docx_page import set_up
from plangraph.viz.report_docx_parts import Typist
from plangraph.viz.report_typst import picture_png
from plangraph.viz.sheets import on_paper
from plangraph.viz.svg import Look
from plangraph.viz.word_file import same_bytes
from plangraph.viz.words import report_words

_WIDTH_CM = 16.0
_HEIGHT_CM = 21.0
_PIXELS = 1900.0  # 16 cm at 300 dots an inch


def report_docx(report: Report) -> bytes:
    """The file, the same bytes for the same report.

    Raises:
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
    """
    try:
        import docx  # noqa: PLC0415 -- an extra
    except ImportError as missing:
        raise ToolMissingError(
            "Word files need python-docx.",
            advice="Install the extra: pip install 'plangraph[report]'.",
        ) from missing
    raster.converter()  # which tells where no font has Chinese characters
    document = docx.Document()
    words = report_words(report.lang)
    set_up(document, report, words)
    notes = Footnotes(document)
    typist = Typist(document, words, notes)
    document.add_paragraph(one_line(report.title), style="Title")
    if report.source:
        document.add_paragraph(one_line(report.source), style="Subtitle")
    typist.contents(report.headings)
    for block in report.blocks:
        _write(typist, block)
    notes.close()
    stream = io.BytesIO()
    document.save(stream)
    return same_bytes(stream.getvalue())


def _write(typist: Typist, block: Block) -> None:
    match block:
        case Heading():
            typist.heading(block)
        case Paragraph():
            typist.paragraph(block)
        case Grid():
            typist.caption("report.table_word", block.caption, before=True)
            typist.grid(block)
        case Picture():
            _picture(typist, block)


def _picture(typist: Typist, block: Picture) -> None:
    """The figure as wide as the page, or as high as it, with its caption below."""
    from docx.shared import Cm  # noqa: PLC0415

    svg = on_paper(block.figure, Look(title=False, citation=False))
    image = picture_png(svg, _PIXELS)
    wide, high = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))
    place = typist.document.add_paragraph(style="Picture")
    width = min(_WIDTH_CM, _HEIGHT_CM * wide / high)
    place.add_run().add_picture(io.BytesIO(image), width=Cm(width))
    drawn = typist.document.inline_shapes[-1]._inline.docPr  # noqa: SLF001 -- no public way
    drawn.set("descr", one_line(block.figure.alt))
    drawn.set("title", one_line(block.caption))
    typist.caption("report.figure_word", block.caption, before=False)
