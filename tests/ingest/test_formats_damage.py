"""Damaged files: cut short, bits flipped, parts replaced. The answer is a text or a clear error."""

from functools import cache

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.ingest.extract import MOST_TEXT, Part, TextWriter
from plangraph.ingest.source import place_of, source_from_bytes
from plangraph.ontology.errors import PlanGraphError, UnreadableFileError
from tests.ingest.ofd import ofd_of, page_of
from tests.ingest.wordfile import PLAN, numbered, replaced, saved, with_lists

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PDF = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n4 0 obj\n<</Length 71>>stream\n"
    b"0 0 m 100 0 l S 10 10 50 60 re S BT /F1 12 Tf 40 500 Td (Plan of work.) Tj ET\nendstream\n"
    b"endobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
    b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
)


@cache
def word_file() -> bytes:
    """A DOCX file with numbers and a table."""
    document = with_lists(PLAN)
    for level in (0, 1, 2):
        numbered(document.add_paragraph("推进平台建设。"), 1, level)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "任务"
    table.cell(1, 1).text = "市科技局"
    return saved(document)


@cache
def ofd_file() -> bytes:
    """An OFD file of two pages."""
    return ofd_of([page_of(["一、目标", "（一）推进平台建设。"], n) for n in (1, 2)])


FILES = {"docx": word_file, "ofd": ofd_file, "pdf": lambda: PDF}


def answer(raw: bytes, name: str) -> None:
    """Reads; lets pass a text with its places in order, and errors for users that say where."""
    error = None
    try:
        source = source_from_bytes(raw, name)
    except PlanGraphError as caught:
        error = caught
    if error is not None:
        assert error.where == name
        assert error.what
        assert error.advice
        return
    starts = [place.start for place in source.places]
    assert starts == sorted(starts)
    assert all(0 <= start < len(source.text) for start in starts)
    assert not any(0xD800 <= ord(char) < 0xE000 for char in source.text)


@pytest.mark.parametrize("kind", FILES)
@QUICK
@given(share=st.floats(0, 1))
def test_a_file_cut_short(kind: str, share: float) -> None:
    """A download that broke off gives a text or says that the file is damaged."""
    raw = FILES[kind]()
    answer(raw[: int(len(raw) * share)], f"方案.{kind}")


@pytest.mark.parametrize("kind", FILES)
@QUICK
@given(flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_flipped_bytes(kind: str, flips: list[tuple[float, int]]) -> None:
    """Bytes changed anywhere give a text or a clear error."""
    raw = bytearray(FILES[kind]())
    for share, byte in flips:
        raw[min(int(share * len(raw)), len(raw) - 1)] = byte
    answer(bytes(raw), f"方案.{kind}")


@pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml", "word/styles.xml"])
@QUICK
@given(content=st.binary(max_size=200) | st.text(alphabet='<>/w:="ptrcl0 ', max_size=200))
def test_parts_replaced(part: str, content: bytes | str) -> None:
    """A part of a DOCX file that holds anything at all gives a text or a clear error."""
    answer(replaced(word_file(), part, content), "方案.docx")


@pytest.mark.parametrize(
    "part", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_1/Content.xml"]
)
@QUICK
@given(content=st.text(alphabet='<>/ofd:="XYgM 0-9.e', max_size=200))
def test_parts_of_ofd_replaced(part: str, content: str) -> None:
    """A part of an OFD file that holds anything at all gives a text or a clear error."""
    answer(replaced(ofd_file(), part, content), "方案.ofd")


@QUICK
@given(
    start=st.sampled_from([b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"MIME-Version: 1.0\n", b"{"]),
    rest=st.binary(max_size=500),
)
def test_noise_behind_a_known_start(start: bytes, rest: bytes) -> None:
    """Noise that starts like a known format gives a text or a clear error."""
    answer(start + rest, "方案")


def test_a_list_that_is_based_on_itself() -> None:
    """Styles based on each other in a circle end."""
    document = Document()
    one = document.styles.add_style("甲", 1)
    other = document.styles.add_style("乙", 1)
    one.base_style, other.base_style = other, one
    document.add_paragraph("一、目标", style="甲")
    assert source_from_bytes(saved(document), "a.docx").text == "一、目标\n"


def test_xml_nested_without_end() -> None:
    """XML nested deeper than any program writes is refused as damaged."""
    deep = "<a>" * 5000 + "</a>" * 5000
    with pytest.raises(UnreadableFileError, match="damaged"):
        source_from_bytes(replaced(word_file(), "word/document.xml", deep), "a.docx")


def test_json_nested_without_end() -> None:
    """JSON nested without end is a text like any other."""
    assert source_from_bytes(b"[" * 100_000, "a.json").text.startswith("[[")


def test_a_text_without_end_is_refused() -> None:
    """A file that unfolds to more text than any plan holds is refused."""
    writer = TextWriter()
    writer.line(Part("一" * (MOST_TEXT - 10)))
    with pytest.raises(UnreadableFileError, match="more than"):
        writer.line(Part("二" * 20))


def test_a_text_file_has_no_places() -> None:
    """A text file has lines of its own and no places."""
    source = source_from_bytes("一、目标".encode(), "a.txt")
    assert place_of(source, 0) is None
