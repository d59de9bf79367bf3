"""PDF with a text layer to text: characters and ruled lines from PDFium, page by page.

Source: extraction.md A7 (other free readers give radicals in place of common characters).
"""

import ctypes
import threading
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from math import hypot, isfinite
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from plangraph.ingest.charset import odd_share
from plangraph.ingest.extract import Extract
from plangraph.ingest.page_layout import Glyph, Page, Rule
from plangraph.ingest.page_paragraphs import write_pages
from plangraph.ontology.errors import UnreadableFileError

MOST_PAGES = 5_000
MOST_GLYPHS = 5_000_000
MOST_OBJECTS = 20_000  # drawn things a page
_LEAST_ON_A_PAGE = 8  # characters; a scan has none, or a stamp's
_THIN = 2.5
_NO_CHARACTER = frozenset({0, 10, 13, 0xFFFE, 0xFFFF})
_LOCK = threading.Lock()  # PDFium serves one thread at a time
_PASSWORD = pdfium.FPDF_ERR_PASSWORD


def read_pdf(raw: bytes) -> Extract:
    """The text of a PDF file; places count pages.

    Raises:
        UnreadableFileError: Damaged, encrypted, too long, or without a text layer.
    """
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
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            continue  # one damaged page among others; a file with none is told by its lack of text
        read = _page(page, index + 1)
        page.close()
        chars.update(glyph.char for glyph in read.glyphs)
        if chars.total() > MOST_GLYPHS:
            raise _too_long()
        yield read


def _too_long() -> UnreadableFileError:
    return UnreadableFileError(
        "The PDF is longer than any plan.", advice="Cut it into several files."
    )


def _page(page: Any, number: int) -> Page:
    place = _Placing(page)
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page(number, place.width, place.height, ())
    glyphs = tuple(_glyphs(text, place))
    text.close()
    rules = tuple(islice(_rules(page, place), MOST_OBJECTS))
    return Page(number, place.width, place.height, glyphs, rules)


class _Placing:
    """Turns what PDF counts from the lower left, before rotation, to what a reader sees."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_mediabox()
        self._turn = page.get_rotation()
        width, height = self._right - self._left, self._top - self._bottom
        self.width, self.height = (height, width) if self._turn in {90, 270} else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Rule:
        """A box as left, top, right, bottom."""
        corners = [self.point(left, bottom), self.point(right, top)]
        xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        return Rule(xs[0], ys[0], xs[1], ys[1])

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point counted from the upper left."""
        if self._turn == 90:
            return y - self._bottom, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._bottom
        if self._turn == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def _glyphs(text: Any, place: _Placing) -> Iterator[Glyph]:
    pen = _Pen(text, place)
    high = 0
    for index in range(min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS)):
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

    def __init__(self, text: Any, place: _Placing) -> None:
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


def _rules(page: Any, place: _Placing) -> Iterator[Rule]:
    """The straight lines of a page: thin boxes, and the edges of drawn paths."""
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(count):
        one = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(one, *sides):
            continue
        box = place.box(*(side.value for side in sides))
        if not all(map(isfinite, box)):
            continue
        if min(box.right - box.left, box.bottom - box.top) < _THIN:
            yield box
        else:
            yield from _edges(one, place)


def _edges(path: Any, place: _Placing) -> Iterator[Rule]:
    """The straight segments of a path, in the order of drawing; curves are left out."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MOST_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        at = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            first = at
        else:
            yield from _straight(last, at, place)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _straight(at, first, place)
        last = at


def _straight(
    one: tuple[float, float], other: tuple[float, float], place: _Placing
) -> Iterator[Rule]:
    box = place.box(one[0], one[1], other[0], other[1])
    if min(box.right - box.left, box.bottom - box.top) < _THIN:
        yield box
