"""Seconds from the store to a report, by kind of file; and bytes.

``python bench/bench_reports.py`` reads the bundled plan into a store in memory and prints a line a
kind of file, the best of three rounds. The bar: a Word file in 3 s.
"""

import time

import plangraph
from plangraph.viz.report_files import ENDINGS, report_bytes
from plangraph.viz.report_parts import report_of

ROUNDS = 3


def main() -> None:
    """Print the table."""
    with plangraph.open(":memory:") as store:
        store.add(plangraph.to_graphs(plangraph.read(plangraph.demo_plan())))
        key = store.plan_keys()[0]
        print("report   seconds  of processor      KB")
        for ending in ENDINGS:
            times, worked = [], []
            for _ in range(ROUNDS):
                began, busy = time.perf_counter(), time.process_time()
                content = report_bytes(report_of(store, key), ending)
                times.append(time.perf_counter() - began)
                worked.append(time.process_time() - busy)
            shown = f"{min(times):7.2f} {min(worked):13.2f} {len(content) // 1024:7}"
            print(f"{ending:8} {shown}")


if __name__ == "__main__":
    main()
