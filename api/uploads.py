"""Files that come over HTTP: their facts for everybody, plans into the store with a token.

The files are read in workers that are killed when they take too much; this process never looks
into them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from plangraph.api.access import REFUSALS, needs
from plangraph.api.desks import READ_FILE, Desk, pieces_of, take_body
from plangraph.api.file_forms import MULTIPART
from plangraph.api.keys import PlanKey
from plangraph.api.problems import Problem
from plangraph.api.replies import JSON, Choice, Listing, by_accept, by_name, wants_page
from plangraph.api.service import Served, Service
from plangraph.api.streams import Held, in_thread, response
from plangraph.api.tokens import Scope, Token
from plangraph.graph.pool import Reply
from plangraph.graph.ticket import Ticket
from plangraph.ingest.fact_rows import FactsJSON
from plangraph.ontology import iris

router = APIRouter(prefix="/api", tags=["files"])
_ZIP: Final = "application/zip"
_FORMS: Final = (Listing("json", JSON), Listing("csv", _ZIP))
_NOT_FILES: Final = ("application/x-www-form-urlencoded", "image/", "audio/", "video/")
_KINDS: Final = "TXT, Markdown, HTML, MHTML, DOCX, PDF and OFD"
_LIMITS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": text, "model": Problem}
    for status, text in (
        (400, "The form does not parse, or something told of the file does not fit"),
        (408, "The file did not arrive in time"),
        (413, "The file is too long"),
        (415, "Files of this kind are not read"),
        (422, "The file holds no plan, or is damaged"),
        (503, "Too many files are being read; Retry-After tells when to come back"),
        (504, "The file took too long"),
        (507, "The file needed too much memory"),
    )
}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": f"The file itself ({_KINDS}), or a form with one file or text",
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "text": {"type": "string", "description": "The plan, without a file"},
                    },
                }
            },
        },
    }
}
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"model": FactsJSON, "content": {_ZIP: {}}, "description": "The facts"}
}
_T = TypeVar("_T")
Text = Annotated[str | None, Field(max_length=2000)]


class About(BaseModel):
    """What the sender knows of a plan and the file does not tell; it wins over the file."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    name: Text = Field(default=None, examples=["plan.docx"])
    """The file's name: its ending decides where the bytes leave doubt."""
    place: Text = Field(default=None, examples=["云南省昆明市"])
    """Issuing place: a name or a code."""
    title: Text = Field(default=None, examples=["某市工作方案"])
    """The plan's title."""
    date: Text = Field(default=None, examples=["2022-09-29"])
    """Date of issue: 2022-09-29, 2022-09 or 2022."""
    number: Text = Field(default=None, examples=["昆政办发〔2022〕1号"])
    """Document number (发文字号)."""
    source_url: Text = Field(default=None, examples=["https://www.km.gov.cn/c/2022-09-29/1.html"])
    """Where the file was published."""

    def known(self) -> dict[str, str]:
        """What was told, without what is empty."""
        return {name: text for name, text in self if isinstance(text, str) and text.strip()}


class Asked(About):
    """The same, and the form of the answer."""

    format: Literal["json", "csv"] | None = None
    """``json``, or ``csv`` for a ZIP of tables; without it the Accept header decides."""

    def known(self) -> dict[str, str]:
        """See :class:`About`."""
        return {name: text for name, text in super().known().items() if name != "format"}


class Kept(BaseModel):
    """What became of a plan that was sent."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    outcome: Literal["added", "unchanged", "replaced"]
    key: str = Field(examples=["cn-530100-2022-1a2b3c4d"])
    id: str = Field(examples=["https://w3id.org/plangraph/id/plan/cn-530100-2022-1a2b3c4d"])
    """The plan's IRI."""
    url: str = Field(examples=["http://127.0.0.1:8000/api/plans/cn-530100-2022-1a2b3c4d"])
    title: str = Field(examples=["某市工作方案"])
    counts: dict[str, int] = Field(examples=[{"tasks": 9, "measures": 26, "unread": 0}])
    """How many facts of the main kinds were found."""
    read: float = Field(ge=0, le=1, examples=[1.0])
    """Share of the passages that look like statements that could be read."""
    warnings: list[str] = Field(examples=[["1 passage could not be read"]])
    """What to look at before trusting the graph."""


@router.post("/facts", responses={**_LIMITS, **_ANSWERS}, openapi_extra=_BODY)
async def read_facts(
    request: Request, service: Served, asked: Annotated[Asked, Query()]
) -> Response:
    """Gives the facts of a file, and stores nothing."""
    choice = by_name(asked.format, _FORMS) if asked.format else _by_accept(request)
    desk = service.desks.strangers
    held = await read_sent_file(
        request, service, desk, Wanted(choice.offer.name, asked.known()), Held
    )
    headers = {"Content-Type": choice.content_type, "Vary": "Accept", "Cache-Control": "no-store"}
    if choice.media_type == _ZIP:
        headers["Content-Disposition"] = 'attachment; filename="facts.zip"'
    return response(held, headers, desk.threads)


@router.post(
    "/plans",
    status_code=201,
    response_model=Kept,
    responses={
        **_LIMITS,
        **REFUSALS,
        200: {"model": Kept, "description": "The plan was there already, or takes its old place"},
    },
    openapi_extra=_BODY,
)
async def add_plan(
    request: Request,
    service: Served,
    about: Annotated[About, Query()],
    _: Annotated[Token, Depends(needs(Scope.PLANS))],
) -> Response:
    """Reads a file into the store, in one transaction; needs a token for plans."""
    wanted = Wanted("quads", about.known())
    kept = await read_sent_file(
        request, service, service.desks.owners, wanted, lambda reply: _keep(service, reply)
    )
    status = 201 if kept.outcome == "added" else 200
    return Response(kept.model_dump_json(), status, {"Location": kept.url}, JSON)


@router.delete("/plans/{plan}", status_code=204, responses={**REFUSALS})
def remove_plan(
    plan: PlanKey, service: Served, _: Annotated[Token, Depends(needs(Scope.PLANS))]
) -> None:
    """Takes a plan out of the store, with all that no other plan uses; needs a token for plans."""
    service.store.remove(plan)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file shall be made into, and what is known of it."""

    form: str
    known: dict[str, str]


async def read_sent_file(
    request: Request, service: Service, desk: Desk, wanted: Wanted, use: Callable[[Reply], _T]
) -> _T:
    """What ``use`` makes of a reader's answer; the reader is ended when the client goes away."""
    told = _told(request, wanted)
    seconds = desk.lane.bounds.seconds
    async with desk.place(request):
        with await take_body(request, service.desks, seconds) as file:

            def act(ticket: Ticket) -> _T:
                return use(desk.lane.do(READ_FILE, told, pieces_of(file), ticket))

            return await in_thread(request, desk.threads, act)


def _told(request: Request, wanted: Wanted) -> dict[str, Any]:
    """What a reader has to know; kinds that are no texts are refused before they are sent."""
    kind = request.headers.get("content-type", "")
    if kind.lower().startswith(_NOT_FILES):
        raise HTTPException(
            415,
            f"A body of type {kind} is not read. Read are {_KINDS}; send the file as it is with "
            "its type or application/octet-stream, or in a form: curl -F file=@plan.pdf.",
        )
    known = {name: text for name, text in wanted.known.items() if name != "name"}
    name = wanted.known.get("name", "")
    return {"form": wanted.form, "type": kind, "name": name, "known": known}


def _keep(service: Service, reply: Reply) -> Kept:
    """The plan, added as the reader gave it; what stands in ``reply`` was checked there."""
    told, key = reply.told, reply.told["key"]
    outcome = service.store.add_nquads(key, reply.read())
    here = f"plan/{key}"
    return Kept(
        outcome=outcome, id=iris.absolute(here), url=service.addresses.resource(here), **told
    )


def _by_accept(request: Request) -> Choice:
    accept = request.headers.get("accept")
    return by_accept(None if wants_page(accept) else accept, _FORMS)
