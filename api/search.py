"""The full-text search over HTTP: hits with the places to mark, and suggestions while typing."""

import re
from collections.abc import Sequence
from typing import Annotated
from typing import Literal as OneOf

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from plangraph.api.addresses import Addresses, local_key, page_path, reading_path
from plangraph.api.listing import TABLE, choose, link_header
from plangraph.api.parts import BASE, PLAN, SERVICE, Record, Ref
from plangraph.api.replies import JSON, LISTS
from plangraph.api.service import Served, Service
from plangraph.api.tables import to_csv
from plangraph.graph.search import Found, Hit, Suggestion, Wanted
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError

router = APIRouter(prefix="/api", tags=["search"])
_ID = f"https://w3id.org/plangraph/id/plan/{PLAN}/measure/2.5.7"
_CURSOR = re.compile(r"after-([0-9]{1,7})")
Kind = OneOf[
    "plan",
    "agency",
    "place",
    "thing",
    "task",
    "goal",
    "target",
    "direction",
    "phase",
    "requirement",
    "section",
    "measure",
    "step",
    "evidence",
]


class Typed(BaseModel):
    """What a client types, and what it is typed for."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    q: str = Field(min_length=1, max_length=200, examples=["专利"])
    """Words; all have to stand in one thing's texts. "…" keeps words with a blank together."""
    type: list[Kind] = Field(default=[], examples=[["task", "measure"]])
    """Only things of these types; may be given several times."""

    def kinds(self) -> frozenset[str] | None:
        """The types as the index takes them: ``None`` for all."""
        return frozenset(self.type) or None


class SearchQuery(Typed):
    """What a client may ask of the search; filters combine."""

    plan: str | None = Field(default=None, examples=[PLAN])
    """Only what this plan (its key or IRI) holds or names."""
    limit: int = Field(default=20, ge=1, le=100, examples=[20])
    """Most hits in the answer."""
    cursor: str | None = Field(default=None, examples=["after-20"])
    """Where to go on: the cursor of the answer before."""
    format: OneOf["json", "csv"] | None = None
    """Format of the answer; without it the Accept header decides."""

    def wanted(self) -> Wanted:
        """What the index is asked for."""
        plan = self.plan
        if plan is not None:
            plan = plan.removeprefix(iris.base()).removeprefix("plan/")
        return Wanted(self.q, self.kinds(), plan)

    def offset(self) -> int:
        """How many hits were given before.

        Raises:
            InvalidQueryError: The cursor is none of ours.
        """
        found = _CURSOR.fullmatch(self.cursor or "after-0")
        if found is None:
            raise InvalidQueryError(
                f"{self.cursor!r} is no cursor.",
                where="cursor",
                advice="Take the one of the answer before, or leave it out.",
            )
        return int(found[1])


class SuggestQuery(Typed):
    """What a client may ask of the suggestions."""

    limit: int = Field(default=10, ge=1, le=50, examples=[10])
    """Most suggestions in the answer."""


class Mark(Record):
    """A place in a text that holds the words."""

    start: int = Field(examples=[3])
    """First code point."""
    end: int = Field(examples=[5])
    """One past the last code point."""
    text: str = Field(examples=["专利"])


class SearchHit(Record):
    """A thing that was found."""

    id: str = Field(examples=[_ID])
    key: str = Field(examples=[f"plan/{PLAN}/measure/2.5.7"])
    url: str = Field(examples=[f"{SERVICE}/api/measures/{PLAN}/2.5.7"])
    page: str = Field(examples=[f"{SERVICE}/plan/{PLAN}#measure-2.5.7"])
    """The page that shows it to people."""
    type: str = Field(examples=["measure"])
    label: str = Field(examples=["开展专利转化专项计划"])
    """How it is called."""
    text: str = Field(examples=["开展专利转化专项计划"])
    """The text that holds the words; nothing in it is markup."""
    marks: list[Mark]
    """Where the text holds them; empty where a name merely resembles them."""
    plan: Ref | None
    """The plan that holds it; null for agencies, places and named things."""
    span: str | None = Field(examples=[f"{BASE}plan/{PLAN}/text/06f2d52643f2#char=2527,2537"])
    """IRI of the words of the plan that prove it (RFC 5147)."""
    score: float = Field(examples=[9.81])
    """The higher, the better; comparable within one answer only."""


class SearchPage(Record):
    """A part of the hits, the best first."""

    total: int = Field(examples=[36])
    """How many things of the wanted types hold the words."""
    types: dict[str, int] = Field(examples=[{"target": 2, "measure": 14}])
    """How many there are of each type, whatever types are wanted."""
    exact: bool = Field(examples=[True])
    """False where nothing holds the words; the hits are names that resemble them."""
    limit: int = Field(examples=[20])
    items: list[SearchHit]
    cursor: str | None = Field(examples=["after-20"])
    """Where the next part begins; null at the end."""
    links: dict[str, str] = Field(
        examples=[{"self": f"{SERVICE}/api/search?q=%E4%B8%93%E5%88%A9", "next": "…", "csv": "…"}]
    )
    """``self``, ``next``, ``csv``."""


class SuggestionItem(Record):
    """A name or title that begins with, or holds, what was typed."""

    text: str = Field(examples=["市科技局"])
    label: str = Field(examples=["昆明市科学技术局"])
    """The full name of the thing."""
    type: str = Field(examples=["agency"])
    id: str = Field(examples=[f"{BASE}org/cn-530100/science-technology-0a1b2c"])
    key: str = Field(examples=["org/cn-530100/science-technology-0a1b2c"])
    url: str = Field(examples=[f"{SERVICE}/api/agencies/cn-530100/science-technology-0a1b2c"])
    page: str = Field(examples=[f"{SERVICE}/thing/org/cn-530100/science-technology-0a1b2c"])
    plan: Ref | None
    count: int = Field(examples=[1])
    """How many things of this type have this name; the id is that of one."""
    marks: list[Mark]


class Suggestions(Record):
    """Suggestions, those that begin with what was typed first."""

    items: list[SuggestionItem]


@router.get("/search", response_model=SearchPage, responses=TABLE)
def search(request: Request, service: Served, query: Annotated[SearchQuery, Query()]) -> Response:
    """Things whose texts hold the words, the best first; misspelt names are understood."""
    choice = choose(request, query.format, LISTS[:2])
    offset = query.offset()
    found = service.store.index().find(query.wanted(), query.limit, offset)
    page = _page(service, query, found, offset)
    headers = {"Link": link_header(page.links), "Vary": "Accept"}
    if choice.offer.name == "csv":
        return Response(
            to_csv(SearchHit, page.items), headers=headers, media_type=choice.content_type
        )
    return Response(page.model_dump_json(), headers=headers, media_type=JSON)


@router.get("/suggest")
def suggest(service: Served, query: Annotated[SuggestQuery, Query()]) -> Suggestions:
    """Names and titles for what somebody has typed so far, from one character on."""
    found = service.store.index().suggest(query.q, query.limit, query.kinds())
    return Suggestions(items=[_suggestion(service.addresses, one) for one in found])


def _page(service: Service, query: SearchQuery, found: Found, offset: int) -> SearchPage:
    after = offset + len(found.hits)
    cursor = f"after-{after}" if found.hits and after < found.total else None
    return SearchPage(
        total=found.total,
        types=found.kinds,
        exact=found.exact,
        limit=query.limit,
        items=[_hit(service.addresses, hit) for hit in found.hits],
        cursor=cursor,
        links=_links(service, query, cursor),
    )


def _links(service: Service, query: SearchQuery, cursor: str | None) -> dict[str, str]:
    asked = query.model_dump(mode="json", exclude_none=True, exclude_defaults=True)

    def link(**changed: str) -> str:
        return service.addresses.absolute("/api/search", **(asked | changed))

    links = {"self": link(), "csv": link(format="csv")}
    return links | ({"next": link(cursor=cursor)} if cursor else {})


def _hit(addresses: Addresses, hit: Hit) -> SearchHit:
    key = local_key(hit.iri)
    return SearchHit(
        id=hit.iri,
        key=key,
        url=addresses.resource(key),
        page=addresses.absolute(page_of(hit.kind, key)),
        type=hit.kind,
        label=hit.label,
        text=hit.text,
        marks=_marks(hit.text, hit.marks),
        plan=_plan(addresses, hit.plan, hit.plan_title),
        span=hit.span,
        score=hit.score,
    )


def _suggestion(addresses: Addresses, one: Suggestion) -> SuggestionItem:
    key = local_key(one.iri)
    return SuggestionItem(
        text=one.text,
        label=one.label,
        type=one.kind,
        id=one.iri,
        key=key,
        url=addresses.resource(key),
        page=addresses.absolute(page_of(one.kind, key)),
        plan=_plan(addresses, one.plan, one.plan_title),
        count=one.count,
        marks=_marks(one.text, one.marks),
    )


def page_of(kind: str, key: str) -> str:
    """The path of the page that shows what was found."""
    return reading_path(key) if kind == "evidence" else page_path(key)


def _marks(text: str, places: Sequence[tuple[int, int]]) -> list[Mark]:
    return [Mark(start=start, end=end, text=text[start:end]) for start, end in places]


def _plan(addresses: Addresses, plan: str | None, title: str | None) -> Ref | None:
    if plan is None:
        return None
    key = f"plan/{plan}"
    return Ref(id=iris.absolute(key), key=key, label=title or plan, url=addresses.resource(key))
