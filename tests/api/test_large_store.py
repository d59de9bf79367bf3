"""A store with more tasks than one picture holds: a summary first, pictures of what is chosen."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

import httpx
import pytest

from plangraph.api.list_parts import IN_ORDER, Listing
from plangraph.api.lists import DutyFilters, Filters, ItemFilters, find
from plangraph.graph.store import Store, open_store
from plangraph.ingest.reader import read_plan
from plangraph.ontology.triples import to_graphs
from tests.api.conftest import serving

BODIES = ("市科技局", "市财政局", "市商务局", "市教育局", "市民政局")
OWNER = "昆明市科学技术局"


def text_of(theme: str, tasks: int) -> str:
    """A plan of Kunming with so many short tasks, each of one or two bodies."""
    lines = [f"昆明市{theme}行动方案", "昆明市人民政府办公室", "2023年3月15日", "一、重点任务"]
    lines += [
        f"{at}.推进第{at}批{theme}项目。（{BODIES[at % 5]}、{BODIES[at % 3]}负责）"
        for at in range(1, tasks + 1)
    ]
    return "\n\n".join(lines)


@pytest.fixture(scope="module")
def large_store() -> Iterator[Store]:
    """Two plans with 320 tasks."""
    with open_store() as store:
        for theme in ("数字经济", "绿色转型"):
            store.add(to_graphs(read_plan(text_of(theme, 160).encode())))
        yield store


@pytest.fixture(scope="module")
def large(large_store: Store) -> Iterator[httpx.Client]:
    """A service of them."""
    with serving(large_store) as client:
        yield client


@pytest.fixture(scope="module")
def owner(large: httpx.Client) -> str:
    """The key of an agency with tasks in both plans."""
    found = large.get("/api/agencies", params={"agency": OWNER}).json()["items"]
    return str(found[0]["key"])


@pytest.mark.parametrize("view", ["map", "matrix", "shared", "graph", "table"])
def test_all_plans_are_summed_up_first(large: httpx.Client, view: str) -> None:
    """The network of all plans says in words why it is summed up, and leads to each plan."""
    for home, words in (("", "320 项任务"), ("/en", "320 tasks")):
        page = large.get(f"{home}/network", params={"view": view}).text
        assert words in page
        assert "<iframe" not in page
        assert len(re.findall(rf'href="{home}/network\?[^"]*plan=cn-', page)) == 2
    assert ("pairs-title" in page) == (view == "shared")


def test_the_summary_counts_what_the_lists_have(large: httpx.Client) -> None:
    """The number of tasks of a function leads to a list that is as long."""
    page = large.get("/network").text
    told = re.findall(r'href="(/tasks\?function=[a-z-]+)">(\d+)<', page)
    assert told
    for address, number in told:
        assert large.get(f"/api{address}").json()["total"] == int(number)


def test_an_agency_of_a_large_store_is_drawn_with_its_tasks(
    large: httpx.Client, owner: str
) -> None:
    """Around one agency the page draws its tasks in all plans; a unique name leads there too."""
    around = large.get("/network", params={"focus": owner}).text
    named = large.get("/network", params={"q": OWNER}).text
    for page in (around, named):
        assert "<svg" in page
        assert f'data-key="{owner}"' in page
        assert "在 2 个方案中" in page
    partners = large.get("/network", params={"focus": owner, "view": "shared"}).text
    assert OWNER in partners


def test_a_name_of_several_agencies_asks_which_one_is_meant(large: httpx.Client) -> None:
    """Words that several names hold give a choice of agencies and the way to their list."""
    page = large.get("/network", params={"q": "昆明市"}).text
    assert page.count("focus=org") >= 5
    assert f"/agencies?q={quote('昆明市')}" in page


def test_the_interactive_network_is_drawn_around_an_agency(large: httpx.Client, owner: str) -> None:
    """Of all plans, the agency that was chosen has an interactive network of its own tasks."""
    page = large.get("/network", params={"view": "graph", "focus": owner}).text
    found = re.search(r'<iframe[^>]* src="([^"#]+)#sel=', page)
    assert found is not None
    network = large.get(unescape(found[1]))
    assert network.status_code == 200
    tasks = large.get("/api/tasks", params={"agency": OWNER, "limit": 500}).json()["items"]
    named = [task["key"] for task in tasks if f'"{task["key"]}"' in network.text]
    assert len(named) == len(tasks) > 0


@pytest.mark.parametrize("path", ["/network/figure.svg", "/network/view"])
def test_no_picture_is_made_of_more_than_it_can_hold(large: httpx.Client, path: str) -> None:
    """A file of all plans is refused with words, that of one plan is given."""
    refused = large.get(path)
    assert refused.status_code == 400
    assert "plan=KEY" in refused.text
    plan = large.get("/api/plans").json()["items"][0]["key"]
    assert large.get(path, params={"plan": plan}).status_code == 200


@pytest.mark.parametrize("name", IN_ORDER)
@pytest.mark.parametrize("asked", [{}, {"q": "1"}, {"agency": "市科技局"}], ids=str)
def test_parts_of_a_list_are_the_list(both_store: Store, name: str, asked: dict[str, str]) -> None:
    """Parts that are read plan by plan, one behind another, have every row once, in order."""
    filters = ItemFilters.model_validate(asked)
    whole = find(both_store, name, filters).iris
    listing = Listing(both_store, name, filters, few=0)
    sizes = listing.sizes()
    assert sizes.total == len(whole)
    for size in (1, 4, 500):
        starts = range(0, len(whole) + size, size)
        joined = [iri for start in starts for iri in listing.part(sizes, start, size).iris]
        assert joined == whole


def test_the_list_of_one_plan_is_asked_of_that_plan(both_store: Store) -> None:
    """Rows of one plan are those rows of the whole list that stand in it."""
    whole = find(both_store, "tasks", Filters()).iris
    for key in both_store.plan_keys():
        listing = Listing(both_store, "tasks", DutyFilters(plan=key), few=0)
        assert listing.whole(listing.sizes()).iris == [iri for iri in whole if f"/{key}/" in iri]
