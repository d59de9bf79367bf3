"""The page of a Word report: its paper, styles, feet and properties."""

from datetime import UTC, datetime
from typing import Any

from plangraph.viz.report import Report, one_line
from plangraph.viz.report_docx_xml import field
from plangraph.viz.word_file import modern
from plangraph.viz.words import Words

_FIXED = datetime(2000, 1, 1, tzinfo=UTC)  # no day of the day: same report, same bytes
_DARK, _BLACK, _GREY = "1F3A5F", "000000", "566272"
_STYLES = {  # name: size in points, bold, colour, space before, space after, kept with the next
    "Normal": (10.5, False, _BLACK, 0, 6, False),
    "Title": (20, True, _DARK, 0, 6, True),
    "Subtitle": (10.5, False, _GREY, 0, 14, False),
    "Heading 1": (15, True, _DARK, 20, 8, True),
    "Heading 2": (12, True, _DARK, 14, 4, True),
    "Caption": (9.5, True, _BLACK, 8, 4, False),
    "Header": (8.5, False, _GREY, 0, 0, False),
    "Footer": (8.5, False, _GREY, 0, 0, False),
    "TOC Heading": (12, True, _DARK, 6, 4, True),
    "TOC 1": (10.5, False, _BLACK, 0, 2, False),
    "TOC 2": (10, False, _BLACK, 0, 1, False),
    "Table Text": (9, False, _BLACK, 2, 2, False),
    "Picture": (9, False, _BLACK, 8, 2, True),
    "Footnote Text": (8.5, False, _BLACK, 0, 2, False),
}
_TEXT_CM = 16.0


def set_up(document: Any, report: Report, words: Words) -> None:
    """A4, the styles, the title above and the page number below each page, the properties."""
    from docx.shared import Cm  # noqa: PLC0415 -- an extra

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2)
    for style in _styles(document):
        _dress(style)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = one_line(report.title)
    for foot in (section.footer, section.first_page_footer):
        _foot(foot.paragraphs[0], words)
    modern(document, report.lang)
    properties = document.core_properties
    properties.title, properties.author = one_line(report.title)[:255], "PlanGraph"
    properties.language = "zh-CN" if report.lang == "zh" else "en"
    properties.comments = ""
    properties.created = properties.modified = _FIXED


def _styles(document: Any) -> list[Any]:
    """The styles that a report uses; those that the document lacks are made."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415

    there = {style.name: style for style in document.styles}
    add = document.styles.add_style
    return [there.get(name) or add(name, WD_STYLE_TYPE.PARAGRAPH) for name in _STYLES]


def _dress(style: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    name = style.name
    size, bold, colour, before, after, kept = _STYLES[name]
    font = style.font
    font.name, font.size, font.bold, font.italic = "Calibri", Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    heading = bold or name == "Picture"
    fonts.set(qn("w:eastAsia"), "SimHei" if heading else "SimSun")
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), kept
    form.line_spacing = 1.0 if name in {"Picture", "Table Text", "Footnote Text"} else 1.25
    if name in {"Caption", "Picture"}:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if name.startswith("TOC "):
        form.left_indent = Cm(0.6 if name == "TOC 2" else 0)
        _dotted(form, Cm(_TEXT_CM))


def _dotted(form: Any, place: Any) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER  # noqa: PLC0415

    form.tab_stops.add_tab_stop(place, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _foot(paragraph: Any, words: Words) -> None:
    """Page 1 of 9, in the order of the language."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    paragraph.style = "Footer"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, rest = words.say("report.page", page="\0", pages="\1").split("\0")
    between, after = rest.split("\1")
    paragraph.add_run(before)
    field(paragraph, "PAGE", "1")
    paragraph.add_run(between)
    field(paragraph, "NUMPAGES", "1")
    paragraph.add_run(after)
