"""/ontology: the words of the graph for people and for programs."""

from urllib.parse import urlsplit

import httpx
import lxml.html
import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from plangraph.api.ontology_diagram import diagram
from plangraph.api.ontology_terms import COLUMNS, sections, triples
from plangraph.ontology import iris
from plangraph.ontology.tables import read_table

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("*/*", ox.RdfFormat.TURTLE),
    ],
)
def test_programs_get_ontology_and_vocabulary(
    seed: httpx.Client, accept: str, form: ox.RdfFormat
) -> None:
    """Every format holds the same triples: all of the ontology and of the vocabulary."""
    found = seed.get("/ontology", headers={"Accept": accept})
    assert found.status_code == 200
    assert {str(quad.triple) for quad in ox.parse(found.content, form)} == set(map(str, triples()))
    short = {ox.RdfFormat.TURTLE: "ttl", ox.RdfFormat.N_TRIPLES: "nt"}.get(form)
    if short:
        named = seed.get("/ontology", params={"format": short}, headers=HTML)
        assert named.content == found.content


@pytest.mark.parametrize("path", ["/ontology", "/en/ontology"])
def test_every_word_has_its_place(seed: httpx.Client, path: str) -> None:
    """Each class, property and concept stands under the fragment of its IRI, with both names."""
    page = lxml.html.fromstring(seed.get(path, headers=HTML).content)
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    terms = [term for section in sections() for term in section.terms]
    assert len(terms) > 150
    for term in terms:
        assert term.anchor in ids, term.iri
        [row] = page.xpath(f"//tr[@id='{term.anchor}']")
        assert {term.labels["zh"], term.labels["en"]} <= set(row.xpath("./th//text()"))
    fragments = {href[1:] for href in page.xpath("//main//@href") if href.startswith("#")}
    assert fragments <= {*ids, ""}


def test_examples_come_from_the_store(seed: httpx.Client, empty: httpx.Client) -> None:
    """Classes and properties that the store uses show a thing of it, and its page exists."""
    page = lxml.html.fromstring(seed.get("/ontology", headers=HTML).content)
    for name in ("Task", "Agency", "Target", "hasResponsibility", "jurisdiction"):
        links = page.xpath(f"//tr[@id='{name}']//a[starts-with(@href, '/')]")
        assert links, name
        assert seed.get(urlsplit(links[0].get("href")).path, headers=HTML).status_code == 200
    bare = lxml.html.fromstring(empty.get("/ontology", headers=HTML).content)
    assert not bare.xpath("//tr//a[starts-with(@href, '/')]")


def test_classes_and_properties_are_explained_in_both_languages() -> None:
    """Each class and each property has a Chinese and an English comment of its own."""
    terms = [term for section in sections()[:4] for term in section.terms]
    assert [term.iri for term in terms if not {"zh", "en"} <= term.comments.keys()] == []
    known = {str(triple.subject.value) for triple in triples() if triple.predicate.value == LABEL}
    told = {iris.NS + term for term, _ in read_table("comments_zh.tsv", COLUMNS)}
    assert told <= known


def test_the_picture_says_what_the_ontology_says() -> None:
    """Every box of the picture is a class, every line a property or a subclass."""
    terms = {term.anchor: term for section in sections() for term in section.terms}
    for box in diagram().boxes:
        assert terms[box.name].iri == iris.NS + box.name
    for line in diagram().lines:
        if line.name:
            assert terms[line.name].iri == iris.NS + line.name
        else:
            assert f"#{line.target}" in {link.href for link in terms[line.source].above}
    assert len(diagram().lines) > 10


@pytest.mark.parametrize("path", ["/ontology", "/en/ontology"])
def test_the_page_works_in_a_browser(chromium_page: Page, seed: httpx.Client, path: str) -> None:
    """A fragment leads to its row, the picture is drawn, and the policy has no complaint."""
    complaints: list[str] = []
    chromium_page.on("console", lambda message: complaints.append(message.text))
    chromium_page.goto(f"{seed.base_url}{path}#Responsibility", wait_until="networkidle")
    expect(chromium_page.locator("tr#Responsibility")).to_be_in_viewport()
    assert chromium_page.locator("figure svg rect").count() == len(diagram().boxes)
    chromium_page.locator("figure svg a[href='#Target']").click()
    expect(chromium_page.locator("tr#Target")).to_be_in_viewport()
    assert complaints == []
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    chromium_page.set_viewport_size({"width": 360, "height": 700})
    assert chromium_page.evaluate(wide)
