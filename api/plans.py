"""Plans to records: what header and notice say, and how many facts of each kind there are."""

from collections.abc import Sequence
from typing import Final

from rdflib import URIRef

from plangraph.api.addresses import local_key
from plangraph.api.lists import select
from plangraph.api.parts import (
    Citation,
    Counts,
    Statement,
    TextVersion,
)
from plangraph.api.reader import Reader, printed
from plangraph.api.records import Plan
from plangraph.api.things import Thing, bracket
from plangraph.graph.pinning import look_up
from plangraph.graph.store import Store
from plangraph.graph.terms import Value
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError

_VERSIONS: Final = """SELECT ?plan ?version ?sha {{
  VALUES ?plan {{ {plans} }} ?plan pg:hasVersion ?version
  OPTIONAL {{ ?version pg:sha256 ?sha }}
}} ORDER BY ?plan DESC(?version)"""
_CITED: Final = """SELECT ?plan ?cited ?node {{
  VALUES ?plan {{ {plans} }} ?node pg:inPlan ?plan ; a pg:Citation ; pg:citedDocument ?cited
  OPTIONAL {{ ?node pg:sequence ?sequence }}
}} ORDER BY ?plan ?sequence ?node"""
_COUNTED: Final = {
    iris.NS + name: f"{name.lower()}s"
    for name in ("Task", "Measure", "Target", "Direction", "Phase")
} | {iris.NS + "Unread": "unread"}
ADVICE = "See /api/plans for the plans in this store."


def read_headings(reader: Reader, addresses: Sequence[str]) -> list[Plan]:
    """The same plans as lists show them: title, issuers, dates and counts, and nothing else."""
    reader.things.load(addresses, "issuedBy", "jurisdiction")
    counts = read_counts(reader.store, addresses, headings=True)
    return [
        _plan(reader, reader.things[iri], [], None, counts.get(iri, Counts())) for iri in addresses
    ]


def read_plans(reader: Reader, addresses: Sequence[str]) -> list[Plan]:
    """The plans with these IRIs, in their order."""
    parties = ("issuedBy", "approvedBy", "addressedTo")
    reader.things.load(addresses, *parties, "jurisdiction", "^rdf:subject/evidence")
    counts = read_counts(reader.store, addresses)
    texts = _texts(reader, addresses)
    citations = _citations(reader, addresses)
    return [
        _plan(
            reader,
            reader.things[iri],
            citations.get(iri, []),
            texts.get(iri),
            counts.get(iri, Counts()),
        )
        for iri in addresses
    ]


def _plan(
    reader: Reader,
    thing: Thing,
    citations: list[Citation],
    text: TextVersion | None,
    counts: Counts,
) -> Plan:
    return Plan(
        id=thing.iri,
        key=_key(thing.iri),
        url=reader.ref(thing.iri).url,
        title=thing.text("dcterms:title") or thing.label(),
        notice_title=thing.text("noticeTitle"),
        number=thing.text("docNumber"),
        issuers=reader.refs(thing, "issuedBy"),
        approvers=reader.refs(thing, "approvedBy"),
        addressees=reader.refs(thing, "addressedTo"),
        issued=printed(thing, "dcterms:issued", "issuedPrecision"),
        period_start=printed(thing, "periodStart", "periodStartPrecision"),
        period_end=printed(thing, "periodEnd", "periodEndPrecision"),
        jurisdiction=reader.maybe_ref(thing.iri_of("jurisdiction")),
        access_note=thing.text("accessNote"),
        source=thing.iri_of("dcterms:source") or thing.text("dcterms:source"),
        based_on=[row for row in citations if row.basis],
        cites=list(citations),
        text=text,
        counts=counts,
        statements=_statements(reader, thing),
    )


def _texts(reader: Reader, addresses: Sequence[str]) -> dict[str, TextVersion]:
    """The text of each plan by its IRI alone; the texts themselves are not fetched."""
    return {
        str(row["plan"]): TextVersion(
            id=str(row["version"]),
            sha256=str(row["sha"] or ""),
            url=reader.addresses.absolute(f"/api/plans/{_key(row['plan'])}/text"),
        )
        for row in _rows(reader.store, _VERSIONS, addresses)
    }


def _key(iri: object) -> str:
    return local_key(str(iri)).partition("/")[2]


def _statements(reader: Reader, thing: Thing) -> list[Statement]:
    return [
        Statement(
            id=node.iri,
            field=node.text("field") or "",
            value=node.text("fieldValue") or "",
            evidence=reader.evidence(node),
        )
        for node in reader.things.sources(thing.iri, "rdf:subject")
    ]


def _citations(reader: Reader, addresses: Sequence[str]) -> dict[str, list[Citation]]:
    """What each plan cites, in the order of its text.

    Asked by plan: a law that a thousand plans cite has a thousand citations.
    """
    rows = _rows(reader.store, _CITED, addresses)
    reader.things.load(str(row["cited"]) for row in rows)
    reader.things.load((str(row["node"]) for row in rows), "evidence", "party")
    found: dict[str, list[Citation]] = {}
    for row in rows:
        node = reader.things[str(row["node"])]
        cited = _citation(reader, str(row["cited"]), node)
        found.setdefault(str(row["plan"]), []).append(cited)
    return found


def _citation(reader: Reader, iri: str, node: Thing) -> Citation:
    return Citation(
        id=iri,
        title=node.text("dcterms:title") or "",
        number=node.text("docNumber"),
        issuer=reader.maybe_ref(node.iri_of("party")),
        basis=node.flag("basis"),
        evidence=reader.maybe_evidence(node),
    )


def read_counts(
    store: Store, addresses: Sequence[str], *, headings: bool = False
) -> dict[str, Counts]:
    """How many facts of each kind each plan has; for headings only of those that they tell."""
    query = select("counts", frozenset() if headings else frozenset({"more"}))
    counted: dict[str, dict[str, Value]] = {}
    for row in _rows(store, query, addresses):
        kind = _COUNTED.get(str(row["kind"]), str(row["kind"]))
        counted.setdefault(str(row["plan"]), {})[kind] = row["n"]
    return {
        iri: Counts.model_validate(
            {kind: n for kind, n in numbers.items() if kind in Counts.model_fields}
        )
        for iri, numbers in counted.items()
    }


def _rows(store: Store, query: str, addresses: Sequence[str]) -> list[dict[str, Value]]:
    """What a query says of some plans, which stand in its text."""
    plans = " ".join(map(bracket, addresses))
    return store.query(query.format(plans=plans)).values() if addresses else []


def read_text(store: Store, key: str) -> str:
    """The stored text of a plan, unchanged.

    Raises:
        UnknownThingError: The store does not hold the plan.
    """
    query = "SELECT ?plan ?text WHERE { ?plan pg:hasVersion/pg:fullText ?text }"
    rows = look_up(store, query, {"plan": URIRef(iris.absolute(f"plan/{key}"))}).rows()
    if not rows:
        raise UnknownThingError("The store does not hold this plan.", where=key, advice=ADVICE)
    return str(rows[0]["text"])
