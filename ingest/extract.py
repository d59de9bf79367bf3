"""What a reader of files gives: plain text, a paragraph a line, and where each part came from."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from plangraph.ontology.errors import UnreadableFileError

MOST_TEXT = 30_000_000  # code points; the longest plans have 200,000

# CJK Radicals Supplement, which NFKC leaves alone (extraction.md A2).
_SUPPLEMENT = dict(zip("⺠⻓⻚⻛⻢⻰⻔⻋⻅⻝⻄", "民长页风马龙门车见食西", strict=True))
# Fonts of PDF files show common characters as radicals, one code point for one.
RADICALS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
RADICALS |= _SUPPLEMENT
_MAPPED = str.maketrans(RADICALS)
# Characters without a width or a shape; a site or a font put them there, not the author (I21).
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = re.compile("[\r\n\x0b\x0c\u2028\u2029]+")


class Place(NamedTuple):
    """Where the text from ``start`` on stood in the file, up to the next place.

    Attributes:
        start: Code point of the stored text.
        kind: "page", "paragraph", "table-row", "header", "text-box" or "footnote".
        number: Counted from 1; row 5 of the second table is "2.5".
    """

    start: int
    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file and its places in rising order; no places where a file has none."""

    text: str
    places: tuple[Place, ...] = ()


class Part(NamedTuple):
    """Words of a line and where they stood; ``kind`` is empty where there is nothing to tell."""

    words: str
    kind: str = ""
    number: str = ""


class TextWriter:
    """Takes lines one by one and keeps count of where each starts."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._length = 0
        self._places: list[Place] = []

    def line(self, *parts: Part) -> None:
        """Writes one line made of parts; without any words it writes nothing."""
        kept = [part._replace(words=cleaned(part.words)) for part in parts]
        kept = [part for part in kept if part.words.strip()]
        for index, part in enumerate(kept):
            words = part.words if index else part.words.lstrip()
            self._write(words.rstrip() if part is kept[-1] else words, part)
        if kept:
            self._append("\n")

    def gap(self) -> None:
        """Leaves a blank line, which keeps two tables apart."""
        if self._words and self._words[-2:] != ["\n", "\n"]:
            self._append("\n")

    def extract(self) -> Extract:
        """All that was written."""
        return Extract("".join(self._words), tuple(self._places))

    def _write(self, words: str, part: Part) -> None:
        known = self._places[-1][1:] if self._places else None
        if part.kind and known != (part.kind, part.number):
            self._places.append(Place(self._length, part.kind, part.number))
        self._append(words)

    def _append(self, words: str) -> None:
        self._words.append(words)
        self._length += len(words)
        if self._length > MOST_TEXT:
            raise too_long()


def too_long() -> UnreadableFileError:
    """The error for more text than a plan has."""
    return UnreadableFileError(
        f"The file holds more than {MOST_TEXT:,} characters of text.",
        advice="Cut it into several files.",
    )


def without_unseen(text: str) -> str:
    r"""A text without the characters that have neither width nor shape.

    >>> without_unseen("推\u200b进\ufeff工作\n")
    '推进工作\n'
    """
    return _UNSEEN.sub("", text)


def cleaned(words: str) -> str:
    """Words without what has no shape, radicals as the characters that they stand for.

    >>> cleaned("⼆\u200b、⻓期")
    '二、长期'
    """
    return _BREAKS.sub(" ", without_unseen(words)).translate(_MAPPED)
