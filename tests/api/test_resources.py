"""The REST resources: filters, pages of lists, single things, refusals, validators."""

import csv
import io
import re
from typing import Any

import httpx
import pytest

from plangraph.api.lists import Role
from plangraph.ontology.model import Duty

LISTS = ("plans", "tasks", "measures", "agencies", "targets", "phases", "regions")


def items(client: httpx.Client, path: str, **query: Any) -> list[dict[str, Any]]:
    """The rows of a list."""
    reply = client.get(path, params=query)
    assert reply.status_code == 200, reply.text
    rows: list[dict[str, Any]] = reply.json()["items"]
    return rows


@pytest.mark.parametrize("name", LISTS)
def test_a_list_comes_in_parts(both: httpx.Client, name: str) -> None:
    """limit and offset cut a list; following the next links gives every row once."""
    whole = both.get(f"/api/{name}", params={"limit": 500}).json()
    keys, url = [], f"/api/{name}?limit=3"
    while url:
        reply = both.get(url)
        keys += [row["key"] for row in reply.json()["items"]]
        url = reply.json()["links"].get("next", "")
        assert ('rel="next"' in reply.headers["link"]) == bool(url)
    assert keys == [row["key"] for row in whole["items"]]
    assert len(set(keys)) == whole["total"]


@pytest.mark.parametrize("name", LISTS)
def test_every_row_has_its_own_address(both: httpx.Client, name: str) -> None:
    """The url of a row gives the same thing alone."""
    for row in items(both, f"/api/{name}", limit=5):
        alone = both.get(row["url"]).json()
        assert {field: alone[field] for field in row if row[field] is not None} == {
            field: value for field, value in row.items() if value is not None
        }


@pytest.mark.parametrize("name", LISTS)
def test_a_list_comes_as_csv(both: httpx.Client, name: str) -> None:
    """.csv beside a list, format=csv and Accept give the same table, one row a thing."""
    wanted = both.get(f"/api/{name}.csv", params={"limit": 500}, follow_redirects=True)
    assert wanted.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(wanted.content.decode("utf-8-sig"))))
    assert [row["key"] for row in rows] == [
        row["key"] for row in items(both, f"/api/{name}", limit=500)
    ]
    by_accept = both.get(f"/api/{name}?limit=500", headers={"Accept": "text/csv"})
    assert by_accept.content == wanted.content


def test_a_plan_tells_its_header(seed: httpx.Client, seed_key: str) -> None:
    """A plan has title, issuer, date, period and bases, and says null where the text is silent."""
    plan = seed.get(f"/api/plans/{seed_key}").json()
    assert plan["title"] == "昆明市国家知识产权强市建设示范城市工作方案(2022—2025年)"
    assert [party["label"] for party in plan["issuers"]] == ["昆明市人民政府办公室"]
    assert (plan["issued"], plan["period_start"], plan["period_end"]) == (
        "2022-09-29",
        "2022",
        "2025",
    )
    assert plan["number"] is None
    assert [cite["number"] for cite in plan["based_on"]] == [
        "国知办函运字〔2021〕1197号",
        "国知发运字〔2022〕33号",
    ]
    assert {"issued", "title", "notice_title"} <= {row["field"] for row in plan["statements"]}
    counts = plan["counts"]
    assert [
        counts[name] for name in ("tasks", "measures", "agencies", "task_responsibilities")
    ] == [
        9,
        64,
        20,
        43,
    ]
    assert (counts["targets"], counts["phases"]) == (5, 4)


def test_filters_combine(both: httpx.Client, seed_key: str) -> None:
    """Several filters keep what passes all of them."""
    tasks = items(both, "/api/tasks", agency="市科技局", plan=seed_key, q="质量")
    assert [task["title"] for task in tasks] == ["全面提升知识产权创新创造质量"]
    led = items(both, "/api/tasks", role="lead", agency="市商务局")
    assert [task["number"] for task in led] == ["二(四)"]
    assert items(both, "/api/tasks", role="lead", agency="市商务局", plan=seed_key) == []
    abroad = items(both, "/api/tasks", region="东盟")
    assert [task["number"] for task in abroad] == ["二(四)"]
    agencies = items(both, "/api/agencies", role="support", limit=500)
    assert {agency["printed"][0] for agency in agencies} == {
        "市发展改革委",
        "市财政局",
        "市科技局",
        "市国资委",
        "呈贡区人民政府",
    }


@pytest.mark.parametrize("form", ["key", "id", "name", "printed"])
def test_an_agency_has_many_names(seed: httpx.Client, form: str) -> None:
    """The filter agency takes key, IRI, official and printed name alike."""
    [agency] = items(seed, "/api/agencies", agency="市科技局")
    named = agency["printed"][0] if form == "printed" else agency[form]
    assert len(items(seed, "/api/tasks", agency=named)) == 4


def test_what_is_inferred_shows_only_on_request(seed: httpx.Client) -> None:
    """Inherited and inferred facts appear with inferred=true alone, and are marked as such."""
    for name in ("measures", "targets", "phases"):
        quiet = seed.get(f"/api/{name}", params={"limit": 500}).text
        assert '"inherited"' not in quiet.replace('"inherited":null', "")
        assert '"status":"inferred"' not in quiet
    targets = items(seed, "/api/targets", inferred=True)
    links = [link for target in targets for link in target["related_measures"]]
    assert links
    assert {link["evidence"]["status"] for link in links} == {"inferred"}
    measures = items(seed, "/api/measures", inferred=True, limit=500)
    assert all(measure["inherited"] for measure in measures)


def test_roles_are_those_of_the_model() -> None:
    """The filter role knows every duty of the model."""
    assert [f"role-{role}" for role in Role.__args__] == list(Duty)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    [
        "/api/plans/cn-000000-2022-00000000",
        "/api/plans/cn-000000-2022-00000000/text",
        "/api/tasks/{key}/9.9",
        "/api/measures/{key}/2.5",
        "/api/targets/{key}/x",
        "/api/phases/{key}/2.5",
        "/api/agencies/cn-530100/nobody",
        "/api/regions/m49-999",
        "/api/regions/<script>",
        "/api/agencies/a b\"'{}",
        "/api/network?plan=nope",
        "/api/nothing",
        "/id/plan/nope",
        "/id/<script>",
        "/plan/nope",
        "/thing/org/nobody",
        "/network?plan=nope",
        "/network/view?plan=nope",
        "/static/nope.css",
        "/nope",
    ],
)
def test_unknown_things_are_404(seed: httpx.Client, seed_key: str, path: str) -> None:
    """What the store does not hold is told as problem details, to a browser as a page."""
    reply = seed.get(path.replace("{key}", seed_key))
    assert (reply.status_code, reply.headers["content-type"]) == (404, "application/problem+json")
    told = reply.json()
    assert told["status"] == 404
    assert told["detail"]
    page = seed.get(path.replace("{key}", seed_key), headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<script>" not in page.text


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "offset=-1",
        "due_before=tomorrow",
        "role=boss",
        "q=",
        "format=pdf",
        "nonsense=1",
    ],
)
def test_parameters_that_do_not_fit_are_422(seed: httpx.Client, query: str) -> None:
    """A parameter that does not fit is named, and so is one that does not exist."""
    reply = seed.get(f"/api/tasks?{query}")
    assert (reply.status_code, reply.headers["content-type"]) == (422, "application/problem+json")
    assert reply.json()["errors"][0]["where"] == f"query.{query.partition('=')[0]}"


@pytest.mark.parametrize(
    "path",
    ["/", "/api/tasks", "/sparql?query=ASK%7B%7D", "/api/network", "/openapi.json", "/docs"],
)
def test_an_unchanged_answer_is_304(seed: httpx.Client, path: str) -> None:
    """An answer carries a validator; asked again with it, the server says 304 without a body."""
    first = seed.get(path)
    tag = first.headers["etag"]
    again = seed.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert seed.get(path, headers={"If-None-Match": '"other"'}).content == first.content
    assert seed.get(path, headers={"Accept": "text/csv, */*;q=0.1"}).headers["etag"] != tag


@pytest.mark.parametrize("path", ["/", "/api/tasks", "/sparql?query=ASK%7B%7D", "/static/site.css"])
def test_head_is_get_without_a_body(seed: httpx.Client, path: str) -> None:
    """HEAD gives the headers of GET and nothing else."""
    plain = {"Accept-Encoding": "identity"}
    head, get = seed.head(path, headers=plain), seed.get(path, headers=plain)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(get.content))


def test_links_never_come_from_the_request(seed: httpx.Client) -> None:
    """A forged Host header changes no link."""
    reply = seed.get("/api/tasks?limit=1", headers={"Host": "evil.example"})
    assert "evil.example" not in reply.text + str(reply.headers)
    moved = seed.get("/en", headers={"Host": "evil.example"})
    assert moved.headers["location"] == f"{seed.base_url}/en/"


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/turtle", "format=ttl"),
        ("application/ld+json", "format=jsonld"),
        ("*/*", "format=ttl"),
        ("text/html", "/task/{key}/2.5"),
    ],
)
def test_iris_dereference(seed: httpx.Client, seed_key: str, accept: str, ending: str) -> None:
    """The IRI of a thing leads a browser to its place on a page and a program to its triples."""
    path = f"/id/plan/{seed_key}/task/2.5"
    reply = seed.get(path, headers={"Accept": accept})
    assert reply.status_code == 303
    assert reply.headers["location"].endswith(ending.replace("{key}", seed_key))
    found = seed.get(path, headers={"Accept": accept}, follow_redirects=True)
    assert found.status_code == 200
    assert "大力促进知识产权转化运用" in found.text


def test_every_iri_in_the_store_dereferences(seed: httpx.Client, seed_key: str) -> None:
    """Each thing, each graph and each text version of the store has an answer under /id/."""
    query = (
        "SELECT DISTINCT ?thing WHERE { ?thing a ?class "
        'FILTER(STRSTARTS(STR(?thing), "https://w3id.org/plangraph/id/")) }'
    )
    rows = seed.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    keys = {row["thing"]["value"].partition("/id/")[2].partition("#")[0] for row in rows}
    keys |= {f"graph/{seed_key}", f"graph/{seed_key}/inferred", "graph/ref", "graph/vocab"}
    kinds = {re.sub(r"[^/]*\d[^/]*", "#", key): key for key in sorted(keys)}
    assert len(kinds) > 15
    for key in kinds.values():
        assert seed.get(f"/id/{key}").status_code == 303, key
        page = seed.get(f"/id/{key}", headers={"Accept": "text/html"}, follow_redirects=True)
        assert page.status_code == 200, key


def test_health_counts_the_plans(both: httpx.Client, empty: httpx.Client) -> None:
    """/healthz says that the store can be read, its state, and how many plans it holds."""
    found = both.get("/healthz").json()
    assert (found["status"], found["plans"]) == ("ok", 2)
    assert empty.get("/healthz").json()["plans"] == 0
