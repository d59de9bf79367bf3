"""What a unit of the outline is: goal, task, phase, requirement, or a section that holds others.

The words of the title of the section decide; a unit with a statement of responsibility in set form
is a task wherever it stands.

Source: formats N1-N19; GOLD.md (tasks).
"""

import re

from plangraph.ingest.outline import Outline, Unit
from plangraph.ontology.model import ItemKind

_TITLES = (
    (
        re.compile(
            r"目标|总体要求|总体思路|指导思想|基本原则|总体考虑|总体定位|发展定位|愿景|工作思路|基本思路"
        ),
        ItemKind.GOAL,
    ),
    (re.compile(r"进度|步骤|阶段|时间安排|实施安排|日程|推进计划$"), ItemKind.PHASE),
    (
        re.compile(
            r"工作要求|有关要求|相关要求|保障|组织实施|组织领导|附则|监督|工作机制|实施要求|推进机制|落实机制|组织推进"
        ),
        ItemKind.REQUIREMENT,
    ),
)


def kinds_of(
    view: str, outline: Outline, phases: set[str], formal: set[str]
) -> dict[str, ItemKind]:
    """The kind of every unit, by position.

    Args:
        view: The matching view.
        outline: The units.
        phases: Positions of units that have a stage's dates.
        formal: Positions of units that hold a statement of responsibility in set form.
    """
    kinds: dict[str, ItemKind] = {}
    areas: dict[str, ItemKind] = {}
    for unit in outline.units:
        title = view[unit.title_start : unit.title_end]
        area = areas.get(unit.parent) or _area(title)
        areas[unit.position] = area
        leaf = not outline.children(unit.position)
        kinds[unit.position] = _kind(unit, area, leaf=leaf, phases=phases, formal=formal)
    return kinds


def _area(title: str) -> ItemKind:
    """What the topmost unit is about; titles are short, run-in paragraphs are not asked."""
    short = title[:24]
    found = next((kind for pattern, kind in _TITLES if pattern.search(short)), ItemKind.TASK)
    verb_first = re.match(r"加强|强化|健全|完善|建立|推进|构建|优化|深化|提升", short)
    if (
        found is ItemKind.REQUIREMENT
        and verb_first
        and not re.search(r"组织(?:领导|实施|保障)|保障(?:措施|机制)?$", short)
    ):
        return ItemKind.TASK
    return found


def _kind(
    unit: Unit, area: ItemKind, *, leaf: bool, phases: set[str], formal: set[str]
) -> ItemKind:
    if unit.position in phases:
        return ItemKind.PHASE
    if unit.position in formal:
        return ItemKind.TASK
    if area is ItemKind.GOAL:
        return ItemKind.GOAL
    if not leaf or area is ItemKind.PHASE:
        return ItemKind.SECTION
    return area
