"""Networks to GEXF and GraphML with what Gephi shows: label, type, weight, place, size, colour.

Places are computed from the network alone: tasks and parties in two columns in the order in which
they come, or parties on a circle. No day of the day stands in a file: same network, same bytes.
"""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from plangraph.graph.network import to_graphml
from plangraph.graph.plan_names import xml_text

if TYPE_CHECKING:
    import networkx as nx

_GEXF: Final = "http://www.gexf.net/1.2draft"
_VIZ: Final = "http://www.gexf.net/1.2draft/viz"
_COLOURS: Final = {"task": (31, 78, 121), "party": (192, 112, 32)}
_ROW: Final = 40.0
_COLUMN: Final = 800.0
_SHOWN: Final = ("label", "weight")  # Gephi has places of its own for these
Point = tuple[float, float]


def gexf_bytes(graph: "nx.Graph[str]") -> bytes:
    """The network as GEXF 1.2, which Gephi and networkx read.

    Lists become texts with | between the members; what is ``None`` is left out.
    """
    root = etree.Element(f"{{{_GEXF}}}gexf", nsmap={None: _GEXF, "viz": _VIZ}, version="1.2")
    meta = etree.SubElement(root, f"{{{_GEXF}}}meta")
    etree.SubElement(meta, f"{{{_GEXF}}}creator").text = "PlanGraph"
    drawn = etree.SubElement(root, f"{{{_GEXF}}}graph", defaultedgetype="undirected", mode="static")
    nodes, edges = _nodes(graph), _edges(graph)
    for_nodes = _declare(drawn, "node", [facts for _, facts in nodes])
    for_edges = _declare(drawn, "edge", [facts for _, _, facts in edges])
    points = places(graph)
    listed = etree.SubElement(drawn, f"{{{_GEXF}}}nodes")
    for name, facts in nodes:
        node = etree.SubElement(listed, f"{{{_GEXF}}}node", id=name, label=_text(facts["label"]))
        _fill(node, facts, for_nodes)
        _look(node, facts, points[name], graph.degree(name))
    listed = etree.SubElement(drawn, f"{{{_GEXF}}}edges")
    for number, (one, other, facts) in enumerate(edges):
        ends = {"id": str(number), "source": one, "target": other, "weight": _text(_weight(facts))}
        _fill(etree.SubElement(listed, f"{{{_GEXF}}}edge", ends), facts, for_edges)
    etree.indent(root)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return body + b"\n"


def graphml_bytes(graph: "nx.Graph[str]") -> bytes:
    """The network as GraphML with ``x``, ``y``, ``size`` and ``weight`` for Gephi and yEd."""
    shown: nx.Graph[str] = graph.copy()
    for name, (x, y) in places(graph).items():
        shown.nodes[name].update(x=x, y=y, size=_size(graph.degree(name)))
    for _, _, facts in _edges(shown):
        facts["weight"] = _weight(facts)
    for facts in (*(node[-1] for node in _nodes(shown)), *(edge[-1] for edge in _edges(shown))):
        facts.update({key: xml_text(one) for key, one in facts.items() if isinstance(one, str)})
    return to_graphml(shown)


def _nodes(graph: "nx.Graph[str]") -> list[tuple[str, dict[str, Any]]]:
    return [(name, graph.nodes[name]) for name in graph.nodes]


def _edges(graph: "nx.Graph[str]") -> list[tuple[str, str, dict[str, Any]]]:
    return list(graph.edges(data=True))


def places(graph: "nx.Graph[str]") -> dict[str, Point]:
    """Where each node stands; ``y`` grows upwards, as in Gephi."""
    tasks = [name for name, facts in graph.nodes(data=True) if facts.get("kind") == "task"]
    if not tasks:
        return _circle(list(graph.nodes))
    heights = {name: float(at) for at, name in enumerate(tasks)}
    others = [name for name in graph.nodes if name not in heights]
    means = {
        name: sum(heights[near] for near in graph[name]) / max(1, len(graph[name]))
        for name in others
    }
    others.sort(key=lambda name: (means[name], name))
    return _column(tasks, 0.0) | _column(others, _COLUMN)


def _column(names: Sequence[str], x: float) -> dict[str, Point]:
    top = (len(names) - 1) * _ROW / 2
    return {name: (x, top - at * _ROW) for at, name in enumerate(names)}


def _circle(names: Sequence[str]) -> dict[str, Point]:
    turn = 2 * math.pi / max(1, len(names))
    radius = max(_ROW, _ROW * len(names) / (2 * math.pi))
    return {
        name: (round(radius * math.sin(at * turn), 3), round(radius * math.cos(at * turn), 3))
        for at, name in enumerate(names)
    }


def _declare(graph: Any, what: str, rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The attributes that the rows have, told to the reader; their names are their ids."""
    kinds: dict[str, str] = {}
    for facts in rows:
        for name, value in facts.items():
            if value is not None and name not in _SHOWN:
                kinds.setdefault(name, _kind(value))
    listed = etree.SubElement(graph, f"{{{_GEXF}}}attributes", {"class": what, "mode": "static"})
    for name, kind in kinds.items():
        told = {"id": name, "title": name, "type": kind}
        etree.SubElement(listed, f"{{{_GEXF}}}attribute", told)
    return frozenset(kinds)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "double" if isinstance(value, float | Decimal) else "string"


def _fill(element: Any, facts: Mapping[str, Any], names: frozenset[str]) -> None:
    listed = etree.SubElement(element, f"{{{_GEXF}}}attvalues")
    for name, value in facts.items():
        if value is not None and name in names:
            told = {"for": name, "value": _text(value)}
            etree.SubElement(listed, f"{{{_GEXF}}}attvalue", told)


def _look(node: Any, facts: Mapping[str, Any], point: Point, degree: int) -> None:
    red, green, blue = _COLOURS["task" if facts.get("kind") == "task" else "party"]
    colour = {"r": str(red), "g": str(green), "b": str(blue)}
    etree.SubElement(node, f"{{{_VIZ}}}color", colour)
    place = {"x": str(point[0]), "y": str(point[1]), "z": "0.0"}
    etree.SubElement(node, f"{{{_VIZ}}}position", place)
    etree.SubElement(node, f"{{{_VIZ}}}size", value=str(_size(degree)))


def _size(degree: int) -> float:
    """The area of a node grows with its links."""
    return round(8 + 4 * math.sqrt(degree), 2)


def _weight(facts: Mapping[str, Any]) -> float:
    """Shared tasks of two parties; of a party and a task, in how many roles it stands there."""
    return float(facts.get("weight") or len(facts.get("roles") or (1,)))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return xml_text("|".join(map(str, value)) if isinstance(value, list) else str(value))
