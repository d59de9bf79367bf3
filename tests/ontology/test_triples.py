"""Plan to triples and back."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS, XSD

from plangraph.ontology import dates, iris
from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.model import Plan
from plangraph.ontology.terms import PG, V, decimal
from plangraph.ontology.triples import (
    PlanGraphs,
    from_graphs,
    plan_nquads,
    to_graphs,
    to_nquads,
    vocabulary_graph,
)
from tests.ontology import strategies as some
from tests.ontology.full_plan import (
    CITE,
    COUNTIES,
    FINANCE,
    FULL_PLAN,
    MEETING_OFFICE,
    SCIENCE,
    TARGET,
)

ROOT = Path(__file__).parents[2]
GRAPHS = to_graphs(FULL_PLAN)
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def parts(graphs: PlanGraphs) -> tuple[Graph, Graph, Graph]:
    """The three graphs."""
    return graphs.stated, graphs.inferred, graphs.reference


def node(local: str) -> URIRef:
    """The IRI of a thing below the full plan."""
    return URIRef(iris.absolute(iris.in_plan(FULL_PLAN.key, local)))


def about(graph: Graph, key: str) -> set[tuple[object, object]]:
    """What a graph says of a thing."""
    return set(graph.predicate_objects(URIRef(iris.absolute(key))))


def test_a_plan_with_every_field_comes_back_equal() -> None:
    """Triples hold everything that the model holds."""
    assert from_graphs(GRAPHS) == FULL_PLAN


@SLOW
@given(some.plans())
def test_any_plan_comes_back_equal(plan: Plan) -> None:
    """Triples lose nothing, whatever characters, dates, figures and empty fields a plan has.

    That holds for the graphs themselves and for N-Quads that another program has read.
    """
    assert from_graphs(to_graphs(plan)) == plan
    graphs = {name: Graph(identifier=name) for name in map(str, graph_names(plan.key))}
    for quad in ox.parse(to_nquads(to_graphs(plan)), format=ox.RdfFormat.N_QUADS):
        graphs[quad.graph_name.value].add(triple_of(quad))
    assert from_graphs(PlanGraphs(plan.key, *graphs.values())) == plan


def graph_names(plan_key: str) -> list[str]:
    """The names of a plan's graphs."""
    keys = iris.graph_key(plan_key), iris.inferred_graph_key(plan_key), iris.REFERENCE_GRAPH
    return [iris.absolute(key) for key in keys]


def triple_of(quad: ox.Quad) -> tuple[URIRef, URIRef, URIRef | Literal]:
    """A quad of the engine as a triple of rdflib."""
    value = quad.object
    if isinstance(value, ox.Literal):
        datatype = None if value.language else URIRef(value.datatype.value)
        term: URIRef | Literal = Literal(value.value, lang=value.language, datatype=datatype)
    else:
        term = URIRef(value.value)
    return URIRef(quad.subject.value), URIRef(quad.predicate.value), term


@SLOW
@given(some.plans())
def test_each_triple_stands_in_one_graph_without_blank_nodes(plan: Plan) -> None:
    """No triple is counted twice when queries see all graphs as one, and every node has an IRI."""
    graphs = parts(to_graphs(plan))
    for one, other in combinations(graphs, 2):
        assert set(one) & set(other) == set()
    terms = {term for graph in graphs for triple in graph for term in triple}
    assert not any(isinstance(term, BNode) for term in terms)
    assert all(str(term).isascii() for term in terms if isinstance(term, URIRef))


def test_reference_graph_depends_on_the_things_alone() -> None:
    """Two plans that print a party, an indicator or a document otherwise share the same triples."""
    other = replace(
        FULL_PLAN,
        key="cn-530100-2023-00000000",
        parties=tuple(replace(row, printed=("另一个写法",)) for row in FULL_PLAN.parties),
        targets=(replace(TARGET, indicator="商标拥有量(总量)", value=Decimal(1), due=None),),
        document=replace(
            FULL_PLAN.document, cites=(replace(CITE, number="国知发运字[2022]33号", issuer=None),)
        ),
    )
    ours, theirs = GRAPHS.reference, to_graphs(other).reference
    things = [COUNTIES.key, SCIENCE.key, TARGET.indicator_key, TARGET.unit_key, CITE.key]
    for key in things:
        assert about(ours, key) == about(theirs, key) != set()
    assert ("另一个写法" in map(str, ours.objects())) is False
    assert ("另一个写法" in map(str, theirs.objects())) is False


@SLOW
@given(some.words)
def test_widths_of_a_name_make_no_second_label(name: str) -> None:
    """A thing whose key is made of the folded name is labelled with the folded name."""
    row = replace(TARGET, indicator=name, indicator_key=iris.indicator_key(name))
    graphs = to_graphs(replace(FULL_PLAN, targets=(row,), directions=()))
    indicator = URIRef(iris.absolute(row.indicator_key))
    labels = set(graphs.reference.objects(indicator, SKOS.prefLabel))
    assert labels == {Literal(iris.fold(name), lang="zh")}


def test_places_bring_those_that_hold_them_and_their_blocs() -> None:
    """South-eastern Asia brings Asia, and ASEAN as related, with members and accession dates."""
    things = {
        iris.key_of(str(subject)) for subject in GRAPHS.reference.subjects() if "/id/" in subject
    }
    assert {"region/cn-530000", "region/m49-142", "region/asean", "region/vn"} <= things
    member = about(GRAPHS.reference, "region/asean/member/tl")
    assert (PG.memberSince, Literal("2025-10-26", datatype=XSD.date)) in member
    assert (PG.status, V.curated) in member
    related = URIRef(iris.absolute("region/asean"))
    assert (SKOS.related, related) in about(GRAPHS.reference, "region/m49-035")
    assert all(
        iris.key_of(str(place)) != "region/asean" for place in GRAPHS.stated.objects(None, PG.place)
    )


def test_everything_that_a_plan_points_to_is_described() -> None:
    """No link of a plan leads to a thing of which its graphs and the vocabulary say nothing."""
    triples = {triple for graph in (*parts(GRAPHS), vocabulary_graph()) for triple in graph}
    described = {subject for subject, _, _ in triples}
    ours = {value for _, _, value in triples if str(value).startswith((iris.base(), iris.VOCAB))}
    assert {value for value in ours if isinstance(value, URIRef)} <= described


def test_a_statement_about_a_group_is_one_row_and_a_node_for_each_item() -> None:
    """Who leads all phases leads each of them, and reading back gives the one statement."""
    leads = {
        item
        for item, duty in GRAPHS.stated.subject_objects(PG.hasResponsibility)
        if (duty, PG.party, URIRef(iris.absolute(MEETING_OFFICE.key))) in GRAPHS.stated
    }
    assert leads == {node("section/3"), node("phase/3.1")}
    rows = [row for row in from_graphs(GRAPHS).responsibilities if row.party == MEETING_OFFICE.key]
    assert [row.covers for row in rows] == [("3", "3.1")]


def test_shortcuts_follow_the_role() -> None:
    """A lead and a support party are responsible parties too; rank makes nobody lead."""
    task = node("task/2.1")
    science, finance = (URIRef(iris.absolute(row.key)) for row in (SCIENCE, FINANCE))
    assert set(GRAPHS.stated.objects(task, PG.responsibleParty)) == {science, finance}
    assert set(GRAPHS.stated.objects(task, PG.leadParty)) == {science}
    assert set(GRAPHS.stated.objects(task, PG.supportParty)) == {finance}


def test_inherited_and_inferred_facts_stand_apart() -> None:
    """A query over the plan's own graph cannot count what the plan does not state."""
    own = {PG.inheritedParty, PG.relatedTarget, PG.relatedMeasure, PG.phaseTask}
    assert own <= set(GRAPHS.inferred.predicates())
    assert own.isdisjoint(GRAPHS.stated.predicates())
    assert set(GRAPHS.inferred.predicates()).isdisjoint({PG.responsibleParty, PG.hasResponsibility})
    parties = set(GRAPHS.inferred.objects(node("measure/2.1.2"), PG.inheritedParty))
    assert len(parties) == 2


def test_a_target_reads_as_figures_and_as_printed() -> None:
    """32万件 by 2025 is 320000, due on the last day of 2025, and still 32万件."""
    target = {
        name: str(value) for name, value in GRAPHS.stated.predicate_objects(node("target/1.1"))
    }
    assert target[PG.value] == "320000"
    assert target[PG.valueMax] == "400000"
    assert target[PG.due] == "2025-12-31"
    assert target[PG.duePrecision] == "year"
    assert target[PG.sourceValue] == "32万件至40万件"
    direction = node("direction/1.1")
    assert (direction, RDF.type, PG.Target) not in GRAPHS.stated
    assert (direction, RDFS.label, Literal("满意度", lang="zh")) in GRAPHS.stated


def test_a_date_that_no_calendar_has_stays_as_printed() -> None:
    """31 February is neither mended nor lost, and is no xsd:date."""
    plan = replace(FULL_PLAN, targets=(replace(TARGET, due="2023-02-31"),))
    graphs = to_graphs(plan)
    assert graphs.stated.value(node("target/1.1"), PG.due) == Literal("2023-02-31")
    assert from_graphs(graphs).targets[0].due == "2023-02-31"


@given(some.dates)
def test_partial_dates_come_back(printed: str) -> None:
    """A year, a month, a day keep their precision as first and as last day."""
    for last in (False, True):
        day, precision = dates.day_literals(printed, last=last)
        assert dates.printed_date(str(day), str(precision)) == printed
    assert dates.first_day(printed) <= dates.last_day(printed)


def test_a_month_ends_on_its_last_day() -> None:
    """February of a leap year has 29 days; a date of no calendar has none."""
    assert dates.last_day("2024-02") == date(2024, 2, 29)
    assert dates.first_day("2024") == date(2024, 1, 1)
    with pytest.raises(ValueError, match="no date of the calendar"):
        dates.first_day("2024-02-30")
    with pytest.raises(ValueError, match="no date of the calendar"):
        dates.last_day("2024年")


@given(some.figures)
def test_figures_come_back_without_an_exponent(value: Decimal) -> None:
    """Every figure is written in plain digits and read back equal, in any engine."""
    written = str(decimal(value))
    assert Decimal(written) == value
    assert set(written) <= set("-.0123456789")


@pytest.mark.parametrize("seed", ["0", "1"])
def test_bytes_do_not_depend_on_the_hash_seed(seed: str) -> None:
    """The same plan gives the same bytes in every process."""
    code = (
        "import hashlib; from plangraph.ontology.triples import *;"
        "from tests.ontology.full_plan import FULL_PLAN;"
        "print(hashlib.sha256(to_nquads(to_graphs(FULL_PLAN))).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert ran.stdout.decode().strip() == hashlib.sha256(to_nquads(GRAPHS)).hexdigest()


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own parser
def test_nquads_are_sorted_lines_that_other_programs_read() -> None:
    """N-Quads are sorted, end with a line end, and rdflib and Oxigraph find the same triples."""
    data = to_nquads(GRAPHS)
    assert plan_nquads(FULL_PLAN) == data
    lines = data.decode().split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines))
    assert len(lines) == sum(len(graph) for graph in parts(GRAPHS))
    read = Dataset()
    read.parse(data=data, format="nquads")
    assert {quad[:3] for quad in read.quads()} == {t for graph in parts(GRAPHS) for t in graph}
    quads = ox.parse(data, format=ox.RdfFormat.N_QUADS)
    assert len(set(quads)) == len(lines)


def test_the_base_of_things_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """With PLANGRAPH_ID_BASE all things, graphs and spans move, and come back."""
    monkeypatch.setenv("PLANGRAPH_ID_BASE", "https://example.org/things/")
    graphs = to_graphs(FULL_PLAN)
    assert from_graphs(graphs) == FULL_PLAN
    assert b"plangraph/id/" not in to_nquads(graphs)


def test_a_bigger_reference_graph_does_no_harm() -> None:
    """A plan is read back from a store's whole reference graph as from its own share."""
    other = replace(FULL_PLAN.parties[0], key="org/cn-440300/x-00000000", name="深圳市某局")
    shared = to_graphs(replace(FULL_PLAN, key="x-0000-00000000", parties=(other,))).reference
    graphs = replace(GRAPHS, reference=GRAPHS.reference + shared)
    assert from_graphs(graphs) == FULL_PLAN


def test_a_row_in_an_item_that_is_not_there_is_refused() -> None:
    """A row that names an item the plan lacks is an error that names the item."""
    plan = replace(FULL_PLAN, items=FULL_PLAN.items[:2])
    with pytest.raises(InvalidDataError, match=r"item 2\.1"):
        to_graphs(plan)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((node("target/1.1"), PG.value, None), "ns#value is missing"),
        ((node("target/1.1"), PG.value, Literal("many")), "many is no figure"),
        ((URIRef(iris.absolute(SCIENCE.key)), RDF.type, PG.Region), "make no kind"),
    ],
)
def test_broken_triples_are_refused(
    change: tuple[URIRef, URIRef, URIRef | Literal | None], words: str
) -> None:
    """Triples that make no plan give an error that names the node, not a wrong plan."""
    subject, predicate, value = change
    stated = Graph() + GRAPHS.stated
    if predicate != RDF.type:
        stated.remove((subject, predicate, None))
    if value is not None:
        stated.add((subject, predicate, value))
    with pytest.raises(InvalidDataError, match=words) as caught:
        from_graphs(replace(GRAPHS, stated=stated))
    assert str(subject) in caught.value.where


@pytest.mark.parametrize("address", ["0:", "a:%", "a://x:y", "a:b#c#d", "https://a/中", ":"])
def test_an_address_that_is_no_iri_is_kept_as_words(address: str) -> None:
    """What a user calls the source and no reader takes for an IRI stays as it was written."""
    document = replace(FULL_PLAN.document, source_url=address, statements=())
    graphs = to_graphs(replace(FULL_PLAN, document=document))
    assert list(ox.parse(to_nquads(graphs), format=ox.RdfFormat.N_QUADS))
    assert from_graphs(graphs).document.source_url == address
