"""Filters: what they keep, and what they never claim."""

import pytest

from plangraph.graph.store import Store
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError
from plangraph.viz.choice import Choice
from plangraph.viz.elements import Scene
from plangraph.viz.scene import chosen_scene
from plangraph.viz.views import Asked, figure_of, find_party


@pytest.fixture
def seed(both_store: Store) -> str:
    """The key of the bundled plan."""
    return next(key for key in both_store.plan_keys() if "2022" in key)


def labels(scene: Scene, kind: str) -> list[str]:
    """The labels of one column."""
    return [node.label for node in scene.nodes if node.kind == kind]


@pytest.mark.parametrize(
    ("choice", "tasks", "parties", "edges"),
    [
        (Choice(), 9, 20, 43),
        (Choice(hide_everywhere=True), 8, 19, 34),
        (Choice(roles=("first",)), 9, 1, 9),
        (Choice(agencies=("市科技局",)), 4, 1, 4),
        (Choice(agencies=("市科技局", "市公安局")), 5, 2, 5),
        (Choice(functions=("市场监管",)), 9, 1, 9),
        (Choice(region="南亚"), 3, 14, 19),
        (Choice(phase="全面实施"), 9, 20, 43),
        (Choice(region="南亚", agencies=("市科技局",)), 2, 1, 2),
    ],
)
def test_a_filter_keeps_what_it_says(
    both_store: Store, seed: str, choice: Choice, tasks: int, parties: int, edges: int
) -> None:
    """Each filter keeps its tasks, parties and links, and filters together keep what all keep."""
    scene = chosen_scene(both_store, seed, "zh", choice)
    assert (len(labels(scene, "task")), len(labels(scene, "agency"))) == (tasks, parties)
    assert len(scene.edges) == edges


def test_a_filter_makes_no_task_nobodys(both_store: Store, seed: str) -> None:
    """A task whose parties are filtered out is left out; it is not said to have none."""
    scene = chosen_scene(both_store, seed, "zh", Choice(hide_everywhere=True))
    assert all(node.count for node in scene.nodes)
    assert not any("未写" in sentence for sentence in scene.summary)


def test_a_filter_is_told(both_store: Store, seed: str) -> None:
    """A filtered picture says so below its title, in both languages."""
    choice = Choice(roles=("lead", "first"), region="南亚")
    assert chosen_scene(both_store, seed, "zh", choice).subtitle.endswith(
        "筛选：牵头、原文列首位、南亚"
    )
    assert chosen_scene(both_store, seed, "en", choice).subtitle.endswith(
        "Only: leads, printed first, 南亚"
    )


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        (Choice(roles=("boss",)), InvalidQueryError),
        (Choice(phase="没有这个阶段"), UnknownThingError),
        (Choice(region="没有这个地方"), UnknownThingError),
    ],
)
def test_what_there_is_not_is_refused(
    both_store: Store, seed: str, choice: Choice, error: type[Exception]
) -> None:
    """A role, phase or region that there is not gives an error, never an empty picture."""
    with pytest.raises(error):
        chosen_scene(both_store, seed, "zh", choice)


def test_a_filter_that_leaves_nothing_is_told(both_store: Store, seed: str) -> None:
    """A view of nothing is refused with advice."""
    nothing = Choice(agencies=("没有这个局",))
    with pytest.raises(UnknownThingError, match="leave nothing"):
        figure_of(both_store, Asked("map", seed, choice=nothing))


def test_a_party_is_found_by_any_of_its_names(both_store: Store, seed: str) -> None:
    """A key, the full name, the printed name and a part of it lead to the same party."""
    key = find_party(both_store, "昆明市科学技术局", seed)
    assert find_party(both_store, key, seed) == key
    assert find_party(both_store, "市科技局", seed) == key
    assert find_party(both_store, "科学技术", seed) == key


def test_an_unclear_name_lists_who_is_meant(both_store: Store, seed: str) -> None:
    """A word that many names hold gives an error with the names."""
    with pytest.raises(UnknownThingError, match="parties have such a name: 昆明市"):
        find_party(both_store, "局", seed)
    with pytest.raises(UnknownThingError, match="No party"):
        find_party(both_store, "没有这个局", seed)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked("chord"), "no view 'chord'"),
        (Asked("agency"), "shows one party"),
        (Asked("timeline", choice=Choice(roles=("lead",))), "could be filtered"),
    ],
)
def test_a_view_that_makes_no_sense_is_refused(both_store: Store, asked: Asked, words: str) -> None:
    """An unknown view, a profile of nobody and filters where nothing can be filtered are told."""
    with pytest.raises(InvalidQueryError, match=words):
        figure_of(both_store, asked)
