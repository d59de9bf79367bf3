"""Header findings to the document of a plan, with what the user told laid over them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plangraph.ingest import dates, rules
from plangraph.ingest.cites import CiteField
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.drafts import Findings
from plangraph.ingest.header_fields import Field, Header
from plangraph.ingest.jurisdiction import printed_place
from plangraph.ingest.resolve import Resolver
from plangraph.ontology import iris, reference
from plangraph.ontology.errors import InvalidQueryError
from plangraph.ontology.model import Cite, Document, HeaderStatement, NamedParty

GIVEN = ("place", "title", "issued", "number", "source_url")


_PLURAL = {"issuer": "issuers", "addressee": "addressees"}


@dataclass(frozen=True, slots=True)
class Given:
    """What the user tells about a text that does not tell it itself; empty where not told.

    ``issued`` is an ISO date, year-month or year.
    """

    place: str = ""
    title: str = ""
    issued: str = ""
    number: str = ""
    source_url: str = ""

    def __post_init__(self) -> None:
        """Refuses a date or an address that is none.

        Raises:
            InvalidQueryError: ``issued`` is no ISO date, ``source_url`` no address of the web.
        """
        if self.issued and not dates.is_partial(self.issued):
            raise InvalidQueryError(
                "This is no date.",
                where=self.issued,
                advice="Write it as 2022, 2022-09 or 2022-09-29.",
            )
        if self.source_url and not is_address(self.source_url):
            raise InvalidQueryError(
                "This is no address.", where=self.source_url, advice="It starts with https://."
            )


def is_address(text: str) -> bool:
    """Whether a text could be the address of a page of the web."""
    return re.fullmatch(r"https?://[^\s<>\"]+", text) is not None


def first_words(text: str) -> str:
    """What stands for the title of a plan that tells none."""
    return text.strip().splitlines()[0].strip()[:60]


def plan_key_of(header: Header, owner: str | None, given: Given, text: str) -> str:
    """The plan's key, from place, year and title; without a title from the text."""
    title = given.title or _value(header, "title") or text
    year = given.issued or _value(header, "issued") or _value(header, "period_start")
    return iris.plan_key(owner, year[:4] if year else None, title)


def _value(header: Header, name: str) -> str:
    found = header.first(name)
    return found.value if found else ""


def document_of(text: str, found: Findings, given: Given, resolver: Resolver) -> Document:
    """The document with its evidence; a title is made of the first words where none is printed."""
    header = found.header
    title = given.title or _value(header, "title") or first_words(text)
    printed = [each.value for each in header.all("issuer")]
    place = found.zone or (reference.places().by_key(found.owner) if found.owner else None)
    return Document(
        title=title,
        notice_title=_value(header, "notice_title") or None,
        number=given.number or _value(header, "number") or None,
        issuers=tuple(_party(each, resolver) for each in header.all("issuer")),
        approver=next((_party(each, resolver) for each in header.all("approver")), None),
        addressees=tuple(_party(each, resolver) for each in header.all("addressee")),
        issued=given.issued or _value(header, "issued") or None,
        period_start=_value(header, "period_start") or None,
        period_end=_value(header, "period_end") or None,
        jurisdiction=place.key if place else None,
        jurisdiction_name=printed_place(title, printed, place),
        access_note=_value(header, "access_note") or None,
        source_url=given.source_url or None,
        cites=tuple(_cite(text, each, resolver) for each in header.cites),
        statements=tuple(_statements(text, header, given)),
    )


def _party(found: Field, resolver: Resolver) -> NamedParty:
    return NamedParty(found.value, resolver.resolve(found.value))


def _cite(text: str, found: CiteField, resolver: Resolver) -> Cite:
    title = found.title.of(text).strip()
    number = re.sub(r"\s", "", found.number.of(text)) if found.number else None
    head = re.split(r"关于|印发|等[一二三四五六七八九十\d]*个?部门", title)[0].strip()
    head = head if head != title else ""
    issuer = NamedParty(head, resolver.resolve(head)) if 2 <= len(head) <= 40 else None
    return Cite(
        key=iris.document_key(number, title),
        title=title,
        number=number,
        issuer=issuer,
        basis=found.basis,
        evidence=rules.evidence(text, found.where, "cite-marked"),
    )


def _statements(text: str, header: Header, given: Given) -> Iterator[HeaderStatement]:
    """One row of evidence for each value that the text prints and the user did not replace."""
    replaced: Mapping[str, str] = {
        name: getattr(given, name) for name in ("title", "issued", "number")
    }
    for found in header.fields:
        if not replaced.get(found.name):
            where = Stretch(found.where.start, found.where.end)
            name = _PLURAL.get(found.name, found.name)
            yield HeaderStatement(name, found.value, rules.evidence(text, where, found.rule))
