"""Ordinary and hostile clients of a running service all at once, and what came of them.

Needs nothing of PlanGraph but an address, so that the load comes from another process.
"""

import multiprocessing
import random
import socket
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.graph.runaways import NESTED, RUNAWAYS

REST = (
    "/api/tasks?q=专利",
    "/api/agencies?min_tasks=2",
    "/api/targets?due_before=2025-12-31",
    "/api/measures?format=csv",
    "/api/search?q=专利",
    "/api/suggest?q=市",
    "/api/plans",
    "/",
    "/en/network",
    "/readyz",
)
SPARQL = (
    "SELECT ?task ?party { ?task a pg:Task ; pg:responsibleParty ?party }",
    "SELECT ?party (COUNT(*) AS ?n) { ?task pg:responsibleParty ?party } GROUP BY ?party",
    "ASK { ?x pg:search '专利' }",
)
CUT = 0  # no status: the connection was broken
_PAUSE = 0.02  # seconds between two requests of an ordinary client


@dataclass(slots=True)
class Seen:
    """What some clients saw.

    Attributes:
        statuses: How often each; ``CUT`` for an answer that was broken off.
        seconds: What each answered request took.
        lost: What was asked and not answered.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def p(self, hundredth: int) -> float:
        """The seconds that this share of the requests stayed below."""
        return statistics.quantiles(self.seconds, n=100)[hundredth - 1]


@dataclass(slots=True)
class Load:
    """All clients by what they do."""

    rest: Seen = field(default_factory=Seen)
    sparql: Seen = field(default_factory=Seen)
    runaways: Seen = field(default_factory=Seen)
    junk: Seen = field(default_factory=Seen)


def load(address: str, seconds: float) -> Load:
    """What clients see who use and attack a service for some seconds, in two other processes."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        attack = pool.submit(_attack, address, seconds)
        use = pool.submit(_use, address, seconds)
        (rest, sparql), (runaways, junk) = use.result(), attack.result()
    return Load(rest, sparql, runaways, junk)


def _use(address: str, seconds: float) -> tuple[Seen, Seen]:
    rest, sparql, until = Seen(), Seen(), time.monotonic() + seconds
    reading = lambda: _read(address, until, rest)  # noqa: E731
    asking = lambda: _ask(address, until, sparql, [*SPARQL], _PAUSE)  # noqa: E731
    _together([reading, reading, asking])
    return rest, sparql


def _attack(address: str, seconds: float) -> tuple[Seen, Seen]:
    runaways, junk, until = Seen(), Seen(), time.monotonic() + seconds
    queries = [*RUNAWAYS.values(), *NESTED.values()]
    endless = lambda: _ask(address, until, runaways, queries, _PAUSE)  # noqa: E731
    sending = lambda: _send_junk(address, until, junk)  # noqa: E731
    _together([*[endless] * 8, sending, lambda: _hang_up(address, until)])
    return runaways, junk


def _together(acts: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def memory(process: int) -> int:
    """Bytes that a process and its children hold, what they share counted once."""
    total = 0
    for one in _family(process):
        with suppress(OSError):
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += next(int(row.split()[1]) for row in text.splitlines() if row[:4] == "Pss:")
    return total << 10


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _read(address: str, until: float, seen: Seen) -> None:
    chance = random.Random()  # noqa: S311
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < until:
            path = chance.choice(REST)
            begin = time.perf_counter()
            try:
                status = client.get(path).status_code
            except httpx.HTTPError as problem:
                seen.lost.append(f"{path}: {problem!r}")
                continue
            seen.seconds.append(time.perf_counter() - begin)
            seen.statuses[status] += 1
            if status != 200:
                seen.lost.append(f"{path}: {status}")
            time.sleep(_PAUSE)


def _ask(address: str, until: float, seen: Seen, queries: list[str], pause: float) -> None:
    chance = random.Random()  # noqa: S311
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < until:
            begin = time.perf_counter()
            try:
                form = {"query": chance.choice(queries)}
                status = client.post("/sparql", data=form).status_code
            except httpx.HTTPError:
                status = CUT
            seen.seconds.append(time.perf_counter() - begin)
            seen.statuses[status] += 1
            time.sleep(pause if status != 503 else 0.1)


def _send_junk(address: str, until: float, seen: Seen) -> None:
    """Writes without a token, bodies too large, forms that are none, methods that are not there."""
    requests: list[tuple[str, str, bytes]] = [
        ("POST", "/update", b"update=DROP+ALL"),
        ("PUT", "/graphs?default", b"<x:s> <x:p> <x:o> ."),
        ("POST", "/sparql", b"query=" + b"A" * 200_000),
        ("POST", "/reconcile", b"queries={{{"),
        ("GET", "/api/tasks?limit=9999999&q=%00", b""),
        ("GET", "/id/" + "../" * 50 + "etc/passwd", b""),
        ("DELETE", "/graphs?graph=x:y", b""),
        ("PATCH", "/api/plans", b""),
    ]
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < until:
            for method, path, body in requests:
                kind = {"Content-Type": "application/x-www-form-urlencoded"}
                with suppress(httpx.HTTPError):
                    reply = client.request(method, path, content=body, headers=kind)
                    seen.statuses[reply.status_code] += 1
                time.sleep(_PAUSE)


def _hang_up(address: str, until: float) -> None:
    """Clients that go away in the middle of a request, or of an answer, or say nothing more."""
    place = urlsplit(address)
    asked = (
        b"GET /sparql?query=SELECT+*+%7B%3Fa+%3Fb+%3Fc.%3Fd+%3Fe+%3Ff%7D HTTP/1.1\r\nHost: x\r\n"
    )
    silent: list[socket.socket] = []
    while time.monotonic() < until:
        with suppress(OSError):
            for words in (asked, asked + b"\r\n", b"\x16\x03\x01" + bytes(100)):
                line = socket.create_connection((place.hostname, place.port), timeout=5)
                line.sendall(words)
                silent.append(line)
        time.sleep(0.2)
        for line in silent[:-30]:
            line.close()
        silent = silent[-30:]
    for line in silent:
        line.close()
