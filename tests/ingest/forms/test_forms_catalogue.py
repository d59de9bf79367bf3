"""The catalogue of forms: each has a test and a false friend, or a reason why it is not read."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

HERE = Path(__file__).parent
LIMITS = (ROOT / "docs/limits.md").read_text("utf-8")
ROWS = [
    line.split("\t")
    for line in (HERE / "forms.tsv").read_text("utf-8").splitlines()[1:]
    if line and not line.startswith("#")
]
STATES = {form: state for form, _, state in ROWS}
COMPLETE = {"I": 21, "H": 21, "N": 19, "R": 14, "L": 20, "S": 6, "A": 21, "T": 22, "D": 8, "G": 9}
NAME = re.compile(r"test_(?P<form>[a-z]\d{1,2})_(?P<friend>false_friend_)?\w+")


def named_tests() -> dict[str, str]:
    """The docstrings of the tests beside this one that are named by a form, by their names."""
    found: dict[str, str] = {}
    for path in sorted(HERE.glob("test_forms_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and NAME.fullmatch(node.name):
                found[node.name] = ast.get_docstring(node) or ""
    return found


TESTS = named_tests()


def test_the_catalogue_is_well_formed() -> None:
    """Each row of forms.tsv is an id, a few words and one of two states; no id stands twice."""
    assert all(len(row) == 3 and all(row) for row in ROWS)
    assert len(STATES) == len(ROWS)
    assert set(STATES.values()) <= {"read", "out of reach"}


@pytest.mark.parametrize("family", COMPLETE)
def test_families_are_complete(family: str) -> None:
    """Every id of a family stands in the catalogue."""
    wanted = {f"{family}{number}" for number in range(1, COMPLETE[family] + 1)}
    assert {form for form in STATES if form.startswith(family)} == wanted


@pytest.mark.parametrize("form", [form for form, state in STATES.items() if state == "read"])
def test_a_form_that_is_read_has_a_test_and_a_false_friend(form: str) -> None:
    """What is read of a form, and what looks like it and is not read, both have a test."""
    named = [match for name in TESTS if (match := NAME.fullmatch(name))]
    own = [match for match in named if match["form"] == form.lower()]
    assert {bool(match["friend"]) for match in own} == {True, False}


@pytest.mark.parametrize("form", [form for form, state in STATES.items() if state != "read"])
def test_a_form_out_of_reach_has_its_reason(form: str) -> None:
    """A form that is not read stands with its id in docs/limits.md."""
    assert re.search(rf"^\|.*\({form}\)", LIMITS, re.MULTILINE)


@pytest.mark.parametrize("name", TESTS)
def test_tests_of_forms_say_what_they_hold(name: str) -> None:
    """A test that is named by a form says in one sentence what holds, and the form's id."""
    match = NAME.fullmatch(name)
    assert match
    form = match["form"].upper()
    assert form in STATES or form[0] not in COMPLETE
    assert f"({form})" in TESTS[name]
    assert "\n" not in TESTS[name]
