"""Header, notice and closing lines to the facts about the document itself.

Title, number, issuers, date, approver, addressees, access note, period and cites, each with its
place. The parts follow GB/T 9704-2012 (7.2 head, 7.3 body, 7.4 foot); web copies leave out, repeat
and reorder them. What each part looks like is told by :mod:`titles`, :mod:`signatures`,
:mod:`periods`, :mod:`metadata` and :mod:`cites`.

Source: formats H1-H21.
"""

import re
from itertools import zip_longest

from plangraph.ingest import dates, metadata, names
from plangraph.ingest.cites import NUMBER, find_cites
from plangraph.ingest.clauses import Stretch, pieces, trimmed
from plangraph.ingest.header_fields import Header
from plangraph.ingest.headings import ATTACHMENT_DEPTH
from plangraph.ingest.lines import Line, lines_of
from plangraph.ingest.outline import Outline
from plangraph.ingest.periods import read_period
from plangraph.ingest.signatures import read_signature
from plangraph.ingest.titles import is_title, read_titles

_ACCESS = re.compile(r"\(?(?P<note>此件[^()]{2,20}|(?:主动|依申请|不予)公开)\)?$")
_APPROVED = re.compile(
    r"(?:已|业)?经(?P<name>[\u4e00-\u9fff“”]{2,24}?)(?P<meeting>(?:第?[\u4e00-\u9fff\d]+届)?(?:第?[\u4e00-\u9fff\d]+次)?(?:政府)?(?:常务|全体|党组|主任办公|主席办公|常委|办公)?会议?)?"
    r"(?:研究|讨论|审议|审定)?(?:同意|批准|通过|审定)"
)
_NUMBER_LINE = re.compile(NUMBER.pattern + r"(?:\s+签发人.*)?")
_DATED_NUMBER = re.compile(rf"\((?:{dates.DATE.pattern})[ ,]+{NUMBER.pattern}\)")
_CLOSING_DATE = re.compile(rf"(?<=\n)[ \t]*{dates.DATE.pattern}[ \t]*(?=[\r\n])")
_NEAR = 400  # code points around a date that are looked at
_MOST_SIGNED = 8  # lines of any kind at the end of a paper
_LONGEST_NAME = 30  # code points of a body that signs
_SERIAL = re.compile(r"\(?(?P<number>第\s*[\d一二三四五六七八九十百〇零]+\s*号)\)?")


def read_header(view: str, text: str, outline: Outline) -> Header:
    """The facts about the document; a thing that is not printed gives no field."""
    header = Header()
    everything = [_bare(view, line) for line in lines_of(view, 0, outline.body_start)]
    everything = [line for line in everything if line.end > line.start]
    head = [line for line in everything if not metadata.is_furniture(view, line)]
    foot = _foot(view, outline)
    read_titles(view, text, head, header)
    _marked_lines(view, text, head, header)
    read_signature(view, text, head, _between_papers(view, outline) or foot, header)
    _addressees(view, text, head, header)
    _approver(view, text, outline, header)
    _metadata(view, text, everything, header)
    read_period(view, header)
    named = (*header.all("title"), *header.all("notice_title"))
    own = [found.where.of(view) for found in named]
    header.cites = find_cites(view, own, outline.body_start)
    return header


def _bare(view: str, line: Line) -> Line:
    """A line without the marks of the table that a page was laid out with."""
    return Line(*trimmed(view, line.start, line.end, " \t|?"))


def _metadata(view: str, text: str, lines: list[Line], header: Header) -> None:
    """What the metadata block says, where nothing else does; it replaces a title's issuer."""
    for found in metadata.read_metadata(view, lines):
        known = header.first(found.field) if found.field else None
        weak = known is not None and known.rule == "header-title-issuer"
        if not found.field or (known and not weak) or found.where.end == found.where.start:
            continue
        value = found.where.of(text)
        if found.field == "issued":
            value = dates.any_date(found.where.of(view))
        if weak:
            header.fields.remove(known)  # type: ignore[arg-type]
        if value:
            header.add(found.field, found.where, value, "header-metadata")


def _foot(view: str, outline: Outline) -> list[Line]:
    """The last lines before any attachment, where a signature may stand (H4)."""
    attached = next((u.start for u in outline.units if u.depth == ATTACHMENT_DEPTH), len(view))
    start = max((unit.start for unit in outline.units if unit.start < attached), default=0)
    return _signing(view, list(lines_of(view, start, attached))[1:])


def _signing(view: str, lines: list[Line]) -> list[Line]:
    """The last lines of several, and those before them that are bodies and no more."""
    first = max(0, len(lines) - _MOST_SIGNED)
    while first and _signs(lines[first - 1].of(view)):
        first -= 1
    return lines[first:]


def _signs(words: str) -> bool:
    return len(words) <= _LONGEST_NAME and names.is_body(words)


def _between_papers(view: str, outline: Outline) -> list[Line]:
    """The lines up to the date that closes a notice of several items, above the plan's title."""
    for date in _CLOSING_DATE.finditer(view, outline.body_start):
        after = next(lines_of(view, date.end(), date.end() + _NEAR), None)
        if after and _ACCESS.fullmatch(view, after.start, after.end):
            after = next(lines_of(view, after.end, after.end + _NEAR), None)
        if after and is_title(after.of(view)):
            above = max(outline.body_start, date.start() - _NEAR)
            return _signing(view, list(lines_of(view, above, date.end())))
    return []


def _marked_lines(view: str, text: str, head: list[Line], header: Header) -> None:
    """Lines that are a document number or an access note and nothing else."""
    for line, after in zip_longest(head, head[1:]):
        where = _number_in(view, line, after)
        if where and not header.first("number"):
            header.add("number", where, re.sub(r"\s", "", where.of(text)), "header-number")
        access = _ACCESS.fullmatch(view, line.start, line.end)
        if access:
            where = Stretch(access.start("note"), access.end("note"))
            header.add("access_note", where, where.of(text), "header-access")
    if not header.first("number"):
        _run_together(view, text, head, header)


def _run_together(view: str, text: str, head: list[Line], header: Header) -> None:
    """The number that opens a line which a copy has run together with those behind it."""
    for line in head:
        number = NUMBER.match(view, line.start, line.end)
        if number and view[number.end() : number.end() + 1] == " ":
            where = Stretch(*number.span("number"))
            header.add("number", where, re.sub(r"\s", "", where.of(text)), "header-number")
            return


def _number_in(view: str, line: Line, after: Line | None) -> Stretch | None:
    """The number that a line is, or an order and the line with its number (令, 第96号)."""
    number = _NUMBER_LINE.fullmatch(view, line.start, line.end)
    number = number or _DATED_NUMBER.fullmatch(view, line.start, line.end)
    if number:
        return Stretch(*number.span("number"))
    order = view[line.start : line.end].endswith(("令", "公告")) and after
    if order and line.end - line.start <= 30:
        serial = _SERIAL.fullmatch(view, order.start, order.end)
        return Stretch(line.start, serial.end()) if serial else None
    return None


def _addressees(view: str, text: str, head: list[Line], header: Header) -> None:
    """A line of the head that ends in a colon; 、 parts bodies only where no , does (H16)."""
    for line in head:
        if view[line.end - 1] != ":" or not names.is_group(view[line.start : line.end - 1][:6]):
            continue
        inner = Stretch(line.start, line.end - 1)
        separators = ",;" if any(mark in inner.of(view) for mark in ",;") else "、"
        if separators == "、" and not all(map(names.is_group, inner.of(view).split("、"))):
            separators = ""
        for piece in pieces(view, inner.start, inner.end, separators):
            if piece.end > piece.start:
                header.add("addressee", piece, piece.of(text), "header-addressees")
        return


def _approver(view: str, text: str, outline: Outline, header: Header) -> None:
    match = _APPROVED.search(view, 0, outline.body_start)
    if match and names.is_body(match["name"]):
        where = Stretch(match.start("name"), match.end("name"))
        header.add("approver", where, where.of(text), "header-approval")
