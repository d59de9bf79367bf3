"""SPARQL over HTTP beside two peers, what the pool costs, REST lists, and the first answer.

``python bench/bench_peers.py`` prints Markdown. rdflib-endpoint and Oxigraph's own server are
installed into an environment of the moment (``--peers FOLDER`` keeps and uses one); all servers
hold the same 100,000 quads and are asked in turns, in one run, by one client.
"""

import argparse
import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pyoxigraph as ox
from http_lines import LINES, lines, processor, rate

import plangraph
from plangraph.graph.asking import Asking
from plangraph.graph.formats import Shape
from plangraph.graph.served import ServedStore
from plangraph.ontology.triples import to_nquads

QUADS = 100_000
ROUNDS = 3
PEERS = ("rdflib-endpoint", "uvicorn", "oxigraph")
ACCEPT = "Accept: application/sparql-results+json\r\n"
PREFIX = (
    "PREFIX pg: <https://w3id.org/plangraph/ns#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
NAMES = "?p skos:prefLabel '昆明市科学技术局'@zh . ?t pg:responsibleParty ?p ; rdfs:label ?label"
QUESTIONS = {
    "join": PREFIX + f"SELECT ?t ?label {{ {NAMES} }} LIMIT 51",
    "aggregate": PREFIX + "SELECT ?kind (COUNT(?x) AS ?n) { ?x a ?kind } GROUP BY ?kind",
    "ask": PREFIX + "ASK { ?t a pg:Task ; pg:responsibleParty ?p }",
}
RDFLIB = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
server = SparqlEndpoint(graph=graph, path="/sparql")
uvicorn.run(server, port=int(sys.argv[2]), log_level="error", timeout_keep_alive=600)
"""
FORMATS: dict[Shape, str] = {"rows": "json", "graph": "nt"}


class Server(NamedTuple):
    """One that runs."""

    endpoint: str
    process: int


def data(file: Path, folder: Path) -> int:
    """Copies of the bundled plan under other keys, in a file and in a store; how many quads."""
    plan = plangraph.read(plangraph.demo_plan())
    lines = to_nquads(plangraph.to_graphs(plan)).splitlines(keepends=True)
    shared = [line for line in lines if b"/graph/ref>" in line]
    own = b"".join(line for line in lines if b"/graph/ref>" not in line)
    with plangraph.open(folder):
        """Makes the store and writes the vocabulary."""
    engine = ox.Store(str(folder / "oxigraph"))
    engine.bulk_load(b"".join(shared), ox.RdfFormat.N_QUADS)
    number = 0
    while len(engine) < QUADS:
        number += 1
        key = f"{plan.key[:-8]}{number:08x}"
        engine.bulk_load(own.replace(plan.key.encode(), key.encode()), ox.RdfFormat.N_QUADS)
    engine.flush()
    engine.dump(str(file), ox.RdfFormat.N_QUADS)
    return len(engine)


def start_all(stack: ExitStack, programs: Path, folder: Path) -> dict[str, Server]:
    """All servers with the same quads."""
    quads, ports = folder / "data.nq", [free_port() for _ in range(3)]
    address = "http://127.0.0.1:{}/{}".format
    location = folder / "oxigraph"
    load = [programs / "oxigraph", "load", "--location", location, "--file", quads]
    subprocess.run(load, check=True, stderr=subprocess.DEVNULL)
    ours = [sys.executable, "-m", "plangraph.cli", "serve", "--store", folder / "store"]
    union = ["--union-default-graph"]
    theirs = [programs / "oxigraph", "serve-read-only", "--location", location, *union]
    commands: dict[str, tuple[list[object], str]] = {
        "PlanGraph": ([*ours, "--port", ports[0]], address(ports[0], "sparql")),
        "oxigraph": ([*theirs, "--bind", f"127.0.0.1:{ports[1]}"], address(ports[1], "query")),
        "rdflib-endpoint": (
            [programs / "python", "-c", RDFLIB, quads, ports[2]],
            address(ports[2], "sparql"),
        ),
    }
    return {name: stack.enter_context(running(*told)) for name, told in commands.items()}


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[object], endpoint: str) -> Iterator[Server]:
    """A server, once it answers."""
    words = [str(word) for word in command]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 180
        while time.monotonic() < until:
            try:
                if httpx.get(endpoint, params={"query": "ASK {}"}).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        yield Server(endpoint, process.pid)
    finally:
        process.terminate()
        process.wait()


def compare(servers: dict[str, Server]) -> None:
    """Rates and costs of all questions at all servers, the medians of the rounds, and ratios."""
    print("| question | server | a second | processor, ms | times as quick | for less work |")
    print("|---|---|---:|---:|---:|---:|")
    for question, sparql in QUESTIONS.items():
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in servers}
        for _ in range(ROUNDS):
            for name, server in servers.items():
                found[name].append(sparql_rate(server, sparql))
        medians = {name: middle(them) for name, them in found.items()}
        ours = medians["PlanGraph"]
        for name, (quick, work) in medians.items():
            ratios = f"{ours[0] / quick:.2f} | {work / ours[1]:.2f}"
            print(f"| {question} | {name} | {quick:,.1f} | {work:.2f} | {ratios} |", flush=True)


def middle(found: list[tuple[float, float]]) -> tuple[float, float]:
    """The medians of rates and costs."""
    rates, costs = zip(*found, strict=True)
    return statistics.median(rates), statistics.median(costs)


def sparql_rate(server: Server, sparql: str) -> tuple[float, float]:
    """Answers a second to one question over all lines, and the processor's time for each."""
    path = httpx.URL(server.endpoint, params={"query": sparql}).raw_path.decode()
    with lines(server.endpoint) as ask:
        ask(path, ACCEPT)
        before, done = processor(server.process), 0

        def once() -> int:
            nonlocal done
            done += LINES
            return ask(path, ACCEPT)

        quick = rate(once)
        return quick, (processor(server.process) - before) / done * 1000


def here(engine: ox.Store, sparql: str) -> object:
    """The answer of an engine in this process, written as a server would."""
    found = engine.query(sparql, use_default_graph_as_union=True)
    return found.serialize(format=ox.QueryResultsFormat.JSON)


def median_of(act: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    taken = []
    for _ in range(200):
        begin = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken) * 1000


def pool(folder: Path, quads: Path) -> None:
    """What a lane adds to the bare engine, HTTP apart."""
    engine = ox.Store()
    engine.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    print("\n| question | engine here, ms | through a lane, ms | the lane's own, ms |")
    print("|---|---:|---:|---:|")
    with ServedStore(folder) as store:
        for name, sparql in QUESTIONS.items():
            bare = median_of(lambda q=sparql: here(engine, q))
            lane = median_of(lambda q=sparql: store.sparql.ask(Asking(q), FORMATS).read())
            print(f"| {name} | {bare:.2f} | {lane:.2f} | {lane - bare:.2f} |")


def lists(address: str) -> None:
    """Lists of tasks: always another one, the same one, and one that is answered with 304."""
    tasks = "/api/tasks?limit=20"
    tag = httpx.get(httpx.URL(address).join(tasks)).headers.get("etag", "")
    numbers = itertools.count()
    with lines(address) as ask:
        new = rate(lambda: ask(f"{tasks}&offset={next(numbers)}"))
        same = rate(lambda: ask(tasks))
        unchanged = rate(lambda: ask(tasks, f"Accept: */*\r\nIf-None-Match: {tag}\r\n"))
    print("\n| REST lists | a second |\n|---|---:|")
    print(f"| always another one | {new:,.0f} |")
    print(f"| one again and again | {same:,.0f} |")
    print(f"| one again and again, If-None-Match | {unchanged:,.0f} |")


def first_answer(folder: Path) -> None:
    """From the start of the program to the first answer, and REST lists, of the bundled plan."""
    with plangraph.open(folder) as store:
        store.add(plangraph.to_graphs(plangraph.read(plangraph.demo_plan())))
    taken = []
    for _ in range(ROUNDS):
        port, begin = free_port(), time.perf_counter()
        serve = [sys.executable, "-m", "plangraph.cli", "serve", "--store", folder, "--port", port]
        with running(serve, f"http://127.0.0.1:{port}/sparql") as server:
            taken.append(time.perf_counter() - begin)
            if len(taken) == ROUNDS:
                lists(server.endpoint)
    print(f"\nFirst answer after the start, bundled plan: {statistics.median(taken):.1f} s")


def environment(folder: Path) -> Path:
    """The folder of the programs of an environment with the peers."""
    programs = folder / "bin"
    if not (programs / "oxigraph").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([programs / "python", "-m", "pip", "-q", "install", *PEERS], check=True)
    return programs


def main() -> None:
    """All parts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as room, ExitStack() as stack:
        folder = Path(room)
        programs = environment(chosen.peers or folder / "peers")
        quads, store = folder / "data.nq", folder / "store"
        count = data(quads, store)
        load = os.getloadavg()[0]
        print(f"{count:,} quads, {os.cpu_count()} cores, load of the machine {load:.1f}\n")
        servers = start_all(stack, programs, folder)
        compare(servers)
        stack.close()
        pool(store, quads)
        first_answer(folder / "demo")


if __name__ == "__main__":
    main()
