"""Links that the text suggests and does not state, kept apart from all stated facts.

A target and a measure are linked where they share words that are rare in the plan (地理标志); a
stage and the tasks where the stage speaks of all tasks (推进各项工作).

Source: design, section 2 (inferred links); competency questions, end.
"""

import re
from collections.abc import Iterator

from plangraph.ingest import rules
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.common_words import CommonWords
from plangraph.ontology.model import Item, ItemKind, Link, LinkKind, PhaseStep, Plan, Status

_ALL_TASKS = re.compile(r"(?:各项|所有|全部)(?:重点)?(?:工作|任务|建设任务|目标任务)")
_FEW = 3
_MOST_SHARE = 0.15  # of all measures may share the words, else they say nothing; seed: 3 of 64
_MOST_MEASURES = 10  # may share them in a plan of any length; on the corpora never more than 3 do
_MOST_TASKS = 5_000  # links from stages to all tasks; a text with more holds many plans, not one


def infer_links(plan: Plan) -> Iterator[Link]:
    """The inferred links of a plan, in order of their sources."""
    yield from _target_measures(plan)
    yield from _phase_tasks(plan)


def _target_measures(plan: Plan) -> Iterator[Link]:
    share = max(_FEW, len(plan.measures) * _MOST_SHARE)
    shared = CommonWords(
        {target.indicator for target in plan.targets},
        [measure.text for measure in plan.measures],
        int(min(share, _MOST_MEASURES)),
    )
    for target in plan.targets:
        words, holding = shared.rarest(target.indicator)
        for measure in (plan.measures[index] for index in holding):
            if measure.position == target.measure:
                continue
            at = measure.evidence.span.start + measure.text.index(words)
            where = Stretch(at, at + len(words))
            evidence = rules.evidence(
                plan.version.text, where, "link-common-words", Status.INFERRED
            )
            yield Link(
                LinkKind.TARGET_MEASURE,
                f"target/{target.position}",
                f"measure/{measure.position}",
                evidence,
            )


def _phase_tasks(plan: Plan) -> Iterator[Link]:
    tasks: list[Item] = [item for item in plan.items if item.kind is ItemKind.TASK]
    speaking: dict[str, PhaseStep] = {}
    for step in plan.steps:
        if _ALL_TASKS.search(step.text):
            speaking.setdefault(step.item, step)
    if len(speaking) * len(tasks) > _MOST_TASKS:
        return
    for phase in plan.phases:
        if phase.position not in speaking:
            continue
        step = speaking[phase.position]
        where = Stretch(step.evidence.span.start, step.evidence.span.end)
        evidence = rules.evidence(plan.version.text, where, "link-all-tasks", Status.INFERRED)
        for task in tasks:
            yield Link(
                LinkKind.PHASE_TASK, f"phase/{phase.position}", f"task/{task.position}", evidence
            )
