"""The questions that the network view answers: CQ01, CQ02, CQ06 and CQ25 of the competency file."""

import json
from collections import Counter
from itertools import combinations

import pytest

from plangraph.graph.store import Store
from plangraph.viz.elements import Scene
from plangraph.viz.scene import responsibility_scene
from tests.answers import fold
from tests.conftest import ROOT

ANSWERS = {
    row["id"]: row["rows"]
    for row in map(
        json.loads, (ROOT / "tests/gold/competency.jsonl").read_text("utf-8").splitlines()
    )
}
Teams = dict[str, list[str]]


@pytest.fixture(scope="module")
def teams(seed_store: Store) -> Teams:
    """Each task of the drawn scene with its parties in the order of the links."""
    scene: Scene = responsibility_scene(seed_store, seed_store.plan_keys()[0], "zh")
    names = {node.id: fold(node.label) for node in scene.nodes}
    found: Teams = {}
    for edge in sorted(scene.edges, key=lambda edge: min(said.rank for said in edge.statements)):
        found.setdefault(names[edge.task], []).append(names[edge.agency])
    return found


def test_cq01_parties_of_each_task(teams: Teams) -> None:
    """The picture links each task with the parties that the text prints, in their order."""
    wanted = [[fold(name) for name in row[2].split("、")] for row in ANSWERS["CQ01"]]
    assert sorted(teams.values()) == sorted(wanted)


def test_cq02_tasks_of_each_party(teams: Teams) -> None:
    """The number of links of a party is the number of tasks it shares in."""
    counts = Counter(name for team in teams.values() for name in team)
    assert counts == {fold(name): int(k) for name, k in ANSWERS["CQ02"]}


def _pairs(teams: Teams) -> Counter[frozenset[str]]:
    return Counter(frozenset(pair) for team in teams.values() for pair in combinations(team, 2))


def test_cq06_pairs_that_share_three_tasks(teams: Teams) -> None:
    """Five pairs of parties meet in three tasks or more."""
    often = {pair: k for pair, k in _pairs(teams).items() if k >= 3}
    assert often == {frozenset((fold(a), fold(b))): int(k) for a, b, k in ANSWERS["CQ06"]}


def test_cq25_degrees(teams: Teams) -> None:
    """78 pairs work together; each party has the degree of the competency file."""
    pairs = _pairs(teams)
    assert len(pairs) == 78
    degrees = Counter(name for pair in pairs for name in pair)
    assert degrees == {fold(name): int(k) for name, k in ANSWERS["CQ25"]}
