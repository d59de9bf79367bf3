"""The commands that judge: check and evaluate."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Literal

import plangraph
from plangraph.ontology.terms import OA

Run = Callable[..., Any]
GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture
def docs(plan: Path, tmp_path: Path) -> Path:
    """A folder with the plans that have gold facts."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for path in (plan, *(GOLD.parent / "plans").glob("*.txt")):
        shutil.copy(path, folder)
    return folder


def test_the_bundled_plan_breaks_no_rule(run: Run, store: Path, plan: Path) -> None:
    """`check` finds nothing wrong in a store with the bundled plan, nor in its file."""
    for words in (["--store", store], [plan]):
        shown = run("check", *words)
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.splitlines()[-1].startswith("0 violations")


def test_check_finds_a_planted_fault(run: Run, plan: Path, tmp_path: Path) -> None:
    """A quote that is not what stands in the text is a violation: named, counted, code 1."""
    graphs = plangraph.to_graphs(plangraph.read(plan))
    span, _, quote = min(graphs.stated.triples((None, OA.exact, None)))
    graphs.stated.set((span, OA.exact, Literal(f"{quote}改")))
    with plangraph.open(tmp_path / "store") as graph:
        graph.add(graphs)
    shown = run("check", "--store", tmp_path / "store")
    assert shown.code == 1
    assert "violation" in shown.out
    assert f"{quote}改" in shown.out
    assert not shown.out.splitlines()[-1].startswith("0 violations")


def test_evaluate_finds_everything(run: Run, docs: Path) -> None:
    """Against the gold facts of the bundled and the invented plan every kind has F1 1.000."""
    shown = run("evaluate", GOLD, docs, "--json")
    assert (shown.code, shown.err) == (0, "")
    kinds = json.loads(shown.out)["kinds"]
    assert {name: round(score["f1"], 3) for name, score in kinds.items()} == dict.fromkeys(
        kinds, 1.0
    )


def test_evaluate_shows_a_table(run: Run, docs: Path) -> None:
    """`evaluate` prints a line a kind: precision, recall, F1 and the counts."""
    shown = run("evaluate", GOLD, docs)
    assert shown.code == 0
    for kind in ("document", "cites", "tasks", "assignments", "targets", "phases", "regions"):
        assert f"\n{kind} " in shown.out


def test_evaluate_lists_the_misses(run: Run, docs: Path) -> None:
    """`--detail KIND` names each row that was missed or should not be there."""
    for path in docs.glob("kunming*"):
        path.write_text(path.read_text("utf-8").replace("五华区", "五花区"), "utf-8")
    shown = run("evaluate", GOLD, docs, "--detail", "regions")
    assert shown.code == 0
    assert any(line.startswith("missed ") and "五华区" in line for line in shown.out.splitlines())


def test_a_plan_that_is_missing_counts_as_empty(run: Run, docs: Path) -> None:
    """A gold file whose plan is not there lowers recall, is named, and gives code 1."""
    for path in docs.glob("kunming*"):
        path.unlink()
    shown = run("evaluate", GOLD, docs)
    assert shown.code == 1
    assert "kunming-ip-city-2022.txt" in shown.err


def test_gold_that_is_none_is_said_so(run: Run, docs: Path, tmp_path: Path) -> None:
    """A folder without gold files, or with one that is no JSON, is an error."""
    (tmp_path / "empty").mkdir()
    assert "no gold files" in run("evaluate", tmp_path / "empty", docs).err
    (tmp_path / "empty" / "bad.json").write_text("{", "utf-8")
    assert "bad.json" in run("evaluate", tmp_path / "empty", docs).err
