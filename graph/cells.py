"""Texts of tables that spreadsheet programs must not compute.

Source: OWASP, CSV injection; the wide forms of the signs count in East Asian editions as well.
"""

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+\-]?\d[\d.,]*%?")


def harmless(text: str) -> str:
    """A text that no spreadsheet program takes for a formula; numbers stay as they are.

    >>> harmless("=1+1"), harmless("-5"), harmless("市科技局")
    ("'=1+1", '-5', '市科技局')
    """
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
