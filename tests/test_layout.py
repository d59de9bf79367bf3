"""The parts at the root, the names they install under, and who may import whom."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("ontology", "ingest", "graph", "viz", "api", "examples")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
EXTRAS = ("report",)  # what users may add; the code imports it where it is needed
CALLED = {  # where a package imports under another name
    "docx": "python-docx",
    "prometheus_client": "prometheus-client",
    "vl_convert": "vl-convert-python",
}
BY_NAME = {"httptools", "uvloop"}  # uvicorn takes them where they are installed

MAY_IMPORT = {
    "ontology": set[str](),
    "ingest": {"ontology"},
    "graph": {"ontology"},
    "viz": {"ontology", "graph"},
    "api": {"ontology", "graph", "viz"},
    "examples": set[str](),
}
BESIDES = {  # the one door for files that come over HTTP, and the job behind it
    "api/uploads.py": {"ingest"},
    "api/reading.py": {"ingest"},
}


def modules(part: str) -> list[Path]:
    """The Python files of a part."""
    return sorted((ROOT / part).glob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The parts that a module imports; ``front door`` stands for plangraph itself."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "plangraph":
            names = [f"plangraph.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            top, _, rest = name.partition(".")
            if top == "plangraph":
                part = rest.partition(".")[0]
                yield part if part in PARTS else "front door"


def third_party() -> set[str]:
    """The names of the packages by others that the parts and the front door import."""
    paths = [path for part in ("plangraph", *PARTS) for path in modules(part)]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    full = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    full += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in full} - {"plangraph"} - sys.stdlib_module_names


def test_every_dependency_is_declared_and_used() -> None:
    """pyproject.toml asks for exactly the packages that the code imports, extras included."""
    lines = list(PROJECT["project"]["dependencies"])
    lines += [one for name in EXTRAS for one in PROJECT["project"]["optional-dependencies"][name]]
    asked = {re.split(r"[<>=]", line)[0] for line in lines}
    assert {CALLED.get(name, name) for name in third_party()} == asked - BY_NAME


def test_every_folder_with_code_is_a_package_of_the_wheel() -> None:
    """A folder with code that is not listed would be missing from the wheel."""
    found = {
        "plangraph." + ".".join(init.parent.relative_to(ROOT).parts)
        for part in PARTS
        for init in (ROOT / part).rglob("__init__.py")
    }
    assert found | {"plangraph"} == set(SETUPTOOLS["packages"])


def test_every_package_is_mapped_to_its_folder() -> None:
    """A part keeps its place at the root and installs as plangraph.<part>."""
    assert SETUPTOOLS["package-dir"] == {f"plangraph.{part}": part for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_flat(part: str) -> None:
    """Code in a folder below a part would work in a checkout and be missing from the wheel."""
    below = [path for path in (ROOT / part).rglob("*.py") if path.parent != ROOT / part]
    assert below == []


@pytest.mark.parametrize("part", ["plangraph", *PARTS])
def test_every_data_file_is_shipped(part: str) -> None:
    """A data file whose name fits no pattern of package-data would be missing from the wheel."""
    name = part if part == "plangraph" else f"plangraph.{part}"
    patterns = SETUPTOOLS["package-data"].get(name, [])
    folder = ROOT / part
    files = [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    ]
    assert [one for one in files if not any(fnmatch(one, p) for p in patterns)] == []


@pytest.mark.parametrize("part", PARTS)
def test_links_lead_to_the_parts(part: str) -> None:
    """Type checkers and an uninstalled checkout see the parts through links in plangraph/."""
    assert (ROOT / "plangraph" / part).is_symlink()
    assert (ROOT / "plangraph" / part).resolve() == ROOT / part


@pytest.mark.parametrize("part", PARTS)
def test_imports_run_one_way(part: str) -> None:
    """ontology <- (ingest, graph) <- viz <- api <- plangraph; ingest is for uploads only."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(part)
        for name in imported(path)
        if name != part
        and name not in MAY_IMPORT[part] | BESIDES.get(str(path.relative_to(ROOT)), set())
    ]
    assert wrong == []
