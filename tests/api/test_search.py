"""The full-text search over HTTP: hits, filters, parts, suggestions, and search inside SPARQL."""

import csv
import io
from typing import Any, get_args

import httpx
import pytest

from plangraph.api.search import Kind
from plangraph.graph.search_documents import kinds
from plangraph.graph.store import open_store
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs
from tests.api.conftest import serving


def search(client: httpx.Client, **query: Any) -> dict[str, Any]:
    """The answer to a search."""
    reply = client.get("/api/search", params=query)
    assert reply.status_code == 200, reply.text
    told: dict[str, Any] = reply.json()
    return told


def test_the_types_are_those_of_the_index() -> None:
    """The types that the interface describes are the kinds that the index tells apart."""
    assert get_args(Kind) == tuple(kinds())


def test_hits_carry_their_evidence(seed: httpx.Client, seed_text: str, seed_key: str) -> None:
    """Each hit has its text with the places to mark, its plan, and where it stands in it."""
    told = search(seed, q="专利", limit=100)
    assert told["total"] == len(told["items"]) == sum(told["types"].values()) == 36
    assert told["exact"]
    for hit in told["items"]:
        assert {mark["text"] for mark in hit["marks"]} == {"专利"}
        assert all(hit["text"][m["start"] : m["end"]] == m["text"] for m in hit["marks"])
        if hit["plan"] is not None:
            assert hit["plan"]["key"] == f"plan/{seed_key}"
            assert hit["plan"]["label"].startswith("昆明市国家知识产权强市")
            start, end = map(int, hit["span"].rpartition("=")[2].split(","))
            assert "专利" in seed_text[start:end]


def test_the_links_of_hits_lead_to_them(both: httpx.Client) -> None:
    """url gives the thing itself, page the page that shows it, at its place in the text."""
    first = {hit["type"]: hit for hit in reversed(search(both, q="知识产权", limit=100)["items"])}
    assert len(first) > 4
    for hit in first.values():
        if hit["type"] in {"plan", "agency", "place", "task", "measure", "target", "phase"}:
            assert both.get(hit["url"]).json()["id"] == hit["id"]
        path, _, place = hit["page"].partition("#")
        page = both.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 200
        if place:
            assert f'id="{place}"' in page.text


def test_filters_of_hits(both: httpx.Client, seed_key: str) -> None:
    """type and plan narrow, types can be several, and a plan goes by its key or its IRI."""
    whole = search(both, q="知识产权", limit=1)
    tasks = search(both, q="知识产权", type=["task", "goal"], limit=100)
    assert tasks["total"] == whole["types"]["task"] + whole["types"]["goal"]
    assert {hit["type"] for hit in tasks["items"]} == {"task", "goal"}
    part = search(both, q="知识产权", plan=seed_key, limit=100)
    assert {(hit["plan"] or {"key": f"plan/{seed_key}"})["key"] for hit in part["items"]} == {
        f"plan/{seed_key}"
    }
    by_iri = f"https://w3id.org/plangraph/id/plan/{seed_key}"
    assert search(both, q="知识产权", plan=by_iri)["total"] == part["total"]
    assert search(both, q="知识产权", plan="none")["total"] == 0


def test_hits_come_in_parts(both: httpx.Client) -> None:
    """Following the next links gives every hit once, in the order of the whole."""
    whole = [hit["id"] for hit in search(both, q="昆明", limit=100)["items"]]
    found, url = [], "/api/search?q=昆明&limit=7&type=agency&type=place&type=evidence&type=measure"
    while url:
        reply = both.get(url)
        told = reply.json()
        found += [hit["id"] for hit in told["items"]]
        assert ("next" in told["links"]) == (told["cursor"] is not None)
        assert ('rel="next"' in reply.headers["link"]) == ("next" in told["links"])
        url = told["links"].get("next", "")
    assert len(found) == len(set(found))
    assert set(found) <= set(whole)
    assert found == [one for one in whole if one in set(found)]


def test_misspelt_names_over_http(both: httpx.Client) -> None:
    """A misspelt name gives the body that is meant, and says that the words are nowhere."""
    for asked, meant in (
        ("市场监管管理局", "昆明市市场监督管理局"),
        ("科技居", "昆明市科学技术局"),
    ):
        told = search(both, q=asked)
        assert not told["exact"]
        assert told["items"][0]["label"] == meant
        assert told["items"][0]["marks"] == []


def test_hits_come_as_csv(both: httpx.Client) -> None:
    """Hits come as CSV by name, by Accept and by the ending, one row a hit."""
    reply = both.get("/api/search.csv", params={"q": "专利"}, follow_redirects=True)
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert [row["key"] for row in rows] == [row["key"] for row in search(both, q="专利")["items"]]
    assert rows[0]["marks"] == "专利"
    by_accept = both.get("/api/search?q=专利", headers={"Accept": "text/csv"})
    assert by_accept.content == reply.content
    assert both.get("/api/search?q=专利", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("q=", 422),
        ("q=%20", 400),
        ("q=" + "a" * 201, 422),
        ("q=专利&type=agencies", 422),
        ("q=专利&limit=0", 422),
        ("q=专利&limit=101", 422),
        ("q=专利&cursor=20", 400),
        ("q=专利&cursor=after--1", 400),
        ("q=专利&typ=task", 422),
    ],
)
def test_a_search_that_cannot_be_answered(seed: httpx.Client, query: str, status: int) -> None:
    """What does not fit is a problem that names the parameter, for search and suggestions."""
    reply = seed.get(f"/api/search?{query}")
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    if "cursor" not in query and "limit=101" not in query:
        assert seed.get(f"/api/suggest?{query}").status_code == status


def test_suggestions_over_http(both: httpx.Client) -> None:
    """Two characters suggest names and titles, with the full name, the type and an address."""
    items = both.get("/api/suggest", params={"q": "市科"}).json()["items"]
    assert items[0]["text"] == "市科技局"
    assert items[0]["label"] == "昆明市科学技术局"
    assert items[0]["marks"] == [{"start": 0, "end": 2, "text": "市科"}]
    assert both.get(items[0]["url"]).json()["name"] == "昆明市科学技术局"
    tasks = both.get("/api/suggest", params={"q": "知识", "type": "task", "limit": 3}).json()
    assert [item["type"] for item in tasks["items"]] == ["task"] * 3
    assert all(item["plan"]["label"] for item in tasks["items"])


def test_answers_follow_the_store(seed_plan: Plan, digital_plan: Plan) -> None:
    """What is added is found at once, what is removed no more; unchanged answers are 304."""
    with open_store() as store, serving(store) as client:
        assert search(client, q="专利")["total"] == 0
        store.add(to_graphs(seed_plan))
        reply = client.get("/api/search?q=专利")
        assert reply.json()["total"] == 36
        again = client.get("/api/search?q=专利", headers={"If-None-Match": reply.headers["etag"]})
        assert again.status_code == 304
        store.add(to_graphs(digital_plan))
        after = client.get("/api/search?q=专利", headers={"If-None-Match": reply.headers["etag"]})
        assert after.json()["total"] == 38
        store.remove(seed_plan.key)
        assert search(client, q="专利")["total"] == 2


def test_markup_in_texts_stays_text(hostile: httpx.Client) -> None:
    """Markup in a plan comes out as the characters that it is, found like any other."""
    told = search(hostile, q="window.XSS", limit=100)
    assert told["total"] > 100
    assert all("<script>window.XSS=1</script>" in hit["text"] for hit in told["items"])
    assert {mark["text"] for hit in told["items"] for mark in hit["marks"]} == {"window.XSS"}


def test_search_inside_sparql(both: httpx.Client) -> None:
    """A query over HTTP finds by words, takes them as a parameter, and is refused if too many."""
    query = "SELECT ?t ?words { ?t a pg:Task ; pg:search ?words }"
    params = {"query": query, "$words": '"知识产权"'}
    rows = both.get("/sparql", params=params).json()["results"]["bindings"]
    assert len(rows) == search(both, q="知识产权")["types"]["task"]
    refused = both.get("/sparql", params={"query": "SELECT * { ?t pg:search ?w }"})
    assert (refused.status_code, refused.json()["where"]) == (400, "pg:search")
    page = both.get("/sparql", params=params, headers={"Accept": "text/html"})
    assert page.status_code == 200


def test_the_description_has_examples(seed: httpx.Client) -> None:
    """Every parameter of search and suggestions has an example or a list of values, and a text."""
    paths = seed.get("/openapi.json").json()["paths"]
    for path in ("/api/search", "/api/suggest"):
        for parameter in paths[path]["get"]["parameters"]:
            schema = parameter["schema"]
            assert parameter.get("description") or schema.get("description"), parameter["name"]
            known = {"examples", "default", "anyOf", "items", "enum"}
            assert known & schema.keys(), parameter["name"]
