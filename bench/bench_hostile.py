"""Hostile files to figures: what each answers, and the seconds and megabytes that it takes.

``python bench/bench_hostile.py [WORDS]`` makes each file of ``tests/ingest/hostile.py`` whose name
holds the words, reads it in a process of its own and prints Markdown; with ``--readers`` up to the
text, not to the facts. A file that takes longer than ``LONGEST`` seconds or more than ``MOST``
megabytes, or that ends the process, makes the exit code 1.
"""

import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.ingest.hostile import CASES  # noqa: E402  the path comes first

LONGEST = 120
MOST = 4_000
READ = """
import sys, time
from pathlib import Path
import plangraph
from plangraph.ingest.source import read_source
from plangraph.ontology.errors import PlanGraphError
begin = time.perf_counter()
try:
    if {readers}:
        found = f"{{len(read_source(Path({path!r})).text):,}} characters"
    else:
        plan = plangraph.read({path!r})
        found = f"{{len(plan.items):,}} items, {{len(plan.responsibilities):,}} duties"
except PlanGraphError as error:
    found = "refused: " + error.what
print(found, end="", flush=True)
sys.stderr.write(f"{{time.perf_counter() - begin:.1f}}")
"""


READERS = "--readers" in sys.argv


def answer(path: Path) -> tuple[str, float, float]:
    """What reading a file gives, its seconds, and the peak of megabytes."""
    out, times = path.with_name("out"), path.with_name("times")
    program = READ.format(path=str(path), readers=READERS)
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (MOST * 2**20 * 2, MOST * 2**20 * 2))
        os.dup2(os.open(out, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), 1)
        os.dup2(os.open(times, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), 2)
        os.execv(sys.executable, [sys.executable, "-c", program])  # noqa: S606
    begin = time.monotonic()
    while not (found := os.wait4(child, os.WNOHANG))[0]:
        if time.monotonic() - begin > LONGEST:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.05)
    code = os.waitstatus_to_exitcode(found[1])
    said = out.read_text("utf-8")
    if code:
        said = f"FAILED ({code}): {times.read_text('utf-8')[-200:]}"
    seconds = float(times.read_text("utf-8")) if not code else time.monotonic() - begin
    return said, seconds, found[2].ru_maxrss / 1024


def main() -> None:
    """Prints a row a file."""
    wanted = " ".join(word for word in sys.argv[1:] if word != "--readers")
    failed = 0
    print("| file | bytes | answer | s | MB |\n| --- | ---: | --- | ---: | ---: |")
    for name, made in CASES.items():
        if wanted not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            content = made()
            path = Path(folder) / f"file{Path(name).suffix}"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            size = path.stat().st_size
            del content
            said, seconds, megabytes = answer(path)
        failed += said.startswith("FAILED") or megabytes > MOST
        print(f"| {name} | {size:,} | {said} | {seconds:.1f} | {megabytes:,.0f} |", flush=True)
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
