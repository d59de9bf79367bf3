"""Invented plans of all levels, annotated without a look at the code of the reader."""

import json
from functools import cache

import pytest

from plangraph.ingest.score import KINDS, Evaluation, evaluate
from tests.conftest import ROOT

FLOORS = json.loads((ROOT / "tests/floors.json").read_text("utf-8"))
SETS = {"invented": 20, "invented_later": 132}


@cache
def evaluation_of(name: str) -> Evaluation:
    """What is read from a set of plans against their gold facts."""
    return evaluate(ROOT / "tests" / name / "gold", ROOT / "tests" / name / "docs")


@pytest.mark.parametrize(("name", "count"), SETS.items())
def test_all_of_them_are_read(name: str, count: int) -> None:
    """Each plan is read: province, ministry, city, county, district, zone, tables, prose."""
    assert len(list((ROOT / "tests" / name / "docs").glob("*.txt"))) == count
    assert evaluation_of(name).problems == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SETS)
def test_quality_does_not_fall(name: str, kind: str) -> None:
    """F1 of each kind of fact is not below what was reached; raise the floors, never lower them."""
    assert evaluation_of(name).kinds[kind].f1 >= FLOORS[name][kind]
