"""Reading files into a store: add, list, remove."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plangraph

Run = Callable[..., Any]
HEADLESS = "这是一段没有标题的文字。\n第二行也没有编号。\n"


@pytest.fixture
def plans(plan: Path, tmp_path: Path) -> Path:
    """A folder with two plans, one of them below, and a file that is none."""
    folder = tmp_path / "plans"
    (folder / "below").mkdir(parents=True)
    shutil.copy(plan, folder / "one.txt")
    invented = Path(__file__).parent.parent / "plans" / "f2-kunming-digital-invented.txt"
    shutil.copy(invented, folder / "below" / "two.txt")
    (folder / "map.png").write_bytes(b"\x89PNG")
    return folder


def nquads(store: Path) -> bytes:
    """All that a store holds."""
    with plangraph.open(store, read_only=True) as graph:
        return graph.nquads()


def test_add_reports_what_was_found(run: Run, plan: Path, tmp_path: Path) -> None:
    """`add` prints one line a file: what became of it, its key, its title, its counts."""
    shown = run("add", plan, "--store", tmp_path / "store")
    assert (shown.code, shown.out.count("\n")) == (0, 1)
    assert shown.out.startswith("added     cn-530100-2022-")
    assert "昆明市国家知识产权强市建设示范城市工作方案(2022—2025年)" in shown.out
    assert "9 tasks, 64 measures" in shown.out
    assert "5 targets, 4 phases" in shown.out
    assert shown.out.endswith(f"from {plan}\n")


def test_add_again_changes_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    """A plan that the store holds already is unchanged, and so are the store's bytes."""
    store = tmp_path / "store"
    run("add", plan, "--store", store)
    before = nquads(store)
    assert run("add", plan, "--store", store).out.startswith("unchanged ")
    assert nquads(store) == before


def test_add_replaces_a_changed_plan(run: Run, plan: Path, tmp_path: Path) -> None:
    """A changed text under the same title takes the place of the old one."""
    store, changed = tmp_path / "store", tmp_path / "changed.txt"
    changed.write_text(plan.read_text("utf-8").replace("达到12件", "达到13件"), "utf-8")
    run("add", plan, "--store", store)
    assert run("add", changed, "--store", store).out.startswith("replaced ")
    asked = run("query", "--name", "cq10_targets", "--format", "csv", "--store", store)
    assert "13件" in asked.out
    assert "12件" not in asked.out


def test_remove_leaves_the_store_as_before(run: Run, plans: Path, tmp_path: Path) -> None:
    """`add` then `remove` gives the bytes of before; a plan is named by words of its title."""
    store = tmp_path / "store"
    run("add", plans / "one.txt", "--store", store)
    before = nquads(store)
    run("add", plans / "below" / "two.txt", "--store", store)
    assert nquads(store) != before
    shown = run("remove", "数字经济", "--store", store)
    assert (shown.code, shown.out.startswith("removed   cn-530100-2023-")) == (0, True)
    assert nquads(store) == before


def test_a_folder_is_read_with_all_below_it(run: Run, plans: Path, tmp_path: Path) -> None:
    """`add FOLDER` reads the plans in it and below it, and leaves other files alone."""
    shown = run("add", plans, "--store", tmp_path / "store")
    assert (shown.code, shown.out.count("added ")) == (0, 2)
    listed = run("list", "--store", tmp_path / "store")
    assert "2022-09-29" in listed.out
    assert "2023-03-15" in listed.out


def test_two_jobs_give_the_same_store(shell: Run, run: Run, plans: Path, tmp_path: Path) -> None:
    """`--jobs 2`, or the files in another order, give the same triples."""
    one, two = tmp_path / "one", tmp_path / "two"
    names = [plans / "one.txt", plans / "below" / "two.txt"]
    assert shell("add", *names, "--jobs", 2, "--store", one).code == 0
    assert run("add", *reversed(names), "--store", two).code == 0
    assert nquads(one) == nquads(two)


def test_dry_run_stores_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    """`--dry-run` reads and reports and makes no store."""
    shown = run("add", plan, "--dry-run", "--store", tmp_path / "store")
    assert (shown.code, shown.out.startswith("read      cn-530100-2022-")) == (0, True)
    assert not (tmp_path / "store").exists()


def test_what_the_user_tells_wins(run: Run, plan: Path, tmp_path: Path) -> None:
    """Place, title, date, number and source are taken from the options where they are given."""
    store = tmp_path / "store"
    told = ["--place", "云南省曲靖市", "--title", "曲靖市试点方案", "--date", "2024-05"]
    more = ["--number", "曲政办发〔2024〕5号", "--source-url", "https://example.org/plan"]
    assert run("add", plan, *told, *more, "--store", store).code == 0
    asked = run("query", "--name", "plans", "--format", "csv", "--store", store)
    for words in ("cn-530300-2024", "曲靖市试点方案", "曲政办发〔2024〕5号", "example.org/plan"):
        assert words in asked.out


def test_a_file_that_fails_stops_no_other(run: Run, plan: Path, tmp_path: Path) -> None:
    """A file that cannot be read is named on standard error; the others are stored; code 1."""
    (tmp_path / "empty.txt").touch()
    shown = run("add", tmp_path / "empty.txt", plan, "--store", tmp_path / "store")
    assert (shown.code, shown.out.count("\n")) == (1, 1)
    assert shown.out.startswith("added ")
    assert "empty.txt: The file is empty." in shown.err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "not a text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64), "not a text"),
        ("headless.txt", HEADLESS.encode(), "heading"),
        ("missing.txt", None, "no such file"),
    ],
)
@pytest.mark.parametrize("command", ["add", "facts", "check"])
def test_what_is_no_plan_is_said_so(
    run: Run, tmp_path: Path, command: str, name: str, content: bytes | None, words: str
) -> None:
    """A file that is empty, binary, without headings or not there: one message, code 1."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    store = ["--store", tmp_path / "store"] if command != "facts" else []
    shown = run(command, tmp_path / name, *store)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("error: ")
    assert shown.err.count("\n") == 1
    assert name in shown.err
    assert words in shown.err.lower()


def test_a_file_without_a_plan_leaves_the_store_as_it_was(
    run: Run, store: Path, tmp_path: Path
) -> None:
    """Nothing is half loaded from a file that fails."""
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    before = nquads(copy)
    (tmp_path / "headless.txt").write_text(HEADLESS, "utf-8")
    assert run("add", tmp_path / "headless.txt", "--store", copy).code == 1
    assert nquads(copy) == before


def test_a_plan_without_a_place_or_duties_is_warned_of(run: Run, tmp_path: Path) -> None:
    """What a user should look at is a warning: no place that is known, no duty that was found."""
    plan = tmp_path / "plan.txt"
    plan.write_text("工作方案\n\n一、重点任务\n\n（一）加强宣传。开展活动。\n", "utf-8")
    shown = run("add", plan, "--store", tmp_path / "store")
    assert shown.code == 0
    assert f"warning: {plan}: the issuing place is not known" in shown.err
    assert f"warning: {plan}: no statement of responsibility was found" in shown.err


def test_a_folder_without_plans_is_said_so(run: Run, tmp_path: Path) -> None:
    """A folder that holds no file that PlanGraph reads is an error, not a silent success."""
    shown = run("add", tmp_path, "--store", tmp_path / "store")
    assert (shown.code, shown.out) == (1, "")
    assert "The folder holds no plan." in shown.err


def test_remove_asks_for_one_plan(run: Run, plans: Path, tmp_path: Path) -> None:
    """Words that fit no title, or several, remove nothing and say what there is."""
    store = tmp_path / "store"
    run("add", plans, "--store", store)
    none = run("remove", "不存在", "--store", store)
    several = run("remove", "昆明市", "--store", store)
    assert (none.code, several.code) == (1, 1)
    assert "no such plan" in none.err
    assert "2 plans have these words" in several.err
    assert run("list", "--store", store).out.count("cn-530100-") == 2
