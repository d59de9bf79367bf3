"""Figures as plans print them, in Arabic or Chinese numerals, to decimals."""

import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
STEPS = {"十": 10, "百": 100, "千": 1_000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
CHINESE = "〇零一二两三四五六七八九十百千万亿"

FIGURE = r"\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,9})?"  # longer ones are codes, and count nothing
MAGNITUDE = r"(?:万亿|千万|百万|十万|亿|万|千|百)"


def chinese_integer(text: str) -> int:
    """The value of a Chinese numeral; a year may be spelt digit by digit.

    >>> chinese_integer("二十三"), chinese_integer("一百零五"), chinese_integer("二〇二二")
    (23, 105, 2022)

    Raises:
        ValueError: A character that is no numeral.
    """
    if not text or any(c not in CHINESE for c in text):
        raise ValueError(f"{text!r} is no Chinese numeral")
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _with_steps(text)


def _with_steps(text: str) -> int:
    """万 multiplies what stands between it and 亿, 亿 all that stands before it."""
    for char, value in (("亿", 100_000_000), ("万", 10_000)):
        left, found, right = text.partition(char)
        if found:
            return (_with_steps(left) if left else 1) * value + (_with_steps(right) if right else 0)
    total = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            total += (digit or 1) * STEPS[char]
            digit = 0
    return total + digit


def magnitude(text: str) -> int:
    """What a magnitude multiplies by: 万 → 10000, 千万 → 10000000, nothing → 1."""
    product = 1
    for char in text:
        product *= STEPS.get(char) or MYRIADS[char]
    return product


def figure(text: str) -> Decimal:
    """The value of a printed figure with its magnitude.

    >>> figure("32万"), figure("1,234.5"), figure("百")
    (Decimal('320000'), Decimal('1234.5'), Decimal('100'))
    """
    match = re.fullmatch(rf"({FIGURE})\s?({MAGNITUDE}?)", text)
    if match is None:
        return Decimal(chinese_integer(text))
    value = Decimal(match[1].replace(",", "")) * magnitude(match[2])
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()
