"""A list, or one thing, to a reply: in the client's format, with its links, from kept rows."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from fastapi import Request, Response

from plangraph.api.cursors import Asked
from plangraph.api.list_parts import Listing, Sizes
from plangraph.api.lists import AgencyFilters, Filters, Found
from plangraph.api.memory import Row
from plangraph.api.parts import Record
from plangraph.api.reader import Reader
from plangraph.api.replies import CSV, JSON_LD, LISTS, Choice, Offer, by_accept, by_name
from plangraph.api.service import Service
from plangraph.api.tables import cells_of, write_csv

CONTEXT: Final = "/api/context.jsonld"
CONTEXT_RELATION: Final = "http://www.w3.org/ns/json-ld#context"
TABLE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {CSV: {"schema": {"type": "string"}}}}
}
Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Kind]):
    """A kind of thing that has a list.

    Attributes:
        name: The list: ``tasks``.
        kind: What one thing is told as.
        read: Reads things with what was counted of them; the last says whether also what is
            inherited or inferred.
    """

    name: str
    kind: type[Kind]
    read: Callable[[Reader, Found, bool], Sequence[Kind]]


def list_reply(
    request: Request, service: Service, query: Filters, listed: Listed[Kind]
) -> Response:
    """One part of a list, with links to its neighbours.

    Raises:
        InvalidQueryError: The cursor is none of this list.
        NotAcceptableError: The client accepts no format of lists.
    """
    choice = choose(request, query.format)
    state = service.store.generation()
    asked = Listing(service.store, listed.name, query)
    sizes = read_sizes(service, asked)
    cursors = Asked(f"{listed.name} {query.asked()}", state, lambda: asked.whole(sizes).iris)
    offset = query.offset if query.cursor is None else cursors.begin(query.cursor)
    part = asked.part(sizes, offset, query.limit)
    rows = _rows(service, state, listed, part, inferred=getattr(query, "inferred", False))
    after = offset + len(part.iris)
    cursor = cursors.cursor(after, part.iris[-1]) if part.iris and after < sizes.total else None
    links = _links(service, listed.name, query, cursor)
    if offset > 0:
        before = max(0, min(offset, sizes.total) - query.limit)
        last = asked.part(sizes, before - 1, 1).iris[0] if before else ""
        links["prev"] = _link(service, listed.name, query, cursor=cursors.cursor(before, last))
    if choice.offer.name == "csv":
        return reply(service, choice, write_csv(listed.kind, [row.cells for row in rows]), links)
    head = {"total": sizes.total, "limit": query.limit, "offset": offset, "cursor": cursor}
    items = ",".join(row.json for row in rows)
    told = json.dumps(head | {"links": links}, ensure_ascii=False, separators=(",", ":"))
    return reply(service, choice, f'{told[:-1]},"items":[{items}]}}', links)


def thing_reply(
    request: Request, service: Service, record: Record, form: str | None = None
) -> Response:
    """One thing.

    Raises:
        NotAcceptableError: The client accepts no format of lists.
    """
    choice = choose(request, form)
    if choice.offer.name == "csv":
        return reply(service, choice, write_csv(type(record), [cells_of(record)]), {})
    return reply(service, choice, record.model_dump_json(), {})


def reply(
    service: Service,
    choice: Choice,
    body: str | bytes,
    links: dict[str, str],
    *,
    linked: bool = True,
) -> Response:
    """A body with its links; JSON is told how to be read as triples, if it is ``linked``."""
    told = [link_header(links)] if links else []
    context = service.addresses.absolute(CONTEXT)
    if choice.offer.name == "jsonld" and isinstance(body, str):
        body = f'{{"@context":"{context}",{body[1:]}'
    elif choice.offer.name == "json" and linked:
        told.append(f'<{context}>; rel="{CONTEXT_RELATION}"; type="{JSON_LD}"')
    headers = {"Vary": "Accept", "Content-Type": choice.content_type}
    return Response(body, headers=headers | ({"Link": ", ".join(told)} if told else {}))


def choose(request: Request, form: str | None, offers: Sequence[Offer] = LISTS) -> Choice:
    """The format that the client names, else the one that its Accept header prefers."""
    if form:
        return by_name(form, offers)
    return by_accept(request.headers.get("accept"), offers)


def link_header(links: dict[str, str]) -> str:
    """Links as a header tells them; a table is another form of the same."""
    names = {"csv": 'alternate"; type="text/csv'}
    return ", ".join(f'<{url}>; rel="{names.get(name, name)}"' for name, url in links.items())


def read_sizes(service: Service, asked: Listing) -> Sizes:
    """How many rows a list has, counted once in a state of the store."""

    def count() -> tuple[Sizes, int]:
        sizes = _narrowed(service, asked) or asked.sizes()
        return sizes, sizes.cost

    key = f"{asked.name} {asked.filters.asked()}"
    return service.memory.sizes.once(service.store.generation, key, count)


def all_plans(service: Service) -> Sequence[str]:
    """Every plan, the newest first; found once in a state of the store."""
    asked = Listing(service.store, "plans", Filters())
    return asked.whole(read_sizes(service, asked)).iris


def _narrowed(service: Service, asked: Listing) -> Sizes | None:
    """A list that leaves things out by what was counted of them, from the list that has them."""
    filters = asked.filters
    if not isinstance(filters, AgencyFilters) or not (filters.min_tasks or filters.min_plans):
        return None
    every = filters.model_copy(update={"min_tasks": 0, "min_plans": 0})
    found = asked.whole(read_sizes(service, replace(asked, filters=every)))
    return Sizes(
        whole=replace(found, iris=[one for one in found.iris if filters.keeps(found.numbers[one])])
    )


def _rows(
    service: Service, state: str, listed: Listed[Kind], part: Found, *, inferred: bool
) -> list[Row]:
    """The rows of a part; those that are kept are not read again."""
    keys = {
        iri: (listed.name, iri, inferred, tuple(part.numbers.get(iri, {}).items()))
        for iri in part.iris
    }
    rows = {iri: service.memory.rows.get(state, key) for iri, key in keys.items()}
    missing = [iri for iri, row in rows.items() if row is None]
    if missing:
        records = listed.read(service.reader(), replace(part, iris=missing), inferred)
        same = service.store.generation() == state
        for iri, record in zip(missing, records, strict=True):
            row = rows[iri] = Row(record.model_dump_json(), cells_of(record))
            if same:
                service.memory.rows.put(state, keys[iri], row, 2 * len(row.json))
    return [row for row in rows.values() if row is not None]


def _links(service: Service, name: str, query: Filters, cursor: str | None) -> dict[str, str]:
    links = {"self": _link(service, name, query), "csv": _link(service, name, query, format="csv")}
    if cursor:
        links["next"] = _link(service, name, query, cursor=cursor)
    return links


def _link(service: Service, name: str, query: Filters, **changed: str) -> str:
    asked = query.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    if "cursor" in changed:
        asked.pop("offset", None)
    return service.addresses.absolute(f"/api/{name}", **(asked | changed))
