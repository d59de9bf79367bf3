"""A scene to the matrix: tasks as rows, parties as columns, the duty as shade and letter.

The busiest parties stand first. Where they are too many for one width, the matrix goes on below
with the next ones, and shows only the tasks that they share in.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, cos, radians, sin

from plangraph.viz.aggregate import looked_at
from plangraph.viz.elements import Edge, Node, Scene
from plangraph.viz.layout import MARGIN
from plangraph.viz.map_facts import (
    Duties,
    description_of,
    present_roles,
    short_name,
    table_of,
    tip_of,
)
from plangraph.viz.shapes import (
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

CELL = 26.0
ROW = 30.0
HIGH_ROW = 42.0  # of a part where a name needs two lines
LABEL = 300.0
_ANGLE = 58.0
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


def _drawing(duties: Duties, words: Words) -> Drawing:
    agencies = sorted(duties.agencies, key=lambda node: -node.count)
    blocks = _blocks(agencies)
    shapes: list[Plain | Link] = []
    y = MARGIN
    width = MARGIN + LABEL + 200.0
    for number, block in enumerate(blocks, 1):
        part = _Block(duties, words, block, y, first=number == 1)
        shapes += part.shapes()
        if number > 1:
            more = words.say("matrix.more", n=number, all=len(blocks))
            shapes.append(Text(MARGIN, part.top - 6, more, "muted", _SIZE))
        y = part.bottom + 2 * MARGIN
        width = max(width, part.right)
    return Drawing(min(width, WIDEST), y, tuple(shapes))


def _blocks(agencies: Sequence[Node]) -> list[list[Node]]:
    """Parties in as few parts as fit the width, all parts about equally wide."""
    for parts in range(1, len(agencies) + 1):
        size = ceil(len(agencies) / parts)
        blocks = [list(agencies[start : start + size]) for start in range(0, len(agencies), size)]
        if all(_reach([_head(agency) for agency in block]) <= WIDEST for block in blocks):
            return blocks
    return [[agency] for agency in agencies] or [[]]


def _reach(heads: Sequence[Text]) -> float:
    """How far to the right the columns below these heads go, and the heads themselves."""
    ends = [
        CELL * (place + 0.5) + text.width * cos(radians(_ANGLE)) for place, text in enumerate(heads)
    ]
    return MARGIN + LABEL + max([CELL * len(heads), *ends]) + MARGIN


class _Block:
    """One part of the matrix: heads, rows, cells."""

    def __init__(
        self, duties: Duties, words: Words, agencies: list[Node], top: float, *, first: bool
    ) -> None:
        self.duties = duties
        self.words = words
        self.agencies = agencies
        shown = {agency.id for agency in agencies}
        self.tasks = [
            task
            for task in duties.tasks
            if first or any(edge.agency in shown for edge in duties.of[task.id])
        ]
        self.labels = [fitted(task.label, LABEL - 16, _SIZE, 2) for task in self.tasks]
        self.row = HIGH_ROW if any(len(lines) > 1 for lines in self.labels) else ROW
        self.heads = [_head(agency) for agency in agencies]
        longest = max((text.width for text in self.heads), default=0.0)
        self.top = round(top + longest * sin(radians(_ANGLE)) + 14, 2)
        self.left = MARGIN + LABEL
        self.bottom = self.top + self.row * len(self.tasks)
        self.grid = self.left + CELL * len(agencies)
        self.right = _reach(self.heads)

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
        return self.left + CELL * (place + 0.5)

    def _ground(self) -> list[Plain]:
        stripes: list[Plain] = [
            Rect(MARGIN, self.top + self.row * row, self.grid - MARGIN, self.row, "zebra", 0)
            for row in range(0, len(self.tasks), 2)
        ]
        lines = "".join(
            f"M{self.left + CELL * place:g} {self.top:g}V{self.bottom:g}"
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
        x = self._column(place)
        text = replace(head, x=round(x + 4, 2), y=self.top - 6)
        outline = Rect(x - CELL / 2, self.top, CELL, self.bottom - self.top, "markbox", 2)
        return Link(agency.id, tip_of(agency, self.words), (text,), (outline,))

    def _cell(self, edge: Edge, row: int, place: int) -> Link:
        style = edge.style
        task, agency = self.duties.nodes[edge.task], self.duties.nodes[edge.agency]
        tip = self.words.say(
            "tip.cell", task=task.label, agency=agency.label, role=self.words.say(f"role.{style}")
        )
        x, y = self._column(place), self.top + self.row * row
        box = Rect(x - CELL / 2 + 1.5, y + 1.5, CELL - 3, self.row - 3, f"cell-{style}", 3)
        letter = self.words.say(f"letter.{style}")
        return Link(
            "", tip, (box, Text(x, y + self.row / 2 + 4.5, letter, f"on-{style}", SMALL, "middle"))
        )


def _head(agency: Node) -> Text:
    """The name of a party with its count, turned to stand over its column."""
    name = fitted(short_name(agency), _HEAD_TEXT, _SIZE)[0]
    return Text(0, 0, f"{name} {agency.count}", "ink", _SIZE, angle=-_ANGLE)
