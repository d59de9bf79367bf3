"""From a real store on disk, filled by the reader, to a scene."""

from collections import Counter
from itertools import combinations

import pytest

from plangraph.graph.store import Store
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.viz.elements import Scene
from plangraph.viz.extract import Extract
from plangraph.viz.scene import responsibility_scene, scene_of
from plangraph.viz.words import words_of
from tests.viz import plans


def links(scene: Scene) -> set[tuple[str, str, str, str, int]]:
    """Each link as task, party, role, quoted words and their place."""
    label = {node.id: node.label for node in scene.nodes}
    return {
        (label[e.task], label[e.agency], e.role.value, s.quote.text, s.quote.start)
        for e in scene.edges
        for s in e.statements
    }


@pytest.mark.parametrize(("extract", "place"), [(plans.kunming(), 0), (plans.digital(), 1)])
def test_a_read_plan_is_drawn_as_the_gold_plan(
    extract: Extract, place: int, both_store: Store, seed_plan: Plan, digital_plan: Plan
) -> None:
    """What is read and stored gives the same links and sentences as the plan done by hand."""
    key = (seed_plan, digital_plan)[place].key
    scene = responsibility_scene(both_store, key)
    by_hand = scene_of(extract, words_of("zh"))
    assert {(task, party) for task, party, *_ in links(scene)} == {
        (task, party) for task, party, *_ in links(by_hand)
    }
    assert scene.summary == by_hand.summary
    assert scene.subtitle == by_hand.subtitle


def test_quotes_stand_in_the_text(seed_store: Store, seed_plan: Plan) -> None:
    """Every quote of a scene is the text between its two offsets."""
    text = seed_plan.version.text
    scene = responsibility_scene(seed_store, include="all")
    quotes = [quote for row in scene.rows for quote in row.quotes]
    assert quotes
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)


def test_the_map_answers_who_carries_most(seed_store: Store) -> None:
    """The numbers in the boxes are the loads of the parties: 9, 6, 4, 3, 3, three times 2, 1."""
    scene = responsibility_scene(seed_store)
    loads = Counter({node.label: node.count for node in scene.nodes if node.kind == "agency"})
    assert [n for _, n in loads.most_common()] == [9, 6, 4, 3, 3, 2, 2, 2, *[1] * 12]
    assert loads.most_common(1) == [("市市场监管局", 9)]


def test_the_map_answers_who_works_together(seed_store: Store) -> None:
    """The links hold the pairs of parties that share tasks: 78 pairs, five of them three times."""
    scene = responsibility_scene(seed_store)
    parties: dict[str, list[str]] = {}
    for edge in scene.edges:
        parties.setdefault(edge.task, []).append(edge.agency)
    pairs = Counter(p for names in parties.values() for p in combinations(sorted(names), 2))
    assert len(pairs) == 78
    assert sorted((n for n in pairs.values() if n >= 3), reverse=True) == [6, 4, 3, 3, 3]


def test_all_plans_of_a_store_are_drawn_together(both_store: Store) -> None:
    """Without a plan the picture holds every plan, and a party of two plans is one box."""
    scene = responsibility_scene(both_store)
    assert scene.subtitle == "13 项任务 · 21 个责任单位 · 55 条责任关系"
    assert len(scene.bands) == 2


def test_a_plan_that_is_not_there_is_named(seed_store: Store) -> None:
    """Asking for an unknown plan gives an error with its key."""
    with pytest.raises(UnknownThingError, match="cn-000000-1999-00000000"):
        responsibility_scene(seed_store, "cn-000000-1999-00000000")


def test_phases_and_requirements_come_on_request(seed_store: Store) -> None:
    """With all units the four phases with their stated lead are in the picture."""
    scene = responsibility_scene(seed_store, include="all")
    leads = [edge for edge in scene.edges if edge.role == "lead"]
    assert len(leads) == 4
    assert len({edge.agency for edge in leads}) == 1
    assert all(edge.role != "lead" for edge in responsibility_scene(seed_store).edges)


def test_names_are_in_english_where_they_are_known(seed_store: Store) -> None:
    """The English picture gives English names beside the printed ones."""
    scene = responsibility_scene(seed_store, lang="en")
    assert "Market regulation (市市场监管局)" in {node.label for node in scene.nodes}
    assert scene.summary[0].endswith("takes part in all 9 tasks, always printed first.")
