"""The program among other programs: locales, pipes, signals, folders it may not write."""

import fcntl
import os
import shutil
import signal
import subprocess
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import PATIENCE, eventually

Run = Callable[..., Any]
BOUND = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
AS_ANYBODY = BOUND if os.geteuid() == 0 else ()  # else root may write anywhere
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
GBK = {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}


@pytest.mark.parametrize("locale", [ASCII, GBK], ids=["C", "GBK"])
def test_output_is_utf8_whatever_the_locale(shell: Run, plan: Path, locale: dict[str, str]) -> None:
    """Chinese is printed as UTF-8 under a C and under a GBK locale, in tables and in JSON."""
    for form in ("table", "json"):
        shown = shell("facts", plan, "--format", form, env=locale)
        assert (shown.code, shown.err) == (0, "")
        assert "市市场监管局" in shown.out


def test_columns_line_up_with_chinese(run: Run, store: Path) -> None:
    """A Chinese character is counted as two columns, so that the lines of a table end alike."""
    shown = run("query", "--name", "cq02_party_loads", "--store", store)
    rows = [line for line in shown.out.splitlines() if "局" in line]
    widths = {sum(1 + (ord(char) > 0x2E7F) for char in line) for line in rows}
    assert len(widths) == 1


def test_a_closed_pipe_is_quiet(start: Run, store: Path) -> None:
    """`plangraph export nq | head -1` ends without a word about the pipe."""
    with start("export", "nq", "--store", store) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def waits_for_more(process: "subprocess.Popen[bytes]") -> bool:
    """Whether a program has read all that stands in its standard input, and sleeps over it."""
    assert process.stdin
    left = fcntl.ioctl(process.stdin, termios.FIONREAD, bytes(4))
    state = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    return not any(left) and state == "S"


def test_ctrl_c_is_quiet(start: Run, store: Path) -> None:
    """Ctrl-C while a query is awaited on standard input ends with code 130 and no traceback."""
    with start("query", "-f", "-", "--store", store, stdin=subprocess.PIPE) as process:
        process.stdin.write(b"# the first line\n")
        process.stdin.flush()
        assert eventually(lambda: waits_for_more(process))
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 130


def test_a_name_that_is_no_text_is_shown_escaped(run: Run, tmp_path: Path) -> None:
    """A file name that is not UTF-8 is printed escaped, never a crash."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")
    shown = run("facts", path)
    assert shown.code == 1
    assert "\\udcff" in shown.err


def test_a_text_cannot_steer_the_terminal(run: Run, plan: Path, tmp_path: Path) -> None:
    """Control characters are shown as a sign; no escape sequence reaches the terminal."""
    store = ["--store", tmp_path / "store"]
    shown = run("add", plan, "--title", "方案\x1b]0;owned\x07\x9b2J", *store)
    asked = run("query", "--name", "plans", *store)
    for text in (shown.out, asked.out, run("list", *store).out):
        assert "方案\ufffd]0;owned\ufffd\ufffd2J" in text


@pytest.mark.parametrize("command", ["add", "demo"])
def test_a_store_below_a_file_cannot_be_made(
    run: Run, plan: Path, tmp_path: Path, command: str
) -> None:
    """A store that would lie below a file is refused with a message, for root as well."""
    (tmp_path / "file").touch()
    words = [plan] if command == "add" else []
    shown = run(command, *words, "--store", tmp_path / "file" / "store")
    assert shown.code == 1
    assert shown.err.startswith("error: ")
    assert "file/store" in shown.err


def test_a_store_without_write_permission(shell: Run, plan: Path, tmp_path: Path) -> None:
    """A folder that the user may not write is named, with what to do, and stays empty."""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    shown = shell("add", plan, "--store", folder / "store", before=AS_ANYBODY)
    assert (shown.code, shown.out) == (1, "")
    assert "may not write" in shown.err
    assert "--store" in shown.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("words", [["list"], ["query", "ASK {}"], ["export", "nq"], ["check"]])
def test_asking_makes_no_store(run: Run, tmp_path: Path, words: list[str]) -> None:
    """A command that only asks says that there is no store, and does not make one."""
    shown = run(*words, "--store", tmp_path / "store")
    assert (shown.code, shown.out) == (1, "")
    assert "There is no store in this folder." in shown.err
    assert not (tmp_path / "store").exists()


def test_an_address_is_no_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address in place of the store's folder is an engine's: no folder of that name is made."""
    monkeypatch.chdir(tmp_path)
    shown = run("remove", "x", "--store", "http://127.0.0.1:9/sparql")
    assert (shown.code, list(tmp_path.iterdir())) == (1, [])
    assert "The engine cannot be reached" in shown.err


def test_a_broken_store_is_said_so(run: Run, store: Path, tmp_path: Path) -> None:
    """A store whose files are damaged gives a message, not a crash."""
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    for file in (copy / "oxigraph").glob("CURRENT"):
        file.write_bytes(b"rubbish")
    shown = run("list", "--store", copy)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("error: ")


def test_the_store_can_come_from_the_environment(shell: Run, store: Path) -> None:
    """PLANGRAPH_STORE names the store where no option does."""
    shown = shell("list", env={"PLANGRAPH_STORE": str(store)})
    assert (shown.code, "cn-530100-2022-" in shown.out) == (0, True)
