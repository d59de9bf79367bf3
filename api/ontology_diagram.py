"""The classes that matter most as boxes with lines between them, ready to be drawn."""

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

WIDTH: Final = 168
HEIGHT: Final = 46
_STEP: Final = (272, 118)
_MARGIN: Final = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A class at its place; ``x`` and ``y`` are its middle."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """A property between two classes, or with no name a subclass, from border to border."""

    source: str
    name: str
    target: str
    x1: int
    y1: int
    x2: int
    y2: int

    @property
    def level(self) -> bool:
        """Whether it runs from left to right; its name then stands above it."""
        return self.y1 == self.y2

    @property
    def place(self) -> tuple[int, int]:
        """Where its name stands: above the middle, or to the right of it."""
        x, y = (self.x1 + self.x2) // 2, (self.y1 + self.y2) // 2
        return (x, y - 6) if self.level else (x + 9, y + 4)


@dataclass(frozen=True, slots=True)
class Diagram:
    """The whole picture."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


@cache
def diagram() -> Diagram:
    """The picture of ``ontology_diagram.tsv``."""
    text = files("plangraph.api").joinpath("ontology_diagram.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    boxes = {row["from"]: _box(row) for row in rows if row["column"]}
    edges = [
        _line(boxes[row["from"]], row["property"], boxes[row["to"]])
        for row in rows
        if not row["column"]
    ]
    return Diagram(
        boxes=tuple(boxes.values()),
        lines=tuple(edges),
        width=max(box.x for box in boxes.values()) + WIDTH // 2 + _MARGIN,
        height=max(box.y for box in boxes.values()) + HEIGHT // 2 + _MARGIN,
    )


def _box(row: dict[str, str]) -> Box:
    x = int(row["column"]) * _STEP[0] + WIDTH // 2 + _MARGIN
    y = int(row["row"]) * _STEP[1] + HEIGHT // 2 + _MARGIN
    return Box(row["from"], x, y)


def _line(source: Box, name: str, target: Box) -> Line:
    x1, y1 = _border(source, target)
    x2, y2 = _border(target, source)
    return Line(source.name, name, target.name, x1, y1, x2, y2)


def _border(box: Box, other: Box) -> tuple[int, int]:
    """Where a line to another box leaves a box."""
    dx, dy = other.x - box.x, other.y - box.y
    across = WIDTH / 2 / abs(dx) if dx else math.inf
    down = HEIGHT / 2 / abs(dy) if dy else math.inf
    part = min(across, down)
    return round(box.x + dx * part), round(box.y + dy * part)
