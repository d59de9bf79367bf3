"""The page where a plan is tried: a form, and what is read in the file that comes from it.

With JavaScript the page asks ``/api/facts`` and shows the answer itself; this is the same for
browsers without.
"""

import json
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from plangraph.api.service import Served
from plangraph.api.uploads import Wanted, read_sent_file

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Tried:
    """What the page shows of a file.

    Attributes:
        tasks: Position, title and the bodies that are responsible.
        counts: How much of each kind was read, in the order of the page.
        share: Percent of the passages that look like statements and were read.
    """

    title: str
    counts: dict[str, int]
    share: int
    tasks: list[tuple[str, str, str]]
    targets: list[dict[str, Any]]
    phases: list[dict[str, Any]]
    unread: list[dict[str, Any]]


@router.get("/upload")
@router.get("/en/upload")
def get_upload(request: Request, service: Served) -> Response:
    """A form for a plan, to see what is read in it; nothing is kept."""
    return service.show(request, lambda: service.site.page(request, "upload.html", tried=None))


@router.post("/upload")
@router.post("/en/upload")
async def try_plan(request: Request, service: Served) -> Response:
    """The same page with what was read in the file, or in the text, of the form."""
    desk = service.desks.strangers
    tried = await read_sent_file(
        request, service, desk, Wanted("json", {}), lambda reply: _tried(json.loads(reply.read()))
    )
    page = service.site.page(request, "upload.html", tried=tried)
    page.headers["Cache-Control"] = "no-store"
    return page


def _tried(facts: dict[str, Any]) -> Tried:
    tasks = [task for task in facts["tasks"] if task["kind"] == "task"]
    duties = facts["assignments"]
    named = {duty["canonical"] or duty["agency"] for duty in duties}
    rest = ("measures", "targets", "phases", "unread")
    return Tried(
        title=facts["document"]["title"] or "",
        counts={"tasks": len(tasks), "agencies": len(named)}
        | {kind: len(facts[kind]) for kind in rest},
        share=_share(facts["coverage"]["statements"]),
        tasks=[(task["position"], task["title"], _owners(duties, task["path"])) for task in tasks],
        targets=facts["targets"],
        phases=facts["phases"],
        unread=facts["unread"],
    )


def _share(rows: list[dict[str, Any]]) -> int:
    return round(100 * next(float(row["share"]) for row in rows if row["kind"] == "all"))


def _owners(duties: list[dict[str, Any]], path: str) -> str:
    return "、".join(duty["agency"] for duty in duties if duty["path"] == path)
