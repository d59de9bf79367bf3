"""PDF with a text layer to text: characters and ruled lines from PDFium, page by page.

Source: extraction.md A7 (other free readers give radicals in place of common characters).
"""

import ctypes
import threading
from collections import Counter
from collections.abc import Iterator
from math import hypot, isfinite
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from plangraph.ingest.charset import odd_share
from plangraph.ingest.extract import Extract
from plangraph.ingest.page_layout import Glyph, Page
from plangraph.ingest.page_paragraphs import write_pages
from plangraph.ingest.pdf_bombs import refuse_bombs
from plangraph.ingest.pdf_rules import Placing, count_texts, read_rules
from plangraph.ontology.errors import UnreadableFileError

MOST_PAGES = 5_000
MOST_GLYPHS = 5_000_000
MOST_ON_PAGE = 300_000  # characters; a page that a browser prints without end has 100,000
MOST_RULES = 2_000_000  # straight lines in all
MOST_PAIRS = 10_000_000_000  # of pieces of text a page: PDFium compares each with each
_LEAST_ON_A_PAGE = 8  # characters; a scan has none, or a stamp's
_NO_CHARACTER = frozenset({0, 10, 13, 0xFFFE, 0xFFFF})
_LOCK = threading.Lock()  # PDFium serves one thread at a time
_PASSWORD = pdfium.FPDF_ERR_PASSWORD


def read_pdf(raw: bytes) -> Extract:
    """The text of a PDF file; places count pages.

    Raises:
        UnreadableFileError: Damaged, encrypted, too long, or without a text layer.
    """
    refuse_bombs(raw)
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(raw)
        except pypdfium2.PdfiumError as error:
            raise _not_opened(error) from error
        chars: Counter[str] = Counter()
        try:
            found = write_pages(_pages(document, chars))
            count = len(document)
        finally:
            document.close()
    if chars.total() < _LEAST_ON_A_PAGE * max(1, count):
        raise UnreadableFileError(
            "The PDF holds pictures of pages, and no text.",
            advice="Run text recognition (OCR) on it first, or find the text on the web.",
        )
    if odd_share(chars) > 0.1:
        raise UnreadableFileError(
            "The PDF does not tell which characters its fonts print.",
            advice="Run text recognition (OCR) on it, or add the DOCX or the web page.",
        )
    return found


def _not_opened(error: pypdfium2.PdfiumError) -> UnreadableFileError:
    if getattr(error, "err_code", None) == _PASSWORD:
        return UnreadableFileError(
            "The PDF is encrypted.", advice="Save it without a password, then add it again."
        )
    return UnreadableFileError(
        "The PDF is damaged and cannot be opened.", advice="Download or export it again."
    )


def _pages(document: Any, chars: Counter[str]) -> Iterator[Page]:
    """The pages, one at a time; what they print is counted."""
    if len(document) > MOST_PAGES:
        raise _too_long()
    rules = pairs = 0
    for index in range(len(document)):
        try:
            page = document[index]
            pairs += count_texts(page) ** 2
            if pairs > MOST_PAIRS:
                raise _too_long()
            read = _page(page, index + 1)
            page.close()
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError(
                f"Page {index + 1} of the PDF is damaged.", advice="Download or export it again."
            ) from error
        chars.update(glyph.char for glyph in read.glyphs)
        rules += len(read.rules)
        if chars.total() > MOST_GLYPHS or rules > MOST_RULES:
            raise _too_long()
        yield read


def _too_long() -> UnreadableFileError:
    return UnreadableFileError(
        "The PDF is longer than any plan.", advice="Cut it into several files."
    )


def _page(page: Any, number: int) -> Page:
    place = Placing(page)
    text = page.get_textpage()
    glyphs = tuple(_glyphs(text, place))
    text.close()
    return Page(number, place.width, place.height, glyphs, read_rules(page, place))


def _glyphs(text: Any, place: Placing) -> Iterator[Glyph]:
    pen = _Pen(text, place)
    high = 0
    count = pdfium.FPDFText_CountChars(text)
    if count > MOST_ON_PAGE:
        raise UnreadableFileError(
            f"A page of the PDF prints {count:,} characters.", advice="Save the plan's text alone."
        )
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if code in _NO_CHARACTER or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        glyph = pen.glyph(index, chr(code))
        if all(map(isfinite, glyph[1:])):
            yield glyph


class _Pen:
    """Where each character stands: from its origin and size, for boxes hug the shape of some."""

    def __init__(self, text: Any, place: Placing) -> None:
        self._text, self._place = text, place
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def glyph(self, index: int, char: str) -> Glyph:
        """The character at an index of the text page."""
        pdfium.FPDFText_GetLooseCharBox(self._text, index, self._box)
        pdfium.FPDFText_GetMatrix(self._text, index, self._matrix)
        pdfium.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        box = self._place.box(self._box.left, self._box.bottom, self._box.right, self._box.top)
        left, base = self._place.point(self._x.value, self._y.value)
        size = pdfium.FPDFText_GetFontSize(self._text, index)
        size *= hypot(self._matrix.c, self._matrix.d) or 1.0
        right = max(box.right, left + 0.9 * size) if char > "\u2e7f" else max(box.right, left)
        return Glyph(char, left, base - 0.86 * size, right, base + 0.14 * size, size)
