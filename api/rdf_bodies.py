"""The body of a request to the triples that it holds, as N-Triples; whole or not at all.

Nothing is fetched: remote contexts of JSON-LD are refused by the engine's parser, document types of
RDF/XML (which may define entities) here, as is nesting that would cost the parser its stack.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import HTTP
from typing import Final
from xml.parsers import expat

import pyoxigraph as ox
from starlette.exceptions import HTTPException

from plangraph.graph.formats import GRAPH_FORMATS, Format
from plangraph.graph.terms import triple_lines
from plangraph.ontology.errors import InvalidDataError

MAX_NESTING: Final = 200
_MULTIPART: Final = "multipart/form-data"
_ADVICE: Final = "Name the format, as in -H 'Content-Type: text/turtle'."
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"|([\[{])|([\]}])', re.DOTALL)
_QUOTED = re.compile(rb"(<<)|(>>)")


def read_triples(body: bytes, content_type: str, base: str | None) -> bytes:
    """The triples of a body, or of all files of a form, as sorted N-Triples.

    Args:
        body: What was sent.
        content_type: Its header.
        base: What relative IRIs are relative to; ``None`` for nothing.

    Raises:
        HTTPException: 415 for a type that is not read.
        InvalidDataError: It does not parse, with line and column where the parser knows them.
    """
    files = (
        [*_files(body, content_type)]
        if _bare(content_type) == _MULTIPART
        else [(body, content_type)]
    )
    return triple_lines({triple for one in files for triple in _parse(*one, base)})


def _files(body: bytes, content_type: str) -> Iterator[tuple[bytes, str]]:
    """The files of a form with their types."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    form = message_from_bytes(head + body, policy=HTTP)
    if not form.is_multipart():
        raise InvalidDataError("The form does not parse.", malformed=True)
    for part in form.iter_parts():
        yield _content(part), part.get("Content-Type", "")


def _content(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _parse(body: bytes, content_type: str, base: str | None) -> Iterator[ox.Triple]:
    form = _format(content_type)
    _CHECKS[form.name](body)
    try:
        for quad in ox.parse(
            body,
            form.engine,
            base_iri=base,
            without_named_graphs=True,
            rename_blank_nodes=True,
        ):
            yield quad.triple
    except SyntaxError as problem:
        where = f"line {problem.lineno}, column {problem.offset}" if problem.lineno else ""
        words = re.sub(r"^Parser error at line .*?: | \(line \d+\)$", "", problem.msg)
        raise _broken(form, words, where) from None


def _broken(form: Format, words: str, where: str = "") -> InvalidDataError:
    return InvalidDataError(
        f"This is no {form.media_type}: {words}.",
        where=where,
        advice="Nothing was written.",
        malformed=True,
    )


def _format(content_type: str) -> Format:
    bare, _, parameters = content_type.partition(";")
    bare, parameters = bare.strip().lower(), parameters.strip().lower().replace('"', "")
    fitting = [form for form in GRAPH_FORMATS if bare in (form.media_type, *form.aliases)]
    if not fitting or "charset=" in parameters.replace("charset=utf-8", ""):
        known = ", ".join(form.media_type for form in GRAPH_FORMATS)
        raise HTTPException(
            415, f"A body of type {content_type or 'unknown'} is not read. {_ADVICE} Read: {known}."
        )
    return fitting[0]


def _bare(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _check_json(body: bytes) -> None:
    _check_depth(_JSON, body)


def _check_lines(body: bytes) -> None:
    """Turtle and N-Triples: only triples within triples cost the parser its stack."""
    _check_depth(_QUOTED, body)


def _check_depth(marks: re.Pattern[bytes], body: bytes) -> None:
    depth = 0
    for mark in marks.finditer(body):
        depth = depth + bool(mark[1]) - bool(mark[2] and depth)
        if depth > MAX_NESTING:
            raise _too_deep()


def _check_xml(body: bytes) -> None:
    depth = 0

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_NESTING:
            raise _too_deep()

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(body, True)  # noqa: FBT003  (that was all of it)
    except expat.ExpatError as problem:
        where = f"line {problem.lineno}, column {problem.offset + 1}"
        raise _broken(_format("application/rdf+xml"), expat.ErrorString(problem.code), where) from (
            None
        )


def _refuse_document_type(*_: object) -> None:
    raise InvalidDataError(
        "A document type (<!DOCTYPE …>) is refused.",
        advice="Leave it out and write the entities as what they stand for.",
        malformed=True,
    )


def _too_deep() -> InvalidDataError:
    return InvalidDataError(
        f"The body is nested more than {MAX_NESTING} levels deep.",
        advice="Send N-Triples, which need no nesting.",
        malformed=True,
    )


_CHECKS: Final = {
    "ttl": _check_lines,
    "nt": _check_lines,
    "jsonld": _check_json,
    "rdfxml": _check_xml,
}
