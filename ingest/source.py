"""Bytes to the stored text and its matching view.

The stored text is what was read: of a text file the characters, but those without width or shape;
of other files what their reader in :mod:`formats` gives. All rules match on the
:func:`matching_view`, which has the same length, so that every offset is one of the stored text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from plangraph.ingest.extract import RADICALS, Place
from plangraph.ingest.formats import MOST_BYTES, extract
from plangraph.ingest.word_tables import rows_of
from plangraph.ontology import iris
from plangraph.ontology.errors import UnreadableFileError


@dataclass(frozen=True, slots=True)
class Source:
    """A text as read.

    Attributes:
        name: Where it came from, for messages only.
        places: Pages, or paragraphs and rows of tables, in rising order; see :func:`place_of`.
    """

    text: str
    sha256: str
    name: str
    places: tuple[Place, ...] = ()


def read_source(path: Path) -> Source:
    """The text of a file.

    Raises:
        UnreadableFileError: No such file, a folder, no permission, empty, damaged, not a text.
        ToolMissingError: A format that needs a program which this machine lacks.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)  # what is larger is refused, and need not be held
    except FileNotFoundError:
        raise UnreadableFileError(
            "There is no such file.", where=str(path), advice="Check the path."
        ) from None
    except IsADirectoryError:
        raise UnreadableFileError(
            "This is a folder, not a file.", where=str(path), advice="Name the files in it."
        ) from None
    except OSError as error:
        raise UnreadableFileError(
            f"The file cannot be opened ({error.strerror}).",
            where=str(path),
            advice="Check its permissions.",
        ) from error
    return source_from_bytes(raw, str(path))


def source_from_bytes(raw: bytes, name: str, *, convert: bool = True) -> Source:
    """The text of some bytes; ``name`` is used in messages, and its ending where bytes leave doubt.

    ``convert`` tells whether LibreOffice may be started for the formats that only it reads.

    Raises:
        UnreadableFileError: Empty, damaged, encrypted, or not a text.
        ToolMissingError: A format that needs a program which this machine lacks.
    """
    found = extract(raw, name, convert=convert)
    if not found.text.strip():
        raise UnreadableFileError(
            "The file is empty.", where=name, advice="Save the plan's text into it."
        )
    return Source(found.text, iris.sha256_of(found.text), name, found.places)


def source_from_text(text: str, name: str = "text") -> Source:
    """A source made of a text that is already in memory."""
    return Source(text, iris.sha256_of(text), name)


def place_of(source: Source, offset: int) -> Place | None:
    """Where in the file the character at an offset stood; ``None`` where the format has no places.

    >>> place_of(Source("一、目标", "", "a.pdf", (Place(0, "page", "3"),)), 2).number
    '3'
    """
    index = bisect_right(source.places, offset, key=lambda place: place.start)
    return source.places[index - 1] if index else None


def matching_view(text: str) -> str:
    """The text for matching: widths, spaces, dashes, brackets and script unified, one for one.

    >>> matching_view("一、\u00a0目标（２０２２—2025年）〔2022〕")
    '一、 目标(2022-2025年)[2022]'
    """
    return text.translate(_VIEW)


def quoted_view(text: str) -> str:
    """The matching view of a whole text, in which straight quotes are paired line by line (I9).

    >>> quoted_view('建设"双创"基地')
    '建设“双创”基地'
    """
    return _STRAIGHT.sub(r"“\1”", matching_view(text))


def _view_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for chars, one in _SAME.items():
        table |= {ord(char): one for char in chars}
    table |= {ord(radical): char for radical, char in RADICALS.items()}
    for simplified, traditional in rows_of("traditional.tsv"):
        table |= {ord(char): simplified for char in traditional}
    return table


_STRAIGHT = re.compile(r'"([^"\r\n]*)"')
_SAME = {
    "\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f": " ",
    "‐‑‒–—―−": "-",
    "～〜": "~",
    "〔【﹝": "[",
    "〕】﹞": "]",
    "﹙": "(",
    "﹚": ")",
    "∼": "~",
    "「『": "“",
    "」』": "”",
    "○◯": "〇",
}
_VIEW = _view_table()
