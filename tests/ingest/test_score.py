# ruff: noqa: E501  a Chinese character counts as two columns
"""Facts against gold facts: what counts as a hit, a miss and an extra."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_plan
from plangraph.ingest.score import KINDS, KindScore, compare, evaluate
from plangraph.ontology.errors import UnreadableFileError
from tests.conftest import DIGITAL_GOLD, DIGITAL_TEXT, SEED_GOLD, SEED_TEXT

ASKED = {"path": "二/(一)", "agency": "市科技局", "role": "lead"}
TARGET = {
    "path": "一", "indicator": "专利拥有量", "comparator": ">=", "value": 12, "unit": "件", "deadline": "2025",
}  # fmt: skip


def scored(kind: str, gold: list[Any], found: list[Any]) -> tuple[int, int, int]:
    """Hits, gold rows and predicted rows of one kind."""
    scores = {name: KindScore() for name in KINDS}
    compare({kind: gold}, {kind: found}, scores, "a")
    return scores[kind].hits, scores[kind].gold, scores[kind].predicted


def headed(**document: Any) -> dict[str, Any]:
    """Facts that hold a document and nothing else."""
    return {"document": document}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Gold and text of the two bundled plans, in two folders."""
    gold, docs = tmp_path / "gold", tmp_path / "docs"
    gold.mkdir()
    docs.mkdir()
    for name, path, text in (("a", SEED_GOLD, SEED_TEXT), ("b", DIGITAL_GOLD, DIGITAL_TEXT)):
        (gold / f"{name}.json").write_bytes(path.read_bytes())
        (docs / f"{name}.txt").write_bytes(text.read_bytes())
    return gold, docs


def test_equal_rows_are_hits() -> None:
    """A row that gold and reading share is a hit, however it is written."""
    assert scored("assignments", [ASKED], [ASKED]) == (1, 1, 1)
    wide = {"path": "二/（一）", "agency": "市 科技局。", "role": "lead"}
    assert scored("assignments", [ASKED], [wide]) == (1, 1, 1)


def test_misses_and_extras() -> None:
    """What is not found is a miss, what is not in the gold an extra, a wrong role both."""
    assert scored("assignments", [ASKED], []) == (0, 1, 0)
    assert scored("assignments", [], [ASKED]) == (0, 0, 1)
    assert scored("assignments", [ASKED], [ASKED | {"role": "support"}]) == (0, 1, 1)
    assert scored("assignments", [ASKED], [ASKED, ASKED]) == (1, 1, 2)


@pytest.mark.parametrize("kind", ["assignments", "tasks", "regions", "targets", "phases"])
def test_optional_rows(kind: str) -> None:
    """A row that the gold marks optional is neither asked for nor held against."""
    rows = {
        "assignments": ASKED,
        "tasks": {"path": "二/(一)", "title": "甲", "due": None},
        "regions": {"path": "二/(一)", "name": "五华区"},
        "targets": TARGET,
        "phases": {"path": "三/(一)", "name": "启动阶段", "start": "2022-07", "end": "2022-12"},
    }
    row = rows[kind]
    optional = row | {"optional": True}
    assert scored(kind, [optional], []) == (0, 0, 0)
    assert scored(kind, [optional], [row]) == (0, 0, 0)
    assert scored(kind, [row, optional], [row])[:2] == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"comparator": "="},
        {"comparator": ">"},
        {"deadline": "2025-12"},
        {"deadline": "2025-12-31"},
        {"indicator": "每万人口专利拥有量"},
        {"value": 12.0},
        {"unit": " 件"},
        {"path": "四"},
    ],
)
def test_targets_that_agree(change: dict[str, Any]) -> None:
    """= and >= are one, a year is its December, and a longer name of an indicator is that indicator."""
    assert scored("targets", [TARGET], [TARGET | change]) == (1, 1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"comparator": "<="},
        {"comparator": "+"},
        {"deadline": "2024"},
        {"deadline": None},
        {"indicator": "商标注册量"},
        {"value": 13},
        {"value": [12, 13]},
        {"unit": "个"},
    ],
)
def test_targets_that_differ(change: dict[str, Any]) -> None:
    """Another figure, unit, date, comparator or noun is another target."""
    assert scored("targets", [TARGET], [TARGET | change]) == (0, 1, 1)


def test_phases_agree_by_name_and_months() -> None:
    """第一阶段 before a name is dropped, a year starts in January and ends in December."""
    gold = {"path": "三", "name": "启动阶段", "start": "2022", "end": "2023"}
    found = {
        "path": "一", "name": "第一阶段：启动阶段", "start": "2022-01-01", "end": "2023-12",
    }  # fmt: skip
    assert scored("phases", [gold], [found]) == (1, 1, 1)


def test_documents_are_compared_field_by_field() -> None:
    """Each field of the header counts on its own; one that is missing on both sides does not."""
    scores = {name: KindScore() for name in KINDS}
    gold = headed(title="《甲》方案", number=None, issued="2022-09-29", issuers=["甲局", "乙局"])
    found = headed(title="甲方案", number="甲〔2022〕1号", issued="2022-09-29", issuers=["甲局"])
    compare(gold, found, scores, "a")
    score = scores["document"]
    assert (score.hits, score.gold, score.predicted) == (3, 4, 4)
    assert score.missed == ["a  ('issuer', '乙局')"]


def test_cites_agree_by_number_else_title() -> None:
    """A cite is known by its number, else by its title."""
    scores = {name: KindScore() for name in KINDS}
    gold = headed(cites=[{"title": "甲", "number": "国发〔2015〕71号"}, {"title": "乙"}])
    found = headed(cites=[{"title": "丙", "number": "国发[2015]71号"}, {"title": "《乙》"}])
    compare(gold, found, scores, "a")
    assert scores["cites"].f1 == 1.0


def test_figures_of_a_score() -> None:
    """Precision, recall and F1 are what they are everywhere, and 1 where there is nothing to find."""
    score = KindScore(hits=2, gold=4, predicted=2)
    assert (score.precision, score.recall, round(score.f1, 4)) == (1.0, 0.5, 0.6667)
    assert KindScore().f1 == 1.0
    assert KindScore(gold=3).f1 == 0.0
    assert KindScore(predicted=3).f1 == 0.0


def test_evaluate_pairs_files_by_name(folders: tuple[Path, Path]) -> None:
    """Each gold file is compared with what is read from the text of the same name."""
    result = evaluate(*folders)
    assert (result.macro_f1, result.problems) == (1.0, [])


def test_a_missing_text_is_a_problem_and_counts_as_empty(folders: tuple[Path, Path]) -> None:
    """A text that is not there lowers recall and is named."""
    gold, docs = folders
    (docs / "b.txt").unlink()
    result = evaluate(gold, docs)
    assert "b.txt: There is no such file" in result.problems[0]
    assert result.macro_f1 < 1.0
    assert result.kinds["assignments"].recall < 1.0
    assert result.kinds["assignments"].precision == 1.0


def test_misses_name_the_document_and_the_row(folders: tuple[Path, Path]) -> None:
    """The report says which row of which document was missed."""
    gold, docs = folders
    text = (docs / "a.txt").read_bytes().decode()
    (docs / "a.txt").write_bytes(text.replace("市外办、", "").encode())
    result = evaluate(gold, docs)
    (missed,) = result.kinds["assignments"].missed
    assert missed.startswith("a  ")
    assert "市外办" in missed
    assert result.kinds["assignments"].extra == []


def test_gold_that_is_missing_or_broken_is_refused(tmp_path: Path) -> None:
    """A folder without gold files and a file that is no JSON are errors with advice."""
    with pytest.raises(UnreadableFileError, match="no gold files"):
        evaluate(tmp_path, tmp_path)
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"a\.json: The gold file is no JSON"):
        evaluate(tmp_path, tmp_path)


@pytest.mark.skipif(
    "PLANGRAPH_CORPUS" not in os.environ,
    reason="set PLANGRAPH_CORPUS to a folder with gold/, docs/ and score.py (CONTRIBUTING.md says how to get it)",
)
def test_the_corpus_scorer_counts_the_same(tmp_path: Path) -> None:
    """PlanGraph's scorer and the one that comes with the corpus agree in every count."""
    corpus = Path(os.environ["PLANGRAPH_CORPUS"])
    for path in (corpus / "docs").glob("*.txt"):
        facts = facts_json(read_plan(path))
        facts["assignments"] = facts["assignments"][1:]  # so that there is something to miss
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(facts), encoding="utf-8")
    command = [sys.executable, str(corpus / "score.py"), str(corpus / "gold"), str(tmp_path), "--json"]  # fmt: skip
    shown = subprocess.run(command, capture_output=True, check=True)
    theirs = json.loads(shown.stdout)
    scores = {kind: KindScore() for kind in KINDS}
    for path in sorted((corpus / "gold").glob("*.json")):
        found = json.loads((tmp_path / path.name).read_text("utf-8"))
        compare(json.loads(path.read_text("utf-8")), found, scores, path.stem)
    for kind, score in scores.items():
        ours = {"hits": score.hits, "gold": score.gold, "predicted": score.predicted}
        assert {name: theirs[kind][name] for name in ours} == ours, kind
        assert theirs[kind]["f1"] == round(score.f1, 4)
