"""What a PDF page draws: its straight lines, also those inside of forms, and how much text it has.

Programs that stamp or combine pages wrap each in a form; what a form draws has a matrix of its own.

Source: ISO 32000-1, 8.10 (form XObjects).
"""

import ctypes
from collections.abc import Iterator
from itertools import islice
from math import isfinite
from typing import Any, NamedTuple

from pypdfium2 import raw as pdfium

from plangraph.ingest.page_layout import Rule

MOST_OBJECTS = 20_000  # drawn things a page; maps have more, and no table
_THIN = 2.5
_DEEPEST = 5  # forms inside each other
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Placing:
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


class _Drawn(NamedTuple):
    """One thing that a page draws, and the matrix of the forms around it."""

    handle: Any
    kind: int
    matrix: Matrix


def count_texts(page: Any) -> int:
    """How many pieces of text a page draws, up to one more than :data:`MOST_OBJECTS`."""
    texts = (1 for one in _drawn(page) if one.kind == pdfium.FPDF_PAGEOBJ_TEXT)
    return sum(islice(texts, MOST_OBJECTS + 1))


def read_rules(page: Any, place: Placing) -> tuple[Rule, ...]:
    """The straight lines of a page: thin boxes, and the edges of drawn paths."""
    paths = (one for one in _drawn(page) if one.kind == pdfium.FPDF_PAGEOBJ_PATH)
    rules = (rule for path in islice(paths, MOST_OBJECTS) for rule in _edges(path, place))
    return tuple(islice(rules, MOST_OBJECTS))


def _drawn(page: Any) -> Iterator[_Drawn]:
    """All that a page draws, with what its forms draw in their place."""
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        yield from _within(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, _DEEPEST)


def _within(handle: Any, matrix: Matrix, depth: int) -> Iterator[_Drawn]:
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield _Drawn(handle, kind, matrix)
    elif depth:
        inner = _times(_matrix_of(handle), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _within(pdfium.FPDFFormObj_GetObject(handle, index), inner, depth - 1)


def _matrix_of(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does what one does, then what the other does."""
    a, b = _turned(one[0], one[1], other)
    c, d = _turned(one[2], one[3], other)
    e, f = _turned(one[4], one[5], other)
    return a, b, c, d, e + other[4], f + other[5]


def _turned(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y


def _edges(path: _Drawn, place: Placing) -> Iterator[Rule]:
    """The path itself where it is thin, else its straight level and upright segments."""
    matrix = _times(_matrix_of(path.handle), path.matrix)
    rules = list(_segments(path.handle, matrix, place))
    if not rules:
        return
    lefts, tops, rights, bottoms = zip(*rules, strict=True)
    whole = Rule(min(lefts), min(tops), max(rights), max(bottoms))
    if not all(map(isfinite, whole)):
        return
    yield from [whole] if _is_thin(whole) else filter(_is_thin, rules)


def _segments(path: Any, matrix: Matrix, place: Placing) -> Iterator[Rule]:
    """The boxes of all segments of a path, in the order of drawing."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MOST_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        turned = _turned(x.value, y.value, matrix)
        at = (turned[0] + matrix[4], turned[1] + matrix[5])
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            first = at
        else:
            yield place.box(*last, *at)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield place.box(*at, *first)
        last = at


def _is_thin(box: Rule) -> bool:
    return min(box.right - box.left, box.bottom - box.top) < _THIN
