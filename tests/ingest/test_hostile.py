"""Files that no author writes: each gives its text, or an error that says what, where, what to do.

The heavier ones, with the seconds and megabytes that they take: ``bench/bench_hostile.py``.
"""

import pytest

from plangraph.ingest import charset, extract
from plangraph.ingest.source import source_from_bytes
from plangraph.ontology.errors import UnreadableFileError
from tests.ingest.hostile import CASES, PLAN, mhtml, pdf, real_word, show, word

READ = {
    "brackets nested 1,000 deep.txt": 2015,
    "JSON with half a character.json": 4,
    "comments without end.txt": 8004,
    "table of 20,000 columns.txt": 1_200_045,
    "a label before a million spaces.html": 1_000_009,
    "references to half characters.html": 353,
    "table with 100,000 words a cell.docx": 864_054,
    "tables nested 75 deep.docx": 636,
    "styles in a circle.docx": 10_000,
    "a huge page.pdf": 14,
}
REFUSED = {
    "control characters.txt": "line 12 holds the character U\\+0000",
    "escape characters.txt": "line 1 holds the character U\\+001B",
    "elements nested 100,000 deep.html": "nested deeper",
    "share bars nested 20,000 deep.html": "nested deeper",
    "tables nested 5,000 deep.html": "nested deeper",
    "a million elements.html": "larger than any plan",
    "wrappers 5,000 deep.mhtml": "holds no HTML",
    "zip bomb.docx": "unfolds to more",
    "zip bomb.ofd": "unfolds to more",
    "50,000 parts.docx": "unfolds to more",
    "entity bomb.docx": "damaged",
    "entity bomb.ofd": "damaged",
    "ten million elements.docx": "unfolds to more",
    "table of a million columns.docx": "more than 400,000 cells",
    "a million letters on a page.ofd": "longer than any plan",
    "10,000 pages.pdf": "longer than any plan",
    "locked.pdf": "encrypted",
    "pages in a circle.pdf": "Page 1 of the PDF is damaged",
}


def made(name: str) -> bytes:
    """The bytes of a file of a name."""
    content = CASES[name]()
    return content.encode() if isinstance(content, str) else content


@pytest.mark.parametrize("name", READ)
def test_what_is_read(name: str) -> None:
    """Deep brackets and tables, wide tables, circles of styles, odd characters: all is read."""
    assert len(source_from_bytes(made(name), name).text) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    """What unfolds, nests or runs on without end is refused with the reason, where and advice."""
    with pytest.raises(UnreadableFileError, match=REFUSED[name]) as caught:
        source_from_bytes(made(name), name)
    assert caught.value.where == name
    assert caught.value.advice


TRUNCATED = {
    "txt": PLAN.encode(),
    "gbk.txt": PLAN.encode("gb18030"),
    "utf16.txt": PLAN.encode("utf-16"),
    "html": f"<html><body><div id=zoom><p>{PLAN}</p></div></body></html>".encode(),
    "mhtml": mhtml(f"<p>{PLAN}</p>"),
    "docx": real_word(),
    "pdf": pdf([show(f"Plan of work for the {word}.") for word in ("year", "months", "weeks")]),
}


@pytest.mark.parametrize("kind", TRUNCATED)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
def test_a_file_that_is_cut_short(kind: str, share: float) -> None:
    """A file that ends early gives a part of its text, or is refused; it is never another error."""
    raw = TRUNCATED[kind]
    whole = source_from_bytes(raw, f"方案.{kind}").text
    try:
        found = source_from_bytes(raw[: int(share * len(raw))], f"方案.{kind}").text
    except UnreadableFileError as error:
        assert error.advice  # noqa: PT017  it may be read as well
        return
    assert found.rstrip("\ufffd\n")[:20] in whole


def test_a_damaged_page_is_named() -> None:
    """A PDF with one damaged page is refused by its number: no plan is half read."""
    raw = pdf([show("Plan of work.")] * 3).replace(b"/Kids[4 0 R 6 0 R", b"/Kids[4 0 R 99 0 R")
    with pytest.raises(UnreadableFileError, match="Page 2 of the PDF is damaged"):
        source_from_bytes(raw, "方案.pdf")


def test_the_frame_with_the_plan() -> None:
    """Of a page in frames, saved as one file, the frame with the most text is read."""
    frames = ["<p>菜单，首页。</p>", f"<p>{PLAN}</p>", "<p>页脚，备案。</p>"]
    part = "\r\n--b0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    raw = mhtml(part.join(frames))
    assert "推进第九项工作" in source_from_bytes(raw, "方案.mhtml").text


def test_text_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text file is refused beyond the same number of characters as other files."""
    monkeypatch.setattr(extract, "MOST_TEXT", 10)
    raw = word("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in PLAN.splitlines()))
    with pytest.raises(UnreadableFileError, match="more than 10 characters"):
        source_from_bytes(raw, "方案.docx")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_control_characters_are_told(encoding: str) -> None:
    """A text with a control character is refused with its place, where the encoding is sure."""
    raw = f"一、目标\n二、任{chr(7)}务\n".encode(encoding)
    with pytest.raises(UnreadableFileError) as caught:
        charset.decode(raw)
    told = "line 2 holds the character U+0007" in str(caught.value)
    assert told == (encoding != "gb18030")
