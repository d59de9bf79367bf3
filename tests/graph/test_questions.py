"""The fifteen questions, asked of the store on disk and of rdflib, against the worked answers."""

import dataclasses
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pyoxigraph as ox
import pytest
import rdflib

from plangraph.graph.questions import Kind, Question, question, questions, run
from plangraph.graph.store import Store, open_store
from plangraph.graph.terms import from_engine
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs
from tests.answers import ASKED, check, names_from
from tests.conftest import ROOT, SEED_TEXT

# rdflib's own SPARQL engine uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.* is deprecated")

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]


def _embedded(store: Store) -> Ask:
    return lambda name, **values: run(store, name, **values)


def _rdflib(store: Store) -> Ask:
    data = rdflib.Dataset(default_union=True)
    for quad in ox.parse(store.nquads(), format=ox.RdfFormat.N_QUADS):
        graph = data.graph(from_engine(quad.graph_name))
        graph.add(tuple(map(from_engine, quad.triple)))

    def ask(name: str, **values: Any) -> Rows:
        asked = question(name)
        result = data.query(asked.sparql, initBindings=asked.bindings(**values))
        columns = [str(variable) for variable in result.vars or ()]
        return [
            {
                column: None if term is None else str(term)
                for column, term in zip(columns, row, strict=True)
            }
            for row in result
        ]

    return ask


def _asked_once(ask: Ask) -> Ask:
    """The same answers; what several tests ask is computed once."""
    return cache(ask)


@pytest.fixture(scope="module")
def engines(seed_store: Store, both_store: Store) -> dict[tuple[str, str], Ask]:
    """How to ask each engine about each set of plans."""
    return {
        ("oxigraph", "seed"): _embedded(seed_store),
        ("oxigraph", "both"): _embedded(both_store),
        ("rdflib", "seed"): _asked_once(_rdflib(seed_store)),
        ("rdflib", "both"): _asked_once(_rdflib(both_store)),
    }


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("wanted", ASKED)
def test_question_is_answered(
    wanted: str, engine: str, engines: dict[tuple[str, str], Ask]
) -> None:
    """Each of the fifteen questions has exactly the answer that was worked out by hand."""
    asked = ASKED[wanted]
    ask = engines[engine, asked.plans]
    check(wanted, ask(asked.query, **asked.parameters), names_from(ask("party_names")))


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("wanted", [name for name in ASKED if ASKED[name].plans == "seed"])
def test_question_about_one_plan_of_several(
    wanted: str, engine: str, engines: dict[tuple[str, str], Ask], seed_plan: Plan
) -> None:
    """With several plans in the store, the parameter plan asks about one of them."""
    asked, ask = ASKED[wanted], engines[engine, "both"]
    plans = {row["planTitle"]: row["plan"] for row in ask("plans")}
    plan = plans[seed_plan.document.title]
    check(wanted, ask(asked.query, plan=plan, **asked.parameters), names_from(ask("party_names")))


@pytest.mark.parametrize("name", questions())
def test_engines_agree(name: str, engines: dict[tuple[str, str], Ask]) -> None:
    """Every named query gives the same rows in the same order in Oxigraph and in rdflib."""
    here, there = engines["oxigraph", "both"](name), engines["rdflib", "both"](name)
    assert [_texts(row) for row in here] == [_texts(row) for row in there]


@pytest.mark.parametrize("name", questions())
def test_every_parameter_narrows(name: str, engines: dict[tuple[str, str], Ask]) -> None:
    """A parameter set to a value of the first row keeps that row, and both engines agree on it."""
    ask, other = engines["oxigraph", "both"], engines["rdflib", "both"]
    rows = ask(name)
    for parameter in question(name).parameters:
        value = rows[-1].get(parameter.name) if rows else None
        if value is None:
            continue
        kept = ask(name, **{parameter.name: value})
        assert rows[-1] in kept
        assert all(row[parameter.name] == value for row in kept)
        assert len(kept) == len(other(name, **{parameter.name: value}))


def test_no_query_names_a_document() -> None:
    """No query file holds the IRI or a word of a plan: each works for any plan."""
    for asked in questions().values():
        body = "".join(line for line in asked.sparql.splitlines() if not line.startswith("#"))
        assert "/id/" not in body
        assert body.isascii(), asked.name


def test_every_question_has_a_query() -> None:
    """Each of the fifteen questions is answered by a query that says so in its header."""
    answered = {asked.competency for asked in questions().values()} - {None}
    assert answered == set(ASKED)


def test_asean_is_not_read_into_the_seed(both_store: Store) -> None:
    """A plan that names South and Southeast Asia is not said to name ASEAN."""
    rows = run(both_store, "cq18_partner_regions", regionName="东盟")
    assert {row["number"] for row in rows} == {"二(四)"}
    assert len({row["plan"] for row in rows}) == 1


@pytest.mark.parametrize(("issued", "size"), [("2024-05-06", 10), ("2026-01-05", 11), (None, 11)])
def test_a_bloc_has_the_members_of_the_day_of_issue(
    tmp_path: Path, digital_plan: Plan, issued: str | None, size: int
) -> None:
    """A plan issued before 2025-10-26 meets ten members of ASEAN, a later one eleven."""
    document = dataclasses.replace(digital_plan.document, issued=issued)
    with open_store(tmp_path / "store") as store:
        store.add(to_graphs(dataclasses.replace(digital_plan, document=document)))
        rows = [row for row in run(store, "bloc_members") if row["blocName"] == "东盟"]
    assert len(rows) == size
    assert ("东帝汶" in {row["memberName"] for row in rows}) == (size == 11)


def test_inherited_parties_are_marked(seed_store: Store) -> None:
    """Who answers for a measure through its task is marked inherited, never counted as stated."""
    rows = run(seed_store, "cq04_measure_parties")
    assert {str(row["status"]).rpartition("#")[2] for row in rows} == {"inherited"}
    stated = run(seed_store, "responsibilities")
    assert {str(row["status"]).rpartition("#")[2] for row in stated} == {"stated"}
    assert len(stated) == 55


def test_evidence_is_in_the_file(seed_store: Store) -> None:
    """CQ20: offsets of every row count code points of the very file that was read."""
    text = SEED_TEXT.read_bytes().decode()
    assert run(seed_store, "plan_text")[0]["text"] == text
    rows = run(seed_store, "cq10_targets") + run(seed_store, "responsibilities")
    assert len(rows) == 60
    for row in rows:
        start, end = row["start"], row["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert text[start:end] == row["quote"]
    quotes = {row["quote"]: (row["start"], row["end"]) for row in rows}
    assert quotes["专利密集型产业增加值占GDP比重达到15%"] == (670, 691)


@pytest.mark.parametrize("ask", [_embedded, _rdflib])
def test_an_odd_date_is_not_due(digital_plan: Plan, ask: Callable[[Store], Ask]) -> None:
    """A deadline that no calendar has stays as printed and falls due by no day."""
    odd = tuple(dataclasses.replace(row, due="2024-02-30") for row in digital_plan.targets)
    with open_store() as store:
        store.add(to_graphs(dataclasses.replace(digital_plan, targets=odd)))
        asking = ask(store)
        assert {row["due"] for row in asking("cq28_targets_due")} == {"2024-02-30"}
        assert asking("cq28_targets_due", before="2024-12-31") == []


def test_pairs_have_no_order(both_store: Store) -> None:
    """Which tasks two parties share can be asked in either order."""
    row = run(both_store, "cq06_agency_pairs")[0]
    one, other = row["party"], row["other"]
    found = run(both_store, "pair_tasks", party=one, other=other)
    assert len(found) == row["tasks"] == len(run(both_store, "pair_tasks", party=other, other=one))


def test_the_page_tells_of_every_query() -> None:
    """docs/queries.md has a row for each named query, with its parameters."""
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    for asked in questions().values():
        names = ", ".join(f"`{parameter.name}`" for parameter in asked.parameters)
        assert f"| `{asked.name}` | {asked.title_zh} {asked.title_en} | {names} |" in page


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("cq06_agency_pairs", {"threshold": "many"}),
        ("cq28_targets_due", {"before": "2024"}),
        ("cq01_task_parties", {"plan": "not an IRI> }"}),
        ("cq01_task_parties", {"colour": "red"}),
    ],
)
def test_a_wrong_parameter_is_named(seed_store: Store, name: str, values: dict[str, str]) -> None:
    """A parameter that is unknown or has the wrong form is named in the message."""
    with pytest.raises(InvalidQueryError) as caught:
        run(seed_store, name, **values)
    assert caught.value.where == next(iter(values))
    assert caught.value.advice


def test_an_unknown_query_is_told(seed_store: Store) -> None:
    """A query name that does not exist is answered with the names that do."""
    with pytest.raises(UnknownThingError, match="cq01_task_parties"):
        run(seed_store, "cq99")


def test_queries_describe_themselves() -> None:
    """Every query has a title in both languages and says what a row is."""
    for asked in questions().values():
        assert isinstance(asked, Question)
        assert asked.title_zh.endswith("？")
        assert asked.title_en.endswith("?")
        assert asked.about.endswith(".")
        assert {parameter.kind for parameter in asked.parameters} <= set(get_args(Kind))


def _texts(row: dict[str, Any]) -> dict[str, str | None]:
    return {
        name: None
        if value is None
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
        for name, value in row.items()
    }
