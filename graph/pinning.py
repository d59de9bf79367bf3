"""A query of ours and its bindings to the same query with the IRIs in its text, as VALUES.

An engine plans a query before it learns the value of a bound variable, and a filter that compares
two variables is never an index look-up: tasks of one agency among a thousand plans took 0.7 s
bound, and take 1 ms with the IRI in the text. Only for queries that stand in files: a stranger's
query means what it says.
"""

import re
from collections.abc import Mapping
from typing import Final

from rdflib import URIRef

from plangraph.graph.answer import Answer
from plangraph.graph.store import Store
from plangraph.graph.terms import Term

_WHERE: Final = re.compile(r"\bWHERE\s*\{")
_FILTER: Final = re.compile(r"FILTER\(\?(\w+) = \?(\w+)\)")
_IRI: Final = re.compile(r"[^\x00-\x20<>\"{}|^`\\]+")


def look_up(store: Store, sparql: str, bindings: Mapping[str, Term]) -> Answer:
    """The answer to a query of ours about the things that its variables are bound to.

    Raises:
        StoreError: The store cannot be read.
    """
    return store.query(pinned(sparql, bindings), bindings)


def pinned(sparql: str, bindings: Mapping[str, Term]) -> str:
    """The query with VALUES for each variable that is bound to an IRI; others stay bound.

    >>> pinned("SELECT ?t ?p WHERE { ?t ?x ?q FILTER(?q = ?p) }", {"p": URIRef("urn:a")})
    'SELECT ?t ?p WHERE { VALUES ?p { <urn:a> } ?t ?x ?q VALUES ?q { <urn:a> } }'
    """
    iris = {
        name: f"<{term}>"
        for name, term in bindings.items()
        if isinstance(term, URIRef) and _IRI.fullmatch(term)
    }
    if not iris:
        return sparql
    told = _FILTER.sub(lambda found: _values(found, iris), sparql)
    first = " ".join(f"VALUES ?{name} {{ {iri} }}" for name, iri in iris.items())
    return _WHERE.sub(lambda found: f"{found[0]} {first}", told, count=1)


def _values(found: "re.Match[str]", iris: Mapping[str, str]) -> str:
    iri = iris.get(found[2])
    return f"VALUES ?{found[1]} {{ {iri} }}" if iri else found[0]
