"""Names of a spreadsheet to the agencies and places that they may mean, each with a score.

Only an exact name that one entity alone has, and whose further columns agree, is called a match; a
person decides about all others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, Field

from plangraph.api.addresses import local_key
from plangraph.api.entities import (
    PROPERTIES,
    TYPES,
    Entity,
    Type,
    Value,
    describe,
    read_entities,
    type_of,
    values_of,
)
from plangraph.api.parts import Record, Ref
from plangraph.api.service import Service
from plangraph.graph.search import Hit, Index
from plangraph.graph.search_names import changes_between
from plangraph.graph.search_words import fold
from plangraph.ontology import iris

FULL: Final = 100.0
_LONGEST: Final = 80  # characters of a name that are compared; no body has a longer one
_LIKE: Final = 0.3  # the part of a name that has to agree
_NAMESAKES: Final = 200
_DISAGREES: Final = 0.7  # what is left of a score for each column that says something else
_UNKNOWN: Final = 0.95  # and for each that the graph says nothing of


class Condition(BaseModel):
    """What another column of the row says of the entity."""

    pid: str = Field(examples=["jurisdiction"])
    v: Any = Field(default=None, examples=["昆明市"])

    def wanted(self) -> set[str]:
        """The values, any of which may be true, folded: names and ids."""
        values = self.v if isinstance(self.v, list) else [self.v]
        texts: list[object] = []
        for value in values:
            texts += [value.get("id"), value.get("name")] if isinstance(value, dict) else [value]
        return {fold(str(text).strip()) for text in texts if text not in (None, "")}


def _known_types(given: Any) -> list[str]:
    rows = given if isinstance(given, list) else [given]
    names = [row.get("id") if isinstance(row, dict) else row for row in rows]
    return [str(name) for name in names if name]


class Query(BaseModel):
    """One name to be matched; at least one of name and conditions has to be given."""

    query: str = Field(default="", examples=["昆明市科技局"])
    type: Annotated[Any, AfterValidator(_known_types)] = Field(default=None, examples=["Party"])
    limit: int = Field(default=5, ge=1, le=50)
    properties: list[Condition] = []

    def types(self) -> list[Type]:
        """The types to look for; all where none is given that there is."""
        names = self.type if isinstance(self.type, list) else []
        found = [one for one in map(type_of, names) if one is not None]
        return found or list(TYPES.values())


class Feature(Record):
    """Something that the score was made from."""

    id: str = Field(examples=["name_similarity"])
    value: float | bool = Field(examples=[0.8])


class TypeName(Record):
    """A type of the candidate."""

    id: str = Field(examples=["Party"])
    name: str = Field(examples=["部门 Agency"])


class Candidate(Record):
    """An entity that a name may mean."""

    id: str = Field(examples=["org/cn-530100/science-technology-0a1b2c"])
    name: str = Field(examples=["昆明市科学技术局"])
    description: str
    type: list[TypeName]
    score: float = Field(examples=[100])
    match: bool
    """True where this is it: the name is exact, and no other entity has it."""
    features: list[Feature]


class Result(Record):
    """The candidates of one name, the best first."""

    result: list[Candidate]


@dataclass(frozen=True, slots=True)
class _Likely:
    """A hit with how far its name agrees; 1 is the very name."""

    hit: Hit
    similarity: float


def match(service: Service, queries: Mapping[str, Query]) -> dict[str, Result]:
    """The candidates of each query, by its key."""
    index = service.store.index()
    likely = {key: _likely(index, query) for key, query in queries.items()}
    wanted = {one.hit.iri: None for found in likely.values() for one in found}
    asked = [row.pid for query in queries.values() for row in query.properties]
    entities = read_entities(service, list(wanted), asked)
    return {
        key: Result(result=_result(query, likely[key], entities)) for key, query in queries.items()
    }


def _likely(index: Index, query: Query) -> list[_Likely]:
    """The entities with a name like the query's, or the one that it names by its id."""
    name = query.query.strip()[:_LONGEST]
    if not name:
        return []
    kinds = [one.kind for one in query.types()]
    for key in (local_key(name), f"region/cn-{name}"):  # an id, or the code of a division
        known = index.shared(iris.absolute(key))
        if known is not None and known.kind in kinds:
            return [_Likely(known, 1.0)]
    found = [
        _Likely(hit, _similarity(fold(name), fold(hit.text)))
        for hit in index.alike(name, kinds, _NAMESAKES)
    ]
    found = [one for one in found if one.similarity >= _LIKE]
    found.sort(key=lambda one: (-one.similarity, one.hit.label, one.hit.iri))
    return found if query.properties else _first(found, query.limit)


def _first(found: list[_Likely], limit: int) -> list[_Likely]:
    """As many as are wanted, and one more where that is as good: then no match is certain."""
    return found[: max(limit, 2)]


def _similarity(asked: str, name: str) -> float:
    return 1 - changes_between(asked, name) / max(len(asked), len(name))


def _result(
    query: Query, likely: Sequence[_Likely], entities: Mapping[str, Entity]
) -> list[Candidate]:
    scored = [
        (one, _conditions(query, entities[one.hit.iri]))
        for one in likely
        if one.hit.iri in entities
    ]
    certain = [one for one, told in scored if one.similarity == 1.0 and all(told.values())]
    sure = certain[0].hit.iri if len(certain) == 1 else None
    found = [
        _candidate(one, told, entities[one.hit.iri], sure=one.hit.iri == sure)
        for one, told in scored
    ]
    found.sort(key=lambda row: (-row.score, row.name, row.id))
    return found[: query.limit]


def _conditions(query: Query, entity: Entity) -> dict[str, bool | None]:
    """For each column whether it agrees; ``None`` where the graph says nothing."""
    told: dict[str, bool | None] = {}
    for row in query.properties:
        wanted = row.wanted()
        known = PROPERTIES.get(row.pid)
        if known is None or not wanted:
            continue
        values = {name for value in values_of(entity, known) for name in _names(value)}
        told[row.pid] = not wanted.isdisjoint(values) if values else None
    return told


def _names(value: Value) -> set[str]:
    if isinstance(value, Ref):
        return {fold(value.label), fold(value.id), fold(value.key)}
    return {fold(str(value))}


def _candidate(
    likely: _Likely, told: Mapping[str, bool | None], entity: Entity, *, sure: bool
) -> Candidate:
    score = likely.similarity * FULL
    for agrees in told.values():
        score *= 1.0 if agrees else _UNKNOWN if agrees is None else _DISAGREES
    features = [Feature(id="name_similarity", value=round(likely.similarity, 4))]
    features += [Feature(id=pid, value=bool(agrees)) for pid, agrees in told.items()]
    kind = next(one for one in TYPES.values() if one.kind == likely.hit.kind)
    return Candidate(
        id=local_key(likely.hit.iri),
        name=likely.hit.label,
        description=describe(entity),
        type=[TypeName(id=kind.id, name=kind.name)],
        score=round(score, 2),
        match=sure,
        features=features,
    )
