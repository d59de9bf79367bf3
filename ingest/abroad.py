"""Cities of other countries, kept as printed: 泰国曼谷, 吉隆坡.

A city of ``foreign_cities.tsv`` counts behind its country, in a list of places, or behind a word of
direction; provinces and what else carries the noun of its kind are left to ``unlisted_places``.

Source: formats G5.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.word_tables import rows_of

_LED = re.compile(r"(?:^|[、,。;:(至到往赴抵达与和及在从向—-])$")
_ENDED = re.compile(
    r"[、,。;:)等和及与的至]|(?:航线|航班|直航|方向|地区|市场|举办|设立|开展|建设|班列|线)|$"
)
_PORT = re.compile("市?(?:港|机场|口岸)")


@cache
def _cities() -> re.Pattern[str]:
    names = sorted((name for name, _ in rows_of("foreign_cities.tsv")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def abroad(view: str, stretch: Stretch, known: Sequence[Stretch]) -> Iterator[Stretch]:
    """Cities abroad in a stretch, in order; ``known`` are the places found by their names."""
    ends = {where.end: where for where in known}
    for match in _cities().finditer(view, stretch.start, stretch.end):
        if _PORT.match(view, match.end(), stretch.end):
            continue
        country = ends.get(match.start())
        led = _LED.search(view[max(stretch.start, match.start() - 2) : match.start()])
        if country or (led and _ENDED.match(view, match.end(), stretch.end)):
            yield Stretch(country.start if country else match.start(), match.end())
