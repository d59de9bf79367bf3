"""The namespaces of PlanGraph's triples and the literals that they hold.

It names terms and writes single values; which triples a plan gives is left to ``to_triples``.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import XSD

from plangraph.ontology import iris
from plangraph.ontology.model import ItemKind, PartyKind, PlaceKind


class Terms(Namespace):
    """A namespace that makes each of its terms once: a long plan names one 500,000 times."""

    def __getattr__(self, name: str) -> URIRef:
        """The term, kept as an attribute from then on."""
        term = super().__getattr__(name)
        setattr(self, name, term)
        return term


PG = Terms(iris.NS)
V = Terms(iris.VOCAB)
OA = Terms("http://www.w3.org/ns/oa#")

_KEPT: Final = 4096  # literals of each kind; to make one takes six times as long as to find it

ITEM_CLASSES = {
    ItemKind.SECTION: PG.Section,
    ItemKind.GOAL: PG.Goal,
    ItemKind.TASK: PG.Task,
    ItemKind.PHASE: PG.Phase,
    ItemKind.REQUIREMENT: PG.Requirement,
}
PARTY_CLASSES = {
    PartyKind.AGENCY: (PG.Party, PG.Agency),
    PartyKind.COORDINATION_BODY: (PG.Party, PG.Agency, PG.CoordinationBody),
    PartyKind.GROUP: (PG.Party, PG.PartyGroup),
}
PLACE_CLASSES = {
    PlaceKind.ADMINISTRATIVE: (PG.Region, PG.AdministrativeRegion),
    PlaceKind.ZONE: (PG.Region, PG.FunctionalZone),
    PlaceKind.WORLD: (PG.Region, PG.WorldRegion),
}


def thing(key: str) -> URIRef:
    """The IRI of a key, as a term."""
    return URIRef(iris.absolute(key))


def thing_if(key: str | None) -> URIRef | None:
    """The IRI of a key; ``None`` for no key."""
    return None if not key else thing(key)


def function_concept(function_id: str) -> URIRef:
    """The concept of an agency function.

    >>> function_concept("market_regulation")
    rdflib.term.URIRef('https://w3id.org/plangraph/vocab#fn-market-regulation')
    """
    return V[f"fn-{function_id.replace('_', '-')}"]


def plain(text: str | None) -> Literal | None:
    """A text without a language; ``None`` stays ``None``."""
    return None if text is None else Literal(text)


def chinese(text: str | None) -> Literal | None:
    """A Chinese text; ``None`` stays ``None``."""
    return None if text is None else Literal(text, lang="zh")


def english(text: str | None) -> Literal | None:
    """An English text; ``None`` stays ``None``."""
    return None if text is None else Literal(text, lang="en")


@lru_cache(_KEPT)
def integer(value: int) -> Literal:
    """A number that counts or orders."""
    return Literal(str(value), datatype=XSD.integer)


@lru_cache(_KEPT)
def offset(value: int) -> Literal:
    """A position in the stored text, in code points."""
    return Literal(str(value), datatype=XSD.nonNegativeInteger)


def truth(value: bool) -> Literal:  # noqa: FBT001 - a literal has one value
    """True or false."""
    return Literal(str(value).lower(), datatype=XSD.boolean)


@lru_cache(_KEPT)
def decimal(value: Decimal | None) -> Literal | None:
    """A figure in its shortest form without an exponent; ``None`` stays ``None``.

    >>> str(decimal(Decimal("32E+4"))), str(decimal(Decimal("2.50"))), str(decimal(Decimal("-0")))
    ('320000', '2.5', '0')
    """
    if value is None:
        return None
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=XSD.decimal)
