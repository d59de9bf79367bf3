"""A problem as it is told in Chinese: to people on Chinese pages, and where Accept-Language asks.

What the parts of PlanGraph say is English; ``refusals.tsv`` has their sentences in Chinese. A
sentence that it does not have stays as it is.

Source: RFC 9457, section 3.1 (the words of a problem follow the client's language).
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

_FIELD: Final = re.compile(r"(?:query|path|body)\.(.+)")


def in_chinese(sentence: str) -> str:
    """The sentence in Chinese, as far as the table has it.

    >>> in_chinese("The file holds more than 3,000,000 characters of text.")
    '文件的文字超过 3,000,000 个字符。'
    >>> in_chinese("Something else.")
    'Something else.'
    """
    for pattern, told in _rows():
        if found := pattern.fullmatch(sentence):
            return told.format(*found.groups())
    return sentence


def parameter_in_chinese(where: str) -> str:
    """What is told of a parameter that does not fit.

    >>> parameter_in_chinese("query.due_before")
    '参数 due_before 不符合要求。'
    """
    found = _FIELD.fullmatch(where)
    return f"参数 {found[1] if found else where} 不符合要求。"


def prefers_chinese(accept_language: str | None) -> bool:
    """Whether the language that comes first in the header is Chinese.

    >>> prefers_chinese("zh-CN,zh;q=0.9,en;q=0.8"), prefers_chinese("en, zh"), prefers_chinese(None)
    (True, False, False)
    """
    return (accept_language or "").strip().lower().startswith("zh")


@cache
def _rows() -> list[tuple[re.Pattern[str], str]]:
    return [(_pattern(en), zh) for en, zh in _table()]


def _table() -> Iterator[tuple[str, str]]:
    lines = files(__package__).joinpath("refusals.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    yield from ((en, zh) for en, zh in rows[1:])


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, sentence.split("{}"))), re.DOTALL)
