"""The page of a network that is too large to be drawn box by box, and what its filters offer."""

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from plangraph.graph.store import open_store
from plangraph.ingest.reader import read_plan
from plangraph.ontology.triples import to_graphs
from tests.api.conftest import serving

BROWSER = {"Accept": "text/html"}
CITIES = "昆明曲靖玉溪保山昭通丽江普洱临沧成都绵阳自贡泸州德阳广元遂宁内江乐山南充宜宾广安"
BUREAUS = (
    "发展改革委 科技局 财政局 教育局 公安局 民政局 司法局 商务局 农业农村局 水务局 "
    "应急局 审计局 统计局 林草局 医保局"
)
NUMERALS = "一二三四五六七八九十"


def large_plan() -> str:
    """A plan of thirty tasks for three hundred bureaus of twenty cities."""
    names = [f"{city}市{bureau}" for bureau in BUREAUS.split() for city in re.findall("..", CITIES)]
    lines = ["西南城市群协同发展行动方案(2024—2026年)"]
    for chapter in range(3):
        lines.append(f"{NUMERALS[chapter]}、协同任务")
        for place in range(10):
            at = 10 * chapter + place
            bodies = "、".join(names[10 * at : 10 * at + 10])
            lines.append(f"({NUMERALS[place]})推进第{at + 1}项工作。({bodies}按职责分工负责。)")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service with that plan."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "plan.txt").write_text(large_plan(), "utf-8")
    with open_store(folder / "store") as store:
        store.add(to_graphs(read_plan(folder / "plan.txt")))
        with serving(store) as client:
            yield client


def links(html: str) -> dict[str, str]:
    """The boxes of the picture: their keys with their addresses."""
    found = re.findall(r'data-key="([^"]+)"(?: aria-current="true")? href="([^"]+)"', html)
    return {unescape(key): unescape(href) for key, href in found}


def test_a_click_opens_a_group_and_then_a_box(large: httpx.Client) -> None:
    """Groups are drawn first; a group's address shows its members, a member's its own links."""
    first = large.get("/network", headers=BROWSER).text
    key, address = next(pair for pair in links(first).items() if pair[0].startswith("group:agency"))
    opened = large.get(address.partition("#")[0], headers=BROWSER).text
    members = [name for name in links(opened) if name.startswith("org/")]
    assert len(members) == 20
    assert "20 项，点开一项看它的关系" in opened
    assert key not in links(opened)
    alone = large.get(links(opened)[members[0]].partition("#")[0], headers=BROWSER).text
    assert [name for name in links(alone) if name.startswith("org/")] == members[:1]
    assert "按职责分工负责" in alone.partition('id="told"')[2]


def test_any_focus_is_answered(large: httpx.Client) -> None:
    """A focus that nothing has shows the whole picture; markup in it stays text."""
    whole = links(large.get("/network", headers=BROWSER).text)
    for focus in ("group:task-rest", "<script>", '"&x'):
        reply = large.get("/network", params={"focus": focus}, headers=BROWSER)
        assert reply.status_code == 200
        assert "<script>" not in reply.text.partition("<body")[2]
        assert links(reply.text).keys() == whole.keys()


def test_words_that_prove_several_links_stand_once(seed: httpx.Client, seed_key: str) -> None:
    """Beside a task its agencies are listed, and the statement that names them all once."""
    focus = f"plan/{seed_key}/task/2.5"
    html = seed.get("/network", params={"plan": seed_key, "focus": focus}, headers=BROWSER).text
    told = html.partition('id="told"')[2].partition("</aside>")[0]
    assert told.count('<span class="tag">') == 6
    assert told.count("<blockquote") == 1
    assert "→ 市市场监管局、市科技局、市财政局" in told


def test_filters_offer_names(seed: httpx.Client, seed_key: str) -> None:
    """Functions, phases and places of the plan can be chosen by name."""
    html = seed.get("/network", params={"plan": seed_key}, headers=BROWSER).text
    for name, value in (("function", "科学技术"), ("phase", "启动培育阶段"), ("region", "东南亚")):
        assert f'list="offered-{name}"' in html
        offered = html.partition(f'<datalist id="offered-{name}">')[2].partition("</datalist>")[0]
        assert f'value="{value}"' in offered


def test_the_interactive_network_is_filtered(seed: httpx.Client, seed_key: str) -> None:
    """Filters hold for the interactive network too, alone and in its frame."""
    asked = {"plan": seed_key, "q": "市科技局"}
    html = seed.get("/network/view", params=asked, headers=BROWSER).text
    assert '<option value="市司法局">' not in html
    assert '<option value="市科技局">' in html
    framed = seed.get("/network", params={**asked, "view": "graph"}, headers=BROWSER).text
    source = unescape(re.findall(r'<iframe class="network" src="([^"]+)"', framed)[0])
    assert httpx.URL(source).params["q"] == "市科技局"


def test_filters_that_leave_nothing_say_so(seed: httpx.Client) -> None:
    """Where filters fit no duty the page says it in its language, and is no failure."""
    for path, told in (
        ("", "这些条件下没有可显示的内容"),
        ("/en", "These filters leave nothing to show"),
    ):
        reply = seed.get(f"{path}/network", params={"q": "没有这个单位"}, headers=BROWSER)
        assert (reply.status_code, told in reply.text) == (200, True)


def test_what_is_not_there_is_told(seed: httpx.Client, seed_key: str) -> None:
    """A choice that the picture does not hold is told; a role that does not exist is refused."""
    page = {"plan": seed_key, "focus": f"plan/{seed_key}/task/2.5"}
    lost = "选中的内容不在这张图里"
    assert lost not in seed.get("/network", params=page, headers=BROWSER).text
    assert lost in seed.get("/network", params={**page, "q": "公安"}, headers=BROWSER).text
    assert seed.get("/network", params={"role": "boss"}, headers=BROWSER).status_code == 422
