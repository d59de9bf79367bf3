"""Plans as references: GB/T 7714, BibTeX, CSL-JSON."""

import json
import re

import pytest

from plangraph.viz.citation import Access, bibtex, cited, csl, gbt7714
from plangraph.viz.extract import PlanFacts

PLAN = PlanFacts(
    "plan/cn-530100-2022-1a2b3c4d",
    "某市工作方案（2022—2025年）",
    ("某市人民政府", "某市发展改革委"),
    "2022-09-29",
    "某政发〔2022〕5号",
    "0123456789abcdef" * 4,
)
WEB = Access("https://example.org/plan/x", "2026-11-27")


def test_gbt_of_a_printed_plan() -> None:
    """Without an address a plan is a document of its own kind, [Z]."""
    assert gbt7714(PLAN) == (
        "某市人民政府, 某市发展改革委. "
        "某市工作方案（2022—2025年）：某政发〔2022〕5号[Z]. 2022-09-29."
    )


def test_gbt_of_a_plan_on_the_web() -> None:
    """With an address it is an electronic bulletin, with the day of access in brackets."""
    told = gbt7714(PLAN, WEB)
    assert "[EB/OL]. 2022-09-29[2026-11-27]. https://example.org/plan/x" in told


def test_what_a_plan_does_not_say_is_left_out() -> None:
    """A plan of which only the title is known is cited by its title."""
    assert gbt7714(PlanFacts("plan/x", "某方案")) == "某方案[Z]."
    assert csl(PlanFacts("plan/x", "某方案")).keys() == {"id", "type", "title", "language"}
    assert "author" not in bibtex(PlanFacts("plan/x", "某方案"))


@pytest.mark.parametrize("issued", ["2022", "2022-09", "2022-09-29"])
def test_dates_keep_their_precision(issued: str) -> None:
    """A year stays a year, a month a month, in all three forms."""
    plan = PlanFacts("plan/x", "某方案", issued=issued)
    parts = [int(part) for part in issued.split("-")]
    assert csl(plan)["issued"] == {"date-parts": [parts]}
    assert f". {issued}." in gbt7714(plan)
    assert ("month = sep" in bibtex(plan)) == (len(parts) > 1)
    assert ("day = {29}" in bibtex(plan)) == (len(parts) > 2)


def test_latex_cannot_be_commanded() -> None:
    """Whatever stands in a title, BibTeX and LaTeX print it: braces stay in pairs."""
    plan = PlanFacts("plan/x", r"\input{/etc/passwd} 50% $x$ # _ & ^ ~ }{", issued="2022")
    entry = bibtex(plan, Access("https://example.org/{a} b\\"))
    bare = re.sub(r"\\textbackslash\{\}|\\text\w+\{\}|\\[{}&%$#_]", "", entry)
    assert "\\" not in bare
    assert bare.count("{") == bare.count("}")
    assert "%7Ba%7D%20b%5C" in entry


def test_a_file_of_several_plans() -> None:
    """Several plans make a list of items, of entries, of lines."""
    assert len(json.loads(cited([PLAN, PLAN], "csl", WEB))) == 2
    assert cited([PLAN, PLAN], "bibtex").count("@misc{cn-530100-2022-1a2b3c4d,") == 2
    assert cited([PLAN, PLAN], "gbt7714").count("\n") == 2
