"""Linked data: what an IRI of every kind leads to, in every format."""

import re
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

BASE = "https://w3id.org/plangraph/id/"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def select(client: httpx.Client, query: str) -> list[dict[str, Any]]:
    """Rows of a query."""
    found = client.get("/sparql", params={"query": query}).json()
    rows: list[dict[str, Any]] = found["results"]["bindings"]
    return rows


@pytest.fixture(scope="module")
def kinds(both: httpx.Client) -> dict[str, str]:
    """One IRI of each class."""
    rows = select(
        both,
        "SELECT ?class (MIN(STR(?s)) AS ?iri) WHERE { ?s a ?class "
        f'FILTER(STRSTARTS(STR(?s), "{BASE}")) }} GROUP BY ?class',
    )
    found = {re.split("[#/]", row["class"]["value"])[-1]: row["iri"]["value"] for row in rows}
    assert len(found) > 28
    assert {"Span", "Responsibility", "Indicator", "Unit", "Document", "TextVersion"} <= set(found)
    return found


@pytest.mark.parametrize("accept", [*FORMATS, "application/ld+json"])
def test_an_iri_of_every_kind_gives_its_triples(
    both: httpx.Client, kinds: dict[str, str], accept: str
) -> None:
    """Program and IRI meet: 303, then the triples with the thing as subject, as they are stored."""
    for iri in kinds.values():
        path = f"/id/{iri.removeprefix(BASE)}"
        moved = both.get(path, headers={"Accept": accept})
        assert moved.status_code == 303, iri
        found = both.get(path, headers={"Accept": accept}, follow_redirects=True)
        assert found.headers["content-type"].partition(";")[0] == accept
        if accept in FORMATS:
            quads = set(ox.parse(found.content, FORMATS[accept]))
            own = [quad for quad in quads if quad.subject == ox.NamedNode(iri)]
            held = select(both, f"SELECT (COUNT(*) AS ?n) WHERE {{ <{iri}> ?p ?o }}")
            assert len(own) == int(held[0]["n"]["value"]) > 0, iri
        else:
            assert f'"{iri}"' in found.text


def test_an_iri_of_every_kind_has_a_page(both: httpx.Client, kinds: dict[str, str]) -> None:
    """A browser is led to a page for each kind of IRI."""
    for iri in kinds.values():
        path = f"/id/{iri.removeprefix(BASE)}"
        page = both.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_a_text_is_told_with_its_stretches(both: httpx.Client, kinds: dict[str, str]) -> None:
    """The triples of a text version tell every stretch of it, since fragments stay with clients."""
    iri = kinds["Span"].partition("#")[0]
    found = both.get(f"/data/{iri.removeprefix(BASE)}", headers={"Accept": "application/n-triples"})
    spans = select(both, f"SELECT ?s WHERE {{ ?s pg:inVersion <{iri}> }}")
    subjects = {str(quad.subject.value) for quad in ox.parse(found.content, ox.RdfFormat.N_TRIPLES)}
    assert {row["s"]["value"] for row in spans} | {iri} == subjects
    assert len(spans) > 30


def test_what_nobody_can_read_is_refused(both: httpx.Client) -> None:
    """An IRI that names nothing is 404, a format that nobody offers 406, in both places."""
    for place in ("/id", "/data"):
        assert both.get(f"{place}/region/none").status_code == 404
        assert both.get(f"{place}/region/cn-530100?format=pdf").status_code == 406
        refused = both.get(f"{place}/region/cn-530100", headers={"Accept": "image/png"})
        assert refused.status_code == 406
    shown = both.get("/data/region/cn-530100", headers={"Accept": "text/html"})
    assert shown.headers["content-type"] == "text/plain; charset=utf-8"
