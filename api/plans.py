"""Plans to records: what header and notice say, and how many facts of each kind there are."""

from collections.abc import Sequence
from importlib.resources import files

from rdflib import URIRef

from plangraph.api.addresses import local_key
from plangraph.api.parts import (
    Citation,
    Counts,
    Statement,
    TextVersion,
)
from plangraph.api.reader import Reader, printed
from plangraph.api.records import Plan
from plangraph.api.things import Thing
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError

ADVICE = "See /api/plans for the plans in this store."


def read_plans(reader: Reader, addresses: Sequence[str]) -> list[Plan]:
    """The plans with these IRIs, in their order."""
    parties = ("issuedBy", "approvedBy", "addressedTo")
    reader.things.load(addresses, *parties, "jurisdiction", "cites", "^rdf:subject/evidence")
    return [_plan(reader, reader.things[iri]) for iri in addresses]


def _plan(reader: Reader, thing: Thing) -> Plan:
    key = local_key(thing.iri).partition("/")[2]
    citations = _citations(reader, thing)
    return Plan(
        id=thing.iri,
        key=key,
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
        cites=citations,
        text=_text(reader, thing, key),
        counts=read_counts(reader, thing.iri),
        statements=_statements(reader, thing),
    )


def _text(reader: Reader, thing: Thing, key: str) -> TextVersion | None:
    """The text by its IRI alone; the text itself is not fetched."""
    version = thing.iri_of("hasVersion")
    if version is None:
        return None
    query = "SELECT ?version ?sha WHERE { ?version pg:sha256 ?sha }"
    rows = reader.store.query(query, {"version": URIRef(version)}).rows()
    return TextVersion(
        id=version,
        sha256=str(rows[0]["sha"]) if rows else "",
        url=reader.addresses.absolute(f"/api/plans/{key}/text"),
    )


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


def _citations(reader: Reader, thing: Thing) -> list[Citation]:
    reader.things.load(thing.iris("cites"), "^citedDocument/evidence", "^citedDocument/party")
    found = [
        (node.count("sequence"), _citation(reader, iri, node))
        for iri in thing.iris("cites")
        for node in reader.things.sources(iri, "citedDocument", "Citation")
        if node.iri_of("inPlan") == thing.iri
    ]
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def _citation(reader: Reader, iri: str, node: Thing) -> Citation:
    return Citation(
        id=iri,
        title=node.text("dcterms:title") or "",
        number=node.text("docNumber"),
        issuer=reader.maybe_ref(node.iri_of("party")),
        basis=node.flag("basis"),
        evidence=reader.maybe_evidence(node),
    )


def read_counts(reader: Reader, iri: str) -> Counts:
    """How many facts of each kind a plan has."""
    query = files("plangraph.api").joinpath("queries/counts.rq").read_text("utf-8")
    rows = reader.store.query(query, {"plan": URIRef(iri)}).values()
    return Counts.model_validate({str(row["kind"]): row["n"] for row in rows})


def read_text(store: Store, key: str) -> str:
    """The stored text of a plan, unchanged.

    Raises:
        UnknownThingError: The store does not hold the plan.
    """
    query = "SELECT ?plan ?text WHERE { ?plan pg:hasVersion/pg:fullText ?text }"
    rows = store.query(query, {"plan": URIRef(iris.absolute(f"plan/{key}"))}).rows()
    if not rows:
        raise UnknownThingError("The store does not hold this plan.", where=key, advice=ADVICE)
    return str(rows[0]["text"])
