"""Twenty invented plans of all levels, annotated without a look at the code of the reader."""

import json
from pathlib import Path

import pytest

from plangraph.ingest.score import KINDS, Evaluation, evaluate
from tests.conftest import ROOT

INVENTED = ROOT / "tests/invented"
FLOORS = json.loads((ROOT / "tests/floors.json").read_text("utf-8"))["invented"]


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """What is read from the invented plans against their gold facts."""
    return evaluate(INVENTED / "gold", INVENTED / "docs")


def test_all_of_them_are_read(evaluation: Evaluation) -> None:
    """Each plan is read: province, ministry, city, county, district, zone, tables, prose."""
    assert len(list(Path(INVENTED / "docs").glob("*.txt"))) == 20
    assert evaluation.problems == []


@pytest.mark.parametrize("kind", KINDS)
def test_quality_does_not_fall(evaluation: Evaluation, kind: str) -> None:
    """F1 of each kind of fact is not below what was reached; raise the floors, never lower them."""
    assert evaluation.kinds[kind].f1 >= FLOORS[kind]
