# ruff: noqa: E501  a Chinese character counts as two columns
"""Tables of the user's own (PLANGRAPH_DATA): real folders, the real command line."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plangraph.ontology.errors import InvalidDataError
from plangraph.ontology.own_checks import check
from plangraph.ontology.own_tables import EXTENSIBLE, read_folder
from plangraph.ontology.tables import read_table

Run = Callable[..., Any]

TABLES = {
    "functions.tsv": (
        "function_id	zh_concept	en_concept	level	short_names	full_name_pattern	source",
        "lake_protection	湖泊保护	lake protection	city	翠湖办|翠湖保护办	{place}翠湖保护办公室	市编办2023",
        "local_finance			city	金融办|地方金融管理局	{place}地方金融管理局	",
    ),
    "places.tsv": (
        "code	name	parent	aliases	name_en	note	level",
        "530190	翠湖区	530100	翠湖新城区	Cuihu District		county",
        "530114	呈贡新区	530100	呈贡区	Chenggong New District		county",
    ),
    "zones.tsv": (
        "kind	printed	alike	full	function	holder	zh	en",
        "wisdom-valley	智慧谷		{s}智慧谷	zone_committee		智慧谷	wisdom valley",
    ),
    "named_zones.tsv": (
        "place	kind	name	printed	name_en",
        "530100	science-city	昆明翠湖科学港	翠湖科学港	Cuihu Science Harbour",
    ),
    "blocs.tsv": (
        "key	kind	name	aliases	name_en	source",
        "region/green-lake-initiative	bloc	绿湖倡议国家	绿湖倡议	Green Lake Initiative	倡议网站",
    ),
    "members.tsv": (
        "bloc	member	since	source",
        "region/green-lake-initiative	region/th	2024-05-01	",
        "region/asean	region/pg	2030-01-01	设想",
    ),
    "units.tsv": (
        "unit	printed	zh	en",
        "lake-lamp	盏湖灯	盏湖灯	lake lamp",
    ),
}
PLAN = """昆明市翠湖推进方案（2024—2026年）

一、工作目标

到2026年，安装数量达到500盏湖灯。

二、重点任务

（一）推进保护。支持翠湖区开展试点。支持呈贡区开展试点。支持翠湖科学港建设。支持五华区智慧谷开展试点。加强与绿湖倡议国家的合作。加强与东盟的合作。（责任单位：市翠湖办、市金融办、市财政局、智慧谷管委会）
"""


def write(folder: Path, tables: dict[str, tuple[str, ...]]) -> Path:
    """A folder that holds some tables."""
    folder.mkdir()
    for name, lines in tables.items():
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@dataclass(frozen=True, slots=True)
class Told:
    """What the command line says of the plan: its facts, and its graph as lines of N-Quads."""

    facts: dict[str, Any]
    quads: list[str]

    def named(self, kind: str) -> dict[str, dict[str, Any]]:
        """The rows of a list of facts by their names."""
        return {row["name"]: row for row in self.facts[kind]}

    def about(self, key: str) -> str:
        """What the graph says of a thing."""
        return "\n".join(line for line in self.quads if line.startswith(f"<{key}>"))


def graph_of(shell: Run, folder: Path, env: dict[str, str]) -> list[str]:
    """The graph that adding the plan to a fresh store gives."""
    added = shell("add", folder / "plan.txt", "--store", folder / "store", env=env)
    assert added.code == 0, added.err
    exported = shell("export", "nq", "-o", "-", "--store", folder / "store", env=env)
    return list(exported.out.splitlines())


def told_with(shell: Run, folder: Path, data: Path | None) -> Told:
    """The plan as it is read with a folder of tables."""
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    env = {"PLANGRAPH_DATA": str(data or "")}
    facts = shell("facts", folder / "plan.txt", "--format", "json", env=env)
    assert facts.code == 0, facts.err
    return Told(json.loads(facts.out), graph_of(shell, folder, env))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one table of each kind."""
    return write(tmp_path_factory.mktemp("own") / "data", TABLES)


@pytest.fixture(scope="module")
def told(shell: Run, tmp_path_factory: pytest.TempPathFactory, data: Path) -> Told:
    """The plan, read with all tables."""
    return told_with(shell, tmp_path_factory.mktemp("own") / "with", data)


@pytest.fixture(scope="module")
def untold(shell: Run, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The plan, read without any."""
    return told_with(shell, tmp_path_factory.mktemp("own") / "without", None)


ID = "https://w3id.org/plangraph/id/"
KNOWN_FROM = "<https://w3id.org/plangraph/ns#knownFrom>"


def canonical(told: Told) -> dict[str, str]:
    """Full names by printed ones."""
    return {row["agency"]: row["canonical"] for row in told.facts["assignments"]}


def test_functions_of_the_user_name_bodies(told: Told, untold: Told) -> None:
    """A row of functions.tsv gives a body its function and full name; one of a known key replaces."""
    names, before = canonical(told), canonical(untold)
    assert names["市翠湖办"] == "昆明市翠湖保护办公室"
    assert before["市翠湖办"] == "昆明市翠湖办"
    assert (names["市金融办"], before["市金融办"]) == (
        "昆明市地方金融管理局",
        "昆明市人民政府金融办公室",
    )
    assert names["市财政局"] == before["市财政局"]


def test_functions_of_the_user_are_marked_in_the_graph(told: Told, untold: Told) -> None:
    """What a row of the user gives carries pg:knownFrom with its source; what ships has none."""
    concept = told.about("https://w3id.org/plangraph/vocab#fn-lake-protection")
    assert f'{KNOWN_FROM} "own: 市编办2023"' in concept
    assert '"lake protection"@en' in concept
    marks = {line.split(" ")[0] for line in told.quads if KNOWN_FROM in line}
    bodies = {re.split("/|-[0-9a-f]{6}>", mark)[-2] for mark in marks if "/org/" in mark}
    assert bodies == {"lake-protection", "local-finance"}
    assert not any(f'{KNOWN_FROM} "' in line for line in untold.quads)


def test_places_of_the_user_are_found(told: Told, untold: Told) -> None:
    """A row of places.tsv is a place of the country, in its text and in its graph."""
    assert "翠湖区" in told.named("regions")
    assert "翠湖区" not in untold.named("regions")
    district = told.about(ID + "region/cn-530190")
    assert '"Cuihu District"@en' in district
    assert f'{KNOWN_FROM} "own"' in district
    assert '"呈贡新区"@zh' in told.about(ID + "region/cn-530114")
    assert '"呈贡区"@zh' in untold.about(ID + "region/cn-530114")


def test_zones_of_the_user_are_found(told: Told, untold: Told) -> None:
    """A row of zones.tsv is a kind of zone that every place may hold, with its committee."""
    assert "五华区智慧谷" in told.named("regions")
    assert "五华区智慧谷" not in untold.named("regions")
    assert canonical(told)["智慧谷管委会"] == "昆明智慧谷管理委员会"
    assert KNOWN_FROM in told.about(ID + "region/cn-530102/wisdom-valley")


def test_named_zones_of_the_user_are_found(told: Told, untold: Told) -> None:
    """A row of named_zones.tsv is a zone that is known by a name of its own."""
    assert "翠湖科学港" in told.named("regions")
    assert "翠湖科学港" not in untold.named("regions")
    assert any("Cuihu Science Harbour" in line for line in told.quads)


def test_blocs_of_the_user_are_found(told: Told, untold: Told) -> None:
    """A row of blocs.tsv is a partner abroad; its source says that it is the user's."""
    assert told.named("regions")["绿湖倡议国家"]["partner"] is True
    assert "绿湖倡议国家" not in untold.named("regions")
    assert f'{KNOWN_FROM} "own: 倡议网站"' in told.about(ID + "region/green-lake-initiative")


def test_members_of_the_user_belong_to_blocs(told: Told, untold: Told) -> None:
    """A row of members.tsv is a membership with its day, of a shipped bloc or one of the user."""
    member = told.about(ID + "region/green-lake-initiative/member/th")
    assert '"2024-05-01"' in member
    assert KNOWN_FROM in member
    future = ID + "region/asean/member/pg"
    assert f'{KNOWN_FROM} "own: 设想"' in told.about(future)
    assert untold.about(future) == ""
    assert KNOWN_FROM not in told.about(ID + "region/asean/member/th")


def test_units_of_the_user_are_read(told: Told, untold: Told) -> None:
    """A row of units.tsv is a unit that a figure may have."""
    assert [row["unit"] for row in told.facts["targets"]] == ["盏湖灯"]
    assert '"lake lamp"@en' in told.about(ID + "unit/lake-lamp")
    assert untold.about(ID + "unit/lake-lamp") == ""


def test_every_table_that_can_be_extended_is_tried() -> None:
    """These tests hold a table of each kind that a user can extend."""
    assert TABLES.keys() == EXTENSIBLE.keys()


def test_the_same_folder_gives_the_same_graph(
    shell: Run, tmp_path: Path, told: Told, data: Path
) -> None:
    """The same text and the same tables give the same N-Quads, wherever the folder lies."""
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for table in data.iterdir():
        (copy / table.name).write_bytes(table.read_bytes())
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    assert graph_of(shell, tmp_path, {"PLANGRAPH_DATA": str(copy)}) == told.quads


def test_a_graph_with_rows_of_the_user_keeps_the_rules(
    shell: Run, tmp_path: Path, data: Path
) -> None:
    """`plangraph check` finds no fault in a plan that was read with tables of the user."""
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    shown = shell("check", tmp_path / "plan.txt", env={"PLANGRAPH_DATA": str(data)})
    assert shown.code == 0, shown.out + shown.err


# ---------------------------------------------------------------- mistakes


def tables_of(folder: Path, name: str, *lines: str) -> None:
    """Read and check a folder that holds one table."""
    own = read_folder(write(folder / "data", {name: lines}))
    check(own, {table: read_table(table, EXTENSIBLE[table].columns) for table in EXTENSIBLE})


FUNCTIONS = (
    "function_id	zh_concept	en_concept	level	short_names	full_name_pattern	source"
)
PLACES = "code	name	parent	level"


@pytest.mark.parametrize(
    ("name", "lines", "where", "words"),
    [
        ("functions.tsv", (FUNCTIONS, "甲	甲	a	city	甲局	{place}甲局	"), "line 2, column function_id", "small ASCII letters"),
        ("functions.tsv", ("# 说明", "", FUNCTIONS, "a	甲	a	town	甲局	{place}甲局	"), "line 4, column level", "It takes national, province"),
        ("functions.tsv", (FUNCTIONS, "a			city	甲局	{place}甲局	"), "line 2, column zh_concept", "the function is new"),
        ("functions.tsv", (FUNCTIONS, "a	甲	a	city	甲局|	{place}甲局	"), "line 2, column short_names", "parted by one |"),
        ("functions.tsv", (FUNCTIONS, "a	甲	a	city	甲局	{town}甲局	"), "line 2, column full_name_pattern", "It takes {above}, {city}, {name}, {place}"),
        ("functions.tsv", (FUNCTIONS, "a	甲	a	city	甲局	甲局	"), "line 2, column full_name_pattern", "Write {place}"),
        ("functions.tsv", (FUNCTIONS, "a	甲	a	city	甲局		"), "line 2, column full_name_pattern", "The cell is empty"),
        ("functions.tsv", (FUNCTIONS, "a	甲	a	city	甲局	{place}甲局		多"), "line 2", "8 cells under 7 columns"),
        ("functions.tsv", (FUNCTIONS, "a	甲	a	city	甲局	{place}甲局", "a	甲	a	city	乙局	{place}甲局"), "line 3, column function_id + level + full_name_pattern", "Line 2 has the same"),
        ("functions.tsv", (FUNCTIONS, "a	甲	a	city	甲局	{place}甲局", "b	乙	b	city	甲局	{place}乙局"), "line 2, column short_names", "甲局 stands in another row"),
        ("functions.tsv", ("function_id	level	name",), "line 1", "'name' is no column"),
        ("functions.tsv", ("function_id	level",), "line 1", "The column full_name_pattern is missing"),
        ("functions.tsv", ("function_id	level	level	full_name_pattern",), "line 1", "A column stands twice"),
        ("places.tsv", (PLACES, "5301	甲区	530100	county"), "line 2, column code", "six digits"),
        ("places.tsv", (PLACES, "530190	甲区	539900	county"), "line 2, column parent", "'539900' is not in places.tsv"),
        ("places.tsv", (PLACES, "530190	甲区		county"), "line 2, column parent", "The cell is empty"),
        ("places.tsv", (PLACES, "530190	甲区	530102	county"), "line 2, column parent", "530102 is a county"),
        ("places.tsv", (PLACES, "540190	甲区	530100	county"), "line 2, column code", "Its code begins with 5301"),
        ("places.tsv", (PLACES, "530190	甲镇	530100	town"), "line 2, column level", "It takes province, city, county"),
        ("zones.tsv", ("kind	printed	full	zh	en	function", "tech	甲园	{s}甲园	甲	a	moon"), "line 2, column function", "'moon' is not in functions.tsv"),
        ("zones.tsv", ("kind	printed	full	zh	en", "tech	高新区	{s}甲园	甲	a"), "line 2, column printed", "高新区 is a name of high-tech-zone"),
        ("named_zones.tsv", ("place	kind	name", "530100	moon	甲港"), "line 2, column kind", "'moon' is not in zones.tsv"),
        ("named_zones.tsv", ("place	kind	name", "530199	new-town	甲港"), "line 2, column place", "'530199' is not in places.tsv"),
        ("blocs.tsv", ("key	kind	name", "green	bloc	甲国家"), "line 2, column key", "It begins with region/"),
        ("blocs.tsv", ("key	kind	name", "region/green	club	甲国家"), "line 2, column kind", "It takes region, country"),
        ("blocs.tsv", ("key	kind	name", "region/green	bloc	东盟国家"), "line 2, column name", "东盟国家 is a name of region/asean"),
        ("members.tsv", ("bloc	member", "region/asean	region/moon"), "line 2, column member", "'region/moon' is not in blocs.tsv"),
        ("members.tsv", ("bloc	member	since", "region/asean	region/in	2025"), "line 2, column since", "Write it as 2025-10-26"),
        ("units.tsv", ("unit	printed	zh	en", "甲	甲	甲	a"), "line 2, column unit", "small ASCII letters"),
        ("units.tsv", ("unit	printed	zh	en", "thing	件	件	thing"), "line 2, column printed", "件 is a name of item"),
        ("roles.tsv", ("scheme	term",), "roles.tsv", "Those that can are functions.tsv"),
        ("function.tsv", (FUNCTIONS,), "function.tsv", "No table of this name"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_line_and_column(
    tmp_path: Path, name: str, lines: tuple[str, ...], where: str, words: str
) -> None:
    """A cell that does not fit is one error: the file, the line, the column, and what to do."""
    with pytest.raises(InvalidDataError) as caught:
        tables_of(tmp_path, name, *lines)
    assert caught.value.where.endswith(where)
    assert name in caught.value.where
    assert words in str(caught.value)
    assert caught.value.advice


def test_the_command_line_tells_a_mistake_once(shell: Run, tmp_path: Path) -> None:
    """`add` of many files stops at the first mistake of a table, before it reads any of them."""
    data = write(tmp_path / "data", {"places.tsv": (PLACES, "530190	翠湖区	530100	镇")})
    plans = tmp_path / "plans"
    plans.mkdir()
    for number in range(3):
        (plans / f"{number}.txt").write_text(PLAN, "utf-8")
    shown = shell("add", plans, "--store", tmp_path / "store", env={"PLANGRAPH_DATA": str(data)})
    assert (shown.code, shown.out) == (1, "")
    assert shown.err == (
        f"error: {data}/places.tsv, line 2, column level: '镇' is none of its values."
        " It takes province, city, county.\n"
    )


def test_a_folder_that_is_not_there_is_told(shell: Run, plan: Path, tmp_path: Path) -> None:
    """A slip in the name of the folder is an error, not silence."""
    shown = shell("facts", plan, env={"PLANGRAPH_DATA": str(tmp_path / "nowhere")})
    assert shown.code == 1
    assert "nowhere: There is no such folder." in shown.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_editors_and_spreadsheets_may_write_the_table(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with a mark or without, Unicode text of a spreadsheet, Windows line ends, empty lines."""
    (tmp_path / "units.tsv").write_bytes(
        "unit\tprinted\tzh\ten\r\n\r\nlamp\t盏灯\t盏灯\tlamp\r\n".encode(encoding)
    )
    assert list(read_folder(tmp_path).rows("units.tsv")) == [("lamp",)]


def test_a_table_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    """A table in GBK is an error with the line where it is noticed."""
    (tmp_path / "units.tsv").write_bytes(
        "unit\tprinted\tzh\ten\nlamp\t盏灯\t盏灯\tlamp\n".encode("gbk")
    )
    with pytest.raises(InvalidDataError, match=r"units\.tsv, line 2: This is not UTF-8"):
        read_folder(tmp_path)


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    """Notes, lock files of an editor and an empty table do no harm."""
    for name in ("README.md", ".functions.tsv", "~places.tsv", "units.tsv"):
        (tmp_path / name).write_text("# nothing\n", "utf-8")
    assert dict(read_folder(tmp_path).rows("units.tsv")) == {}
