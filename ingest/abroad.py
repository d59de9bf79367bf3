"""Provinces and cities of other countries, kept as printed: 越南谅山省、广宁省, 泰国曼谷, 吉隆坡.

A province abroad stands behind its country or behind another such province; a city (of
``foreign_cities.tsv``) behind its country, in a list of places, or behind a word of direction.

Source: formats G5.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.word_tables import rows_of

_DIVISION = (
    "(?:(?![和与及等国际客源家地区的对在向])[一-鿿]){2,6}?(?:省|州|府|邦|县|市(?![场民值政区]))"
    "(?![一-鿿]{0,2}(?:政府|局|厅|委))"
)
_FURTHER = re.compile(rf"[、和及与](?P<name>{_DIVISION})")
_BEHIND_COUNTRY = re.compile(_DIVISION)
_LED = re.compile(r"(?:^|[、,。;:(至到往赴抵达与和及在从向—-])$")
_ENDED = re.compile(
    r"[、,。;:)等和及与的至]|(?:航线|航班|直航|方向|地区|市场|举办|设立|开展|建设|班列|线)|$"
)
_COUNTRY_ENDINGS = tuple("国南甸挝寨亚宾本斯坦度尔莱古")
_PORT = re.compile("市?(?:港|机场|口岸)")


@cache
def _cities() -> re.Pattern[str]:
    names = sorted((name for name, _ in rows_of("foreign_cities.tsv")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def abroad(view: str, stretch: Stretch, known: Sequence[Stretch]) -> Iterator[Stretch]:
    """Places abroad in a stretch, in order; ``known`` are the places found by their names."""
    ends = {where.end: where for where in known}
    yield from _provinces(view, stretch, known)
    for match in _cities().finditer(view, stretch.start, stretch.end):
        if _PORT.match(view, match.end(), stretch.end):
            continue
        country = ends.get(match.start())
        led = _LED.search(view[max(stretch.start, match.start() - 2) : match.start()])
        if country or (led and _ENDED.match(view, match.end(), stretch.end)):
            yield Stretch(country.start if country else match.start(), match.end())


def _provinces(view: str, stretch: Stretch, known: Sequence[Stretch]) -> Iterator[Stretch]:
    for country in known:
        if not country.of(view).endswith(_COUNTRY_ENDINGS):
            continue
        match = _BEHIND_COUNTRY.match(view, country.end, stretch.end)
        if match is None:
            continue
        yield Stretch(country.start, match.end())
        further = _FURTHER.match(view, match.end(), stretch.end)
        while further:
            yield Stretch(*further.span("name"))
            further = _FURTHER.match(view, further.end(), stretch.end)
