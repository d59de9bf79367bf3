"""The store to what its first page shows: plans, how much there is, questions that pages answer.

The questions are made of what the newest plans say, so that each has an answer in every store.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from plangraph.api.addresses import page_path
from plangraph.api.items import read_phases, read_targets
from plangraph.api.lists import DutyFilters, Filters, ItemFilters, find
from plangraph.api.plans import read_headings
from plangraph.api.reader import Reader
from plangraph.api.records import Phase, Plan, Target
from plangraph.api.shared import read_agencies, read_regions

SHOWN: Final = 12  # plans on the first page; the list of plans has all
SIZES: Final = ("tasks", "agencies", "measures", "targets", "phases")  # what a plan's card counts
_COUNTED: Final = ("plan", "task", "measure", "agency", "target", "phase")
_ASKED: Final = 8  # plans that questions are looked for in
_FEW: Final = 20  # rows that a question is made of


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the page that answers it.

    Attributes:
        key: Of its words.
        name: What stands in its gap, as the plan prints it.
        path: Below the home page of the language.
        english: The name in English, where one is known.
    """

    key: str
    name: str
    path: str
    english: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows.

    Attributes:
        total: Plans in the store.
        counts: How many things of each kind there are, by kind, in the order they are shown.
        sizes: The kinds of facts that are counted of each plan.
    """

    plans: Sequence[Plan]
    total: int
    counts: dict[str, int]
    questions: Sequence[Question]
    sizes: Sequence[str] = SIZES


def read_home(reader: Reader, found: Sequence[str]) -> Home:
    """What the first page shows of a store with these plans, the newest first."""
    plans = read_headings(reader, found[:SHOWN])
    sizes = reader.store.index().sizes() if found else {}
    return Home(
        plans=plans,
        total=len(found),
        counts={kind: sizes.get(kind, 0) for kind in _COUNTED},
        questions=[*_questions(reader, plans)],
    )


def _questions(reader: Reader, plans: Sequence[Plan]) -> Iterator[Question]:
    """A question of each kind, about the newest plan that answers it."""
    for ask in (_of_agencies, _of_targets, _of_phases, _of_places, _of_shares):
        yield from next((found for plan in plans[:_ASKED] if (found := [*ask(reader, plan)])), [])


def _of_shares(_: Reader, plan: Plan) -> Iterator[Question]:
    if plan.counts.agencies > 1:
        yield Question("shared", "", f"/network?{urlencode({'view': 'shared', 'plan': plan.key})}")


def _of_agencies(reader: Reader, plan: Plan) -> Iterator[Question]:
    """The agency with most tasks that is not in all of them: that one is no question."""
    found = find(reader.store, "agencies", DutyFilters(plan=plan.key))
    busy = [iri for iri in found.iris if 0 < found.numbers[iri]["tasks"] < plan.counts.tasks]
    for agency in read_agencies(reader, busy[:1], found.numbers):
        name = agency.printed[0] if agency.printed else agency.name
        page = page_path(agency.key)
        yield Question("duties", name, page, agency.name_en)
        yield Question("partners", name, f"{page}#partners", agency.name_en)


def _of_targets(reader: Reader, plan: Plan) -> Iterator[Question]:
    found = find(reader.store, "targets", ItemFilters(plan=plan.key)).iris[:_FEW]
    dated = [one for one in read_targets(reader, found) if one.due and one.due_day]
    if dated:
        last: Target = max(dated, key=lambda one: one.due_day or date.min)
        query = urlencode({"due_before": str(last.due_day)})
        yield Question("due", (last.due or "")[:4], f"/targets?{query}")


def _of_phases(reader: Reader, plan: Plan) -> Iterator[Question]:
    found = find(reader.store, "phases", ItemFilters(plan=plan.key)).iris[:_FEW]
    days = [day for phase in read_phases(reader, found) if (day := middle_of(phase))]
    if days:
        chosen = days[len(days) // 2].isoformat()
        yield Question("phase", chosen, f"/phases?{urlencode({'on': chosen})}")


def middle_of(phase: Phase) -> date | None:
    """The day in the middle of a phase; ``None`` where an end is not stated."""
    if phase.start_day is None or phase.end_day is None:
        return None
    return phase.start_day + timedelta((phase.end_day - phase.start_day).days // 2)


def _of_places(reader: Reader, plan: Plan) -> Iterator[Question]:
    found = find(reader.store, "regions", Filters(plan=plan.key))
    for region in read_regions(reader, found.iris[:1], found.numbers):
        yield Question("place", region.name, page_path(region.key), region.name_en)
