"""Agencies and places as a spreadsheet asks for them: their types, properties and values."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.api.addresses import local_key
from plangraph.api.list_parts import Listing
from plangraph.api.listing import read_sizes
from plangraph.api.lists import Filters
from plangraph.api.parts import Ref
from plangraph.api.records import Agency, Region
from plangraph.api.service import Service
from plangraph.api.shared import Numbers, read_agencies, read_regions
from plangraph.ontology import iris

Value = str | int | Ref
Entity = Agency | Region


@dataclass(frozen=True, slots=True)
class Type:
    """A type of entities.

    Attributes:
        id: The name of its class.
        kind: The same for the full-text index.
        listed: The list that has its entities.
    """

    id: str
    name: str
    kind: str
    listed: str


@dataclass(frozen=True, slots=True)
class Property:
    """Something that is known of entities.

    Attributes:
        types: Ids of the types whose entities have it.
        read: Its values, of an entity.
        target: The type of the entities that are its values; ``None`` where they are texts.
    """

    id: str
    name: str
    types: tuple[str, ...]
    read: Callable[[Entity], Sequence[Value | None]]
    target: str | None = None


TYPES: Final = {
    "Party": Type("Party", "部门 Agency", "agency", "agencies"),
    "Region": Type("Region", "区域 Place", "place", "regions"),
}
_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_COUNTED: Final = frozenset({"task_count", "plan_count", "mention_count"})


def _field(name: str) -> Callable[[Entity], Sequence[Value | None]]:
    return lambda entity: [getattr(entity, name)]


_ALL: Final = (
    Property("name_en", "英文名称 English name", ("Party", "Region"), _field("name_en")),
    Property("kind", "种类 Kind", ("Party", "Region"), _field("kind")),
    Property(
        "printed",
        "文中名称 Printed name",
        ("Party",),
        lambda entity: getattr(entity, "printed", ()),
    ),
    Property("jurisdiction", "辖区 Jurisdiction", ("Party",), _field("jurisdiction"), "Region"),
    Property("level", "层级 Level", ("Party",), _field("level")),
    Property("function", "职能 Function", ("Party",), lambda entity: [_label(entity, "function")]),
    Property("office_of", "为其办公室 Office of", ("Party",), _field("office_of"), "Party"),
    Property("hosted_by", "设在 Hosted by", ("Party",), _field("hosted_by"), "Party"),
    Property("task_count", "任务数 Tasks", ("Party",), _field("task_count")),
    Property("plan_count", "方案数 Plans", ("Party",), _field("plan_count")),
    Property("code", "行政区划代码 Code (GB/T 2260)", ("Region",), _field("code")),
    Property("within", "所属区域 Within", ("Region",), _field("within"), "Region"),
    Property("mention_count", "提及数 Mentions", ("Region",), _field("mention_count")),
)
PROPERTIES: Final = {one.id: one for one in _ALL}


def _label(entity: Entity, name: str) -> str | None:
    found = getattr(entity, name, None)
    return found.label if isinstance(found, Ref) else None


def type_of(name: str) -> Type | None:
    """A type by its id, its IRI, or the kind that the search calls it; ``None`` if there is none.

    >>> type_of("pg:Party") == type_of("agency") == TYPES["Party"]
    True
    """
    local = name.removeprefix(iris.NS).removeprefix("pg:")
    return TYPES.get(local) or next((one for one in TYPES.values() if one.kind == name), None)


def read_entities(
    service: Service, iris: Sequence[str], asked: Sequence[str] = ()
) -> dict[str, Entity]:
    """Those of the IRIs that are agencies or places; counts only if a property asks for them."""
    iris = [iri for iri in iris if _KEY.fullmatch(local_key(iri))]
    counted = not _COUNTED.isdisjoint(asked)
    reader = service.reader()
    reader.things.load(iris)
    parties = [iri for iri in iris if reader.things[iri].is_a("Party")]
    places = [iri for iri in iris if reader.things[iri].is_a("Region")]
    found: list[Entity] = []
    if parties:
        numbers = _numbers(service, "agencies") if counted else {}
        found += read_agencies(reader, parties, numbers)
    if places:
        numbers = _numbers(service, "regions") if counted else {}
        found += read_regions(reader, places, numbers)
    return {entity.id: entity for entity in found}


def _numbers(service: Service, name: str) -> Numbers:
    """What was counted of all things of a list; once in a state of the store."""
    asked = Listing(service.store, name, Filters())
    return asked.whole(read_sizes(service, asked)).numbers


def values_of(entity: Entity, property_: Property) -> list[Value]:
    """What is known; empty if nothing is, or if entities of its type do not have the property."""
    has = "Party" if isinstance(entity, Agency) else "Region"
    if has not in property_.types:
        return []
    return [value for value in property_.read(entity) if value is not None]


def describe(entity: Entity) -> str:
    """A few words that tell the entity from its namesakes."""
    if isinstance(entity, Agency):
        place, names = entity.jurisdiction, [entity.name_en, *entity.printed]
    else:
        place, names = entity.within, [entity.code, entity.name_en]
    words = [place.label if place else None, *names]
    return "，".join(dict.fromkeys(word for word in words if word and word != entity.name))


def as_cell(value: Value) -> Mapping[str, str | int]:
    """A value as a cell of the answer."""
    if isinstance(value, Ref):
        return {"id": local_key(value.id), "name": value.label}
    return {"int": value} if isinstance(value, int) else {"str": value}
