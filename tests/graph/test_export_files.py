"""Plans in the files of other programs, each read back by the library that it is for."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from icalendar import Calendar
from lxml import etree

from plangraph.graph.exports import FORMATS, export, export_partners, export_tables
from plangraph.graph.extent import Extent
from plangraph.graph.network import co_responsibility_graph, two_mode_graph
from plangraph.graph.store import Store, open_store
from plangraph.graph.stratml import NAMESPACE, check_schema
from plangraph.ontology.errors import (
    InvalidDataError,
    InvalidQueryError,
    UnreadableFileError,
)
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import to_graphs

EVIL = "=cmd|'/c calc'!A1,;\\\x07<&>\"\r\nEND:VCALENDAR\u2028"
ODD_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@pytest.fixture(scope="module")
def evil_store(digital_plan: Plan) -> Iterator[Store]:
    """A store with a plan whose title, tasks, parties and targets try to be something else."""
    document = replace(digital_plan.document, title=EVIL, source_url="javascript:alert(1)")
    hostile = replace(
        digital_plan,
        document=document,
        items=tuple(replace(row, title=EVIL) for row in digital_plan.items),
        measures=tuple(replace(row, text=EVIL) for row in digital_plan.measures),
        parties=tuple(replace(row, name=EVIL) for row in digital_plan.parties),
        targets=tuple(replace(row, indicator=EVIL, unit=EVIL) for row in digital_plan.targets),
        phases=tuple(replace(row, name=EVIL) for row in digital_plan.phases),
    )
    with open_store() as store:
        store.add(to_graphs(hostile))
        yield store


@pytest.mark.parametrize("form", FORMATS)
def test_same_store_same_bytes(both_store: Store, seed_plan: Plan, form: str) -> None:
    """Two exports of one store are the same bytes, in every format."""
    extent = Extent((seed_plan.key,))
    assert export(both_store, form, extent) == export(both_store, form, extent)


@pytest.mark.parametrize("form", ["csv", "xlsx", "gexf", "graphml", "ics"])
def test_an_empty_store_is_exported(form: str) -> None:
    """A store without plans gives a file too."""
    with open_store() as store:
        assert export(store, form)


# ---------------------------------------------------------------- CSV


def test_pandas_reads_every_table(both_store: Store, seed_plan: Plan, digital_plan: Plan) -> None:
    """Each CSV file has its rows; figures are figures, Chinese is Chinese."""
    found = {
        name: pd.read_csv(io.BytesIO(body), keep_default_na=False)
        for name, body in export_tables(both_store).items()
        if name.endswith(".csv")
    }
    plans = (seed_plan, digital_plan)
    assert len(found["items.csv"]) == sum(len(plan.items) for plan in plans)
    assert len(found["targets.csv"]) == sum(len(plan.targets) for plan in plans)
    values = [float(row.value) for plan in plans for row in plan.targets]
    assert found["targets.csv"]["value"].tolist() == values
    names = {row.name for plan in plans for row in plan.parties}
    assert set(found["parties.csv"]["name"]) == names
    duties = [row for plan in plans for row in plan.responsibilities for _ in row.covers]
    assert found["responsibilities.csv"]["printed"].tolist() == [row.printed for row in duties]


def test_the_descriptor_describes_the_files(both_store: Store) -> None:
    """datapackage.json names each file, its size, its fields in order and the keys they lead to."""
    files = export_tables(both_store)
    package = json.loads(files["datapackage.json"])
    assert package["profile"] == "tabular-data-package"
    assert {one["path"] for one in package["resources"]} == set(files) - {"datapackage.json"}
    tables = {}
    for resource in package["resources"]:
        body = files[resource["path"]]
        assert resource["bytes"] == len(body)
        tables[resource["name"]] = list(csv.DictReader(io.StringIO(body.decode("utf-8"))))
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert next(csv.reader(io.StringIO(body.decode("utf-8")))) == fields
    for resource in package["resources"]:
        rows = tables[resource["name"]]
        if "primaryKey" in resource["schema"]:
            keys = [row["key"] for row in rows]
            assert len(keys) == len(set(keys)), resource["name"]
        for foreign in resource["schema"].get("foreignKeys", []):
            aim = foreign["reference"]["resource"] or resource["name"]
            keys = {row["key"] for row in tables[aim]}
            assert {row[foreign["fields"]] for row in rows} <= keys | {""}, foreign


def test_the_cells_keep_to_their_types(both_store: Store) -> None:
    """What the descriptor calls an integer, a number, a date or a boolean is one in each row."""
    checks = {
        "integer": int,
        "number": float,
        "date": date.fromisoformat,
        "boolean": {"true": True, "false": False}.__getitem__,
        "string": str,
    }
    files = export_tables(both_store)
    for resource in json.loads(files["datapackage.json"])["resources"]:
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for row in csv.DictReader(io.StringIO(files[resource["path"]].decode("utf-8"))):
            for name, cell in row.items():
                if cell:
                    checks[kinds[name]](cell)


def test_tables_without_what_is_inferred(both_store: Store) -> None:
    """Stated facts alone: no inferred links, no parties that measures inherit."""
    files = export_tables(both_store, Extent(inferred=False))
    assert not {"links.csv", "measure_parties.csv"} & set(files)
    assert {"links.csv", "measure_parties.csv"} < set(export_tables(both_store))


def test_one_zip_holds_the_folder(both_store: Store) -> None:
    """The ZIP file holds the files of the folder, byte by byte."""
    with zipfile.ZipFile(io.BytesIO(export(both_store, "csv"))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == export_tables(both_store)


def test_no_cell_of_a_table_is_a_formula(evil_store: Store) -> None:
    """A text that begins like a formula stands behind an apostrophe, and stays whole."""
    files = export_tables(evil_store)
    rows = list(csv.DictReader(io.StringIO(files["items.csv"].decode("utf-8"), newline="")))
    assert {row["title"] for row in rows} == {f"'{EVIL}"}
    assert "path" not in json.loads(files["datapackage.json"])["sources"][0]


# ---------------------------------------------------------------- XLSX


def workbook(body: bytes) -> Any:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(body))


def test_a_sheet_a_kind_with_filters_and_frozen_heads(both_store: Store) -> None:
    """Each kind of fact has a sheet: the head stays, every column has a filter, keys are hidden."""
    book = workbook(export(both_store, "xlsx"))
    assert book.sheetnames[:4] == ["说明", "计划", "条目", "责任"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
    assert book["条目"].column_dimensions["A"].hidden


def test_the_rows_of_a_sheet(both_store: Store, seed_plan: Plan, digital_plan: Plan) -> None:
    """Figures are numbers, days are days, terms are words of the language."""
    book = workbook(export(both_store, "xlsx", Extent(lang="en")))
    sheet = book["Targets"]
    head = [cell.value for cell in sheet[1]]
    rows = [
        dict(zip(head, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(2)
    ]
    targets = [*seed_plan.targets, *digital_plan.targets]
    assert [row["value"] for row in rows] == [float(one.value) for one in targets]
    assert [row["indicator"] for row in rows] == [one.indicator for one in targets]
    assert {row["comparator"] for row in rows} >= {"at least"}
    assert rows[0]["due"].date() == date(2025, 12, 31)
    assert book["About"]["B7"].value == 2


def test_links_lead_to_the_row_of_what_they_name(both_store: Store) -> None:
    """A click on a party's name leads to its row among the parties."""
    book = workbook(export(both_store, "xlsx"))
    sheet = book["责任"]
    head = [cell.value for cell in sheet[1]]
    name, key = head.index("主体"), head.index("主体编号")
    for row in sheet.iter_rows(2):
        place = row[name].hyperlink.location
        aim, _, at = place.partition("!")
        assert book[aim.strip("'")][at].value == row[key].value


def test_no_cell_of_a_workbook_is_a_formula(evil_store: Store) -> None:
    """Hostile text stays text, with nothing that XML cannot hold and no address but of the web."""
    body = export(evil_store, "xlsx")
    book = workbook(body)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith("=cmd|") for cell in cells)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]
    assert not any(ODD_XML.search(part) or 'Target="javascript' in part for part in parts)


# ---------------------------------------------------------------- networks


def same(graph: "nx.Graph[str]", read: "nx.Graph[str]") -> None:
    """Both have the same nodes with their labels, and the same edges."""
    assert set(read.nodes) == set(graph.nodes)
    assert {frozenset(edge) for edge in read.edges} == {frozenset(edge) for edge in graph.edges}
    for name, facts in graph.nodes(data=True):
        assert read.nodes[name]["label"] == facts["label"]
        assert read.nodes[name].get("kind") == facts.get("kind")


def test_gexf_read_back_is_the_same_network(both_store: Store) -> None:
    """networkx reads the same nodes and edges from GEXF, with labels, kinds, places and sizes."""
    graph = two_mode_graph(both_store)
    body = export(both_store, "gexf")
    read = nx.read_gexf(io.BytesIO(body))
    same(graph, read)
    for one, other, facts in graph.edges(data=True):
        found = read.edges[one, other]
        assert found["weight"] == len(facts["roles"])
        assert (found["quote"], found["rank"]) == (facts["quote"], facts["rank"])
    looks = [facts["viz"] for _, facts in read.nodes(data=True)]
    places = {(look["position"]["x"], look["position"]["y"]) for look in looks}
    assert len(places) == len(graph)
    assert b"lastmodified" not in body


def test_graphml_read_back_is_the_same_network(both_store: Store) -> None:
    """networkx reads the same network from GraphML, with x, y, size and weight as numbers."""
    read = nx.read_graphml(io.BytesIO(export(both_store, "graphml")))
    same(two_mode_graph(both_store), read)
    for _, facts in read.nodes(data=True):
        assert all(isinstance(facts[name], float) for name in ("x", "y", "size"))
    assert all(isinstance(facts["weight"], float) for *_, facts in read.edges(data=True))


@pytest.mark.parametrize(("form", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_partners_are_weighted_by_shared_tasks(both_store: Store, form: str, read: Any) -> None:
    """The network of parties alone has the number of shared tasks as the weight of an edge."""
    graph = co_responsibility_graph(both_store)
    found = read(io.BytesIO(export_partners(both_store, form)))
    same(graph, found)
    for one, other, facts in graph.edges(data=True):
        assert found.edges[one, other]["weight"] == facts["weight"]


@pytest.mark.parametrize(("form", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_hostile_labels_of_a_network_stay_text(evil_store: Store, form: str, read: Any) -> None:
    """Marks of XML are kept, what XML cannot hold becomes U+FFFD."""
    found = read(io.BytesIO(export(evil_store, form)))
    labels = {facts["label"] for _, facts in found.nodes(data=True)}
    assert all("\\\ufffd<&>" in label for label in labels)


# ---------------------------------------------------------------- iCalendar


def events(body: bytes) -> list[Any]:
    """The entries of a calendar as icalendar reads them."""
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_icalendar_reads_phases_and_deadlines(both_store: Store, seed_plan: Plan) -> None:
    """Phases run from their first to their last day, deadlines are the last day they allow."""
    found = events(export(both_store, "ics", Extent((seed_plan.key,))))
    named = {str(one["SUMMARY"]): one for one in found}
    phase = named["阶段: 启动培育阶段"]
    assert (phase.decoded("DTSTART"), phase.decoded("DTEND")) == (
        date(2022, 7, 1),
        date(2023, 1, 1),
    )
    assert phase["DESCRIPTION"].startswith("2022年7—12月\n· 开展基础性工作")
    dated = [row for row in (*seed_plan.targets, *seed_plan.directions) if row.due]
    assert len(found) == len(seed_plan.phases) + len(dated) + 1
    target = named["指标: 每万人口高价值发明专利拥有量 不少于 12件"]
    assert target.decoded("DTSTART") == date(2025, 12, 31)
    assert "每万人口高价值发明专利拥有量达到12件" in target["DESCRIPTION"]


def test_a_task_with_a_time_limit_is_an_entry(digital_plan: Plan) -> None:
    """The due day of a task stands in the calendar with its parties; open limits do not."""
    due = {"2.1": "2024-06", "2.2": "持续推进"}
    items = tuple(replace(row, due=due.get(row.position)) for row in digital_plan.items)
    with open_store() as store:
        store.add(to_graphs(replace(digital_plan, items=items)))
        found = [one for one in events(export(store, "ics")) if "任务" in str(one["SUMMARY"])]
    (entry,) = found
    assert entry.decoded("DTSTART") == date(2024, 6, 30)
    assert "市工业和信息化局" in entry["DESCRIPTION"]


def test_a_calendar_has_no_clock(both_store: Store, seed_plan: Plan) -> None:
    """The stamp of an entry is the plan's day of issue; each has an identifier of its own."""
    found = events(export(both_store, "ics"))
    assert len({str(one["UID"]) for one in found}) == len(found)
    ours = events(export(both_store, "ics", Extent((seed_plan.key,))))
    assert {one.decoded("DTSTAMP").date() for one in ours} == {date(2022, 9, 29)}


def test_lines_of_a_calendar_are_folded(evil_store: Store) -> None:
    """No line is longer than 75 octets, and no text of a plan begins a line of the file."""
    body = export(evil_store, "ics")
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert [line for line in lines if line.startswith(b"END:VCALENDAR")] == [b"END:VCALENDAR"]
    assert any("\nEND:VCALENDAR" in str(one["SUMMARY"]) for one in events(body))


# ---------------------------------------------------------------- StratML

CHILDREN = {  # the order of StratML Part 2, 2.2.8; what is required stands with a mark
    "PerformancePlanOrReport": "Name! Description OtherInformation StrategicPlanCore!"
    " AdministrativeInformation",
    "StrategicPlanCore": "Organization Goal!",
    "Organization": "Name",
    "Goal": "Name! Description! Identifier SequenceIndicator Stakeholder Objective",
    "Objective": "Name Description Identifier SequenceIndicator PerformanceIndicator",
    "Stakeholder": "Name! Description Role",
    "Role": "Name! Description RoleType",
    "PerformanceIndicator": "MeasurementDimension! UnitOfMeasurement! MeasurementInstance",
    "MeasurementInstance": "Place TargetResult",
    "Place": "Name! PlaceIdentifier",
    "TargetResult": "StartDate EndDate NumberOfUnits Descriptor Description",
    "Descriptor": "DescriptorName DescriptorValue",
    "AdministrativeInformation": "Identifier StartDate EndDate PublicationDate Source",
}
MANY = {"Organization", "Goal", "Stakeholder", "Objective"}


def stratml(store: Store, *keys: str) -> Any:
    """The root of a plan's StratML."""
    return etree.fromstring(export(store, "stratml", Extent(keys)))


def found_in(root: Any, path: str) -> list[Any]:
    """The elements at a path."""
    return list(root.iterfind("/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))))


@pytest.mark.parametrize("which", ["seed", "digital", "evil"])
def test_stratml_keeps_the_order_of_the_standard(
    request: pytest.FixtureRequest, both_store: Store, which: str
) -> None:
    """Every element holds its children in the order of StratML, and those that are required."""
    if which == "evil":
        root = stratml(request.getfixturevalue("evil_store"))
    else:
        root = stratml(both_store, request.getfixturevalue(f"{which}_plan").key)
    for element in root.iter():
        names = [etree.QName(child).localname for child in element]
        allowed = CHILDREN.get(etree.QName(element).localname, "").split()
        order = [name.rstrip("!") for name in allowed]
        assert names == sorted(names, key=order.index)
        assert {name[:-1] for name in allowed if name.endswith("!")} <= set(names)
        assert all(names.count(name) == 1 or name in MANY for name in names)
    ids = [one.text for one in root.iter(f"{{{NAMESPACE}}}Identifier")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"_[0-9a-f-]{36}", one) for one in ids)


def test_stratml_holds_the_plan(both_store: Store, seed_plan: Plan) -> None:
    """Every task, measure, target and responsibility is there; phases have their dates."""
    root = stratml(both_store, seed_plan.key)
    goals = found_in(root, "StrategicPlanCore/Goal")
    names = [found_in(goal, "Name")[0].text for goal in goals]
    assert [row.title for row in seed_plan.items if row.kind != "section"] == names
    objectives = found_in(root, "StrategicPlanCore/Goal/Objective")
    parts = (seed_plan.measures, seed_plan.targets, seed_plan.directions, seed_plan.phases)
    assert len(objectives) == sum(map(len, parts))
    stakeholders = found_in(root, "StrategicPlanCore/Goal/Stakeholder")
    assert len(stakeholders) == sum(len(row.covers) for row in seed_plan.responsibilities)
    results = list(root.iter(f"{{{NAMESPACE}}}TargetResult"))
    dates = {
        (found_in(one, "StartDate")[0].text, found_in(one, "EndDate")[0].text)
        for one in results
        if found_in(one, "StartDate")
    }
    assert ("2022-07-01", "2022-12-31") in dates
    assert len(dates) == len(seed_plan.phases)


def test_stratml_holds_one_plan(both_store: Store) -> None:
    """Of several plans one must be named."""
    with pytest.raises(InvalidQueryError, match="one plan, not 2"):
        export(both_store, "stratml")


SCHEMA = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 targetNamespace="{NAMESPACE}"><xsd:element name="PerformancePlanOrReport">%s</xsd:element>
</xsd:schema>"""
ANY = '<xsd:complexType><xsd:sequence><xsd:any processContents="skip" maxOccurs="unbounded"/>'
ANY += '</xsd:sequence><xsd:attribute name="Type"/></xsd:complexType>'


def test_stratml_is_checked_against_the_users_schema(
    both_store: Store, seed_plan: Plan, tmp_path: Path
) -> None:
    """A schema that fits passes, another tells the rule that is broken, a text is no schema."""
    body = export(both_store, "stratml", Extent((seed_plan.key,)))
    schema = tmp_path / "模式.xsd"
    schema.write_text(SCHEMA % ANY, "utf-8")
    check_schema(body, schema)
    schema.write_text(SCHEMA % "<xsd:complexType/>", "utf-8")
    with pytest.raises(InvalidDataError, match="breaks a rule"):
        check_schema(body, schema)
    schema.write_text("no schema", "utf-8")
    with pytest.raises(UnreadableFileError, match="no XML schema"):
        check_schema(body, schema)
