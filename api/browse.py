"""The lists that people leaf through: plans, tasks, agencies, targets, phases, places."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from plangraph.api.items import read_phases, read_targets, read_tasks
from plangraph.api.list_parts import Listing
from plangraph.api.listing import read_sizes
from plangraph.api.lists import (
    AgencyFilters,
    DutyFilters,
    Filters,
    Found,
    ItemFilters,
    PhaseFilters,
)
from plangraph.api.parts import Record
from plangraph.api.plans import read_headings
from plangraph.api.reader import Reader
from plangraph.api.service import Served, Service
from plangraph.api.shared import read_agencies, read_regions
from plangraph.ontology.errors import InvalidQueryError

router = APIRouter(include_in_schema=False)
PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """One list: what it can be asked, and how its rows are read.

    Attributes:
        fields: The filters that its form shows, in their order.
    """

    filters: type[Filters]
    fields: tuple[str, ...]
    read: Callable[[Reader, Found], Sequence[Record]]


KINDS: Mapping[str, Kind] = {
    "plans": Kind(
        Filters, ("q", "region"), lambda reader, found: read_headings(reader, found.iris)
    ),
    "tasks": Kind(
        ItemFilters,
        ("q", "agency", "region", "due_before"),
        lambda reader, found: read_tasks(reader, found.iris, measures=False),
    ),
    "agencies": Kind(
        AgencyFilters,
        ("q", "region", "min_tasks", "min_plans"),
        lambda reader, found: read_agencies(reader, found.iris, found.numbers),
    ),
    "targets": Kind(
        ItemFilters,
        ("q", "due_before"),
        lambda reader, found: read_targets(reader, found.iris),
    ),
    "phases": Kind(
        PhaseFilters,
        ("q", "on", "due_before"),
        lambda reader, found: read_phases(reader, found.iris),
    ),
    "regions": Kind(
        DutyFilters,
        ("q", "agency"),
        lambda reader, found: read_regions(reader, found.iris, found.numbers),
    ),
}


_NAMED: Final = {"agency": "agency", "region": "place"}  # filters that are names, and of what
_NEAR: Final = 8


def get_list(request: Request, service: Served) -> Response:
    """A part of a list, fifty rows at a time, with the form that narrows it."""
    name = request.url.path.rpartition("/")[2]
    query = read_filters(KINDS[name].filters, request)
    return service.show(request, lambda: _page(request, service, name, query))


for _name in KINDS:
    router.get(f"/{_name}", name=f"browse {_name}")(get_list)
    router.get(f"/en/{_name}", name=f"browse {_name} in English")(get_list)


def read_filters(filters: type[Filters], request: Request) -> Filters:
    """What the form sends; fields that were left empty ask nothing.

    Raises:
        RequestValidationError: A value does not fit.
    """
    given = {name: text for name, text in request.query_params.items() if text.strip()}
    try:
        return filters.model_validate(given | {"limit": PER_PAGE})
    except ValidationError as error:
        raise RequestValidationError(
            [{**row, "loc": ("query", *row["loc"])} for row in error.errors()]
        ) from error


def _page(request: Request, service: Service, name: str, query: Filters) -> Response:
    kind = KINDS[name]
    reader = service.reader(service.lang(request))
    listing = Listing(service.store, name, query)
    sizes = read_sizes(service, listing)
    part = listing.part(sizes, query.offset, PER_PAGE)
    asked = query.model_dump(mode="json", exclude_defaults=True, exclude={"limit", "offset"})
    return service.site.page(
        request,
        "list.html",
        name=name,
        fields=kind.fields,
        asked=asked,
        rows=kind.read(reader, part),
        total=sizes.total,
        offset=query.offset,
        per_page=PER_PAGE,
        query=urlencode(asked),
        plan=_plan(reader, query),
        near=[] if sizes.total else _near(service, asked),
    )


def _near(service: Service, asked: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names of agencies and places that somebody may mean, each with the query that asks so."""
    found = []
    for field, kind in _NAMED.items():
        text = str(asked.get(field, "")).strip()
        with suppress(InvalidQueryError):
            ones = service.store.index().suggest(text, _NEAR, frozenset({kind})) if text else []
            names = dict.fromkeys(one.label for one in ones if one.label != text)
            found += [(name, urlencode({**asked, field: name})) for name in names]
    return found


def _plan(reader: Reader, query: Filters) -> Any:
    """The plan that the list is narrowed to; ``None`` if it is not."""
    if query.plan is None:
        return None
    iri = str(query.bindings()["plan"])
    reader.things.load([iri])
    return reader.ref(iri)
