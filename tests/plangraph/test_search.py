"""Searching on the command line, and making the index anew."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plangraph

Run = Callable[..., Any]


def test_hits_are_a_table(run: Run, store: Path) -> None:
    """The best hits are a table with the text, its thing and its key; the rest is counted."""
    shown = run("search", "专利", "--limit", 3, "--store", store)
    assert shown.code == 0
    assert "专利密集型产业增加值占GDP比重" in shown.out
    assert "/target/1.3.1" in shown.out
    assert (
        shown.err == "36 hits (1 thing, 2 target, 14 measure, 19 evidence), the first 3 are shown\n"
    )


def test_a_long_text_is_shown_around_the_words(run: Run, store: Path) -> None:
    """A text that is too long for the table is cut on both sides of the first word."""
    shown = run("search", "盘龙区", "--type", "measure", "--store", store)
    assert shown.out.count("…") == 2
    assert "盘龙区" in shown.out


@pytest.mark.parametrize("form", ["json", "csv"])
def test_hits_for_programs(run: Run, store: Path, form: str) -> None:
    """Hits as JSON and CSV carry ids, whole texts, places of the words, and the evidence."""
    shown = run("search", "32万件", "--type", "target", "--format", form, "--store", store)
    assert (shown.code, shown.err) == (0, "")
    if form == "json":
        told = json.loads(shown.out)
        assert (told["total"], told["exact"]) == (1, True)
        assert told["types"] == {"target": 1, "evidence": 1}
        (hit,) = told["items"]
        assert hit["marks"] == [{"start": 11, "end": 15}]
    else:
        (hit,) = csv.DictReader(io.StringIO(shown.out))
        assert hit["marks"] == '[{"start": 11, "end": 15}]'
    assert hit["text"] == "有效注册商标拥有量达到32万件"
    assert "#char=" in hit["span"]


def test_words_and_filters(run: Run, store: Path) -> None:
    """All words have to stand there; what the shell keeps together is one; filters narrow."""
    for words, total in (
        (("专利", "海外"), 2),
        (("专利 海外",), 2),
        (("专利 海外", "申请"), 0),
        (("专利", "--plan", "知识产权强市"), 36),
        (("专利", "--type", "task", "--type", "target"), 2),
    ):
        shown = run("search", *words, "--format", "json", "--store", store)
        assert json.loads(shown.out)["total"] == total


def test_misspelt_names_are_told_as_such(run: Run, store: Path) -> None:
    """A misspelt name lists the body that is meant, and says that nothing holds the words."""
    shown = run("search", "科技居", "--store", store)
    assert "昆明市科学技术局" in shown.out
    assert shown.err == "Nothing holds the words; names that resemble them: 1 agency\n"
    assert run("search", "无此词", "--store", store).err == "Nothing holds the words.\n"


def test_a_wrong_type_or_plan_is_told(run: Run, store: Path) -> None:
    """A type or a plan that does not exist is an error that names those that do."""
    shown = run("search", "专利", "--type", "agencies", "--store", store)
    assert shown.code == 1
    assert "There are: plan, agency, place" in shown.err
    assert run("search", "专利", "--plan", "无此方案", "--store", store).code == 1


def test_reindex_mends_the_index(run: Run, tmp_path: Path) -> None:
    """`reindex` makes a damaged index anew and says how many things can be found."""
    with plangraph.open(tmp_path / "store") as graph:
        graph.add(plangraph.to_graphs(plangraph.read(plangraph.demo_plan())))
    index = tmp_path / "store" / "search.sqlite3"
    size = index.stat().st_size
    index.write_bytes(b"damaged")
    shown = run("reindex", "--store", tmp_path / "store")
    assert shown.code == 0
    assert int(shown.out.split()[0]) > 300
    assert index.stat().st_size >= size // 2
    assert run("search", "专利", "--store", tmp_path / "store").err.startswith("36 hits")
