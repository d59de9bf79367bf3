"""Real footnotes in a Word file: a part of their own, which python-docx does not make."""

from typing import Any

from plangraph.viz.report import Note, one_line
from plangraph.viz.report_docx_xml import element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Footnotes:
    """Notes in the order in which they are referred to."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._root = element("footnotes")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = element("footnote", type=kind, id=number)
            note.append(_paragraph(element(kind)))
            self._root.append(note)
        _reference_style(document)

    def refer(self, paragraph: Any, note: Note) -> None:
        """The number of a note behind what the paragraph holds so far."""
        run = paragraph.add_run()
        run._r.style = "FootnoteReference"  # noqa: SLF001 -- by its id, as in paragraph_in
        run._r.append(element("footnoteReference", id=note.number))  # noqa: SLF001
        made = element("footnote", id=note.number)
        text = element("t")
        text.text = " " + one_line(note.text)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        mark = _run(element("footnoteRef"), "FootnoteReference")
        made.append(_paragraph(mark, _run(text), style="FootnoteText"))
        self._root.append(made)

    def close(self) -> None:
        """Adds the part to the document, once all notes are referred to."""
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 -- an extra
        from docx.opc.packuri import PackURI  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415
        from lxml import etree  # noqa: PLC0415

        body = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        owner = self._document.part
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, body, owner.package)
        owner.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _reference_style(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415

    style = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True


def _paragraph(*content: Any, style: str = "") -> Any:
    made = element("p")
    if style:
        properties = element("pPr")
        properties.append(element("pStyle", val=style))
        made.append(properties)
    for one in content:
        made.append(one if one.tag.endswith("}r") else _run(one))
    return made


def _run(content: Any, style: str = "") -> Any:
    made = element("r")
    if style:
        properties = element("rPr")
        properties.append(element("rStyle", val=style))
        made.append(properties)
    made.append(content)
    return made
