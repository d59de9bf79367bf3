"""DOCX files for tests: python-docx writes them, lists and tracked changes are added as XML."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

W = nsdecls("w")
Level = tuple[str, str]  # format and text of a level: ("chineseCounting", "%1、")
PLAN: Sequence[Level] = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
)


def saved(document: WordDocument) -> bytes:
    """The bytes of the file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_lists(*lists: Sequence[Level], overrides: Mapping[int, str] | None = None) -> WordDocument:
    """An empty document whose list n is the n-th given; ``overrides`` is XML inside ``w:num``."""
    document = Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for number, levels in enumerate(lists, 1):
        rows = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for at, (form, text) in enumerate(levels)
        )
        xml = f'<w:abstractNum {W} w:abstractNumId="{number}">{rows}</w:abstractNum>'
        numbering.append(parse_xml(xml))
    for number in range(1, len(lists) + 1):
        add_list(document, number, number, (overrides or {}).get(number, ""))
    return document


def add_list(document: WordDocument, name: int, definition: int, override: str = "") -> None:
    """One more list over a definition."""
    xml = f'<w:num {W} w:numId="{name}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'
    document.part.numbering_part.element.append(parse_xml(xml))


def numbered(paragraph: Paragraph, name: int, level: int) -> Paragraph:
    """The paragraph, now an item of a list."""
    xml = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
    paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(xml))
    return paragraph


def styled_list(document: WordDocument, style: str, name: int, level: int | None) -> None:
    """Makes a paragraph style number its paragraphs."""
    inner = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    xml = f'<w:numPr {W}>{inner}<w:numId w:val="{name}"/></w:numPr>'
    properties = document.styles[style].element.get_or_add_pPr()
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.append(parse_xml(xml))


def appended(document: WordDocument, xml: str) -> None:
    """Adds XML to the end of the body; ``W`` stands in it for the namespaces."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))


def replaced(raw: bytes, part: str, content: str | bytes) -> bytes:
    """The archive with one part changed or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return file.getvalue()
