"""What a query gave: rows, yes or no, or triples; it can write itself in every format.

An answer streams out of the engine and is read once, either as Python terms or into a file, in the
thread that asked.
"""

import io
from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox
from rdflib import Graph

from plangraph.graph import jsonld
from plangraph.graph.formats import Format, Shape, find_format
from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.terms import (
    EngineTerm,
    Term,
    Value,
    as_written,
    from_engine,
    graph_of,
    to_value,
)

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Iterator[ox.Quad]
_ROWS = (ox.QuerySolutions, ox.QueryBoolean)


def answer_of(shape: Shape, data: bytes) -> "Answer":
    """An answer that came as bytes: SPARQL JSON for rows, N-Triples for a graph."""
    if shape == "graph":
        return Answer(iter(ox.parse(data, ox.RdfFormat.N_TRIPLES)))
    return Answer(ox.parse_query_results(data, ox.QueryResultsFormat.JSON))


class _Known(dict[EngineTerm | None, Term | None]):
    """The terms of an answer, each made once: a thing stands in as many rows as it has facts."""

    def __missing__(self, term: EngineTerm | None) -> Term | None:
        made = self[term] = None if term is None else from_engine(term)
        return made


class Answer:
    """The result of one query.

    Attributes:
        variables: Names of the columns in order; empty for ASK, CONSTRUCT and DESCRIBE.
    """

    def __init__(self, result: Result) -> None:
        self._result = result
        self._read = False
        self.variables: tuple[str, ...] = ()
        if isinstance(result, ox.QuerySolutions):
            self.variables = tuple(name.value for name in result.variables)

    @property
    def shape(self) -> Shape:
        """``rows`` of a SELECT or an ASK, ``graph`` of a CONSTRUCT or a DESCRIBE."""
        return "rows" if isinstance(self._result, _ROWS) else "graph"

    def rows(self) -> list[dict[str, Term | None]]:
        """Each solution of a SELECT by variable; ``None`` where a variable is unbound."""
        term_of = _Known({None: None}).__getitem__
        names = self.variables
        return [dict(zip(names, map(term_of, row), strict=True)) for row in self._solutions()]

    def values(self) -> list[dict[str, Value]]:
        """Each solution of a SELECT as plain Python values."""
        names = self.variables
        return [dict(zip(names, map(to_value, row), strict=True)) for row in self._solutions()]

    def __bool__(self) -> bool:
        """What an ASK says."""
        if not isinstance(self._result, ox.QueryBoolean):
            raise TypeError("only an ASK is true or false")
        return bool(self._result)

    def graph(self) -> Graph:
        """The triples of a CONSTRUCT or DESCRIBE."""
        return graph_of(self._triples())

    def write(self, stream: IO[bytes], wanted: str) -> Format:
        """Write the answer in a format (name or media type) as UTF-8; gives the format back.

        Raises:
            NotAcceptableError: The format does not fit this kind of answer.
        """
        form = find_format(wanted, shape=self.shape)
        if isinstance(self._result, _ROWS):
            self._take()
            self._result.serialize(stream, form.engine)
        else:
            _write_triples(self._triples(), stream, form)
        return form

    def serialize(self, wanted: str) -> bytes:
        """The answer in a format, whole; for large answers use :meth:`write`."""
        stream = io.BytesIO()
        self.write(stream, wanted)
        return stream.getvalue()

    def _solutions(self) -> ox.QuerySolutions:
        """Each a row of terms in the order of the variables."""
        if not isinstance(self._result, ox.QuerySolutions):
            raise TypeError("only a SELECT has rows")
        self._take()
        return self._result

    def _triples(self) -> Iterator[ox.Triple]:
        if isinstance(self._result, _ROWS):
            raise TypeError("only CONSTRUCT and DESCRIBE have triples")
        self._take()
        for found in self._result:
            yield as_written(found.triple if isinstance(found, ox.Quad) else found)

    def _take(self) -> None:
        if self._read:
            raise RuntimeError("an answer is read once; ask again for a second reading")
        self._read = True


def _write_triples(triples: Iterator[ox.Triple], stream: IO[bytes], form: Format) -> None:
    if form.name == "jsonld":
        stream.write(jsonld.to_jsonld(triples))
    else:
        ox.serialize(triples, stream, form.engine, prefixes=PREFIXES)
