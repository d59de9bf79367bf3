"""A plan to how much of it was read: statements read of those that look like ones, text claimed.

What looks like a statement is what was read and what stands among the unread; so a form that no
mark knows is missing from both counts. The share of the text that facts claim shows such gaps.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.passages import Cover
from plangraph.ingest.reasons import KINDS, reason_of
from plangraph.ontology.model import Evidence, Plan


@dataclass(frozen=True, slots=True)
class Count:
    """How many statements of a kind were read, of how many that look like ones."""

    kind: str
    read: int
    seen: int

    @property
    def share(self) -> float:
        """Read of seen; 1 where there is nothing that looks like a statement."""
        return self.read / self.seen if self.seen else 1.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a plan was read.

    Attributes:
        counts: One a kind: responsibility, target, date.
        body: Code points from the first unit to the end, white space left out.
        claimed: Those of them that stand in the words of some fact, headings and measures included.
    """

    counts: tuple[Count, ...]
    body: int
    claimed: int

    @property
    def statements(self) -> Count:
        """All kinds together."""
        read = sum(count.read for count in self.counts)
        return Count("all", read, sum(count.seen for count in self.counts))

    @property
    def characters(self) -> float:
        """The share of the body that facts claim; 1 for a body without words."""
        return self.claimed / self.body if self.body else 1.0


def coverage(plan: Plan) -> Coverage:
    """How much of a plan was read, by kind of statement and by characters."""
    missed = [reason_of(row.reason).kind for row in plan.unread]
    read = {
        "responsibility": _places(row.evidence for row in plan.responsibilities),
        "target": _places(row.evidence for row in plan.targets)
        + _places(row.evidence for row in plan.directions),
        "date": _places(_dates(plan)),
    }
    counts = (Count(kind, read[kind], read[kind] + missed.count(kind)) for kind in KINDS)
    text = plan.version.text
    start = min((item.start for item in plan.items), default=len(text))
    body = Cover([Stretch(start, len(text))])
    claimed = Cover(_claims(plan, start))
    return Coverage(tuple(counts), _ink(text, body), _ink(text, claimed))


def _places(evidence: Iterator[Evidence]) -> int:
    """The number of statements: rows that rest on the same words are one."""
    return len({(each.span.start, each.span.end) for each in evidence})


def _dates(plan: Plan) -> Iterator[Evidence]:
    yield from (phase.evidence for phase in plan.phases)
    yield from (item.due_evidence for item in plan.items if item.due_evidence)


def _claims(plan: Plan, start: int) -> Iterator[Stretch]:
    for evidence in _evidence(plan):
        yield Stretch(max(start, evidence.span.start), evidence.span.end)


def _evidence(plan: Plan) -> Iterator[Evidence]:
    yield from (row.evidence for row in plan.items)
    yield from (row.evidence for row in plan.measures)
    yield from (row.evidence for row in plan.responsibilities)
    yield from (row.evidence for row in plan.targets)
    yield from (row.evidence for row in plan.directions)
    yield from (row.evidence for row in plan.phases)
    yield from (row.evidence for row in plan.steps)
    yield from (row.evidence for row in plan.regions)
    yield from (row.evidence for row in plan.mentions)
    yield from (row.evidence for row in plan.document.cites)


def _ink(text: str, cover: Cover) -> int:
    """The code points of a cover that are no white space."""
    return sum(len("".join(text[part.start : part.end].split())) for part in cover)
