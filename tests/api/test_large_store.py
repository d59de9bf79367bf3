"""A store with more tasks than one picture holds: a summary first, pictures of what is chosen."""

import asyncio
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from plangraph.api.ahead import Ahead
from plangraph.api.app import create_app
from plangraph.api.list_parts import IN_ORDER, Listing
from plangraph.api.lists import DutyFilters, Filters, ItemFilters, find
from plangraph.api.plan_parts import Held
from plangraph.api.service import Service
from plangraph.api.settings import Settings
from plangraph.graph.store import Store, open_store
from plangraph.ingest.reader import read_plan
from plangraph.ontology.triples import plan_nquads, to_graphs
from tests.api.conftest import serving
from tests.waiting import eventually

BODIES = ("市科技局", "市财政局", "市商务局", "市教育局", "市民政局")
OWNER = "昆明市科学技术局"
NAMES = tuple(
    f"市{one}{two}局" for one in "水电路桥林田山河湖海城" for two in "管建修养护查测检验评"
)  # 110


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


def within(app: FastAPI, look: Callable[[Service], None]) -> None:
    """Look at a service from start to end; in a thread, as a browser's loop may run in this one."""

    async def run() -> None:
        async with app.router.lifespan_context(app):
            look(app.state.service)

    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(run())).result()


def test_what_everybody_sees_is_counted_before_anybody_asks(large_store: Store) -> None:
    """Lists without a filter and the summary are known once the store has been looked through."""
    state = large_store.generation()

    def look(service: Service) -> None:
        ahead = Ahead(service, few=0)
        assert eventually(lambda: service.tally.known(state))
        ahead.close()
        for name in ("plans", "tasks", "agencies", "targets", "phases", "regions"):
            known = service.memory.sizes.get(state, f"{name} {Filters().asked()}")
            assert known
            assert known.total == len(find(large_store, name, Filters()).iris)
        assert service.memory.overviews.get(state, ("en", True))
        assert service.memory.homes.get(state, "en")

    within(create_app(Settings(), large_store), look)


def test_a_small_store_is_not_counted_ahead(both_store: Store) -> None:
    """Of two plans every list is found at once when somebody asks, so nothing is done before."""

    def look(service: Service) -> None:
        Ahead(service).close()
        assert len(service.memory.sizes) == 0

    within(create_app(Settings(), both_store), look)


def test_agencies_of_enough_tasks_are_those_of_the_whole_list(large: httpx.Client) -> None:
    """A list narrowed by numbers has the rows of the whole list that reach them, in its order."""
    every = large.get("/api/agencies", params={"limit": 500}).json()["items"]
    wanted = [one["key"] for one in every if one["task_count"] >= 50 and one["plan_count"] >= 2]
    asked = {"min_tasks": 50, "min_plans": 2}
    narrowed = large.get("/api/agencies", params=asked).json()
    assert [one["key"] for one in narrowed["items"]] == wanted
    assert 0 < narrowed["total"] < len(every)


@pytest.fixture(scope="module")
def crowded() -> Iterator[httpx.Client]:
    """A service of a plan whose one agency works with seventy others, and of 110 passages."""
    lines = ["昆明市协作行动方案", "昆明市人民政府办公室", "2023年3月15日", "一、重点任务"]
    lines += [
        f"{at}.推进第{at}批项目，高新技术企业达到{at}家。（市科技局、{name}负责）"
        for at, name in enumerate(NAMES, 1)
    ]
    with open_store() as store:
        store.add(to_graphs(read_plan("\n\n".join(lines).encode())))
        with serving(store) as client:
            yield client


def test_a_list_that_is_cut_says_so_and_leads_to_all(crowded: httpx.Client) -> None:
    """Beside an agency, a target and a thing the page tells how many there are, and shows them."""
    owner = crowded.get("/api/agencies", params={"agency": "市科技局"}).json()["items"][0]
    target = crowded.get("/api/targets").json()["items"][0]
    pages = {
        f"/agency/{owner['key'].removeprefix('org/')}": (60, len(NAMES), "<rect"),
        f"/target/{target['key'].removeprefix('plan/').replace('/target/', '/')}": (
            60,
            len(NAMES) - 1,
            "card target",
        ),
        f"/thing/{target['indicator']['key']}": (100, len(NAMES), "<blockquote"),
    }
    for path, (shown, total, row) in pages.items():
        page = crowded.get(path).text
        assert f"这里列出前 {shown} 条，共 {total} 条。" in page
        [link] = re.findall(r'href="([^"]*all=true#[a-z-]+)"', page)
        every = crowded.get(link).text
        assert every.count(row) - page.count(row) == total - shown
        assert 'class="meta cut"' not in every


@pytest.fixture(scope="module")
def long() -> Iterator[httpx.Client]:
    """A service of one plan of two chapters with 505 tasks each."""
    tasks = text_of("城乡融合", 505)
    text = f"{tasks}\n\n二、保障任务\n\n{tasks.partition('一、重点任务')[2].strip()}"
    with open_store() as store:
        store.add_nquads((plan := read_plan(text.encode())).key, plan_nquads(plan))
        with serving(store) as client:
            yield client


def test_a_very_long_plan_leads_to_its_lists(long: httpx.Client) -> None:
    """Of 1,010 tasks the page shows fifty and leads to the list; not even all=true has them all."""
    plan = long.get("/api/plans").json()["items"][0]["key"]
    page = long.get(f"/plan/{plan}").text
    assert page.count('class="task card"') == 50
    assert "这里列出前 50 条，共 1010 条。" in page
    assert len(Held({"Task": [""] * 1010}, None).first("Task")) == 1000
    for place in ("/tasks?plan=", "/network?view=matrix&amp;plan=", "/agencies?plan="):
        assert f'<a href="{place}{plan}">全部列出' in unescape(page).replace("&", "&amp;")
    last = f"/api/tasks.csv?plan={plan}&limit=500&offset=1000"
    assert last in unescape(page)
    assert len(long.get(last, follow_redirects=True).text.splitlines()) == 11


def test_agencies_of_a_very_long_plan_are_counted(long: httpx.Client) -> None:
    """The agencies of one plan come with their numbers of tasks, of however many tasks."""
    plan = long.get("/api/plans").json()["items"][0]["key"]
    found = long.get("/api/agencies", params={"plan": plan, "min_tasks": 1}).json()["items"]
    wanted = [2 * sum(k in {at % 5, at % 3} for at in range(1, 506)) for k in range(5)]
    assert sorted(one["task_count"] for one in found) == sorted(wanted)


def test_parts_of_a_text_hold_no_more_facts_than_can_be_looked_at(long: httpx.Client) -> None:
    """Where facts stand close together a part of the reader is shorter; together they are whole."""
    plan = long.get("/api/plans").json()["items"][0]["key"]
    pages = [long.get(f"/plan/{plan}/text").text]
    while further := re.search(r'rel="next" href="([^"]*)"', pages[-1]):
        pages.append(long.get(further[1]).text)
    assert len(pages) > 2
    assert all(len(page) < 1_000_000 for page in pages)
    assert all(page.count("#unit-") < 505 for page in pages)
    assert sum(page.count('<section class="fact k-task"') for page in pages) == 1010
    assert 'id="unit-2.505"' in pages[-1]


def test_the_table_below_a_very_large_picture_is_cut(long: httpx.Client) -> None:
    """A network and an embed list a thousand duties, say how many there are, lead to the CSV."""
    plan = long.get("/api/plans").json()["items"][0]["key"]
    page = long.get("/network", params={"plan": plan, "view": "table"}).text
    [told] = re.findall(r"这里列出前 1000 条，共 (\d+) 条。", page)
    [link] = re.findall(r'href="([^"]*/api/network[^"]*format=csv)"', page)
    assert len(long.get(unescape(link)).text.splitlines()) == int(told) + 1
    embedded = long.get(f"/embed/map/{plan}").text
    assert f"这里列出前 1000 条，共 {told} 条。" in embedded


def test_the_page_of_a_long_plan_shows_the_first_tasks_and_leads_to_all(
    large: httpx.Client,
) -> None:
    """Of 160 tasks the page has 150, says so above each list of them, and shows all on request."""
    plan = large.get("/api/plans").json()["items"][0]["key"]
    page, every = (large.get(f"/plan/{plan}{more}").text for more in ("", "?all=true"))
    told = "这里列出前 150 条，共 160 条。"
    assert page.count(told) == 3
    assert f'href="/plan/{plan}?all=true#tasks"' in page
    assert [text.count('class="task card"') for text in (page, every)] == [150, 160]
    assert 'class="meta cut"' not in every
    assert "The first 150 of 160 are shown here." in large.get(f"/en/plan/{plan}").text
