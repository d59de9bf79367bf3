"""What bounding queries costs, and what REST feels of an attack.

``python bench/bench_service.py`` prints Markdown: the median of a small join and of a count in the
engine of this process and through a lane of workers, in the same run; then a minute of REST beside
forty-five endless queries that are sent at once, again and again.
"""

import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import plangraph
from plangraph.graph.asking import Asking
from plangraph.graph.formats import Shape
from plangraph.graph.served import ServedStore
from plangraph.ontology.errors import PlanGraphError

JOIN = "SELECT ?t ?p { ?t a pg:Task ; pg:responsibleParty ?p }"
COUNT = "SELECT ?p (COUNT(*) AS ?n) { ?t pg:responsibleParty ?p } GROUP BY ?p"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TIMES = 300
ATTACK_SECONDS = 60
FORMATS: dict[Shape, str] = {"rows": "json", "graph": "nt"}


def median(act: Callable[[], object]) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken) * 1000


def overhead(graphs: object, store: ServedStore) -> None:
    """The engine beside a lane."""
    print("| query | engine here, ms | through a lane, ms | the lane's own, ms |")
    print("|---|---:|---:|---:|")
    with plangraph.open(":memory:") as here:
        here.add(graphs)  # type: ignore[arg-type]
        for name, sparql in (("join", JOIN), ("aggregate", COUNT)):
            bare = median(lambda q=sparql: here.query(q).serialize("json"))  # type: ignore[misc]
            lane = median(
                lambda q=sparql: store.sparql.ask(Asking(q), FORMATS).read()  # type: ignore[misc]
            )
            print(f"| {name} | {bare:.2f} | {lane:.2f} | {lane - bare:.2f} |")


def attack(store: ServedStore) -> None:
    """REST's lane beside endless queries."""
    until = time.monotonic() + ATTACK_SECONDS
    ended: Counter[int] = Counter()

    def endless() -> None:
        while time.monotonic() < until:
            try:
                store.sparql.ask(Asking(ENDLESS), FORMATS).read()
            except PlanGraphError as error:
                ended[error.status] += 1
                time.sleep(0.2)

    threads = [threading.Thread(target=endless) for _ in range(45)]
    for thread in threads:
        thread.start()
    taken = []
    while time.monotonic() < until:
        begin = time.perf_counter()
        store.query(JOIN).values()
        taken.append((time.perf_counter() - begin) * 1000)
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(taken, n=100)
    rate = len(taken) / ATTACK_SECONDS
    told = ", ".join(f"{count} times {status}" for status, count in sorted(ended.items()))
    print(f"\nREST under attack: {rate:.0f} queries a second, p50 {cuts[49]:.1f} ms, ", end="")
    print(f"p99 {cuts[98]:.1f} ms, none lost; the attackers got {told}.")


def main() -> None:
    """Both parts."""
    graphs = plangraph.to_graphs(plangraph.read(plangraph.demo_plan()))
    with tempfile.TemporaryDirectory() as folder, ServedStore(Path(folder) / "store") as store:
        store.add(graphs)
        overhead(graphs, store)
        attack(store)


if __name__ == "__main__":
    main()
