"""Words of a command line to the text that somebody typed, whatever the locale says."""

import os
from typing import Final

_EAST: Final = "\u2e80"  # radicals, marks, ideographs begin here


def typed(word: str) -> str:
    """A word of the command line as it was typed, where the locale is not that of the terminal.

    A terminal in UTF-8 under ``LC_ALL=C`` or ``zh_CN.GBK`` is usual: over SSH, in a job. What is
    whole in UTF-8 and gives characters of East Asia is taken for that; paths stay as they are.
    """
    try:
        text = os.fsencode(word).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return word
    return text if all(sign < "\x80" or sign >= _EAST for sign in text) else word
