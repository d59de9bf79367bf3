"""Keys in the paths of REST to the things of the store that they name."""

import re
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Path

from plangraph.api.reader import Reader
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError

_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*(?:#char=[0-9]+,[0-9]+)?")
PlanKey = Annotated[
    str, Path(description="Key of a plan", examples=["cn-530100-2022-1a2b3c4d"], max_length=200)
]
Position = Annotated[
    str, Path(description="Place of a unit in the outline", examples=["2.5"], max_length=100)
]
AgencyKey = Annotated[
    str,
    Path(
        description="Key of an agency, without org/",
        examples=["cn-530100/science-technology-0a1b2c"],
        max_length=300,
    ),
]
RegionKey = Annotated[
    str, Path(description="Key of a place, without region/", examples=["cn-530102"], max_length=300)
]
ThingKey = Annotated[
    str,
    Path(description="Key of anything", examples=["indicator/1a2b3c4d"], max_length=500),
]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of a plan, as a path names it."""

    plan: PlanKey
    position: Position


def known(reader: Reader, key: str, kind: str | None = None) -> str:
    """The IRI of a key that the store holds, of a kind if one is named.

    Raises:
        UnknownThingError: There is no such thing of this kind.
    """
    iri = iris.absolute(key)
    if _KEY.fullmatch(key):
        reader.things.load([iri])
        if reader.things[iri].facts and (kind is None or reader.things[iri].is_a(kind)):
            return iri
    raise UnknownThingError(
        f"There is no {kind or 'thing'} with this key.",
        where=key,
        advice="The lists under /api/ give the keys of all things in this store.",
    )
