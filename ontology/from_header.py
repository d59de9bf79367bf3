"""The triples of a plan's header back to the model: document, cites, statements, text."""

from rdflib import URIRef
from rdflib.namespace import DCTERMS, RDF

from plangraph.ontology.header_triples import DATE_FIELDS, FIELD_PROPERTIES, TEXT_FIELDS
from plangraph.ontology.model import Cite, Document, HeaderStatement, NamedParty, TextVersion
from plangraph.ontology.reader import Reader
from plangraph.ontology.terms import PG


def read_version(reader: Reader) -> TextVersion:
    """The text as it was read."""
    node = URIRef(reader.text(reader.root, PG.hasVersion))
    return TextVersion(reader.text(node, PG.fullText), reader.text(node, PG.sha256))


def read_document(reader: Reader) -> Document:
    """What header and notice say."""
    texts = {field: reader.find(reader.root, FIELD_PROPERTIES[field]) for field in TEXT_FIELDS}
    dates = {
        field: reader.date(reader.root, FIELD_PROPERTIES[field], precision)
        for field, (precision, _) in DATE_FIELDS.items()
    }
    named = _header_parties(reader)
    return Document(
        title=texts["title"] or "",
        notice_title=texts["notice_title"],
        number=texts["number"],
        issuers=tuple(named["issuers"]),
        approver=next(iter(named["approver"]), None),
        addressees=tuple(named["addressees"]),
        issued=dates["issued"],
        period_start=dates["period_start"],
        period_end=dates["period_end"],
        jurisdiction=reader.find_key(reader.root, PG.jurisdiction),
        jurisdiction_name=texts["jurisdiction_name"],
        access_note=texts["access_note"],
        source_url=reader.find(reader.root, DCTERMS.source),
        cites=tuple(_cite(reader, node) for node in reader.nodes(PG.Citation)),
        statements=tuple(_statement(reader, node) for node in reader.nodes(RDF.Statement)),
    )


def _header_parties(reader: Reader) -> dict[str, list[NamedParty]]:
    named: dict[str, list[NamedParty]] = {"issuers": [], "approver": [], "addressees": []}
    for node in reader.nodes(PG.NamedParty):
        named[reader.text(node, PG.field)].append(_named(reader, node))
    return named


def _named(reader: Reader, node: URIRef) -> NamedParty:
    return NamedParty(reader.text(node, PG.printedName), reader.key(node, PG.party))


def _cite(reader: Reader, node: URIRef) -> Cite:
    return Cite(
        key=reader.key(node, PG.citedDocument),
        title=reader.text(node, DCTERMS.title),
        number=reader.find(node, PG.docNumber),
        issuer=_named(reader, node) if reader.all(node, PG.party) else None,
        basis=reader.truth(node, PG.basis),
        evidence=reader.evidence(node),
    )


def _statement(reader: Reader, node: URIRef) -> HeaderStatement:
    return HeaderStatement(
        field=reader.text(node, PG.field),
        value=reader.text(node, PG.fieldValue),
        evidence=reader.evidence(node),
    )
