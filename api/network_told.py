"""Beside the network: what is told of a chosen box or group, and what its filters offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from plangraph.api.addresses import page_path
from plangraph.graph.questions import run
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.viz.aggregate import label_of, members_of
from plangraph.viz.elements import Edge, Node, Quote, Scene
from plangraph.viz.map_facts import english_name
from plangraph.viz.shapes import GROUP
from plangraph.viz.words import figure_words

_MOST: Final = 200  # names that a filter offers
_NAMES: Final = {
    "function": ("plan_agencies", "functionName"),
    "phase": ("cq13_phases", "title"),
    "region": ("regions", "regionName"),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """The words of a statement, as reports of a misreading need them."""

    iri: str
    quote: str
    span: str
    read: str
    rule: str = ""
    status: str = "stated"


@dataclass(frozen=True, slots=True)
class Links:
    """Links that the same words state, and these words."""

    ends: tuple[tuple[Node, Edge], ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The links of the task or agency that was chosen, or the members of a group."""

    name: str
    page: str
    count: int
    links: tuple[Links, ...] = ()
    english: str = ""
    members: tuple[Node, ...] = ()


def offered(store: Store, plan: str) -> dict[str, list[str]]:
    """Names to choose from for a filter, in alphabetical order."""
    iri = iris.absolute(f"plan/{plan}") if plan else None
    return {
        name: sorted({str(row[column]) for row in run(store, query, plan=iri) if row[column]})[
            :_MOST
        ]
        for name, (query, column) in _NAMES.items()
    }


def told(scene: Scene, key: str) -> Told | None:
    """What the side panel tells of a key; ``None`` where the scene does not hold it."""
    nodes = {node.id: node for node in scene.nodes}
    if key.startswith(GROUP):
        return _told_group(scene, key)
    if key not in nodes:
        return None
    edges = [edge for edge in scene.edges if key in (edge.task, edge.agency)]
    links = tuple(
        Links(
            tuple((nodes[e.agency if e.task == key else e.task], e) for e in group),
            _proofs(group, nodes),
        )
        for group in (list(found) for _, found in groupby(edges, key=_words))
    )
    english = english_name(nodes[key])
    return Told(nodes[key].full_label, page_path(key), len(edges), links, english)


def _words(edge: Edge) -> tuple[str, list[Quote]]:
    return edge.task, [said.quote for said in edge.statements]


def _told_group(scene: Scene, key: str) -> Told | None:
    """The members of a group, those with most links first."""
    words = figure_words(scene.lang)
    members = members_of(scene, key, words)
    if not members:
        return None
    listed = sorted(members, key=lambda node: -node.count)
    return Told(label_of(scene, key, words), "", len(members), members=tuple(listed))


def _proofs(edges: Sequence[Edge], nodes: dict[str, Node]) -> tuple[Proof, ...]:
    """The words of each statement of links that the same words state."""
    first = edges[0]
    text = iris.absolute("/".join([*first.task.split("/")[:2], "text"]))
    return tuple(
        Proof(
            iri=said.iri,
            quote=said.quote.text,
            span=f"{text}#char={said.quote.start},{said.quote.end}",
            read=f"{nodes[first.task].label} → "
            + "、".join(edge.statements[place].printed for edge in edges),
        )
        for place, said in enumerate(first.statements)
    )
