"""A change to the updates that carry it out: one request where it fits, the fewest where not.

A plan that is too large for one request is gathered in graphs of its own by several, and moved to
its place by the last, which holds all the rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from plangraph.graph.engines import Engine
from plangraph.graph.marks import staging
from plangraph.graph.update import Change

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def updates_of(change: Change, last: str, engine: Engine) -> list[str]:
    """The updates of a change, one a request; the last of them ends with the last step."""
    drop, insert = [*map(_drop, change.drop)], change.insert - change.delete
    delete = _data("DELETE", change.delete - change.insert, engine)
    whole = [*drop, *delete, *_data("INSERT", insert, engine), last]
    if _size(whole) <= engine.request:
        return [_joined(whole)]
    moved = _crowded(quad for quad in insert if isinstance(quad.graph_name, ox.NamedNode))
    gathered = [_drop(_beside(name)) for name in moved]
    gathered += _data("INSERT", map(_staged, _only(insert, moved)), engine)
    moves = [f"MOVE GRAPH {_beside(name)} TO GRAPH {name}" for name in moved]
    rest = _data("INSERT", insert - _only(insert, moved), engine)
    return [*_packed(gathered, engine), _joined([*drop, *delete, *moves, *rest, last])]


def _crowded(quads: Iterable[ox.Quad]) -> list[Graph]:
    """The graphs that receive most: all but the smallest, or the only one."""
    counts = defaultdict[Graph, int](int)
    for quad in quads:
        counts[quad.graph_name] += 1
    names = sorted(counts, key=lambda name: (-counts[name], str(name)))
    return names[: max(1, len(names) - 1)]


def _only(quads: set[ox.Quad], names: list[Graph]) -> set[ox.Quad]:
    return {quad for quad in quads if quad.graph_name in names}


def _staged(quad: ox.Quad) -> ox.Quad:
    subject, predicate, value = quad.triple
    return ox.Quad(subject, predicate, value, _beside(quad.graph_name))


def _beside(name: Graph) -> ox.NamedNode:
    return ox.NamedNode(staging(str(name)[1:-1]))


def _drop(name: Graph) -> str:
    return f"DROP SILENT {_called(name)}"


def _called(name: Graph) -> str:
    return "DEFAULT" if isinstance(name, ox.DefaultGraph) else f"GRAPH {name}"


def _data(verb: str, quads: Iterable[ox.Quad], engine: Engine) -> list[str]:
    """Steps of which none holds more triples than the engine takes.

    Blank nodes go in by one step: in another they would be others; some engines take them in
    patterns alone.
    """
    firm, loose = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for quad in quads:
        kind = loose if _is_loose(quad) else firm
        kind[_called(quad.graph_name)].append(str(quad.triple))
    steps = [
        f"{verb} DATA {{ {_block(name, text)} }}"
        for name, triples in sorted(firm.items())
        for text in _blocks(sorted(triples), engine)
    ]
    return steps + [
        f"{verb} {{ {_block(name, _lines(triples))} }} WHERE {{ }}"
        for name, triples in sorted(loose.items())
    ]


def _is_loose(quad: ox.Quad) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object))


def _block(name: str, text: str) -> str:
    return f"\n{text}\n" if name == "DEFAULT" else f"{name} {{\n{text}\n}}"


def _blocks(triples: list[str], engine: Engine) -> Iterator[str]:
    most = engine.step or len(triples)
    block, size = list[str](), 0
    for triple in triples:
        length = len(triple.encode())
        if block and (len(block) == most or size + length > engine.request // 2):
            yield _lines(block)
            block, size = [], 0
        block.append(triple)
        size += length
    if block:
        yield _lines(block)


def _lines(triples: list[str]) -> str:
    return " .\n".join(triples)


def _packed(steps: list[str], engine: Engine) -> Iterator[str]:
    """The steps in as few requests as take them."""
    pack = list[str]()
    for step in steps:
        if pack and _size([*pack, step]) > engine.request:
            yield _joined(pack)
            pack = []
        pack.append(step)
    if pack:
        yield _joined(pack)


def _joined(steps: list[str]) -> str:
    return " ;\n".join(steps)


def _size(steps: list[str]) -> int:
    return sum(len(step.encode()) + 3 for step in steps)
