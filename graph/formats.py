"""The one table of formats: what an answer or a graph can be written as, and its media type.

Choosing one by a client's ``Accept`` header is left to ``api``, by a file's ending to the command
line.
"""

from dataclasses import dataclass
from typing import Any, Literal

import pyoxigraph as ox

from plangraph.ontology.errors import NotAcceptableError

Shape = Literal["rows", "graph", "dataset"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer or a graph.

    Attributes:
        name: What a user types: ``json``, ``csv``, ``ttl``.
        media_type: As registered, without parameters.
        shape: ``rows`` for SELECT and ASK, ``graph`` for CONSTRUCT and DESCRIBE, ``dataset``
            where the names of the graphs are kept.
        engine: The engine's own name of it.
        aliases: Other media types that clients send for it.
        utf8: True where the media type takes a ``charset`` parameter.
    """

    name: str
    media_type: str
    shape: Shape
    engine: Any
    aliases: tuple[str, ...] = ()
    utf8: bool = False

    @property
    def content_type(self) -> str:
        """The value of the ``Content-Type`` header."""
        return f"{self.media_type}; charset=utf-8" if self.utf8 else self.media_type


_ROWS = ox.QueryResultsFormat
_RDF = ox.RdfFormat

FORMATS = (
    Format("json", "application/sparql-results+json", "rows", _ROWS.JSON, ("application/json",)),
    Format(
        "xml", "application/sparql-results+xml", "rows", _ROWS.XML, ("application/xml", "text/xml")
    ),
    Format("csv", "text/csv", "rows", _ROWS.CSV, utf8=True),
    Format("tsv", "text/tab-separated-values", "rows", _ROWS.TSV, utf8=True),
    Format("ttl", "text/turtle", "graph", _RDF.TURTLE, ("application/x-turtle",), utf8=True),
    Format("nt", "application/n-triples", "graph", _RDF.N_TRIPLES, ("text/plain",)),
    Format("jsonld", "application/ld+json", "graph", _RDF.JSON_LD, ("application/json",)),
    Format("rdfxml", "application/rdf+xml", "graph", _RDF.RDF_XML, ("application/xml", "text/xml")),
    Format("nq", "application/n-quads", "dataset", _RDF.N_QUADS, ("text/x-nquads",)),
)

ROW_FORMATS = tuple(form for form in FORMATS if form.shape == "rows")
GRAPH_FORMATS = tuple(form for form in FORMATS if form.shape == "graph")


def find_format(wanted: str, *, shape: Shape) -> Format:
    """The format of a shape by its name, media type or one of its aliases.

    >>> find_format("text/csv", shape="rows").name
    'csv'
    >>> find_format("ttl", shape="graph").media_type
    'text/turtle'

    Raises:
        NotAcceptableError: No format of that shape has that name.
    """
    bare = wanted.partition(";")[0].strip().lower()
    fitting = [form for form in FORMATS if form.shape == shape]
    for form in fitting:
        if bare in (form.name, form.media_type):
            return form
    for form in fitting:
        if bare in form.aliases:
            return form
    offered = ", ".join(f"{form.name} ({form.media_type})" for form in fitting)
    raise NotAcceptableError(
        f"{wanted!r} is no format for this kind of answer.", advice=f"Take one of: {offered}."
    )
