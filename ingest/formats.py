"""Bytes of a file to the reader for what they are: told by the bytes first, by the name last.

A plan saved as .doc may be a web page, a .wps a DOCX, a .txt a page's source. Whatever goes wrong
in a reader leaves here as one of the errors for users, with the name of the file.
"""

import html
import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import PurePath

from plangraph.ingest import charset, office
from plangraph.ingest.archive import Archive, encrypted
from plangraph.ingest.docx_text import main_part, read_docx
from plangraph.ingest.extract import MOST_TEXT, Extract, too_long, without_unseen
from plangraph.ingest.html_text import escaped_page, read_html, text_of_json
from plangraph.ingest.markdown import looks_like_markdown, read_markdown
from plangraph.ingest.mhtml import read_mhtml
from plangraph.ontology.errors import PlanGraphError, UnreadableFileError

Reader = Callable[[bytes], Extract]
MOST_BYTES = 256 * 1024 * 1024
_MOST_IN_A_CHARACTER = 4  # bytes, in any encoding
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_NAMES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jhtml"})
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body|meta|title|div|p|"
    r"table|span|h[1-6]|section|article|style|script|center|ul|ol|font|br)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|div|br|span|table|td|body|html)\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r'\\"|\\n|\\/|\\u[0-9a-f]{4}|&nbsp;|&lt;/?p', re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|ldquo|rdquo|mdash|ensp|emsp|middot|hellip|times|#\d{2,5});")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{2,20})", re.IGNORECASE)
_OTHER_OFFICE = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a presentation",
}
_OTHER_OLE = {"Workbook": "an Excel workbook", "PowerPoint Document": "a presentation"}


def extract(raw: bytes, name: str, *, convert: bool = True) -> Extract:
    """The text of a file, whatever format it has.

    Args:
        raw: The file.
        name: Used in messages, and its ending where bytes leave doubt.
        convert: Whether LibreOffice may be started for the formats that only it reads.

    Raises:
        UnreadableFileError: Damaged, encrypted, empty, too large, or of no format that has text.
        ToolMissingError: A DOC or WPS file, and no LibreOffice to convert it.
    """
    try:
        if len(raw) > MOST_BYTES:
            raise UnreadableFileError(
                "The file is larger than 256 MB.", advice="Save the plan's text alone."
            )
        reader = _reader(raw, name)
        if not convert and _is_conversion(reader):
            raise _not_converted()
        return reader(raw)
    except PlanGraphError as error:
        error.where = error.where or name
        raise
    except (MemoryError, RecursionError) as error:
        raise UnreadableFileError(
            "The file is nested or unfolds further than any plan.",
            where=name,
            advice="Save the plan's text alone.",
        ) from error


def _reader(raw: bytes, name: str) -> Reader:
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in raw[:1024]:
        return _loaded("pdf_text", "read_pdf")
    if raw[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return _archive_reader(raw, ending)
    if raw.startswith(_OLE):
        return _ole_reader(raw, ending)
    if raw.startswith(b"{\\rtf") or b'progid="Word.Document"' in raw[:400]:
        return partial(office.read_office, ending=".rtf" if raw[:1] == b"{" else ".xml")
    if raw[:400].lower().lstrip().startswith((b"mime-version:", b"from: <saved by")):
        return read_mhtml
    return lambda content: _read_text(content, ending)


def _loaded(module: str, function: str) -> Reader:
    """A reader that is imported when it is needed: PDFium alone costs what reading a plan does."""
    reader: Reader = getattr(import_module(f"plangraph.ingest.{module}"), function)
    return reader


def _archive_reader(raw: bytes, ending: str) -> Reader:
    archive = Archive(raw)
    if archive.has("OFD.xml"):
        return _loaded("ofd_text", "read_ofd")
    for part, what in _OTHER_OFFICE.items():
        if archive.has(part):
            raise _not_a_text(what)
    if archive.has("[Content_Types].xml") or archive.has(main_part(archive)):
        return read_docx
    if archive.has("mimetype") and archive.has("content.xml"):
        return partial(office.read_office, ending=ending or ".odt")
    raise charset.no_text()


def _ole_reader(raw: bytes, ending: str) -> Reader:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise encrypted()
    for stream, what in _OTHER_OLE.items():
        if stream.encode("utf-16-le") in raw and "WordDocument".encode("utf-16-le") not in raw:
            raise _not_a_text(what)
    return partial(office.read_office, ending=".wps" if ending == ".wps" else ".doc")


def _is_conversion(reader: Reader) -> bool:
    return isinstance(reader, partial) and reader.func is office.read_office


def _not_converted() -> UnreadableFileError:
    return UnreadableFileError(
        "The file is in an old office format (DOC, WPS, RTF, ODT), which is not read here.",
        advice="Save it as DOCX or PDF; or add it on the machine itself, with plangraph add.",
        unsupported=True,
    )


def _not_a_text(what: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"The file is {what}, not a text.",
        advice="Save the plan as DOCX, PDF or text.",
        unsupported=True,
    )


def _read_text(raw: bytes, ending: str) -> Extract:
    """Text but for what is unseen in it; a web page, or the string of one, without its markup."""
    declared = _META.search(raw[:4096]) or _XML.search(raw[:200])
    text = _decoded(raw, declared[1].decode("ascii") if declared else "")
    if _PAGE.match(text[:8192]):
        return read_html(text)
    if text.lstrip()[:1] in {"{", "[", '"'}:
        content = text_of_json(text)
        if content is not None:
            return read_html(content) if _TAG.search(content) else Extract(_plain(content))
    if looks_like_markdown(text, ending):
        return read_markdown(text)
    if _is_escaped_page(text):
        return read_html(escaped_page(text))
    if ending in _HTML_NAMES and _TAG.search(text[:8192]):
        return read_html(text)
    return Extract(_plain(text))


def _plain(text: str) -> str:
    """A text without unseen characters, and its entities as what they mean (I20, I21)."""
    escaped = len(_ENTITY.findall(text[:100_000])) > 2
    return without_unseen(html.unescape(text) if escaped else text)


def _decoded(raw: bytes, declared: str) -> str:
    if len(raw) > _MOST_IN_A_CHARACTER * MOST_TEXT:
        raise too_long()
    text = charset.decode(raw, declared)
    if len(text) > MOST_TEXT:
        raise too_long()
    return text


def _is_escaped_page(text: str) -> bool:
    """Whether a text is the source of a page inside a string of code (I20)."""
    sample = text[:100_000]
    return len(_TAG.findall(sample)) > 2 and len(_ESCAPED.findall(sample)) > 2
