"""Long names: whole where they can be, never over another, in every view that names parties."""

import itertools
import re
from datetime import date

import pytest

from plangraph.graph.store import Store
from plangraph.viz.agency_figure import agency_of
from plangraph.viz.extract import PlanFacts
from plangraph.viz.map_facts import fitted_name
from plangraph.viz.map_figure import map_figure
from plangraph.viz.matrix_figure import matrix_figure
from plangraph.viz.network_figure import network_of
from plangraph.viz.scene import responsibility_scene, scene_of
from plangraph.viz.shapes import Path, Text
from plangraph.viz.svg import figure_svg
from plangraph.viz.targets_figure import targets_figure
from plangraph.viz.time_facts import Phase, Step, Times
from plangraph.viz.timeline_figure import timeline_of
from plangraph.viz.words import figure_words, words_of
from tests.viz import figures, plans
from tests.viz.test_figures import check, reach

LONG = "某市新型城镇化与城乡融合发展工作联席会议办公室"  # 23 characters, as real ones have
LISTS = [[LONG, "市科技局"], ["市科技局", "中国（某省）自由贸易试验区某片区管理委员会", LONG]]


def shown(texts: list[Text]) -> str:
    """What a picture shows, without the breaks of its lines."""
    return "".join(text.text for text in texts)


def test_the_english_names_of_the_bundled_plan_are_whole(seed_store: Store) -> None:
    """In English no party of the map and of a profile is cut, and one in matrix and ring."""
    scene = responsibility_scene(seed_store, None, "en")
    busiest = max(scene.nodes, key=lambda node: (node.kind == "agency", node.count)).id
    cut = {
        figure.kind: sum(text.text.count("…") for text in figures.texts(figure))
        for figure in (
            map_figure(scene),
            matrix_figure(scene),
            network_of(scene),
            agency_of(scene, busiest),
        )
    }
    assert cut == {"map": 0, "matrix": 1, "network": 1, "agency": 0}


def test_an_english_picture_keeps_the_printed_names(seed_store: Store) -> None:
    """In matrix and ring an English name has the printed one below it, marked as Chinese."""
    scene = responsibility_scene(seed_store, None, "en")
    for figure in (matrix_figure(scene), network_of(scene)):
        lines = [text.text for text in figures.texts(figure)]
        assert lines[lines.index("市科技局") - 1].startswith("Science and technology")
        svg = figure_svg(figure)
        assert re.search('<text[^>]* lang="zh-Hans">市科技局<', svg)
        assert not re.search('<text[^>]* lang="zh-Hans">Science', svg)


def test_a_name_that_is_cut_keeps_its_place() -> None:
    """Two departments of two provinces are told apart, also where their names are too long."""
    name = "Industry and information technology, Guangdong"
    assert fitted_name(name, 300.0, 13.0).endswith("…, Guangdong")
    assert fitted_name(name, 500.0, 13.0) == name
    assert fitted_name("Press, publication and copyright", 120.0, 13.0).endswith("…")


def test_long_chinese_names_are_whole_in_map_and_profile() -> None:
    """A name of 23 characters is written out in map and profile, in as many lines as it needs."""
    scene = scene_of(plans.invented(["推进改革", "加强协调"], LISTS), words_of("zh"))
    key = next(node.id for node in scene.nodes if node.label == "市科技局")
    for figure in (map_figure(scene), agency_of(scene, key)):
        assert LONG in shown(figures.texts(figure))
        check(figure)
    key = next(node.id for node in scene.nodes if node.label == LONG)
    middle = network_of(scene, key)
    assert LONG in shown([text for text in figures.texts(middle) if text.style == "told"])


@pytest.mark.parametrize("size", [8, 30, 60])
def test_names_of_a_ring_lie_over_no_other(size: int) -> None:
    """Around a ring, and in its middle, no name of any length crosses another."""
    names = [f"市{LONG[: 3 + n % 20]}{n}" for n in range(size)]
    lists = [[names[0], *names[n : n + 4]] for n in range(0, size, 4)]
    scene = scene_of(plans.invented([f"任务{n}" for n in range(len(lists))], lists), words_of("zh"))
    key = next(node.id for node in scene.nodes if node.label == names[0])
    for figure in (network_of(scene), network_of(scene, key)):
        check(figure)
        middle = [text for text in figures.texts(figure) if text.style == "told"]
        others = [text for text in figures.texts(figure) if text.style == "ink"]
        for inside, outside in itertools.product(middle, others):
            assert apart(inside, outside), (inside, outside)


def test_matrices_use_the_width_that_they_have() -> None:
    """Only a head that would leave the picture makes a matrix go on below."""
    short = [f"市{n}局" for n in range(24)]
    scene = scene_of(plans.invented(["推进"], [short]), words_of("zh"))
    assert len([t for t in figures.texts(matrix_figure(scene)) if t.style == "muted"]) == 0
    scene = scene_of(plans.invented(["推进"], [[*short, LONG + "一"]]), words_of("zh"))
    figure = matrix_figure(scene)
    assert [t.text for t in figures.texts(figure) if t.style == "muted"] == ["续表 2／2"]
    check(figure)


def apart(one: Text, other: Text) -> bool:
    """Whether the rectangles around two lines have nothing in common."""
    left, right, top, bottom = reach(one)
    west, east, north, south = reach(other)
    return right < west or east < left or bottom < north or south < top - one.size


def test_a_check_point_stands_in_its_phase() -> None:
    """The dot of a check-point stands where its phase begins, also where its words do not fit."""
    plan = PlanFacts("plan/1", "方案")
    days = [(date(2025, 1, 1), date(2025, 11, 30)), (date(2025, 12, 1), date(2025, 12, 31))]
    step = Step("总体评估" * 4, checkpoint=True, quote="")
    phases = tuple(
        Phase(f"phase/{n}", plan.key, f"第{n}阶段", *ends, f"{ends[0]}", f"{ends[1]}", "", (step,))
        for n, ends in enumerate(days)
    )
    figure = timeline_of(Times((plan,), phases, ()), figure_words("zh"))
    check(figure)
    for link, bar in zip(figures.links(figure), figures.boxes(figure), strict=True):
        (dot,) = [s for s in link.shapes if isinstance(s, Path) and s.style == "check"]
        left = float(dot.d[1:].split()[0])
        assert bar.x <= left <= bar.x + bar.width


def test_cards_tell_their_words_in_two_lines(seed_store: Store) -> None:
    """The words that state a target are cut only where two lines of a card do not hold them."""
    quotes = [text.text for text in figures.texts(targets_figure(seed_store)) if text.size < 13]
    assert quotes
    assert not [line for line in quotes if line.endswith("…")]
