"""An HTTP request to the query operation that it asks for, by the SPARQL 1.1 Protocol.

Source: SPARQL 1.1 Protocol, section 2.1 (query operation).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pyoxigraph as ox
from fastapi import Request
from starlette.exceptions import HTTPException

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.terms import Term, from_engine
from plangraph.ontology.errors import InvalidQueryError

QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
_FORM_OVERHEAD = 4  # percent-encoding writes a byte as three; the rest is for other parameters
_PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query with its dataset; ``None`` as dataset leaves it to the query.

    Attributes:
        query: The SPARQL text; empty if the request holds none.
        format: The format that the client names; ``None`` leaves it to the Accept header.
        bindings: Values of variables, given as ``$name`` in Turtle's notation.
    """

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    format: str | None = None
    bindings: Mapping[str, Term] = field(default_factory=dict)


async def read_operation(request: Request, limit: int) -> Operation:
    """The operation of a GET or POST request; at most ``limit`` bytes of query are taken.

    Raises:
        InvalidQueryError: The query is missing, given twice, no UTF-8, or an update.
        HTTPException: 413 for a query that is too long, 415 for a body of another type.
    """
    pairs = _pairs(request.url.query)
    if request.method == "POST":
        pairs += await _read_body(request, limit)
    operation = _operation(pairs)
    if request.method == "POST" and not operation.query:
        raise InvalidQueryError("The request holds no query.", where="query", advice=_ADVICE)
    if len(operation.query.encode()) > limit:
        raise _too_large(limit)
    return operation


_ADVICE = "Send ?query=…, a form with the field query, or a body of type application/sparql-query."


async def _read_body(request: Request, limit: int) -> Pairs:
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind, parameters = kind.strip().lower(), parameters.strip().lower().replace('"', "")
    if kind not in (QUERY, FORM) or parameters not in ("", "charset=utf-8"):
        raise HTTPException(415, f"A body of type {kind or 'unknown'} is not read. {_ADVICE}")
    body = await _collect(request, limit if kind == QUERY else limit * _FORM_OVERHEAD, limit)
    return [("query", _decode(body))] if kind == QUERY else _pairs(_decode(body))


async def _collect(request: Request, most: int, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise _too_large(limit)
    return bytes(body)


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise InvalidQueryError(
            "The query is not UTF-8.", where=f"byte {error.start}", advice="Send it in UTF-8."
        ) from None


def _pairs(text: str) -> Pairs:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError:
        raise InvalidQueryError(
            "The parameters are not UTF-8, or too many.", advice="Percent-encode UTF-8."
        ) from None


def _operation(pairs: Pairs) -> Operation:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise InvalidQueryError("This address answers queries, not updates.", where="update")
    if len(values.get("query", [])) > 1:
        raise InvalidQueryError("More than one query is given.", where="query", advice=_ADVICE)
    return Operation(
        query=values.get("query", [""])[0],
        default_graphs=_graphs(values, "default-graph-uri"),
        named_graphs=_graphs(values, "named-graph-uri"),
        format=next(iter(values.get("format", [])), None) or None,
        bindings={name[1:]: _term(name, text) for name, text in pairs if name.startswith("$")},
    )


def _term(name: str, text: str) -> Term:
    """One value in Turtle's notation: ``3``, ``"专利"@zh``, ``"2024-12-31"^^xsd:date``, ``<…>``."""
    try:
        found = list(ox.parse(f"{_PROLOGUE}<x:s> <x:p> {text} .", ox.RdfFormat.TURTLE))
    except SyntaxError:
        found = []
    if len(found) != 1 or isinstance(found[0].object, ox.BlankNode | ox.Triple):
        raise InvalidQueryError(
            "The value is no single IRI or literal.",
            where=name,
            advice='Write it as in Turtle: 3, "专利"@zh, "2024-12-31"^^xsd:date, <https://…>.',
        )
    return from_engine(found[0].object)


def _graphs(values: dict[str, list[str]], name: str) -> tuple[str, ...] | None:
    """The graphs of one kind; naming either kind makes the other one empty."""
    if values.keys().isdisjoint({"default-graph-uri", "named-graph-uri"}):
        return None
    return tuple(values.get(name, []))


def _too_large(limit: int) -> HTTPException:
    return HTTPException(413, f"The query is longer than {limit} bytes. Shorten or split it.")
