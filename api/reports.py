"""A plan to its report over HTTP, in Chinese or English; Word and PDF are made by sealed workers.

A report of a version never changes while the software stays: it is made from what the store kept.
"""

from typing import Annotated, Any, Final
from typing import Literal as OneOf

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from plangraph.api.desks import RENDER
from plangraph.api.embed_wish import LATEST
from plangraph.api.keys import PlanKey
from plangraph.api.pictures import TYPES, pieces
from plangraph.api.pinned import version_of
from plangraph.api.service import Served, Service
from plangraph.api.site import words_of
from plangraph.api.streams import in_thread
from plangraph.graph.ticket import Ticket
from plangraph.viz.policy import source_hash
from plangraph.viz.report_files import report_bytes
from plangraph.viz.report_html import sheet
from plangraph.viz.report_parts import report_of
from plangraph.viz.report_travel import report_told

router = APIRouter(prefix="/api", tags=["plans"])
_TYPES: Final = {
    "docx": TYPES[".docx"],
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": TYPES[".pdf"],
}
_DRAWN: Final = ("docx", "pdf")  # the others hold their pictures as text, or none
_SHOWN: Final = ("html", "pdf")  # a browser shows them and saves the others
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file",
        "content": {kind.partition(";")[0]: {} for kind in _TYPES.values()},
    },
    501: {"description": "The service has no tool for Word or PDF, or no Chinese font"},
}
Form = Annotated[
    OneOf["docx", "html", "md", "pdf"], Path(description="Kind of the file", examples=["html"])
]


class ReportWish(BaseModel):
    """In which language, and of which version."""

    model_config = ConfigDict(extra="forbid")

    lang: OneOf["zh", "en"] = Field(
        default="zh",
        description="Language of our words; those of the plan stay as printed",
        examples=["en"],
    )
    v: str = Field(
        default="",
        pattern=f"^([0-9a-f]{{12}}|{LATEST}|)$",
        description="Version: first 12 digits of the text's SHA-256; empty for the newest",
        examples=[LATEST],
    )


@router.get("/plans/{plan}/report.{form}", response_class=Response, responses=_ANSWERS)
async def get_report(
    plan: PlanKey,
    form: Form,
    request: Request,
    service: Served,
    wish: Annotated[ReportWish, Query()],
) -> Response:
    """A finished brief on a plan: targets, duties, tasks with the words that prove them, phases."""
    desk = service.desks.reports

    def act(ticket: Ticket) -> tuple[bytes, str]:
        return _made(service, plan, form, wish, ticket)

    body, version = await in_thread(request, desk.threads, act)
    reply = Response(body, media_type=_TYPES[form])
    way = "inline" if form in _SHOWN else "attachment"
    name = f"plangraph-report-{plan}-{version}.{form}"
    reply.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    reply.headers["Content-Language"] = wish.lang
    if form == "html":
        reply.headers["Content-Security-Policy"] = _POLICY
    return reply


def _made(
    service: Service, plan: str, form: str, wish: ReportWish, ticket: Ticket
) -> tuple[bytes, str]:
    """The file, and the 12 digits of the version that it tells of."""
    store, version = version_of(service, plan, wish.v)
    report = report_of(store, plan, wish.lang, words_of(wish.lang).part("reason."))
    ending = f".{form}"
    if form not in _DRAWN:
        return report_bytes(report, ending), version
    told = pieces(report_told(report))
    return service.desks.reports.lane.do(RENDER, {"ending": ending}, told, ticket).read(), version


_POLICY: Final = (
    f"default-src 'none'; style-src {source_hash(sheet())}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
