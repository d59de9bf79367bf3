"""One very long plan to figures: what adding it costs, and each page, list, file and picture of it.

``python bench/bench_big.py`` makes an outline of 470,000 characters (``outline.py``), adds it with
``plangraph add`` to a store of the moment and asks a service that keeps nothing for everything that
there is of the plan; ``--characters`` takes another length, ``--store`` a store that holds it
already. It prints Markdown. **Work** is the processor's time of the service and its workers.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
from bench_pages import PLANGRAPH, VIEWS, served, some, timed, worked
from outline import outline_text

LENGTH = 470_000
PAGES = ("", "/text", "/text?part=2", "/text?at=200000,200010", "?all=true")
PICTURES = ("map", "matrix", "timeline", "targets")
REPORTS = ("docx", "html", "md", "pdf")
FILES = ("ttl", "jsonld")


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=LENGTH)
    parser.add_argument("--store", type=Path, default=None)
    parser.add_argument("--only", default="", help="addresses that hold these words")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        store = given.store or added(Path(name), given.characters)
        with served(store) as (client, process):
            print("| address | clock, ms | work, ms | KB |\n|---|---:|---:|---:|")
            for path in addresses(client):
                if given.only in path:
                    row(client, process, path)
    return 0


def added(room: Path, characters: int) -> Path:
    """A store with the plan; prints what adding it took."""
    file = room / "outline.md"
    file.write_text(outline_text(characters), "utf-8")
    add = [*PLANGRAPH, "add", str(file), "--store", str(room / "store")]
    child = subprocess.Popen(add, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit("plangraph add failed")
    work = usage.ru_utime + usage.ru_stime
    print(
        f"`plangraph add`, {characters:,} characters: {work:.1f} s, {usage.ru_maxrss // 1024} MB\n"
    )
    return room / "store"


def addresses(client: httpx.Client) -> list[str]:
    """Everything that there is of the first plan."""
    plan = some(client, "plans")
    found = [f"/plan/{plan}{page}" for page in PAGES]
    for kind, listed in (("task", "tasks"), ("measure", "measures"), ("target", "targets")):
        found += [f"/{kind}/{some(client, listed)}", f"/api/{listed}?plan={plan}&limit=50"]
    found += [f"/{listed}?plan={plan}" for listed in ("tasks", "targets")]
    found += [f"/phase/{some(client, 'phases')}", f"/phases?plan={plan}"]
    for kind, listed in (("agency", "agencies"), ("region", "regions")):
        found += [f"/{kind}/{some(client, listed)}", f"/{listed}?plan={plan}"]
    found += [f"/tasks?plan={plan}&agency=市科技局", f"/tasks?plan={plan}&q=专利&offset=50"]
    found += [f"/network?view={view}&plan={plan}" for view in VIEWS]
    found += [f"/network/view?plan={plan}", f"/network/figure.svg?plan={plan}&view=map"]
    found += [f"/embed/{picture}/{plan}" for picture in PICTURES]
    found += [f"/id/graph/{plan}?format={form}" for form in FILES]
    found += [f"/api/{name}.csv?plan={plan}&limit=500" for name in ("tasks", "agencies")]
    found += [
        f"/search?q=共享&plan={plan}",
        f"/api/search?q=共享&plan={plan}",
        f"/embed?plan={plan}",
    ]
    found += [f"/api/plans/{plan}", f"/api/plans/{plan}/text", f"/api/network?plan={plan}"]
    return [*found, *(f"/api/plans/{plan}/report.{ending}" for ending in REPORTS)]


def row(client: httpx.Client, process: int, path: str) -> None:
    """Ask once, so that nothing is kept from before, and print what it took."""
    before = worked(process)
    try:
        taken, size = timed(client, path)
        told = f"{taken:.0f}"
    except httpx.HTTPError as problem:
        told, size = type(problem).__name__, 0
    work = worked(process) - before
    print(f"| `{path}` | {told} | {work:.0f} | {size / 1000:.0f} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
