"""Many files at once: good ones among bad ones, and processes that are killed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.hostile import paragraph, word
from tests.waiting import eventually

pytestmark = pytest.mark.long

Run = Callable[..., Any]
CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children").is_file()


def test_a_folder_of_good_and_bad_files(run: Run, plan: Path, tmp_path: Path) -> None:
    """Of a folder the good files are stored, each bad one is named with its fault; code 1."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "good.txt").write_bytes(plan.read_bytes())
    text = plan.read_bytes().decode().replace("昆明", "宁波").replace("云南省", "浙江省")
    (folder / "good.html").write_text(f"<pre>{text}</pre>", "utf-8")
    bad = {
        "bomb.docx": (word(" " * 90_000_000), "unfolds to more"),
        "cut.docx": (word(paragraph("一、目标"))[:-30], "damaged"),
        "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
        "deep.html": (f"<html>{'<div>' * 5_000}一、目标".encode(), "nested deeper"),
        "empty.md": (b"", "empty"),
        "letter.txt": ("没有编号的一段话。".encode(), "No numbered headings"),
        "noise.txt": (bytes(range(256)), "not a text"),
    }
    for name, (raw, _) in bad.items():
        (folder / name).write_bytes(raw)
    (folder / "~$good.docx").write_bytes(b"what Word keeps while a file is open")
    store = tmp_path / "store"
    for command in (("add", folder, "--store", store), ("add", folder, "-j", 2, "--store", store)):
        found = run(*command)
        assert found.code == 1
        errors = [line for line in found.err.splitlines() if line.startswith("error: ")]
        assert len(errors) == len(bad)
        for name, (_, fault) in bad.items():
            assert any(f"{name}: " in line and fault in line for line in errors), name
        assert sum("good." in line for line in found.out.splitlines()) == 2
    assert "~$" not in run("add", folder, "--store", store).err
    assert len(run("list", "--store", store).out.strip().splitlines()) >= 2


@pytest.mark.skipif(not CHILDREN, reason="This system does not list the children of a process.")
def test_a_killed_process_stops_no_file(start: Run, plan: Path, tmp_path: Path) -> None:
    """With `--jobs`, a file whose process was killed is read again, and so are the others."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(6):
        copy = plan.read_bytes().replace("工作方案".encode(), f"工作方案{number}".encode())
        (folder / f"copy{number}.txt").write_bytes(copy)
    with start("add", folder, "-j", 2, "--store", tmp_path / "store") as process:
        killed = _kill_a_worker(process.pid)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, err.decode().count("error: ")) == (0, 0)
    assert [line.split("/")[-1] for line in out.decode().splitlines()] == [
        f"copy{number}.txt" for number in range(6)
    ]
    assert killed


def _kill_a_worker(parent: int) -> int:
    """The number of the first process below a parent that reads; it is killed."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    killed: list[int] = []

    def kill() -> bool:
        for child in children.read_text().split():
            if not killed and b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
                killed.append(int(child))
        return bool(killed)

    return killed[0] if eventually(kill, OSError) else 0
