"""Milliseconds from a scene to files: SVG, page, PNG, PDF, Word; and bytes.

``python bench/bench_views.py`` reads the bundled plan into a store in memory and prints a line a
view and a line a kind of file, the best of seven rounds (of three for PNG, PDF and Word). The bars:
SVG of the plan in 10 ms, PNG and PDF in 1 s each, one HTML file in 600 KB (the
interactive page too).
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import plangraph
from plangraph.graph.store import Store
from plangraph.viz.files import ENDINGS, save, save_figure
from plangraph.viz.map_figure import map_figure
from plangraph.viz.scene import responsibility_scene
from plangraph.viz.svg import figure_svg
from plangraph.viz.views import VIEWS, Asked, figure_of

SLOW = (".png", ".pdf", ".docx")


def best(task: Callable[[], object], rounds: int) -> float:
    """The shortest of several rounds, in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        task()
        times.append(time.perf_counter() - began)
    return 1000 * min(times)


def measure_views(store: Store, key: str) -> None:
    """A line a view: from the store to the figure, and from the figure to SVG."""
    print("view       store→figure  figure→SVG     KB")
    for view in VIEWS:
        asked = Asked(view, key, party="市科技局" if view == "agency" else "")
        figure = figure_of(store, asked)
        read = best(lambda asked=asked: figure_of(store, asked), 7)  # type: ignore[misc]
        drawn = best(lambda figure=figure: figure_svg(figure), 7)  # type: ignore[misc]
        print(f"{view:10} {read:9.1f} ms {drawn:8.1f} ms {len(figure_svg(figure)) // 1024:6}")


def measure_files(store: Store, key: str) -> None:
    """A line a kind of file, from the scene of the responsibility map."""
    scene = responsibility_scene(store, key)
    with tempfile.TemporaryDirectory() as folder:
        print("file       scene→file      KB")
        for ending in ENDINGS:
            path = Path(folder) / f"map{ending}"
            rounds = 3 if ending in SLOW else 7
            spent = best(
                lambda path=path: save_figure(map_figure(scene), path),  # type: ignore[misc]
                rounds,
            )
            print(f"{ending:7} {spent:10.1f} ms {path.stat().st_size // 1024:6}")
        path = Path(folder) / "network.html"
        spent = best(lambda: save(scene, path), 3)
        print(f"page    {spent:10.1f} ms {path.stat().st_size // 1024:6}  (interactive)")


def main() -> None:
    """Reads the bundled plan and measures every view and every kind of file."""
    with plangraph.open(":memory:") as store:
        store.add(plangraph.to_graphs(plangraph.read(plangraph.demo_plan())))
        (key,) = store.plan_keys()
        measure_views(store, key)
        print()
        measure_files(store, key)


if __name__ == "__main__":
    main()
