"""A scene with too many boxes to one with few: tasks by plan or section, parties by function.

A picture of more than 300 boxes cannot be read in any layout; the table keeps every fact.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from plangraph.viz import layout
from plangraph.viz.elements import Edge, EdgeRole, Node, NodeKind, Scene
from plangraph.viz.shapes import GROUP
from plangraph.viz.words import Words

MOST = 300
MOST_GROUPS = 120  # on either side; the smallest of more become one
_STRENGTH = list(EdgeRole)


def gathered(scene: Scene, words: Words) -> Scene:
    """The scene itself if it has at most 300 boxes, else its groups with merged lines.

    Groups keep the order of their first member. A line has the strongest role of what it merges.
    """
    if len(scene.nodes) <= MOST:
        return scene
    homes: dict[str, str] = {}
    groups: dict[NodeKind, list[Node]] = {}
    for kind in NodeKind:
        members = [node for node in scene.nodes if node.kind is kind]
        groups[kind] = _groups(members, kind, homes, words)
    edges = _merged(scene.edges, homes)
    loads = Counter(key for edge in edges for key in (edge.task, edge.agency))
    tasks, agencies = (
        [replace(node, count=loads[node.id]) for node in groups[kind]] for kind in NodeKind
    )
    nodes, height = _placed(tasks, agencies, edges)
    subtitle = f"{scene.subtitle} · {words.say('group.note')}"
    return replace(scene, nodes=nodes, edges=edges, bands=(), height=height, subtitle=subtitle)


def _groups(
    members: Sequence[Node], kind: NodeKind, homes: dict[str, str], words: Words
) -> list[Node]:
    """One node a family; ``homes`` learns where every member went."""
    families: dict[str, list[Node]] = {}
    for node in members:
        families.setdefault(node.family, []).append(node)
    biggest = sorted(families, key=lambda name: -sum(n.count for n in families[name]))
    kept = {*biggest[:MOST_GROUPS]}
    rest = [node for name in families if name not in kept for node in families[name]]
    shown = {name: nodes for name, nodes in families.items() if name in kept}
    if rest:
        shown[words.say("group.rest")] = rest
    found = []
    for place, (name, nodes) in enumerate(shown.items()):
        key = nodes[0].id if len(nodes) == 1 else f"{GROUP}{kind.value}-{place}"
        homes.update({node.id: key for node in nodes})
        found.append(_group(key, kind, _name(name, nodes, kind, words), nodes))
    return found


def _name(family: str, nodes: Sequence[Node], kind: NodeKind, words: Words) -> str:
    if len(nodes) == 1:
        return nodes[0].label
    if kind is NodeKind.TASK:
        return words.say("group.tasks", name=family or nodes[0].label, n=len(nodes))
    return words.say("group.parties", name=family or words.say("group.other"), n=len(nodes))


def _group(key: str, kind: NodeKind, label: str, nodes: Sequence[Node]) -> Node:
    wide = layout.TASK_WIDTH if kind is NodeKind.TASK else layout.AGENCY_WIDTH
    room = wide - 2 * layout.PADDING - (layout.COUNT_WIDTH if kind is NodeKind.AGENCY else 0)
    return replace(
        nodes[0],
        id=key,
        label=label,
        full_label=label,
        lines=layout.cut_lines(label, room),
        texts=(),
    )


def _merged(edges: Sequence[Edge], homes: dict[str, str]) -> tuple[Edge, ...]:
    merged: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        merged.setdefault((homes[edge.task], homes[edge.agency]), []).append(edge)
    return tuple(
        Edge(
            id=f"{task}|{agency}",
            task=task,
            agency=agency,
            role=min((edge.role for edge in found), key=_STRENGTH.index),
            first=all(edge.first for edge in found),
            statements=tuple(said for edge in found for said in edge.statements),
        )
        for (task, agency), found in merged.items()
    )


def _placed(
    tasks: Sequence[Node], agencies: Sequence[Node], edges: Sequence[Edge]
) -> tuple[tuple[Node, ...], float]:
    order = layout.order_by_barycentre(
        [node.id for node in agencies],
        [node.id for node in tasks],
        [(edge.task, edge.agency) for edge in edges],
    )
    by_key = {node.id: node for node in (*tasks, *agencies)}
    placement = layout.place_columns(
        [layout.Box(node.id, node.lines) for node in tasks],
        [layout.Box(key, by_key[key].lines) for key in order],
    )
    nodes = []
    for key in (*(node.id for node in tasks), *order):
        place = placement.places[key]
        nodes.append(
            replace(by_key[key], x=place.x, y=place.y, width=place.width, height=place.height)
        )
    return tuple(nodes), placement.height
