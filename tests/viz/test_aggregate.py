"""Large pictures: gathered into groups, opened one group or one box at a time."""

from dataclasses import replace

from plangraph.viz.aggregate import MOST, MOST_MEMBERS, gathered, label_of, looked_at, members_of
from plangraph.viz.elements import NodeKind, Scene
from plangraph.viz.map_figure import map_figure
from plangraph.viz.matrix_figure import matrix_figure
from plangraph.viz.scene import scene_of
from plangraph.viz.shapes import GROUP, Link
from plangraph.viz.words import figure_words, words_of
from tests.viz.plans import kunming, wide

WORDS = figure_words("zh")


def large(tasks: int = 40, agencies: int = 320, families: int = 8) -> Scene:
    """A scene of many parties in a few families; tasks have a family each."""
    scene = scene_of(wide(tasks, agencies), words_of("zh"))
    nodes = [
        replace(node, family=f"职能{place % families}" if node.kind is NodeKind.AGENCY else node.id)
        for place, node in enumerate(scene.nodes)
    ]
    return replace(scene, nodes=tuple(nodes))


def test_a_small_scene_stays_whole() -> None:
    """Whatever is chosen, a picture of at most 300 boxes is drawn whole."""
    scene = scene_of(kunming(), words_of("zh"))
    assert gathered(scene, WORDS) is scene
    assert looked_at(scene, WORDS, scene.nodes[0].id) == (scene, scene)


def test_the_description_of_a_large_scene_ends() -> None:
    """A description names 300 tasks and says how many more stand in the table, which has all."""
    figure = map_figure(large(tasks=310, agencies=4, families=2))
    lines = figure.description.splitlines()
    assert len(lines) == 302
    assert lines[-1] == "另有 10 项任务，见表格。"
    assert len({row[0] for row in figure.table.rows}) == 310


def test_groups_count_tasks() -> None:
    """A group's figure is the number of tasks that its members share in, each counted once."""
    scene = large()
    drawn = gathered(scene, WORDS)
    assert len(drawn.nodes) == 40 + 8
    for node in drawn.nodes:
        if node.id.startswith(GROUP):
            inside = {member.id for member in members_of(scene, node.id, WORDS)}
            assert node.count == len({edge.task for edge in scene.edges if edge.agency in inside})
            assert node.label == label_of(scene, node.id, WORDS)


def test_a_group_is_opened() -> None:
    """The key of a group draws its members one by one with all that they are linked with."""
    scene = large()
    key = next(node.id for node in gathered(scene, WORDS).nodes if node.id.startswith(GROUP))
    members = {node.id for node in members_of(scene, key, WORDS)}
    told, drawn = looked_at(scene, WORDS, key)
    assert {node.id for node in drawn.nodes if node.kind is NodeKind.AGENCY} == members
    assert {edge.id for edge in told.edges} == {e.id for e in scene.edges if e.agency in members}
    assert "这里只画" in drawn.subtitle
    for figure in (map_figure(scene, key), matrix_figure(scene, key)):
        keys = {shape.key for shape in figure.drawing.shapes if isinstance(shape, Link)}
        assert members <= keys
        assert len(figure.table.rows) == len(told.edges)


def test_a_box_is_drawn_alone() -> None:
    """The key of a task draws it with its parties; one that is not there draws the groups."""
    scene = large()
    task = next(node.id for node in scene.nodes if node.kind is NodeKind.TASK)
    _, drawn = looked_at(scene, WORDS, task)
    own = {edge.agency for edge in scene.edges if edge.task == task}
    assert {node.id for node in drawn.nodes} == {task} | own
    assert looked_at(scene, WORDS, "group:agency:不存在") == (scene, gathered(scene, WORDS))


def test_an_opened_group_can_be_too_large() -> None:
    """Of a huge group the busiest are drawn, the rest is told; no picture has over 300 boxes."""
    scene = large(tasks=400, agencies=600, families=2)
    key = next(
        node.id
        for node in gathered(scene, WORDS).nodes
        if node.id.startswith(f"{GROUP}{NodeKind.AGENCY.value}")
    )
    told, drawn = looked_at(scene, WORDS, key)
    assert sum(node.kind is NodeKind.AGENCY for node in drawn.nodes) == MOST_MEMBERS
    assert len(drawn.nodes) <= MOST < len(told.nodes)
    assert f"只画其中关系最多的 {MOST_MEMBERS} 个" in drawn.subtitle
