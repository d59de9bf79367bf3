"""Lines of head and foot to who issued the plan, and when.

A signature is bodies above a date; or both on one line, in brackets below the title, or as the
imprint (…办公室 2024年6月3日印发). Without any the body that the title starts with, or that stands
right above it, is the issuer.

Source: formats H3-H6, H8, H10, H12, H17; GB/T 9704-2012, 7.3.5 and 7.4.
"""

import re
from collections.abc import Iterator

from plangraph.ingest import dates, names
from plangraph.ingest.cites import NUMBER
from plangraph.ingest.clauses import Stretch, pieces
from plangraph.ingest.header_fields import Header
from plangraph.ingest.lines import Line
from plangraph.ingest.titles import is_title

_DATE_LINE = re.compile(
    rf"(?:\(此件[^()]{{2,20}}\)\s*)?\(?{dates.DATE.pattern}(?:印发|发布|公布)?"
    rf"(?:[ ,]+{NUMBER.pattern})?\)?$"
)
_APART = 1  # code points of a piece of a name that is printed with room between its characters
_ONE_LINE = re.compile(
    rf"\(?(?P<bodies>[\u4e00-\u9fff、 \[\]“”]{{3,60}}?)[ ,]*{dates.DATE.pattern}"
    r"(?:(?:印发|发布|公布)\)?(?:[,。].*)?|\)?)$"
)
_BETWEEN_SPACES = re.compile(
    rf"(?<=。)\s{{1,80}}(?P<bodies>[\u4e00-\u9fff、 ]{{4,60}}?)\s{{1,80}}{dates.DATE.pattern}(?=\s)"
)
_PASSED = re.compile(r"\([^()]*(?:印发|发布|通过|公布|批准)[^()]*\)$")
_ISSUED = ("印发", "发布", "公布")
_EVENT = re.compile(
    rf"{dates.DATE.pattern}(?P<body>[^()\d]*(?:第\d+[次届][^()\d]*)*?)"
    r"(?:审议|讨论|研究)?(?P<act>印发|发布|公布|通过|批准)"
)
_MEETING = re.compile(
    r"(?:第?[\d一二三四五六七八九十]+届)?(?:第?[\d一二三四五六七八九十]+次)?[^第]{0,6}会议$"
)
_SIGNATURE = re.compile(r"[\u4e00-\u9fff“”\"+、()·\dA-Za-z ]{3,60}$")
_SEAL = re.compile(r"\((?:[^()]*章|[^()]*盖章[^()]*|印)\)$")
_IN_TITLE = re.compile(
    r"(?!关于)(?P<issuer>[\u4e00-\u9fff、·()“” ]{2,60}?)"
    r"(?:等[一二三四五六七八九十\d]+个?(?:部门|单位))?\s*(?=关于|印发|转发)"
)
_LABEL = re.compile(r"\s*(?:“[^“”]{1,20}”|\[[^\[\]]{1,20}\])\s+(?=[\u4e00-\u9fff])")
_RED_HEAD = re.compile(r"(?P<issuer>[\u4e00-\u9fff·()“”]{3,30}?)(?:文件|令|公告)?$")


def read_signature(
    view: str, text: str, head: list[Line], foot: list[Line], header: Header
) -> None:
    """Takes the date of issue and the issuers, from the strongest form that the text has."""
    forms = ((_date_and_above, head), (_date_and_above, foot), (_one_line, head), (_one_line, foot))
    for read, lines in (*forms, (_run_together, head), (_passed, head)):
        if not header.first("issued"):
            read(view, text, lines, header)
    if not header.first("issuer"):
        _in_title(view, text, header)
    if not header.first("issuer"):
        _above_title(view, text, head, header)


def _date_and_above(view: str, text: str, lines: list[Line], header: Header) -> None:
    """The first line that is a date, and the bodies above it."""
    for index, line in enumerate(lines):
        match = _DATE_LINE.match(view, line.start, line.end)
        if match and match.end() == line.end:
            date = dates.find_date(view, line.start, line.end)
            where = Stretch(date[1], date[2]) if date else Stretch(line.start, line.end)
            header.add("issued", where, date[0] if date else "", "header-date")
            _take(text, _signed(view, lines[:index]), header)
            return


def _signed(view: str, above: list[Line]) -> list[Stretch]:
    """The bodies of the lines above a date, in the order of the text."""
    found: list[Stretch] = []
    for line in reversed(above):
        bodies = list(_bodies_in(view, _without_seal(view, line)))
        words = view[line.start : line.end]
        signed = _SIGNATURE.match(words) and not is_title(words)
        if not signed or not all(names.is_body(_bare(view, body)) for body in bodies):
            break
        found = [*bodies, *found]
    return found


def _without_seal(view: str, line: Line) -> Stretch:
    seal = _SEAL.search(view, line.start, line.end)
    return Stretch(line.start, seal.start() if seal else line.end)


def _bodies_in(view: str, where: Stretch) -> Iterator[Stretch]:
    """The bodies of a line: several where spaces or 、 part whole names (H5).

    What a page prints in quotation marks or brackets before them is its own.
    """
    label = _LABEL.match(view, where.start, where.end)
    where = Stretch(label.end() if label else where.start, where.end)
    parts = [p for p in pieces(view, where.start, where.end, " \t、") if p.end > p.start]
    parts = _spread(view, parts)
    if len(parts) > 1 and all(names.is_body(_bare(view, part)) for part in parts):
        yield from parts
    else:
        yield where


def _spread(view: str, parts: list[Stretch]) -> list[Stretch]:
    """Names whose characters stand apart (教 育 部) put together, the shortest at a time."""
    found: list[Stretch] = []
    whole = True
    for part in parts:
        alone = part.end - part.start <= _APART
        joined = Stretch(found[-1].start, part.end) if found and alone and not whole else part
        found[-1:] = [joined] if joined is not part else [*found[-1:], part]
        whole = not alone or names.is_body(_bare(view, joined))
    return found


def _bare(view: str, where: Stretch) -> str:
    return re.sub(r"[ \t]", "", where.of(view))


def _take(text: str, bodies: list[Stretch], header: Header) -> None:
    for where in bodies:
        header.add("issuer", where, re.sub(r"\s", "", where.of(text)), "header-signature")


def _one_line(view: str, text: str, lines: list[Line], header: Header) -> None:
    """Body and date on one line (H17, the imprint)."""
    for line in lines:
        match = _ONE_LINE.match(view, line.start, line.end)
        if match is None:
            continue
        where = Stretch(*match.span("bodies"))
        bodies = list(_bodies_in(view, where))
        if all(names.is_body(body.of(view)) for body in bodies):
            date = dates.find_date(view, where.end, line.end)
            if date:
                header.add("issued", Stretch(date[1], date[2]), date[0], "header-date")
            _take(text, bodies, header)
            return


def _run_together(view: str, text: str, head: list[Line], header: Header) -> None:
    """Body and date between spaces, in a line that a copy has run together (I5)."""
    for line in head:
        for match in _BETWEEN_SPACES.finditer(view, line.start, line.end):
            bodies = list(_bodies_in(view, Stretch(*match.span("bodies"))))
            date = dates.find_date(view, match.end("bodies"), match.end())
            if date and all(names.is_body(body.of(view)) for body in bodies):
                header.add("issued", Stretch(date[1], date[2]), date[0], "header-date")
                _take(text, bodies, header)
                return


def _passed(view: str, text: str, head: list[Line], header: Header) -> None:
    """A line in brackets below the title that says when and by whom it was issued or passed."""
    for line in head:
        if not _PASSED.match(view, line.start, line.end):
            continue
        events = list(_EVENT.finditer(view, line.start, line.end))
        event = next(
            (one for one in events if one["act"] in _ISSUED), events[0] if events else None
        )
        date = event and dates.find_date(view, event.start(), event.end())
        if event is None or not date:
            continue
        header.add("issued", Stretch(date[1], date[2]), date[0], "header-date")
        body = _MEETING.sub("", event["body"]).strip(" ,")
        if names.is_body(body):
            start = view.find(body, date[2])
            where = Stretch(start, start + len(body))
            header.add("issuer", where, where.of(text), "header-signature")
        return


def _in_title(view: str, text: str, header: Header) -> None:
    for name in ("notice_title", "title"):
        title = header.first(name)
        match = _IN_TITLE.match(view, *title.where) if title else None
        if match is None:
            continue
        for where in _bodies_in(view, Stretch(*match.span("issuer"))):
            if names.starts_with_place(where.of(view)) != where.of(view):
                header.add("issuer", where, where.of(text), "header-title-issuer")
        return


def _above_title(view: str, text: str, head: list[Line], header: Header) -> None:
    """The body that heads the paper: …人民政府令, …办公室文件."""
    for line in head:
        match = _RED_HEAD.match(view, line.start, line.end)
        if match is None or match.end() < line.end:
            continue
        issuer = match["issuer"]
        if names.is_body(issuer) and names.starts_with_place(issuer) != issuer:
            where = Stretch(*match.span("issuer"))
            header.add("issuer", where, where.of(text), "header-signature")
            return
