"""A plan to what stands in it, kind by kind, in document order: all of it, or the first of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import URIRef

from plangraph.api.beside import Part
from plangraph.api.reader import Reader
from plangraph.api.things import bracket, expand
from plangraph.graph.pinning import look_up

MOST: Final = 150  # of a kind on the page of a plan, unless somebody asks for all
ALL: Final = 1000  # and then; the lists have the rest
FEW: Final = 50  # of a kind that not even then is shown whole
_KINDS: Final = (
    "Task",
    "Measure",
    "Requirement",
    "Phase",
    "Target",
    "Direction",
    "PlanItem",
    "Unread",
)
_HELD: Final = """SELECT DISTINCT ?plan ?thing ?kind ?sequence WHERE {{
  ?thing pg:inPlan ?plan ; a ?kind . VALUES ?kind {{ {kinds} }}
  OPTIONAL {{ ?thing pg:sequence ?sequence }}
}}"""


@dataclass(frozen=True, slots=True)
class Held:
    """The things of a plan.

    Attributes:
        most: So many of a kind are shown; ``None`` shows all, up to ``ALL``.
    """

    things: Mapping[str, Sequence[str]]
    most: int | None

    def first(self, kind: str) -> list[str]:
        """Those of a kind that are shown."""
        found = self.things.get(kind, ())
        if self.most is None:
            return list(found[:ALL])
        return list(found[: self.most if len(found) <= ALL else FEW])

    @property
    def cut(self) -> dict[str, Part[str]]:
        """The kinds of which not all are shown."""
        return {
            kind: Part(self.first(kind), len(found))
            for kind, found in self.things.items()
            if len(found) > (self.most or ALL)
        }


def read_held(reader: Reader, plan: str, most: int | None) -> Held:
    """What stands in a plan."""
    kinds = {expand(kind): kind for kind in _KINDS}
    query = _HELD.format(kinds=" ".join(map(bracket, kinds)))
    rows = look_up(reader.store, query, {"plan": URIRef(plan)}).values()
    rows.sort(key=lambda row: (int(str(row["sequence"] or 0)), str(row["thing"])))
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        found.setdefault(kinds[str(row["kind"])], {})[str(row["thing"])] = None
    return Held({kind: list(things) for kind, things in found.items()}, most)
