"""The house style, where a machine can judge it: short functions, short modules, no traces."""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ("ontology", "ingest", "graph", "viz", "api", "plangraph", "examples", "scripts", "bench")
LONGEST_FUNCTION = 40
LONGEST_MODULE = 300
ONE_PAGE = {"ontology/model.py"}  # every row of a plan, in one place for all parts to read
TRACES = {  # written so that this file does not find itself
    "a path of somebody's machine": re.compile(r"/(?:wor[k]|far[m]|roo[t]|tm[p]|hom[e])/[a-z]"),
    "the host of a package registry": re.compile(
        r"pypi\.or[g]|pythonhosted\.or[g]|npmjs\.(?:or[g]|co[m])|deb\.debian\.or[g]|crates\.i[o]"
    ),
}


def sources() -> list[Path]:
    """Every Python file that is no test."""
    return [ROOT / "run.py", *(path for part in CODE for path in (ROOT / part).glob("*.py"))]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Place and length of each function, its docstring not counted."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node) is not None:
                words = node.body[0]
                length -= (words.end_lineno or words.lineno) - words.lineno + 1
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length


def lengths() -> dict[str, int]:
    """The length of every function."""
    return dict(one for path in sources() for one in functions(path))


def tracked() -> list[str]:
    """The files that are in git, or would be after `git add`."""
    assert (ROOT / ".git").exists(), "run this test in a clone: git tells which files are tracked"
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_function_is_too_long() -> None:
    """A function has at most 40 lines."""
    assert {name: n for name, n in lengths().items() if n > LONGEST_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    """Half of all functions have 8 lines or fewer, nine in ten 20 or fewer."""
    sizes = list(lengths().values())
    assert statistics.median(sizes) <= 8
    assert statistics.quantiles(sizes, n=10)[8] <= 20


def test_no_module_is_too_long() -> None:
    """A module has at most 300 lines."""
    sizes = {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in sources()}
    assert {name: n for name, n in sizes.items() if n > LONGEST_MODULE}.keys() == ONE_PAGE


@pytest.mark.parametrize("trace", TRACES)
def test_no_traces_of_a_machine(trace: str) -> None:
    """No file names a folder of somebody's machine or the host of a package registry."""
    found = [
        f"{name}:{number}"
        for name in tracked()
        if not name.endswith((".js", ".svg", ".png"))
        for number, line in enumerate((ROOT / name).read_text("utf-8", "replace").splitlines(), 1)
        if TRACES[trace].search(line)
    ]
    assert found == []


def test_every_test_states_its_claim() -> None:
    """Each test has a docstring: one sentence that could stand in a manual."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and ast.get_docstring(node) is None
    ]
    assert silent == []
