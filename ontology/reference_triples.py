"""What plans share to triples: parties, places, blocs, indicators, units, things, documents.

Every triple here depends on the thing alone, so that two plans that name it contribute the same
ones. What only one plan says of it (its printed names) stays in that plan's graph.
"""

from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD

from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.model import Party, Place, Plan, Status
from plangraph.ontology.reference import functions, own_source, place, units, world
from plangraph.ontology.terms import (
    PARTY_CLASSES,
    PG,
    PLACE_CLASSES,
    V,
    chinese,
    english,
    function_concept,
    plain,
    thing,
    thing_if,
)
from plangraph.ontology.world import Membership
from plangraph.ontology.writer import Fact, Triple

BLOCS = frozenset({"bloc", "grouping"})


def reference_triples(plan: Plan) -> Iterator[Triple]:
    """What the plan contributes to the shared graph; a triple may come more than once."""
    for party in plan.parties:
        yield from _party(party)
    yield from _places(plan)
    for target in plan.targets:
        yield from _unit(target.unit_key, target.unit)
        yield from _labelled(target.indicator_key, PG.Indicator, target.indicator)
    for direction in plan.directions:
        yield from _labelled(direction.indicator_key, PG.Indicator, direction.indicator)
    for mention in plan.mentions:
        yield from _labelled(mention.key, PG.NamedThing, mention.name)
    for cite in plan.document.cites:
        yield thing(cite.key), RDF.type, PG.Document


def _labelled(key: str, kind: URIRef, name: str) -> Iterator[Triple]:
    """A thing whose key is made from its folded name, which therefore is its shared label."""
    yield thing(key), RDF.type, kind
    yield thing(key), SKOS.prefLabel, Literal(iris.fold(name), lang="zh")


def _party(party: Party) -> Iterator[Triple]:
    node = thing(party.key)
    for kind in PARTY_CLASSES[party.kind]:
        yield from _labelled(party.key, kind, party.name)
    if party.name_en is not None:
        yield node, SKOS.prefLabel, Literal(party.name_en, lang="en")
    if party.place is not None:
        yield node, PG.jurisdiction, thing(party.place)
    if party.level is not None:
        yield node, PG.level, V[f"level-{party.level}"]
    if party.function is not None:
        yield node, PG.function, function_concept(party.function)
        yield from _function(party.function)
        where = _known_place(party.place) if party.place else None
        if where is not None:
            yield from _own(node, functions().own_source(party.function, party.name, where))


def _own(node: URIRef, source: str) -> Iterator[Triple]:
    """The mark of what stands in the graph because the user wrote a row for it."""
    if source:
        yield node, PG.knownFrom, Literal(source)


def _function(function_id: str) -> Iterator[Triple]:
    concept = function_concept(function_id)
    zh, en = functions().label(function_id)
    yield concept, RDF.type, SKOS.Concept
    yield concept, SKOS.inScheme, V.functions
    yield concept, SKOS.notation, Literal(function_id)
    yield concept, SKOS.prefLabel, Literal(zh, lang="zh")
    yield concept, SKOS.prefLabel, Literal(en, lang="en")
    yield from _own(concept, functions().own_source(function_id))


def _unit(key: str, printed: str) -> Iterator[Triple]:
    node = thing(key)
    known = units().by_key(key)
    yield node, RDF.type, PG.Unit
    if known is None:
        yield node, SKOS.prefLabel, Literal(iris.fold(printed), lang="zh")
        return
    yield node, SKOS.prefLabel, Literal(known.name, lang="zh")
    yield node, SKOS.prefLabel, Literal(known.name_en, lang="en")
    yield from _own(node, own_source(key))


def _places(plan: Plan) -> Iterator[Triple]:
    """The plan's places, the places that hold them, the blocs of those and their members."""
    rows = {row.key: row for row in plan.places}
    waiting = [*rows, *_named_places(plan)]
    done: set[str] = set()
    while waiting:
        key = waiting.pop()
        row = rows.get(key) or _known_place(key)
        if row is None or key in done:
            continue
        done.add(key)
        yield from _place(row)
        waiting += [row.within] if row.within else []
        waiting += world().related(key)
        for membership in _memberships(key):
            yield from _membership(membership)
            waiting.append(membership.member)


def _known_place(key: str) -> Place | None:
    try:
        return place(key)
    except UnknownThingError:
        return None


def _named_places(plan: Plan) -> set[str]:
    keys = {party.place for party in plan.parties} | {plan.document.jurisdiction}
    return {key for key in keys if key is not None}


def _place(row: Place) -> Iterator[Triple]:
    node = thing(row.key)
    for kind in PLACE_CLASSES[row.kind]:
        yield node, RDF.type, kind
    facts: tuple[Fact, ...] = (
        (SKOS.prefLabel, chinese(row.name)),
        (SKOS.prefLabel, english(row.name_en)),
        (PG.code, plain(row.code)),
        (PG.within, thing_if(row.within)),
    )
    for name, value in facts:
        if value is not None:
            yield node, name, value
    for other in world().related(row.key):
        yield node, SKOS.related, thing(other)
    yield from _own(node, own_source(row.key))


def _memberships(key: str) -> tuple[Membership, ...]:
    """Who belongs or belonged to a bloc or a grouping; empty for other places."""
    if key in world() and world().kind(key) in BLOCS:
        return world().memberships(key)
    return ()


def _membership(row: Membership) -> Iterator[Triple]:
    node = thing(row.key)
    yield node, RDF.type, PG.BlocMembership
    yield node, PG.bloc, thing(row.bloc)
    yield node, PG.memberRegion, thing(row.member)
    yield node, PG.status, V[Status.CURATED]
    if row.since is not None:
        yield node, PG.memberSince, Literal(row.since.isoformat(), datatype=XSD.date)
    if row.until is not None:
        yield node, PG.memberUntil, Literal(row.until.isoformat(), datatype=XSD.date)
    yield from _own(node, row.source if row.is_own else "")
