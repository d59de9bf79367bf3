"""Every view: nothing overlaps, leaves the picture or is too small, and all facts are told."""

import itertools
from datetime import date
from math import cos, radians, sin

import pytest

from plangraph.graph.store import Store
from plangraph.viz.agency_figure import agency_figure, agency_of
from plangraph.viz.extract import PlanFacts
from plangraph.viz.map_figure import map_figure
from plangraph.viz.matrix_figure import matrix_figure
from plangraph.viz.network_figure import network_of
from plangraph.viz.scene import scene_of
from plangraph.viz.shapes import Figure, Path, Rect, Text
from plangraph.viz.time_facts import Due, Times
from plangraph.viz.timeline_figure import timeline_of
from plangraph.viz.views import find_party
from plangraph.viz.words import figure_words, words_of
from tests.viz import figures, plans

NAMES = ("map", "matrix", "ring", "ring around one", "time line", "targets")
LONG = ["关于推进" + "高质量发展" * 20, "短", "An English title that is long " * 6]


@pytest.fixture(params=list(itertools.product(("zh", "en"), range(len(NAMES)))), ids=str)
def stored(request: pytest.FixtureRequest, both_store: Store) -> Figure:
    """Each view of the bundled plan, in both languages."""
    lang, place = request.param
    key = next(key for key in both_store.plan_keys() if "2022" in key)
    return figures.of_store(both_store, key, lang)[place]


INVENTED = {
    "100 agencies": plans.wide(40, 100),
    "250 agencies": plans.wide(100, 250),
    "long names": plans.invented(LONG, [["某某委员会办公室" * 9], ["甲局", "乙局"], ["B " * 80]]),
    "no parties": plans.invented(["建设", "推进"], [[], []]),
    "one": plans.invented(["建设"], [["甲局"]]),
    "nothing": plans.invented([], []),
}


@pytest.fixture(params=list(itertools.product(INVENTED, range(3))), ids=str)
def invented(request: pytest.FixtureRequest) -> Figure:
    """Map, matrix and ring of invented plans of all sizes."""
    name, place = request.param
    return figures.of_extract(INVENTED[name])[place]


def check(figure: Figure) -> None:
    """No box over another; all text inside the drawing, and 12 pixels or more at 1,000."""
    assert figures.overlapping(figure) == []
    width, height = figure.drawing.width, figure.drawing.height
    assert width <= 1000
    for text in figures.texts(figure):
        assert text.size * 1000 / max(width, 1000) >= 12
        left, right, top, bottom = reach(text)
        assert left >= -1, text
        assert right <= width + 1, text
        assert top >= -8, text
        assert bottom <= height + 1, text


def reach(text: Text) -> tuple[float, float, float, float]:
    """How far a line of text goes to the left, right, top and bottom of the drawing."""
    start = {"start": 0.0, "middle": -0.5, "end": -1.0}[text.anchor] * text.width
    turn = radians(text.angle)
    ends = [
        (text.x + at * cos(turn), text.y + at * sin(turn)) for at in (start, start + text.width)
    ]
    xs, ys = [x for x, _ in ends], [y for _, y in ends]
    return min(xs), max(xs), min(ys), max(ys)


def test_a_view_is_readable(stored: Figure) -> None:
    """In each view no boxes overlap, no text leaves the picture, and none is below 12 pixels."""
    check(stored)


def test_a_view_of_any_plan_is_readable(invented: Figure) -> None:
    """The same for plans with 100 and 250 agencies, long names, no parties, nothing at all."""
    check(invented)


def test_a_view_tells_itself_in_words(stored: Figure) -> None:
    """Each view has a title, an alternative text, a long description, a citation and a table."""
    assert stored.title
    assert stored.alt
    assert len(stored.description) > len(stored.alt) / 2
    assert "sha256" in stored.citation
    assert stored.table.rows
    assert all(len(row) == len(stored.table.columns) for row in stored.table.rows)


def test_text_stands_inside_its_box() -> None:
    """In map and cards no line is wider than the box that it stands in."""
    for extract in INVENTED.values():
        for link in figures.links(figures.of_extract(extract)[0]):
            (box,) = [shape for shape in link.shapes if isinstance(shape, Rect)]
            for text in (shape for shape in link.shapes if isinstance(shape, Text)):
                left, right, *_ = reach(text)
                assert box.x <= left
                assert right <= box.x + box.width


def test_the_map_of_the_bundled_plan_has_every_link() -> None:
    """9 tasks, 20 parties and 43 lines; boxes, lines, counts, words and table agree."""
    scene = scene_of(plans.kunming(), words_of("zh"))
    figure = map_figure(scene)
    assert len(figures.links(figure)) == 29
    assert len(figures.connections(figure)) == 43
    assert sum(line.style == "first" for line in figures.connections(figure)) == 9
    counts = [int(t.text) for t in figures.texts(figure) if t.style == "count"]
    assert sum(counts) == 43
    assert all(n in figure.alt for n in ("9 项任务", "20 个责任单位", "43 条责任关系"))
    assert len(figure.table.rows) == 43


def test_the_table_has_the_facts_of_the_map() -> None:
    """Each row of the table is a line of the picture, and each line a row, with its evidence."""
    for extract in (plans.kunming(), plans.digital(), plans.wide(30, 60)):
        scene = scene_of(extract, words_of("zh"))
        label = {node.id: node.label for node in scene.nodes}
        words = words_of("zh")
        facts = {
            (label[e.task], label[e.agency], words.say(f"role.{e.style}")) for e in scene.edges
        }
        for figure in (map_figure(scene), matrix_figure(scene)):
            task, party, role, quote = (
                figure.table.columns.index(name)
                for name in ("任务", "责任单位", "职责", "原文依据")
            )
            rows = figure.table.rows
            assert {(row[task], row[party], row[role]) for row in rows if row[role]} == facts
            assert all(row[quote] for row in rows if row[role])


def test_the_matrix_has_a_cell_a_duty() -> None:
    """A cell stands for each responsibility, with the letter of its role."""
    figure = matrix_figure(scene_of(plans.digital(), words_of("zh")))
    cells = [box for box in figures.boxes(figure) if box.style.startswith("cell-")]
    letters = [text.text for text in figures.texts(figure) if text.style.startswith("on-")]
    assert len(cells) == len(letters) == len(figure.table.rows)
    assert letters.count("牵") == 3
    assert letters.count("配") == 5


def test_pairs_of_the_ring_are_the_pairs_of_the_table() -> None:
    """The ring draws a line for each row of its table, thicker where more tasks are shared."""
    figure = network_of(scene_of(plans.kunming(), words_of("zh")))
    lines = [s.style for s in figure.drawing.faint if isinstance(s, Path)]
    shared = [min(6, int(row[2])) for row in figure.table.rows]
    assert sorted(lines) == sorted(f"link-{n}" for n in shared)
    assert figure.summary[0] == "市市场监管局与市新闻出版(版权)局共同承担的任务最多，共 6 项。"


def test_the_ring_says_who_holds_it_together() -> None:
    """A party without which the others would not be joined is named."""
    lists = [["甲局", "乙局"], ["甲局", "丙局"], ["丁局"]]
    figure = network_of(scene_of(plans.invented(["一", "二", "三"], lists), words_of("zh")))
    assert "没有甲局，网络就会断开。" in figure.summary
    assert "另有 1 个单位不与其他单位共同承担任务。" in figure.summary


def test_a_profile_counts_what_a_party_shares() -> None:
    """A profile lists the party's tasks with its role, and its partners with a bar each."""
    scene = scene_of(plans.kunming(), words_of("zh"))
    key = next(node.id for node in scene.nodes if node.label == "市科技局")
    figure = agency_of(scene, key)
    assert len(figure.table.rows) == 4
    bars = [box for box in figures.boxes(figure) if box.style == "bar"]
    counts = [int(t.text) for t in figures.texts(figure) if t.style == "count"]
    assert counts == sorted(counts, reverse=True)
    assert len(bars) == len(counts) == 11
    assert bars[0].width / counts[0] == pytest.approx(bars[-1].width / counts[-1], rel=0.01)
    check(figure)


def test_a_profile_cites_only_the_plans_of_the_party(both_store: Store) -> None:
    """The profile of a party of one plan speaks of that plan, whatever else the store holds."""
    scene = scene_of(plans.kunming(), words_of("zh"))
    both = {node.full_label for node in scene_of(plans.digital(), words_of("zh")).nodes}
    alone = next(n for n in scene.nodes if n.kind == "agency" and n.full_label not in both)
    figure = agency_figure(both_store, find_party(both_store, alone.full_label))
    assert figure.citation.count("《") == 1


def test_300_boxes_are_the_most() -> None:
    """A plan of 100 tasks and 250 parties is drawn in groups; the table keeps every fact."""
    scene = scene_of(INVENTED["250 agencies"], words_of("zh"))
    figure = map_figure(scene)
    assert len(scene.nodes) == 350
    assert len(figures.links(figure)) <= 300
    assert len(figure.table.rows) == len(scene.edges)
    assert "合并显示" in figure.subtitle


def test_the_time_line_of_the_bundled_plan(both_store: Store) -> None:
    """Four phases with their dates as printed, three check-points, five targets that fall due."""
    key = next(key for key in both_store.plan_keys() if "2022" in key)
    figure = figures.of_store(both_store, key)[4]
    kinds = [row[0] for row in figure.table.rows]
    assert [kinds.count(kind) for kind in ("阶段", "检查点", "指标")] == [4, 3, 5]
    assert figure.summary[0] == "启动培育阶段：2022-07 至 2022-12（6 个月）。"
    bars = [box for box in figures.boxes(figure) if box.style == "bar"]
    assert [round(bar.width / bars[0].width, 1) for bar in bars] == [1.0, 2.0, 2.0, 1.0]


def test_targets_say_what_the_plan_does_not_tell(both_store: Store) -> None:
    """A card has the figure as printed, the deadline, and that no base figure is given."""
    key = next(key for key in both_store.plan_keys() if "2022" in key)
    figure = figures.of_store(both_store, key)[5]
    shown = [text.text for text in figures.texts(figure)]
    assert "≥ 32万件" in shown
    assert any(text.startswith("至 2025") and "基期未给出" in text for text in shown)
    assert len(figures.links(figure)) == len(figure.table.rows) == 14


def test_a_time_line_of_many_plans_has_a_row_a_plan() -> None:
    """Above 300 rows a plan is one stretch from its first to its last date; the table has all."""
    facts = tuple(PlanFacts(f"plan/{n}", f"方案{n}") for n in range(40))
    dues = tuple(
        Due(
            "task", f"task/{n}", f"plan/{n % 40}", "推进", date(2020 + n % 9, 6, 30), "六月", "推进"
        )
        for n in range(400)
    )
    figure = timeline_of(Times(facts, (), dues), figure_words("zh"))
    assert len(figures.links(figure)) == 40
    assert len(figure.table.rows) == 400
    assert "每份方案合为一行" in figure.subtitle
    check(figure)
