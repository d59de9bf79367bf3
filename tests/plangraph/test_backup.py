"""Backup and restore as the command line does them, also under a running service."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from tests.plangraph.test_serve import serving
from tests.waiting import eventually

Run = Callable[..., Any]


def test_backup_and_restore(run: Run, store: Path, tmp_path: Path) -> None:
    """A store goes into a file and comes out as another store that answers the same."""
    backup = tmp_path / "plans.tar"
    written = run("backup", backup, "--store", store)
    assert (written.code, "1 plans" in written.out) == (0, True)
    restored = run("restore", backup, "--store", tmp_path / "new")
    assert (restored.code, restored.err) == (0, "")
    ask = ("export", "nq", "--store")
    assert run(*ask, tmp_path / "new").out == run(*ask, store).out


def test_restore_asks_before_something_is_lost(run: Run, store: Path, tmp_path: Path) -> None:
    """A store that holds plans, or a folder that is no store, is replaced only if told so."""
    backup, new = tmp_path / "plans.tar", tmp_path / "new"
    run("backup", backup, "--store", store)
    assert run("restore", backup, "--store", new).code == 0
    refused = run("restore", backup, "--store", new)
    assert (refused.code, "--replace" in refused.err) == (1, True)
    assert run("restore", backup, "--store", new, "--replace").code == 0
    assert run("remove", "知识产权", "--store", new).code == 0
    assert run("restore", backup, "--store", new).code == 0  # there was nothing left to lose
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "file").write_text("mine")
    assert run("restore", backup, "--store", mine).code == 1


def test_only_folders_are_backed_up(run: Run, tmp_path: Path) -> None:
    """An address is refused with what to do instead; a file that is no backup changes nothing."""
    away = run("backup", tmp_path / "x.tar", "--store", "http://127.0.0.1:1/sparql")
    assert (away.code, "export nq" in away.err) == (1, True)
    (tmp_path / "y.tar").write_text("no backup")
    assert run("restore", tmp_path / "y.tar", "--store", tmp_path / "new").code == 1
    assert run("restore", tmp_path / "z.tar", "--store", tmp_path / "new").code == 1


def test_backup_and_restore_under_a_running_service(
    run: Run, start: Run, store: Path, tmp_path: Path
) -> None:
    """The service goes on; after a restore it answers from what was restored."""
    backup, live = tmp_path / "plans.tar", tmp_path / "live"
    run("backup", backup, "--store", store)
    with serving(start, "serve", "--store", live) as (_, address):
        assert httpx.get(f"{address}healthz", timeout=30).json()["plans"] == 0
        assert run("restore", backup, "--store", live).code == 0
        tasks = f"{address}api/tasks"
        assert eventually(lambda: httpx.get(tasks, timeout=60).json()["total"] == 9)
        assert httpx.get(f"{address}healthz", timeout=30).json()["plans"] == 1
        assert run("backup", tmp_path / "again.tar", "--store", live).code == 0
    new = tmp_path / "new"
    assert run("restore", tmp_path / "again.tar", "--store", new).code == 0
    ask = ("export", "nq", "--store")
    assert run(*ask, new).out == run(*ask, store).out
