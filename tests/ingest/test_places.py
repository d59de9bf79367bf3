# ruff: noqa: E501  a Chinese character counts as two columns
"""Places that a plan concerns (G1-G9), and names that only look like one."""

import pytest

from plangraph.ontology.model import Plan
from tests.ingest.reading import plan_with, read

KUNMING = "region/cn-530100"


def regions(task: str, city: str = "昆明市") -> dict[str, tuple[str, ...]]:
    """The places of a task in a plan of a city: keys by printed name."""
    plan = read(plan_with(task, city=city))
    return {row.name: row.places for row in plan.regions}


@pytest.mark.parametrize(
    ("task", "found"),
    [
        ("支持五华区、盘龙区、安宁市开展试点。", {"五华区": ("region/cn-530102",), "盘龙区": ("region/cn-530103",), "安宁市": ("region/cn-530181",)}),
        ("支持五华区、官渡区和晋宁区开展试点。", {"五华区": ("region/cn-530102",), "官渡区": ("region/cn-530111",), "晋宁区": ("region/cn-530115",)}),
        ("支持禄劝县、寻甸县开展试点。", {"禄劝县": ("region/cn-530128",), "寻甸县": ("region/cn-530129",)}),
        ("支持高新区、经开区建设园区。", {"高新区": (f"{KUNMING}/high-tech-zone",), "经开区": (f"{KUNMING}/economic-zone",)}),
        ("支持自贸试验区昆明片区先行先试。", {"自贸试验区昆明片区": (f"{KUNMING}/ftz-area",)}),
        ("推动云南省、四川省合作。", {"云南省": ("region/cn-530000",), "四川省": ("region/cn-510000",)}),
        ("对接长三角、粤港澳大湾区推进合作。", {"长三角": ("region/yangtze-river-delta",), "粤港澳大湾区": ("region/greater-bay-area",)}),
        ("支持广州、深圳先行先试。", {"广州": ("region/cn-440100",), "深圳": ("region/cn-440300",)}),
        ("武汉市洪山区试点工作推进。", {"武汉市洪山区": ("region/cn-420111",)}),
    ],
)  # fmt: skip
def test_places_in_china(task: str, found: dict[str, tuple[str, ...]]) -> None:
    """Districts, counties by short name, zones of the issuing city, provinces and areas are found (G1-G4, G7)."""
    assert regions(task) == found


@pytest.mark.parametrize(
    ("task", "found"),
    [
        ("面向南亚东南亚推进合作。", {"南亚东南亚": ("region/m49-034", "region/m49-035")}),
        ("与南亚东南亚国家推进合作。", {"南亚东南亚": ("region/m49-034", "region/m49-035")}),
        ("加强与东盟的合作。", {"东盟": ("region/asean",)}),
        ("与上合组织国家推进合作。", {"上合组织国家": ("region/sco",)}),
        ("推进共建“一带一路”国家合作。", {"共建“一带一路”国家": ("region/belt-and-road",)}),
        ("支持缅甸、越南学生留学。", {"缅甸": ("region/mm",), "越南": ("region/vn",)}),
    ],
)
def test_partners_abroad(task: str, found: dict[str, tuple[str, ...]]) -> None:
    """Countries and groups abroad are partners; 南亚东南亚 is two regions and never 东盟 (G5)."""
    assert regions(task) == found
    assert all(row.partner for row in read(plan_with(task)).regions)


@pytest.mark.parametrize(
    "task",
    [
        "由呈贡区人民政府推进。",
        "支持昆明仲裁委员会开展工作。",
        "用好杭州数据交易所机制。",
        "支持云南大学建设。",
        "在昆明市全域推进。",
        "推进农业资源合作，促进政治新兴产业发展。",
        "支持各县区、有关乡镇建设。",
        "加强公安、和政、振兴工作。",
        "推进各高新区建设。",
    ],
)
def test_what_is_no_place_of_work(task: str) -> None:
    """The plan's own place, places inside names of bodies, and county names in ordinary words are none (G6)."""
    assert regions(task) == {}


@pytest.mark.parametrize(
    ("city", "name", "key"),
    [
        ("南京市", "鼓楼区", "region/cn-320106"),
        ("福州市", "鼓楼区", "region/cn-350102"),
        ("兰州市", "安宁区", "region/cn-620105"),
        ("杭州市", "西湖区", "region/cn-330106"),
        ("南昌市", "西湖区", "region/cn-360103"),
    ],
)
def test_a_name_is_looked_for_near_the_issuer_first(city: str, name: str, key: str) -> None:
    """Of districts of one name the one of the issuing city is meant."""
    assert regions(f"支持{name}开展试点。", city) == {name: (key,)}


def test_zones_are_those_of_the_issuing_city() -> None:
    """高新区 in plans of two cities are two zones."""
    one, other = (regions("支持高新区先行先试。", city) for city in ("昆明市", "成都市"))
    assert one["高新区"] != other["高新区"]


def test_a_name_that_two_places_share_is_kept_without_a_guess() -> None:
    """A district name that several far cities bear is resolved to none of them."""
    assert regions("支持鼓楼区开展试点。").get("鼓楼区", ()) == ()


def test_places_in_statements_are_bodies() -> None:
    """A place in a statement of responsibility is a party and no region."""
    plan = read(plan_with("做好工作。", owner="五华区、盘龙区人民政府"))
    assert plan.regions == ()


def place_rows(plan: Plan) -> list[tuple[str, str | None, str]]:
    """Item, measure and name of the places of a plan."""
    return [(row.item, row.measure, row.name) for row in plan.regions]


def test_a_place_belongs_to_its_measure() -> None:
    """The sentence that names a place is its measure; a heading is none."""
    plan = read(
        "昆明市方案\n一、任务\n（一）支持五华区建设。做好工作。推动官渡区先行先试。（市科技局负责）"
    )
    assert place_rows(plan) == [("1.1", None, "五华区"), ("1.1", "1.1.2", "官渡区")]


def test_every_place_stands_in_the_plan() -> None:
    """The places of a plan hold each that a row names, once, in order of their keys."""
    plan = read(plan_with("支持五华区、盘龙区、五华区开展试点。面向东盟推进合作。"))
    keys = [place.key for place in plan.places]
    assert keys == sorted(set(keys))
    assert {key for row in plan.regions for key in row.places} <= set(keys)


@pytest.mark.parametrize(
    "task",
    ["支持五华区建设创新中心。", "支持五华区打造平台。", "支持五华区打造产业中心，推进建设。"],
)
def test_a_place_that_builds_something(task: str) -> None:
    """五华区建设创新中心 is a place with a verb behind it, not the name of a centre."""
    assert list(regions(task)) == ["五华区"]


@pytest.mark.parametrize("task", ["支持五华区建设园区。", "支持五华区打造产业园区，推进工作。"])
def test_a_verb_is_no_part_of_a_zone(task: str) -> None:
    """五华区建设园区 is a place and what it builds, not a zone of that name (G4)."""
    assert list(regions(task)) == ["五华区"]


@pytest.mark.parametrize("country", ["泰国", "韩国", "法国", "德国", "美国"])
def test_common_countries(country: str) -> None:
    """A country behind 与 or 对接 is a partner, however short its name (G5)."""
    assert list(regions(f"加强与{country}的合作。")) == [country]


@pytest.mark.parametrize(
    ("task", "found"),
    [
        ("优先治理黄河流域和重点流域。", ["黄河流域"]),
        ("汛前对开善乡、大田乡隐患点逐一巡查。", ["开善乡", "大田乡"]),
        ("定期对各镇开展督查。", []),
        ("选择典型工业园区、试点工业园区先行。", []),
    ],
)
def test_verbs_and_classes_are_no_part_of_a_name(task: str, found: list[str]) -> None:
    """优先治理 and 对 stand before a name, 典型 and 试点 before a class of parks (G8)."""
    assert list(regions(task)) == found


def test_the_zone_that_issues_a_plan_is_no_region_of_it() -> None:
    """芜湖经济技术开发区 in its own plan is where all of it happens; in the city's plan it is a region."""
    words = "芜湖经济技术开发区推进工作方案\n一、任务\n（一）甲。支持芜湖经济技术开发区、鸠江区建设平台。（经贸发展局负责）\n"
    names = [row.name for row in read(words).regions]
    city = [row.name for row in read("芜湖市" + words.removeprefix("芜湖经济技术开发区")).regions]
    assert (names, city) == (["鸠江区"], ["芜湖经济技术开发区", "鸠江区"])
