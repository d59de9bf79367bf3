"""Names of styles to colours: as attributes of one theme, or as a style sheet for all screens.

The colours stand in ``templates/figure_styles.tsv``. Attributes are not subject to a page's content
security policy; the style sheet adds the dark screen and what happens when a node is pointed at.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from plangraph.ontology.errors import InvalidQueryError

THEMES = ("auto", "light", "dark", "print", "grey")
FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
)
_POINTING = """\
.pg-node{cursor:pointer;text-decoration:none}
.pg-node:focus{outline:none}
.pg-marks{visibility:hidden}
.pg-node:hover .pg-marks,.pg-node:focus .pg-marks{visibility:visible}
.pg-figure:has(.pg-node:hover) .pg-faint,.pg-figure:has(.pg-node:focus) .pg-faint{opacity:.3}
@media print{.pg-marks{visibility:hidden!important}.pg-faint{opacity:1!important}}
"""


def check_theme(theme: str) -> str:
    """The theme, if it is one.

    Raises:
        InvalidQueryError: There is no such theme.
    """
    if theme not in THEMES:
        raise InvalidQueryError(
            f"there is no theme {theme!r}", where="theme", advice=f"Choose one of {THEMES}."
        )
    return theme


@cache
def attributes(style: str, theme: str) -> str:
    """The presentation attributes of a style, with a blank before each.

    >>> attributes("page", "print")
    ' fill="#ffffff"'
    """
    column = "light" if theme == "auto" else theme
    return "".join(f' {name}="{value}"' for name, value in _looks(column)[style].items())


@cache
def figure_css() -> str:
    """The style sheet of figures: the dark screen, and what is marked under pointer and focus.

    Dark holds below ``data-theme="dark"``, and where the screen is dark unless an element above
    says ``data-theme="light"``. All classes begin with ``pg-``; the picture itself has the name of
    its kind, which may be that of a style (``agency``) and is none.
    """
    light, dark = _looks("light"), _looks("dark")
    rules = "".join(
        f"{{0}} .pg-{style}:not(svg){{{{{_changed(light[style], dark[style])}}}}}\n"
        for style in light
        if light[style] != dark[style]
    )
    chosen = rules.format("[data-theme=dark]")
    system = rules.format(":root:not([data-theme=light],[data-theme=dark])")
    return (
        f"{_POINTING}@media screen{{\n{chosen}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{\n{system}}}\n"
    )


def _changed(light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{dark[name]}" for name in light if light[name] != dark[name])


@cache
def _looks(column: str) -> dict[str, dict[str, str]]:
    """Style to property to value, for one column of the table."""
    text = files(__package__).joinpath("templates/figure_styles.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#\x20")]
    looks: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        looks.setdefault(row["style"], {})[row["property"]] = row[column] or row["light"]
    return looks
