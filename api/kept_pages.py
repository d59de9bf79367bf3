"""Pages that were made, kept for whoever asks next; a change of the store forgets them all."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fastapi import Request, Response

_MOST_BYTES: Final = 24 << 20
_WORTH_PACKING: Final = 1024
_LEVEL: Final = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """One page as it was made; packed where that saves something."""

    body: bytes
    packed: bytes
    status: int
    headers: dict[str, str]

    def reply(self, request: Request) -> Response:
        """The page in the encoding that the client takes."""
        packs = "gzip" in request.headers.get("accept-encoding", "") and self.packed
        headers = self.headers | {"Vary": "Accept, Accept-Encoding"}
        if packs:
            return Response(self.packed, self.status, headers | {"Content-Encoding": "gzip"})
        return Response(self.body, self.status, headers)


class KeptPages:
    """The pages that were asked for last, for one state of the store.

    Args:
        most: Bytes that they may take together.
    """

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._pages: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._bytes = 0
        self._state = ""

    @classmethod
    def within(cls, room: int) -> "KeptPages":
        """Pages that take a room of so many bytes at most; none are kept in none."""
        return cls(min(room, _MOST_BYTES))

    def show(self, request: Request, state: str, build: Callable[[], Response]) -> Response:
        """The page of this address in this state of the store; made if it is not kept."""
        key = (request.url.path, request.url.query)
        page = self._find(state, key)
        if page is None:
            page = _keep(build())
            self._remember(state, key, page)
        return page.reply(request)

    def _find(self, state: str, key: tuple[str, str]) -> Kept | None:
        with self._lock:
            if state != self._state:
                self._pages.clear()
                self._state, self._bytes = state, 0
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _remember(self, state: str, key: tuple[str, str], page: Kept) -> None:
        with self._lock:
            if state != self._state or key in self._pages or page.status != 200:
                return
            self._pages[key] = page
            self._bytes += _size(page)
            while self._bytes > self._most:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= _size(oldest)


def _keep(made: Response) -> Kept:
    body = bytes(made.body)
    packed = gzip.compress(body, _LEVEL, mtime=0) if len(body) > _WORTH_PACKING else b""
    headers = {name: value for name, value in made.headers.items() if name != "content-length"}
    headers.pop("vary", None)
    return Kept(body, packed, made.status_code, headers)


def _size(page: Kept) -> int:
    return len(page.body) + len(page.packed)
