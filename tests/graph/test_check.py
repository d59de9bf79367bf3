"""Checking: the gold plans conform, and each planted fault is caught with its message."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS

from plangraph.graph.check import (
    check_graphs,
    check_quickly,
    check_store,
    check_structure,
    check_words,
)
from plangraph.graph.store import Store, open_store
from plangraph.ontology import iris
from plangraph.ontology.triples import PlanGraphs, to_nquads

PG = Namespace(iris.NS)
V = Namespace(iris.VOCAB)
OA = Namespace("http://www.w3.org/ns/oa#")


@pytest.fixture
def broken(seed_graphs: PlanGraphs) -> PlanGraphs:
    """The triples of the bundled plan, to be broken."""
    copies = []
    for graph in (seed_graphs.stated, seed_graphs.inferred, seed_graphs.reference):
        copy = Graph(identifier=graph.identifier)
        copy += graph
        copies.append(copy)
    return PlanGraphs(seed_graphs.plan_key, *copies)


def test_the_gold_plans_conform(both_store: Store) -> None:
    """A store of the two gold plans has no finding of any kind."""
    assert check_store(both_store) == []


def test_a_plan_conforms_before_it_is_stored(digital_graphs: PlanGraphs) -> None:
    """The triples of a plan can be checked without a store."""
    assert check_graphs(digital_graphs) == []


@dataclass(frozen=True)
class Fault:
    """A fault, how it is planted, and what the finding says."""

    name: str
    plant: Callable[[Graph], object]
    message: str


def _task(stated: Graph) -> URIRef:
    return URIRef(str(min(stated.subjects(RDF.type, PG.Task))))


def _drop(predicate: URIRef, kind: URIRef) -> Callable[[Graph], object]:
    def plant(stated: Graph) -> None:
        subject = min(s for s in stated.subjects(RDF.type, kind) if (s, predicate, None) in stated)
        stated.remove((subject, predicate, None))

    return plant


def _shift_span(stated: Graph) -> None:
    span = max(stated.subjects(RDF.type, PG.Span))
    start = int(str(stated.value(span, OA.start)))
    stated.set((span, OA.start, Literal(str(start + 1), datatype=XSD.nonNegativeInteger)))


def _reverse_phase(stated: Graph) -> None:
    phase = min(stated.subjects(RDF.type, PG.Phase))
    stated.set((phase, PG.startDate, Literal("2029-01-01", datatype=XSD.date)))


def _rename(stated: Graph) -> None:
    old = _task(stated)
    new = URIRef(str(old).replace("task/2", "任务/2"))
    for subject, predicate, value in list(stated):
        if old in (subject, value):
            stated.remove((subject, predicate, value))
            renamed = new if value == old else value
            stated.add((new if subject == old else subject, predicate, renamed))


def _lead_alone(stated: Graph) -> None:
    task = _task(stated)
    stated.add((task, PG.leadParty, stated.value(task, PG.responsibleParty) or task))


def _claim_for_measure(stated: Graph) -> None:
    party = next(stated.objects(None, PG.responsibleParty))
    stated.add((min(stated.subjects(RDF.type, PG.Measure)), PG.responsibleParty, party))


FAULTS = [
    Fault("no shortcut", _drop(PG.responsibleParty, PG.Task), "without its shortcut"),
    Fault("no duty", _drop(PG.hasResponsibility, PG.Task), "without a pg:Responsibility"),
    Fault("no unit", _drop(PG.unit, PG.Target), "without a unit"),
    Fault("shifted span", _shift_span, "the text has"),
    Fault("reversed phase", _reverse_phase, "ends before it starts"),
    Fault("Chinese IRI", _rename, "not ASCII"),
    Fault("lead by shortcut", _lead_alone, "leads and their shortcuts"),
    Fault("measure with a party", _claim_for_measure, "parties of their own"),
]
GAPS = [
    Fault("no role", _drop(PG.role, PG.Responsibility), "role"),
    Fault("no evidence", _drop(PG.evidence, PG.Measure), "evidence"),
    Fault("no label", _drop(RDFS.label, PG.Task), "label"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_caught(broken: PlanGraphs, fault: Fault) -> None:
    """Each fault gives a violation that says what is wrong in English and in Chinese."""
    fault.plant(broken.stated)
    found = [one for one in check_quickly(to_nquads(broken)) if fault.message in one.message]
    assert found
    assert {one.severity for one in found} == {"violation"}
    assert all(one.focus.startswith("https://") and one.rule for one in found)
    assert all(not one.message_zh.isascii() for one in found)


@pytest.mark.parametrize("fault", GAPS, ids=lambda fault: fault.name)
def test_a_gap_is_caught(broken: PlanGraphs, fault: Fault) -> None:
    """A property that is missing is a violation that names the property."""
    fault.plant(broken.stated)
    found = [one for one in check_graphs(broken) if fault.message in one.message]
    assert {one.severity for one in found} == {"violation"}


def test_a_triple_in_two_graphs_is_caught(broken: PlanGraphs) -> None:
    """What a plan repeats of the reference data would be counted twice, and is found."""
    name = next(broken.reference.triples((None, SKOS.prefLabel, None)))
    broken.stated.add(name)
    assert [one.focus for one in check_quickly(to_nquads(broken))] == [str(name[0])]


def test_two_leads_are_a_warning(broken: PlanGraphs) -> None:
    """Two leads of one task are odd but may be so printed: a warning and no violation."""
    task = _task(broken.stated)
    for duty in list(broken.stated.objects(task, PG.hasResponsibility))[:2]:
        broken.stated.set((duty, PG.role, V["role-lead"]))
        party = broken.stated.value(duty, PG.party) or task
        broken.stated.add((task, PG.leadParty, party))
    (found,) = check_graphs(broken)
    assert (found.severity, found.message) == ("warning", "more than one lead (leadParty)")


def test_a_span_called_by_other_offsets_is_caught(broken: PlanGraphs) -> None:
    """The offsets in a span's IRI are those that it states."""
    span = min(broken.stated.subjects(RDF.type, PG.Span))
    other = URIRef(str(span) + "0")
    for _, predicate, value in list(broken.stated.triples((span, None, None))):
        broken.stated.add((other, predicate, value))
    (found,) = check_words(broken)
    assert "other offsets" in found.message


def test_one_plan_of_several_is_checked(both_store: Store, seed_graphs: PlanGraphs) -> None:
    """The slow checks can be kept to the plans that changed."""
    assert check_store(both_store, [seed_graphs.plan_key]) == []
    assert check_store(both_store, []) == []


def test_an_empty_store_has_no_findings() -> None:
    """A store without plans conforms."""
    with open_store() as store:
        assert check_store(store) == []


def test_structure_is_checked_against_the_shapes(broken: PlanGraphs) -> None:
    """A property of the wrong kind is a finding of the shapes."""
    target = min(broken.stated.subjects(RDF.type, PG.Target))
    broken.stated.set((target, PG.value, Literal("twelve")))
    found = check_structure(broken)
    assert found
    assert {one.focus for one in found} == {str(target)}
