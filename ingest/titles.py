"""Lines of the head to the plan's title and that of the notice that carries it.

A title may be broken over lines, repeated, or followed by its years, its number or its date of
issue in brackets.

Source: formats H1-H3, H7, H8, H11, I14; GB/T 9704-2012, 7.3.
"""

import re
from collections.abc import Iterator

from plangraph.ingest import dates, names
from plangraph.ingest.cites import KINDS, MARKED, NUMBER
from plangraph.ingest.clauses import Stretch, trimmed
from plangraph.ingest.header_fields import Header
from plangraph.ingest.lines import Line

_TITLE = re.compile(rf"(?:{KINDS}|\d+条|[一二三四五六七八九十]+条)(?:\([^()]{{1,24}}\))*$")
_MADE = r"(?:印发|发布|转发|下达|公布)"
_NOTICE = re.compile(
    rf"(?:关于)?{_MADE}(?P<title>.+?)(?:的通知|的公告|的函)(?:\([^()]*\))*$|的(?:通知|公告)$"
)
_BARE_NOTICE = re.compile(rf"[\u4e00-\u9fff ]{{4,30}}{_MADE}(?P<title>《[^《》]+》)$")
_NUMBERED = re.compile(r"\s*\(" + NUMBER.pattern + r"\)$")
_YEARLY = re.compile(r"(?:19|20)\d\d年(?:度)?")
_DATED = re.compile(
    r"\([^()]*(?:印发|发布|通过|公布|批准|\d年\d{1,2}月|年[一二三四五六七八九十]{1,3}月)[^()]*\)$"
)
_BARE_KIND = re.compile(
    rf"(?:实施|行动|工作|专项|[一二三四五六七八九十]年|建设|发展|总体|试点|管理|若干|重点)*(?:{KINDS})(?:\([^()]{{1,24}}\))*"
)
_SENTENCE = re.compile(r"[。;!?]|[:,]$|^附件|^附 ?[:\d]")
_OPEN_END = re.compile(rf"(?:关于|{_MADE}|[的和与及、《“(])$")
_GOES_ON = re.compile(rf"关于|{_MADE}")
_BREAK = re.compile(r"[ \t]*[\r\n\u2028\u2029\x0b\x0c]\s*")
_DATE_LINE = re.compile(rf"{dates.DATE.pattern}(?:印发|发布|公布)?")
_LONGEST = 90
_MOST_BROKEN = 4  # lines of a title, where the notice that carries it tells it whole


class Folded:
    """A stretch of several lines as one: its words, and where each of them stands."""

    def __init__(self, view: str, where: Stretch) -> None:
        self._kept = [
            offset for part in _parts(view, where) for offset in range(part.start, part.end)
        ]
        self.words = "".join(view[offset] for offset in self._kept)

    def where(self, start: int, end: int) -> Stretch:
        """The stretch of the text that some of the words stand in."""
        return Stretch(self._kept[start], self._kept[end - 1] + 1)

    def of(self, text: str) -> str:
        """The words as the text prints them."""
        return "".join(text[offset] for offset in self._kept)


def _parts(view: str, where: Stretch) -> Iterator[Stretch]:
    start = where.start
    for gap in _BREAK.finditer(view, where.start, where.end):
        yield Stretch(start, gap.start())
        start = gap.end()
    yield Stretch(start, where.end)


def is_title(words: str) -> bool:
    """Whether the words of a line are a title that ends with a kind of plan.

    >>> is_title("昆明市推进方案(2022-2025年)"), is_title("昆明市人民政府")
    (True, False)
    """
    return _TITLE.search(words) is not None and len(words) > 4 and not _SENTENCE.search(words)


def heads_paper(words: str) -> bool:
    """Whether a line belongs to the head of a paper: its title, number, date or issuer.

    >>> heads_paper("昆明市推进方案"), heads_paper("2022年9月29日"), heads_paper("完善基础设施")
    (True, True, False)
    """
    if len(words) > _LONGEST:
        return False
    named = names.starts_with_place(words) or "关于" in words or _YEARLY.match(words)
    return bool(
        (named and (is_title(words) or names.is_body(words)))
        or _notice(words)
        or NUMBER.fullmatch(words)
        or _DATE_LINE.fullmatch(words)
    )


def _notice(words: str) -> re.Match[str] | None:
    return _NOTICE.search(words) or _BARE_NOTICE.match(words)


def read_titles(view: str, text: str, head: list[Line], header: Header) -> None:
    """Takes the plan's title: the last title line that is no notice, else what the notice names."""
    own: Stretch | None = None
    notice: Folded | None = None
    for block in _blocks(view, head):
        where = _unwrapped(view, text, block, header)
        folded = Folded(view, where)
        if len(folded.words) > _LONGEST or folded.words[0] == "《" or folded.words[-1] == ":":
            continue
        if _notice(folded.words):
            notice = notice or folded
        elif is_title(folded.words):
            own = where
    if notice:
        where = _unnumbered(view, text, notice.where(0, len(notice.words)), header)
        header.add("notice_title", where, Folded(view, where).of(text), "header-notice")
        own = _as_named(view, head, notice) or own
    if own:
        own = _unnumbered(view, text, _with_bracket_line(view, own, head), header)
        header.add("title", own, re.sub(r"\s", "", own.of(text)), "header-title")
    elif notice:
        where = _unnumbered(view, text, _title_in_notice(notice), header)
        header.add("title", where, Folded(view, where).of(text), "header-notice")


def _unwrapped(view: str, text: str, where: Stretch, header: Header) -> Stretch:
    """A notice's title without its number in front, which is taken, and without 《》 around."""
    number = NUMBER.match(view, where.start, where.end)
    bare = trimmed(view, number.end() if number else where.start, where.end)
    marked = MARKED.fullmatch(view, bare.start, bare.end)
    inner = Stretch(*marked.span("title")) if marked else bare
    if inner.end == inner.start or not _notice(inner.of(view)):
        return where
    if number and not header.first("number"):
        at = Stretch(*number.span("number"))
        header.add("number", at, re.sub(r"\s", "", at.of(text)), "header-number")
    return inner


def _as_named(view: str, head: list[Line], notice: Folded) -> Stretch | None:
    """The lines below a notice that together say the title that it carries."""
    named = _title_in_notice(notice)
    wanted = _letters(Folded(view, named).words)
    below = [line for line in head if line.start >= notice.where(0, len(notice.words)).end]
    for index, first in enumerate(below):
        words = ""
        for line in below[index : index + _MOST_BROKEN]:
            words += _letters(line.of(view))
            if words == wanted:
                return Stretch(first.start, line.end)
            if not wanted.startswith(words):
                break
    return None


def _letters(words: str) -> str:
    return re.sub(r"[\s《》〈〉<>]", "", words)


def _unnumbered(view: str, text: str, where: Stretch, header: Header) -> Stretch:
    """A title without the number that stands in brackets behind it, which is taken."""
    number = _NUMBERED.search(view, where.start, where.end)
    if number is None:
        return where
    at = Stretch(number.start("number"), number.end("number"))
    if not header.first("number"):
        header.add("number", at, re.sub(r"\s", "", at.of(text)), "header-number")
    return Stretch(where.start, number.start())


def _title_in_notice(notice: Folded) -> Stretch:
    """The title that a notice carries (印发《…》的通知), else its own title (H3)."""
    named = _notice(notice.words)
    marked = MARKED.search(notice.words)
    part = named and named["title"] and not named["title"].startswith("《")  # 印发2024年《…》分工
    match = named if part else marked or named
    if match is None or not match["title"]:
        return notice.where(0, len(notice.words))
    start, end = match.span("title")
    within = notice.words[start] in "〈<" and notice.words[end - 1] in "〉>"
    return notice.where(start + within, end - within)


def _with_bracket_line(view: str, title: Stretch, head: list[Line]) -> Stretch:
    """A title with the line of years or of its status in brackets below it (I14)."""
    after = next((other for other in head if other.start >= title.end), None)
    if after is None or _DATED.fullmatch(view, after.start, after.end):
        return title
    if re.compile(r"\([^()]{2,30}\)").fullmatch(view, after.start, after.end):
        return Stretch(title.start, after.end)
    return title


def _blocks(view: str, head: list[Line]) -> Iterator[Stretch]:
    """The lines of the head, those that are one broken title put together."""
    index = 0
    while index < len(head):
        count = next((n for n in (3, 2) if _one_title(view, head[index : index + n], n)), 1)
        yield Stretch(head[index].start, head[index + count - 1].end)
        index += count


def _one_title(view: str, lines: list[Line], count: int) -> bool:
    parts = [view[line.start : line.end] for line in lines]
    if len(parts) < count or any(map(_stands_alone, parts)):
        return False
    joined = "".join(parts)
    whole = _notice(joined) is not None or is_title(joined)
    return whole and all(
        _goes_on("".join(parts[:cut]), parts[cut], joined) for cut in range(1, count)
    )


def _stands_alone(words: str) -> bool:
    return bool(
        len(words) > _LONGEST
        or _SENTENCE.search(words)
        or NUMBER.fullmatch(words)
        or _DATE_LINE.fullmatch(words)
        or re.fullmatch(r"\(.*\)", words)
    )


def _goes_on(first: str, last: str, joined: str) -> bool:
    """Whether a line of a title goes on in the next one."""
    if _notice(first):
        return False
    if (
        _BARE_KIND.fullmatch(last)
        or _OPEN_END.search(first)
        or first.count("《") > first.count("》")
    ):
        return True
    if _all_bodies(first) and _all_bodies(last) and "关于" in joined:
        return True
    if _GOES_ON.match(last):
        return names.is_body(re.split(r"[ 、]", first)[-1]) and not is_title(first)
    if _GOES_ON.search(first) and not _GOES_ON.search(last):
        return _notice(joined) is not None and not is_title(last)
    place = names.starts_with_place(first)
    whole = is_title(first) or (names.is_body(first) and first != place)
    return bool(place) and not whole and is_title(last) and not names.starts_with_place(last)


def _all_bodies(words: str) -> bool:
    """Whether a line is bodies and nothing else, as those that issue a paper together."""
    return all(names.is_body(part) for part in re.split(r"[ 、\t]+", words.strip()))
