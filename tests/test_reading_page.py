"""docs/reading.md is a worked example: its files, its commands, and what they show."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from plangraph.intake import ENDINGS

PAGE = (Path(__file__).parent.parent / "docs" / "reading.md").read_text("utf-8")
PLANGRAPH = ".venv/bin/plangraph "


class Block(NamedTuple):
    """A fenced block of the page: its language, what it is, its content."""

    language: str
    note: str
    content: str


def blocks() -> list[Block]:
    """The fenced blocks in the order of the page."""
    found = re.findall(r"^```(\w+) ?([^\n]*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [Block(*each) for each in found]


def ran(line: str, folder: Path) -> str:
    """What a command line of the page prints, on both streams, blanks told as one."""
    settings, _, words = line.partition(PLANGRAPH)
    told = dict(each.split("=", 1) for each in settings.split())
    command = [sys.executable, "-m", "plangraph.cli", *shlex.split(words)]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **told}, capture_output=True, check=False
    )
    return " ".join((done.stdout + done.stderr).decode().split())


def test_the_page_shows_what_the_commands_print(tmp_path: Path) -> None:
    """Each block of output stands in what the command before it prints, line by line."""
    shown, checked = "", 0
    for block in blocks():
        if block.note.startswith("file="):
            path = tmp_path / block.note.removeprefix("file=")
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.content, "utf-8")
        elif block.language == "sh":
            (line,) = block.content.splitlines()
            shown = ran(line, tmp_path)
        else:
            assert block.note == "shows"
            lines = [" ".join(line.split()) for line in block.content.splitlines()]
            assert [line for line in lines if line not in shown] == []
            checked += 1
    assert checked >= 6


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_page_names_every_kind_of_file(ending: str) -> None:
    """Each ending of a file that PlanGraph reads is named."""
    assert f"`{ending}`" in PAGE


def test_the_page_speaks_both_languages() -> None:
    """Every heading of the page has its Chinese words beside the English ones."""
    headings = re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    assert len(headings) >= 8
    assert [one for one in headings if not re.search(r"[a-z].*[一-鿿]", one)] == []
