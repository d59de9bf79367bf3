"""Where files go: a full disk, a folder that nobody may write to; never half a file."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
WRITTEN = (
    (("view", "map"), "图.svg"),
    (("report", "知识产权"), "报告.md"),
    (("report", "--all", "--format", "html"), "全部"),
    (("export", "ttl"), "图.ttl"),
    (("export", "csv"), "表格"),
    (("export", "xlsx"), "表.xlsx"),
)


@contextmanager
def a_disk_with(room: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes, as a disk does that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(("words", "name"), WRITTEN)
def test_a_full_disk_leaves_no_half_file(
    run: Run, store: Path, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    """One message with the place and what to do; nothing new, and what was there is as it was."""
    target = tmp_path / name
    with a_disk_with(6_000):
        ran = run(*words, "-o", target, "--store", store)
    assert (ran.code, ran.out) == (1, "")
    assert "cannot be written (File too large)" in ran.err
    assert "has room" in ran.err
    assert name in ran.err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    if target.suffix:
        target.write_text("as it was")
        with a_disk_with(6_000):
            assert run(*words, "-o", target, "--store", store).code == 1
        assert [path.read_text() for path in tmp_path.iterdir()] == ["as it was"]


@pytest.mark.parametrize(("words", "name"), WRITTEN)
def test_a_folder_that_takes_no_file(
    run: Run, store: Path, words: tuple[str, ...], name: str
) -> None:
    """A folder that nobody may write to gives a message with the place; /proc is such a one."""
    ran = run(*words, "-o", Path("/proc") / name, "--store", store)
    assert (ran.code, ran.out) == (1, "")
    assert f"/proc/{name}: the " in ran.err
    assert "cannot be" in ran.err
    assert "Choose a " in ran.err


def test_a_device_that_is_full(run: Run, store: Path) -> None:
    """What is no file is written to as it is, and what it says is told."""
    ran = run("export", "ttl", "-o", "/dev/full", "--store", store)
    assert (ran.code, ran.out) == (1, "")
    assert "No space left on device" in ran.err
