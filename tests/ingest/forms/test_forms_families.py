"""The families R, L, A, T and G are complete: a test and a false friend for each form."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

HERE = Path(__file__).parent
FAMILIES = {"R": 14, "L": 20, "A": 21, "T": 22, "G": 9}


def rows() -> dict[str, str]:
    """Whether each form is read, by its id."""
    lines = (HERE / "forms.tsv").read_text("utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {form: read for form, _, read in cells if form[0] in FAMILIES}


FORMS = rows()


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_is_complete(family: str) -> None:
    """The list of forms holds each number of a family once."""
    wanted = {f"{family}{number}" for number in range(1, FAMILIES[family] + 1)}
    assert {form for form in FORMS if form[0] == family} == wanted


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_a_test_and_a_false_friend(form: str) -> None:
    """Each form is tested by its id, and so is a text that only looks like it."""
    tests = "\n".join(path.read_text("utf-8") for path in HERE.glob("test_forms_*.py"))
    name = form.lower()
    assert re.search(rf"def test_{name}_(?!false_friend_)\w+\(", tests), form
    assert re.search(rf"def test_{name}_false_friend_\w+\(", tests), form


@pytest.mark.parametrize("form", [form for form, read in FORMS.items() if read != "read"])
def test_what_is_out_of_reach_is_told(form: str) -> None:
    """The page on limits names each form that is not read, by its id."""
    limits = (ROOT / "docs/limits.md").read_text("utf-8")
    assert re.search(rf"\b{form}\b", limits)
