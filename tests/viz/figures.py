"""Figures to test: every view of the two stored plans and of invented ones, and what is in them."""

import itertools
from collections.abc import Iterator

from plangraph.graph.store import Store
from plangraph.viz.extract import Extract
from plangraph.viz.map_figure import map_figure
from plangraph.viz.matrix_figure import matrix_figure
from plangraph.viz.network_figure import network_of
from plangraph.viz.scene import responsibility_scene, scene_of
from plangraph.viz.shapes import Figure, Link, Path, Plain, Rect, Text
from plangraph.viz.targets_figure import targets_figure
from plangraph.viz.timeline_figure import timeline_figure
from plangraph.viz.words import words_of

CONNECTIONS = {"lead", "first", "responsible", "joint", "support", "duty"}


def of_store(store: Store, plan: str | None, lang: str = "zh") -> list[Figure]:
    """Every view of a plan, or of all plans, and the ring around its busiest party."""
    scene = responsibility_scene(store, plan, lang)
    busiest = max(scene.nodes, key=lambda node: (node.kind == "agency", node.count)).id
    return [
        map_figure(scene),
        matrix_figure(scene),
        network_of(scene),
        network_of(scene, busiest),
        timeline_figure(store, plan, lang),
        targets_figure(store, plan, lang),
    ]


def of_extract(extract: Extract, lang: str = "zh") -> list[Figure]:
    """The views that need no store."""
    scene = scene_of(extract, words_of(lang))
    return [map_figure(scene), matrix_figure(scene), network_of(scene)]


def links(figure: Figure) -> list[Link]:
    """The shapes that lead to a thing."""
    return [s for s in figure.drawing.shapes if isinstance(s, Link) and s.key]


def shapes(figure: Figure) -> Iterator[Plain]:
    """Everything that is drawn, without what only shows under the pointer."""
    for shape in (*figure.drawing.faint, *figure.drawing.shapes):
        yield from shape.shapes if isinstance(shape, Link) else (shape,)


def texts(figure: Figure) -> list[Text]:
    """The lines of text."""
    return [shape for shape in shapes(figure) if isinstance(shape, Text)]


def boxes(figure: Figure) -> list[Rect]:
    """The boxes and cells that hold something."""
    kinds = ("task", "agency", "unowned", "cell-", "card", "bar")
    return [s for s in shapes(figure) if isinstance(s, Rect) and s.style.startswith(kinds)]


def connections(figure: Figure) -> list[Path]:
    """The lines of a map."""
    return [s for s in figure.drawing.faint if isinstance(s, Path) and s.style in CONNECTIONS]


def overlapping(figure: Figure) -> list[tuple[Rect, Rect]]:
    """Pairs of boxes that lie over each other."""
    return [
        (a, b)
        for a, b in itertools.combinations(boxes(figure), 2)
        if a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height
        and b.y < a.y + a.height
    ]
