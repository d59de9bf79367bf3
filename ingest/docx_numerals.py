"""Whole numbers in the forms that Word counts with: 十二, ⑫, Ｘ, 壹, 甲, XII.

Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def numeral(number: int, form: str) -> str:
    """A number as Word prints it in a form; in Arabic digits where the form is not known.

    >>> [numeral(12, form) for form in ("chineseCounting", "decimalEnclosedCircle", "upperRoman")]
    ['十二', '⑫', 'XII']
    """
    write = _FORMS.get(form)
    return (write(number) if write else "") or str(number)


def _counted(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Up to 9,999 in words: 十, 二十一, 一百零三."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else ""
    words, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + digits[digit]
            words += units[place - 1] if place else ""
        gap = not digit
    one_ten = digits[1] + units[0]
    return words[1:] if words.startswith(one_ten) and digits is _DIGITS else words


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return _counted(number, _LEGAL, "拾佰仟")


def _enclosed(first: int, most: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 0 < number <= most else ""


def _cyclic(marks: str) -> Callable[[int], str]:
    return lambda number: marks[(number - 1) % len(marks)] if number > 0 else ""


def _letters(number: int) -> str:
    """A to Z, then AA to ZZ."""
    count, letter = divmod(number - 1, 26)
    return chr(65 + letter) * (count + 1) if 0 < number <= 780 else ""


def _roman(number: int) -> str:
    words = ""
    for size, mark in _ROMAN if 0 < number < 4000 else ():
        count, number = divmod(number, size)
        words += mark * count
    return words


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        _counted,
    ),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digital
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _legal),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"),
        _enclosed(0x2460, 20),
    ),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "decimalFullWidth": lambda number: "".join(chr(ord(d) + 0xFEE0) for d in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(d) + 0xFEE0) for d in str(number)),
    "decimalZero": lambda number: f"{number:02}",
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "bullet": lambda _: "",
}
