"""Dated things to a time line: a bar a phase, its check-points below, a diamond a deadline.

Only dates that the text states are drawn. A check-point without a date of its own stands under its
phase and not at a place on the axis.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from plangraph.graph.store import Store
from plangraph.viz.layout import MARGIN
from plangraph.viz.shapes import (
    BODY,
    GROUP,
    LEAST,
    SMALL,
    Drawing,
    Figure,
    Link,
    Path,
    Plain,
    Rect,
    Text,
    fitted,
)
from plangraph.viz.svg import diamond, disc
from plangraph.viz.time_axis import Axis
from plangraph.viz.time_facts import Due, Phase, Times, gathered, read_times
from plangraph.viz.time_texts import due_label, span_label, texts_of
from plangraph.viz.words import Words, figure_words, titled

WIDTH = 960.0
LABEL = 200.0
BAR = 24.0
LINE = 20.0


def timeline_figure(store: Store, plan_key: str | None = None, lang: str = "zh") -> Figure:
    """The time line of one plan, or of all plans of the store one below the other.

    Raises:
        UnknownThingError: The store holds no plan of that key.
    """
    return timeline_of(read_times(store, plan_key), figure_words(lang))


def timeline_of(times: Times, words: Words) -> Figure:
    """The time line of facts that were already read."""
    texts = texts_of(times, words)
    shown = gathered(times)
    note = (words.say("timeline.gathered"),) if shown is not times else ()
    return Figure(
        kind="timeline",
        lang=words.lang,
        title=titled("timeline", texts.subject, words),
        subtitle=" · ".join([texts.subtitle, *note]),
        summary=texts.summary,
        alt=texts.alt,
        description=texts.description,
        citation=texts.citation,
        table=texts.table,
        drawing=_Chart(shown, words).drawing(),
        legend=(("bar", words.say("legend.stretch")),) if note else _legend(times, words),
    )


def _legend(times: Times, words: Words) -> tuple[tuple[str, str], ...]:
    kinds = ["bar"] * any(phase.months for phase in times.phases)
    kinds += ["bar-open"] * any(not phase.months for phase in times.phases)
    kinds += ["check"] * any(s.checkpoint for phase in times.phases for s in phase.steps)
    kinds += ["due"] * bool(times.dues)
    return tuple((kind, words.say(f"legend.{kind}")) for kind in kinds)


def _label(label: str, top: float) -> list[Text]:
    """The name of a row, in two smaller lines if it is long."""
    if Text(0, 0, label).width <= LABEL - 12:
        return [Text(MARGIN, top + 18, label)]
    lines = fitted(label, LABEL - 12, SMALL, 2)
    first = top + (10 if len(lines) > 1 else 18)
    return [Text(MARGIN, first + 16 * n, line, size=SMALL) for n, line in enumerate(lines)]


class _Chart:
    """Rows from the top down; ``y`` is where the next one begins."""

    def __init__(self, times: Times, words: Words) -> None:
        self.times = times
        self.words = words
        self.y = MARGIN
        self.banded = len(times.plans) > 1 and not all(p.key == p.plan for p in times.phases)
        self.shapes: list[Plain | Link] = []
        days = [day for phase in times.phases for day in (phase.start, phase.end) if day]
        days += [due.day for due in times.dues]
        self.axis = Axis.over(days, MARGIN + LABEL, WIDTH - MARGIN - 20) if days else None

    def drawing(self) -> Drawing:
        """The chart, or a sentence where nothing is dated."""
        if self.axis is None:
            text = Text(MARGIN, 30, self.words.say("timeline.alt_none"), "ink", BODY)
            return Drawing(WIDTH, 44, (text,))
        self._scale(self.axis)
        for plan in self.times.plans:
            phases = [phase for phase in self.times.phases if phase.plan == plan.key]
            dues = [due for due in self.times.dues if due.plan == plan.key]
            if self.banded and (phases or dues):
                self._band(plan.title)
            for phase in phases:
                self._phase(phase, self.axis)
            self._dues(dues, self.axis)
        lines = [Path(f"M{x:g} 34V{self.y:g}", "rule") for x, _ in self.axis.ticks()]
        return Drawing(WIDTH, self.y + 4, tuple(self.shapes), tuple(lines))

    def _scale(self, axis: Axis) -> None:
        for x, text in axis.ticks():
            self.shapes.append(Text(x, self.y + 16, text, "muted", LEAST, "middle"))
        self.y += 34

    def _band(self, title: str) -> None:
        line = fitted(title, WIDTH - 2 * MARGIN)[0]
        self.shapes.append(Text(MARGIN, self.y + 20, line, "bold", BODY))
        self.y += 32

    def _phase(self, phase: Phase, axis: Axis) -> None:
        top = self.y
        left, right = self._ends(phase, axis)
        style = "bar" if phase.months else "bar-open"
        shapes: list[Plain] = [
            *_label(phase.label, top),
            Rect(left, top, max(right - left, 3), BAR, style, 3),
            *self._dates(phase, left, right, top),
        ]
        self.y += BAR + 4
        for step in phase.steps:
            if step.checkpoint:
                shapes += self._check(step.text, left)
        tip = f"{phase.label}: {span_label(phase, self.words)}"
        height = self.y - top + 2
        outline = Rect(MARGIN / 2, top - 3, WIDTH - MARGIN, height, "markbox", 4)
        self.shapes.append(Link(phase.key, tip, tuple(shapes), (outline,)))
        self.y += 12

    def _ends(self, phase: Phase, axis: Axis) -> tuple[float, float]:
        left = axis.at(phase.start) if phase.start else axis.left
        right = axis.at(phase.end + timedelta(days=1)) if phase.end else axis.right
        return left, right

    def _dates(self, phase: Phase, left: float, right: float, top: float) -> list[Plain]:
        """The dates, inside the bar if they fit, else at its free side."""
        text = Text(0, top + 17, span_label(phase, self.words), "ink", SMALL)
        wide = text.width
        if wide + 16 < right - left:
            on = "on-bar" if phase.months else "ink"
            return [Text(left + 8, top + 17, text.text, on, SMALL)]
        if right + 6 + wide < WIDTH - MARGIN:
            return [Text(right + 6, top + 17, text.text, "told", SMALL)]
        return [Text(left - 6, top + 17, text.text, "told", SMALL, "end")]

    def _check(self, text: str, left: float) -> list[Plain]:
        """A dot where the phase begins, its words at the side where there is room."""
        room = WIDTH - MARGIN - MARGIN - LABEL - 20
        line = fitted(text, room, SMALL)[0]
        wide = Text(0, 0, line, "ink", SMALL).width
        self.y += LINE
        y = self.y - 4.5
        if left + 18 + wide <= WIDTH - MARGIN:
            told = Text(left + 18, y, line, "told", SMALL)
        elif left - 6 - wide >= MARGIN:
            told = Text(left - 6, y, line, "told", SMALL, "end")
        else:
            told = Text(WIDTH - MARGIN, y, line, "told", SMALL, "end")
        return [disc(left + 6, self.y - 9, 4.5, "check"), told]

    def _dues(self, dues: Sequence[Due], axis: Axis) -> None:
        groups: dict[tuple[date, str], list[Due]] = {}
        for due in sorted(dues, key=lambda due: due.day):
            groups.setdefault((due.day, due.kind), []).append(due)
        for (day, _), group in groups.items():
            self._due(day, group, axis)

    def _due(self, day: date, group: Sequence[Due], axis: Axis) -> None:
        """A diamond at the end of the day, what falls due beside it at the side with more room."""
        x = axis.at(day + timedelta(days=1))
        head = due_label(group, self.words)
        names = self.words.join([due.label for due in group])
        colon = "：" if self.words.lang == "zh" else ": "
        before = x > (MARGIN + WIDTH) / 2
        room = (x - MARGIN if before else WIDTH - MARGIN - x) - 16
        lines = fitted(f"{head}{colon}{names}", room, SMALL, 4)
        top = self.y
        side, anchor = (x - 12, "end") if before else (x + 12, "start")
        shapes: list[Plain] = [diamond(x, top + 10, "due")]
        shapes += [
            Text(side, top + 15 + LINE * n, line, "told", SMALL, anchor)
            for n, line in enumerate(lines)
        ]
        key = group[0].key if len(group) == 1 else f"{GROUP}{group[0].kind}-{day}"
        self.y += LINE * len(lines) + 10
        outline = Rect(MARGIN / 2, top - 3, WIDTH - MARGIN, self.y - top - 2, "markbox", 4)
        self.shapes.append(Link(key, f"{head}{colon}{names}", tuple(shapes), (outline,)))
