"""Zip archives and the XML in them, with bounds on what they may unfold to.

An archive may claim any size and an XML part may define entities that multiply; so parts are read
up to a limit, and any document type declaration is refused.
"""

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from plangraph.ontology.errors import UnreadableFileError

MOST_PART = 64 * 1024 * 1024
MOST_PARTS = 20_000
MOST_IN_ALL = 256 * 1024 * 1024
MOST_TAGS = 4_000_000  # of one part; a plan of 500 pages has 200,000
_ENTRY = b"PK\x01\x02"  # starts the entry of a part in the list of parts
_DAMAGED = "Open it in the program that wrote it and save it again."
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    RuntimeError,
)


class Archive:
    """The parts of a zip archive by name.

    Raises:
        UnreadableFileError: Damaged, encrypted, or more parts than any plan has.
    """

    def __init__(self, raw: bytes) -> None:
        if raw.count(_ENTRY) > 2 * MOST_PARTS:  # the list alone would fill the memory
            raise _too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except _BROKEN as error:
            raise _damaged("archive") from error
        self._infos = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self._lower = {name.lower(): name for name in self._infos}
        self._read = 0
        if len(self._infos) > MOST_PARTS:
            raise _too_large()

    def names(self) -> list[str]:
        """The names of all parts, in the order of the archive."""
        return list(self._infos)

    def has(self, name: str) -> bool:
        """Whether a part is there; case does not matter."""
        return name.lstrip("/").lower() in self._lower

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            UnreadableFileError: Not there, damaged, encrypted or too large.
        """
        info = self._infos.get(self._lower.get(name.lstrip("/").lower(), ""))
        if info is None:
            raise _damaged(f"part {name}")
        if info.flag_bits & 1:
            raise encrypted()
        try:
            with self._zip.open(info) as stream:
                content = stream.read(MOST_PART + 1)
        except _BROKEN as error:
            raise _damaged(f"part {name}") from error
        self._read += len(content)
        if len(content) > MOST_PART or self._read > MOST_IN_ALL:
            raise _too_large()
        return content

    def xml(self, name: str) -> Any:
        """The root element of a part that is XML.

        Raises:
            UnreadableFileError: As :meth:`part`, or not XML, or XML with declarations of its own.
        """
        return parse_xml(self.part(name), name)


def parse_xml(content: bytes, name: str) -> Any:
    """The root element of some XML without entities, network or declarations.

    Raises:
        UnreadableFileError: Not XML, too much of it, or XML with a document type declaration.
    """
    if content.count(b"<") > MOST_TAGS:
        raise _too_large()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(f"part {name}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError(
            f"The part {name} of the file declares entities, which no office program writes.",
            advice="Do not trust this file. Save the plan anew as DOCX or text.",
        )
    return root


def resolved(base: str, target: str) -> str:
    """The name of a part that another part names relative to itself.

    >>> resolved("word/document.xml", "../media/a.png")
    'media/a.png'
    """
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target)).lstrip("/")


def encrypted() -> UnreadableFileError:
    """The error for a file that is locked with a password."""
    return UnreadableFileError(
        "The file is encrypted.", advice="Save it without a password, then add it again."
    )


def _damaged(what: str) -> UnreadableFileError:
    return UnreadableFileError(f"The file is damaged: its {what} cannot be read.", advice=_DAMAGED)


def _too_large() -> UnreadableFileError:
    return UnreadableFileError(
        "The file unfolds to more than a plan can hold.",
        advice="Do not trust this file. Save the plan anew as DOCX or text.",
    )
