"""The deflated streams of a PDF, counted before anything unfolds them: PDFium knows no small bound.

A megabyte of stream may hold a gigabyte. Only streams that are long enough for that are looked at.
"""

import re
import zlib
from collections.abc import Iterator

from plangraph.ontology.errors import UnreadableFileError

MOST_IN_ONE = 256 * 1024 * 1024  # bytes; a picture of a page has 100 MB
MOST_IN_ALL = 2 * 1024 * 1024 * 1024
_DENSEST = 1000  # how many bytes one of a deflated stream can stand for
_CHUNK = 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")


def refuse_bombs(raw: bytes) -> None:
    """Nothing, for a PDF whose streams unfold to what a machine can hold.

    Raises:
        UnreadableFileError: One of them, or all together, unfold to more.
    """
    total = 0
    for start, end in _long_streams(raw):
        total += _unfolded(raw, start, end)
        if total > MOST_IN_ALL:
            raise _bomb()


def _long_streams(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where the streams stand that could unfold to too much."""
    at = 0
    while match := _STREAM.search(raw, at):
        end = raw.find(b"endstream", match.end())
        end = len(raw) if end < 0 else end
        at = end
        if (end - match.end()) * _DENSEST > MOST_IN_ONE:
            yield match.end(), end


def _unfolded(raw: bytes, start: int, end: int) -> int:
    """How many bytes a stream unfolds to, as far as it can be read."""
    reader = zlib.decompressobj()
    piece, size = raw[start:end], 0
    while piece and not reader.eof:
        try:
            size += len(reader.decompress(piece, _CHUNK))
        except zlib.error:
            return size
        if size > MOST_IN_ONE:
            raise _bomb()
        piece = reader.unconsumed_tail
    return size


def _bomb() -> UnreadableFileError:
    return UnreadableFileError(
        "The PDF unfolds to more than a plan can hold.",
        advice="Do not trust this file. Print or save the plan anew as PDF or text.",
    )
