"""A small OFD file for tests: a line of text per object, as printing programs write it."""

import io
import zipfile
from collections.abc import Sequence

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.64
LEFT = 28.0


def text_object(words: str, y: float, left: float = LEFT, size: float = SIZE) -> str:
    """One line of characters of equal width."""
    step = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="{int(y * 100)}" Boundary="{left} {y} 160 {size}" Font="1" '
        f'Size="{size}"><ofd:TextCode X="0" Y="{size}" {step}>{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def line_object(x: float, y: float, width: float, height: float) -> str:
    """One straight line from a corner."""
    return (
        f'<ofd:PathObject Boundary="{x} {y} {width + 1} {height + 1}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def page_of(lines: Sequence[str], number: int) -> str:
    """The objects of a page: lines below each other and the page's number."""
    body = [text_object(words, 37.0 + 9.8 * n) for n, words in enumerate(lines) if words]
    return "".join([*body, text_object(f"— {number} —", 270.0, 98.0, 4.2)])


def ofd_of(pages: Sequence[str], *, first: str = "") -> bytes:
    """The file; pages are stored under names whose order is not that of reading.

    ``first`` is written before the root of the first page, for tests of what is refused.
    """
    file = io.BytesIO()
    refs = ""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
        )
        for index, objects in enumerate(pages):
            name = f"Pages/Page_{len(pages) - index}/Content.xml"
            refs += f'<ofd:Page ID="{index + 1}" BaseLoc="{name}"/>'
            archive.writestr(
                f"Doc_0/{name}",
                f"{first if index == 0 else ''}<ofd:Page {NS}><ofd:Content>"
                f'<ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
            )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            f"<ofd:Pages>{refs}</ofd:Pages></ofd:Document>",
        )
    return file.getvalue()
