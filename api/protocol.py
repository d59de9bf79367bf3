"""An HTTP request to the query or update that it asks for, by the SPARQL 1.1 Protocol.

Source: SPARQL 1.1 Protocol, sections 2.1 (query operation) and 2.2 (update operation).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

import pyoxigraph as ox
from fastapi import Request
from starlette.exceptions import HTTPException

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.terms import Term, from_engine
from plangraph.ontology.errors import InvalidQueryError

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
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


@dataclass(frozen=True, slots=True)
class UpdateOperation:
    """An update with the graphs that its patterns see; ``None`` leaves that to the update."""

    update: str
    using_graphs: tuple[str, ...] | None = None
    using_named_graphs: tuple[str, ...] | None = None


async def read_operation(request: Request, limit: int) -> Operation:
    """The operation of a GET or POST request; at most ``limit`` bytes of query are taken.

    Raises:
        InvalidQueryError: The query is missing, given twice, no UTF-8, or an update.
        HTTPException: 413 for a query that is too long, 415 for a body of another type.
    """
    pairs = _pairs(request.url.query)
    if request.method == "POST":
        pairs += await _read_body(request, limit, "query")
    operation = _operation(pairs)
    if request.method == "POST" and not operation.query:
        raise InvalidQueryError("The request holds no query.", where="query", advice=_ADVICE)
    if len(operation.query.encode()) > limit:
        raise _too_large("query", limit)
    return operation


async def read_update(request: Request, limit: int) -> UpdateOperation:
    """The update of a POST request; at most ``limit`` bytes of it are taken.

    Raises:
        InvalidQueryError: The update is missing, given twice, in the address, or no UTF-8.
        HTTPException: 413 for an update that is too long, 415 for a body of another type.
    """
    named = _by_name(_pairs(request.url.query))
    if "update" in named:
        raise InvalidQueryError(_IN_ADDRESS, where="update", advice=_UPDATE_ADVICE)
    values = _by_name(await _read_body(request, limit, "update"))
    texts = values.get("update", [])
    if len(texts) != 1 or "query" in values.keys() | named.keys():
        raise InvalidQueryError(
            "The request holds no update, or more than one, or a query.",
            where="update",
            advice=_UPDATE_ADVICE,
        )
    if len(texts[0].encode()) > limit:
        raise _too_large("update", limit)
    given = {name: named.get(name, []) + values.get(name, []) for name in _USING}
    graphs = [tuple(filter(None, given[name])) or None for name in _USING]
    return UpdateOperation(texts[0], *graphs)


def with_base(sparql: str, base: str) -> str:
    """The text with the endpoint as base of its relative IRIs; without any, as it was sent.

    Source: SPARQL 1.1 Protocol, section 2.1.6 (the base IRI may be the service endpoint).
    """
    return f"BASE <{base}> {sparql}" if RELATIVE.search(sparql) else sparql


async def collect(request: Request, most: int, refusal: HTTPException) -> bytes:
    """The body of a request, read no further than is allowed.

    Raises:
        HTTPException: The one that is given, if the body is longer.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise refusal
    return bytes(body)


RELATIVE: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\\\x00-\x20]*>")
_USING = ("using-graph-uri", "using-named-graph-uri")
_IN_ADDRESS = "An update is not read from the address, where logs and caches would keep it."
_ADVICE = "Send ?query=…, a form with the field query, or a body of type application/sparql-query."
_UPDATE_ADVICE = "Send a form with the field update, or a body of type application/sparql-update."
_BODIES = {"query": (QUERY, _ADVICE), "update": (UPDATE, _UPDATE_ADVICE)}


async def _read_body(request: Request, limit: int, what: str) -> Pairs:
    own, advice = _BODIES[what]
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind, parameters = kind.strip().lower(), parameters.strip().lower().replace('"', "")
    if kind not in (own, FORM) or parameters not in ("", "charset=utf-8"):
        raise HTTPException(415, f"A body of type {kind or 'unknown'} is not read. {advice}")
    most = limit if kind == own else limit * _FORM_OVERHEAD
    body = await collect(request, most, _too_large(what, limit))
    return [(what, _decode(body, what))] if kind == own else _pairs(_decode(body, what))


def _decode(body: bytes, what: str) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise InvalidQueryError(
            f"The {what} is not UTF-8.", where=f"byte {error.start}", advice="Send it in UTF-8."
        ) from None


def _pairs(text: str) -> Pairs:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError:
        raise InvalidQueryError(
            "The parameters are not UTF-8, or too many.", advice="Percent-encode UTF-8."
        ) from None


def _by_name(pairs: Pairs) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values


def _operation(pairs: Pairs) -> Operation:
    values = _by_name(pairs)
    if "update" in values:
        raise InvalidQueryError(
            "This address answers queries, not updates.",
            where="update",
            advice="Send updates to /update by POST.",
        )
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
    """The graphs of one kind; naming either kind makes the other one empty.

    A parameter without a value names nothing: forms send it so when a field is left empty.
    """
    given = {kind: list(filter(None, values.get(kind, []))) for kind in _DATASET}
    return tuple(given[name]) if any(given.values()) else None


_DATASET = ("default-graph-uri", "named-graph-uri")


def _too_large(what: str, limit: int) -> HTTPException:
    return HTTPException(413, f"The {what} is longer than {limit} bytes. Shorten or split it.")
