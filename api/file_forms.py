"""The body of an upload to the file in it, and what its form tells beside it.

It runs in a worker: whoever sends a form may send anything.

Source: RFC 7578 (multipart/form-data), RFC 2046, section 5.1.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import PurePosixPath
from typing import Final

from plangraph.ontology.errors import InvalidDataError, InvalidQueryError

MULTIPART: Final = "multipart/form-data"
FIELDS: Final = ("place", "title", "date", "number", "source_url", "name")
TEXT: Final = "text"  # the field that holds a plan's text where no file is sent
_PARTS: Final = ("file", TEXT)  # parts that are the plan itself; an empty one is none
_PASTED: Final = "plan.txt"
_MOST_PARTS: Final = 50
_MOST_HEAD: Final = 8_192  # bytes of the headers of a part
_LONGEST: Final = 2_000  # characters of a field
_ENDINGS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/vnd.ms-works": ".wps",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_ADVICE: Final = "Send one file, as in curl -F file=@plan.pdf."


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as somebody sent it.

    Attributes:
        name: Its name, without folders.
        content: Its bytes.
        told: What the fields of its form tell.
    """

    name: str
    content: bytes
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    file: str
    kind: str
    content: bytes


def read_sent(body: bytes, content_type: str, name: str = "") -> Sent:
    """The file of a request: its whole body, or the one file of its form.

    Raises:
        InvalidDataError: The form does not parse, or holds no file or several.
        InvalidQueryError: A field is unknown, too long or not in UTF-8.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind != MULTIPART:
        return Sent(_named(name, kind), body, {})
    parts = [*_parts(body, content_type)]
    file = _one_file(parts)
    told = dict(_field(part) for part in parts if not (part.file or part.name in _PARTS))
    return Sent(_named(name or file.file, file.kind), file.content, told)


def _one_file(parts: list[_Part]) -> _Part:
    """The file of a form; the text that somebody pasted into it, where no file is chosen."""
    files = [part for part in parts if part.file]
    pasted = [part for part in parts if part.name == TEXT and part.content.strip()]
    if pasted and not files:
        lines = pasted[0].content.replace(b"\r\n", b"\n")  # browsers send lines of their own kind
        return _Part(TEXT, _PASTED, "text/plain", lines)
    if len(files) != 1:
        number = "several files" if files else "no file"
        raise InvalidDataError(f"The form holds {number}.", advice=_ADVICE, malformed=True)
    return files[0]


def _named(name: str, kind: str) -> str:
    """A name for messages, whose ending decides where the bytes leave doubt."""
    bare = PurePosixPath(name.replace("\\", "/")).name.strip()[-200:] or "file"
    return bare if PurePosixPath(bare).suffix else bare + _ENDINGS.get(kind, "")


def _field(part: _Part) -> tuple[str, str]:
    if part.name not in FIELDS:
        raise InvalidQueryError(
            f"The form has a field {part.name!r}, which is not known.",
            where=part.name,
            advice=f"Known are a file, text and {', '.join(FIELDS)}.",
        )
    try:
        text = part.content.decode().strip()
    except UnicodeDecodeError:
        raise InvalidQueryError("The field is not UTF-8.", where=part.name) from None
    if len(text) > _LONGEST:
        raise InvalidQueryError(f"The field is longer than {_LONGEST} characters.", where=part.name)
    return part.name, text


def _parts(body: bytes, content_type: str) -> Iterator[_Part]:
    head = Message()
    head["Content-Type"] = content_type
    boundary = head.get_boundary()
    if not boundary:
        raise _broken("its Content-Type names no boundary")
    mark = b"\r\n--" + boundary.encode("latin-1", "replace")
    pieces = (b"\r\n" + body).split(mark, _MOST_PARTS + 1)[1:]
    for piece in pieces[:_MOST_PARTS]:
        if piece.startswith(b"--"):
            return
        yield _part(piece)
    raise _broken("it is cut short" if len(pieces) <= _MOST_PARTS else "it has too many parts")


def _part(piece: bytes) -> _Part:
    """A part: the rest of the line of its mark, its headers, an empty line, its bytes."""
    head, there, content = piece.partition(b"\r\n\r\n")
    if not there or len(head) > _MOST_HEAD or not re.match(rb"[ \t]*\r\n", piece):
        raise _broken("a part has no headers")
    headers = HeaderParser().parsestr(head.decode("utf-8", "replace").lstrip())
    name = headers.get_param("name", "", header="content-disposition")
    file = headers.get_filename("")
    given = headers.get_param("filename", None, header="content-disposition")
    if given is not None and not file and content:
        file = "file"
    return _Part(str(name), file, headers.get_content_type(), content)


def _broken(what: str) -> InvalidDataError:
    return InvalidDataError(f"The form does not parse: {what}.", advice=_ADVICE, malformed=True)
