"""The neighbourhood of anything: ``/adjacent`` below the address of each thing."""

from typing import Annotated, Any, Final
from typing import Literal as OneOf

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from plangraph.api.addresses import local_key
from plangraph.api.cursors import Asked
from plangraph.api.keys import AgencyKey, Place, PlanKey, RegionKey, ThingKey, known
from plangraph.api.listing import TABLE, choose, reply
from plangraph.api.neighbours import (
    Direction,
    Neighbour,
    check_property,
    links_of,
    only,
    read_neighbours,
)
from plangraph.api.parts import BASE, CURSOR, PLAN, SERVICE, Record
from plangraph.api.problems import Problem
from plangraph.api.replies import LISTS
from plangraph.api.service import Served, Service
from plangraph.api.tables import to_csv

router = APIRouter(prefix="/api", tags=["neighbourhood"])


class AdjacentQuery(BaseModel):
    """Which links of a thing."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    direction: Direction | None = Field(default=None, examples=["in"])
    """Only links that lead from the thing (``out``) or to it (``in``)."""
    property: str | None = Field(default=None, min_length=1, examples=["responsibleParty"])
    """Only links of one property: its name or IRI."""
    inferred: bool = Field(default=False, examples=[True])
    """Also links that are inherited or inferred, which otherwise never appear."""
    limit: int = Field(default=100, ge=1, le=500, examples=[100])
    """Most links in the answer."""
    cursor: str | None = Field(default=None, max_length=200, examples=[CURSOR])
    """Where to go on: the cursor of the answer before."""
    format: OneOf["json", "csv"] | None = Field(default=None, examples=["json"])
    """Format of the answer; without it the Accept header decides."""

    def asked(self) -> str:
        """What decides which links there are."""
        return self.model_dump_json(include={"direction", "property", "inferred"})


class Neighbourhood(Record):
    """A part of the links of one thing."""

    id: str = Field(examples=[f"{BASE}plan/{PLAN}/task/2.5"])
    key: str = Field(examples=[f"plan/{PLAN}/task/2.5"])
    label: str = Field(examples=["大力促进知识产权转化运用"])
    total: int = Field(examples=[42])
    """How many links there are that pass the filters."""
    limit: int = Field(examples=[100])
    cursor: str | None = Field(examples=[CURSOR])
    """Where the next part begins; null at the end."""
    links: dict[str, str] = Field(
        examples=[{"self": f"{SERVICE}/api/tasks/{PLAN}/2.5/adjacent", "next": "…", "csv": "…"}]
    )
    """``self``, ``next``, ``csv``."""
    items: list[Neighbour]


Wanted = Annotated[AdjacentQuery, Query()]
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = TABLE | {
    410: {"description": "The links have changed, and the cursor leads nowhere", "model": Problem},
}
_ITEMS: Final = ("task", "measure", "target", "phase")


@router.get("/plans/{plan}/adjacent", response_model=Neighbourhood, responses=_ANSWERS)
def list_links_of_plan(request: Request, plan: PlanKey, service: Served, query: Wanted) -> Response:
    """What a plan leads to and what leads to it."""
    return _answer(request, service, query, (f"plan/{plan}", "Plan"))


@router.get("/agencies/{key:path}/adjacent", response_model=Neighbourhood, responses=_ANSWERS)
def list_links_of_agency(
    request: Request, key: AgencyKey, service: Served, query: Wanted
) -> Response:
    """What an agency leads to and what leads to it, its tasks among them."""
    return _answer(request, service, query, (f"org/{key}", "Party"))


@router.get("/regions/{key:path}/adjacent", response_model=Neighbourhood, responses=_ANSWERS)
def list_links_of_region(
    request: Request, key: RegionKey, service: Served, query: Wanted
) -> Response:
    """What a place leads to and what leads to it."""
    return _answer(request, service, query, (f"region/{key}", "Region"))


@router.get("/things/{key:path}/adjacent", response_model=Neighbourhood, responses=_ANSWERS)
def list_links_of_thing(
    request: Request, key: ThingKey, service: Served, query: Wanted
) -> Response:
    """What anything with an IRI leads to and what leads to it: a duty, a document, a span."""
    return _answer(request, service, query, (key, None))


def _add_route(kind: str) -> None:
    """The links of items of one kind, which differ in their address alone."""

    def list_links_of_item(
        request: Request, place: Annotated[Place, Depends()], service: Served, query: Wanted
    ) -> Response:
        key = f"plan/{place.plan}/{kind}/{place.position}"
        return _answer(request, service, query, (key, kind.capitalize()))

    router.add_api_route(
        f"/{kind}s/{{plan}}/{{position}}/adjacent",
        list_links_of_item,
        response_model=Neighbourhood,
        responses=_ANSWERS,
        name=f"list_links_of_{kind}",
        description=f"What a {kind} leads to and what leads to it.",
    )


for _kind in _ITEMS:
    _add_route(_kind)


def _answer(
    request: Request, service: Service, query: AdjacentQuery, named: tuple[str, str | None]
) -> Response:
    """One part of the links of a thing, named by its key and the class that it has to be of.

    Raises:
        UnknownThingError: The store has no such thing.
        InvalidQueryError: The cursor is none of these links.
        NotAcceptableError: The client accepts no format of lists.
    """
    form = choose(request, query.format, LISTS[:2])
    state, reader = service.store.generation(), service.reader()
    iri = known(reader, *named)
    check_property(reader, query.property)
    links = [one for one in links_of(reader, iri) if query.inferred or not one.inferred]
    links = only(links, query.direction, query.property)
    keys = [link.key() for link in links]
    asked = Asked(f"{iri} {query.asked()}", state, lambda: keys)
    begin = asked.begin(query.cursor) if query.cursor else 0
    end = begin + query.limit
    items = read_neighbours(reader, iri, links[begin:end])
    cursor = asked.cursor(end, keys[end - 1]) if end < len(links) else None
    leads = _leads(service, request, query, cursor)
    if form.offer.name == "csv":
        return reply(service, form, to_csv(Neighbour, items), leads)
    found = Neighbourhood(
        id=iri,
        key=local_key(iri),
        label=reader.things[iri].label(),
        total=len(links),
        limit=query.limit,
        cursor=cursor,
        links=leads,
        items=items,
    )
    return reply(service, form, found.model_dump_json(), leads, linked=False)


def _leads(
    service: Service, request: Request, query: AdjacentQuery, cursor: str | None
) -> dict[str, str]:
    """The addresses of the same links in another part or form."""
    path = request.url.path.removeprefix(service.site.root)
    asked = query.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    links = {
        "self": service.addresses.absolute(path, **asked),
        "csv": service.addresses.absolute(path, **(asked | {"format": "csv"})),
    }
    if cursor:
        links["next"] = service.addresses.absolute(path, **(asked | {"cursor": cursor}))
    return links
