"""What somebody looks for to the page with what was found; the search itself is ``search``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from plangraph.api.addresses import local_key, reading_path
from plangraph.api.parts import Ref
from plangraph.api.reader import Reader
from plangraph.api.search import SearchQuery, page_of
from plangraph.api.service import Served, Service
from plangraph.graph.search import Found, Hit
from plangraph.graph.search_documents import kinds
from plangraph.ontology.errors import InvalidQueryError

router = APIRouter(include_in_schema=False)
_PER_PAGE: Final = 20
_LONGEST: Final = 160  # characters of a text that are shown round its first mark
_MOST: Final = 200
_MOST_CALLED: Final = 8
_NAMED: Final = ("agency", "place")  # kinds whose members may have English names


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as the page shows it.

    Attributes:
        parts: Its text in pieces; every second one is marked.
        reading: Where its words stand in the plan; empty for what plans share.
        english: Its name in English, where one is known.
    """

    kind: str
    label: str
    page: str
    parts: Sequence[str]
    plan: str
    plan_page: str
    reading: str
    english: str | None


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is responsible for a hit: printed names with agencies, and the task that says so.

    Attributes:
        task: The task of a measure whose owners they are; ``None`` for its own.
    """

    parties: Sequence[tuple[str, Ref]]
    task: Ref | None = None


@router.get("/search")
@router.get("/en/search")
def get_search(
    request: Request,
    service: Served,
    q: str = "",
    type: str = "",  # noqa: A002  (as the interface calls it)
    page: Annotated[int, Query(ge=1, le=500)] = 1,
) -> Response:
    """What holds the words, the best first; with a form, so that it works without JavaScript."""
    return service.show(request, lambda: _page(request, service, (q.strip()[:_MOST], type, page)))


def _page(request: Request, service: Service, asked: tuple[str, str, int]) -> Response:
    q, kind, number = asked
    found, problem, called = Found(0, {}), "", list[Hit]()
    if q:
        try:
            found = _find(service, q, kind if kind in kinds() else "", number)
            called = _called(service, q, found.hits) if found.exact and not kind else []
        except InvalidQueryError as error:
            problem = error.what
    reader = service.reader(service.lang(request))
    reader.things.load(hit.iri for hit in (*found.hits, *called) if hit.kind in _NAMED)
    return service.site.page(
        request,
        "search.html",
        q=q,
        kind=kind,
        found=found,
        hits=[_shown(reader, hit) for hit in found.hits],
        called=[_shown(reader, hit) for hit in called],
        owners=_owners(reader, found.hits),
        number=number,
        more=number * _PER_PAGE < found.total,
        problem=problem,
        api=urlencode({"q": q} | ({"type": kind} if kind else {})),
    )


def _find(service: Service, q: str, kind: str, number: int) -> Found:
    wanted = SearchQuery(q=q, type=[kind] if kind else []).wanted()  # type: ignore[list-item]
    return service.store.index().find(wanted, _PER_PAGE, (number - 1) * _PER_PAGE)


def _called(service: Service, q: str, hits: Sequence[Hit]) -> list[Hit]:
    """Bodies that are called so, though no plan prints it of them."""
    shown = {hit.iri for hit in hits}
    return [one for one in service.store.index().meant(q, _MOST_CALLED) if one.iri not in shown]


def _owners(reader: Reader, hits: Sequence[Hit]) -> list[Owners | None]:
    """For each hit its owners: of tasks and of measures, which have them from their task."""
    wanted = [hit.iri for hit in hits if hit.kind in ("task", "measure")]
    reader.things.load(wanted, *(f"{path}hasResponsibility/party" for path in ("", "partOf/")))
    return [_owners_of(reader, hit.iri) if hit.iri in wanted else None for hit in hits]


def _owners_of(reader: Reader, iri: str) -> Owners | None:
    own = _parties(reader, iri)
    task = reader.things[iri].iri_of("partOf")
    if own or not task:
        return Owners(own) if own else None
    above = _parties(reader, task)
    return Owners(above, reader.ref(task)) if above else None


def _parties(reader: Reader, iri: str) -> list[tuple[str, Ref]]:
    duties = [reader.things[duty] for duty in reader.things[iri].iris("hasResponsibility")]
    duties.sort(key=lambda duty: duty.count("sequence"))
    named = {(duty.text("printedName") or "", duty.iri_of("party") or ""): None for duty in duties}
    return [(name, reader.ref(party)) for name, party in named if party]


def _shown(reader: Reader, hit: Hit) -> Shown:
    return Shown(
        kind=hit.kind,
        label=hit.label,
        page=page_of(hit.kind, local_key(hit.iri)),
        parts=cut(hit.text, hit.marks),
        plan=hit.plan_title or "",
        plan_page=f"/plan/{hit.plan}" if hit.plan else "",
        reading=reading_path(hit.span) if hit.span else "",
        english=reader.ref(hit.iri).english if hit.kind in _NAMED else None,
    )


def cut(text: str, marks: Sequence[tuple[int, int]]) -> list[str]:
    """The part of a text round its first mark, in pieces; every second one is marked.

    >>> cut("开展专利转化专项计划", [(2, 4)])
    ['开展', '专利', '转化专项计划']
    """
    first = marks[0][0] if marks else 0
    begin = 0 if len(text) <= _LONGEST else max(0, first - _LONGEST // 4)
    end = min(len(text), begin + _LONGEST)
    pieces, at = [], begin
    for start, stop in marks:
        if begin <= start and stop <= end:
            pieces += [text[at:start], text[start:stop]]
            at = stop
    pieces.append(text[at:end] + ("…" if end < len(text) else ""))
    pieces[0] = ("…" if begin else "") + pieces[0]
    return pieces
