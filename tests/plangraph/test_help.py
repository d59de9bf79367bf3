"""What the program says about itself, and how it answers wrong use."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import typer
from typer.main import get_command

import plangraph
from plangraph.cli import COMMANDS, app

Run = Callable[..., Any]
EXAMPLES = [(name, line) for name, (_, lines) in COMMANDS.items() for line in lines]


def test_help_names_every_command(run: Run) -> None:
    """`plangraph --help` lists every command with what it does."""
    shown = run("--help")
    assert (shown.code, shown.err) == (0, "")
    assert re.findall(r"^  (\w+)  +[A-Z]", shown.out, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(run: Run, name: str) -> None:
    """The help of a command explains each option and gives examples."""
    shown = run(name, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert f"\n    plangraph {name}" in shown.out
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    assert [one.name for one in command.params if not getattr(one, "help", "help")] == []


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_example_is_a_valid_call(name: str, line: str) -> None:
    """An example in the help names only options and values that exist."""
    words = shlex.split(re.split(r" [|>] ", line)[0])
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    context = command.make_context(name, words[2:], parent=typer.Context(get_command(app)))
    assert context.params


def test_help_does_not_load_the_engines() -> None:
    """Help is fast: neither spaCy nor the store nor the server is loaded for it."""
    heavy = {"spacy", "rdflib", "pyoxigraph", "fastapi", "networkx"}
    code = f"import plangraph.cli, sys; print(sorted({heavy!r} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_version(run: Run) -> None:
    """`plangraph --version` prints the version of the package."""
    assert run("--version").out == f"plangraph {plangraph.__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["add"],
        ["add", "plan.txt", "--jobs", "0"],
        ["facts", "plan.txt", "--format", "pdf"],
        ["query"],
        ["query", "ASK {}", "--name", "plans"],
        ["query", "--name", "plans", "--param", "plan"],
        ["view", "network"],
        ["export", "doc"],
        ["serve", "--port", "70000"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_exit_code_2(run: Run, words: list[str]) -> None:
    """A call that cannot be meant says what is wrong on standard error and gives 2."""
    shown = run(*words)
    assert (shown.code, shown.out) == (2, "")
    assert "Error: " in shown.err
    assert "Traceback" not in shown.err


def test_help_loads_no_engine() -> None:
    """`plangraph --help` answers without loading what reads plans, so that it answers at once."""
    code = (
        "import sys; from plangraph.cli import main\n"
        "sys.argv = ['plangraph', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'fastapi'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
