"""Header, notice and closing lines to the facts about the document itself.

Title, number, issuers, date, approver, addressees, access note, period and cites, each with its
place. The parts follow GB/T 9704-2012 (7.2 head, 7.3 body, 7.4 foot); web copies leave out, repeat
and reorder them.

Source: formats H1-H21.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plangraph.ingest import dates, metadata, names
from plangraph.ingest.cites import KINDS, MARKED, NUMBER, CiteField, find_cites
from plangraph.ingest.clauses import Stretch, pieces
from plangraph.ingest.lines import Line, lines_of
from plangraph.ingest.outline import Outline

_TITLE = re.compile(rf"(?:{KINDS}|\d+条|[一二三四五六七八九十]+条)(?:\([^()]{{1,24}}\))*$")
_NOTICE = re.compile(
    r"(?:关于)?(?:印发|发布|转发|下达|公布)(?P<title>.+?)(?:的通知|的公告|的函)(?:\([^()]*\))*$|的(?:通知|公告)$"
)
_DATE_LINE = re.compile(rf"{dates.DATE.pattern}(?:印发|发布)?$")
_PASSED = re.compile(r"\([^()]*(?:印发|发布|通过|公布|批准)[^()]*\)$")
_ACCESS = re.compile(r"\(?(?P<note>此件[^()]{2,20}|(?:主动|依申请|不予)公开)\)?$")
_SIGNATURE = re.compile(r"[\u4e00-\u9fff“”\"+、()\dA-Za-z ]{3,40}$")
_APPROVED = re.compile(
    r"(?:已|业)?经(?P<name>[\u4e00-\u9fff“”]{2,24}?)(?P<meeting>(?:第?[\u4e00-\u9fff\d]+届)?(?:第?[\u4e00-\u9fff\d]+次)?(?:政府)?(?:常务|全体|党组|主任办公|主席办公|常委|办公)?会议?)?"
    r"(?:研究|讨论|审议|审定)?(?:同意|批准|通过|审定)"
)
_VALID_FROM = re.compile(
    r"自(?P<date>[^,。;]{0,2}\d{4}年\d{1,2}月\d{1,2}日)(?:起)?(?:施行|实施|执行|生效)"
)
_VALID_TO = re.compile(
    r"有效期(?:截至|截止|至|到|截止至)+(?P<date>[^,。;]{0,2}\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)"
)
_TERM = re.compile(r"(?:实施期限?|规划期限?|行动期限|计划期限?|有效期限?)(?:为|是|:)")
_ISSUER_IN_TITLE = re.compile(r"^(?!关于)(?P<issuer>[\u4e00-\u9fff、 ]{2,40}?)(?=关于|印发|转发)")


@dataclass(frozen=True, slots=True)
class Field:
    """One printed value of the header."""

    name: str
    value: str
    where: Stretch
    rule: str


@dataclass(slots=True)
class Header:
    """What was found, by name; several values of one name stand in the order of the text."""

    fields: list[Field] = field(default_factory=list)
    cites: list[CiteField] = field(default_factory=list)

    def add(self, name: str, where: Stretch, value: str, rule: str) -> None:
        """Takes a value that was found."""
        self.fields.append(Field(name, value.strip(), where, rule))

    def first(self, name: str) -> Field | None:
        """The first value of a name."""
        return next((found for found in self.fields if found.name == name), None)

    def all(self, name: str) -> list[Field]:
        """All values of a name."""
        return [found for found in self.fields if found.name == name]


def read_header(view: str, text: str, outline: Outline) -> Header:
    """The facts about the document; a thing that is not printed gives no field."""
    header = Header()
    everything = list(lines_of(view, 0, outline.body_start))
    head = [line for line in everything if not metadata.is_labelled(view, line)]
    foot = _foot(view, outline)
    _titles(view, text, head, header)
    _marked_lines(view, text, head, header)
    _signature(view, text, head, foot, header)
    _addressees(view, text, head, header)
    _approver(view, text, outline, header)
    _metadata(view, text, everything, header)
    _period(view, header)
    own = [found.where.of(view) for found in header.all("title")]
    header.cites = find_cites(view, own, outline.body_start)
    return header


def _metadata(view: str, text: str, lines: list[Line], header: Header) -> None:
    """What the metadata block says, where nothing else does; it replaces a title's issuer."""
    for found in metadata.read_metadata(view, lines):
        known = header.first(found.field) if found.field else None
        weak = known is not None and known.rule == "header-title-issuer"
        if not found.field or (known and not weak) or found.where.end == found.where.start:
            continue
        value = found.where.of(text)
        if found.field == "issued":
            date = dates.find_date(view, found.where.start, found.where.end)
            value = date[0] if date else ""
        if weak:
            header.fields.remove(known)  # type: ignore[arg-type]
        if value:
            header.add(found.field, found.where, value, "header-metadata")


def _foot(view: str, outline: Outline) -> list[Line]:
    """The last lines of the text, where a signature may stand (H4)."""
    start = outline.units[-1].start if outline.units else 0
    return list(lines_of(view, start))[1:][-8:]


def _titles(view: str, text: str, head: list[Line], header: Header) -> None:
    """The plan's title: the last title line that is no notice, else what the notice names."""
    own: Line | None = None
    notice: tuple[Line, re.Match[str]] | None = None
    for line in head:
        words = view[line.start : line.end]
        match = _NOTICE.search(words)
        if len(words) > 90 or words[0] == "《" or words.endswith(":"):
            continue
        if match and not notice:
            notice = (line, match)
        elif _TITLE.search(words) and not match and len(words) > 4 and "。" not in words:
            own = line
    if notice:
        header.add(
            "notice_title",
            Stretch(notice[0].start, notice[0].end),
            Stretch(notice[0].start, notice[0].end).of(text),
            "header-notice",
        )
    if own:
        where = _with_bracket_line(view, own, head)
        header.add("title", where, re.sub(r"\s", "", where.of(text)), "header-title")
    elif notice:
        header.add(
            "title",
            _title_in_notice(view, *notice),
            _title_in_notice(view, *notice).of(text),
            "header-notice",
        )


def _with_bracket_line(view: str, line: Line, head: list[Line]) -> Stretch:
    """A title with the line of years or of its status in brackets below it (I14)."""
    after = next((other for other in head if other.start > line.end), None)
    if after and _PASSED.search(view, after.start, after.end):
        return Stretch(line.start, line.end)
    if after and re.fullmatch(r"\([^()]{2,30}\)", view[after.start : after.end]):
        return Stretch(line.start, after.end)
    return Stretch(line.start, line.end)


def _title_in_notice(view: str, line: Line, match: re.Match[str]) -> Stretch:
    """The title that a notice carries (印发《…》的通知), else its own title (H3)."""
    marked = MARKED.search(view, line.start, line.end)
    if marked:
        return Stretch(marked.start("title"), marked.end("title"))
    if match["title"]:
        return Stretch(line.start + match.start("title"), line.start + match.end("title"))
    return Stretch(line.start, line.end)


def _marked_lines(view: str, text: str, head: list[Line], header: Header) -> None:
    """Lines that are a document number or an access note and nothing else."""
    for line in head:
        number = NUMBER.fullmatch(view, line.start, line.end)
        if number and not header.first("number"):
            where = Stretch(number.start("number"), number.end("number"))
            header.add("number", where, re.sub(r"\s", "", where.of(text)), "header-number")
        access = _ACCESS.fullmatch(view, line.start, line.end)
        if access:
            where = Stretch(access.start("note"), access.end("note"))
            header.add("access_note", where, where.of(text), "header-access")


def _signature(view: str, text: str, head: list[Line], foot: list[Line], header: Header) -> None:
    """The date line and the issuers above it; without any, the issuer at the head of the title."""
    for lines in (head, foot):
        for index, line in enumerate(lines):
            match = _DATE_LINE.match(view, line.start, line.end)
            if match and match.end() == line.end:
                where = Stretch(line.start, line.end)
                header.add("issued", where, dates.date_of(match), "header-date")
                _issuers(view, text, lines[:index], header)
                break
        if header.first("issued"):
            break
    if not header.first("issued"):
        _passed(view, text, head, header)
    if not header.first("issuer"):
        _issuer_in_title(view, text, header)


def _passed(view: str, text: str, head: list[Line], header: Header) -> None:
    """A line in brackets below the title that says when and by whom it was issued."""
    for line in head:
        date = dates.find_date(view, line.start, line.end)
        if date is None or not _PASSED.fullmatch(view, line.start, line.end):
            continue
        header.add("issued", Stretch(date[1], date[2]), date[0], "header-date")
        body = re.compile(r"[^()]+?(?=印发|发布|公布|通过)").search(view, date[2], line.end)
        if body and names.is_body(body[0]):
            where = Stretch(body.start(), body.end())
            header.add("issuer", where, where.of(text), "header-signature")


def _issuers(view: str, text: str, above: list[Line], header: Header) -> None:
    found: list[Stretch] = []
    for line in reversed(above):
        note = re.search(r"\([^()]*章\)$", view[line.start : line.end])
        where = Stretch(line.start, line.start + note.start() if note else line.end)
        words = where.of(view)
        bodies = all(names.is_body(part.of(view)) for part in _bodies_in(view, where))
        if not _SIGNATURE.fullmatch(words) or not bodies or _TITLE.search(words):
            break
        found += reversed(list(_bodies_in(view, where)))
    for where in reversed(found):
        header.add("issuer", where, where.of(text), "header-signature")


def _bodies_in(view: str, where: Stretch) -> Iterator[Stretch]:
    """The bodies of a line of a signature: several where spaces part whole names (H5)."""
    parts = [part for part in pieces(view, where.start, where.end, " \t") if part.end > part.start]
    if len(parts) > 1 and all(names.is_body(part.of(view)) for part in parts):
        yield from parts
    else:
        yield where


def _issuer_in_title(view: str, text: str, header: Header) -> None:
    for name in ("notice_title", "title"):
        title = header.first(name)
        match = title and _ISSUER_IN_TITLE.match(view[title.where.start : title.where.end])
        if title and match:
            where = Stretch(title.where.start, title.where.start + match.end("issuer"))
            header.add("issuer", where, where.of(text), "header-title-issuer")
            return


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


def _period(view: str, header: Header) -> None:
    """Start and end from the title, else from the clause of force and expiry (H18, H19)."""
    for title in header.all("title") + header.all("notice_title"):
        span = dates.find_range(view, title.where.start, title.where.end)
        year = re.compile(r"(20\d\d)年(?!\d)").search(view, title.where.start, title.where.end)
        if span:
            where = Stretch(span.begin, span.finish)
            header.add("period_start", where, span.start, "header-period")
            header.add("period_end", where, span.end, "header-period")
            return
        if year and header.first("title") is title:
            where = Stretch(year.start(), year.end())
            header.add("period_start", where, year[1], "header-period")
            header.add("period_end", where, year[1], "header-period")
            return
    term = _TERM.search(view)
    span = dates.find_range(view, term.end(), term.end() + 24) if term else None
    if span:
        where = Stretch(span.begin, span.finish)
        header.add("period_start", where, span.start, "header-validity")
        header.add("period_end", where, span.end, "header-validity")
        return
    for name, pattern in (("period_start", _VALID_FROM), ("period_end", _VALID_TO)):
        match = pattern.search(view)
        date = match and dates.find_date(view, match.start("date"), match.end("date"))
        if match and date and _VALID_TO.search(view):
            header.add(name, Stretch(date[1], date[2]), date[0], "header-validity")
