"""Seconds for the reports and the exports of 100 plans, each by one command.

``python bench/bench_many.py`` reads the invented plans of the tests into a store, some of them
twice under other titles, and prints what each command takes: seconds, and those of the processor.
``--docs FOLDER`` takes other plans, ``--store FOLDER`` a store that is there already.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import plangraph
from plangraph.intake import files_in
from plangraph.ontology.model import Plan

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "tests" / name / "docs" for name in ("invented", "invented_later")]
PLANS = 100
COMMANDS = (
    *(("report", "--all", "-o", kind, "--format", kind) for kind in ("docx", "pdf", "html")),
    *(("export", kind, "-o", f"plans.{kind}") for kind in ("xlsx", "ics", "ttl")),
    ("export", "csv", "-o", "tables"),
)


def plans(docs: list[Path]) -> Iterator[Plan]:
    """The plans of the folders, then the same again with other titles and keys."""
    read = [plangraph.read(file) for file in files_in(docs)]
    for number, plan in enumerate(islice(cycle(read), PLANS)):
        if number < len(read):
            yield plan
            continue
        document = replace(plan.document, title=f"{plan.document.title}({number})")
        yield replace(plan, key=f"{plan.key[:-8]}{number:08x}", document=document)


def fill(store: Path, docs: list[Path]) -> None:
    """The store with its plans."""
    with plangraph.open(store) as graph:
        for plan in plans(docs):
            graph.add(plangraph.to_graphs(plan))


def main() -> None:
    """Print a line a command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--docs", type=Path, nargs="*", default=DOCS)
    parser.add_argument("--store", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = (told.store or Path(folder) / "store").resolve()
        if told.store is None:
            fill(store, told.docs)
        print(f"cores {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")
        print("command                  seconds   processor")
        for words in COMMANDS:
            began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, "-m", "plangraph.cli", *words, "--store", str(store)]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            shown = f"{words[0]} {words[-1] if words[0] == 'report' else words[1]}"
            print(f"{shown:22} {time.perf_counter() - began:9.1f} {spent:11.1f}", flush=True)


if __name__ == "__main__":
    main()
