"""Links that the text suggests and does not state, kept apart from all stated facts.

A target and a measure are linked where they share words that are rare in the plan (地理标志); a
stage and the tasks where the stage speaks of all tasks (推进各项工作).

Source: design, section 2 (inferred links); competency questions, end.
"""

import re
from collections.abc import Iterator

from plangraph.ingest import rules
from plangraph.ingest.clauses import Stretch
from plangraph.ontology.model import Item, ItemKind, Link, LinkKind, Measure, Plan, Status, Target

_ALL_TASKS = re.compile(r"(?:各项|所有|全部)(?:重点)?(?:工作|任务|建设任务|目标任务)")
_SHORTEST = 4
_MOST_MEASURES = 0.15  # of all measures may share the words, else they say nothing; seed: 3 of 64


def infer_links(plan: Plan) -> Iterator[Link]:
    """The inferred links of a plan, in order of their sources."""
    yield from _target_measures(plan)
    yield from _phase_tasks(plan)


def _target_measures(plan: Plan) -> Iterator[Link]:
    joined = "\n".join(measure.text for measure in plan.measures)
    for target in plan.targets:
        for words in _rare_words(target, plan.measures, joined):
            linked = [m for m in plan.measures if words in m.text and m.position != target.measure]
            for measure in linked:
                at = measure.evidence.span.start + measure.text.index(words)
                evidence = rules.evidence(
                    plan.version.text,
                    Stretch(at, at + len(words)),
                    "link-common-words",
                    Status.INFERRED,
                )
                yield Link(
                    LinkKind.TARGET_MEASURE,
                    f"target/{target.position}",
                    f"measure/{measure.position}",
                    evidence,
                )


def _rare_words(target: Target, measures: tuple[Measure, ...], joined: str) -> list[str]:
    """The longest words of an indicator that only a few measures share; at most one."""
    name = target.indicator
    for length in range(min(len(name), 12), _SHORTEST - 1, -1):
        for start in range(len(name) - length + 1):
            words = name[start : start + length]
            shared = joined.count(words)
            if 0 < shared <= max(3, len(measures) * _MOST_MEASURES) and re.fullmatch(
                r"[\u4e00-\u9fffA-Za-z]+", words
            ):
                return [words]
    return []


def _phase_tasks(plan: Plan) -> Iterator[Link]:
    tasks: list[Item] = [item for item in plan.items if item.kind is ItemKind.TASK]
    for phase in plan.phases:
        step = next(
            (s for s in plan.steps if s.item == phase.position and _ALL_TASKS.search(s.text)), None
        )
        if step is None:
            continue
        where = Stretch(step.evidence.span.start, step.evidence.span.end)
        evidence = rules.evidence(plan.version.text, where, "link-all-tasks", Status.INFERRED)
        for task in tasks:
            yield Link(
                LinkKind.PHASE_TASK, f"phase/{phase.position}", f"task/{task.position}", evidence
            )
