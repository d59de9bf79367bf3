"""A plan's responsibilities to pictures that can be read on paper: one, or a part a page.

A map or matrix that would be higher than a page is split by tasks, in the order of the plan. Each
part shows whoever has a duty in its tasks; the number beside a party counts the whole plan.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil

from plangraph.viz.aggregate import MOST
from plangraph.viz.elements import Node, NodeKind, Scene
from plangraph.viz.extract import Extract
from plangraph.viz.scene import scene_of
from plangraph.viz.shapes import Figure
from plangraph.viz.words import Words, words_of

Draw = Callable[[Scene], Figure]
_HIGHEST = 1.5  # by its width: set on A4, the least text has still 5 points


@dataclass(frozen=True, slots=True)
class Part:
    """A picture, and which of how many it is."""

    figure: Figure
    number: int
    of: int


def parts_of(extract: Extract, draw: Draw, words: Words) -> list[Part]:
    """The pictures of a plan, as few as can be read; one where nothing would be gained."""
    whole = scene_of(extract, words_of(words.lang))
    figure = draw(whole)
    if _fits(figure) or len(whole.nodes) > MOST:
        return [Part(figure, 1, 1)]
    tasks = [node for node in whole.nodes if node.kind is NodeKind.TASK]
    pages = _pages(tasks, lambda shown: draw(_part(extract, whole, shown)))
    if len(pages) < 2:
        return [Part(figure, 1, 1)]
    return [
        Part(_told(one, shown, (n, len(pages)), words), n, len(pages))
        for n, (shown, one) in enumerate(pages, 1)
    ]


_Pages = list[tuple[list[Node], Figure]]


def _pages(tasks: list[Node], draw: Callable[[list[Node]], Figure]) -> _Pages:
    """The tasks in order on as few pages as hold them, on each about as many if that can be."""
    pages: _Pages = []
    for task in tasks:
        shown = [*pages[-1][0], task] if pages else [task]
        figure = draw(shown)
        if pages and _fits(figure):
            pages[-1] = (shown, figure)
        else:
            pages.append(([task], figure if len(shown) == 1 else draw([task])))
    size = ceil(len(tasks) / max(1, len(pages)))
    chunks = [tasks[start : start + size] for start in range(0, len(tasks), size)]
    even = [(chunk, draw(chunk)) for chunk in chunks]
    return even if all(_fits(figure) for _, figure in even) else pages


def _fits(figure: Figure) -> bool:
    return figure.drawing.height <= _HIGHEST * figure.drawing.width


def _part(extract: Extract, whole: Scene, tasks: list[Node]) -> Scene:
    """The scene of some tasks, its parties with the counts of the whole."""
    shown = {task.id for task in tasks}
    rows = replace(
        extract,
        items=tuple(item for item in extract.items if item.key in shown),
        statements=tuple(row for row in extract.statements if row.item in shown),
    )
    scene = scene_of(rows, words_of(whole.lang))
    counts = {node.id: node.count for node in whole.nodes}
    nodes = tuple(replace(node, count=counts[node.id]) for node in scene.nodes)
    return replace(scene, nodes=nodes)


def _told(figure: Figure, tasks: list[Node], place: tuple[int, int], words: Words) -> Figure:
    """The picture with words about this part; sentences about the whole plan would not hold."""
    number, parts = place
    alt = words.say(
        "duties.part_alt",
        n=number,
        all=parts,
        first=tasks[0].label,
        last=tasks[-1].label,
    )
    rows = figure.description.splitlines()[1:]
    return replace(figure, alt=alt, summary=(alt,), description="\n".join([alt, *rows]))
