"""The neighbourhood of things: typed links in and out, with status and evidence."""

import csv
import io
from typing import Any
from urllib.parse import quote

import httpx
import pytest

PG = "https://w3id.org/plangraph/ns#"
Row = dict[str, Any]


def links_of(client: httpx.Client, path: str, **query: Any) -> list[Row]:
    """All links, part by part."""
    rows: list[Row] = []
    url = str(client.base_url.join(path).copy_merge_params({"limit": 40, **query}))
    while url:
        reply = client.get(url)
        assert reply.status_code == 200, reply.text
        rows += reply.json()["items"]
        url = reply.json()["links"].get("next", "")
    return rows


def first(client: httpx.Client, name: str) -> str:
    """The address of the first thing of a list."""
    url: str = client.get(f"/api/{name}?limit=1").json()["items"][0]["url"]
    return url


@pytest.mark.parametrize(
    "name", ["plans", "tasks", "measures", "targets", "phases", "agencies", "regions"]
)
def test_a_neighbourhood_is_complete(both: httpx.Client, name: str) -> None:
    """With inferred links there is one row for each triple that links the thing, no more."""
    thing = both.get(first(both, name)).json()
    iri = thing["id"]
    query = (
        f"SELECT ?s ?p ?o WHERE {{ {{ ?s ?p <{iri}> }} UNION {{ <{iri}> ?p ?o "
        'FILTER(ISIRI(?o) && ?p != rdf:type && !REGEX(STR(?p), "[sS]tatus$")) } }'
    )
    found = both.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    wanted = {
        ("in" if "s" in row else "out", row["p"]["value"], (row.get("s") or row["o"])["value"])
        for row in found
    }
    rows = links_of(both, thing["url"] + "/adjacent", inferred=True)
    assert {(row["direction"], row["property"], row["thing"]["id"]) for row in rows} == wanted
    assert len(rows) == len(wanted)
    assert all(row["label"] and row["label_en"] and row["thing"]["label"] for row in rows)


def test_links_carry_the_words_that_prove_them(
    seed: httpx.Client, seed_key: str, seed_text: str
) -> None:
    """A stated link of a task has its words; the text has them at that place."""
    rows = links_of(seed, f"/api/tasks/{seed_key}/2.5/adjacent")
    assert {row["status"] for row in rows} == {"stated"}
    for row in rows:
        words = row["evidence"]
        assert words["status"] == "stated"
        assert seed_text[words["start"] : words["end"]] == words["quote"]
    held = [row for row in rows if row["name"] == "responsibleParty"]
    task = seed.get(f"/api/tasks/{seed_key}/2.5").json()
    assert {(row["thing"]["id"], row["evidence"]["quote"]) for row in held} == {
        (duty["party"]["id"], duty["evidence"]["quote"]) for duty in task["responsibilities"]
    }
    assert {row["thing_type"] for row in held} <= {"Agency", "PartyGroup", "CoordinationBody"}
    [region] = [row for row in rows if row["thing"]["label"] == "东盟"][:1] or [None]
    assert region is None or region["evidence"]["quote"]


def test_what_no_sentence_says_shows_only_on_request(seed: httpx.Client, seed_key: str) -> None:
    """Inherited and inferred links need inferred=true and say what they are."""
    path = f"/api/measures/{seed_key}/2.5.1/adjacent"
    assert not [row for row in links_of(seed, path) if row["name"] == "inheritedParty"]
    rows = links_of(seed, path, inferred=True)
    inherited = [row for row in rows if row["name"] == "inheritedParty"]
    assert inherited
    assert {(row["status"], row["evidence"]["status"]) for row in inherited} == {
        ("inherited", "inherited")
    }
    phases = links_of(
        seed, f"/api/tasks/{seed_key}/2.5/adjacent", property="phaseTask", inferred=True
    )
    assert {(row["status"], row["direction"]) for row in phases} == {("inferred", "in")}
    assert all(row["evidence"]["quote"] for row in phases)


def test_background_knowledge_is_curated(seed: httpx.Client) -> None:
    """What comes from the reference data is curated and has no words of a plan."""
    agency = seed.get("/api/agencies?agency=市科技局").json()["items"][0]
    rows = links_of(seed, agency["url"] + "/adjacent")
    place = [row for row in rows if row["name"] == "jurisdiction"]
    assert [(row["status"], row["evidence"], row["direction"]) for row in place] == [
        ("curated", None, "out")
    ]
    tasks = [row for row in rows if row["name"] == "responsibleParty"]
    assert len([row for row in tasks if row["thing_type"] == "Task"]) == agency["task_count"]
    assert all(row["evidence"]["quote"] for row in tasks)


def test_a_plan_is_proved_by_its_header(seed: httpx.Client, seed_key: str) -> None:
    """Who issued a plan, and what it rests on, comes with the words of header and notice."""
    for name in ("issuedBy", "cites", "basedOn"):
        rows = links_of(seed, f"/api/plans/{seed_key}/adjacent", property=name)
        assert rows, name
        assert all(row["evidence"]["quote"] for row in rows), name


def test_links_are_filtered(seed: httpx.Client, seed_key: str) -> None:
    """direction and property narrow; a property that does not exist is refused."""
    path = f"/api/tasks/{seed_key}/2.5/adjacent"
    rows = links_of(seed, path)
    assert links_of(seed, path, direction="in") == [r for r in rows if r["direction"] == "in"]
    for form in ("partOf", "pg:partOf", f"{PG}partOf"):
        found = links_of(seed, path, property=form, direction="in")
        assert [row["thing_type"] for row in found] == ["Measure"] * len(found) != []
    assert links_of(seed, path, property="skos:related") == []
    wrong = seed.get(path, params={"property": "partof"})
    assert (wrong.status_code, wrong.json()["where"]) == (400, "property")
    assert seed.get(path, params={"nonsense": 1}).status_code == 422


def test_anything_has_a_neighbourhood(seed: httpx.Client, seed_key: str) -> None:
    """Duties, indicators, units, documents, versions and stretches of text have links too."""
    task = seed.get(f"/api/tasks/{seed_key}/2.5").json()
    plan = seed.get(f"/api/plans/{seed_key}").json()
    target = seed.get("/api/targets?limit=1").json()["items"][0]
    base = "https://w3id.org/plangraph/id/"
    for iri, name in (
        (task["responsibilities"][0]["id"], "party"),
        (target["indicator"]["id"], "indicator"),
        (target["unit"]["id"], "unit"),
        (plan["based_on"][0]["id"], "basedOn"),
        (plan["text"]["id"], "hasVersion"),
        (task["evidence"]["span"], "evidence"),
    ):
        key = quote(iri.removeprefix(base))
        rows = links_of(seed, f"/api/things/{key}/adjacent", property=name)
        assert rows, iri
    assert seed.get("/api/things/indicator/none/adjacent").status_code == 404
    assert seed.get(f"/api/tasks/{seed_key}/9.9/adjacent").status_code == 404
    assert seed.get("/api/agencies/region/cn/adjacent").status_code == 404


def test_links_come_as_csv(seed: httpx.Client, seed_key: str) -> None:
    """The links as a table: one row each, the evidence in columns of its own."""
    path = f"/api/tasks/{seed_key}/2.5/adjacent"
    table = seed.get(path, params={"format": "csv", "limit": 500})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    wanted = [(row["name"], row["thing"]["key"], row["status"]) for row in links_of(seed, path)]
    assert [(row["name"], row["thing_key"], row["status"]) for row in rows] == wanted
    assert all(row["evidence_quote"] for row in rows)
