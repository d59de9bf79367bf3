"""SVG to PNG and PDF through vl-convert (extra ``report``), never with boxes for characters.

A machine without a Chinese font would draw every character as the same empty box and say nothing;
so two characters are drawn first, and must differ.
"""

import os
from functools import cache
from pathlib import Path
from types import ModuleType

from plangraph.ontology.errors import ToolMissingError

FONT_VARIABLE = "PLANGRAPH_FONT"
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text x="0" y="16" font-size="16" font-family="{fonts}">{char}</text></svg>'
)
_EXTRA = "Install the extra: pip install 'plangraph[report]'."
_FONT = (
    "Install one, such as fonts-noto-cjk (Debian), google-noto-sans-cjk-fonts (Fedora) or Source "
    f"Han Sans, or name a font file or its folder in {FONT_VARIABLE}. SVG and HTML need none."
)


def png(svg: str, scale: float = 2.0) -> bytes:
    """The picture as PNG, so many pixels a drawing unit.

    Raises:
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
    """
    image: bytes = converter().svg_to_png(svg, scale=scale)
    return image


def pdf(svg: str) -> bytes:
    """The picture as PDF, its text as text, fonts inside.

    Raises:
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
    """
    document: bytes = converter().svg_to_pdf(svg)
    return document


def converter() -> ModuleType:
    """vl-convert, once it has shown that it can draw Chinese.

    Raises:
        ToolMissingError: It is not installed, or has no font for Chinese.
    """
    found = _ready(os.environ.get(FONT_VARIABLE, ""))
    if not draws_chinese(found, font_family()):
        raise ToolMissingError("This machine has no font with Chinese characters.", advice=_FONT)
    return found


def font_family() -> str:
    """The family that the user wants first; empty where a file or nothing is named."""
    wanted = os.environ.get(FONT_VARIABLE, "")
    return "" if _is_path(wanted) else wanted


@cache
def draws_chinese(module: ModuleType, family: str) -> bool:
    """Whether two Chinese characters come out as two different pictures."""
    fonts = f"{family}, sans-serif".removeprefix(", ").replace('"', "").replace("<", "")
    drawn = {module.svg_to_png(_PROBE.format(fonts=fonts, char=char)) for char in "国家责"}
    return len(drawn) == 3


@cache
def _ready(wanted: str) -> ModuleType:
    """The module with the user's fonts in it."""
    try:
        import vl_convert  # noqa: PLC0415 -- an extra
    except ImportError as missing:
        raise ToolMissingError("PNG and PDF need vl-convert.", advice=_EXTRA) from missing
    if _is_path(wanted):
        path = Path(wanted).expanduser().resolve()
        if not path.exists():
            raise ToolMissingError(
                "There is no such font.",
                where=f"{FONT_VARIABLE}={wanted}",
                advice="Name a font file, a folder of fonts, or the family of an installed font.",
            )
        vl_convert.register_font_directory(str(path if path.is_dir() else path.parent))
    return vl_convert


def _is_path(wanted: str) -> bool:
    return any(sign in wanted for sign in ("/", "\\")) or wanted.lower().endswith(
        (".ttf", ".otf", ".ttc", ".otc")
    )
