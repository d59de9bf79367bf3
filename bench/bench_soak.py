"""Ten minutes of ordinary and hostile load from another process, and whether the service is as new.

``nice python bench/bench_soak.py [SECONDS]`` starts a service on the bundled plan, loads it and
prints Markdown. The exit code is 1 if REST's p99 reached a second, an ordinary request was lost,
something died, or the memory after the load is not that of before within a tenth.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

import plangraph

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.load import Load, Seen, load, memory  # noqa: E402  the path comes first

WARM_SECONDS = 20  # of the same load, before memory is looked at
SETTLE_SECONDS = 15  # so that the last queries end


def start(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """A running service and its address."""
    with plangraph.open(folder) as store:
        store.add(plangraph.to_graphs(plangraph.read(plangraph.demo_plan())))
    command = [sys.executable, "-m", "plangraph.cli", "serve", "--port", "0", "--store", folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None  # noqa: S101
    line = process.stdout.readline()
    found = re.search(r"http://\S+(?=/)", line)
    if found is None:
        raise SystemExit(f"The service does not start: {line}")
    return process, found[0]


def row(name: str, seen: Seen) -> str:
    """One kind of client."""
    answers = sorted(seen.statuses.items())
    told = ", ".join(f"{count:,} × {status or 'cut'}" for status, count in answers)
    times = [f"{seen.p(q) * 1000:.0f}" for q in (50, 99)] if len(seen.seconds) > 1 else ["", ""]
    return f"| {name} | {sum(seen.statuses.values()):,} | {' | '.join(times)} | {told} |"


def report(found: Load, seconds: float, before: int, after: int) -> bool:
    """Whether all was well, after the figures."""
    print(f"{seconds:.0f} seconds of load, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| clients | requests | p50 ms | p99 ms | answers |\n|---|---:|---:|---:|---|")
    for name in ("rest", "sparql", "runaways", "junk"):
        print(row(name, getattr(found, name)))
    print(f"\nLost: {len(found.rest.lost)}. ", end="")
    print(f"Memory before {before >> 20} MB, after {after >> 20} MB.")
    for line in found.rest.lost[:10]:
        print("-", line)
    bad = {500, 502} & {status for one in (found.rest, found.junk) for status in one.statuses}
    calm = found.rest.p(99) < 1 and not found.rest.lost and not bad
    return calm and abs(after - before) <= before / 10


def main() -> int:
    """Loads a service; 0 if all was well."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory() as folder:
        process, address = start(Path(folder) / "store")
        try:
            load(address, WARM_SECONDS)
            time.sleep(SETTLE_SECONDS)
            before = memory(process.pid)
            found = load(address, seconds)
            time.sleep(SETTLE_SECONDS)
            alive = process.poll() is None and httpx.get(address + "/readyz").status_code == 200
            well = report(found, seconds, before, memory(process.pid))
        finally:
            process.terminate()
            process.wait()
    return 0 if well and alive else 1


if __name__ == "__main__":
    sys.exit(main())
