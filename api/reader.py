"""Things of the store to the parts that all records share: references, evidence, duties, places.

The records themselves are read by ``items``, ``plans`` and ``shared``.
"""

from datetime import date

from plangraph.api.addresses import Addresses, local_key
from plangraph.api.parts import (
    Evidence,
    Inherited,
    Mention,
    Ref,
    RegionMention,
    Responsibility,
)
from plangraph.api.things import Thing, Things, expand
from plangraph.graph.store import Store
from plangraph.ontology.dates import printed_date
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.model import printed_number

RESPONSIBILITY = (
    "hasResponsibility/party",
    "hasResponsibility/role",
    "hasResponsibility/evidence",
    "hasResponsibility/statedIn",
)
REGIONS = (
    "{}/evidence",
    "{}/place",
    "{}/inItem",
    "{}/inMeasure",
)
_KINDS = ("Task", "Phase", "Goal", "Requirement", "Section")


class Reader:
    """Reads records of one answer; what it has fetched once it does not ask for again.

    Args:
        store: Where the facts are.
        addresses: How links are built.
        lang: Language of labels that the vocabulary has; names of things stay as the plan has them.
    """

    def __init__(self, store: Store, addresses: Addresses, lang: str = "zh") -> None:
        self.store = store
        self.things = Things(store)
        self.addresses = addresses
        self.lang = lang

    def ref(self, iri: str) -> Ref:
        """Another thing by name."""
        key = local_key(iri)
        url = self.addresses.resource(key) if key != iri else iri
        thing = self.things[iri]
        english = thing.text("skos:prefLabel", "en")
        return Ref(id=iri, key=key, label=thing.label(), url=url, english=english)

    def maybe_ref(self, iri: str | None) -> Ref | None:
        """Another thing by name; ``None`` stays ``None``."""
        return None if iri is None else self.ref(iri)

    def refs(self, thing: Thing, name: str) -> list[Ref]:
        """All things that a property leads to."""
        return [self.ref(iri) for iri in thing.iris(name)]

    def evidence(self, thing: Thing, part: str = "") -> Evidence:
        """The evidence of a row, or of one part of it (``dates``, ``due``).

        Raises:
            InvalidDataError: The store has no evidence for it.
        """
        found = self.maybe_evidence(thing, part)
        if found is None:
            raise InvalidDataError(
                "A fact in the store has no evidence.",
                where=thing.iri,
                advice="Add the plan again.",
            )
        return found

    def maybe_evidence(self, thing: Thing, part: str = "") -> Evidence | None:
        """The evidence of a row or a part of it; ``None`` if there is none."""
        iri = thing.iri_of(f"{part}Evidence" if part else "evidence")
        if iri is None:
            return None
        name = (lambda field: f"{part}{field.capitalize()}") if part else str
        span = self.things[iri]
        return Evidence(
            quote=span.text("oa:exact") or "",
            start=span.count("oa:start"),
            end=span.count("oa:end"),
            span=iri,
            text=span.iri_of("inVersion") or "",
            rule=thing.text(name("rule")),
            confidence=thing.number(name("confidence")),
            status=term_name(thing.iri_of(name("status")) or "stated"),
        )

    def responsibilities(self, thing: Thing) -> list[Responsibility]:
        """The duties that an item states, in the order of the text."""
        nodes = [self.things[iri] for iri in thing.iris("hasResponsibility")]
        nodes.sort(key=lambda node: (node.count("sequence"), node.count("rank")))
        return [self.responsibility(node) for node in nodes]

    def responsibility(self, node: Thing) -> Responsibility:
        """One duty of one party."""
        role = node.iri_of("role") or ""
        return Responsibility(
            id=node.iri,
            party=self.ref(node.iri_of("party") or ""),
            printed=node.text("printedName") or "",
            role=term_name(role),
            role_label=self.things[role].label(self.lang),
            rank=node.count("rank"),
            stated_in=self.ref(node.iri_of("statedIn") or ""),
            evidence=self.evidence(node),
        )

    def inherited(self, measure: Thing) -> list[Inherited]:
        """Who answers for a measure through its task, in the order of the text."""
        nodes = [self.things[iri] for iri in measure.iris("hasInheritedResponsibility")]
        nodes.sort(key=lambda node: node.count("sequence"))
        return [self._inherited(node) for node in nodes]

    def _inherited(self, node: Thing) -> Inherited:
        source = self.things[node.iri_of("inheritsFrom") or ""]
        stated = self.responsibility(source)
        return Inherited(
            id=node.iri,
            party=stated.party,
            printed=stated.printed,
            role=stated.role,
            inherits_from=source.iri,
            evidence=stated.evidence.model_copy(update={"status": "inherited"}),
        )

    def region_mention(self, node: Thing) -> RegionMention:
        """A place where the plan names it."""
        item = self.things[node.iri_of("inItem") or ""]
        return RegionMention(
            id=node.iri,
            printed=node.text("printedName") or "",
            places=self.refs(node, "place"),
            partner=node.flag("partner"),
            item=self.ref(item.iri),
            item_kind=kind_of(item),
            number=printed_number(item.text("path") or ""),
            measure=self.maybe_ref(node.iri_of("inMeasure")),
            evidence=self.evidence(node),
        )

    def mention(self, node: Thing) -> Mention:
        """A named thing where the plan names it."""
        return Mention(
            id=node.iri,
            thing=self.ref(node.iri_of("thing") or ""),
            kind=term_name(node.iri_of("mentionKind") or ""),
            printed=node.text("printedName") or "",
            evidence=self.evidence(node),
        )

    def plan_of(self, thing: Thing) -> Ref:
        """The plan that a thing stands in."""
        return self.ref(thing.iri_of("inPlan") or "")


def kind_of(item: Thing) -> str:
    """``Task``, ``Phase``, …: the class of an item without its namespace; empty if it is none."""
    return next((kind for kind in _KINDS if expand(kind) in item.iris("rdf:type")), "")


def term_name(iri: str) -> str:
    """A term of the vocabulary without its namespace.

    >>> term_name("https://w3id.org/plangraph/vocab#role-lead")
    'role-lead'
    """
    return iri.rpartition("#")[2]


def printed(thing: Thing, name: str, precision: str) -> str | None:
    """A date as precise as it was printed; ``None`` if there is none."""
    day = thing.text(name)
    return None if day is None else printed_date(day, thing.text(precision) or "day")


def day_of(thing: Thing, name: str) -> date | None:
    """A date as a day; ``None`` if there is none or the calendar does not have it."""
    text = thing.text(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
