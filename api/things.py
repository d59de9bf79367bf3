"""The store to what it says of some things: property by property, fetched in waves.

A wave is one query for all things it concerns, so that a list of a hundred tasks with their duties,
parties and spans takes as many queries as one task does.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rdflib import Literal, URIRef

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.store import Store
from plangraph.ontology.errors import InvalidDataError

Term = URIRef | Literal
_IRI = re.compile(r"[^\x00-\x20<>\"{}|^`\\]+")
_WAVE = 500  # things a query; longer VALUES blocks parse slower than a second query costs
# What a plan refers to, hundreds of things, no record tells; queries ask for it.
_AHEAD = """SELECT ?s ?p ?o WHERE {{
  VALUES ?s {{ {things} }} ?s ?p ?o FILTER(?p != pg:refersTo)
}}"""
_BACK = "SELECT ?s ?o WHERE {{ VALUES ?o {{ {things} }} ?s <{property}> ?o }}"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing with its properties, named as in queries: ``party`` is ``pg:party``."""

    iri: str
    facts: Mapping[str, list[Term]]

    def terms(self, name: str) -> list[Term]:
        """All values of a property; empty if there are none."""
        return self.facts.get(expand(name), [])

    def iris(self, name: str) -> list[str]:
        """The values that are IRIs, sorted."""
        return sorted(str(term) for term in self.terms(name) if isinstance(term, URIRef))

    def iri_of(self, name: str) -> str | None:
        """The one IRI of a property, or ``None``."""
        return next(iter(self.iris(name)), None)

    def texts(self, name: str, lang: str | None = None) -> list[str]:
        """The values that are texts, sorted; of one language only, if one is named."""
        texts = [term for term in self.terms(name) if isinstance(term, Literal)]
        return sorted(str(text) for text in texts if lang is None or text.language == lang)

    def text(self, name: str, lang: str | None = None) -> str | None:
        """The one text of a property, or ``None``."""
        return next(iter(self.texts(name, lang)), None)

    def label(self, lang: str = "zh") -> str:
        """The name in a language, else in any; the end of the IRI if it has none."""
        for name in ("skos:prefLabel", "rdfs:label", "dcterms:title"):
            found = self.text(name, lang) or self.text(name)
            if found:
                return found
        return self.iri.rpartition("#")[2].rpartition("/")[2]

    def number(self, name: str) -> Decimal | None:
        """The one figure of a property, or ``None``."""
        text = self.text(name)
        return None if text is None else Decimal(text)

    def count(self, name: str) -> int:
        """A whole number; 0 if it is missing."""
        return int(self.number(name) or 0)

    def flag(self, name: str) -> bool:
        """True where the property says so."""
        return self.text(name) == "true"

    def is_a(self, kind: str) -> bool:
        """Whether the thing is of a class."""
        return expand(kind) in self.iris("rdf:type")


class Things:
    """What has been fetched so far; a thing that the store does not know has no properties."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._facts: dict[str, dict[str, list[Term]]] = {}
        self._back: dict[tuple[str, str], list[str]] = {}

    def __getitem__(self, iri: str) -> Thing:
        return Thing(iri, self._facts.get(iri, {}))

    def load(self, iris: Iterable[str], *paths: str) -> None:
        """Fetch things, and what lies along paths from them: ``hasResponsibility/party``.

        ``^partOf`` walks a property backwards.
        """
        start = list(iris)
        self._fetch(start)
        fronts = [(start, path.split("/")) for path in paths]
        while fronts:
            moved = [(self._walk(nodes, steps[0]), steps[1:]) for nodes, steps in fronts]
            self._fetch(iri for nodes, _ in moved for iri in nodes)
            fronts = [(nodes, steps) for nodes, steps in moved if nodes and steps]

    def sources(self, iri: str, name: str, kind: str | None = None) -> list[Thing]:
        """The fetched things that point at one by a property, in document order."""
        found = [self[source] for source in self._back.get((expand(name), iri), [])]
        chosen = [thing for thing in found if kind is None or thing.is_a(kind)]
        return sorted(chosen, key=lambda thing: (thing.count("sequence"), thing.iri))

    def _walk(self, nodes: list[str], step: str) -> list[str]:
        if not step.startswith("^"):
            return list(dict.fromkeys(iri for node in nodes for iri in self[node].iris(step)))
        name = expand(step[1:])
        self._fetch_back([node for node in nodes if (name, node) not in self._back], name)
        return [source for node in nodes for source in self._back.get((name, node), [])]

    def _fetch(self, iris: Iterable[str]) -> None:
        missing = [iri for iri in dict.fromkeys(iris) if iri not in self._facts]
        for block in _blocks(missing):
            self._facts.update((iri, defaultdict(list)) for iri in block)
            for row in self._store.query(_AHEAD.format(things=_values(block))).rows():
                if row["o"] is not None:
                    self._facts[str(row["s"])][str(row["p"])].append(row["o"])

    def _fetch_back(self, iris: list[str], name: str) -> None:
        for block in _blocks(iris):
            self._back.update(((name, iri), []) for iri in block)
            query = _BACK.format(things=_values(block), property=name)
            for row in self._store.query(query).rows():
                self._back[name, str(row["o"])].append(str(row["s"]))


def expand(name: str) -> str:
    """The IRI of a property or class; without a prefix it is one of ours. IRIs stay.

    >>> expand("party"), expand("oa:exact")
    ('https://w3id.org/plangraph/ns#party', 'http://www.w3.org/ns/oa#exact')
    """
    if "://" in name:
        return name
    prefix, colon, local = name.rpartition(":")
    return PREFIXES[prefix if colon else "pg"] + local


def bracket(iri: str) -> str:
    """An IRI as it stands in a query.

    Raises:
        InvalidDataError: It holds a character that no IRI may hold.
    """
    if not _IRI.fullmatch(iri):
        raise InvalidDataError("This is no IRI.", where=iri[:80], advice="Check the stored data.")
    return f"<{iri}>"


def _values(iris: list[str]) -> str:
    return " ".join(bracket(iri) for iri in iris)


def _blocks(iris: list[str]) -> Iterable[list[str]]:
    return (iris[start : start + _WAVE] for start in range(0, len(iris), _WAVE))
