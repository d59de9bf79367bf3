"""Reference data to what the matcher looks for: names of places, and patterns of zones.

Source: formats G1-G5; extraction.md D (short names are poison in free text).
"""

import re
from collections.abc import Iterator
from functools import cache

from plangraph.ontology import reference

DIVISION, WORLD, SHORT, ZONE = "division", "world", "short", "zone"
GOVERNED = "governed"
_STRONG = (
    "high-tech-zone",
    "economic-zone",
    "tourist-resort",
    "ftz-area",
    "bonded-zone",
    "airport-zone",
)
_ALWAYS_FREE = ("香港", "澳门", "台湾")


def place_terms() -> Iterator[tuple[str, str]]:
    """Every name for the phrase matcher with its kind; names found in ordinary words left out."""
    places, world = reference.places(), reference.world()
    for name in sorted(set(places.names()) - places.risky_names()):
        yield name, DIVISION
    for name in sorted(set(world.names()) - world.risky_names()):
        yield name, WORLD
        if "“" in name:
            yield _straight(name), WORLD
    for name in sorted(world.risky_names()):
        yield name, SHORT
    for name in reference.zones().named_forms():
        yield name, ZONE
    for stem, codes in sorted(places.stems().items()):
        levels = {places.level(f"region/cn-{code}") for code in codes}
        if len(stem) > 1 and levels & {"province", "city"}:
            yield stem, DIVISION if stem in _ALWAYS_FREE else SHORT


def _straight(name: str) -> str:
    return name.replace("“", '"').replace("”", '"')


@cache
def zone_pattern() -> re.Pattern[str]:
    """Zones that are told by their kind alone, with or without a place before it."""
    forms = []
    for kind in reference.zone_kinds():
        if kind.id in _STRONG:
            printed = [f for f in kind.printed if f[-1] in "区片" and not f.startswith("国家")]
            forms += [re.escape(f).replace(r"\{s\}", r"[\u4e00-\u9fff]{2,6}") for f in printed]
    forms.sort(key=len, reverse=True)
    return re.compile(f"(?<!航)(?:{'|'.join(forms)})")  # 航空港区 is no 空港区


@cache
def weak_zone_pattern() -> re.Pattern[str]:
    """Kinds of zone that name one only with a place right before them (苏州工业园区)."""
    forms = {
        form
        for kind in reference.zone_kinds()
        for form in (*kind.printed, *kind.alike)
        if "{" not in form
    }
    longest_first = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(
        rf"(?:(?![建打支推开创布设规和等的在与、]|配套|跨境|冷链|公铁|电商)[\u4e00-\u9fff]){{0,6}}?(?:{longest_first})"
    )
