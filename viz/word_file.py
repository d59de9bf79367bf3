"""A figure to a Word file: the picture with its alternative text, a caption, its source."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any, Protocol

from plangraph.ontology.errors import ToolMissingError
from plangraph.viz.words import figure_words

_WIDTH_CM = 16.0
_HEIGHT_CM = 22.0
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIXED = datetime(2000, 1, 1, tzinfo=UTC)  # no day of the day: same figure, same bytes


class Captioned(Protocol):
    """What a Word file tells of a figure."""

    @property
    def lang(self) -> str:
        """``zh`` or ``en``."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def alt(self) -> str:
        """What it shows, for who cannot see it."""

    @property
    def summary(self) -> tuple[str, ...]:
        """What it tells, in sentences."""

    @property
    def citation(self) -> str:
        """Where it comes from."""


def docx_bytes(figure: Captioned, image: bytes, shape: float, *, citation: bool = True) -> bytes:
    """A document with the picture on one page; ``shape`` is its height by its width.

    Raises:
        ToolMissingError: python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 -- an extra
        from docx.shared import Cm  # noqa: PLC0415
    except ImportError as missing:
        raise ToolMissingError(
            "Word files need python-docx.",
            advice="Install the extra: pip install 'plangraph[report]'.",
        ) from missing
    document = docx.Document()
    _set_up(document, figure)
    width = min(_WIDTH_CM, _HEIGHT_CM / shape)
    document.add_picture(io.BytesIO(image), width=Cm(width))
    drawn = document.inline_shapes[0]._inline.docPr  # noqa: SLF001 -- no public way to a text
    drawn.set("descr", _clean(figure.alt))
    drawn.set("title", _clean(figure.title))
    words = figure_words(figure.lang)
    caption = words.say("docx.caption", title=figure.title)
    document.add_paragraph(_clean(caption), style="Caption")
    for sentence in figure.summary[:6]:
        document.add_paragraph(_clean(sentence))
    if citation and figure.citation:
        document.add_paragraph(_clean(figure.citation))
    stream = io.BytesIO()
    document.save(stream)
    return same_bytes(stream.getvalue())


def _set_up(document: Any, figure: Captioned) -> None:
    """Page, language and properties; Chinese text in a Chinese face."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 10.5), ("Caption", 10.5)):
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = "Calibri", Pt(size), RGBColor(0, 0, 0)
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "SimSun")
    modern(document, figure.lang)
    properties = document.core_properties
    properties.title, properties.author = _clean(figure.title)[:255], "PlanGraph"
    properties.language = "zh-CN" if figure.lang == "zh" else "en"
    properties.comments = ""
    properties.created = properties.modified = _FIXED


def modern(document: Any, lang: str) -> None:
    """The document in Word's own mode of today, its text in the languages that it is in.

    Without a language Word and LibreOffice set Chinese marks as Japanese or Taiwanese ones; in the
    mode of Word 2010 tables stick out of the text by the margin of their cells.
    """
    from docx.oxml.ns import qn  # noqa: PLC0415

    latin = {"zh": "en-US", "en": "en-GB"}[lang]  # in Chinese, numbers would break anywhere
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), latin)
        spoken.set(qn("w:eastAsia"), "zh-CN")
    settings = document.settings.element
    for spoken in settings.iter(qn("w:themeFontLang")):
        spoken.set(qn("w:val"), latin)
        spoken.set(qn("w:eastAsia"), "zh-CN")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _clean(text: str) -> str:
    """A text as it may stand in XML."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def same_bytes(document: bytes) -> bytes:
    """The same zip file without the time of day of its members."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            member = zipfile.ZipInfo(info.filename, (2000, 1, 1, 0, 0, 0))
            packed = info.filename.endswith(".png")  # which is as small as it gets
            form = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(info), form)
    return stream.getvalue()
