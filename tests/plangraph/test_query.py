"""Asking a store: query, view, export, facts."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import rdflib

from plangraph.graph.questions import questions

Run = Callable[..., Any]
TASKS = "SELECT ?label { ?task a pg:Task ; rdfs:label ?label ; pg:order ?n } ORDER BY ?n"
TRIPLES = "CONSTRUCT { ?t rdfs:label ?l } { ?t a pg:Task ; rdfs:label ?l }"


def test_sparql_gives_a_table(run: Run, store: Path) -> None:
    """A query's rows are a table; how many there are stands on standard error."""
    shown = run("query", TASKS, "--store", store)
    assert (shown.code, shown.err) == (0, "9 rows\n")
    assert "优化知识产权发展政策体系" in shown.out


def test_a_query_comes_from_a_file_or_from_stdin(
    run: Run, shell: Run, store: Path, tmp_path: Path
) -> None:
    """`-f FILE` reads the query from a file, `-f -` from standard input."""
    file = tmp_path / "tasks.rq"
    file.write_text(TASKS, "utf-8")
    asked = run("query", "-f", file, "--format", "csv", "--store", store)
    with file.open("rb") as stream:
        piped = shell("query", "-f", "-", "--format", "csv", "--store", store, stdin=stream)
    assert asked.code == piped.code == 0
    assert asked.out == piped.out
    assert len(list(csv.reader(io.StringIO(asked.out)))) == 10


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_rows_in_every_format(run: Run, store: Path, form: str) -> None:
    """Rows come as CSV, TSV, JSON and XML of the SPARQL standards."""
    shown = run("query", TASKS, "--format", form, "--store", store)
    assert (shown.code, shown.err) == (0, "")
    if form == "json":
        assert len(json.loads(shown.out)["results"]["bindings"]) == 9
    elif form == "xml":
        assert len(list(ET.fromstring(shown.out)[1])) == 9  # noqa: S314 -- our own
    else:
        assert shown.out.count("优化知识产权发展政策体系") == 1


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser
@pytest.mark.parametrize(
    ("form", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_triples_in_every_format(run: Run, store: Path, form: str, parser: str) -> None:
    """Triples come as Turtle, N-Triples, JSON-LD and RDF/XML, all the same."""
    shown = run("query", TRIPLES, "--format", form, "--store", store)
    assert (shown.code, shown.err) == (0, "")
    assert len(rdflib.Graph().parse(data=shown.out, format=parser)) == 9


def test_a_format_that_does_not_fit_is_said_so(run: Run, store: Path) -> None:
    """Rows have no Turtle: the message names the formats that fit."""
    shown = run("query", TASKS, "--format", "ttl", "--store", store)
    assert (shown.code, shown.out) == (1, "")
    assert "csv" in shown.err


def test_yes_or_no(run: Run, store: Path) -> None:
    """An ASK prints true or false."""
    assert run("query", "ASK { ?task a pg:Task }", "--store", store).out == "true\n"
    assert run("query", "ASK { ?task a pg:Ghost }", "--store", store).out == "false\n"


@pytest.mark.parametrize("name", questions())
def test_every_named_query_runs(run: Run, store: Path, name: str) -> None:
    """Each named query answers without parameters, over all plans of the store."""
    shown = run("query", "--name", name, "--format", "csv", "--store", store)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.count("\r\n") >= 1


def test_named_queries_take_parameters(run: Run, store: Path) -> None:
    """Parameters narrow a named query; a plan can be named by words of its title."""
    given = ["--param", "threshold=4", "--param", "plan=知识产权强市"]
    shown = run("query", "--name", "cq06_agency_pairs", *given, "--format", "csv", "--store", store)
    assert shown.code == 0
    assert len(list(csv.reader(io.StringIO(shown.out)))) == 3  # a header and two pairs


def test_named_queries_are_listed(run: Run) -> None:
    """`query --names` lists each named query with its question in Chinese and English."""
    shown = run("query", "--names")
    assert (shown.code, shown.err) == (0, "")
    assert [name for name in questions() if name not in shown.out] == []
    assert "每项任务由谁负责？" in shown.out
    assert "Who is responsible for each task?" in shown.out


@pytest.mark.parametrize(
    "kind", ["kind=pg:Task", "kind=https://w3id.org/plangraph/ns#Task"], ids=["short", "whole"]
)
def test_things_can_be_named_shortly(run: Run, store: Path, kind: str) -> None:
    """An IRI parameter takes a prefixed name, a whole IRI, or a key below the base."""
    words = ["query", "--name", "plan_counts", "--param", kind, "--format", "csv"]
    rows = list(csv.DictReader(io.StringIO(run(*words, "--store", store).out)))
    assert [row["count"] for row in rows] == ["9"]
    region = ["query", "--name", "regions", "--param", "region=region/cn-530102", "--format", "csv"]
    assert "五华区" in run(*region, "--store", store).out


def test_many_columns_become_a_block_a_row(run: Run, store: Path) -> None:
    """An answer that is too wide for a table is shown value by value, with its words."""
    shown = run("query", "--name", "cq10_targets", "--store", store)
    assert shown.out.startswith("── 1 ──\nplanTitle ")
    assert "每万人口高价值发明专利拥有量达到12件" in shown.out
    assert shown.err == "5 rows\n"


def test_triples_without_a_format_are_turtle(run: Run, store: Path) -> None:
    """A CONSTRUCT without a format is shown as Turtle."""
    shown = run("query", TRIPLES, "--store", store)
    assert len(rdflib.Graph().parse(data=shown.out, format="turtle")) == 9


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["SELECT * {"], "line 1, column"),
        (["SELECT ?x WHERE { ?x nosuch:thing ?y }"], "Prefix not found"),
        (["DROP ALL"], "update"),
        (["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "SERVICE"),
        (["--name", "cq99"], "no query named 'cq99'"),
        (["--name", "cq06_agency_pairs", "--param", "threshold=many"], "integer"),
        (["--name", "cq06_agency_pairs", "--param", "ghost=1"], "no parameter 'ghost'"),
        (["--name", "plans", "--param", "plan=不存在"], "no such plan"),
        (["-f", "missing.rq"], "missing.rq"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_question_that_cannot_be_asked(
    run: Run, store: Path, words: list[str], message: str
) -> None:
    """An invalid query, an unknown name or id: what is wrong and where, code 1, no traceback."""
    shown = run("query", *words, "--store", store)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("error: ")
    assert message in shown.err
    assert "Traceback" not in shown.err


def test_view_writes_one_page(run: Run, store: Path, tmp_path: Path) -> None:
    """`view network` writes one HTML file, in Chinese or English, with the tasks in it."""
    page = tmp_path / "network.html"
    for lang in ("zh", "en"):
        shown = run("view", "network", "-o", page, "--lang", lang, "--store", store)
        assert (shown.code, shown.err) == (0, "")
        assert "优化知识产权发展政策体系" in page.read_text("utf-8")
        assert f'lang="{lang}' in page.read_text("utf-8")


def test_view_of_an_unknown_plan(run: Run, store: Path, tmp_path: Path) -> None:
    """A plan that the store does not hold is said so, and no file is written."""
    page = tmp_path / "network.html"
    shown = run("view", "network", "-o", page, "--plan", "cn-000000-1999-0", "--store", store)
    assert (shown.code, page.exists()) == (1, False)
    assert "no such plan" in shown.err


@pytest.mark.parametrize("form", ["nq", "ttl", "jsonld", "graphml"])
def test_export_to_a_file_and_to_a_pipe(run: Run, store: Path, tmp_path: Path, form: str) -> None:
    """`export` writes the same bytes to a file and to standard output, time after time."""
    file = tmp_path / f"graph.{form}"
    assert run("export", form, "-o", file, "--store", store).code == 0
    piped = run("export", form, "-o", "-", "--store", store)
    assert file.read_bytes() == piped.out.encode()
    assert "优化知识产权发展政策体系" in piped.out


def test_export_of_one_plan(run: Run, store: Path) -> None:
    """`--plan` exports one plan, named by words of its title."""
    shown = run("export", "nq", "--plan", "知识产权强市", "--store", store)
    assert (shown.code, "responsibleParty" in shown.out) == (0, True)


def test_export_to_a_folder_that_is_not_there(run: Run, store: Path, tmp_path: Path) -> None:
    """A file that cannot be written is named with the reason."""
    shown = run("export", "nq", "-o", tmp_path / "nowhere" / "graph.nq", "--store", store)
    assert (shown.code, shown.out) == (1, "")
    assert "graph.nq: the file cannot be written (No such file or directory)" in shown.err


def test_facts_as_json(run: Run, plan: Path) -> None:
    """The JSON of `facts` holds each fact with its words, and these stand where it says."""
    shown = run("facts", plan, "--format", "json")
    assert (shown.code, shown.err) == (0, "")
    facts, text = json.loads(shown.out), plan.read_text("utf-8")
    assert facts["document"]["issued"] == "2022-09-29"
    assert len(facts["assignments"]) >= 43
    for row in facts["assignments"] + facts["targets"]:
        assert text[row["start"] : row["end"]] == row["quote"]


def test_facts_as_csv(run: Run, plan: Path) -> None:
    """The CSV of `facts` has one row a fact, with the name of its list first."""
    rows = list(csv.DictReader(io.StringIO(run("facts", plan, "--format", "csv").out)))
    lists = [row["list"] for row in rows]
    assert lists.count("targets") == 5
    assert lists.count("phases") == 4


def test_facts_as_tables(run: Run, plan: Path) -> None:
    """Without a format, `facts` prints a table for each kind of fact."""
    shown = run("facts", plan)
    assert (shown.code, shown.err) == (0, "")
    assert "targets (5)" in shown.out
