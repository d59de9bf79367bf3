"""English names to what stands beside the Chinese ones: as long as what the plan prints.

English names say what a body is for and where ("Justice, Kunming"); plans call their own bodies
without the place (市司法局). The Chinese name stands beside the English one wherever a page shows
it, since only the Chinese one is stated.
"""

import re
from typing import Final

_OWN: Final = re.compile(r"[省市州盟区县旗](?:市场|[^省市州盟区县旗])")


def shorten(english: str, printed: str) -> str:
    """An English name, without its place where the printed one tells only its level.

    >>> shorten("Justice, Kunming", "市司法局"), shorten("Justice, Kunming", "昆明市司法局")
    ('Justice', 'Justice, Kunming')
    >>> shorten("Market regulation, Kunming", "市市场监管局")
    'Market regulation'
    """
    return (english.rpartition(", ")[0] or english) if _OWN.match(printed) else english
