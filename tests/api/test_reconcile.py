"""The reconciliation service, asked as OpenRefine's client asks it."""

import json
from typing import Any, Literal

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, RootModel

from plangraph.graph.store import open_store
from plangraph.ingest.reader import read_plan
from plangraph.ontology import iris
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs
from tests.api.conftest import serving

# OpenRefine (a Java program) sends its requests with these.
HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "User-Agent": "OpenRefine 3.8",
    "Accept": "*/*",
}


class Strict(BaseModel):
    """The forms of answers, as sections 3 to 7 of the specification give them."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Named(Strict):
    id: str = Field(min_length=1)
    name: str = Field(min_length=1)


class Suggest(Strict):
    service_url: str
    service_path: str


class Suggests(Strict):
    entity: Suggest
    type: Suggest
    property: Suggest


class View(Strict):
    url: str = Field(pattern=r"\{\{id\}\}")


class Preview(View):
    width: int
    height: int


class Extend(Strict):
    propose_properties: Suggest


class Manifest(Strict):
    versions: list[Literal["0.2"]]
    name: str
    identifierSpace: str  # noqa: N815
    schemaSpace: str  # noqa: N815
    documentation: str
    logo: str
    serviceVersion: str  # noqa: N815
    defaultTypes: list[Named]  # noqa: N815
    view: View
    preview: Preview
    suggest: Suggests
    extend: Extend
    batchSize: int = Field(gt=0)  # noqa: N815


class Feature(Strict):
    id: str
    value: float | bool


class Candidate(Named):
    description: str
    score: float
    match: bool
    type: list[Named]
    features: list[Feature]


class Candidates(Strict):
    result: list[Candidate]


Batch = RootModel[dict[str, Candidates]]


class Suggested(Named):
    description: str | None = None
    notable: list[Named] | None = None


class Suggestions(Strict):
    result: list[Suggested]


class Meta(Named):
    type: Named | None = None


class Text(Strict):
    str: str


class Number(Strict):
    int: int


class Extension(Strict):
    meta: list[Meta]
    rows: dict[str, dict[str, list[Text | Number | Named]]]


class Proposals(Strict):
    type: str
    properties: list[Named]
    limit: int | None = None


def ask(client: httpx.Client, queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The candidates of a batch of queries, sent in a form."""
    reply = client.post("/reconcile", data={"queries": json.dumps(queries)}, headers=HEADERS)
    assert reply.status_code == 200, reply.text
    Batch.model_validate(reply.json())
    return {key: row["result"] for key, row in reply.json().items()}


def ask_one(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    """The candidates of one query."""
    return ask(client, {"q0": query})["q0"]


def extend(client: httpx.Client, ids: list[str], *properties: str) -> dict[str, Any]:
    """Properties of entities, as OpenRefine adds columns by them."""
    asked = {"ids": ids, "properties": [{"id": name} for name in properties]}
    reply = client.post("/reconcile", data={"extend": json.dumps(asked)}, headers=HEADERS)
    assert reply.status_code == 200, reply.text
    Extension.model_validate(reply.json())
    told: dict[str, Any] = reply.json()
    return told


def test_the_manifest_tells_what_the_service_can(both: httpx.Client) -> None:
    """Asked for nothing, the service describes itself in the form of the specification."""
    reply = both.get("/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    assert reply.headers["access-control-allow-origin"] == "*"
    manifest = reply.json()
    Manifest.model_validate(manifest)
    assert manifest["identifierSpace"] == iris.base()
    assert {one["id"] for one in manifest["defaultTypes"]} == {"Party", "Region"}
    for part in manifest["suggest"].values():
        assert both.get(part["service_url"] + part["service_path"]).status_code == 200
    assert both.get(manifest["logo"]).status_code == 200


def test_a_batch_of_names_is_matched(both: httpx.Client) -> None:
    """Names of a column, as OpenRefine sends ten at a time, get their candidates by key."""
    names = ["昆明市科学技术局", "市科技局", "昆明市科技局", "科技居", "市场监管管理局", "无此部门"]
    queries = {
        f"q{number}": {"query": name, "type": "Party", "type_strict": "should"}
        for number, name in enumerate(names)
    }
    found = ask(both, queries)
    assert found.keys() == queries.keys()
    best = {name: found[f"q{number}"][:1] for number, name in enumerate(names)}
    for name in names[:4]:
        assert best[name][0]["name"] == "昆明市科学技术局", name
    assert best["市场监管管理局"][0]["name"] == "昆明市市场监督管理局"
    assert [best[name][0]["match"] for name in names[:5]] == [True, True, True, False, False]
    assert [best[name][0]["score"] for name in names[:3]] == [100, 100, 100]
    assert not best["无此部门"] or best["无此部门"][0]["score"] < 70
    for rows in found.values():
        scores = [row["score"] for row in rows]
        assert scores == sorted(scores, reverse=True)


def test_a_batch_may_stand_in_the_address(both: httpx.Client) -> None:
    """GET with queries gives the same as POST."""
    queries = {"q0": {"query": "昆明市"}, "q1": {"query": "昆明市", "type": "Region", "limit": 1}}
    reply = both.get("/reconcile", params={"queries": json.dumps(queries)})
    told = {key: row["result"] for key, row in reply.json().items()}
    assert told == ask(both, queries)
    (place,) = told["q1"]
    assert (place["id"], place["match"]) == ("region/cn-530100", True)
    assert place["type"] == [{"id": "Region", "name": "区域 Place"}]


@pytest.mark.parametrize(
    "given", ["Party", ["Party"], [{"id": "Party", "name": "x"}], "pg:Party", iris.NS + "Party"]
)
def test_types_narrow(both: httpx.Client, given: Any) -> None:
    """A type, as a text, a list or objects, keeps its entities; an unknown one keeps all."""
    kinds = {row["type"][0]["id"] for row in ask_one(both, query="昆明市", type=given, limit=9)}
    assert kinds == {"Party"}
    kinds = {row["type"][0]["id"] for row in ask_one(both, query="昆明市", type="Q5", limit=50)}
    assert kinds == {"Party", "Region"}


def test_an_id_or_a_code_is_matched(both: httpx.Client) -> None:
    """An id, an IRI, or the code of a division in the column is its entity."""
    for name in ("region/cn-530100", iris.absolute("region/cn-530100"), "530100"):
        (place,) = ask_one(both, query=name)
        assert (place["name"], place["match"], place["score"]) == ("昆明市", True, 100)
    assert ask_one(both, query="530100", type="Party") == []


@pytest.fixture(scope="module")
def twins(seed_plan: Plan) -> Any:
    """A service with two cities, each of which has bodies of the same printed names."""
    text = seed_plan.version.text.replace("昆明", "玉溪")
    other = read_plan(text.encode(), place="云南省玉溪市")
    with open_store() as store:
        store.add(to_graphs(seed_plan))
        store.add(to_graphs(other))
        with serving(store) as client:
            yield client


def test_a_name_of_two_bodies_is_no_match(twins: httpx.Client) -> None:
    """A name that two bodies have is never a match by itself; both are candidates in full."""
    rows = ask_one(twins, query="市财政局", type="Party", limit=2)
    assert {row["name"] for row in rows} == {"昆明市财政局", "玉溪市财政局"}
    assert [(row["score"], row["match"]) for row in rows] == [(100, False)] * 2
    (row,) = ask_one(twins, query="市财政局", type="Party", limit=1)
    assert not row["match"]


@pytest.mark.parametrize(
    "value",
    ["玉溪市", {"id": "region/cn-530400", "name": "x"}, ["玉溪市", "昭通市"], "region/cn-530400"],
)
def test_another_column_decides(twins: httpx.Client, value: Any) -> None:
    """The place in another column, as text or matched before, tells which body is meant."""
    rows = ask_one(
        twins,
        query="市财政局",
        type="Party",
        type_strict="should",
        properties=[{"pid": "jurisdiction", "v": value}],
    )
    assert (rows[0]["name"], rows[0]["match"]) == ("玉溪市财政局", True)
    assert rows[0]["score"] > rows[1]["score"]
    assert {"id": "jurisdiction", "value": True} in rows[0]["features"]
    assert not rows[1]["match"]


def test_a_column_that_disagrees_forbids_the_match(both: httpx.Client) -> None:
    """An exact name whose place is another one is a candidate and no match."""
    asked = [{"pid": "jurisdiction", "v": "北京市"}, {"pid": "no-such", "v": "x"}]
    row = ask_one(both, query="昆明市财政局", properties=asked)[0]
    assert (row["name"], row["match"]) == ("昆明市财政局", False)
    assert row["score"] < 100


def test_columns_are_added(both: httpx.Client) -> None:
    """Matched rows get further columns: texts, numbers, and entities that are matched at once."""
    (agency,) = ask_one(both, query="市科技局", limit=1)
    names = ("name_en", "jurisdiction", "function", "task_count", "code", "printed")
    told = extend(both, [agency["id"], "org/none"], *names)
    assert [one["id"] for one in told["meta"]] == list(names)
    assert told["meta"][1]["type"] == {"id": "Region", "name": "区域 Place"}
    row = told["rows"][agency["id"]]
    assert row["name_en"] == [{"str": "Science and technology, Kunming"}]
    assert row["jurisdiction"] == [{"id": "region/cn-530100", "name": "昆明市"}]
    assert row["task_count"] == [{"int": 5}]
    assert row["code"] == []
    assert {"str": "市科技局"} in row["printed"]
    assert told["rows"]["org/none"] == {name: [] for name in names}
    place = extend(both, ["region/cn-530102"], "code", "within")["rows"]["region/cn-530102"]
    assert place["code"] == [{"str": "530102"}]
    assert place["within"] == [{"id": "region/cn-530100", "name": "昆明市"}]


def test_counts_are_those_of_the_lists(both: httpx.Client) -> None:
    """Numbers of tasks and plans are those that /api/agencies gives."""
    agencies = both.get("/api/agencies?limit=500").json()["items"]
    told = extend(both, [row["key"] for row in agencies], "task_count", "plan_count")["rows"]
    for row in agencies:
        assert told[row["key"]]["task_count"] == [{"int": row["task_count"]}]
        assert told[row["key"]]["plan_count"] == [{"int": row["plan_count"]}]


def test_properties_are_proposed(both: httpx.Client) -> None:
    """The properties of a type are listed, and each of them can be fetched."""
    for kind in ("Party", "Region", ""):
        reply = both.get("/reconcile/properties", params={"type": kind})
        Proposals.model_validate(reply.json())
        names = [one["id"] for one in reply.json()["properties"]]
        assert extend(both, ["region/cn-530100"], *names)["meta"]
    assert "code" not in [
        one["id"]
        for one in both.get("/reconcile/properties?type=Party&limit=99").json()["properties"]
    ]
    assert len(both.get("/reconcile/properties?limit=2").json()["properties"]) == 2


def test_entities_are_suggested_while_typing(both: httpx.Client) -> None:
    """Typing a name or pasting an id suggests entities, by type, and more of them by cursor."""
    told = both.get("/reconcile/suggest/entity", params={"prefix": "市科"})
    Suggestions.model_validate(told.json())
    assert told.json()["result"][0]["name"] == "昆明市科学技术局"
    assert told.json()["result"][0]["description"] == "市科技局"
    by_id = both.get("/reconcile/suggest/entity", params={"prefix": "region/cn-530100"}).json()
    assert [row["name"] for row in by_id["result"]] == ["昆明市"]
    places = both.get("/reconcile/suggest/entity", params={"prefix": "昆明", "type": "Region"})
    assert {row["notable"][0]["id"] for row in places.json()["result"]} == {"Region"}
    first, second = (
        both.get("/reconcile/suggest/entity", params={"prefix": "昆明", "cursor": at}).json()
        for at in (0, 10)
    )
    ids = [row["id"] for row in (*first["result"], *second["result"])]
    assert len(ids) == len(set(ids)) > 10
    assert both.get("/reconcile/suggest/entity").json() == {"result": []}


def test_types_and_properties_are_suggested(both: httpx.Client) -> None:
    """Types and properties are found by id and by name, in Chinese and in English."""
    for what, prefix, expected in (
        ("type", "部门", ["Party"]),
        ("type", "place", ["Region"]),
        ("type", "Party", ["Party"]),
        ("property", "辖区", ["jurisdiction"]),
        ("property", "code", ["code"]),
    ):
        told = both.get(f"/reconcile/suggest/{what}", params={"prefix": prefix}).json()
        Suggestions.model_validate(told)
        assert [row["id"] for row in told["result"]] == expected
    assert both.get("/reconcile/suggest/thing").status_code == 422


def test_a_preview_fits_a_frame(both: httpx.Client, hostile: httpx.Client) -> None:
    """The preview of an entity is a page without script that any page may frame."""
    pattern = both.get("/reconcile").json()["preview"]["url"]
    (agency,) = ask_one(both, query="市科技局", limit=1)
    for key, words in ((agency["id"], "Science and technology"), ("region/cn-530100", "530100")):
        reply = both.get(pattern.replace("{{id}}", key.replace("/", "%2F")))
        assert reply.status_code == 200
        assert words in reply.text
        policy = reply.headers["content-security-policy"]
        assert "frame-ancestors *" in policy
        assert "default-src 'none'" in policy
    view = both.get("/reconcile").json()["view"]["url"]
    led = both.get(view.replace("{{id}}", agency["id"].replace("/", "%2F")))
    assert led.status_code == 303
    bad = hostile.get("/api/agencies?limit=1").json()["items"][0]["key"]
    assert "<script>" not in hostile.get("/reconcile/preview", params={"id": bad}).text
    assert both.get("/reconcile/preview?id=org/none").status_code == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 400),
        ({"queries": "{"}, 400),
        ({"queries": "[]"}, 400),
        ({"queries": '{"q0": "市科技局"}'}, 400),
        ({"queries": '{"q0": {"query": "x", "limit": 0}}'}, 400),
        ({"queries": "[" * 100_000}, 400),
        ({"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(51)})}, 413),
        ({"queries": "x" * 1_000_001}, 413),
        ({"extend": '{"ids": ["region/cn-530100"], "properties": [{"id": "no"}]}'}, 400),
        ({"extend": '{"ids": "x"}'}, 400),
    ],
)
def test_what_cannot_be_read_is_refused(
    both: httpx.Client, form: dict[str, str], status: int
) -> None:
    """A form that the service cannot read, or that is too large, is a problem and never a 500."""
    reply = both.post("/reconcile", data=form, headers=HEADERS)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"


def test_queries_may_be_empty_or_odd(both: httpx.Client) -> None:
    """Empty batches, names without letters, and very long names have answers, if empty ones."""
    assert ask(both, {}) == {}
    assert ask_one(both, properties=[{"pid": "code", "v": "530100"}]) == []
    for name in ("", " ", "\x00", '"', "%", "专" * 5000, "\ud83d", "https://x.y/ z"):
        assert all(not row["match"] for row in ask_one(both, query=name))
    text = both.post("/reconcile", content=b"{}", headers={"Content-Type": "application/json"})
    assert text.status_code == 415


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
_KEYS = st.sampled_from(["query", "type", "limit", "properties", "ids", "pid", "v", "id", "q0"])
_ODD = st.dictionaries(_KEYS, _JSON | st.dictionaries(_KEYS, _JSON | st.lists(_JSON)))


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(["queries", "extend"]), value=_ODD)
def test_no_form_is_a_fault(both: httpx.Client, name: str, value: Any) -> None:
    """Whatever JSON a form holds, it is answered or refused, and the service makes no mistake."""
    reply = both.post("/reconcile", data={name: json.dumps(value)}, headers=HEADERS)
    assert reply.status_code in {200, 400}


def test_nothing_is_known_in_an_empty_store(empty: httpx.Client) -> None:
    """A service without plans describes itself and knows no candidate."""
    assert empty.get("/reconcile").status_code == 200
    assert ask_one(empty, query="昆明市") == []
