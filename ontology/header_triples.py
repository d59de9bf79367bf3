"""The header of a plan to triples: the plan's own node, its text, its cites, their evidence."""

import re
from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, XSD
from rdflib.term import Node

from plangraph.ontology.dates import day_literals
from plangraph.ontology.model import Cite, Document, HeaderStatement, NamedParty
from plangraph.ontology.terms import PG, chinese, plain, thing, thing_if, truth
from plangraph.ontology.writer import Fact, Writer

# The field of the model that each property of a plan comes from.
FIELD_PROPERTIES: dict[str, URIRef] = {
    "title": DCTERMS.title,
    "notice_title": PG.noticeTitle,
    "number": PG.docNumber,
    "issuers": PG.issuedBy,
    "approver": PG.approvedBy,
    "addressees": PG.addressedTo,
    "issued": DCTERMS.issued,
    "period_start": PG.periodStart,
    "period_end": PG.periodEnd,
    "jurisdiction": PG.jurisdiction,
    "jurisdiction_name": PG.jurisdictionName,
    "access_note": PG.accessNote,
    "source_url": DCTERMS.source,
}
# Date fields: the property of their precision, and whether the last day counts.
DATE_FIELDS: dict[str, tuple[URIRef, bool]] = {
    "issued": (PG.issuedPrecision, False),
    "period_start": (PG.periodStartPrecision, False),
    "period_end": (PG.periodEndPrecision, True),
}
TEXT_FIELDS = {
    "title": chinese,
    "notice_title": chinese,
    "number": plain,
    "jurisdiction_name": plain,
    "access_note": plain,
}
# Addresses that every reader of N-Quads takes for an IRI: ASCII, with a scheme (RFC 3986).
_CHARACTER = r"(?:[!$&'()*+,./0-9:;=?@A-Z_a-z~-]|%[0-9A-Fa-f]{2})"
_HOST = r"//[0-9A-Za-z._~-]*(?::\d*)?(?=[/?#]|$)"
_IRI = re.compile(
    rf"[A-Za-z][0-9A-Za-z+.-]*:(?:{_HOST}|(?!//)){_CHARACTER}*(?:#{_CHARACTER}*)?", re.ASCII
)


def write_header(writer: Writer) -> None:
    """Add everything that stands in header and notice, and the text itself."""
    _write_version(writer)
    _write_plan(writer)
    for number, (field, party) in enumerate(header_parties(writer.plan.document), 1):
        _write_named_party(writer, number, field, party)
    for number, cite in enumerate(writer.plan.document.cites, 1):
        _write_cite(writer, number, cite)
    for number, statement in enumerate(writer.plan.document.statements, 1):
        _write_statement(writer, number, statement)


def header_parties(document: Document) -> Iterator[tuple[str, NamedParty]]:
    """The parties of the header, each with its field, in the order of the model."""
    yield from (("issuers", party) for party in document.issuers)
    if document.approver is not None:
        yield "approver", document.approver
    yield from (("addressees", party) for party in document.addressees)


def _write_version(writer: Writer) -> None:
    version = writer.plan.version
    writer.add(
        writer.version,
        (RDF.type, PG.TextVersion),
        (PG.sha256, plain(version.sha256)),
        (PG.fullText, plain(version.text)),
    )


def _write_plan(writer: Writer) -> None:
    plan, document = writer.plan, writer.plan.document
    writer.add(
        writer.root,
        (RDF.type, PG.Plan),
        (RDFS.label, chinese(document.title)),
        (PG.hasVersion, writer.version),
        (PG.jurisdiction, thing_if(document.jurisdiction)),
        (DCTERMS.source, _source(document.source_url)),
    )
    for field, literal in TEXT_FIELDS.items():
        writer.add(writer.root, (FIELD_PROPERTIES[field], literal(getattr(document, field))))
    for field, (precision_property, last) in DATE_FIELDS.items():
        printed = getattr(document, field)
        if printed is not None:
            day, precision = day_literals(printed, last=last)
            writer.add(writer.root, (FIELD_PROPERTIES[field], day), (precision_property, precision))
    keys = {row.key for row in plan.parties} | {row.key for row in plan.places}
    writer.add(writer.root, *((PG.refersTo, thing(key)) for key in keys))


def _write_named_party(writer: Writer, number: int, field: str, party: NamedParty) -> None:
    writer.add(writer.root, (FIELD_PROPERTIES[field], thing(party.party)))
    node = writer.row(f"named/{number}", PG.NamedParty, number)
    writer.add(node, (PG.inPlan, writer.root), (PG.field, plain(field)), *_named(party))


def _named(party: NamedParty | None) -> tuple[Fact, ...]:
    if party is None:
        return ()
    return (PG.printedName, plain(party.printed)), (PG.party, thing(party.party))


def _write_cite(writer: Writer, number: int, cite: Cite) -> None:
    cited = thing(cite.key)
    node = writer.row(f"cite/{number}", PG.Citation, number)
    words: tuple[Fact, ...] = (
        (DCTERMS.title, chinese(cite.title)),
        (PG.docNumber, plain(cite.number)),
    )
    writer.add(
        node,
        (PG.inPlan, writer.root),
        (PG.citedDocument, cited),
        (PG.basis, truth(cite.basis)),
        *words,
        *_named(cite.issuer),
    )
    writer.prove(node, cite.evidence)
    writer.add(writer.root, (PG.cites, cited), (PG.basedOn, cited if cite.basis else None))
    if _is_first(writer, number, cite):
        issuer = thing(cite.issuer.party) if cite.issuer else None
        writer.add(cited, *words, (PG.issuedBy, issuer))


def _is_first(writer: Writer, number: int, cite: Cite) -> bool:
    """A document that is cited twice is described once, as it is named first."""
    return all(cite.key != other.key for other in writer.plan.document.cites[: number - 1])


def _write_statement(writer: Writer, number: int, row: HeaderStatement) -> None:
    node = writer.row(f"header/{number}", RDF.Statement, number)
    writer.add(node, (PG.field, plain(row.field)), (PG.fieldValue, plain(row.value)))
    writer.add(node, (RDF.subject, writer.root), (RDF.predicate, FIELD_PROPERTIES.get(row.field)))
    writer.add(node, (RDF.object, _value_node(writer.plan.document, row)))
    writer.prove(node, row.evidence)


def _value_node(document: Document, row: HeaderStatement) -> Node | None:
    """The value as it stands on the plan's node; ``None`` for a field that the model lacks."""
    if row.field in TEXT_FIELDS:
        return TEXT_FIELDS[row.field](row.value)
    if row.field in DATE_FIELDS:
        return day_literals(row.value, last=DATE_FIELDS[row.field][1])[0]
    if row.field == "source_url":
        return _source(row.value)
    if row.field == "jurisdiction":
        return thing_if(document.jurisdiction)
    parties = {(field, party.printed): party.party for field, party in header_parties(document)}
    return thing_if(parties.get((row.field, row.value)))


def _source(url: str | None) -> Node | None:
    """An address as an IRI where it is one, else as a literal; ``None`` stays ``None``."""
    if url is None:
        return None
    if _IRI.fullmatch(url):
        return URIRef(url)
    return Literal(url, datatype=XSD.anyURI)
