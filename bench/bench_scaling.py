"""How the time to read a construct grows with its length, in one sentence or table.

``python bench/bench_scaling.py [WORDS]`` reads each plan of ``tests/ingest/long_lines.py`` whose
name holds the words at several lengths, each twice the one before, and prints Markdown: what is
linear takes about twice the time, what is quadratic four times.
"""

import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_plan
from tests.ingest.long_lines import CASES, TASK, Maker

LENGTHS = (50_000, 100_000, 200_000)


def seconds(text: str) -> float:
    """The processor's time from bytes to facts."""
    start = time.process_time()
    facts_json(read_plan(text.encode()))
    return time.process_time() - start


def row(name: str, make: Maker) -> str:
    """One line of the table."""
    texts = [make(length) for length in LENGTHS]
    spent = [seconds(text) for text in texts]
    growth = " | ".join(f"{after / before:.1f}" for before, after in pairwise(spent))
    return f"| {name} | {len(texts[-1]):,} | {len(texts[-1]) / spent[-1]:,.0f} | {growth} |"


def main(words: str = "") -> None:
    """The table."""
    seconds(TASK + "推进工作，培育企业3家。" * 300)
    heads = " | ".join(f"times at {length:,}" for length in LENGTHS[1:])
    print(f"| one sentence or table of | characters | a second of CPU | {heads} |")
    print("|---|---:|---:|" + "---:|" * (len(LENGTHS) - 1))
    for name, make in CASES.items():
        if words in name:
            print(row(name, make), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
