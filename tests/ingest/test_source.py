# ruff: noqa: E501  a Chinese character counts as two columns
"""Bytes to text: what is decoded, what is refused, and how matching leaves every offset alone."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.ingest.source import matching_view, read_source, source_from_bytes
from plangraph.ontology.errors import UnreadableFileError

TEXT = "一、\u00a0目标\r\n（一）建设𠀀平台，达到３０件。\n"


def packed() -> bytes:
    """A zip archive that is no document of any kind."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("photo.jpg", "no photo")
    return file.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with byte order mark"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
        pytest.param(b"\xff\xfe" + TEXT.encode("utf-16-le"), id="UTF-16, little end first"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), id="UTF-16, big end first"),
    ],
)
def test_text_is_sacred(raw: bytes) -> None:
    """The stored text is what was decoded: no byte order mark, and every line end and width kept."""
    assert source_from_bytes(raw, "plan").text == TEXT


def test_gbk_is_read_as_part_of_gb18030() -> None:
    """Files of old systems in GBK and GB2312 read like those in GB18030."""
    for encoding in ("gbk", "gb2312"):
        assert source_from_bytes("一、工作目标".encode(encoding), "plan").text == "一、工作目标"


def test_checksum_is_over_utf8() -> None:
    """The sha256 of a text is that of its UTF-8 form, whatever encoding it came in."""
    wanted = hashlib.sha256(TEXT.encode()).hexdigest()
    assert source_from_bytes(TEXT.encode("gb18030"), "plan").sha256 == wanted
    assert source_from_bytes(TEXT.encode("utf-8-sig"), "plan").sha256 == wanted


@pytest.mark.parametrize(
    "raw", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\t", "\u3000\u00a0".encode()]
)
def test_empty_file_is_refused(raw: bytes) -> None:
    """A file with nothing but white space is refused, with what to do about it."""
    with pytest.raises(UnreadableFileError, match=r"a\.txt: The file is empty\. Save"):
        source_from_bytes(raw, "a.txt")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", id="PNG"),
        pytest.param(packed(), id="zip"),
        pytest.param(hashlib.shake_128(b"noise").digest(2000), id="random bytes"),
        pytest.param(bytes(range(256)), id="every byte"),
        pytest.param(TEXT.encode("utf-32"), id="UTF-32"),
    ],
)
def test_binary_file_is_refused(raw: bytes) -> None:
    """A picture, an archive or noise is no plan, and the message names the encodings that are."""
    with pytest.raises(UnreadableFileError, match="not a text in UTF-8, UTF-16 or GB18030"):
        source_from_bytes(raw, "a.bin")


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    """A source knows its text and the path that it came from."""
    path = tmp_path / "方案.txt"
    path.write_bytes(TEXT.encode())
    source = read_source(path)
    assert (source.text, source.name) == (TEXT, str(path))


def test_missing_file_is_named(tmp_path: Path) -> None:
    """The message for a file that is not there says which."""
    with pytest.raises(UnreadableFileError, match="no such file") as caught:
        read_source(tmp_path / "none.txt")
    assert caught.value.where == str(tmp_path / "none.txt")


def test_folder_is_no_file(tmp_path: Path) -> None:
    """A folder given as a file is refused with advice."""
    with pytest.raises(UnreadableFileError, match="This is a folder"):
        read_source(tmp_path)


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    """What the system says about a path that cannot be opened stands in the message."""
    file = tmp_path / "a.txt"
    file.write_text("一", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        read_source(file / "b.txt")


@given(st.text())
def test_view_is_one_to_one(text: str) -> None:
    """The matching view has as many code points as the text, so that offsets hold in both."""
    view = matching_view(text)
    assert len(view) == len(text)
    assert matching_view(view) == view


@given(st.text(), st.text())
def test_view_looks_at_one_character_at_a_time(one: str, other: str) -> None:
    """The view of two texts in a row is the two views in a row."""
    assert matching_view(one + other) == matching_view(one) + matching_view(other)


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("（２０２２—２０２５年）", "(2022-2025年)"),
        ("〔2021〕【注】", "[2021][注]"),
        ("一、\u00a0\u3000目标", "一、  目标"),
        ("甲，乙；丙：丁！", "甲,乙;丙:丁!"),
        ("2025～2028〜30", "2025~2028~30"),
        ("二○二二◯", "二〇二二〇"),
        ("⼀⼆⼈⻓⺠", "一二人长民"),
        ("①㎡…½", "①㎡…½"),
    ],
)
def test_view_unifies_widths_and_marks(printed: str, seen: str) -> None:
    """Widths, spaces, dashes, brackets and radicals are unified; what would change length stays."""
    assert matching_view(printed) == seen
