"""A scene to who works with whom: pairs of parties, the tasks that they share, their groups.

The measures are networkx's; nodes and links keep the order of the scene.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from plangraph.graph.lazy import Lazily
from plangraph.graph.network import Measures, measures
from plangraph.ontology.errors import UnknownThingError
from plangraph.viz.elements import Node, Scene
from plangraph.viz.map_facts import Duties

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = Lazily("networkx")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties and the tasks that both are responsible for."""

    left: str
    right: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partners:
    """The network of shared tasks.

    Attributes:
        nodes: Parties that share a task with another, by their key.
        alone: Parties that share none.
        pairs: The strongest first.
        groups: Keys of parties that share more with one another than with others.
        focus: The party that all of it is about; empty for the whole.
    """

    nodes: dict[str, Node]
    alone: tuple[Node, ...]
    pairs: tuple[Pair, ...]
    groups: tuple[tuple[str, ...], ...]
    measured: Measures
    focus: str = ""

    def neighbours(self, key: str) -> list[Pair]:
        """The pairs that a party is in."""
        return [pair for pair in self.pairs if key in {pair.left, pair.right}]


def partners_of(scene: Scene, focus: str = "") -> Partners:
    """Who shares tasks with whom; with a focus, that party and its partners alone.

    Raises:
        UnknownThingError: The party in focus has no task in the scene.
    """
    duties = Duties(scene)
    pairs = _pairs(duties)
    if focus:
        if focus not in {node.id for node in duties.agencies}:
            raise UnknownThingError(
                "The party is responsible for no task there.",
                where=focus,
                advice="`plangraph view map` shows the parties.",
            )
        near = {focus, *(k for p in pairs if focus in (p.left, p.right) for k in (p.left, p.right))}
        pairs = [pair for pair in pairs if pair.left in near and pair.right in near]
    joined = {key for pair in pairs for key in (pair.left, pair.right)} | ({focus} - {""})
    measured = measures(_graph(pairs))
    return Partners(
        nodes={node.id: node for node in duties.agencies if node.id in joined},
        alone=() if focus else tuple(n for n in duties.agencies if n.id not in joined),
        pairs=tuple(pairs),
        groups=measured.communities,
        measured=measured,
        focus=focus,
    )


def partners_of_pairs(nodes: dict[str, Node], pairs: Sequence[Pair]) -> Partners:
    """The network of pairs that are already known."""
    measured = measures(_graph(pairs))
    return Partners(nodes, (), tuple(pairs), measured.communities, measured)


def _pairs(duties: Duties) -> list[Pair]:
    shared: dict[tuple[str, str], list[str]] = {}
    place = {node.id: number for number, node in enumerate(duties.agencies)}
    for task in duties.tasks:
        parties = sorted((edge.agency for edge in duties.of[task.id]), key=place.__getitem__)
        for pair in combinations(parties, 2):
            shared.setdefault(pair, []).append(task.id)
    pairs = [Pair(left, right, tuple(tasks)) for (left, right), tasks in shared.items()]
    return sorted(pairs, key=lambda p: (-len(p.tasks), place[p.left], place[p.right]))


def _graph(pairs: Sequence[Pair]) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({key for pair in pairs for key in (pair.left, pair.right)}))
    for pair in sorted(pairs, key=lambda pair: (pair.left, pair.right)):
        graph.add_edge(pair.left, pair.right, weight=len(pair.tasks))
    return graph
