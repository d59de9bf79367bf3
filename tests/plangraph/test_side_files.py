"""What the user tells about a plan whose text does not tell it: options and side files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plangraph
from plangraph.ontology.errors import InvalidDataError

Run = Callable[..., Any]
HEADLESS = "一、重点任务\n\n（一）加强监管。开展检查。（责任单位：市市场监管局、市科技局）\n"


@pytest.fixture
def headless(tmp_path: Path) -> Path:
    """A plan whose text tells neither place nor title, number or date."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan-a.txt").write_text(HEADLESS, "utf-8")
    return folder / "plan-a.txt"


def told(run: Run, plan: Path, *options: str) -> Any:
    """The facts of a plan as the command line prints them."""
    shown = run("facts", plan, "--format", "json", *options)
    assert shown.code == 0, shown.err
    return json.loads(shown.out)


def write(plan: Path, *lines: str, name: str = "plan-a.plan.toml") -> None:
    (plan.parent / name).write_text("\n".join(lines) + "\n", "utf-8")


def test_without_a_place_a_name_stays_unresolved_and_says_so(
    run: Run, headless: Path, tmp_path: Path
) -> None:
    """市市场监管局 of no place stays unresolved; `add` names it in a warning."""
    shown = run("add", headless, "--store", tmp_path / "store")
    assert shown.code == 0
    assert "the issuing place is not known; tell it with --place" in shown.err
    assert "2 bodies stay unresolved: 市市场监管局、市科技局" in shown.err
    facts = told(run, headless)
    assert facts["document"]["jurisdiction"] is None
    assert facts["assignments"][0]["canonical"] == "市市场监管局"
    assert "cn-" not in facts["assignments"][0]["id"]


def test_facts_name_what_stays_unresolved(run: Run, headless: Path) -> None:
    """`facts` warns as `add` does: the place, the bodies without one, and what else is not told."""
    shown = run("facts", headless)
    assert shown.code == 0
    assert "2 bodies stay unresolved: 市市场监管局、市科技局" in shown.err
    assert "the text tells no title and no date; tell it with --title, --date" in shown.err


def test_what_stays_unresolved_has_no_place_in_the_graph(
    run: Run, headless: Path, tmp_path: Path
) -> None:
    """In the graph an unresolved body has neither place nor function, and a key inside its plan."""
    store = tmp_path / "store"
    run("add", headless, "--store", store)
    (headless.parent / "plan-b.txt").write_text(HEADLESS.replace("检查", "抽查"), "utf-8")
    run("add", headless.parent / "plan-b.txt", "--store", store)
    bodies = "?body a pg:Agency ; skos:prefLabel ?name . FILTER(LANG(?name) = 'zh')"
    named = run("query", "--store", store, f"SELECT ?body ?name {{ {bodies} }}", "--format", "csv")
    rows = named.out.splitlines()[1:]
    assert len(rows) == len(set(rows)) == 4  # two plans, two bodies each: none is shared
    assert all("/org/x/x-0000-" in row for row in rows)
    placed = f"ASK {{ {bodies} {{ ?body pg:jurisdiction ?x }} UNION {{ ?body pg:function ?x }} }}"
    assert run("query", "--store", store, placed).out.strip() == "false"


@pytest.mark.parametrize(
    ("option", "value", "field", "told_as"),
    [
        ("--place", "云南省昆明市", "jurisdiction", "昆明市"),
        ("--place", "530100", "jurisdiction", "昆明市"),
        ("--place", "昆明", "jurisdiction", "昆明市"),
        ("--place", "石林县", "jurisdiction", "石林彝族自治县"),
        ("--place", "江苏省南京市鼓楼区", "jurisdiction", "鼓楼区"),
        ("--place", "昆明高新区", "jurisdiction", "昆明高新技术产业开发区"),
        ("--title", "昆明市监管方案", "title", "昆明市监管方案"),
        ("--date", "2024", "issued", "2024"),
        ("--date", "2024-05", "issued", "2024-05"),
        ("--date", "2024-05-06", "issued", "2024-05-06"),
        ("--number", "昆政办发〔2024〕5号", "number", "昆政办发〔2024〕5号"),
        ("--source-url", "https://example.org/p", "source_url", "https://example.org/p"),
    ],
)
def test_every_option_tells_its_field(
    run: Run, headless: Path, option: str, value: str, field: str, told_as: str
) -> None:
    """Place (name, short name, code, zone), title, date, number and address are told by options."""
    assert told(run, headless, option, value)["document"][field] == told_as


@pytest.mark.parametrize(
    ("option", "value", "code", "words"),
    [
        ("--place", "乌有市", 1, "No place of this name is known"),
        ("--place", "鼓楼区", 1, "江苏省南京市鼓楼区 (320106), "),
        ("--date", "2024年5月", 1, "Write it as 2022, 2022-09 or 2022-09-29."),
        ("--date", "2024-13", 1, "This is no date."),
        ("--source-url", "example.org", 1, "It starts with https://."),
        ("--title", "", 2, "--title: It is empty."),
        ("--number", " ", 2, "--number: It is empty."),
        ("--date", "", 2, "--date: It is empty."),
    ],
)
def test_an_option_that_does_not_fit_is_told(
    run: Run, headless: Path, option: str, value: str, code: int, words: str
) -> None:
    """A value that does not fit is an error that says what to write; nothing is guessed."""
    for command in ("facts", "add"):
        shown = run(command, headless, option, value, *(["--dry-run"] * (command == "add")))
        assert (shown.code, words in shown.err) == (code, True), shown.err


@pytest.mark.parametrize("option", ["--title", "--number"])
def test_one_title_for_many_files_is_refused(
    run: Run, headless: Path, tmp_path: Path, option: str
) -> None:
    """A title or number for two files is an error: the second would replace the first."""
    (headless.parent / "plan-b.txt").write_text(HEADLESS, "utf-8")
    shown = run("add", headless.parent, option, "甲", "--store", tmp_path / "store")
    assert (shown.code, shown.out) == (1, "")
    assert f"{option}: The {option[2:]} is that of one plan, and 2 files are named." in shown.err


def test_the_place_option_resolves_the_names(run: Run, headless: Path) -> None:
    """With `--place` the same name becomes the city's bureau, and nothing is warned of."""
    facts = told(run, headless, "--place", "云南省昆明市")
    assert facts["assignments"][0]["canonical"] == "昆明市市场监督管理局"
    shown = run("facts", headless, "--place", "云南省昆明市")
    assert "unresolved" not in shown.err


def test_a_side_file_tells_what_the_text_lacks(run: Run, headless: Path) -> None:
    """NAME.plan.toml beside NAME.txt gives place, title, date, number and address."""
    write(
        headless,
        'place = "云南省昆明市"',
        'title = "昆明市监管方案"',
        "date = 2024-05-06",
        'number = "昆政办发〔2024〕5号"',
        'source_url = "https://example.org/plan"',
    )
    document = told(run, headless)["document"]
    assert document["jurisdiction"] == "昆明市"
    assert document["title"] == "昆明市监管方案"
    assert document["issued"] == "2024-05-06"
    assert document["number"] == "昆政办发〔2024〕5号"
    assert document["source_url"] == "https://example.org/plan"


def test_add_reads_side_files_of_a_folder(run: Run, headless: Path, tmp_path: Path) -> None:
    """`add FOLDER` takes each plan with its side file; side files are no plans themselves."""
    (headless.parent / "plan-b.md").write_text(HEADLESS.replace("检查", "抽查"), "utf-8")
    write(headless, 'place = "云南省曲靖市"', 'title = "甲方案"')
    write(headless, 'place = "530100"', 'title = "乙方案"', name="plan-b.plan.toml")
    store = tmp_path / "store"
    shown = run("add", headless.parent, "--store", store)
    assert (shown.code, shown.out.count("added ")) == (0, 2)
    assert "cn-530300-" in shown.out
    assert "cn-530100-" in shown.out
    assert "unresolved" not in shown.err


def test_a_folder_has_one_for_all(run: Run, headless: Path) -> None:
    """plan.toml speaks for every plan of its folder; NAME.plan.toml wins where both speak."""
    write(headless, 'place = "云南省昆明市"', "issued = 2023", name="plan.toml")
    write(headless, 'date = "2024-03"')
    document = told(run, headless)["document"]
    assert (document["jurisdiction"], document["issued"]) == ("昆明市", "2024-03")


def test_options_win_over_side_files_and_these_over_the_text(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    """An option wins over the side file, the side file over what the text prints."""
    copy = tmp_path / "one.txt"
    copy.write_bytes(plan.read_bytes())
    write(copy, 'title = "旁注的标题"', 'number = "旁注〔2024〕1号"', name="one.plan.toml")
    document = told(run, copy, "--number", "选项〔2024〕2号")["document"]
    assert document["title"] == "旁注的标题"
    assert document["number"] == "选项〔2024〕2号"
    assert document["issued"] == "2022-09-29"


def test_an_editor_may_write_a_byte_order_mark(run: Run, headless: Path) -> None:
    """A side file saved with a byte order mark is read as one without."""
    side = headless.parent / "plan-a.plan.toml"
    side.write_bytes(b"\xef\xbb\xbf" + 'place = "云南省昆明市"\n'.encode())
    assert told(run, headless)["document"]["jurisdiction"] == "昆明市"


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (["# 说明", 'palce = "昆明市"'], 2, "'palce' is no key"),
        (['place = "昆明市"', 'place = "曲靖市"'], 2, "no TOML"),
        (["place = 昆明市"], 1, "no TOML"),
        (['place = "乌有市"'], 1, "'乌有市' is no place"),
        (['title = "甲"', "", 'date = "2024-13"'], 3, "'2024-13' is no date"),
        (["number = 5"], 1, "The number is no text"),
        (['title = "  "'], 1, "The title is no text"),
        (['source_url = "example.org"'], 1, "'example.org' is no address"),
        (['date = "2024"', 'issued = "2024"'], 2, "told twice"),
        (['title = "甲"', "[place]", 'name = "昆明市"'], 2, "The place is no text"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    run: Run, headless: Path, tmp_path: Path, lines: list[str], line: int, words: str
) -> None:
    """A key or value that does not fit is one error with file and line, and nothing is stored."""
    write(headless, *lines)
    shown = run("add", headless, "--store", tmp_path / "store")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("error: ")
    assert f"plan-a.plan.toml, line {line}: " in shown.err
    assert words in shown.err


def test_a_title_is_that_of_one_plan(run: Run, headless: Path, tmp_path: Path) -> None:
    """A title in the plan.toml of a folder with two plans is an error: they would become one."""
    (headless.parent / "plan-b.txt").write_text(HEADLESS, "utf-8")
    write(headless, 'title = "甲方案"', name="plan.toml")
    shown = run("add", headless.parent, "--store", tmp_path / "store")
    assert shown.code == 1
    assert "plan.toml, line 1: The title is that of one plan, and the folder holds 2." in shown.err


def test_a_side_file_that_is_not_utf8(headless: Path) -> None:
    """A side file in GBK is refused, whoever reads the plan."""
    side = headless.parent / "plan-a.plan.toml"
    side.write_bytes('place = "云南省昆明市"\n'.encode("gbk"))
    with pytest.raises(InvalidDataError, match=r"plan-a.plan.toml: This is not UTF-8"):
        plangraph.read(headless)


def test_add_and_facts_tell_how_much_was_read(run: Run, headless: Path) -> None:
    """`add` gives the share of statements read in its line, `facts` a table with each kind."""
    text = headless.read_text("utf-8") + "（二）促进发展。推进建设。（牵头单位：）\n"
    headless.write_text(text, "utf-8")
    told_place = ["--place", "云南省昆明市"]
    assert (
        "1 unread; 50% of the statements read" in run("add", headless, "--dry-run", *told_place).out
    )
    shown = run("facts", headless, *told_place).out
    assert "（牵头单位：）" in shown
    assert "标签" in shown
    assert "responsibility   1      2                     50%" in shown
    assert "of the characters of the body stand in the words of a fact" in shown
