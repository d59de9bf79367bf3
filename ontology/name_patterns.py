"""The holes in names of bodies: filled with the names of a place, or made into an expression.

``{place}`` 昆明市, ``{place_short}`` 昆明, ``{province_short}`` 云南; ``{above}`` the place right
above (昆明市 for 五华区), ``{city}`` the same for a district and nothing for other places. In short
names ``{p}`` and ``{s}`` are the place's full and short name.
"""

import re
from collections.abc import Mapping

from plangraph.ontology.divisions import Places, division_of
from plangraph.ontology.iris import fold
from plangraph.ontology.model import Place

HOLE = re.compile(r"\{(\w+)\}")
_NAME = ".{2,12}?"
_SHORT = {"s", "place_short"}
_FULL = {"p", "place"}


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
