"""Zones that have a committee in the text: what is called X管委会 is a zone wherever X stands.

Source: formats G4 (zones that no table holds).
"""

import re
from collections.abc import Iterator

from plangraph.ingest.clauses import Stretch

_KIND = (
    "新区|示范区|试验区|管理区|集中区|开发区|度假区|合作区|产业园区?|工业园区?|园区|功能区|保税区|风景区|"
    "名胜区|保护区|科学城|新城"
)
_NAME = r"(?![各有相本全])(?:(?![、和与及的由])[一-鿿]){2,8}?"
_LISTED = re.compile(
    rf"(?<![一-鿿])(?:[和与及由](?=.))?(?P<zone>{_NAME}(?:{_KIND}))"
    rf"(?=(?:\([^()]{{2,20}}\))?(?:[、和与及][一-鿿]{{2,10}}(?:区|城|园)(?:\([^()]{{2,20}}\))?){{0,6}}"
    r"(?:管委|管理委员会|管理办公室|党工委))"
)
_STEM = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[和与及由]))(?P<zone>(?![各有相本全]){_NAME})(?:管委会|管理委员会)"
)
_PLAIN = re.compile(
    r"(?:国家级?|省级|市级|县级|经济技术|高新技术|经济|工业|产业)?(?:开发区|园区|功能区|新区|产业园|工业园区?)"
)
_FEWEST = 3  # characters of a name: two say a kind (新区, 园区)


def governed_zones(view: str) -> re.Pattern[str] | None:
    """A pattern of the names of zones whose committees a text names; ``None`` if it names none."""
    names = {match["zone"] for match in _LISTED.finditer(view)}
    stems = {match["zone"] for match in _STEM.finditer(view)} - names
    names = {name for name in names if len(name) >= _FEWEST and not _PLAIN.fullmatch(name)}
    stems = {stem for stem in stems if not re.search(rf"(?:{_KIND}|[区县市城园])$", stem)}
    forms = [re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))]
    forms += [f"{re.escape(stem)}(?:{_KIND})" for stem in sorted(stems)]
    return re.compile("|".join(forms)) if forms else None


def zones_of(pattern: re.Pattern[str] | None, view: str, where: Stretch) -> Iterator[Stretch]:
    """Where such zones stand in a stretch; those inside the names of their committees left out."""
    for match in pattern.finditer(view, where.start, where.end) if pattern else ():
        yield Stretch(match.start(), match.end())
