"""Named queries to networks: who shares which tasks with whom, and what holds that together.

Nodes are IRIs. Only stated responsibilities for tasks count. Nodes and edges are put in in sorted
order, so that every measure is the same on every machine.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from plangraph.graph.lazy import Lazily
from plangraph.graph.questions import Row, run
from plangraph.graph.store import Store
from plangraph.ontology import iris

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = Lazily("networkx")  # a third of the time in which a service starts

SEED: Final = 0  # of the community search, which visits nodes in random order
EXACT_NODES: Final = 500
_PIVOTS: Final = 100
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Measures:
    """What the shape of a network says; nodes in sorted order, floats rounded to six digits.

    Attributes:
        density: Edges as a share of all possible edges.
        articulation_points: Nodes whose removal would break a component apart.
        components: Groups of connected nodes, largest first.
        communities: Groups that share more with one another than with others, largest first.
        degree: How many other nodes each node is joined to.
        weighted_degree: The same with each edge counted by its weight.
        betweenness: The share of shortest paths between other nodes that pass through it;
            estimated where there are more than 500 nodes.
    """

    nodes: int
    edges: int
    density: float
    articulation_points: tuple[str, ...]
    components: tuple[tuple[str, ...], ...]
    communities: tuple[tuple[str, ...], ...]
    degree: dict[str, int]
    weighted_degree: dict[str, int]
    betweenness: dict[str, float]


def two_mode_graph(store: Store, plan_keys: Sequence[str] | None = None) -> "nx.Graph[str]":
    """Tasks and parties, an edge for each stated responsibility; ``None`` is all plans.

    Nodes have ``kind`` (``task`` or ``party``), ``label`` and, if tasks, ``number``, ``plan`` and
    ``planTitle``. Edges have ``role`` (the concept's IRI; the first, if a party has several),
    ``roles`` (all), ``rank``, ``printedName`` and the evidence: ``start``, ``end``, ``quote``.
    """
    rows = _task_parties(store, plan_keys)
    graph: nx.Graph[str] = nx.Graph()
    for row in sorted(rows, key=lambda row: str(row["task"])):
        graph.add_node(
            str(row["task"]),
            kind="task",
            label=row["taskTitle"],
            number=row["number"],
            plan=row["plan"],
            planTitle=row["planTitle"],
        )
    for row in sorted(rows, key=lambda row: str(row["party"])):
        graph.add_node(str(row["party"]), kind="party", label=row["partyName"])
    for row in sorted(rows, key=lambda row: (str(row["task"]), str(row["party"]))):
        _add_duty(graph, row)
    return graph


def co_responsibility_graph(
    store: Store, plan_keys: Sequence[str] | None = None
) -> "nx.Graph[str]":
    """Parties, an edge for each pair that shares tasks; ``None`` is all plans.

    Nodes have ``label`` and ``tasks`` (how many). Edges have ``weight`` (how many tasks they
    share) and ``tasks`` (the IRIs of those, sorted).
    """
    rows = _task_parties(store, plan_keys)
    tasks: dict[str, set[str]] = {}
    names = {str(row["party"]): row["partyName"] for row in rows}
    for row in rows:
        tasks.setdefault(str(row["party"]), set()).add(str(row["task"]))
    graph: nx.Graph[str] = nx.Graph()
    for party in sorted(tasks):
        graph.add_node(party, label=names[party], tasks=len(tasks[party]))
    for (one, other), shared in sorted(_shared_tasks(tasks).items()):
        graph.add_edge(one, other, weight=len(shared), tasks=sorted(shared))
    return graph


def _shared_tasks(tasks: Mapping[str, set[str]]) -> dict[tuple[str, str], set[str]]:
    """The tasks of each pair that has some, found task by task: most pairs of parties have none."""
    parties: dict[str, list[str]] = {}
    for party in sorted(tasks):
        for task in tasks[party]:
            parties.setdefault(task, []).append(party)
    shared: dict[tuple[str, str], set[str]] = {}
    for task, held in parties.items():
        for pair in combinations(held, 2):
            shared.setdefault(pair, set()).add(task)
    return shared


def measures(graph: "nx.Graph[str]") -> Measures:
    """Counts, centralities and groups of a network; an empty network has density 0."""
    between = _betweenness(graph)
    return Measures(
        nodes=graph.number_of_nodes(),
        edges=graph.number_of_edges(),
        density=round(nx.density(graph), _DIGITS),
        articulation_points=tuple(sorted(nx.articulation_points(graph))),
        components=_groups(nx.connected_components(graph)),
        communities=_communities(graph),
        degree=dict(sorted(graph.degree)),
        weighted_degree=dict(sorted(graph.degree(weight="weight"))),
        betweenness={node: round(between[node], _DIGITS) for node in sorted(between)},
    )


def _betweenness(graph: "nx.Graph[str]") -> dict[str, float]:
    """Exact up to 500 nodes; of more, estimated from the shortest paths of 100 of them.

    All paths of 2,000 nodes take half a minute. The 100 are drawn from the sorted nodes by a fixed
    seed, so that every machine draws the same.
    """
    if graph.number_of_nodes() <= EXACT_NODES:
        return dict(nx.betweenness_centrality(graph))
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges))
    return dict(nx.betweenness_centrality(ordered, k=_PIVOTS, seed=SEED))


def components_without(graph: "nx.Graph[str]", nodes: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The connected groups that remain when nodes are taken out, largest first."""
    rest = graph.copy()
    rest.remove_nodes_from(list(nodes))
    return _groups(nx.connected_components(rest))


def to_graphml(graph: "nx.Graph[str]") -> bytes:
    """The network as GraphML in UTF-8, the same bytes for the same network.

    Lists become texts with a space between the members; what is ``None`` is left out.
    """
    plain: nx.Graph[str] = nx.Graph()
    for node, facts in graph.nodes(data=True):
        plain.add_node(node, **_plain(facts))
    for one, other, facts in graph.edges(data=True):
        plain.add_edge(one, other, **_plain(facts))
    stream = io.BytesIO()
    nx.write_graphml_xml(plain, stream, encoding="utf-8", prettyprint=True)
    return stream.getvalue()


def _task_parties(store: Store, plan_keys: Sequence[str] | None) -> list[Row]:
    if plan_keys is None:
        return run(store, "cq01_task_parties")
    plans = [iris.absolute(f"plan/{key}") for key in sorted(set(plan_keys))]
    return [row for plan in plans for row in run(store, "cq01_task_parties", plan=plan)]


def _add_duty(graph: "nx.Graph[str]", row: Row) -> None:
    """One responsibility; a second one of the same party for the same task only adds its role."""
    task, party = str(row["task"]), str(row["party"])
    if graph.has_edge(task, party):
        roles = graph.edges[task, party]["roles"]
        roles += [row["role"]] if row["role"] not in roles else []
        return
    facts = {name: row[name] for name in ("role", "rank", "printedName", "start", "end", "quote")}
    graph.add_edge(task, party, roles=[row["role"]], **facts)


def _communities(graph: "nx.Graph[str]") -> tuple[tuple[str, ...], ...]:
    """Louvain on numbered nodes: sets of texts would come in another order in every process."""
    names = list(graph.nodes)
    if not names:
        return ()
    numbered = nx.relabel_nodes(graph, {name: at for at, name in enumerate(names)})
    found = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    return _groups({names[at] for at in group} for group in found)


def _groups(found: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    groups = (tuple(sorted(group)) for group in found)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: " ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in facts.items()
        if value is not None
    }
