"""plangraph report: one plan to a file, several into a folder."""

import os
import pty
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import plangraph
from plangraph.report_making import Order, make, make_all
from plangraph.viz.report_files import ENDINGS
from tests.plangraph.conftest import Start

pytestmark = pytest.mark.long

Run = Callable[..., Any]
DIGITAL = Path(__file__).parents[1] / "plans/f2-kunming-digital-invented.txt"


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_of_file(run: Run, store: Path, tmp_path: Path, ending: str) -> None:
    """The ending of the file says what is written, in Chinese file names too."""
    target = tmp_path / f"报告{ending}"
    ran = run("report", "知识产权", "-o", target, "--lang", "en", "--store", store)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"wrote     {target}  (cn-530100-2022-")
    assert target.stat().st_size > 10_000


def test_all_plans_go_into_a_folder(run: Run, start: Start, plan: Path, tmp_path: Path) -> None:
    """`--all` writes a file a plan, named by its key; a bar moves where somebody looks."""
    store, folder = tmp_path / "store", tmp_path / "all" / "reports"
    run("add", plan, DIGITAL, "--store", store)
    ran = run("report", "--all", "-o", folder, "--format", "md", "--store", store)
    assert (ran.code, ran.err) == (0, "")
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == len(ran.out.splitlines()) == 2
    assert all(name.startswith("cn-530100-") and name.endswith(".md") for name in names)
    ran = run("report", "数字经济", "-o", folder, "--format", "html", "--store", store)
    assert ran.code == 0
    assert len([*folder.glob("*.html")]) == 1
    assert "\x1b" not in ran.out + ran.err
    words = ("report", "--all", "-o", folder, "--format", "md", "--store", store)
    assert b"\x1b[" in on_a_terminal(start, words)


def on_a_terminal(start: Start, words: Sequence[object]) -> bytes:
    """What a command shows on a terminal."""
    ours, theirs = pty.openpty()
    shown = b""
    with start(*words, stdout=theirs, stderr=theirs, env={"TERM": "xterm"}):
        os.close(theirs)
        with suppress(OSError):  # the terminal is gone once the command has ended
            while piece := os.read(ours, 1 << 16):
                shown += piece
    os.close(ours)
    return shown


def test_many_reports_are_written_by_several_processes(store: Path, tmp_path: Path) -> None:
    """As many processes as are told share the work; the files are those that one writes."""
    orders = []
    with plangraph.open(store, read_only=True) as graph:
        [key] = graph.plan_keys()
        for number in range(8):
            target = tmp_path / f"{number}.md"
            orders.append(Order(str(store), key, target, ("zh", "en")[number % 2]))
        orders[5] = replace(orders[5], key="cn-000000-2022-00000000")
        orders[6] = replace(orders[6], target=tmp_path / "nowhere" / "6.md")
        made = list(make_all(graph, orders, 2))
        assert make(graph, replace(orders[0], target=tmp_path / "here.md")).problem is None
    assert [one.order for one in made] == orders
    problems = [(one.order.target.name, str(one.problem)) for one in made if one.problem]
    assert [name for name, _ in problems] == ["5.md", "6.md"]
    assert "does not hold this plan" in problems[0][1]
    assert "cannot be written" in problems[1][1]
    here = (tmp_path / "here.md").read_bytes()
    assert {(tmp_path / f"{number}.md").read_bytes() for number in (0, 2, 4)} == {here}
    assert (tmp_path / "7.md").read_bytes() == (tmp_path / "3.md").read_bytes() != here
    assert len([*tmp_path.iterdir()]) == 7


def test_wrong_use_is_told(run: Run, store: Path, tmp_path: Path) -> None:
    """No plan, several plans for one file, another ending, another plan: a message, no file."""
    for words, said in (
        ((), "--all"),
        (("知识产权", "--all"), "--all"),
        (("--all", "-o", tmp_path / "one.docx"), "folder"),
        (("知识产权", "-o", tmp_path / "one.odt"), ".docx, .html, .md, .pdf"),
        (("没有这个方案", "-o", tmp_path / "one.docx"), "plangraph list"),
    ):
        place = () if "-o" in words else ("-o", tmp_path / "one.md")
        ran = run("report", *words, *place, "--store", store)
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(run: Run, store: Path, tmp_path: Path) -> None:
    """A folder that is none, or below a file, gives a message and no file."""
    (tmp_path / "file").write_text("")
    for place in ("file/one.md", "nowhere/one.md", "file/folder"):
        ran = run("report", "知识产权", "-o", tmp_path / place, "--store", store)
        assert (ran.code, ran.out) == (1, "")
        assert "Choose a folder" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_without_a_chinese_font_there_is_no_file(shell: Run, store: Path, tmp_path: Path) -> None:
    """Word and PDF need a font with Chinese characters; HTML and Markdown need none."""
    fonts = tmp_path / "fonts.conf"
    folder = tmp_path / "none"
    folder.mkdir()
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{folder}</dir></fontconfig>"
    )
    for ending, code in ((".docx", 1), (".pdf", 1), (".html", 0), (".md", 0)):
        target = tmp_path / f"report{ending}"
        words = ("report", "知识产权", "-o", target, "--store", store)
        ran = shell(*words, env={"FONTCONFIG_FILE": str(fonts)})
        assert (ran.code, target.exists()) == (code, not code)
        assert ("font" in ran.err) == bool(code)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_the_word_file_and_the_workbook(
    shell: Run, store: Path, tmp_path: Path
) -> None:
    """Both become PDF in LibreOffice: the report of several pages, the workbook a page wide."""
    files = [tmp_path / "report.docx", tmp_path / "plans.xlsx"]
    assert shell("report", "知识产权", "-o", files[0], "--store", store).code == 0
    assert shell("export", "xlsx", "-o", files[1], "--store", store).code == 0
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pdf_pages(tmp_path / "report.pdf")
    assert 6 <= len(pages) <= 20
    assert "市市场监管局" in "".join(pages)
    assert "(市市场监管局、市工业和信息化局" in "".join(pages)
    sheets = pdf_pages(tmp_path / "plans.pdf")
    heads = [page for page in sheets if "起始字符" in page]
    assert heads
    assert all("置信度" in page for page in heads)  # the last column is on the page of the others


def pdf_pages(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts
