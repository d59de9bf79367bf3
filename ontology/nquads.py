"""Triples to canonical N-Quads: sorted lines, the same bytes on every machine.

Source: RDF 1.1 N-Quads; escapes as in RDF 1.2 N-Quads, section 4 (canonical form).
"""

import re
from collections.abc import Iterator

from rdflib import Graph, Literal
from rdflib.namespace import XSD
from rdflib.term import Node

_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_SHORT = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}


def nquad_lines(graph: Graph) -> Iterator[str]:
    """One line for each triple of a named graph, in no order, without the line end."""
    name = f"<{graph.identifier}>"
    for subject, predicate, value in graph:
        yield f"<{subject}> <{predicate}> {_term(value)} {name} ."


def _term(value: Node) -> str:
    if not isinstance(value, Literal):
        return f"<{value}>"
    quoted = '"' + _ESCAPED.sub(_escape, str(value)) + '"'
    if value.language:
        return f"{quoted}@{value.language}"
    if value.datatype is None or value.datatype == XSD.string:
        return quoted
    return f"{quoted}^^<{value.datatype}>"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
