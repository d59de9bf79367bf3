"""Figures as a plan prints them to figures that can stand alone."""

from decimal import Decimal, InvalidOperation


def with_unit(printed: str, value: object, unit: str) -> str:
    """A printed figure and its unit, which a table has elsewhere, in the head of a column or row.

    Where that unit has a magnitude (万千瓦), the figure is told in the unit alone.

    >>> with_unit("15.2", "15.2", "亿立方米"), with_unit("32万件", "320000", "件")
    ('15.2 亿立方米', '32万件')
    >>> with_unit("2800", "28000000", "千瓦"), with_unit("5—8", "5", "个")
    ('28000000 千瓦', '5—8 个')
    """
    if not printed[-1:].isdigit() or not unit:
        return printed
    try:
        same = Decimal(printed.replace(",", "")) == Decimal(str(value))
    except InvalidOperation:  # a range
        same = True
    return f"{printed if same else value} {unit}"
