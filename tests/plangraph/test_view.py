"""plangraph view and plangraph doctor, and the same views from Python."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plangraph
from plangraph.graph.store import open_store
from plangraph.ontology.errors import StoreError, UnknownThingError
from plangraph.viz.files import ENDINGS
from plangraph.viz.views import VIEWS

pytestmark = pytest.mark.long

Run = Callable[..., Any]
NO_CHINESE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{}</dir></fontconfig>"""


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_in_both_languages(run: Run, store: Path, tmp_path: Path, view: str) -> None:
    """Each view is drawn in Chinese and English, and tells its facts as JSON."""
    agency = ("--agency", "市科技局") if view == "agency" else ()
    for lang, ending in (("zh", "svg"), ("en", "json")):
        target = tmp_path / f"{lang}.{ending}"
        ran = run("view", view, "-o", target, "--lang", lang, *agency, "--store", store)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == f"wrote     {target}  ({view})\n"
    assert json.loads((tmp_path / "en.json").read_bytes())["language"] == "en"
    assert (tmp_path / "zh.svg").read_bytes().startswith(b"<svg ")


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_of_file(run: Run, store: Path, tmp_path: Path, ending: str) -> None:
    """The ending of the file says what is written."""
    target = tmp_path / f"矩阵{ending}"
    ran = run("view", "matrix", "知识产权", "-o", target, "--theme", "grey", "--store", store)
    assert (ran.code, ran.err) == (0, "")
    assert target.stat().st_size > 1000


def test_options_change_the_picture(run: Run, store: Path, tmp_path: Path) -> None:
    """Title, citation, width, theme and filters are options."""
    target = tmp_path / "map.svg"
    options = ("--title", "我的标题", "--no-citation", "--width", 1200, "--theme", "print")
    filters = ("--hide-everywhere", "--role", "joint", "--role", "first")
    run("view", "map", "知识产权", "-o", target, *options, *filters, "--store", store)
    svg = target.read_text("utf-8")
    assert "我的标题" in svg
    assert 'width="1200"' in svg
    assert "sha256" not in svg
    assert "<style>" not in svg
    assert svg.count('class="pg-node"') == 27


def test_a_plan_is_named_like_everywhere(run: Run, store: Path, tmp_path: Path) -> None:
    """Words of a title stand behind the view or behind --plan; words of no title are told."""
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    run("view", "map", "知识产权", "-o", one, "--store", store)
    run("view", "map", "-o", other, "--plan", "知识产权", "--store", store)
    assert one.read_bytes() == other.read_bytes()
    ran = run("view", "map", "没有这个方案", "-o", one, "--store", store)
    assert ran.code == 1
    assert "plangraph list" in ran.err


def test_the_network_of_one_party(run: Run, store: Path, tmp_path: Path) -> None:
    """`view network --agency` draws that party and its partners, as a page too."""
    target = tmp_path / "ego.html"
    ran = run("view", "network", "知识产权", "--agency", "市科技局", "-o", target, "--store", store)
    assert ran.code == 0
    assert "市科技局的协作网络" in target.read_text("utf-8")
    two = ("--agency", "市科技局", "--agency", "市司法局")
    ran = run("view", "network", "知识产权", *two, "-o", tmp_path / "two.csv", "--store", store)
    assert ran.code == 0
    assert (tmp_path / "two.csv").read_text("utf-8-sig").count("\n") == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("map", "-o", "map.gif"), ".svg, .html"),
        (("agency", "-o", "a.svg"), "shows one party"),
        (
            ("agency", "-o", "a.svg", "--agency", "市科技局", "--agency", "市公安局"),
            "shows one party",
        ),
        (("timeline", "-o", "t.svg", "--role", "lead"), "could be filtered"),
        (("map", "-o", "nowhere/map.svg"), "cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    run: Run, store: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    """A wrong ending, a missing party, a useless filter and a missing folder are errors."""
    view, _, name, *rest = words
    ran = run("view", view, "-o", tmp_path / name, *rest, "--store", store)
    assert ran.code == 1
    assert told in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(run: Run, store: Path, tmp_path: Path) -> None:
    """A read-only folder gives an error that names the file."""
    tmp_path.chmod(0o500)
    ran = run("view", "map", "-o", tmp_path / "map.svg", "--store", store)
    tmp_path.chmod(0o700)
    assert (ran.code, "map.svg" in ran.err) == (1, True)


def test_any_locale_will_do(shell: Run, store: Path, tmp_path: Path) -> None:
    """Where the locale is not UTF-8, Chinese words and names are understood, and files UTF-8."""
    env = {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    folder = tmp_path / "图 与报告"
    folder.mkdir()
    for words, name in (
        (("view", "map", "知识产权", "--agency", "市科技局"), "图.csv"),
        (("report", "知识产权"), "报告.md"),
        (("export", "csv", "--plan", "知识产权"), "表格"),
    ):
        ran = shell(*words, "-o", folder / name, "--store", store, env=env)
        assert (ran.code, ran.err) == (0, "")
        assert not ran.out or str(folder / name) in ran.out
    texts = [folder / name for name in ("图.csv", "报告.md", "表格/parties.csv")]
    assert ["市科技局" in file.read_bytes().decode("utf-8-sig") for file in texts] == [True] * 3


@pytest.fixture
def no_chinese(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without a Chinese font."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    latin = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if latin is not None:
        shutil.copy(latin, fonts)
    config = tmp_path / "fonts.conf"
    config.write_text(NO_CHINESE.format(fonts))
    return {"FONTCONFIG_FILE": str(config)}


@pytest.mark.parametrize("ending", ["png", "docx"])
def test_without_a_chinese_font_nothing_is_drawn(
    shell: Run, store: Path, tmp_path: Path, no_chinese: dict[str, str], ending: str
) -> None:
    """Instead of a picture full of boxes there is an error with advice, and no file."""
    target = tmp_path / f"map.{ending}"
    ran = shell("view", "map", "-o", target, "--store", store, env=no_chinese)
    assert ran.code == 1
    assert "fonts-noto-cjk" in ran.err
    assert "PLANGRAPH_FONT" in ran.err
    assert not target.exists()


def test_svg_and_pages_need_no_font(
    shell: Run, store: Path, tmp_path: Path, no_chinese: dict[str, str]
) -> None:
    """SVG and HTML are written all the same: the reader's machine has the fonts."""
    target = tmp_path / "map.html"
    assert shell("view", "map", "-o", target, "--store", store, env=no_chinese).code == 0
    assert target.exists()


def test_without_the_extra_it_is_named(shell: Run, store: Path, tmp_path: Path) -> None:
    """Without vl-convert and python-docx SVG is written, and PNG says which extra to install."""
    site = tmp_path / "site"
    site.mkdir()
    gone = "import sys\nsys.modules.update(vl_convert=None, docx=None)\n"
    (site / "sitecustomize.py").write_text(gone)
    env = {"PYTHONPATH": str(site)}
    for name, code in (("map.svg", 0), ("map.png", 1)):
        ran = shell("view", "map", "-o", tmp_path / name, "--store", store, env=env)
        assert ran.code == code
        assert (tmp_path / name).exists() == (not code)
    assert "plangraph[report]" in ran.err
    doctor = shell("doctor", "--store", store, "--port", 0, env=env)
    assert (doctor.code, "plangraph[report]" in doctor.out) == (0, True)


def test_a_font_of_ones_own(
    shell: Run, store: Path, tmp_path: Path, no_chinese: dict[str, str]
) -> None:
    """PLANGRAPH_FONT names a file or folder that the machine does not know; a wrong one is told."""
    font = next(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"), None)
    if font is None:
        pytest.skip("needs a Chinese font to lend")
    target = tmp_path / "map.png"
    for named, code in ((font, 0), (tmp_path / "gone.ttf", 1)):
        env = {**no_chinese, "PLANGRAPH_FONT": str(named)}
        ran = shell("view", "map", "-o", target, "--store", store, env=env)
        assert ran.code == code
    assert "gone.ttf" in ran.err


def test_doctor_finds_a_healthy_machine(run: Run, store: Path) -> None:
    """`plangraph doctor` looks at Python, store, port, extras and fonts."""
    ran = run("doctor", "--store", store, "--port", 0)
    assert (ran.code, ran.err) == (0, "")
    for what in ("Python", "store", "port", "extra report", "Chinese font"):
        assert what in ran.out
    assert "fault" not in ran.out


def test_doctor_finds_what_is_wrong(shell: Run, tmp_path: Path, no_chinese: dict[str, str]) -> None:
    """A store that is none and a missing font are faults, a store to be made is a note."""
    ran = shell("doctor", "--store", tmp_path / "new", "--port", 0, env=no_chinese)
    assert ran.code == 1
    assert "fonts-noto-cjk" in ran.out
    assert "plangraph add" in ran.out
    (tmp_path / "file").write_text("no store")
    assert shell("doctor", "--store", tmp_path / "file", "--port", 0).code == 1


def test_views_from_python(store: Path, tmp_path: Path) -> None:
    """plangraph.open(…).plan(…).responsibility().save(…) writes any kind of file."""
    with plangraph.open(store, read_only=True) as opened:
        plan = opened.plan("知识产权")
        view = plan.responsibility()
        for ending in ENDINGS:
            assert view.save(tmp_path / f"map{ending}").stat().st_size > 1000
        assert len(view.rows()) == 43
        assert view.rows()[0]["责任单位"] == "市市场监管局"
        assert len(plan.responsibility(hide_everywhere=True).rows()) == 34
        assert len(plan.matrix(roles="first").rows()) == 9
        kinds = [
            drawn.figure.kind
            for drawn in (
                plan.network(),
                plan.network("市科技局"),
                plan.timeline("en"),
                plan.targets(),
                plan.agency("市科技局"),
            )
        ]
        assert kinds == ["network", "network", "timeline", "targets", "agency"]
        assert plan.to_networkx().number_of_edges() == 43
        with pytest.raises(UnknownThingError):
            opened.plan("没有这个方案")


def test_a_view_shows_itself_in_a_notebook(store: Path) -> None:
    """A notebook gets a page in a sandbox, a picture for documents, and words for terminals."""
    with plangraph.open(store, read_only=True) as opened:
        plan = opened.plan("知识产权")
        bundle = plan.responsibility()._repr_mimebundle_()
        tall, flat = (
            int(re.findall(r'height="(\d+)" frameborder', one._repr_mimebundle_()["text/html"])[0])
            for one in (plan.responsibility(), plan.timeline())
        )
    assert 400 <= flat < tall <= 1100  # a cell is about as high as its picture
    assert bundle["text/html"].startswith("<iframe sandbox srcdoc=")
    assert "<script" not in bundle["text/html"]
    assert bundle["image/svg+xml"].startswith("<svg ")
    assert "43 条责任关系" in bundle["text/plain"]


def test_a_store_that_was_opened_elsewhere_cannot_draw() -> None:
    """Only plangraph.open gives stores that draw; the others say so."""
    with open_store() as bare, pytest.raises(StoreError, match=r"plangraph\.open"):
        bare.plan()


def test_the_example_notebook_is_what_running_it_gives() -> None:
    """The notebook in examples/ holds the results that its cells give, pictures included."""
    script = Path(__file__).parents[2] / "scripts" / "notebook.py"
    command = [sys.executable, script, "--check"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")
