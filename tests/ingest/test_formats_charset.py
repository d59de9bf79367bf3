"""Encodings: what each old system wrote is read, and noise is not taken for text."""

import contextlib
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.ingest import charset
from plangraph.ingest.source import source_from_bytes
from plangraph.ontology.errors import UnreadableFileError

SIMPLE = "一、工作目标\n到2025年，培育企业100家以上。（责任单位：市科技局）\n"
TRADITIONAL = "一、工作目標\n到2025年，培育企業100家以上。（責任單位：臺北市政府）\n"


def read(raw: bytes, name: str = "plan.txt") -> str:
    """The stored text of some bytes."""
    return source_from_bytes(raw, name).text


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_simplified_texts(encoding: str) -> None:
    """A Chinese text is read in every encoding of the mainland, with byte order mark or without."""
    assert read(SIMPLE.encode(encoding)) == SIMPLE


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gbk", "gb18030", "utf-16-le"])
def test_traditional_texts_i11(encoding: str) -> None:
    """I11: a page in traditional characters is read in Big5 as well as in GBK and Unicode."""
    assert read(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize("words", ["联通", "一一", "目标", "责任单位", "一、目标"])
def test_a_few_characters_of_gbk(words: str) -> None:
    """Two characters are enough to tell GBK from UTF-8, where their bytes would fit both."""
    assert read(words.encode("gbk")) == words


def test_four_byte_characters() -> None:
    """Rare characters of names that only GB18030 holds are read."""
    assert read("支持㐂𠀀镇建设示范点".encode("gb18030")) == "支持㐂𠀀镇建设示范点"


@pytest.mark.parametrize(
    ("encoding", "cut"), [("utf-8", 1), ("utf-8", 2), ("gb18030", 1), ("utf-16-le", 1)]
)
def test_a_cut_last_character(encoding: str, cut: int) -> None:
    """A file that ends inside a character is read up to there; the cut is marked."""
    assert read("一、工作目标".encode(encoding)[:-cut]) == "一、工作目\ufffd"


def test_damage_inside_is_not_passed_over() -> None:
    """A broken character before the last makes a file unreadable, not a text with gaps."""
    raw = SIMPLE.encode()
    with pytest.raises(UnreadableFileError, match="not a text in UTF-8"):
        read(raw[:20] + b"\xff\xff\xff" + raw[20:])


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "big5", "nonsense"])
def test_a_page_whose_declaration_is_wrong(declared: str) -> None:
    """A page is read by its bytes; a wrong charset in its head does no harm."""
    page = f'<html><head><meta charset="{declared}"></head><body><p>{SIMPLE}</p>㐂𠀀</body></html>'
    assert "一、工作目标" in read(page.encode("gb18030"), "a.html")
    assert "𠀀" in read(page.encode("gb18030"), "a.html")


def test_control_characters_make_a_binary_file() -> None:
    """A text with the control characters of a binary file is refused with advice."""
    with pytest.raises(UnreadableFileError, match="Save the plan as a text file"):
        read("一、目标\x00\x01".encode())


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=30))
def test_any_utf8_text_is_read_as_it_is(words: str) -> None:
    """A text in UTF-8 comes back as it was, however rare its characters."""
    assert charset.decode(words.encode()) == words


@given(st.binary(max_size=400))
def test_bytes_give_a_text_or_the_message(raw: bytes) -> None:
    """Whatever the bytes, the answer is a text or the message, never another error."""
    with contextlib.suppress(UnreadableFileError):
        assert isinstance(charset.decode(raw), str)


def test_noise_is_no_text() -> None:
    """Of a hundred files of random bytes none is taken for a text."""
    for seed in range(100):
        with pytest.raises(UnreadableFileError):
            charset.decode(hashlib.shake_128(bytes([seed])).digest(600))
