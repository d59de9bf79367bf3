"""What pages say of their subject in the words of schema.org."""

import json
import re
from typing import Any

import httpx
import pytest
import rdflib
from playwright.sync_api import Page
from rdflib.namespace import RDF

SCHEMA = "https://schema.org/"


def described(client: httpx.Client, path: str) -> dict[str, Any]:
    """The description in a page."""
    page = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert page.status_code == 200
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert len(found) == 1, path
    node: dict[str, Any] = json.loads(found[0])
    assert node["@context"] == "https://schema.org"
    return node


def test_the_store_is_a_data_set(both: httpx.Client) -> None:
    """The home page describes the data set, its plans, and where it can be had."""
    node = described(both, "/")
    assert (node["@type"], node["name"]) == ("Dataset", "PlanGraph")
    assert len(node["hasPart"]) == 2
    for download in node["distribution"]:
        assert both.get(download["contentUrl"], follow_redirects=True).status_code == 200


def test_a_plan_is_a_data_set_with_its_source(seed: httpx.Client, seed_key: str) -> None:
    """A plan's page tells title, time, place, issuer, and files that exist."""
    node = described(seed, f"/en/plan/{seed_key}")
    assert node["@id"].endswith(f"/plan/{seed_key}")
    assert (node["datePublished"], node["temporalCoverage"]) == ("2022-09-29", "2022/2025")
    assert node["spatialCoverage"]["name"] == "昆明市"
    [publisher] = node["isBasedOn"]["publisher"]
    assert (publisher["@type"], publisher["name"]) == (
        "GovernmentOrganization",
        "昆明市人民政府办公室",
    )
    for download in node["distribution"]:
        reply = seed.get(download["contentUrl"])
        assert reply.headers["content-type"].partition(";")[0] == download["encodingFormat"]
    assert "identifier" not in node


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ("agencies?agency=市科技局", "GovernmentOrganization", "昆明市科学技术局"),
        ("regions?region=东南亚", "Place", "东南亚"),
    ],
)
def test_things_are_what_they_are(seed: httpx.Client, query: str, kind: str, name: str) -> None:
    """An agency's page tells a government organisation, that of a place a place."""
    thing = seed.get(f"/api/{query}").json()["items"][0]
    node = described(seed, f"/thing/{thing['key']}")
    assert (node["@type"], node["@id"], name in node["name"]) == (kind, thing["id"], True)


def test_descriptions_are_triples(seed: httpx.Client, seed_key: str) -> None:
    """With schema.org's names as they are, a description can be read as a graph."""
    node = described(seed, f"/plan/{seed_key}") | {"@context": {"@vocab": SCHEMA}}
    with pytest.warns(DeprecationWarning, match="ConjunctiveGraph"):
        graph = rdflib.Graph().parse(data=json.dumps(node), format="json-ld")
    assert (None, RDF.type, rdflib.URIRef(f"{SCHEMA}Dataset")) in graph


def test_hostile_words_end_no_script(hostile: httpx.Client, chromium_page: Page) -> None:
    """Markup in a plan's words stays a text in the description; the policy has no complaint."""
    node = described(hostile, "/")
    assert "<script>" in json.dumps(node)
    complaints: list[str] = []
    chromium_page.on("console", lambda message: complaints.append(message.text))
    chromium_page.goto(f"{hostile.base_url}/", wait_until="networkidle")
    assert complaints == []
    assert chromium_page.evaluate("window.XSS") is None
    kinds = "[...document.querySelectorAll('head script[type=\"application/ld+json\"]')].length"
    assert chromium_page.evaluate(kinds) == 1
