"""Pages about PlanGraph itself: how good the data is, what this is, how to cite it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from fastapi import APIRouter, Request, Response

from plangraph.api.service import Served, Service
from plangraph.graph.store import Store

router = APIRouter(include_in_schema=False)
_UNREAD = "SELECT ?reason (COUNT(?x) AS ?n) WHERE { ?x a pg:Unread ; pg:reason ?reason }"
_UNREAD_ORDER = " GROUP BY ?reason ORDER BY DESC(?n) ?reason"
_STATUS = "SELECT ?status (COUNT(?x) AS ?n) WHERE { ?x pg:status ?status } GROUP BY ?status"


@dataclass(frozen=True, slots=True)
class Measured:
    """How often facts of one kind are right, in one set of plans with gold facts."""

    kind: str
    precision: str
    recall: str
    right: int
    gold: int
    read: int


@cache
def accuracy() -> Mapping[tuple[str, str], Sequence[Measured]]:
    """The measured figures by set and number of plans, from ``accuracy.tsv``."""
    text = files(__package__).joinpath("accuracy.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found: dict[tuple[str, str], list[Measured]] = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        numbers = [int(row[name]) for name in ("right", "gold", "read")]
        one = Measured(row["kind"], row["precision"], row["recall"], *numbers)
        found.setdefault((row["set"], row["plans"]), []).append(one)
    return found


@router.get("/quality")
@router.get("/en/quality")
def get_quality(request: Request, service: Served) -> Response:
    """What was measured, what this store's plans say that could not be read, what is left out."""

    def build() -> Response:
        return service.site.page(
            request,
            "quality.html",
            accuracy=accuracy(),
            unread=_counts(service.store, _UNREAD + _UNREAD_ORDER, "reason"),
            states=_counts(service.store, _STATUS, "status"),
        )

    return service.show(request, build)


@router.get("/about")
@router.get("/en/about")
def get_about(request: Request, service: Served) -> Response:
    """What PlanGraph is, for whom, how it reads, how to cite it."""
    return service.show(request, lambda: _about(request, service))


def _about(request: Request, service: Service) -> Response:
    return service.site.page(
        request,
        "about.html",
        version=version("plangraph"),
        generation=str(service.store.generation()),
        count=len(service.store.plan_keys()),
    )


def _counts(store: Store, query: str, name: str) -> dict[str, int]:
    return {
        str(row[name]).rpartition("#")[2]: int(str(row["n"]))
        for row in store.query(query).values()
        if row[name] is not None
    }
