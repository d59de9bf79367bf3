"""The bundled plan to figures: what adding it costs, and its queries in two engines.

``python bench/bench_add.py`` prints Markdown; ``bench/README.md`` says what each figure means.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

import plangraph
from plangraph.graph.questions import Question, questions
from plangraph.graph.store import Store
from plangraph.graph.terms import graph_of

ROOT = Path(__file__).parent.parent
PLAN = plangraph.demo_plan()
PLANS = [PLAN, *sorted((ROOT / "tests" / "plans").glob("*.txt"))]
TIMES = 5  # of each measurement; the median counts


def seconds(action: Callable[[], object], times: int = TIMES) -> float:
    """The median time of an action."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    names = list(head)
    lines = [names, ["---", *(["---:"] * (len(names) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def cold_add() -> tuple[float, float]:
    """Seconds and peak megabytes of one `plangraph add` in a process and a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = f"{sys.executable} -m plangraph.cli add {PLAN} --store {folder}/store"
        begin = time.perf_counter()
        child = subprocess.Popen(command.split(), stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        taken = time.perf_counter() - begin
    if child.returncode:
        raise SystemExit("plangraph add failed")
    return taken, usage.ru_maxrss / 1024


def warm_add() -> None:
    """Read the plan and keep it in a new store on disk, in this process."""
    with tempfile.TemporaryDirectory() as folder, plangraph.open(folder) as store:
        store.add(plangraph.to_graphs(plangraph.read(PLAN)))


def adding() -> str:
    """The figures of reading and adding."""
    runs = [cold_add() for _ in range(TIMES)]
    characters = len(PLAN.read_text("utf-8"))
    reading = seconds(lambda: plangraph.read(PLAN))
    plan = plangraph.read(PLAN)
    rows = [
        ("`plangraph add`, cold process", f"{statistics.median(s for s, _ in runs):.2f} s"),
        ("its peak memory", f"{max(mb for _, mb in runs):.0f} MB"),
        ("the same, warm (read, triples, store on disk)", f"{seconds(warm_add) * 1000:.0f} ms"),
        ("reading alone, warm", f"{reading * 1000:.0f} ms"),
        ("characters a second, warm", f"{characters / reading:,.0f}"),
        ("triples alone, warm", f"{seconds(lambda: plangraph.to_graphs(plan)) * 1000:.0f} ms"),
    ]
    return table((f"{PLAN.name}, {characters:,} characters", "median"), rows)


def union(store: Store) -> Graph:
    """All triples of a store in one rdflib graph in memory, the best case for rdflib."""
    return graph_of(ox.parse(store.nquads(), format=ox.RdfFormat.N_QUADS))


def compare(store: Store, graph: Graph, asked: Question) -> tuple[str, ...]:
    """One named query in both engines, every row read; they must find as many."""
    ours, theirs = len(store.query(asked.sparql).rows()), len(list(graph.query(asked.sparql)))
    if ours != theirs:
        raise SystemExit(f"{asked.name}: {ours} rows in Oxigraph, {theirs} in rdflib")
    fast = seconds(lambda: store.query(asked.sparql).rows())
    slow = seconds(lambda: list(graph.query(asked.sparql)), times=3)
    return (
        f"`{asked.name}`",
        str(ours),
        f"{fast * 1000:.2f}",
        f"{slow * 1000:.1f}",
        f"{slow / fast:.0f}x",
    )


def asking() -> str:
    """The fifteen competency questions in the store on disk and in rdflib."""
    with tempfile.TemporaryDirectory() as folder, plangraph.open(folder) as store:
        for path in PLANS:
            store.add(plangraph.to_graphs(plangraph.read(path)))
        graph = union(store)
        wanted = [one for one in questions().values() if one.competency]
        rows = [compare(store, graph, one) for one in wanted]
    head = (
        f"{len(PLANS)} plans, {len(graph):,} triples",
        "rows",
        "Oxigraph ms",
        "rdflib ms",
        "ratio",
    )
    return table(head, rows)


def main() -> int:
    """Print both tables."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "spacy"))
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {packages}"
    sys.stdout.write(f"{machine}\n\n{adding()}\n{asking()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
