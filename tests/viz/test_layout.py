"""Where boxes stand."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from plangraph.viz import layout
from plangraph.viz.elements import Band, Node, Scene
from plangraph.viz.scene import scene_of
from plangraph.viz.words import words_of
from tests.viz import plans

TITLES = st.lists(st.text(min_size=1, max_size=80), min_size=0, max_size=12)


def overlapping(scene: Scene) -> list[tuple[str, str]]:
    """Pairs of boxes (headings of plans included) that share a point."""
    boxes = [*scene.nodes, *scene.bands]
    return [(a.label, b.label) for a, b in combinations(boxes, 2) if touch(a, b)]


def touch(one: Node | Band, other: Node | Band) -> bool:
    """Whether two boxes share a point."""
    across = abs(one.x - other.x) * 2 < one.width + other.width
    return across and abs(one.y - other.y) * 2 < one.height + other.height


def outside(scene: Scene) -> list[str]:
    """Boxes that stick out of the drawing."""
    return [
        box.label
        for box in (*scene.nodes, *scene.bands)
        if box.x - box.width / 2 < 0
        or box.x + box.width / 2 > scene.width
        or box.y - box.height / 2 < 0
        or box.y + box.height / 2 > scene.height
    ]


def test_no_box_covers_another() -> None:
    """In the picture of two real-size plans no box covers another and none leaves the drawing."""
    scene = scene_of(plans.joined(plans.kunming(), plans.digital()), words_of("zh"))
    assert overlapping(scene) == []
    assert outside(scene) == []


@given(titles=TITLES, names=TITLES, data=st.data())
def test_no_box_covers_another_in_any_plan(
    titles: list[str], names: list[str], data: st.DataObject
) -> None:
    """Boxes stay apart whatever the number, the length and the script of the names."""
    some = st.lists(st.sampled_from(names), max_size=6) if names else st.just([])
    lists = [data.draw(some) for _ in titles]
    other = plans.invented(titles[:3], lists[:3], plan="x-2025-11111111")
    for extract in (
        plans.invented(titles, lists),
        plans.joined(plans.invented(titles, lists), other),
    ):
        scene = scene_of(extract, words_of("zh"))
        assert overlapping(scene) == []
        assert outside(scene) == []


@given(st.text(max_size=500), st.floats(min_value=40, max_value=400))
def test_lines_fit_their_box(text: str, width: float) -> None:
    """A label becomes at most two lines, none wider than its box, none empty."""
    lines = layout.cut_lines(text, width)
    assert 1 <= len(lines) <= 2
    assert all(line and layout.text_width(line) * layout.FONT <= width for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    """A label that is cut says so; one that fits is left alone."""
    assert layout.cut_lines("推进" * 50, 300)[-1].endswith("…")
    assert layout.cut_lines("推进改革", 300) == ("推进改革",)


def test_words_are_not_cut_in_the_middle() -> None:
    """A label in Latin script breaks at spaces."""
    lines = layout.cut_lines("Kunming Administration for Market Regulation", 230)
    assert lines == ("Kunming Administration for", "Market Regulation")
    assert layout.cut_lines("Economic and technological zone", 216)[0] == "Economic and"


def test_agencies_stand_beside_their_tasks() -> None:
    """Parties are ordered by the mean place of their tasks; tasks keep the document's order."""
    extract = plans.invented(["一", "二", "三"], [["甲", "丙"], ["乙", "丙"], ["丙", "丁"]])
    scene = scene_of(extract, words_of("zh"))
    tasks = [node for node in scene.nodes if node.kind == "task"]
    agencies = [node for node in scene.nodes if node.kind == "agency"]
    assert [task.y for task in tasks] == sorted(task.y for task in tasks)
    assert [agency.label for agency in agencies] == ["甲", "丙", "乙", "丁"]
    assert [agency.y for agency in agencies] == sorted(agency.y for agency in agencies)


def test_type_is_readable_at_a_thousand_pixels() -> None:
    """The drawing with its side panel fits 1,000 pixels with type of at least 12 pixels."""
    panel, padding = 280, 12
    assert layout.FONT * (1000 - panel - padding) / layout.WIDTH >= 12


def test_lines_break_where_chinese_may_break() -> None:
    """No line begins with a closing mark or ends with an opening one, and dates stay whole."""
    assert layout.cut_lines("优化政策体系，完善", 90.0) == ("优化政策体", "系，完善")
    assert layout.cut_lines("行动计划表（试行）", 90.0) == ("行动计划表", "（试行）")
    assert layout.cut_lines("印发日期2022-09-29", 120.0) == ("印发日期", "2022-09-29")
