"""What a plan's page shows to questions about it, each with the page that answers it."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from plangraph.api.addresses import page_path
from plangraph.api.home import Question, middle_of
from plangraph.api.overview import Overview


def questions_about(shown: Overview) -> list[Question]:
    """Questions that this plan answers; it is asked for nothing more than its page shows."""
    return [*_agencies(shown), *_places(shown), *_dates(shown)]


def _agencies(shown: Overview) -> Iterator[Question]:
    """About the busiest agency that is not in every task: that one is no question."""
    columns = shown.matrix.columns
    busy = next((one for one in columns if one.count < len(shown.matrix.rows)), None)
    if busy:
        page, english = page_path(busy.party.key), busy.party.english
        yield Question("duties", busy.printed, page, english)
        yield Question("partners", busy.printed, f"{page}#partners", english)
    if len(columns) > 1:
        query = urlencode({"view": "shared", "plan": shown.plan.key})
        yield Question("shared", "", f"/network?{query}")


def _places(shown: Overview) -> Iterator[Question]:
    for named in shown.places[:1]:
        place = named.place
        yield Question("place", place.label, page_path(place.key), place.english)


def _dates(shown: Overview) -> Iterator[Question]:
    due = max((one.due_day for one in shown.targets if one.due_day), default=None)
    if due:
        query = urlencode({"plan": shown.plan.key, "due_before": due})
        yield Question("due", str(due.year), f"/targets?{query}")
    days: list[date] = [day for bar in shown.bars if (day := middle_of(bar.phase))]
    if days:
        chosen = days[len(days) // 2].isoformat()
        query = urlencode({"plan": shown.plan.key, "on": chosen})
        yield Question("phase", chosen, f"/phases?{query}")
