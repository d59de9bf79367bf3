"""Every page of the explorer and every list of REST: the server's time, in both languages.

``python bench/bench_pages.py`` serves the bundled plan; ``--plans 1000`` so many invented ones,
whose store is kept in ``--folder`` from run to run. It prints Markdown. The service keeps nothing
(``PLANGRAPH_CACHE_MEGABYTES=0``), so that each answer is made anew; with ``--kept`` it keeps what
it does by default, has counted ahead, and each address is asked once, which is a first visit.

The clock is the client's, on one connection; **first** is the very first answer after the start,
which also imports and compiles; **work** is the processor's time of the service and its workers,
which other work on the machine hardly changes.

With one plan it also opens each page in Chromium with an empty cache and adds up the bytes that
were transferred. Aims: 50 ms and 150 KB with one plan, 200 ms with a thousand.
"""

import argparse
import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from invented import filled
from playwright.sync_api import sync_playwright

import plangraph

SECONDS_STILL = 4  # of a service that has counted ahead
BUSY = 40  # milliseconds of work a second
TIMES = 5  # of each address; the median counts
PLANGRAPH = (sys.executable, "-m", "plangraph.cli")
FOLDER = Path(tempfile.gettempdir()) / "plangraph-bench"
LISTS = ("plans", "tasks", "measures", "targets", "phases", "agencies", "regions")
ONE = {"task": "tasks", "measure": "measures", "target": "targets", "phase": "phases"}
SHARED = {"agency": "agencies", "region": "regions"}
VIEWS = ("map", "matrix", "shared", "graph", "table")
FILTERS = {"agency": "agency=市科技局", "words": "q=专利", "deadline": "due_before=2023-12-31"}


@dataclass(frozen=True, slots=True)
class Case:
    """An address, and what its row of the table is called."""

    name: str
    path: str


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--only", default="", help="names of rows that hold these words")
    parser.add_argument("--kept", action="store_true", help="first visits, with what is kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        store = store_of(Path(name), given.plans, given.folder)
        with served(store, kept=given.kept) as (client, process):
            found = [case for case in cases(client) if given.only in case.path]
            if given.kept:
                first_visits(client, process, found)
            else:
                table(client, process, found, weighed=not given.plans)
    return 0


def store_of(room: Path, plans: int, folder: Path | None) -> Path:
    """The store to be served."""
    if plans:
        return filled(folder or FOLDER.with_name(f"{FOLDER.name}-{plans}"), plans)
    add = [*PLANGRAPH, "add", str(plangraph.demo_plan()), "--store", str(room / "store")]
    subprocess.run(add, check=True, stdout=subprocess.DEVNULL)
    return room / "store"


@contextmanager
def served(store: Path, *, kept: bool = False) -> Iterator[tuple[httpx.Client, int]]:
    """A client of a service that keeps no answers, or has counted ahead, and its process."""
    settings = os.environ | ({} if kept else {"PLANGRAPH_CACHE_MEGABYTES": "0"})
    serve = [*PLANGRAPH, "serve", "--port", "0", "--read-only", "--store", str(store)]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=settings) as service:
        line = service.stdout.readline() if service.stdout else ""
        found = re.search(r"http://[^\s/]+", line)
        if found is None:
            raise SystemExit(f"the service does not start: {line}")
        with httpx.Client(base_url=found[0], timeout=300) as client:
            client.get("/healthz")
            if kept:
                quiet(service.pid)
            try:
                yield client, service.pid
            finally:
                service.terminate()


def cases(client: httpx.Client) -> list[Case]:
    """Every page in both languages, with the first things of the lists, and the lists of REST."""
    first = {name: some(client, name) for name in LISTS}
    plan = first["plans"]
    pages = {"home": "/", "plan": f"/plan/{plan}", "reader": f"/plan/{plan}/text"}
    pages |= {kind: f"/{kind}/{first[listed]}" for kind, listed in (ONE | SHARED).items()}
    pages |= {f"list of {name}": f"/{name}" for name in LISTS if name != "measures"}
    pages |= {
        f"list of {name}, a later part": f"/{name}?offset=500" for name in ("tasks", "targets")
    }
    pages |= {f"tasks by {name}": f"/tasks?{query}" for name, query in FILTERS.items()}
    pages |= {f"network, {view}": f"/network?view={view}" for view in VIEWS}
    pages |= {f"network of a plan, {v}": f"/network?view={v}&plan={plan}" for v in VIEWS}
    pages |= {
        "network alone": "/network/view",
        "network of a plan alone": f"/network/view?plan={plan}",
    }
    pages |= {"search": "/search?q=专利", "search, one character": "/search?q=市"}
    pages |= {
        name: f"/{name}" for name in ("sparql", "quality", "about", "upload", "ontology", "embed")
    }
    found = [Case(name, path) for name, path in pages.items()]
    found += [Case(f"{case.name}, English", f"/en{case.path}") for case in found]
    rest = [f"/api/{name}" for name in LISTS] + [f"/api/plans/{plan}", "/api/search?q=专利"]
    rest += [
        f"/api/network?plan={plan}",
        "/api/network",
        "/api/suggest?q=市科",
        "/.well-known/void",
    ]
    rest += [f"/embed/{view}/{plan}" for view in ("map", "matrix", "timeline", "targets")]
    return [*found, *(Case(path.replace(plan, "…"), path) for path in rest)]


def some(client: httpx.Client, name: str) -> str:
    """The first thing of a list, as it stands in addresses behind its kind."""
    [row] = client.get(f"/api/{name}", params={"limit": 1}).raise_for_status().json()["items"]
    key = row["key"].removeprefix("plan/")
    kind = name.removesuffix("s")
    return key.replace(f"/{kind}/", "/").removeprefix("org/").removeprefix("region/")


def table(client: httpx.Client, process: int, found: list[Case], *, weighed: bool) -> None:
    """The table, and the figures over all of it."""
    weights = transferred(client, found) if weighed else {}
    print(
        "| page | first, ms | median, ms | work, ms | KB |"
        + (" first visit, KB |" if weighed else "")
    )
    print("|---|---:|---:|---:|---:|" + ("---:|" if weighed else ""))
    medians = []
    for case in found:
        answers = [timed(client, case.path)]
        works = []
        for _ in range(TIMES):
            before = worked(process)
            answers.append(timed(client, case.path))
            works.append(worked(process) - before)
        work = statistics.median(works)  # a worker that ends takes its time with it, so no mean
        median = statistics.median(taken for taken, _ in answers)
        medians.append(work)
        weight = f" {weights[case.path]:.0f} |" if case.path in weights else " |" * weighed
        figures = (answers[0][0], median, work, answers[0][1] / 1000)
        told = " | ".join(f"{figure:.0f}" for figure in figures)
        print(f"| {case.name} | {told} |{weight}", flush=True)
    print(f"\nWork: median {statistics.median(medians):.0f} ms, most {max(medians):.0f} ms.")


def first_visits(client: httpx.Client, process: int, found: list[Case]) -> None:
    """The table of answers that nobody asked for before."""
    print("| page | first, ms | work, ms | KB |\n|---|---:|---:|---:|")
    works = []
    for case in found:
        before = worked(process)
        taken, size = timed(client, case.path)
        works.append(worked(process) - before)
        print(f"| {case.name} | {taken:.0f} | {works[-1]:.0f} | {size / 1000:.0f} |", flush=True)
    print(f"\nWork: median {statistics.median(works):.0f} ms, most {max(works):.0f} ms.")


def quiet(process: int) -> None:
    """Wait until a service does hardly anything of its own accord."""
    before, still = worked(process), 0
    while still < SECONDS_STILL:
        time.sleep(1)
        now = worked(process)
        still = still + 1 if now - before < BUSY else 0
        before = now


def worked(process: int) -> float:
    """Milliseconds of processor that a process and those below it have taken so far."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
            parents[int(folder.name)] = int(fields[1])
    family = {process}
    while more := {one for one, parent in parents.items() if parent in family} - family:
        family |= more
    taken = 0
    for member in family:
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{member}/task").glob("*/schedstat"):
                taken += int(thread.read_text("utf-8").split()[0])
    return taken / 1e6


def timed(client: httpx.Client, path: str) -> tuple[float, int]:
    """Milliseconds of an answer, and its bytes."""
    begin = time.perf_counter()
    answer = client.get(path, follow_redirects=True)
    taken = (time.perf_counter() - begin) * 1000
    if answer.status_code != httpx.codes.OK:
        print(f"{path}: {answer.status_code} {answer.text[:200]}", file=sys.stderr)
    return taken, len(answer.content)


def transferred(client: httpx.Client, found: list[Case]) -> dict[str, float]:
    """Kilobytes that a browser with an empty cache takes for each page, heads included."""
    weights = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for case in (
            case for case in found if not case.path.startswith(("/api", "/.well", "/embed/"))
        ):
            page = browser.new_context().new_page()
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            sizes: list[float] = []
            session.on(
                "Network.loadingFinished", lambda told, s=sizes: s.append(told["encodedDataLength"])
            )
            address = str(client.base_url).rstrip("/") + case.path
            page.goto(address, wait_until="networkidle", timeout=180_000)
            weights[case.path] = sum(sizes) / 1000
            page.context.close()
    return weights


if __name__ == "__main__":
    sys.exit(main())
