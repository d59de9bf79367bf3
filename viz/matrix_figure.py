"""A scene to the matrix: tasks as rows, parties as columns, the duty as shade and letter.

The busiest parties stand first. Where they are too many for one width, the matrix goes on below
with the next ones, and shows only the tasks that they share in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, cos, radians, sin

from plangraph.viz.aggregate import looked_at
from plangraph.viz.elements import Edge, Node, Scene
from plangraph.viz.layout import MARGIN
from plangraph.viz.map_facts import (
    Duties,
    description_of,
    fitted_name,
    names_of,
    present_roles,
    table_of,
    tip_of,
)
from plangraph.viz.shapes import (
    LEAST,
    SMALL,
    WIDEST,
    Drawing,
    Figure,
    Link,
    Path,
    Plain,
    Rect,
    Text,
    fitted,
)
from plangraph.viz.words import Words, figure_words, titled

ROW = 30.0
HIGH_ROW = 42.0  # of a part where a name needs two lines
_LABELS = (250.0, 300.0)  # how wide the names of tasks may be, at least and at most
_HEAD_LINE = 14.5  # from the line of a head to its second, where a party has two names
_HEAD_TEXT = 300.0  # at most; the heads are as high as the longest needs
_SIZE = 13.5


def matrix_figure(scene: Scene, around: str = "") -> Figure:
    """The matrix of a scene; ``around`` as in a map."""
    words = figure_words(scene.lang)
    whole, scene = looked_at(scene, words, around)
    duties = Duties(scene)
    counts = scene.subtitle.split(" · ")
    title = titled("matrix", scene.subject, words)
    return Figure(
        kind="matrix",
        lang=scene.lang,
        title=title,
        subtitle=scene.subtitle,
        summary=scene.summary,
        alt=words.say(
            "matrix.alt",
            tasks=counts[0],
            agencies=counts[1],
            edges=counts[2],
            summary=scene.summary[0],
        ),
        description=description_of(whole, Duties(whole), words),
        citation=scene.citation,
        table=table_of(whole, Duties(whole), words),
        drawing=_drawing(duties, words),
        legend=tuple(
            (f"cell-{role} {words.say(f'letter.{role}')}", words.say(f"role.{role}"))
            for role in present_roles(scene)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """How wide the columns are, how heads lean, how much room the names of tasks have.

    Heads of two lines need wider columns; they stand steeper, so that no fewer columns fit.
    """

    cell: float
    angle: float
    label: float

    def reach(self, heads: Sequence[Sequence[Text]]) -> float:
        """How far to the right the columns below these heads go, and the heads themselves."""
        lean = cos(radians(self.angle))
        ends = [
            self.cell * (place + 0.5) + max(text.width for text in lines) * lean
            for place, lines in enumerate(heads)
        ]
        return MARGIN + self.label + max([self.cell * len(heads), *ends]) + MARGIN


def _form(duties: Duties) -> _Form:
    least, most = _LABELS
    longest = max((Text(0, 0, task.label, size=_SIZE).width for task in duties.tasks), default=0.0)
    label = round(max(least, min(most, longest + 20)), 2)
    two = any(len(names_of(agency)) > 1 for agency in duties.agencies)
    return _Form(33.0, 78.0, label) if two else _Form(26.0, 58.0, label)


def _drawing(duties: Duties, words: Words) -> Drawing:
    form = _form(duties)
    agencies = sorted(duties.agencies, key=lambda node: -node.count)
    blocks = _blocks(agencies, form)
    shapes: list[Plain | Link] = []
    y = MARGIN
    width = MARGIN + form.label + 200.0
    for number, block in enumerate(blocks, 1):
        part = _Block(duties, words, block, form)
        part.place(y, first=number == 1)
        shapes += part.shapes()
        if number > 1:
            more = words.say("matrix.more", n=number, all=len(blocks))
            shapes.append(Text(MARGIN, part.top - 6, more, "muted", _SIZE))
        y = part.bottom + 2 * MARGIN
        width = max(width, part.right)
    return Drawing(min(width, WIDEST), y, tuple(shapes))


def _blocks(agencies: Sequence[Node], form: _Form) -> list[list[Node]]:
    """Parties in as few parts as fit the width, all parts about equally wide."""
    for parts in range(1, len(agencies) + 1):
        size = ceil(len(agencies) / parts)
        blocks = [list(agencies[start : start + size]) for start in range(0, len(agencies), size)]
        if all(form.reach([_head(agency) for agency in block]) <= WIDEST for block in blocks):
            return blocks
    return [[agency] for agency in agencies] or [[]]


class _Block:
    """One part of the matrix: heads, rows, cells."""

    def __init__(self, duties: Duties, words: Words, agencies: list[Node], form: _Form) -> None:
        self.duties = duties
        self.words = words
        self.agencies = agencies
        self.form = form
        self.cell = form.cell
        self.heads = [_head(agency) for agency in agencies]
        self.left = MARGIN + form.label
        self.grid = self.left + self.cell * len(agencies)
        self.right = form.reach(self.heads)

    def place(self, top: float, *, first: bool) -> None:
        """Puts the part there; the first one has all tasks, others those of their parties."""
        shown = {agency.id for agency in self.agencies}
        self.tasks = [
            task
            for task in self.duties.tasks
            if first or any(edge.agency in shown for edge in self.duties.of[task.id])
        ]
        room = self.form.label - 16
        self.labels = [fitted(task.label, room, _SIZE, 2) for task in self.tasks]
        self.row = HIGH_ROW if any(len(lines) > 1 for lines in self.labels) else ROW
        longest = max((text.width for lines in self.heads for text in lines), default=0.0)
        self.top = round(top + longest * sin(radians(self.form.angle)) + 14, 2)
        self.bottom = self.top + self.row * len(self.tasks)

    def shapes(self) -> list[Plain | Link]:
        """The part from back to front."""
        shapes: list[Plain | Link] = [*self._ground()]
        shapes += [self._task(place) for place in range(len(self.tasks))]
        shapes += [self._agency(place) for place in range(len(self.agencies))]
        columns = {agency.id: place for place, agency in enumerate(self.agencies)}
        for row, task in enumerate(self.tasks):
            shapes += [
                self._cell(edge, row, columns[edge.agency])
                for edge in self.duties.of[task.id]
                if edge.agency in columns
            ]
        return shapes

    def _column(self, place: int) -> float:
        return round(self.left + self.cell * (place + 0.5), 2)

    def _ground(self) -> list[Plain]:
        stripes: list[Plain] = [
            Rect(MARGIN, self.top + self.row * row, self.grid - MARGIN, self.row, "zebra", 0)
            for row in range(0, len(self.tasks), 2)
        ]
        lines = "".join(
            f"M{self.left + self.cell * place:g} {self.top:g}V{self.bottom:g}"
            for place in range(len(self.agencies) + 1)
        )
        return [*stripes, Path(lines, "rule")] if self.agencies else stripes

    def _task(self, row: int) -> Link:
        task = self.tasks[row]
        y = self.top + self.row * row
        lines = self.labels[row]
        first = y + self.row / 2 + 5 - 8.5 * (len(lines) - 1)
        texts = tuple(
            Text(self.left - 8, first + 17 * n, line, "ink", _SIZE, "end")
            for n, line in enumerate(lines)
        )
        outline = Rect(MARGIN, y, self.grid - MARGIN, self.row, "markbox", 2)
        return Link(task.id, tip_of(task, self.words), texts, (outline,))

    def _agency(self, place: int) -> Link:
        agency, head = self.agencies[place], self.heads[place]
        x, angle = self._column(place), radians(self.form.angle)
        texts = tuple(
            replace(
                text,
                x=round(x + 4 + down * sin(angle), 2),
                y=round(self.top - 6 + down * cos(angle), 2),
                angle=-self.form.angle,
            )
            for line, text in enumerate(head)
            for down in (_HEAD_LINE * (line - (len(head) - 1) / 2),)
        )
        outline = Rect(x - self.cell / 2, self.top, self.cell, self.bottom - self.top, "markbox", 2)
        return Link(agency.id, tip_of(agency, self.words), texts, (outline,))

    def _cell(self, edge: Edge, row: int, place: int) -> Link:
        style = edge.style
        task, agency = self.duties.nodes[edge.task], self.duties.nodes[edge.agency]
        tip = self.words.say(
            "tip.cell", task=task.label, agency=agency.label, role=self.words.say(f"role.{style}")
        )
        x, y = self._column(place), self.top + self.row * row
        wide, high = self.cell - 3, self.row - 3
        box = Rect(x - wide / 2, y + 1.5, wide, high, f"cell-{style}", 3)
        letter = self.words.say(f"letter.{style}")
        return Link(
            "", tip, (box, Text(x, y + self.row / 2 + 4.5, letter, f"on-{style}", SMALL, "middle"))
        )


def _head(agency: Node) -> list[Text]:
    """The name of a party with its count; where it is English, the printed name below it."""
    name, *printed = names_of(agency)
    head = Text(0, 0, f"{fitted_name(name, _HEAD_TEXT, _SIZE)} {agency.count}", "ink", _SIZE)
    below = [Text(0, 0, fitted(one, _HEAD_TEXT, LEAST)[0], "muted", LEAST) for one in printed]
    return [head, *below]
