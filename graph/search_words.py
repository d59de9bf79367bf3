"""Words that are looked for, and texts, to the tokens of the index; and where the words stand.

Each two neighbouring characters of a text are a token, so that a phrase of tokens finds exactly the
texts that hold the characters in a row, in any script, from one character up. Letters match without
regard to case, full-width characters like their half-width ones; every other character is itself.
All of that is one character for one, so that a place in the folded text is a place in the text.
"""

import re
from itertools import pairwise
from typing import Final

from plangraph.ontology.errors import InvalidQueryError

LONGEST: Final = 200  # characters of what is looked for
MOST_WORDS: Final = 16
SEPARATOR: Final = "\n"  # between the texts of one thing; no folded text holds it
_ADVICE: Final = 'Give words, parted by blanks; "…" keeps words together.'
_PRIVATE: Final = 0x10FF00  # where ASCII goes in tokens, so that no token is cut or folded
_END: Final = chr(_PRIVATE + 0x80)
_UNKNOWN: Final = 0xFFFD
_WORD = re.compile(r'"([^"]+)"|([^\s"]+)')


class _Folding(dict[int, int]):
    """Each character's folded one, worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = _fold(code)
        return self[code]


def _fold(code: int) -> int:
    if 0xFF01 <= code <= 0xFF5E:
        code -= 0xFEE0
    if 0xD800 <= code <= 0xDFFF or _PRIVATE <= code <= _PRIVATE + 0x80:
        return _UNKNOWN
    if chr(code).isspace():
        return ord(" ")
    lower = chr(code).lower()
    return ord(lower) if len(lower) == 1 else code


_FOLDED: Final = _Folding()
_ASCII: Final = {code: _PRIVATE + code for code in range(0x80)}


def fold(text: str) -> str:
    """The text as it is compared; as long as it was.

    >>> fold("ＰＣＴ 专利（试行）")
    'pct 专利(试行)'
    """
    return text.translate(_FOLDED)


def read_words(asked: str) -> tuple[str, ...]:
    """The words that somebody looks for, folded: all of them have to stand in a text.

    >>> read_words('专利  "PCT 申请"')
    ('专利', 'pct 申请')

    Raises:
        InvalidQueryError: There is no word, or there are too many.
    """
    if len(asked) > LONGEST:
        raise InvalidQueryError(
            f"What is looked for has more than {LONGEST} characters.", where="q", advice=_ADVICE
        )
    words = tuple(dict.fromkeys(one or other for one, other in _WORD.findall(fold(asked))))
    if not 1 <= len(words) <= MOST_WORDS:
        what = f"There are more than {MOST_WORDS} words." if words else "There is no word."
        raise InvalidQueryError(what, where="q", advice=_ADVICE)
    return words


def tokens(folded: str) -> str:
    """The tokens of a folded text, or of several with the separator between them."""
    return " ".join(_pairs(part + _END) for part in folded.translate(_ASCII_KEPT).split(SEPARATOR))


_ASCII_KEPT: Final = _ASCII | {ord(SEPARATOR): SEPARATOR}


def _pairs(text: str) -> str:
    return " ".join(map("".join, pairwise(text)))


def expression(words: tuple[str, ...]) -> str:
    """What the index is asked for: all words, each as a row of characters."""
    return " AND ".join(_phrase(word.translate(_ASCII)) for word in words)


def _phrase(word: str) -> str:
    return f'"{word}" *' if len(word) == 1 else f'"{_pairs(word)}"'


def marks(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the words stand in a text: first character and one past the last, in order.

    >>> marks("专利和海外专利", ("专利", "外专"))
    [(0, 2), (4, 7)]
    """
    folded = fold(text)
    found = sorted(
        (place.start(), place.end())
        for word in words
        for place in re.finditer(re.escape(word), folded)
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
