"""Elements of WordprocessingML that python-docx has no words for."""

from typing import Any


def element(tag: str, /, **attributes: str | int) -> Any:
    """An element with attributes, both of the namespace ``w``."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- an extra
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def paragraph_in(document: Any, style: str) -> Any:
    """A new paragraph at the end, in a style that the document has.

    By the id of the style: python-docx looks a name up in all styles, each time.
    """
    made = document.add_paragraph()
    made._p.style = style.replace(" ", "")  # noqa: SLF001
    return made


def field(paragraph: Any, code: str, value: str) -> None:
    """A field with the value that it has until a program computes it."""
    begin_field(paragraph, code)
    paragraph.add_run(value)
    _mark(paragraph, "end")


def begin_field(paragraph: Any, code: str) -> None:
    """The first half of a field whose value is several paragraphs; Word computes it on opening."""
    _mark(paragraph, "begin", dirty="true")
    instruction = element("instrText")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)  # noqa: SLF001
    _mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """The end of such a field."""
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str, **more: str) -> None:
    mark = element("fldChar", fldCharType=kind, **more)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """A bookmark around all that the paragraph holds."""
    content = paragraph._p  # noqa: SLF001
    first = 1 if content.pPr is not None else 0
    content.insert(first, element("bookmarkStart", id=number, name=name))
    content.append(element("bookmarkEnd", id=number))
