"""Bytes to characters: byte order mark, UTF-8, what the file declares, GB18030, UTF-16, Big5.

GB2312 and GBK are always read as GB18030, which holds both. Every way of reading is strict but for
one thing: a character that the end of the file cuts in two becomes U+FFFD. Where several ways give
characters, the one with the most everyday ones wins.

Source: extraction.md A5.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from plangraph.ontology.errors import UnreadableFileError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LADDER = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "cp936": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
_SAMPLE = 20_000
_CLEARLY = 0.05  # how much better than GB18030 another way must be
_EVERYDAY = 0.6  # below this share of everyday characters a text is noise
_ODD = frozenset({"Co", "Cn"})  # for private use, not assigned
_NO_TEXT = "The file is not a text in UTF-8, UTF-16 or GB18030"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1d]")
_MARKS = "\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u00a0\u2013\u00d7\ufffd"


def decode(raw: bytes, declared: str = "") -> str:
    """The text of some bytes, byte order mark dropped, nothing else changed.

    ``declared`` is the encoding that a web page names; it decides only between likely ones.

    Raises:
        UnreadableFileError: The bytes are no text in a known encoding.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _required(_attempt(raw[len(bom) :], encoding), raw, encoding)
    text = _attempt(raw, "utf-8")
    if text is not None and _is_sure(text):
        return text
    wanted = _ALIASES.get(declared.lower(), declared.lower())
    others = dict(_attempts(raw, wanted))
    if text is not None:
        others = {"utf-8": text, **others}
    return _required(_best(others, wanted), raw, "utf-8")


def _required(text: str | None, raw: bytes, likely: str) -> str:
    """The text; where there is none, the error tells a control character of the likely encoding."""
    if text is not None:
        return text
    try:
        lines = raw.decode(likely).removeprefix("\ufeff").split("\n")
    except UnicodeDecodeError:
        raise no_text() from None
    found = (
        (number, match) for number, line in enumerate(lines, 1) if (match := _CONTROL.search(line))
    )
    number, match = next(found, (0, None))
    if match is None:
        raise no_text()
    raise UnreadableFileError(
        f"{_NO_TEXT}: line {number} holds the character U+{ord(match[0]):04X}.",
        advice="Save the plan as a text file in UTF-8, without such control characters.",
    )


def no_text() -> UnreadableFileError:
    """The error for bytes that are no text."""
    return UnreadableFileError(
        f"{_NO_TEXT}.",
        advice="Save the plan as a text file in UTF-8.",
        unsupported=True,
    )


def _is_sure(text: str) -> bool:
    """Whether valid UTF-8 can be nothing else: plain ASCII, or characters of three bytes in it.

    GBK of two or three characters can be valid UTF-8, which then gives Cyrillic or Arabic letters.
    """
    return text.isascii() or any(char >= "\u2000" for char in text)


def _attempts(raw: bytes, wanted: str) -> Iterator[tuple[str, str]]:
    for encoding in _LADDER:
        if encoding.startswith("utf-16") and wanted != encoding and len(raw) < 4:
            continue
        text = _attempt(raw, encoding)
        if text is not None:
            yield encoding, text


def _attempt(raw: bytes, encoding: str) -> str | None:
    """Strictly decoded, but for a character cut by the end; ``None`` if it is no such text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(raw)
    except UnicodeDecodeError:
        return None
    if decoder.getstate()[0]:
        text += "\ufffd"
    return None if looks_binary(text) else text


def _best(texts: dict[str, str], wanted: str) -> str | None:
    """The text with the most everyday characters; GB18030 where it is close."""
    scores = {name: _everyday(text) + 0.02 * (name == wanted) for name, text in texts.items()}
    if "gb18030" in scores:
        scores["gb18030"] += _CLEARLY
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None or scores[best] < _EVERYDAY:
        return None
    return texts[best]


def _everyday(text: str) -> float:
    """The share of characters that everyday Chinese texts are made of."""
    sample = text[:_SAMPLE]
    return sum(map(_is_everyday, sample)) / max(1, len(sample))


@cache
def _is_everyday(char: str) -> bool:
    """ASCII, Chinese punctuation and the first levels of GB 2312 and Big5, some 7,000 characters.

    >>> [_is_everyday(char) for char in "市縣，鼹"]
    [True, True, True, False]
    """
    if (
        char <= "~"
        or char in _MARKS
        or "\u3000" <= char <= "\u301f"
        or "\uff00" <= char <= "\uff5e"
    ):
        return True
    simplified = char.encode("gb2312", "ignore")
    traditional = char.encode("big5", "ignore")
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"


def looks_binary(text: str) -> bool:
    """True for control characters that no text holds, or many characters without a meaning."""
    counts = Counter(text)
    if _CONTROL.search("".join(counts)):
        return True
    odd = sum(n for char, n in counts.items() if unicodedata.category(char) in _ODD)
    return odd * 50 > len(text)


def odd_share(counts: Counter[str]) -> float:
    """The share of characters without a meaning: private ones, unassigned ones, replacements."""
    odd = sum(n for c, n in counts.items() if c == "\ufffd" or unicodedata.category(c) in _ODD)
    return odd / max(1, counts.total())
