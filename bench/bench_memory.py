"""What a quad costs in memory, and how long the copy of a served store takes to load.

``python bench/bench_memory.py [QUADS]`` makes that many quads (a million unless told otherwise) of
copies of the bundled plan under other keys and texts, loads them into the process that keeps the
copy of a served store, and prints Markdown.
"""

import sys
import tempfile
import time
from pathlib import Path

import plangraph
from plangraph.graph.nursery import ForkNursery
from plangraph.graph.worker import Limits
from plangraph.ontology.triples import to_nquads


def write(file: Path, wanted: int) -> int:
    """Quads of made-up plans: other keys, and texts that no two plans share; how many."""
    plan = plangraph.read(plangraph.demo_plan())
    lines = to_nquads(plangraph.to_graphs(plan)).decode().splitlines(keepends=True)
    shared = [line for line in lines if "/graph/ref>" in line]
    own = "".join(line for line in lines if "/graph/ref>" not in line)
    count, number = len(shared), 0
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(shared)
        while count < wanted:
            number += 1
            key = f"{plan.key[:-8]}{number:08x}"
            stream.write(own.replace(plan.key, key).replace('"@zh', f' {number}"@zh'))
            count += len(lines) - len(shared)
    return count


def resident(process: int) -> int:
    """Bytes of memory that a process holds."""
    rows = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("VmRSS")) << 10


def keep(file: Path) -> tuple[int, int, float]:
    """Quads of a file in memory, the bytes of the process, the seconds of loading."""
    begin = time.perf_counter()
    nursery = ForkNursery(file, "0", Limits())
    taken = time.perf_counter() - begin
    try:
        return nursery.size, resident(nursery.process), taken
    finally:
        nursery.close()


def main() -> None:
    """Prints a table."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print("| quads | MB | beyond the base, bytes a quad | loaded in s |\n|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.nq"
        file.write_bytes(b"")
        _, base, _ = keep(file)
        print(f"| 0 | {base / 1e6:.0f} | | |")
        for share in (10, 1):
            write(file, wanted // share)
            quads, held, seconds = keep(file)
            each = (held - base) / quads
            print(f"| {quads:,} | {held / 1e6:.0f} | {each:.0f} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main()
