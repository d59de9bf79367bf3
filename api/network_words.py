"""How agencies stand in the network of those that share tasks, in figures that words explain."""

from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.graph.network import co_responsibility_graph, measures
from plangraph.graph.store import Store
from plangraph.ontology import iris


@dataclass(frozen=True, slots=True)
class Standing:
    """One agency among its partners.

    Attributes:
        partners: How many agencies share a task with it.
        shared: Tasks shared with each of them, added up.
        between: Share of the shortest ways between others that lead over it, in percent.
        group: Number of its group, from 1, the largest first.
        splits: True where its partners would fall apart without it.
    """

    key: str
    name: str
    tasks: int
    partners: int
    shared: int
    between: float
    group: int
    splits: bool


def standings(store: Store, plans: Sequence[str] | None) -> list[Standing]:
    """All agencies with tasks, those with most partners first."""
    graph = co_responsibility_graph(store, plans)
    found = measures(graph)
    groups = {iri: number for number, part in enumerate(found.communities, 1) for iri in part}
    rows = [
        Standing(
            key=iris.key_of(iri),
            name=facts["label"],
            tasks=facts["tasks"],
            partners=found.degree[iri],
            shared=found.weighted_degree[iri],
            between=round(100 * found.betweenness[iri], 1),
            group=groups[iri],
            splits=iri in found.articulation_points,
        )
        for iri, facts in graph.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (-row.shared, -row.partners, row.key))
