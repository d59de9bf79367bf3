"""Where files are handed in and pictures ordered: lanes of workers, each with its own bounds.

No more files are on their way than the readers can take.

A body is kept in a file without a name (small ones in memory), so that none survives its request,
and the service never holds many of them in memory.
"""

import asyncio
import contextlib
import io
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from anyio import CapacityLimiter
from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from plangraph.graph.frames import CHUNK
from plangraph.graph.nursery import JobNursery
from plangraph.graph.pool import Bounds, Lane
from plangraph.graph.refusals import FILES, PICTURES, REPORTS
from plangraph.graph.worker import Limits

READ_FILE: Final = "plangraph.api.reading:read_file"
DRAW: Final = "plangraph.api.drawing:draw"
RENDER: Final = "plangraph.api.drawing:render"
_IN_MEMORY: Final = 1 << 20  # bytes of a body that need no file
_LINGER: Final = 2.0  # seconds


class Desk:
    """A lane that files, or orders for pictures, are handed to.

    Args:
        lane: Its readers.

    Attributes:
        threads: The threads that wait for its readers.
    """

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self._places = lane.bounds.workers + lane.bounds.waiting
        self.threads = CapacityLimiter(self._places)
        self._taken = 0

    @contextlib.asynccontextmanager
    async def place(self, request: Request) -> AsyncIterator[None]:
        """A place for a file, from the first byte of its body to the answer.

        Raises:
            LimitError: None is free.
        """
        if self._taken >= self._places:
            self.lane.counts["queue"] += 1
            await linger(request)
            raise FILES.busy()
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1


@dataclass(frozen=True, slots=True)
class Trade:
    """What the workers of a desk may do and take.

    Attributes:
        jobs: Their names.
        bounds: How many at once, how many may wait, how long.
        limits: Of one worker.
    """

    jobs: tuple[str, ...]
    bounds: Bounds
    limits: Limits


@dataclass(frozen=True, slots=True)
class Desks:
    """All desks; token holders have one of their own, so that strangers keep none of them waiting.

    Attributes:
        strangers: Files of anybody.
        owners: Files of token holders.
        pictures: Pictures to draw, for anybody.
        reports: Reports to render, for anybody; they take longer, and keep no picture waiting.
        most: Bytes of a body.
        room: Folder for what bodies need of the disk; ``None`` for that of the system.
    """

    nurseries: tuple[JobNursery, ...]
    strangers: Desk
    owners: Desk
    pictures: Desk
    reports: Desk
    most: int
    room: Path | None

    def close(self) -> None:
        """End all workers."""
        for desk in (self.strangers, self.owners, self.pictures, self.reports):
            desk.lane.close()
        for nursery in self.nurseries:
            nursery.close()


def open_desks(files: Trade, pictures: Trade, most: int, room: Path | None) -> Desks:
    """All desks; the workers of each start with its first job."""
    reading, drawing = (JobNursery(trade.jobs, trade.limits) for trade in (files, pictures))
    strangers, owners = (Desk(Lane(reading, files.bounds, FILES)) for _ in range(2))
    drawn, reports = (Desk(Lane(drawing, pictures.bounds, words)) for words in (PICTURES, REPORTS))
    return Desks((reading, drawing), strangers, owners, drawn, reports, most, room)


async def take_body(request: Request, desks: Desks, seconds: float) -> IO[bytes]:
    """The body of a request, in a file that is gone once it is closed.

    Raises:
        HTTPException: 413 for a longer one, 408 for one that takes too long.
    """
    file = _nameless(desks.room)
    try:
        async with asyncio.timeout(seconds):
            await _copy(request, desks.most, file)
    except BaseException as problem:
        file.close()
        if isinstance(problem, TimeoutError):
            what = f"The file did not arrive within {seconds:g} seconds."
            raise HTTPException(408, what) from None
        if isinstance(problem, ClientDisconnect):
            raise HTTPException(400, "The file did not arrive whole.") from None
        raise
    file.seek(0)
    return file


def _nameless(room: Path | None) -> IO[bytes]:
    """Where the store's folder may not be written, the system's room; without any, memory."""
    if room is not None and os.access(room, os.W_OK):
        return tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(room))
    try:
        return tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=tempfile.gettempdir())
    except FileNotFoundError:
        return io.BytesIO()


async def _copy(request: Request, most: int, file: IO[bytes]) -> None:
    size = int(request.headers.get("content-length") or 0)
    if size <= most:
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                break
            file.write(chunk)
    if size > most:
        await linger(request)
        raise HTTPException(413, f"The file is longer than {most} bytes. Send its text alone.")


async def linger(request: Request) -> None:
    """Let a client that is still sending come to its end for a moment, so that it hears why not.

    A connection that is closed over unread bytes is reset, and takes the answer with it.
    """
    if "expect" in request.headers:  # it waits for leave to send
        return
    with contextlib.suppress(TimeoutError, ClientDisconnect, RuntimeError):
        async with asyncio.timeout(_LINGER):
            while (message := await request.receive())["type"] == "http.request":
                if not message.get("more_body"):
                    return


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    while piece := file.read(CHUNK):
        yield piece
