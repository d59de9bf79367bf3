"""Goals in figures: what they measure, by when, and how they add up.

Which figures are goals is left to ``goals``, their nouns to ``indicators``, figures in order to
``ordered``, goals without a figure to ``directions``.

Source: formats T1-T22; GOLD.md (targets).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plangraph.ingest import indicators, ordered
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.deadlines import Deadline, Deadlines
from plangraph.ingest.goals import Passage, sets_goal
from plangraph.ingest.passages import first_between
from plangraph.ingest.quantities import Quantity, find_numerals, find_quantities
from plangraph.ontology.model import Accrual, Operator


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A figure set as a goal; ``where`` runs from the noun of the indicator to the unit."""

    where: Stretch
    noun: Stretch
    indicator: str
    quantity: Quantity
    source_value: str
    due: str | None
    due_inherited: bool
    accrual: Accrual


@dataclass(frozen=True, slots=True)
class Missed:
    """A figure that looks like a target and names nothing that it measures."""

    where: Stretch
    reason: str


def find_targets(passage: Passage) -> Iterator[TargetDraft | Missed]:
    """The figures that a sentence sets as goals, in order of the text."""
    found = _figures(passage)
    if not found:
        return
    where = passage.where
    state = _State(where.start, Deadlines(passage.view, where.start, where.end))
    at = 0
    while at < len(found):
        run = ordered.run_at(passage.view, passage.where, found, at)
        if run:
            yield from _in_order(passage, found[at : at + run], state)
        else:
            yield from _alone(passage, found[at], state)
        at += max(run, 1)
        state.left = found[at - 1].end


@dataclass(slots=True)
class _State:
    """Where the reading of a sentence stands.

    Attributes:
        left: Where the figure before ends; at first, where the sentence starts.
        deadlines: Those of the sentence.
        said: The noun counted last.
        listed: Where the last figure that is a goal ends.
        told: The targets so far.
    """

    left: int
    deadlines: Deadlines
    said: Stretch | None = None
    listed: int = 0
    told: list[TargetDraft] = field(default_factory=list)


def _figures(passage: Passage) -> list[Quantity]:
    view, where = passage.view, passage.where
    found = [*find_quantities(view, where.start, where.end)]
    known = {each.figure_start for each in found}
    for each in find_numerals(view, where.start, where.end):
        many = passage.goal or each.value >= _MANY
        if many and each.figure_start not in known:
            known.add(each.figure_start)
            found.append(each)
    return sorted(found, key=lambda quantity: quantity.start)


_CUT = re.compile("(?:降低|减少|压减|削减|减轻|节约|节省)(?=..)")
_MANY = 10  # smaller counts in words are ways of speaking in tasks: 建好两个基地
_LONGEST_TASK = 24  # code points of a task that is an indicator as well
_REACH = 1_000  # code points from a noun to its figure: a quote holds both
_PLACE = re.compile("[一-鿿]{1,6}[市县区旗州镇乡]")
_AMONG = re.compile(",其中$|;其中$")
_CELL = re.compile(r"[|\t]")
_LISTED = re.compile(r"[,、][^,;。]*")


def _alone(passage: Passage, quantity: Quantity, state: _State) -> Iterator[TargetDraft | Missed]:
    """The target of a figure that stands by itself, if it is one."""
    view = passage.view
    own = state.deadlines.before(quantity.start)
    follows = _LISTED.fullmatch(view, state.listed, quantity.start) if state.listed else None
    if sets_goal(passage, quantity, own, follows=follows is not None):
        state.listed = quantity.end
        noun = indicators.indicator_of(view, passage.where, quantity, state.left)
        noun = noun or _carried(passage, quantity, state) or _of_row(passage, quantity)
        draft = _draft(passage, quantity, state.left, noun, own)
        if isinstance(draft, TargetDraft):
            draft = _share_of_place(passage, draft, state)
            state.told.append(draft)
            if not draft.indicator.startswith("占"):
                state.said = draft.noun  # 总额突破900亿元，占比30%，年均增长6%: the total grows
        yield draft


def _share_of_place(passage: Passage, draft: TargetDraft, state: _State) -> TargetDraft:
    """The part of a place in the goal before: 灌溉面积210万亩,其中博乐市68万亩、精河县96万亩."""
    last = state.told[-1] if state.told else None
    if last is None or last.quantity.unit != draft.quantity.unit:
        return draft
    if not _PLACE.fullmatch(passage.view, draft.noun.start, draft.noun.end):
        return draft
    first = _AMONG.search(passage.view, last.where.end, draft.noun.start)
    if not (
        first or (last.noun is not draft.noun and last.indicator != last.noun.of(passage.text))
    ):
        return draft
    whole = last.indicator if first else last.indicator.removeprefix(last.noun.of(passage.text))
    return replace(draft, indicator=draft.indicator + whole)


def _of_row(passage: Passage, quantity: Quantity) -> Stretch | None:
    """The task of a row whose cell of goals is a figure and nothing else."""
    if passage.cell is None:
        return None
    task, goal = passage.cell
    first = max(goal.start, quantity.start)
    filled = first <= quantity.figure_start and quantity.end == goal.end
    alone = filled and not passage.view[goal.start : first].strip()
    return task if alone and 2 <= task.end - task.start <= _LONGEST_TASK else None


def _carried(passage: Passage, quantity: Quantity, state: _State) -> Stretch | None:
    """The noun of the clause before or of the figure before, whichever is nearer; of one cell."""
    near = indicators.carried(passage.view, passage.where, quantity)
    said = state.said if _CELL.search(passage.view, state.left, quantity.start) is None else None
    if near and said and near.start < state.left:
        return said
    return near or said


def _in_order(
    passage: Passage, run: Sequence[Quantity], state: "_State"
) -> Iterator[TargetDraft | Missed]:
    """The targets of figures told in order; told as unread where nouns and figures do not agree."""
    own = state.deadlines.before(run[0].start)
    if not sets_goal(passage, run[0], own, follows=False):
        return
    rows = ordered.ranked(passage.view, passage.text, passage.where, run)
    rows = rows or _as_before(passage, run, state)
    new = indicators.is_new(passage.view, passage.where, run[0], passage.where.start)
    for row in rows:
        due = Deadline(row.due, run[0].start) if row.due else own
        draft = _draft(passage, row.quantity, passage.where.start, row.noun, due)
        if isinstance(draft, TargetDraft):
            state.told.append(draft)
            quantity = draft.quantity
            if new and quantity.operator is Operator.EQ:
                quantity = replace(quantity, operator=Operator.INCREASE_BY)
            yield replace(draft, indicator=row.indicator, quantity=quantity)
    if not rows:
        yield from (Missed(Stretch(each.start, each.end), "figures-in-order") for each in run)


def _as_before(passage: Passage, run: Sequence[Quantity], state: _State) -> list[ordered.Ranked]:
    """The nouns of the figures before, one by one: …达到700万吨、280万人次;到2027年,分别达到…."""
    last = state.told[-len(run) :]
    alike = [draft.quantity.unit for draft in last] == [each.unit for each in run]
    start = max(passage.view.rfind(mark, passage.where.start, run[0].start) for mark in ",;:")
    bare = passage.view[start + 1 : run[0].start].strip() == "分别"
    pairs = zip(last, run, strict=False) if alike and bare else ()
    return [ordered.Ranked(quantity, draft.noun, draft.indicator) for draft, quantity in pairs]


def _draft(
    passage: Passage, quantity: Quantity, left: int, noun: Stretch | None, own: Deadline | None
) -> TargetDraft | Missed:
    """The target of a quantity and the noun that it measures."""
    view, text, sentence = passage.view, passage.text, passage.where
    if noun is None or quantity.start - noun.end > _REACH:
        return Missed(Stretch(quantity.start, quantity.end), "figure-without-noun")
    if not quantity.trend and indicators.is_new(view, sentence, quantity, left):
        quantity = replace(quantity, operator=Operator.INCREASE_BY)
    cut = _CUT.match(view, noun.start, noun.end)
    if cut and quantity.operator is Operator.EQ and not quantity.compared:
        noun = Stretch(cut.end(), noun.end)  # 降低物流成本20亿元
        quantity = replace(quantity, operator=Operator.DECREASE_BY)
    if noun.of(view).endswith("增收") and quantity.operator in {Operator.EQ, Operator.GE}:
        quantity = replace(quantity, operator=Operator.INCREASE_BY)
    due = own or passage.governing
    return TargetDraft(
        where=Stretch(min(noun.start, quantity.start), max(noun.end, quantity.end)),
        noun=noun,
        indicator=noun.of(text),
        quantity=quantity,
        source_value=text[quantity.figure_start : quantity.unit_end],
        due=due.date if due else None,
        due_inherited=own is None and passage.governing is not None,
        accrual=_accrual(passage, max(left, sentence.start), quantity.figure_start),
    )


_ACCRUALS = (
    (re.compile(r"年均|年增长|每年增长|同比"), Accrual.YEARLY_GROWTH),
    (re.compile(r"每年|年度|逐年"), Accrual.EACH_YEAR),
    (re.compile("累计"), Accrual.CUMULATIVE),
)


def _accrual(passage: Passage, left: int, right: int) -> Accrual:
    """How a goal adds up, as the words between two places of its sentence tell."""
    told = (how for words, how in _ACCRUALS if _stands(words, passage, left, right))
    return next(told, Accrual.BY_DATE)


def _stands(words: re.Pattern[str], passage: Passage, left: int, right: int) -> bool:
    first = first_between(words, passage.view, passage.where, right)
    if first is None or first.start() >= left:
        return first is not None
    return words.search(passage.view, left, right) is not None
