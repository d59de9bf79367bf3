"""Triples to a reply in the format that the client wants."""

from collections.abc import Iterable

import pyoxigraph as ox
from fastapi import Request, Response

from plangraph.api.replies import GRAPHS, by_accept, by_name, wants_page
from plangraph.graph.formats import find_format
from plangraph.graph.terms import as_written

_SHOWN = "text/plain; charset=utf-8"  # what browsers show and do not save


def graph_reply(
    request: Request,
    triples: Iterable[ox.Triple],
    prefixes: dict[str, str],
    wanted: str | None = None,
) -> Response:
    """The triples in the wanted format, else by the Accept header; a browser is shown Turtle.

    Raises:
        NotAcceptableError: The client accepts no format for graphs.
    """
    accept = request.headers.get("accept")
    page = wants_page(accept) and not wanted
    choice = by_name(wanted, GRAPHS) if wanted else by_accept(None if page else accept, GRAPHS)
    form = find_format(choice.offer.name, shape="graph")
    body = ox.serialize(map(as_written, triples), format=form.engine, prefixes=prefixes)
    kind = _SHOWN if page else choice.content_type
    return Response(body, headers={"Content-Type": kind, "Vary": "Accept"})
