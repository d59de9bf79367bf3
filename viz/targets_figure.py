"""Targets to cards: what is measured, the figure as printed, the deadline, the stating words."""

from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.graph.store import Store
from plangraph.viz import summary
from plangraph.viz.layout import MARGIN
from plangraph.viz.shapes import (
    BODY,
    LEAST,
    SMALL,
    Drawing,
    Figure,
    Link,
    Plain,
    Rect,
    Table,
    Text,
    fitted,
)
from plangraph.viz.target_facts import Goal, Goals, read_goals
from plangraph.viz.words import Words, figure_words, titled

WIDTH = 960.0
CARD = 304.0
GAP = 16.0
HEIGHT = 164.0
MOST = 300  # cards; of more, one card a plan
_BIG = 25.0
_COLUMNS = (
    "indicator",
    "comparator",
    "printed",
    "value",
    "unit",
    "deadline",
    "item",
    "baseline",
)


@dataclass(frozen=True, slots=True)
class _Card:
    key: str
    name: str
    value: str
    below: str
    quote: str
    tip: str


def targets_figure(store: Store, plan_key: str | None = None, lang: str = "zh") -> Figure:
    """The targets of one plan, or of all plans of the store, as cards.

    Raises:
        UnknownThingError: The store holds no plan of that key.
    """
    return targets_of(read_goals(store, plan_key), figure_words(lang))


def targets_of(goals: Goals, words: Words) -> Figure:
    """The cards of facts that were already read."""
    subject = summary.subject_of(goals.plans, words)
    counts = [
        words.count(f"targets.{kind}", len(found))
        for kind, found in (("count", goals.targets), ("directions", goals.directions))
        if found
    ]
    source = summary.source_of(goals.plans[0], words) if len(goals.plans) == 1 else ""
    sentences = tuple(_sentence(goal, words) for goal in (*goals.targets, *goals.directions))
    alt = words.say("targets.alt_none")
    if sentences:
        alt = words.say("targets.alt", counts=words.join(counts), first=sentences[0])
    return Figure(
        kind="targets",
        lang=words.lang,
        title=titled("targets", subject, words),
        subtitle=" · ".join([*counts, *([words.say("source", source=source)] if source else [])]),
        summary=sentences,
        alt=alt,
        description="\n".join(sentences) or alt,
        citation=summary.citation_of(goals.plans, words),
        table=_table(goals, subject, words),
        drawing=_drawing(goals, words),
    )


def shown_value(goal: Goal, words: Words) -> str:
    """The figure as printed, behind a sign that says how it compares and how it adds up."""
    accrual = words.say(f"targets.{goal.accrual}")
    if not goal.figure:
        return goal.value
    sign = words.say(f"cmp.{goal.comparator}")
    sign = "" if goal.comparator == "cmp-eq" else sign
    blank = " "
    return blank.join(part for part in (accrual, sign, goal.value) if part)


def shown_due(goal: Goal, words: Words) -> str:
    """Until when, or that the text does not say."""
    if not goal.due:
        return words.say("targets.no_due")
    return words.say("targets.due_inherited" if goal.inherited else "targets.due", due=goal.due)


def _sentence(goal: Goal, words: Words) -> str:
    value, due = shown_value(goal, words), shown_due(goal, words)
    return words.say("targets.sentence", name=goal.name, value=value, due=due)


def _cards(goals: Goals, words: Words) -> list[tuple[str, list[_Card]]]:
    """Cards by plan; the plan's title is empty where there is one plan only."""
    everything = (*goals.targets, *goals.directions)
    if len(everything) > MOST and len(goals.plans) > 1:
        return [("", [_plan_card(goals, plan.key, plan.title, words) for plan in goals.plans])]
    several = len(goals.plans) > 1
    return [
        (plan.title if several else "", cards)
        for plan in goals.plans
        if (cards := [_card(goal, words) for goal in everything if goal.plan == plan.key])
    ]


def _card(goal: Goal, words: Words) -> _Card:
    due = shown_due(goal, words)
    below = f"{due} · {words.say('targets.no_baseline')}" if goal.figure else due
    return _Card(
        goal.key,
        goal.name,
        shown_value(goal, words),
        below,
        goal.quote,
        _sentence(goal, words),
    )


def _plan_card(goals: Goals, key: str, title: str, words: Words) -> _Card:
    counted = [
        words.count(f"targets.{kind}", sum(goal.plan == key for goal in found))
        for kind, found in (("count", goals.targets), ("directions", goals.directions))
    ]
    return _Card(key, title, counted[0], counted[1], "", f"{title}: {words.join(counted)}")


def _drawing(goals: Goals, words: Words) -> Drawing:
    shapes: list[Plain | Link] = []
    y = MARGIN
    for title, cards in _cards(goals, words):
        if title:
            line = fitted(title, WIDTH - 2 * MARGIN, BODY)[0]
            shapes.append(Text(MARGIN, y + 18, line, "bold", BODY))
            y += 32
        for place, card in enumerate(cards):
            column, row = place % 3, place // 3
            x = MARGIN + column * (CARD + GAP)
            shapes.append(_drawn(card, x, y + row * (HEIGHT + GAP)))
        y += -(-len(cards) // 3) * (HEIGHT + GAP)
    if not shapes:
        shapes.append(Text(MARGIN, 30, words.say("targets.alt_none"), "ink", BODY))
        y = 44
    return Drawing(WIDTH, y, tuple(shapes))


def _drawn(card: _Card, x: float, y: float) -> Link:
    room = CARD - 28
    left = x + 14
    shapes: list[Plain] = [Rect(x, y, CARD, HEIGHT, "card", 8)]
    names = fitted(card.name, room, BODY, 2)
    shapes += [Text(left, y + 25 + 19 * n, name, "ink", BODY) for n, name in enumerate(names)]
    size = _BIG if Text(0, 0, card.value, size=_BIG).width <= room else 17.0
    value = fitted(card.value, room, size)[0]
    shapes.append(Text(left, y + 78, value, "value", size))
    shapes.append(Text(left, y + 101, fitted(card.below, room, SMALL)[0], "ink", SMALL))
    quote = fitted(f"“{card.quote}”", room, LEAST, 2) if card.quote else ()
    shapes += [Text(left, y + 127 + 18 * n, line, "muted", LEAST) for n, line in enumerate(quote)]
    outline = Rect(x - 3, y - 3, CARD + 6, HEIGHT + 6, "markbox", 10)
    return Link(card.key, card.tip, tuple(shapes), (outline,))


def _table(goals: Goals, subject: str, words: Words) -> Table:
    """A row a target."""
    several = len(goals.plans) > 1
    titles = {plan.key: plan.title for plan in goals.plans}
    columns = [words.say(f"targets.{name}") for name in _COLUMNS] + [words.say("facts.quote")]
    rows = [
        (*([titles[goal.plan]] if several else []), *_row(goal, words))
        for goal in (*goals.targets, *goals.directions)
    ]
    return Table(
        caption=words.say("facts.caption", title=subject),
        columns=(*([words.say("facts.plan")] if several else []), *columns),
        rows=tuple(rows),
    )


def _row(goal: Goal, words: Words) -> Sequence[str]:
    return (
        goal.name,
        words.say(f"cmp.{goal.comparator}"),
        shown_value(goal, words),
        goal.figure,
        goal.unit,
        goal.due or words.say("targets.no_due"),
        goal.item,
        words.say("targets.no_baseline"),
        goal.quote,
    )
