"""The holes in names of bodies: filled with the names of a place, or made into an expression.

``{place}`` 昆明市, ``{place_short}`` 昆明, ``{province_short}`` 云南; ``{above}`` the place right
above (昆明市 for 五华区), ``{city}`` the same for a district and nothing for other places. In short
names ``{p}`` and ``{s}`` are the place's full and short name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from plangraph.ontology.divisions import Places, division_of
from plangraph.ontology.iris import fold
from plangraph.ontology.model import Place

HOLE = re.compile(r"\{(\w+)\}")
_NAME = ".{2,12}?"
_SHORT = {"s", "place_short"}
_FULL = {"p", "place"}
_T = TypeVar("_T")


def filled(pattern: str, place: Place, places: Places, words: Mapping[str, str]) -> str:
    """A pattern with the names of a place in its holes; holes that nothing fills stay empty."""
    if "{" not in pattern:
        return pattern
    short = _short(place, places)
    above = _above(place, places)
    known = {"place": place.name, "p": place.name, "place_short": short, "s": short}
    known["above"] = above
    known["city"] = above if place.name.endswith("区") else ""
    known["province_short"] = _short(places.province(place.key) or place, places)
    known |= words
    return HOLE.sub(lambda hole: known.get(hole[1], ""), pattern)


def _short(place: Place, places: Places) -> str:
    is_division = place.key in places and place.key == division_of(place.key)
    return places.stem(place.key) if is_division else place.name


def _above(place: Place, places: Places) -> str:
    """The name of the division right above; empty for a province and for China."""
    above = places.ancestors(place.key)
    return above[0].name if len(above) > 1 else ""


def expression(pattern: str) -> re.Pattern[str]:
    """The pattern as an expression with a group ``place`` or ``short``, and ``above``.

    A place named twice must be the same place.

    >>> expression("国网{s}供电公司").fullmatch("国网杭州供电公司")["short"]
    '杭州'
    """
    parts: list[str] = []
    for text in re.split(r"(\{\w+\})", fold(pattern)):
        hole = HOLE.fullmatch(text)
        parts.append(_group(hole[1], parts) if hole else re.escape(text))
    return re.compile("".join(parts))


def _group(hole: str, before: list[str]) -> str:
    if hole in _SHORT | _FULL:
        name = "place" if hole in _FULL else "short"
        group = f"(?P<{name}>{_NAME})"
        return f"(?P={name})" if group in before else group
    if hole == "above":
        return f"(?P<above>{_NAME})"
    if hole == "city":
        return f"(?:(?P<above>{_NAME}市))?"
    return ".{2,3}" if hole == "province_short" else ".+"


class Forms(Generic[_T]):
    """Names with holes, each with what it stands for; a name is looked up by what it ends with.

    >>> forms = Forms([("power", "国网{s}供电公司"), ("tax", "国家税务总局{place}税务局")])
    >>> [(what, match["short"]) for what, match in forms.matches("国网杭州供电公司")]
    [('power', '杭州')]
    """

    def __init__(self, named: Iterable[tuple[_T, str]]) -> None:
        self._by_ending: dict[str, list[tuple[int, _T, re.Pattern[str]]]] = defaultdict(list)
        for order, (what, pattern) in enumerate(named):
            ending = fold(pattern).rpartition("}")[2]
            self._by_ending[ending].append((order, what, expression(pattern)))
        self._lengths = sorted(set(map(len, self._by_ending)))

    def matches(self, folded: str) -> Iterator[tuple[_T, re.Match[str]]]:
        """What a folded name may stand for, in the order in which the forms were given."""
        likely: list[tuple[int, _T, re.Pattern[str]]] = []
        for length in self._lengths:
            if length <= len(folded):
                likely += self._by_ending.get(folded[len(folded) - length :], ())
        for _, what, pattern in sorted(likely, key=lambda form: form[0]):
            if match := pattern.fullmatch(folded):
                yield what, match
