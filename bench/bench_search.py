"""A hundred thousand texts to figures: the size of the index, its making, and what asking costs.

``python bench/bench_search.py`` prints Markdown; ``--plans N`` takes more or fewer plans. The texts
are clauses of the bundled plan in ever new orders, the agencies those of a hundred cities.
"""

import argparse
import os
import platform
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
from rdflib import Literal

import plangraph
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.search import Wanted
from plangraph.graph.search_file import FILE
from plangraph.ontology import iris
from plangraph.ontology.reference import functions

PLANS = 500
MEASURES = 100  # of a plan; each has words of its own and a quoted passage
CITIES = 100
WORDS = 200  # of each kind of question
NS, OA = iris.NS, "http://www.w3.org/ns/oa#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
TITLE = "http://purl.org/dc/terms/title"
CONTAINS = 'SELECT ?x { ?x pg:text|oa:exact|rdfs:label ?t FILTER(CONTAINS(?t, "@")) } LIMIT 20'


def clauses() -> list[str]:
    """The clauses of the bundled plan, which the texts are made from."""
    text = plangraph.demo_plan().read_text("utf-8")
    return [part for part in re.split("[，。；、\n]", text) if 3 < len(part) < 40]


def statements(plans: int) -> Iterator[ox.Quad]:
    """The triples of so many plans, as far as the search reads them."""
    chance, parts = random.Random(1), clauses()  # noqa: S311  (the same texts every time)
    for number in range(plans):
        key = f"cn-{number:06}-2022-00000000"
        yield from plan(key, lambda: "，".join(chance.sample(parts, chance.randint(2, 6))))
    known = {functions().label(row.function)[0] for row in functions().rows()}
    names = [f"{name}局" for name in sorted(known) if len(name) > 2][:40]
    for city in range(CITIES):
        place = "".join(chance.sample("昆明玉溪曲靖保山昭通丽江普洱临沧安宁宣威", 2)) + "市"
        for at, name in enumerate(names):
            iri = iris.absolute(f"org/cn-{city:06}/{at}")
            yield quad(iri, TYPE, ox.NamedNode(NS + "Party"), iris.REFERENCE_GRAPH)
            yield quad(
                iri, PREFERRED, ox.Literal(place + name, language="zh"), iris.REFERENCE_GRAPH
            )


def plan(key: str, words: Callable[[], str]) -> Iterator[ox.Quad]:
    """One plan with its measures and their passages."""
    iri, graph = iris.absolute(f"plan/{key}"), iris.graph_key(key)
    version = ox.NamedNode(f"{iri}/text/0")
    yield quad(iri, TYPE, ox.NamedNode(NS + "Plan"), graph)
    yield quad(iri, TITLE, ox.Literal(words()[:20] + "工作方案", language="zh"), graph)
    yield quad(iri, NS + "hasVersion", version, graph)
    for at in range(MEASURES):
        measure, span = f"{iri}/measure/{at}", f"{iri}/text/0#char={at},{at + 1}"
        for name, value in (
            (TYPE, ox.NamedNode(NS + "Measure")),
            (NS + "inPlan", ox.NamedNode(iri)),
            (NS + "sequence", ox.Literal(at)),
            (NS + "text", ox.Literal(words(), language="zh")),
            (NS + "evidence", ox.NamedNode(span)),
        ):
            yield quad(measure, name, value, graph)
        for name, value in (
            (TYPE, ox.NamedNode(NS + "Span")),
            (NS + "inVersion", version),
            (OA + "start", ox.Literal(at)),
            (OA + "exact", ox.Literal(words())),
        ):
            yield quad(span, name, value, graph)


def quad(subject: str, name: str, value: ox.NamedNode | ox.Literal, graph: str) -> ox.Quad:
    """A triple in a graph."""
    where = ox.NamedNode(iris.absolute(graph))
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(name), value, where)


def row(name: str, act: Callable[[str], object], words: list[str]) -> str:
    """A line of the table: milliseconds that a word takes, after one that does not count."""
    act(words[0])
    waited, worked = [], []
    for word in words:
        begin, busy = time.perf_counter(), time.process_time()
        act(word)
        waited.append((time.perf_counter() - begin) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    late = sorted(waited)[int(len(waited) * 0.95)]
    figures = (statistics.median(worked), statistics.median(waited), late)
    return f"| {name} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |"


def building(store: EmbeddedStore, folder: Path) -> str:
    """What making the index costs, and one plan more."""
    begin, busy = time.perf_counter(), time.process_time()
    count = store.reindex()
    built, worked = time.perf_counter() - begin, time.process_time() - busy
    size = (folder / FILE).stat().st_size / 1e6
    graphs = plangraph.to_graphs(plangraph.read(plangraph.demo_plan()))
    begin = time.process_time()
    store.add(graphs)
    added = time.process_time() - begin
    lines = (
        "| what | figure |\n|---|---:|",
        f"| things that can be found | {count:,} |",
        f"| size of `{FILE}` | {size:.0f} MB |",
        f"| made anew (`plangraph reindex`) | {built:.1f} s, {worked:.1f} s of work |",
        f"| one plan more, triples and index, work | {added * 1000:.0f} ms |",
    )
    return "\n".join(lines)


def asking(store: EmbeddedStore) -> str:
    """What questions cost."""
    chance = random.Random(2)  # noqa: S311  (the same words every time)
    text = "".join(clauses())
    pairs = chance.sample(sorted({a + b for a, b in pairwise(text) if (a + b).isalpha()}), WORDS)
    index = store.index()
    agency = "SELECT ?n { ?p a pg:Party ; skos:prefLabel ?n } LIMIT 2000"
    names = [str(one["n"]) for one in store.query(agency).values()]
    wrong = [name[:3] + "某" + name[4:] for name in chance.sample(names, WORDS) if len(name) > 5]
    bound = "SELECT ?x ?w { ?x a pg:Plan ; pg:search ?w }"
    questions: tuple[tuple[str, Callable[[str], object], list[str]], ...] = (
        ("two characters: counts, first 20 hits", lambda w: index.find(Wanted(w)), pairs),
        ("one character", lambda w: index.find(Wanted(w)), [w[0] for w in pairs]),
        ("two words", lambda w: index.find(Wanted(w)), [" ".join(w) for w in pairs]),
        ("suggestions for two characters", index.suggest, pairs),
        ("a misspelt name", lambda w: index.find(Wanted(w)), wrong),
        (
            "`?x a pg:Plan ; pg:search ?w`",
            lambda w: store.query(bound, {"w": Literal(w)}).values(),
            pairs,
        ),
        (
            "the same words by CONTAINS, first 20 rows",
            lambda w: store.query(CONTAINS.replace("@", w)).values(),
            pairs[:20],
        ),
    )
    head = "| question | p50 of work, ms | p50 ms | p95 ms |\n|---|---:|---:|---:|"
    return "\n".join([head, *(row(*question) for question in questions)])


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=PLANS)
    plans = parser.parse_args().plans
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        EmbeddedStore(folder).close()
        engine = ox.Store(str(folder / "oxigraph"))
        engine.bulk_extend(statements(plans))
        del engine
        with EmbeddedStore(folder) as store:
            machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
            cores = f"{os.cpu_count()} cores"
            print(f"{machine}, {cores}, {plans} plans\n\n{building(store, folder)}\n")
            print(asking(store))
    return 0


if __name__ == "__main__":
    sys.exit(main())
