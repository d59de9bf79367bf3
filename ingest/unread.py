"""The second look: what looks like a statement and gave no fact, each passage with its reason.

After all finders ran, the text is gone over once more with marks that are wider than their rules
(``marks.tsv``). What a mark touches and no fact covers is listed; ``reasons.tsv`` explains why.
A passage is listed once, under what it looks like first: a responsibility, a target, a date.
"""

from collections.abc import Iterable, Iterator

from plangraph.ingest import metadata
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.drafts import Findings, Text
from plangraph.ingest.duties import Failure
from plangraph.ingest.lines import lines_of
from plangraph.ingest.passages import Cover, Rest
from plangraph.ingest.unread_dates import find_dates, find_stages
from plangraph.ingest.unread_duties import find_duties
from plangraph.ingest.unread_targets import find_figures
from plangraph.ontology.model import ItemKind


def find_unread(source: Text, found: Findings) -> list[Failure]:
    """Every passage that looks like a statement and that no fact covers, in order of the text.

    What the finders themselves could not read stands first where passages overlap.
    """
    rest = _rest(source, found)
    taken = _Taken(found.unread)
    for suspects in (find_duties(rest), find_figures(rest), find_stages(rest, found)):
        taken.add(suspects)
    taken.add(find_dates(rest))
    return taken.in_order()


class _Taken:
    """Failures that do not overlap: what came first stays."""

    def __init__(self, failures: Iterable[Failure]) -> None:
        self._kept: list[Failure] = []
        self._cover = Cover([])
        self.add(failures)

    def add(self, failures: Iterable[Failure]) -> None:
        last = 0
        for failure in sorted(failures, key=lambda each: each.where):
            where = failure.where
            if where.end > where.start >= last and not self._cover.meets(where):
                self._kept.append(failure)
                last = where.end
        self._cover = Cover(failure.where for failure in self._kept)

    def in_order(self) -> list[Failure]:
        return sorted(self._kept, key=lambda each: each.where)


def _rest(source: Text, found: Findings) -> Rest:
    goals = (u for u in found.units if found.kinds[u.position] is ItemKind.GOAL)
    told = [placed.draft for placed in found.targets]
    ways = [placed.draft for placed in found.directions]
    targets = [draft.where for draft in told] + [draft.where for draft in ways]
    dues = {draft.due for draft in told} | {draft.due for draft in ways}
    read = [*targets, *_facts(found), *_header(source, found)]
    read += [failure.where for failure in found.unread]
    return Rest(
        view=source.view,
        read=Cover(read),
        goals=Cover(Stretch(unit.start, unit.own_end) for unit in goals),
        targets=Cover(targets),
        dues=frozenset(due for due in dues if due),
        body=found.outline.body_start,
    )


def _facts(found: Findings) -> Iterator[Stretch]:
    """The stretches of statements, limits, stages and named things; not those of measures."""
    for placed in found.statements:
        yield placed.draft.where
        if placed.draft.due_at:
            yield placed.draft.due_at
    for phase in found.phases:
        yield phase.where
        yield Stretch(phase.unit.title_start, phase.unit.title_end)
    yield from (step.where for step in found.steps)
    yield from (cite.where for cite in found.header.cites)


def _header(source: Text, found: Findings) -> Iterator[Stretch]:
    """The header's values, and of the head all lines that are no sentences."""
    yield from (field.where for field in found.header.fields)
    for line in lines_of(source.view, 0, found.outline.body_start):
        sentence = "。" in source.view[line.start : line.end]
        if not sentence or metadata.is_furniture(source.view, line):
            yield Stretch(line.start, line.end)
