# ruff: noqa: E501  a Chinese character counts as two columns
"""Printed names to parties: place, level, function, full name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.ingest.resolve import Resolver
from plangraph.ontology import reference
from plangraph.ontology.errors import InvalidQueryError
from plangraph.ontology.model import Party, PartyKind
from plangraph.ontology.triples import from_graphs, to_graphs
from tests.ingest.reading import plan_with, read

KUNMING = "region/cn-530100"
CITIES = {
    "昆明市": "region/cn-530100",
    "杭州市": "region/cn-330100",
    "大理市": "region/cn-532901",
    "太仓市": "region/cn-320585",
    "武汉市": "region/cn-420100",
}
BUREAUX = ["市财政局", "市市场监管局", "市委组织部", "市政府办公室", "团市委", "市神秘局", "市某某专班", "高新区管委会"]  # fmt: skip


def resolved(printed: str, owner: str | None = KUNMING, host: str = "") -> Party:
    """The party that a name stands for in a plan of a place."""
    resolver = Resolver("a-plan", owner)
    key = resolver.resolve(printed, host)
    return next(party for party in resolver.parties() if party.key == key)


@pytest.mark.parametrize(
    ("printed", "name", "function"),
    [
        ("市市场监管局", "昆明市市场监督管理局", "market_regulation"),
        ("市财政局", "昆明市财政局", "finance"),
        ("昆明市财政局", "昆明市财政局", "finance"),
        ("财政局", "昆明市财政局", "finance"),
        ("市发展改革委", "昆明市发展和改革委员会", "development_reform"),
        ("市委组织部", "中共昆明市委员会组织部", "organization"),
        ("团市委", "共青团昆明市委员会", "youth_league"),
        ("市政府", "昆明市人民政府", "people_government"),
        ("市人民政府", "昆明市人民政府", "people_government"),
        ("省财政厅", "云南省财政厅", "finance"),
        ("国家知识产权局", "国家知识产权局", "intellectual_property"),
        ("工业和信息化部", "工业和信息化部", "industry_it"),
        ("高新区管委会", "昆明高新技术产业开发区管理委员会", "hightech_zone"),
        ("呈贡区人民政府", "呈贡区人民政府", "people_government"),
    ],
)
def test_full_names(printed: str, name: str, function: str) -> None:
    """Prefix gives the place, stem the function, and both the full official name."""
    party = resolved(printed)
    assert (party.name, party.function, party.kind) == (name, function, PartyKind.AGENCY)
    assert party.printed == (printed,)


@pytest.mark.parametrize("printed", ["市发展改革委", "市发改委", "昆明市发展和改革委员会"])
def test_short_and_full_names_are_one(printed: str) -> None:
    """All printed forms of one body lead to one party (A8)."""
    assert resolved(printed).key == resolved("市发展和改革委员会").key


def test_printed_forms_are_kept_in_order() -> None:
    """A party knows every form that this plan prints, in order of first appearance."""
    resolver = Resolver("a-plan", KUNMING)
    for printed in ("市发改委", "市发展改革委", "市发改委"):
        resolver.resolve(printed)
    (party,) = resolver.parties()
    assert party.printed == ("市发改委", "市发展改革委")


@pytest.mark.parametrize("printed", BUREAUX)
def test_bodies_of_two_cities_are_never_one(printed: str) -> None:
    """The same printed name in plans of five cities is five bodies, known or not."""
    keys = {resolved(printed, owner).key for owner in CITIES.values()}
    assert len(keys) == len(CITIES)


@given(
    st.text(alphabet="财政科技市场监管和数据文旅卫健", min_size=1, max_size=6),
    st.sampled_from(["局", "委", "办", "中心", "专班", "办公室"]),
    st.permutations(sorted(CITIES)),
)
@settings(deadline=None, max_examples=50)  # the first look-up reads the tables
def test_no_name_joins_two_cities(stem: str, organ: str, cities: list[str]) -> None:
    """Whatever a city's body is called, no other city's body has its key."""
    one, other = cities[:2]
    assert (
        resolved(f"市{stem}{organ}", CITIES[one]).key
        != resolved(f"市{stem}{organ}", CITIES[other]).key
    )


def test_two_bodies_of_one_function_stay_two() -> None:
    """The function is a property of a body and never its identity."""
    one, other = resolved("市水务局"), resolved("市水利局")
    assert one.function == other.function
    assert one.key != other.key


@pytest.mark.parametrize(
    ("printed", "owner", "place"),
    [
        ("市财政局", "region/cn-532901", "region/cn-532901"),  # a county-level city is 市 as well
        ("市财政局", "region/cn-530102", "region/cn-530100"),  # in a plan of a district 市 is above
        ("区财政局", "region/cn-530102", "region/cn-530102"),
        ("县财政局", "region/cn-530128", "region/cn-530128"),
        ("州财政局", "region/cn-532900", "region/cn-532900"),
        ("省财政厅", "region/cn-530000", "region/cn-530000"),
        ("省财政厅", "region/cn-530102", "region/cn-530000"),
        ("市财政局", "region/cn-310000", "region/cn-310000"),  # a municipality
        ("财政部", "region/cn", "region/cn"),
        ("国家发展改革委", KUNMING, "region/cn"),
        ("呈贡区财政局", KUNMING, "region/cn-530114"),
        ("杭州市财政局", KUNMING, "region/cn-330100"),
    ],
)
def test_what_a_prefix_means(printed: str, owner: str, place: str) -> None:
    """市, 县, 区, 州 and 省 mean the issuer or what holds it; ministries are the nation's."""
    assert resolved(printed, owner).place == place


def test_levels() -> None:
    """The level of a body is that of its place, or zone for the committee of one."""
    assert [
        resolved(name, owner).level
        for name, owner in (
            ("市财政局", KUNMING),
            ("市财政局", "region/cn-532901"),
            ("省财政厅", KUNMING),
            ("财政部", "region/cn"),
            ("高新区管委会", KUNMING),
        )
    ] == ["city", "county", "province", "national", "zone"]


@pytest.mark.parametrize(
    "printed",
    ["有关县(市)区人民政府", "各县（市）、区人民政府", "市级各有关部门", "各开发(度假)区管委会", "相关部门", "各有关单位"],
)  # fmt: skip
def test_groups_are_never_expanded(printed: str) -> None:
    """A party named only by kind is one group of its place (A14-A16)."""
    party = resolved(printed)
    assert (party.kind, party.function, party.place) == (PartyKind.GROUP, None, KUNMING)
    assert party.key != resolved(printed, CITIES["杭州市"]).key


def test_zones_belong_to_their_city() -> None:
    """高新区 and 高新区管委会 are one committee; that of another city is another."""
    assert resolved("高新区").key == resolved("高新区管委会").key
    assert resolved("经开区").key != resolved("高新区").key
    assert (
        resolved("自贸试验区昆明片区管委会").name == "中国（云南）自由贸易试验区昆明片区管理委员会"
    )


@pytest.mark.parametrize("printed", ["市神秘局", "市奇异数据中心", "市未来产业办"])
def test_unknown_names_still_become_parties(printed: str) -> None:
    """A name that no table holds becomes a body of its place, without a function."""
    party = resolved(printed)
    assert (party.name, party.function) == (f"昆明{printed}", None)
    assert party.place == KUNMING


def test_coordinating_bodies_and_their_offices() -> None:
    """The office of a body made of bodies is a party of its own, with a host where one is told."""
    resolver = Resolver("a-plan", KUNMING)
    key = resolver.resolve("市知识产权联席会议办公室", "市市场监管局")
    parties = {party.key: party for party in resolver.parties()}
    office = parties[key]
    assert office.office_of is not None
    assert office.hosted_by is not None
    assert parties[office.office_of].kind is PartyKind.COORDINATION_BODY
    assert parties[office.hosted_by].name == "昆明市市场监督管理局"
    assert len({key, office.office_of, office.hosted_by}) == 3


def test_without_a_place_bodies_stay_in_their_plan() -> None:
    """Where nobody tells the place, bodies of two plans are kept apart and have no place."""
    one = Resolver("one-plan", None)
    other = Resolver("other-plan", None)
    assert one.resolve("市财政局") != other.resolve("市财政局")
    assert one.parties()[0].place is None


@pytest.mark.parametrize(
    "printed", ["市新闻出版(版权)局", "市新闻出版（版权）局", "市新闻出版 (版权) 局"]
)
def test_widths_and_spaces_make_no_other_body(printed: str) -> None:
    """A name in full or half width is the same body (A6)."""
    assert resolved(printed).key == resolved("市新闻出版(版权)局").key


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("昆明市推进方案", "region/cn-530100"),
        ("大理市推进方案", "region/cn-532901"),
        ("云南省推进方案", "region/cn-530000"),
        ("五华区推进方案", "region/cn-530102"),
        ("国务院关于推进工作的意见", "region/cn"),
        ("推进方案", None),
    ],
)
def test_the_issuing_place(title: str, place: str | None) -> None:
    """The place at the head of the title is the issuer's; national offices are the nation's."""
    text = f"{title}\n\n一、重点任务\n（一）甲。做好工作。（责任单位：甲单位、乙单位）"
    assert read(text).document.jurisdiction == place


def test_an_unknown_place_is_refused() -> None:
    """A place that the user tells and nobody knows is an error with advice."""
    with pytest.raises(InvalidQueryError, match=r"月球市.*Give the full name"):
        read(plan_with("做事。"), place="月球市")


def test_every_place_of_a_party_is_known() -> None:
    """Places that parties belong to stand in the plan."""
    plan = read(plan_with("做事。", owner="省财政厅、市财政局、呈贡区人民政府、国家知识产权局"))
    keys = {place.key for place in plan.places}
    assert {party.place for party in plan.parties} <= keys
    assert reference.CHINA in keys


def test_committees_of_all_zones_have_one_level() -> None:
    """The committee of a free-trade area is a body of a zone, as that of a high-tech zone is."""
    plan = read(plan_with("做事。", owner="高新区管委会、自贸试验区昆明片区管委会"))
    assert {party.level for party in plan.parties} == {"zone"}


ZONE_PLAN = "{title}\n\n一、重点任务\n\n（一）甲。做好工作。（责任单位：财政局、区市场监管局、市财政局、管委会办公室）\n"


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("无锡经济开发区管委会关于推进工作的实施方案", "无锡经济开发区"),
        ("合肥高新区推进工作方案", "合肥高新区"),
        ("雄安新区推进工作方案", "雄安新区"),
        ("合肥市推进高新区工作方案", "合肥市"),
        ("合肥市高新区推进工作方案", "合肥市"),
        ("合肥市经济和信息化局推进工作方案", "合肥市"),
    ],
)
def test_a_zone_may_issue_a_plan(title: str, issuer: str) -> None:
    """A committee's notice, or a title that starts with a zone, makes the zone the issuing place."""
    assert read(ZONE_PLAN.format(title=title)).document.jurisdiction_name == issuer


def test_bureaus_of_a_zone_are_not_those_of_its_city() -> None:
    """财政局 in a plan of a zone is the zone's own; the city's plan calls it 高新区财政局."""
    zone = read(ZONE_PLAN.format(title="合肥高新区推进工作方案"))
    names = {party.printed[0]: party for party in zone.parties if party.printed}
    assert names["财政局"].name == "合肥高新技术产业开发区财政局"
    assert names["区市场监管局"].name == "合肥高新技术产业开发区市场监督管理局"
    assert names["市财政局"].name == "合肥市财政局"
    assert names["管委会办公室"].name == "合肥高新技术产业开发区管理委员会办公室"
    assert [names[each].level for each in ("财政局", "市财政局")] == ["zone", "city"]
    assert resolved("高新区财政局", "region/cn-340100").key == names["财政局"].key


def test_a_plan_of_a_zone_comes_back_from_its_graph() -> None:
    """The zone that issues a plan is a place of its graph, within the city that holds it."""
    plan = read(ZONE_PLAN.format(title="合肥高新区推进工作方案"))
    back = from_graphs(to_graphs(plan))
    assert back.document.jurisdiction == "region/cn-340100/high-tech-zone"
    places = {place.key: place for place in back.places}
    assert places[back.document.jurisdiction].within == "region/cn-340100"
