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
MOST_MEMBERS = 150  # of a group that are drawn one by one
_REST = "-rest"  # ends the key of the group of all small families
_STRENGTH = list(EdgeRole)


def gathered(scene: Scene, words: Words, keep: NodeKind | None = None) -> Scene:
    """The scene itself if it has at most 300 boxes, else its groups with merged lines.

    Groups keep the order of their first member. A line has the strongest role of what it merges.
    Boxes of the kind to ``keep`` stay as they are.
    """
    if len(scene.nodes) <= MOST:
        return scene
    homes: dict[str, str] = {}
    groups: dict[NodeKind, list[Node]] = {}
    for kind in NodeKind:
        members = [node for node in scene.nodes if node.kind is kind]
        groups[kind] = members
        if kind is keep:
            homes |= {node.id: node.id for node in members}
        else:
            groups[kind] = _groups(members, kind, homes, words)
    edges = _merged(scene.edges, homes)
    loads = _loads(scene, homes)
    tasks, agencies = (
        [replace(node, count=loads[node.id]) for node in groups[kind]] for kind in NodeKind
    )
    nodes, height = _placed(tasks, agencies, edges)
    subtitle = f"{scene.subtitle} · {words.say('group.note')}"
    return replace(scene, nodes=nodes, edges=edges, bands=(), height=height, subtitle=subtitle)


def looked_at(scene: Scene, words: Words, key: str = "") -> tuple[Scene, Scene]:
    """What a picture tells in its table, and what of it is drawn.

    That is the scene and its groups. With the key of a box or a group of a large scene it is the
    part about it alone: its members, and whatever they are linked with.
    """
    members = members_of(scene, key, words) if key and len(scene.nodes) > MOST else []
    if not members:
        return scene, gathered(scene, words)
    busiest = sorted(members, key=lambda node: -node.count)[:MOST_MEMBERS]
    part = _part(scene, {node.id for node in busiest})
    name = members[0].label if len(members) == 1 else _label(key, members, words)
    notes = [words.say("group.around", name=name)]
    if len(busiest) < len(members):
        notes.append(words.say("group.busiest", n=len(busiest)))
    part = replace(part, subtitle=" · ".join([scene.subtitle, *notes]))
    return part, gathered(part, words, keep=members[0].kind)


def members_of(scene: Scene, key: str, words: Words) -> list[Node]:
    """The boxes that a key of a picture stands for; empty if it stands for none."""
    if not key.startswith(GROUP):
        return [node for node in scene.nodes if node.id == key]
    homes: dict[str, str] = {}
    for kind in NodeKind:
        _groups([node for node in scene.nodes if node.kind is kind], kind, homes, words)
    return [node for node in scene.nodes if homes[node.id] == key]


def label_of(scene: Scene, key: str, words: Words) -> str:
    """What the picture calls a group."""
    return _label(key, members_of(scene, key, words), words)


def _label(key: str, members: Sequence[Node], words: Words) -> str:
    name = words.say("group.rest") if key.endswith(_REST) else members[0].family
    return _name(name, members, members[0].kind, words)


def _part(scene: Scene, inside: set[str]) -> Scene:
    """The lines of some boxes with what is at their other ends, placed anew."""
    edges = tuple(edge for edge in scene.edges if edge.task in inside or edge.agency in inside)
    ends = inside | {key for edge in edges for key in (edge.task, edge.agency)}
    tasks, agencies = (
        [node for node in scene.nodes if node.kind is kind and node.id in ends] for kind in NodeKind
    )
    nodes, height = _placed(tasks, agencies, edges)
    return replace(scene, nodes=nodes, edges=edges, bands=(), height=height)


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
    for name, nodes in shown.items():
        own = _REST if nodes is rest else f":{name}"
        key = nodes[0].id if len(nodes) == 1 else f"{GROUP}{kind.value}{own}"
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


def _loads(scene: Scene, homes: dict[str, str]) -> Counter[str]:
    """How many single tasks or parties each drawn box is linked with."""
    pairs = {(homes[edge.task], edge.agency) for edge in scene.edges}
    pairs |= {(homes[edge.agency], edge.task) for edge in scene.edges}
    return Counter(home for home, _ in pairs)


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
