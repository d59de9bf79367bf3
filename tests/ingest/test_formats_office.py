"""DOC, WPS, RTF and ODT: through LibreOffice, with a clear message on a machine without it."""

import shutil
from pathlib import Path

import pytest

from plangraph.ingest.office import NAMES
from plangraph.ingest.source import source_from_bytes
from plangraph.ontology.errors import ToolMissingError, UnreadableFileError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
RTF = r"{\rtf1\ansi\uc0 \u19968 \u12289 \u30446 \u26631\par \u24066 \u31185 \u25216 \u23616\par}"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("方案.doc", OLE + "WordDocument".encode("utf-16-le")),
        ("方案.wps", OLE + "WordDocument".encode("utf-16-le")),
        ("方案.rtf", RTF.encode()),
    ],
)
def test_without_libreoffice_the_message_says_so(
    name: str, raw: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine without LibreOffice an old office file is refused with what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissingError, match="Install LibreOffice Writer") as caught:
        source_from_bytes(raw, name)
    assert caught.value.where == name


def test_with_libreoffice_the_text_is_read() -> None:
    """With LibreOffice an RTF file is read like a DOCX; without it the message says so."""
    if any(map(shutil.which, NAMES)):
        assert source_from_bytes(RTF.encode(), "方案.rtf").text == "一、目标\n市科技局\n"
        return
    with pytest.raises(ToolMissingError, match="Install LibreOffice"):
        source_from_bytes(RTF.encode(), "方案.rtf")


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("EncryptedPackage", "encrypted"),
        ("Workbook", "an Excel workbook"),
        ("PowerPoint Document", "a presentation"),
    ],
)
def test_other_office_files_are_named(stream: str, message: str) -> None:
    """A locked file, a workbook and a presentation are told apart from a text."""
    with pytest.raises(UnreadableFileError, match=message):
        source_from_bytes(OLE + stream.encode("utf-16-le"), "方案.doc")


def test_a_page_called_doc_is_a_page() -> None:
    """A web page that a site offers as .doc is read as what it is."""
    assert (
        source_from_bytes("<html><p>一、目标</p></html>".encode(), "方案.doc").text == "一、目标\n"
    )
