"""OFD, the national format for fixed layouts, to text: its characters and lines, page by page.

A file may hold several documents; pages stand in the order of Document.xml, not of their names.

Source: GB/T 33190-2016, 7 and 11; extraction.md A7.
"""

import re
from collections.abc import Iterator
from typing import Any

from plangraph.ingest.archive import Archive, resolved
from plangraph.ingest.docx_xml import child, children, local, value
from plangraph.ingest.extract import Extract
from plangraph.ingest.page_layout import Glyph, Page, Rule
from plangraph.ingest.page_paragraphs import write_pages
from plangraph.ontology.errors import UnreadableFileError

_POINTS = 72 / 25.4  # OFD counts in millimetres
_MOST_PAGES = 5_000
_MOST_ON_PAGE = 300_000  # characters and lines
_MOST_IN_ALL = 5_000_000
_FARTHEST = 1e7  # points
_A4 = (210.0, 297.0)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NUMBER = re.compile(r"[-+]?(?:\d{1,15}(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,2})?")
Matrix = tuple[float, float, float, float, float, float]


def read_ofd(raw: bytes) -> Extract:
    """The text of an OFD file; places count pages.

    Raises:
        UnreadableFileError: Damaged, encrypted, too large, or without text.
    """
    archive = Archive(raw)
    names = [name.lower() for name in archive.names()]
    if any(name.endswith(("encryptions.xml", "decryptseed.dat")) for name in names):
        raise UnreadableFileError(
            "The OFD file is encrypted.", advice="Save it without protection, then add it again."
        )
    found = write_pages(_pages(archive))
    if not found.text.strip():
        raise UnreadableFileError(
            "The OFD file holds pictures of pages, and no text.",
            advice="Run text recognition (OCR) on it first, or find the text on the web.",
        )
    return found


def _pages(archive: Archive) -> Iterator[Page]:
    number = total = 0
    for body in children(archive.xml("OFD.xml"), "DocBody"):
        document = resolved("OFD.xml", _text(child(body, "DocRoot")))
        root = archive.xml(document)
        common = _size(child(root, "CommonData")) or _A4
        for node in children(child(root, "Pages"), "Page"):
            number += 1
            content = resolved(document, value(node, "BaseLoc"))
            page = _page(archive, content, number, common)
            total += len(page.glyphs) + len(page.rules)
            if number > _MOST_PAGES or total > _MOST_IN_ALL:
                raise _too_long()
            yield page


def _too_long() -> UnreadableFileError:
    return UnreadableFileError(
        "The OFD file is longer than any plan.", advice="Cut it into several files."
    )


def _page(archive: Archive, name: str, number: int, common: tuple[float, float]) -> Page:
    root = archive.xml(name)
    width, height = _size(root) or common
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    for layer in children(child(root, "Content"), "Layer"):
        for node in layer.iter():
            if local(node) == "TextObject":
                glyphs += filter(_is_placed, _glyphs(node))
            elif local(node) == "PathObject":
                rules += filter(_is_placed, _rules(node))
            if len(glyphs) + len(rules) > _MOST_ON_PAGE:
                raise _too_long()
    return Page(number, width * _POINTS, height * _POINTS, tuple(glyphs), tuple(rules))


def _is_placed(one: Glyph | Rule) -> bool:
    """Whether something stands where a page can have it; sizes come from the file."""
    return all(abs(edge) < _FARTHEST for edge in one if not isinstance(edge, str))


def _text(node: Any | None) -> str:
    return "" if node is None else (node.text or "").strip()


def _size(node: Any | None) -> tuple[float, float] | None:
    """Width and height of a page, from its own or the common area."""
    area = child(node, "PageArea") if child(node, "PageArea") is not None else child(node, "Area")
    box = _numbers(_text(child(area, "PhysicalBox")))
    return (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _matrix(node: Any) -> Matrix:
    numbers = _numbers(value(node, "CTM"))
    if len(numbers) != 6:
        return _IDENTITY
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _glyphs(node: Any) -> Iterator[Glyph]:
    """The characters of a text object."""
    corner = [*_numbers(value(node, "Boundary")), 0.0, 0.0][:2]
    matrix = _matrix(node)
    size = max(0.1, *_numbers(value(node, "Size"))[:1], 0.1)
    high = size * max(0.1, abs(matrix[3]) or abs(matrix[1]))
    x = y = 0.0
    for code in children(node, "TextCode"):
        x = next(iter(_numbers(value(code, "X"))), x)
        y = next(iter(_numbers(value(code, "Y"))), y)
        words = (code.text or "")[: _MOST_ON_PAGE + 1]
        steps = list(_steps(value(code, "DeltaX"), len(words)))
        falls = list(_steps(value(code, "DeltaY"), len(words)))
        at_x, at_y = x, y
        for index, char in enumerate(words):
            left = corner[0] + matrix[0] * at_x + matrix[2] * at_y + matrix[4]
            base = corner[1] + matrix[1] * at_x + matrix[3] * at_y + matrix[5]
            usual = size if char > "\u2e7f" else 0.5 * size
            step = steps[index] if index < len(steps) else (0.0 if falls else usual)
            wide = (min(step, size) if step > 0 else usual) * high / size
            edges = (left, base - 0.86 * high, left + wide, base + 0.14 * high, high)
            yield Glyph(char, *(edge * _POINTS for edge in edges))
            at_x += step
            at_y += falls[index] if index < len(falls) else 0.0


def _steps(text: str, most: int) -> Iterator[float]:
    """The distances between characters; "g 3 4.2" stands for three times 4.2."""
    words = iter(text.split())
    done = 0
    for word in words:
        count, number = 1, word
        if word == "g":
            count, number = int(next(iter(_numbers(next(words, "0"))), 0)), next(words, "0")
        step = next(iter(_numbers(number)), 0.0)
        for _ in range(min(count, most - done)):
            yield step
        done += max(0, count)


def _rules(node: Any) -> Iterator[Rule]:
    """The straight level and upright parts of a path."""
    corner = [*_numbers(value(node, "Boundary")), 0.0, 0.0][:2]
    a, b, c, d, e, f = _matrix(node)
    last = first = (0.0, 0.0)
    for command, numbers in _commands(_text(child(node, "AbbreviatedData"))):
        at = first
        if command != "C":
            x, y = numbers[-2:]
            at = (corner[0] + a * x + c * y + e, corner[1] + b * x + d * y + f)
        if command in {"S", "M"}:
            first = at
        elif command in {"L", "C"} and min(abs(at[0] - last[0]), abs(at[1] - last[1])) < 0.5:
            xs, ys = sorted((last[0], at[0])), sorted((last[1], at[1]))
            box = (xs[0], ys[0], xs[1], ys[1])
            yield Rule(*(edge * _POINTS for edge in box))
        last = at


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    for match in re.finditer(r"([SMLQBAC])([^A-Za-z]*)", data):
        numbers = _numbers(match[2])
        if match[1] == "C" or len(numbers) >= 2:
            yield match[1], numbers
