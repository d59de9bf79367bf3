"""One change of a store as one SPARQL update, which the engine runs as one transaction."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Change:
    """What a write takes out and puts in; what is in both stays untouched.

    Attributes:
        drop: Named graphs that go as a whole.
    """

    drop: tuple[ox.NamedNode, ...] = ()
    delete: set[ox.Quad] = field(default_factory=set)
    insert: set[ox.Quad] = field(default_factory=set)

    def quads(self) -> set[ox.Quad]:
        """What it takes out or puts in, the dropped graphs left out."""
        return self.delete | self.insert

    def text(self) -> str:
        """The update: dropping, then deleting, then inserting; the same for the same change."""
        steps = [f"DROP SILENT GRAPH {name}" for name in self.drop]
        steps += _data("DELETE", self.delete - self.insert)
        steps += _data("INSERT", self.insert - self.delete)
        return " ;\n".join(steps)


def _data(verb: str, quads: Iterable[ox.Quad]) -> list[str]:
    by_graph: defaultdict[str, list[str]] = defaultdict(list)
    for quad in quads:
        by_graph[str(quad.graph_name)].append(str(quad.triple))
    blocks = [
        f"GRAPH {name} {{\n" + " .\n".join(sorted(triples)) + "\n}"
        for name, triples in sorted(by_graph.items())
    ]
    return [f"{verb} DATA {{\n" + "\n".join(blocks) + "\n}"] if blocks else []
