"""A figure to a reply as PNG, PDF or Word, drawn by a worker that can do nothing else."""

from collections.abc import Iterator
from typing import Final

from fastapi import Request, Response

from plangraph.api.desks import DRAW
from plangraph.api.service import Service
from plangraph.api.streams import in_thread
from plangraph.graph.frames import CHUNK
from plangraph.graph.ticket import Ticket
from plangraph.viz.shapes import Figure
from plangraph.viz.sheets import sheet_of
from plangraph.viz.svg import Look

TYPES: Final = {
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


async def picture_reply(
    request: Request, service: Service, figure: Figure, ending: str, look: Look | None = None
) -> Response:
    """The figure as a file; the worker ends at its limits, and when the client goes away.

    Raises:
        InvalidQueryError: The ending or the theme is not offered.
        ToolMissingError: The extra ``report`` or a Chinese font is missing.
        LimitError: Too many pictures are being drawn, or this one takes too much.
    """
    sheet = sheet_of(figure, ending, look)
    desk = service.desks.pictures

    def act(ticket: Ticket) -> bytes:
        return desk.lane.do(DRAW, sheet.told(), pieces(sheet.svg.encode()), ticket).read()

    body = await in_thread(request, desk.threads, act)
    return Response(body, media_type=TYPES[ending])


def pieces(content: bytes) -> Iterator[bytes]:
    """The bytes that a job works on, in pieces as they travel."""
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]
