"""Words that a name shares with a few of many texts: each text is gone through once."""

import re
from collections.abc import Iterable, Sequence

_SHORTEST, _LONGEST = 4, 12
_FEW = 300
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]+")


class CommonWords:
    """Finds for each of some names the longest words that only a few texts share with it.

    >>> texts = ["建设地理标志示范区", "培育地理标志品牌", "加强宣传"]
    >>> CommonWords({"地理标志数量"}, texts, 3).rarest("地理标志数量")
    ('地理标志', [0, 1])

    Args:
        names: The names that will be asked for.
        texts: Where their words may stand.
        most: How often words may stand there in all.
    """

    def __init__(self, names: Iterable[str], texts: Sequence[str], most: int) -> None:
        self._most = most
        self._found: dict[str, list[int]] = {
            words: [] for name in names for words in _parts(name) if _WORDS.fullmatch(words)
        }
        likely = _any_of({words for words in self._found if len(words) == _SHORTEST})
        for index, text in enumerate(texts):
            if likely is None or likely.search(text):
                self._take(index, text)

    def rarest(self, name: str) -> tuple[str, list[int]]:
        """The words and the texts that hold them, by number; the first of the longest words."""
        for words in _parts(name):
            found = self._found.get(words)
            if found and len(found) <= self._most:
                return words, list(dict.fromkeys(found))
        return "", []

    def _take(self, index: int, text: str) -> None:
        """Notes what stands in a text, words that overlap themselves once; enough is enough."""
        found = self._found
        ends: dict[str, int] = {}
        for start in range(len(text) - _SHORTEST + 1):
            end = start + _SHORTEST
            while (words := text[start:end]) in found and end <= len(text):
                if ends.get(words, 0) <= start and len(found[words]) <= self._most:
                    found[words].append(index)
                    ends[words] = end
                end += 1


def _any_of(words: set[str]) -> re.Pattern[str] | None:
    """A pattern that passes over most texts quickly; ``None`` for words without number."""
    return re.compile("|".join(sorted(words)) or "(?!)") if len(words) < _FEW else None


def _parts(name: str) -> Iterable[str]:
    """All pieces of a name that are neither too short nor too long, the longest first."""
    for length in range(min(len(name), _LONGEST), _SHORTEST - 1, -1):
        for start in range(len(name) - length + 1):
            yield name[start : start + length]
