"""An answer on its way to a client: held back at first, then passed on as it comes.

Up to 256 kB are held back, so that an error in them still gets its status. A later error breaks the
connection before the final chunk: no client takes a cut answer for a whole one. A client that goes
away frees the worker.

Source: sparql.md, section C; RFC 9112, section 8 (an incomplete chunked message).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

import anyio
from fastapi import Request, Response
from starlette.responses import StreamingResponse
from starlette.types import Send

from plangraph.graph.stream import Stream
from plangraph.graph.ticket import Ticket
from plangraph.ontology.errors import PlanGraphError

HELD_BACK = 256 * 1024
_log = logging.getLogger("plangraph.api")
_T = TypeVar("_T")


class Cuttable(StreamingResponse):
    """A stream that can fail: its last chunk is then never sent, and the server hangs up."""

    async def stream_response(self, send: Send) -> None:
        """Send the pieces; an error among them is logged by its sentence."""
        try:
            await super().stream_response(send)
        except PlanGraphError as error:
            _log.warning("An answer was cut off: %s", error.what)


class Held:
    """A stream whose first pieces have been read.

    Args:
        stream: What is read.
        most: Bytes after which no more is held back.

    Attributes:
        pieces: The first pieces.
        rest: What comes after them, or ``None`` where they are all.
    """

    def __init__(self, stream: Stream, most: int = HELD_BACK) -> None:
        self.stream = stream
        self.pieces: list[bytes] = []
        self.rest: Iterator[bytes] | None = stream.pieces()
        size = 0
        while size <= most:
            piece = next(self.rest, None)
            if piece is None:
                self.rest = None
                return
            self.pieces.append(piece)
            size += len(piece)


async def in_thread(
    request: Request, limiter: anyio.CapacityLimiter, act: Callable[[Ticket], _T]
) -> _T:
    """What a call in a thread gives; it is cancelled when the client goes away.

    The threads of strangers' queries are counted apart, so that those that wait for a worker take
    none from REST.
    """
    ticket = Ticket()
    watching = asyncio.create_task(_cancel_when_gone(request, ticket))
    try:
        return await anyio.to_thread.run_sync(_settled, act, ticket, limiter=limiter)
    finally:
        watching.cancel()


def response(held: Held, headers: dict[str, str], limiter: anyio.CapacityLimiter) -> Response:
    """The reply to a client: whole where all of it was held back, else as a stream."""
    if held.stream.generation:
        headers["X-Generation"] = held.stream.generation
    if held.rest is None:
        return Response(b"".join(held.pieces), headers=headers)
    return Cuttable(_passed_on(held, held.rest, limiter), headers=headers)


async def _passed_on(
    held: Held, rest: Iterator[bytes], limiter: anyio.CapacityLimiter
) -> AsyncIterator[bytes]:
    try:
        for piece in held.pieces:
            yield piece
        while piece := await anyio.to_thread.run_sync(next, rest, b"", limiter=limiter):
            yield piece
    finally:
        held.stream.close()


def _settled(act: Callable[[Ticket], _T], ticket: Ticket) -> _T:
    """What a call gives, or its error without its traceback.

    A traceback would keep the engine's answer alive, which only the thread that made it may drop.
    """
    try:
        return act(ticket)
    except PlanGraphError as error:
        raise error.with_traceback(None) from None


async def _cancel_when_gone(request: Request, ticket: Ticket) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    ticket.cancel()
