"""What several plans share to records: agencies with their duties, regions with their mentions."""

from collections.abc import Mapping, Sequence

from plangraph.api.addresses import local_key
from plangraph.api.parts import RegionMention
from plangraph.api.reader import REGIONS, RESPONSIBILITY, Reader, kind_of, term_name
from plangraph.api.records import Agency, Duty, Region
from plangraph.api.things import Thing, bracket

_KINDS = {"PartyGroup": "group", "CoordinationBody": "coordination-body"}
_PLACES = {"FunctionalZone": "zone", "WorldRegion": "world"}
_WAVE = 500  # agencies a query
_PRINTED = """SELECT ?party ?name {{
  VALUES ?party {{ {parties} }} ?node pg:party ?party ; a pg:PrintedName ; pg:printedName ?name
  OPTIONAL {{ ?node pg:sequence ?sequence }}
}} ORDER BY ?party ?sequence ?node"""
Numbers = Mapping[str, Mapping[str, int]]


def read_agencies(reader: Reader, iris: Sequence[str], numbers: Numbers) -> list[Agency]:
    """The agencies with these IRIs; ``numbers`` gives their tasks and plans as counted."""
    names = ("function", "jurisdiction", "officeOf", "hostedBy", "level")
    reader.things.load(iris, *names)
    printed = _printed_names(reader, iris)
    return [
        _agency(reader, reader.things[iri], numbers.get(iri, {}), printed.get(iri, []))
        for iri in iris
    ]


def _printed_names(reader: Reader, iris: Sequence[str]) -> dict[str, list[str]]:
    """What plans call each agency, in document order; its many duties are not fetched for that."""
    rows = []
    for start in range(0, len(iris), _WAVE):
        parties = " ".join(map(bracket, iris[start : start + _WAVE]))
        rows += reader.store.query(_PRINTED.format(parties=parties)).values()
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(str(row["party"]), []).append(str(row["name"]))
    return {party: list(dict.fromkeys(names)) for party, names in found.items()}


def read_agency(reader: Reader, iri: str, numbers: Numbers) -> Agency:
    """One agency with every duty that a plan states for it."""
    duties = [path.replace("hasResponsibility", "^party") for path in RESPONSIBILITY]
    reader.things.load([iri], *duties, "^party/^hasResponsibility/inPlan")
    agency = read_agencies(reader, [iri], numbers)[0]
    return agency.model_copy(update={"duties": _duties(reader, iri)})


def _agency(reader: Reader, thing: Thing, numbers: Mapping[str, int], printed: list[str]) -> Agency:
    level = thing.iri_of("level")
    return Agency(
        id=thing.iri,
        key=local_key(thing.iri),
        url=reader.ref(thing.iri).url,
        name=thing.label(),
        name_en=thing.text("skos:prefLabel", "en"),
        printed=printed,
        kind=next((kind for name, kind in _KINDS.items() if thing.is_a(name)), "agency"),
        function=reader.maybe_ref(thing.iri_of("function")),
        jurisdiction=reader.maybe_ref(thing.iri_of("jurisdiction")),
        level=term_name(level).removeprefix("level-") if level else None,
        office_of=reader.maybe_ref(thing.iri_of("officeOf")),
        hosted_by=reader.maybe_ref(thing.iri_of("hostedBy")),
        task_count=numbers.get("tasks", 0),
        plan_count=numbers.get("plans", 0),
    )


def _duties(reader: Reader, iri: str) -> list[Duty]:
    rows = []
    for node in reader.things.sources(iri, "party", "Responsibility"):
        for item in reader.things.sources(node.iri, "hasResponsibility"):
            duty = Duty(
                plan=reader.plan_of(item),
                item=reader.ref(item.iri),
                item_kind=kind_of(item),
                responsibility=reader.responsibility(node),
            )
            rows.append((duty.plan.key, item.count("sequence"), node.count("sequence"), duty))
    return [duty for *_, duty in sorted(rows, key=lambda row: row[:3])]


def read_regions(reader: Reader, iris: Sequence[str], numbers: Numbers) -> list[Region]:
    """The places with these IRIs; ``numbers`` gives how often plans name them."""
    reader.things.load(iris, "within")
    return [_region(reader, reader.things[iri], numbers.get(iri, {})) for iri in iris]


def read_region(reader: Reader, iri: str, numbers: Numbers) -> Region:
    """One place with every passage that names it."""
    reader.things.load([iri], *(path.format("^place") for path in REGIONS))
    region = read_regions(reader, [iri], numbers)[0]
    return region.model_copy(update={"mentions": _mentions(reader, iri)})


def _region(reader: Reader, thing: Thing, numbers: Mapping[str, int]) -> Region:
    return Region(
        id=thing.iri,
        key=local_key(thing.iri),
        url=reader.ref(thing.iri).url,
        name=thing.label(),
        name_en=thing.text("skos:prefLabel", "en"),
        code=thing.text("code"),
        within=reader.maybe_ref(thing.iri_of("within")),
        kind=next((kind for name, kind in _PLACES.items() if thing.is_a(name)), "administrative"),
        mention_count=numbers.get("mentions", 0),
    )


def _mentions(reader: Reader, iri: str) -> list[RegionMention]:
    nodes = reader.things.sources(iri, "place", "RegionMention")
    return [reader.region_mention(node) for node in nodes]
