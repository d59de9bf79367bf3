"""The vocabulary, the shapes and the JSON-LD context against what plans are written with."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD

from plangraph.ontology import iris
from plangraph.ontology.model import Accrual, Duty, LinkKind, MentionKind, Operator, Plan, Status
from plangraph.ontology.reference import roles
from plangraph.ontology.terms import OA, PG, V
from plangraph.ontology.triples import PlanGraphs, to_graphs, vocabulary_graph
from tests.ontology.full_plan import FULL_PLAN

ROOT = Path(__file__).parents[2]
VOCABULARY = vocabulary_graph()
GRAPHS = to_graphs(FULL_PLAN)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CONCEPTS = {
    V.roles: {V[term] for term in Duty},
    V.comparators: {V[term] for term in Operator},
    V.accruals: {V[term] for term in Accrual},
    V.statuses: {V[term] for term in Status},
    V["mention-kinds"]: {V[f"mention-{term}"] for term in MentionKind},
    V["link-kinds"]: {V[f"link-{term}"] for term in LinkKind},
    V.levels: {V[f"level-{term}"] for term in ("national", "province", "city", "county", "zone")},
    V.functions: set(),
}
LISTED = {  # the shapes that list the concepts of a scheme
    PG.role: V.roles,
    PG.comparator: V.comparators,
    PG.accrual: V.accruals,
    PG.status: V.statuses,
    PG.mentionKind: V["mention-kinds"],
    PG.linkKind: V["link-kinds"],
    PG.level: V.levels,
}


def whole(graphs: PlanGraphs) -> Graph:
    """The three graphs of a plan as one."""
    return graphs.stated + graphs.inferred + graphs.reference


def shapes() -> Graph:
    """The shapes."""
    text = (resources.files("plangraph.ontology") / "shapes.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def context() -> dict[str, object]:
    """The terms of the JSON-LD context."""
    text = (resources.files("plangraph.ontology") / "context.jsonld").read_text(encoding="utf-8")
    terms: dict[str, object] = json.loads(text)["@context"]
    return terms


def defined() -> set[URIRef]:
    """The classes and properties of the ontology."""
    return {term for kind in KINDS for term in VOCABULARY.subjects(RDF.type, kind)}


def labels(term: URIRef) -> dict[str | None, str]:
    """The labels of a term by language."""
    found = [*VOCABULARY.objects(term, RDFS.label), *VOCABULARY.objects(term, SKOS.prefLabel)]
    return {label.language: str(label) for label in found if isinstance(label, Literal)}


def faults(data: Graph) -> set[tuple[str, str]]:
    """What pySHACL finds: the English message and the node at fault."""
    _, report, _ = pyshacl.validate(
        data, shacl_graph=shapes(), ont_graph=VOCABULARY, inference="none"
    )
    return {
        (str(message), str(report.value(result, SH.value) or report.value(result, SH.focusNode)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
        for message in report.objects(result, SH.resultMessage)
        if isinstance(message, Literal) and message.language != "zh"
    }


def test_every_term_that_plans_use_is_defined_and_no_other() -> None:
    """A plan with every field uses exactly the classes and properties of plan.ttl."""
    used = {term for triple in whole(GRAPHS) for term in triple if str(term).startswith(iris.NS)}
    used |= {term for term in VOCABULARY.predicates() if str(term).startswith(iris.NS)}
    used.add(PG.knownFrom)  # only with tables of the user: tests/plangraph/test_own_tables.py
    assert used == defined()


def test_every_concept_that_the_model_has_is_defined_and_no_other() -> None:
    """Each scheme of vocab.ttl holds the terms of the model and nothing besides."""
    schemes = set(VOCABULARY.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes == set(CONCEPTS)
    for scheme, concepts in CONCEPTS.items():
        assert set(VOCABULARY.subjects(SKOS.inScheme, scheme)) == concepts
    mentioned = {
        term for triple in whole(GRAPHS) for term in triple if str(term).startswith(iris.VOCAB)
    }
    known = {term for term in mentioned if not str(term).startswith(iris.VOCAB + "fn-")}
    assert known <= {*schemes, *VOCABULARY.subjects(RDF.type, SKOS.Concept)}


def test_functions_are_labelled_where_a_plan_uses_them() -> None:
    """The reference graph says in Chinese and in English what an agency is there for."""
    concept = V["fn-science-technology"]
    assert (concept, SKOS.notation, Literal("science_technology")) in GRAPHS.reference
    languages = {label.language for label in GRAPHS.reference.objects(concept, SKOS.prefLabel)}
    assert languages == {"zh", "en"}


def test_every_term_is_labelled_in_two_languages_and_explained() -> None:
    """Every term has a Chinese and an English label, classes and properties a comment."""
    concepts = set(VOCABULARY.subjects(RDF.type, SKOS.Concept)) | set(CONCEPTS)
    for term in defined() | concepts:
        assert labels(term).keys() == {"zh", "en"}, term
    for term in defined():
        assert VOCABULARY.value(term, RDFS.comment), term


def test_no_two_terms_of_a_kind_share_a_label() -> None:
    """Pages name classes by their label, so no two classes have the same one."""
    for language in ("zh", "en"):
        names = [labels(term)[language] for term in VOCABULARY.subjects(RDF.type, OWL.Class)]
        assert len(names) == len(set(names))


def test_the_vocabulary_has_ascii_names_and_no_blank_nodes() -> None:
    """All IRIs of the vocabulary are ASCII, so that every copy is the same; no node is blank."""
    terms = {term for triple in VOCABULARY for term in triple}
    assert all(str(term).isascii() for term in terms if isinstance(term, URIRef))
    assert not any(isinstance(term, BNode) for term in terms)


def test_domains_and_ranges_are_terms_of_the_ontology() -> None:
    """Where a property says what it leads from or to, that class exists."""
    for name in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf):
        for term in VOCABULARY.objects(None, name):
            assert not str(term).startswith(iris.NS) or term in defined()


def test_roles_and_comparators_agree_with_the_facts_json() -> None:
    """vocab.ttl and roles.tsv give the same coarser terms and the same labels."""
    table = roles()
    for duty in Duty:
        assert str(VOCABULARY.value(V[duty], PG.factsRole)) == table.role(duty)
        assert (labels(V[duty])["zh"], labels(V[duty])["en"]) == table.label(duty)
    for operator in Operator:
        facts = VOCABULARY.value(V[operator], PG.factsComparator)
        assert (str(facts) if facts else "") == table.comparator(operator)
        assert (labels(V[operator])["zh"], labels(V[operator])["en"]) == table.label(operator)


def test_shapes_list_the_concepts_of_their_schemes() -> None:
    """A concept that vocab.ttl gains is allowed by the shapes too."""
    graph = shapes()
    for path, scheme in LISTED.items():
        listed = [
            set(Collection(graph, graph.value(shape, SH["in"])))
            for shape in graph.subjects(SH.path, path)
            if graph.value(shape, SH["in"])
        ]
        assert listed == [CONCEPTS[scheme]], path


def test_shapes_speak_of_terms_that_exist() -> None:
    """No shape waits for a class or property that is never written."""
    terms = {term for triple in shapes() for term in triple if isinstance(term, URIRef)}
    assert {term for term in terms if term.startswith(iris.NS)} <= defined()


def test_a_full_plan_conforms() -> None:
    """A plan with every kind of row breaks no shape."""
    assert faults(whole(GRAPHS)) == set()


def test_a_real_plan_conforms(seed_plan: Plan) -> None:
    """The bundled plan breaks no shape."""
    assert faults(whole(to_graphs(seed_plan))) == set()


def local(key: str) -> URIRef:
    """The IRI of a thing below the full plan."""
    return URIRef(iris.absolute(iris.in_plan(FULL_PLAN.key, key)))


def drop_shortcut(data: Graph) -> URIRef:
    """Take the shortcuts of a task away."""
    data.remove((local("task/2.1"), PG.responsibleParty, None))
    return local("task/2.1/resp/1")


def add_shortcut(data: Graph) -> URIRef:
    """Write a shortcut that no responsibility explains."""
    data.add(
        (local("goal/1"), PG.responsibleParty, data.value(None, RDF.type, PG.CoordinationBody))
    )
    return local("goal/1")


def drop_unit(data: Graph) -> URIRef:
    """Take the unit of a target away."""
    data.remove((local("target/1.1"), PG.unit, None))
    return local("target/1.1")


def shift_span(data: Graph) -> URIRef:
    """Move a span by one character; its length stays right."""
    span = data.value(local("measure/2.1.1"), PG.evidence)
    assert isinstance(span, URIRef)
    for name in (OA.start, OA.end):
        offset = int(str(data.value(span, name))) + 1
        data.set((span, name, Literal(offset, datatype=XSD.nonNegativeInteger)))
    return span


def reverse_phase(data: Graph) -> URIRef:
    """Let a phase end before it starts."""
    data.set((local("phase/3.1"), PG.endDate, Literal("2022-06-30", datatype=XSD.date)))
    return local("phase/3.1")


def name_in_chinese(data: Graph) -> URIRef:
    """Give an agency an IRI with Chinese characters."""
    old = data.value(None, RDF.type, PG.CoordinationBody)
    new = URIRef(iris.absolute("org/cn-530100/联席会议"))
    for subject, predicate, value in list(data):
        if old in (subject, value):
            data.remove((subject, predicate, value))
            data.add(
                (new if subject == old else subject, predicate, new if value == old else value)
            )
    return new


FAULTS = [
    (drop_shortcut, "a pg:Responsibility without its shortcut pg:responsibleParty"),
    (add_shortcut, "a shortcut pg:responsibleParty without a pg:Responsibility"),
    (drop_unit, "a numeric target without a unit"),
    (shift_span, "a quote that is not what the text has at its offsets"),
    (reverse_phase, "a phase that ends before it starts"),
    (name_in_chinese, "an IRI that is not ASCII"),
]


@pytest.mark.parametrize(("plant", "message"), FAULTS)
def test_planted_faults_are_caught(plant: Callable[[Graph], URIRef], message: str) -> None:
    """Each of six planted faults is found at its node and named by its message."""
    data = whole(GRAPHS)
    culprit = plant(data)
    assert (message, str(culprit)) in faults(data)


@pytest.mark.parametrize(("plant", "message"), FAULTS)
def test_checks_run_in_a_store_too(plant: Callable[[Graph], URIRef], message: str) -> None:
    """The same queries, asked of Oxigraph over all plans, find the same faults."""
    data = whole(GRAPHS)
    assert asked_of_engine(data, message) == set()
    culprit = plant(data)
    assert str(culprit) in asked_of_engine(data, message)


def asked_of_engine(data: Graph, message: str) -> set[str]:
    """The nodes that the check with a message finds in Oxigraph."""
    graph = shapes()
    check = graph.value(None, SH.message, Literal(message, lang="en"))
    engine = ox.Store()
    lines = data.serialize(format="nt")
    engine.load(lines.encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    solutions = engine.query(
        str(graph.value(check, SH.select)), prefixes={"pg": iris.NS, "oa": str(OA)}
    )
    assert isinstance(solutions, ox.QuerySolutions)
    return {row["value"].value for row in solutions}


def test_json_ld_context_knows_every_term() -> None:
    """JSON-LD names classes and properties by their plain names, with their types."""
    terms = context()
    for term in defined():
        name = str(term).removeprefix(iris.NS)
        if (term, RDF.type, OWL.AnnotationProperty) in VOCABULARY:
            continue
        entry = terms[name]
        assert (entry if isinstance(entry, str) else entry["@id"]) == f"pg:{name}"  # type: ignore[index]
        if (term, RDF.type, OWL.ObjectProperty) in VOCABULARY:
            assert entry == {"@id": f"pg:{name}", "@type": "@id"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser
def test_json_ld_holds_the_same_triples() -> None:
    """A plan exported as JSON-LD and parsed again, with no network, has the same triples."""
    data = whole(GRAPHS)
    data.add((local("target/2.1.1"), PG.due, Literal("2023-02-31")))  # stays as printed
    written = data.serialize(format="json-ld", context=context(), auto_compact=False)
    assert set(Graph().parse(data=written, format="json-ld")) == set(data)
    nodes = {node["@id"]: node for node in json.loads(written)["@graph"]}
    target = nodes[str(local("target/1.1"))]
    assert target["@type"] == "Target"
    assert target["value"] == "320000"
    assert target["label"] == {"zh": "商标拥有量（总量）"}
    assert target["comparator"] == "v:cmp-ge"


def test_the_ontology_page_is_current() -> None:
    """docs/ontology.md lists every term as the Turtle files define it."""
    command = [sys.executable, "scripts/ontology_doc.py", "--check"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    page = (ROOT / "docs/ontology.md").read_text(encoding="utf-8")
    assert all(f"`pg:{str(term).removeprefix(iris.NS)}`" in page for term in defined())


def test_queries_ask_for_terms_that_exist() -> None:
    """A misspelt class or property in a named query would silently find nothing."""
    known = {str(term).removeprefix(iris.NS) for term in defined()}
    concepts = {str(term).removeprefix(iris.VOCAB) for term in VOCABULARY.subjects(SKOS.inScheme)}
    files = sorted(ROOT.glob("*/queries/*.rq"))
    assert files
    for file in files:
        query = file.read_text(encoding="utf-8")
        assert set(re.findall(r"\bpg:(\w+)", query)) <= known, file.name
        assert set(re.findall(r"(?<![\w:])v:([\w-]+)", query)) <= concepts, file.name
