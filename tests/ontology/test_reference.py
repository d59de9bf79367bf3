"""The reference data: what the tables hold, and what looking up answers."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.ontology import (
    divisions,
    functions,
    name_patterns,
    reference,
    roles,
    units,
    world,
    zones,
)
from plangraph.ontology.errors import InvalidDataError, UnknownThingError
from plangraph.ontology.iris import fold
from plangraph.ontology.model import Duty, Operator, Place, PlaceKind
from plangraph.ontology.tables import read_table

ROOT = Path(__file__).parents[2]
KUNMING = "region/cn-530100"
TABLES = {
    "places.tsv": divisions.COLUMNS,
    "blocs.tsv": world.COLUMNS,
    "members.tsv": world.MEMBER_COLUMNS,
    "zones.tsv": zones.COLUMNS,
    "named_zones.tsv": zones.NAMED_COLUMNS,
    "functions.tsv": functions.COLUMNS,
    "units.tsv": units.COLUMNS,
    "magnitudes.tsv": units.MAGNITUDE_COLUMNS,
    "roles.tsv": roles.COLUMNS,
}
KEYS = {
    "places.tsv": (0,),
    "blocs.tsv": (0,),
    "members.tsv": (0, 1),
    "zones.tsv": (0,),
    "named_zones.tsv": (2,),
    "functions.tsv": (0, 3, 5),
    "units.tsv": (0,),
    "magnitudes.tsv": (0,),
    "roles.tsv": (1,),
}
COUNTIES_OF_KUNMING = {
    "530102": "五华区",
    "530103": "盘龙区",
    "530111": "官渡区",
    "530112": "西山区",
    "530113": "东川区",
    "530114": "呈贡区",
    "530115": "晋宁区",
    "530124": "富民县",
    "530125": "宜良县",
    "530126": "石林彝族自治县",
    "530127": "嵩明县",
    "530128": "禄劝彝族苗族自治县",
    "530129": "寻甸回族彝族自治县",
    "530181": "安宁市",
}


def rows(table: str) -> list[list[str]]:
    """The rows of a table."""
    return read_table(table, TABLES[table])


def named(place: Place | None) -> str | None:
    """The name of a place, for short asserts."""
    return place.name if place else None


# ---------------------------------------------------------------- the tables


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_what_a_row_is_and_has_all_its_cells(table: str) -> None:
    """Each table begins with a comment on its rows and their source; each row has every column."""
    assert (ROOT / "ontology" / table).read_text("utf-8").startswith("# ")
    assert rows(table)


@pytest.mark.parametrize("table", TABLES)
def test_no_key_stands_twice(table: str) -> None:
    """No two rows of a table have the same key."""
    keys = Counter(tuple(row[i] for i in KEYS[table]) for row in rows(table))
    assert {key: n for key, n in keys.items() if n > 1} == {}


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_clean(table: str) -> None:
    """No cell has white space at its ends, no list an empty or repeated value, no row an empty end.

    (Editors strip white space at line ends, and a tab is white space.)
    """
    for row in rows(table):
        assert row[-1]
        assert [cell for cell in row if cell != cell.strip()] == []
        for cell in row:
            listed = cell.split("|")
            assert cell == "" or ("" not in listed and len(set(listed)) == len(listed)), row


def all_keys() -> Iterator[str]:
    """Every key, code and id that ends up in an IRI."""
    yield from (f"region/cn-{row[0]}" for row in rows("places.tsv"))
    yield from (row[0] for row in rows("blocs.tsv"))
    yield from (
        row[0] for table in ("functions.tsv", "zones.tsv", "units.tsv") for row in rows(table)
    )
    yield from (row[1] for row in rows("roles.tsv"))


def test_keys_are_readable_ascii() -> None:
    """Everything that ends up in an IRI is made of small ASCII letters, digits and hyphens."""
    assert [key for key in all_keys() if not re.fullmatch(r"[a-z0-9][a-z0-9/_-]*", key)] == []


def test_a_broken_table_is_refused_with_its_line() -> None:
    """A table whose columns are not the expected ones is refused, with the place and the advice."""
    with pytest.raises(InvalidDataError, match=r"roles\.tsv, line \d+.*They are a, b"):
        read_table("roles.tsv", ("a", "b"))


def test_loading_is_lazy() -> None:
    """No table is read when the module is imported."""
    code = (
        "from plangraph.ontology import reference as r\n"
        "assert r.places.cache_info().currsize == 0\n"
        "assert r.functions.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ---------------------------------------------------------------- divisions of China


def test_the_counties_of_kunming_have_their_codes() -> None:
    """Kunming has 14 counties, each with its GB/T 2260 code."""
    found = {place.code: place.name for place in reference.places().children(KUNMING)}
    assert found == COUNTIES_OF_KUNMING


def test_every_division_hangs_in_the_tree() -> None:
    """34 provinces lie in China, prefectures in provinces, counties in prefectures or provinces."""
    places = reference.places()
    assert len(places.children(reference.CHINA)) == 34
    levels = {row[0]: row[-1] for row in rows("places.tsv")}
    pairs = Counter((row[-1], levels.get(row[2], "national")) for row in rows("places.tsv"))
    assert set(pairs) == {
        ("province", "national"),
        ("city", "province"),
        ("county", "city"),
        ("county", "province"),
    }
    assert pairs["city", "province"] == 333
    assert len(places) == sum(pairs.values()) > 3200


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("110105", ["北京市", "中国"]),
        ("500240", ["重庆市", "中国"]),
        ("429021", ["湖北省", "中国"]),
        ("659001", ["新疆维吾尔自治区", "中国"]),
        ("530102", ["昆明市", "云南省", "中国"]),
    ],
)
def test_ancestors_run_from_the_inside_out(code: str, above: list[str]) -> None:
    """Districts of municipalities and counties without a prefecture lie right in their province."""
    places = reference.places()
    assert [place.name for place in places.ancestors(f"region/cn-{code}")] == above
    assert places.province(f"region/cn-{code}") == places.resolve(above[-2])


def test_rows_that_only_hold_others_are_no_divisions() -> None:
    """No division is called 县, 市辖区 or 省直辖县级行政区划, and 北京市 is there once."""
    names = reference.places().names()
    assert not {"县", "市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划"} & set(names)
    assert names["北京市"] == ("110000",)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("石林县", "石林彝族自治县"),
        ("禄劝县", "禄劝彝族苗族自治县"),
        ("寻甸县", "寻甸回族彝族自治县"),
        ("红河州", "红河哈尼族彝族自治州"),
        ("西双版纳州", "西双版纳傣族自治州"),
        ("伊犁州", "伊犁哈萨克自治州"),
        ("鄂温克旗", "鄂温克族自治旗"),
        ("东乡县", "东乡族自治县"),
        ("三都县", "三都水族自治县"),
        ("积石山县", "积石山保安族东乡族撒拉族自治县"),
        ("内蒙古", "内蒙古自治区"),
        ("香港", "香港特别行政区"),
    ],
)
def test_minority_areas_are_found_by_their_short_form(alias: str, name: str) -> None:
    """Areas of national minorities and the five regions are found by the form that plans print."""
    assert named(reference.places().resolve(alias)) == name


def test_every_autonomous_area_has_a_short_form() -> None:
    """Every autonomous region, prefecture, county and banner has an alias without its nations."""
    bare = [row for row in rows("places.tsv") if "自治" in row[1] and not row[3]]
    assert bare == []


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("鼓楼区", None, None),  # four cities have one
        ("鼓楼区", "320100", "320106"),
        ("鼓楼区", "320500", None),  # two in the same province, none in the city
        ("朝阳区", None, None),
        ("朝阳区", "110000", "110105"),
        ("朝阳区", "220000", "220104"),
        ("朝阳市", None, "211300"),
        ("安宁市", "530100", "530181"),
        ("安宁区", "530100", "620105"),  # printed in full, so it is Lanzhou's
        ("五华区", None, "530102"),
        ("五华县", "530100", "441424"),
        ("晋宁县", "530100", "530115"),  # a district since 2016
        ("晋宁县", None, None),
        ("米林县", "540000", "540481"),
        ("通州区", "320500", "320612"),  # the one of the same province
        ("昆明市五华区", None, "530102"),
        ("云南省昆明市五华区", None, "530102"),
        ("武汉市洪山区", "530100", "420111"),
        ("五华区", "530100/high-tech-zone", "530102"),
        ("没有市", "530100", None),
    ],
)
def test_a_name_is_looked_up_from_a_place_outwards(
    name: str, within: str | None, code: str | None
) -> None:
    """A full name means the division in the place, else in its province, else the only one."""
    found = reference.places().resolve(name, f"region/cn-{within}" if within else None)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("广州", "530100", "440100"),
        ("深圳", None, "440300"),
        ("五华", "530100", "530102"),
        ("五华", "441400", "441424"),
        ("五华", "110000", None),  # counties are found in their own city only
        ("安宁", "530100", "530181"),
        ("亚东", "530100", None),  # 南亚东南亚 holds it, but the county lies elsewhere
        ("合作", "530100", None),
        ("吉林", "110000", "220000"),  # the province before the city
        ("海南", "630000", "632500"),  # inside Qinghai the prefecture
        ("广州南沙", "110000", "440115"),
        ("石林", "530100", "530126"),
    ],
)
def test_a_bare_short_name_is_read_with_care(name: str, within: str | None, code: str) -> None:
    """Short names mean provinces and prefectures anywhere, counties only in their own city."""
    found = reference.places().resolve_short(name, f"region/cn-{within}" if within else None)
    assert (found.code if found else None) == code


def test_names_that_occur_in_ordinary_text_are_marked() -> None:
    """区和县 holds 和县, 中心城区 holds 城区: such names are listed as risky."""
    places = reference.places()
    assert {"和县", "城区", "合作市"} <= places.risky_names() <= set(places.names())
    assert "五华区" not in places.risky_names()


def test_levels_and_short_names() -> None:
    """A place tells its level and its short name; a zone counts as its city."""
    places = reference.places()
    keys = (reference.CHINA, "region/cn-530000", KUNMING, "region/cn-530126")
    assert [places.level(key) for key in keys] == ["national", "province", "city", "county"]
    assert [places.stem(key) for key in keys] == ["中国", "云南", "昆明", "石林"]
    assert places.level(f"{KUNMING}/high-tech-zone") == "city"
    assert named(places.ancestors(f"{KUNMING}/high-tech-zone")[0]) == "昆明市"


def test_short_names_keep_two_characters() -> None:
    """A short name never has fewer than two characters: 赵县 stays 赵县."""
    assert [stem for stem in reference.places().stems() if len(stem) < 2] == []
    codes = {"429021": "神农架", "140109": "万柏林", "310115": "浦东", "130133": "赵县"}
    found = {code: reference.places().stem(f"region/cn-{code}") for code in codes}
    assert found == codes


def test_prefectures_and_provinces_have_english_names() -> None:
    """Every province and prefecture has an English name; counties have one where it is certain."""
    missing = [row for row in rows("places.tsv") if row[-1] != "county" and not row[4]]
    assert missing == []
    assert reference.place(KUNMING).name_en == "Kunming"
    assert reference.place("region/cn-530102").name_en == "Wuhua District"


def test_unknown_keys_are_refused() -> None:
    """A key that no table holds is refused with the key in the message."""
    with pytest.raises(UnknownThingError, match="region/cn-999999"):
        reference.places().by_code("999999")
    with pytest.raises(UnknownThingError, match="region/atlantis"):
        reference.place("region/atlantis")


@settings(deadline=None)  # the first look-up reads the tables
@given(st.text(max_size=12), st.sampled_from([None, KUNMING, "region/cn-110000"]))
def test_any_text_can_be_looked_up(text: str, within: str | None) -> None:
    """Looking up never fails, whatever is printed."""
    places = reference.places()
    for found in (places.resolve(text, within), places.resolve_short(text, within)):
        assert found is None or found.key in places
    zone = reference.zones().find(text, within)
    assert zone is None or zone.kind is PlaceKind.ZONE
    assert reference.world().resolve(text) is None or text


# ---------------------------------------------------------------- zones


@pytest.mark.parametrize(
    ("printed", "key", "name"),
    [
        ("高新区", f"{KUNMING}/high-tech-zone", "昆明高新技术产业开发区"),
        ("昆明高新区", f"{KUNMING}/high-tech-zone", "昆明高新技术产业开发区"),
        ("昆明市高新技术产业开发区管委会", f"{KUNMING}/high-tech-zone", "昆明高新技术产业开发区"),
        ("经开区", f"{KUNMING}/economic-zone", "昆明经济技术开发区"),
        (
            "自贸试验区昆明片区",
            f"{KUNMING}/ftz-area",
            "中国（云南）自由贸易试验区昆明片区",
        ),
        (
            "中国(云南)自由贸易试验区昆明片区",
            f"{KUNMING}/ftz-area",
            "中国（云南）自由贸易试验区昆明片区",
        ),
        ("自贸试验区", "region/cn-530000/free-trade-zone", "中国（云南）自由贸易试验区"),
        ("综保区", f"{KUNMING}/bonded-zone", "昆明综合保税区"),
        ("苏州工业园区", "region/cn-320500/industrial-park", "苏州工业园区"),
        ("兰州新区", "region/cn-620100/new-area", "兰州新区"),
    ],
)
def test_a_zone_is_its_kind_and_its_place(printed: str, key: str, name: str) -> None:
    """A bare 高新区 is that of the issuing city; a zone that names its city belongs there."""
    found = reference.zones().find(printed, KUNMING)
    assert found is not None
    assert (found.key, found.name, found.kind) == (key, name, PlaceKind.ZONE)
    assert found.within == key.rpartition("/")[0]


def test_zones_with_names_of_their_own_stay_apart() -> None:
    """Two resorts of one city are two, each under one key for all its forms."""
    found = [
        reference.zone(KUNMING, "tourist-resort", printed)
        for printed in ("滇池国家旅游度假区", "昆明滇池旅游度假区", "阳宗海旅游度假区", "度假区")
    ]
    assert found[0] == found[1]
    assert len({place.key for place in found}) == 3
    assert all(place.key.startswith(f"{KUNMING}/tourist-resort") for place in found)


def test_kinds_that_only_resemble_keep_their_wording() -> None:
    """A software park is not renamed to a science park."""
    assert reference.zone(KUNMING, "science-park", "软件园").name == "昆明软件园"


def test_zones_that_the_country_knows_are_found_anywhere() -> None:
    """前海 is Shenzhen's zone in every plan, alone or after its city, and 东湖高新区 is Wuhan's."""
    found = {reference.zones().find(name, KUNMING) for name in ("前海", "深圳前海", "前海合作区")}
    assert [place and place.within for place in found] == ["region/cn-440300"]
    lake = reference.zones().find("武汉市东湖新技术开发区", "region/cn-420000")
    assert lake == reference.zones().find("东湖高新区", None)


def test_an_unknown_kind_of_zone_is_refused() -> None:
    """A zone of a kind that the table lacks is refused."""
    with pytest.raises(UnknownThingError, match="moon-base"):
        reference.zone(KUNMING, "moon-base", "月球区")


def test_every_kind_of_zone_names_a_known_committee() -> None:
    """The committee of each kind of zone is a function of the table, where it has one."""
    known = {row[0] for row in rows("functions.tsv")}
    assert {kind.function for kind in reference.zone_kinds()} - {""} <= known


# ---------------------------------------------------------------- the world


@pytest.mark.parametrize(
    ("on", "size"),
    [(date(2022, 9, 29), 10), (date(2026, 1, 1), 11), (date(1999, 4, 29), 9), (None, 11)],
)
def test_asean_has_the_members_of_the_day(on: date | None, size: int) -> None:
    """A plan of 2022 meets ten members of ASEAN, one of 2026 eleven: Timor-Leste came in 2025."""
    members = reference.world().members("region/asean", on)
    assert len(members) == size
    assert ("region/tl" in {row.member for row in members}) == (size == 11)
    assert members[-1].since == (date(2025, 10, 26) if size == 11 else members[-1].since)


@pytest.mark.parametrize(
    ("bloc", "on", "size"),
    [
        ("region/saarc", date(2022, 1, 1), 8),
        ("region/lancang-mekong", date(2022, 1, 1), 6),
        ("region/rcep", date(2022, 1, 1), 10),
        ("region/rcep", date(2023, 6, 2), 15),
        ("region/sco", date(2022, 1, 1), 8),
        ("region/european-union", date(2019, 1, 1), 28),
        ("region/european-union", date(2022, 1, 1), 27),
        ("region/greater-bay-area", None, 11),
        ("region/belt-and-road", None, 0),
        ("region/m49-035", None, 11),
        ("region/m49-034", None, 9),
        ("region/m49-030", None, 5),
    ],
)
def test_blocs_and_regions_have_their_members(bloc: str, on: date | None, size: int) -> None:
    """Members count from the day they joined to the day they left; regions hold their countries."""
    assert len(reference.world().members(bloc, on)) == size


def bloc_days() -> list[list[str]]:
    """The battery of blocs: bloc, day, number of members, one of them, one who is not."""
    lines = Path(__file__).with_name("bloc_days.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize(("bloc", "day", "size", "one", "other"), bloc_days())
def test_members_of_blocs_by_day(bloc: str, day: str, size: str, one: str, other: str) -> None:
    """On each day a bloc has the members that had joined and not left: ASEAN, RCEP, SCO, BRICS …"""
    found = reference.world().members(f"region/{bloc}", date.fromisoformat(day))
    members = {row.member.removeprefix("region/") for row in found}
    assert len(members) == int(size)
    assert one == "-" or one in members
    assert other not in members


def test_a_region_is_related_to_its_bloc_and_not_the_same() -> None:
    """South-eastern Asia is related to ASEAN, Southern Asia to SAARC, both ways, and no more."""
    known = reference.world()
    assert known.related("region/m49-035") == ("region/asean",)
    assert known.related("region/saarc") == ("region/m49-034",)
    assert known.related("region/th") == ()
    assert known.resolve("东南亚") != known.resolve("东盟")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("东盟", "region/asean"),
        ("南亚", "region/m49-034"),
        ("东南亚", "region/m49-035"),
        ("东南亚国家", "region/m49-035"),
        ("中东欧国家", "region/central-eastern-europe"),
        ("泰国", "region/th"),
        ("印尼", "region/id"),
        ("长三角", "region/yangtze-river-delta"),
        ("上合组织", "region/sco"),
        ("葡语国家", "region/portuguese-speaking-countries"),
        ("共建“一带一路”国家", "region/belt-and-road"),
        ('共建"一带一路"国家', "region/belt-and-road"),
        ("亚特兰蒂斯", None),
    ],
)
def test_places_abroad_are_found_by_their_names(name: str, key: str | None) -> None:
    """Regions, countries, blocs and groupings are found by the names that plans print."""
    found = reference.world().resolve(name)
    assert (found.key if found else None) == key


def test_names_beyond_china_are_unique() -> None:
    """No name or alias stands for two places of the world table."""
    names = [name for row in rows("blocs.tsv") for name in (row[3], *row[4].split("|")) if name]
    assert [name for name, n in Counter(names).items() if n > 1] == []
    assert set(reference.world().names()) == set(names)


def test_every_key_that_a_world_table_names_exists() -> None:
    """within, related, bloc and member name rows that are there."""
    known = {row[0] for row in rows("blocs.tsv")}
    assert {key for row in rows("blocs.tsv") for key in (row[6], row[7]) if key} <= known
    for bloc, member, _since, _until, source in rows("members.tsv"):
        assert bloc in known
        assert source
        assert reference.place(member)


def test_china_is_the_top_of_its_plans_and_lies_in_eastern_asia() -> None:
    """Kunming's line ends at China; Thailand's runs on to Asia; both are countries of a region."""
    known = reference.world()
    assert known.ancestors(reference.CHINA) == ()
    assert [place.name for place in known.ancestors("region/th")] == ["东南亚", "亚洲"]
    asia = {row.member for row in known.members("region/m49-142")}
    assert {reference.CHINA, "region/th"} <= asia
    assert known.is_partner("region/th")
    assert not known.is_partner("region/yangtze-river-delta")


def test_memberships_have_keys_of_their_own() -> None:
    """A membership is a thing with a key: region/asean/member/th."""
    keys = [row.key for row in reference.world().members("region/asean")]
    assert "region/asean/member/th" in keys


# ---------------------------------------------------------------- public bodies


@pytest.mark.parametrize(
    ("stem", "level", "full"),
    [
        ("市场监管局", "city", "昆明市市场监督管理局"),
        ("发展改革委", "city", "昆明市发展和改革委员会"),
        ("发展和改革委员会", "city", "昆明市发展和改革委员会"),
        ("教育体育局", "city", "昆明市教育体育局"),
        ("新闻出版(版权)局", "city", "昆明市新闻出版局（昆明市版权局）"),
        ("新闻出版（版权）局", "city", "昆明市新闻出版局（昆明市版权局）"),
        ("委组织部", "city", "中共昆明市委员会组织部"),
        ("税务局", "city", "国家税务总局昆明市税务局"),
        ("人行", "city", "中国人民银行昆明市分行"),
        ("数据局", "city", "昆明市数据局"),
        ("大数据中心", "city", "昆明市大数据中心"),
        ("委社会工作部", "city", "中共昆明市委员会社会工作部"),
        ("消防救援局", "city", "昆明市消防救援局"),
        ("外专局", "city", "昆明市外国专家局"),
        ("招商局", "city", "昆明市招商局"),
        ("高新区管委会", "zone", "昆明高新技术产业开发区管理委员会"),
        ("各县(市)区人民政府", "collective", "昆明市各县（市、区）人民政府"),
        ("有关县(市、区)", "city", "昆明市有关县（市、区）人民政府"),
    ],
)
def test_short_names_give_the_name_in_full(stem: str, level: str, full: str) -> None:
    """A short name without its place finds the function, and the place completes the name."""
    table = reference.functions()
    row = table.find(stem, level)
    assert row is not None
    assert table.full_name(row, reference.place(KUNMING)) == full


@pytest.mark.parametrize("level", ["national", "province", "city", "county"])
@pytest.mark.parametrize("function", ["data_administration", "social_work", "fire_rescue"])
def test_bodies_of_the_reforms_stand_at_all_levels(function: str, level: str) -> None:
    """Data bureaus, social work departments and fire services are known from ministry to county."""
    assert [r for r in reference.functions().rows() if (r.function, r.level) == (function, level)]


def test_a_zone_names_its_committee_and_its_bureaus() -> None:
    """The committee of a zone has the zone's name, and so have the zone's bureaus."""
    table, zone = reference.functions(), reference.zone(KUNMING, "high-tech-zone", "高新区")
    committee, bureau = table.find("高新区管委会", "zone"), table.find("市场监管局", "zone")
    assert committee is not None
    assert bureau is not None
    assert table.full_name(committee, zone) == "昆明高新技术产业开发区管理委员会"
    assert table.full_name(bureau, zone) == "昆明高新技术产业开发区市场监督管理局"


def test_a_municipality_names_its_bureaus_like_a_city() -> None:
    """北京市财政局 is found at the level of a province, although provinces say 财政厅."""
    table = reference.functions()
    row = table.find("财政局", "province")
    assert row is not None
    assert table.full_name(row, reference.places().by_code("110000")) == "北京市财政局"


@pytest.mark.parametrize(
    ("name", "function", "place"),
    [
        ("人行云南省分行", "central_bank", "云南省"),
        ("云南证监局", "securities_regulator", "云南"),
        ("昆明仲裁委员会", "arbitration", "昆明"),
        ("国网杭州供电公司", "power_company", "杭州"),
    ],
)
def test_names_that_hold_their_place_are_taken_apart(name: str, function: str, place: str) -> None:
    """Bodies of the centre print the place in their middle; the form tells it and the function."""
    found = next(iter(reference.functions().with_place_inside(name)))
    assert (found.row.function, found.place) == (function, place)


@pytest.mark.parametrize(
    ("name", "function", "place"),
    [
        ("昆明市人民政府办公室", "government_office", "昆明市"),
        ("湖北省人民政府办公厅", "government_office", "湖北省"),
        ("国家税务总局昆明市税务局", "tax", "昆明市"),
        ("中共云南省委员会宣传部", "propaganda", "云南省"),
        ("胶州市财政局", "finance", "胶州市"),
        ("国家知识产权局", "intellectual_property", ""),
    ],
)
def test_a_name_in_full_gives_function_and_place(name: str, function: str, place: str) -> None:
    """A name in full is taken apart into its function and the place whose body it is."""
    found = reference.functions().parse(name)
    assert found is not None
    assert (found[0].function, found[1]) == (function, place)


def test_a_name_is_looked_up_as_if_every_form_were_tried_in_turn() -> None:
    """Forms are found by what a name ends with, and answer in the order of the table."""
    rows = [row for row in reference.functions().rows() if not row.is_open]
    forms = [(row, name) for row in rows for name in (row.pattern, *row.names)]
    indexed = name_patterns.Forms(forms)
    expressions = [(row, name_patterns.expression(name)) for row, name in forms]
    place = reference.places().by_code("530102")
    for full in (*{fold(reference.functions().full_name(row, place)) for row in rows}, "局", ""):
        tried = [row for row, pattern in expressions if pattern.fullmatch(full)]
        assert [row for row, _ in indexed.matches(full)] == tried


def test_no_short_name_means_two_things_at_a_level() -> None:
    """At one level a short name stands in one row, so that no body gets the wrong name in full."""
    names = Counter(
        (row.level, fold(name)) for row in reference.functions().rows() for name in row.names
    )
    assert {key: n for key, n in names.items() if n > 1} == {}


def test_rows_of_functions_are_well_formed() -> None:
    """Levels and holes are known ones, every function has one pair of labels and an ASCII id."""
    holes = {"place", "place_short", "province_short", "above", "city", "topic", "name"}
    for row in reference.functions().rows():
        assert row.level in functions.LEVELS
        assert set(re.findall(r"\{(\w+)\}", row.pattern)) <= holes
        assert {h for name in row.names for h in re.findall(r"\{(\w+)\}", name)} <= {
            "s",
            "p",
            "province_short",
        }
        assert row.is_group == (row.level == "collective")
    labels = {(row[0], row[1], row[2]) for row in rows("functions.tsv")}
    assert len(labels) == len({row[0] for row in rows("functions.tsv")})
    with pytest.raises(UnknownThingError):
        reference.functions().label("astrology")


def test_local_bodies_have_their_place_in_the_name() -> None:
    """The full name of every body of a place names the place; only national ones do without."""
    bare = [
        row.pattern
        for row in reference.functions().rows()
        if "{" not in row.pattern and row.level != "national"
    ]
    assert bare == ["各省、自治区、直辖市人民政府"]


def test_open_names_are_marked() -> None:
    """The name of a joint conference needs its topic, which only the text has."""
    table = reference.functions()
    row = table.find("联席会议", "city")
    assert row is not None
    assert row.is_open
    words = {"topic": "知识产权战略实施"}
    assert (
        table.full_name(row, reference.place(KUNMING), words=words)
        == "昆明市知识产权战略实施工作联席会议"
    )


# ---------------------------------------------------------------- units, magnitudes, roles


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("件", "unit/item"),
        ("%", "unit/percent"),
        ("％", "unit/percent"),
        ("个百分点", "unit/percentage-point"),
        ("家", "unit/household"),
        ("人次", "unit/person-time"),
        ("平方米", "unit/square-metre"),
        ("千瓦时", "unit/kilowatt-hour"),
        ("PFlops", "unit/petaflops"),
        ("PB", "unit/petabyte"),
        ("卡时", "unit/card-hour"),
        ("美元", "unit/us-dollar"),
        ("场次", "unit/session-time"),
        ("吨标准煤", "unit/ton-standard-coal"),
        ("没有", None),
    ],
)
def test_units_are_found_by_what_is_printed(printed: str, key: str | None) -> None:
    """The word after a figure finds its unit; an unknown word finds none and keeps its own key."""
    found = reference.units().find(printed)
    assert (found.key if found else None) == key
    if found:
        assert reference.units().by_key(found.key) == found


def test_no_form_means_two_units() -> None:
    """No printed form stands in two rows, and forms come longest first."""
    forms = Counter(form for unit in reference.units() for form in unit.printed)
    assert {form: n for form, n in forms.items() if n > 1} == {}
    assert [len(form) for form in reference.units().forms()] == sorted(
        map(len, forms), reverse=True
    )


def test_magnitudes_multiply() -> None:
    """万 is ten thousand, 万亿 a million million; 余 has no value of its own."""
    known = {row.printed: row.value for row in reference.magnitudes()}
    assert known["万"] == Decimal(10_000)
    assert known["万亿"] == Decimal(10) ** 12
    assert known["两"] == 2
    assert known["余"] is None


def test_every_duty_and_operator_has_its_word_in_the_facts() -> None:
    """Nine duties become three roles, eight operators six comparators; directions have none."""
    terms = reference.roles()
    assert {terms.role(duty) for duty in Duty} == {"lead", "support", "responsible"}
    bare = {Operator.INCREASE, Operator.DECREASE, Operator.IMPROVE}
    assert {op for op in Operator if terms.comparator(op) == ""} == bare
    assert {terms.comparator(op) for op in set(Operator) - bare} == {">=", "<=", "=", "~", "+", "-"}
    assert terms.comparator(Operator.GT) == ">="
    assert terms.label(Duty.LEAD) == ("牵头", "lead")
    assert {row[1] for row in rows("roles.tsv")} == {t.value for t in (*Duty, *Operator)}
