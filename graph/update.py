"""One change of a store as one SPARQL update, which the engine runs as one transaction.

Blank nodes may be put in, and get labels of the engine's own; taking them out by name is not
possible in SPARQL.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

_DEFAULT: Final = "DEFAULT"  # sorts before "GRAPH", as the grammar wants it


@dataclass(frozen=True, slots=True)
class Change:
    """What a write takes out and puts in; what is in both stays untouched.

    Attributes:
        drop: Graphs that go as a whole.
    """

    drop: tuple[ox.NamedNode | ox.DefaultGraph, ...] = ()
    delete: set[ox.Quad] = field(default_factory=set)
    insert: set[ox.Quad] = field(default_factory=set)

    def quads(self) -> set[ox.Quad]:
        """What it takes out or puts in, the dropped graphs left out."""
        return self.delete | self.insert

    def text(self) -> str:
        """The update: dropping, then deleting, then inserting; the same for the same change."""
        steps = [f"DROP SILENT {_called(name)}" for name in self.drop]
        steps += _data("DELETE", self.delete - self.insert)
        steps += _data("INSERT", self.insert - self.delete)
        return " ;\n".join(steps)


def _data(verb: str, quads: Iterable[ox.Quad]) -> list[str]:
    by_graph: defaultdict[str, list[str]] = defaultdict(list)
    for quad in quads:
        by_graph[_called(quad.graph_name)].append(str(quad.triple))
    blocks = [_block(name, sorted(triples)) for name, triples in sorted(by_graph.items())]
    return [f"{verb} DATA {{\n" + "\n".join(blocks) + "\n}"] if blocks else []


def _block(name: str, triples: list[str]) -> str:
    text = " .\n".join(triples)
    return text if name == _DEFAULT else f"{name} {{\n{text}\n}}"


def _called(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    return _DEFAULT if isinstance(name, ox.DefaultGraph) else f"GRAPH {name}"
