"""The documentation is a contract: what it names exists, and what exists it names."""

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typer
from typer.main import get_command

import plangraph
from plangraph.api.settings import Settings, variable_name
from plangraph.cli import COMMANDS, app, main
from plangraph.ontology import model

ROOT = Path(__file__).parent.parent
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted(ROOT.glob("docs/*.md")),
    *sorted(ROOT.glob("bench/*.md")),
]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
ELSEWHERE = {"PLANGRAPH_CORPUS", "PLANGRAPH_W3C_TESTS", "PLANGRAPH_CHROMIUM"}  # for tests only


def shell_lines(page: Path) -> list[str]:
    """The commands of a page: the lines of its blocks marked `sh`, comments left out."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line.partition("  #")[0].strip() for line in lines if line.strip()]


SHELL = [(page.name, line) for page in PAGES for line in shell_lines(page)]


def test_reference_pages_are_up_to_date() -> None:
    """docs/commands.md and docs/settings.md are what the program would write."""
    command = [sys.executable, ROOT / "scripts" / "command_doc.py", "--check"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    """A command has a section of its own."""
    assert f"\n## plangraph {name}\n" in COMMANDS_PAGE


@pytest.mark.parametrize("name", [variable_name(field.name) for field in fields(Settings)])
def test_every_setting_is_documented(name: str) -> None:
    """A setting stands in the table of settings."""
    assert f"| `{name}` |" in SETTINGS_PAGE


def test_every_variable_of_the_code_is_documented() -> None:
    """The code reads no PLANGRAPH_ variable that no page names."""
    code = [
        path
        for part in ("ontology", "ingest", "graph", "viz", "api", "plangraph")
        for path in (ROOT / part).glob("*.py")
    ]
    used = {
        name for path in code for name in re.findall(r"PLANGRAPH_[A-Z_]+[A-Z]", path.read_text())
    }
    assert {name for name in used - ELSEWHERE if f"`{name}`" not in SETTINGS_PAGE} == set()


@pytest.mark.parametrize(("page", "line"), SHELL)
def test_every_command_line_is_a_valid_call(page: str, line: str) -> None:
    """Each command line of the documentation names programs and options that exist."""
    words = shlex.split(re.split(r" [|>] ", line)[0])
    if re.match("PLANGRAPH_[A-Z_]+=", words[0]):
        words = words[1:]
    program = words[0].removeprefix(".venv/bin/")
    if program == "plangraph":
        command = get_command(app).commands[words[1]]  # type: ignore[attr-defined]
        command.make_context(words[1], words[2:], parent=typer.Context(get_command(app)))
    elif program in {"python3", "python"}:
        assert (ROOT / words[1]).is_file(), page
    else:
        assert program in {"ruff", "mypy", "pytest", "pre-commit", "git", "cd", "curl", "pip"}, page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link or picture of a page is a file of the repository."""
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    near = [link.partition("#")[0] for link in links if not urlsplit(link).scheme]
    assert [link for link in near if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_is_named_exists(page: Path) -> None:
    """A page that says which test shows something names one that is there."""
    names = set(re.findall(r"`(test_\w+)`", page.read_text("utf-8")))
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert {name for name in names if f"def {name}(" not in tests} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    """A path of the repository that a page names in code font is there."""
    names = re.findall(r"`((?:[a-z]+/)+[\w.-]+\.[a-z]+)`", page.read_text("utf-8"))
    names = [name for name in names if Path(name).stem != "NAME"]  # stands for any
    gone = [
        name for name in names if not (ROOT / name).exists() and not (page.parent / name).exists()
    ]
    assert gone == []


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing in it but the examples, as the working directory."""
    (tmp_path / "examples").mkdir()
    shutil.copy(plangraph.demo_plan(), tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANGRAPH_STORE", raising=False)
    return tmp_path


@pytest.mark.usefixtures("elsewhere")
def test_the_commands_of_the_readme_run() -> None:
    """The plangraph commands of the README run one after another, as they are printed."""
    lines = [line for page, line in SHELL if page == "README.md" and "plangraph " in line]
    calls = [shlex.split(line) for line in lines if line.startswith(".venv/bin/plangraph ")]
    assert len(calls) >= 5
    assert {" ".join(words): main(words[1:]) for words in calls} == dict.fromkeys(
        (" ".join(words) for words in calls), 0
    )


@pytest.mark.usefixtures("elsewhere")
def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python example of the README reads, stores and asks, as it is printed."""
    (example,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 -- our own text
    assert capsys.readouterr().out.count("/task/") == 9


def test_readme_is_short() -> None:
    """The README has at most 120 lines."""
    assert README.count("\n") <= 120


def test_readme_shows_the_whole_tree() -> None:
    """Every folder and the starter at the root has its purpose in the README."""
    folders = [path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0].isalpha()]
    ignored = {"build", "dist", "node_modules", "plangraph.egg-info", "plangraph-store", "htmlcov"}
    for name in [*sorted(set(folders) - ignored), "run.py"]:
        assert re.search(rf"^{re.escape(name)}/?\s{{2,}}\S", README, re.MULTILINE), name


def test_readme_quotes_the_plan() -> None:
    """The sentence that the README shows as proof stands in the bundled plan."""
    quotes = re.findall(r"^> (.+)$", README, re.MULTILINE)
    text = plangraph.demo_plan().read_text("utf-8")
    assert quotes
    assert [quote for quote in quotes if quote not in text] == []


def test_the_duties_are_in_the_glossary() -> None:
    """Every duty of the model has its Chinese and English word in the glossary."""
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8").lower()
    words = {
        duty.value.removeprefix("role-").replace("coordinate", "co-ordinate") for duty in model.Duty
    }
    assert {word for word in words if word not in glossary} == set()


def test_every_dependency_is_explained() -> None:
    """docs/dependencies.md has a line for each package that PlanGraph asks for."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    asked = re.findall(r'^    "([a-z][a-z0-9-]*)[><=]', project, re.MULTILINE)
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert [name for name in asked if not re.search(rf"\b{name}\b", page)] == []


def test_every_dependency_is_pinned() -> None:
    """constraints.txt pins plain names to versions: no address, no local path."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9-]+==[0-9][\w.!+]*", line)] == []
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    asked = re.findall(r'^    "([a-z][a-z0-9-]*)[><=]', project, re.MULTILINE)
    assert set(asked) <= {line.partition("==")[0] for line in pins}
