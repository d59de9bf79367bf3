"""Bodies joined by 和, 及, 与 or 会同 in one element of a list: 市税务局和威海金融监管分局.

Source: formats A4, A20.
"""

import re
from collections.abc import Iterator

from plangraph.ingest import names
from plangraph.ingest.clauses import Stretch, trimmed

_AND = re.compile(r"以及|和|及(?!其)|与|会同")
_STARTS_A_NAME = re.compile(r"各|有关|相关|其他|驻[区县市地]|国家|中国|省|市|县|区|州")
_LONGEST = 100  # code points; no name of a body that the tables know is longer


def split_and(view: str, element: Stretch) -> Iterator[Stretch]:
    """An element cut at 和, 及, 与 where both sides are whole names (A20)."""
    depth = 0
    seen = element.start
    for match in _AND.finditer(view, element.start, element.end):
        depth += view.count("(", seen, match.start()) - view.count(")", seen, match.start())
        seen = match.start()
        if depth or match.start() - element.start < 3:
            continue
        right = Stretch(match.end(), element.end)
        if names.GOVERNMENT.fullmatch(view, right.start, right.end):
            continue  # 各市委和人民政府
        left = _last_words(view, element.start, seen)
        whole = names.ORGAN.search(left) and (_opens(view, right) or _joins(match, right.of(view)))
        if whole or _both_govern(left, right.of(view)):
            yield trimmed(view, element.start, seen)
            element = trimmed(view, right.start, right.end)
            seen = element.start
    yield element


def _last_words(view: str, start: int, end: int) -> str:
    """The end of a stretch: enough of it to hold the noun that it ends in."""
    return view[max(start, end - _LONGEST) : end]


def _opens(view: str, right: Stretch) -> bool:
    """Whether a name starts a stretch, or is all of it."""
    if _STARTS_A_NAME.match(view, right.start, right.end):
        return True
    if right.end - right.start > _LONGEST:
        return False
    words = names.without_tail(right.of(view))
    return names.is_known(words) or names.is_placed(words) or _is_place(words)


def _is_place(words: str) -> bool:
    return names.PLACE_LIKE.search(words) is not None and names.starts_with_place(words) == words


def _joins(word: re.Match[str], right: str) -> bool:
    """Whether 会同 stands between two bodies, or 和 between two departments of a ministry."""
    bare = names.without_tail(right)
    return names.is_body(bare) if word[0] == "会同" else names.is_department(bare)


def _both_govern(left: str, right: str) -> bool:
    """Whether a list names two places with the noun of government told once (A4, A20)."""
    if names.is_group(left) or not names.PLACE_LIKE.search(left) or len(left) < 3:
        return False
    government = names.GOVERNMENT.search(right)
    return government is not None and government.start() >= 2
