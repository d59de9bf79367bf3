"""The program to its reference pages: docs/commands.md and docs/settings.md.

``--check`` writes nothing and fails if a page is not what the program would write.
"""

import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from plangraph.api.settings import Settings, variable_name
from plangraph.cli import COMMANDS, app
from plangraph.graph import remote_settings
from plangraph.graph.remote_settings import RemoteSettings
from plangraph.ontology import iris, own_tables
from plangraph.viz import raster

DOCS = Path(__file__).parent.parent / "docs"
MARK = "<!-- written by scripts/command_doc.py; change the program, then run that again -->"
WIDTH = 96


def help_of(*words: str) -> str:
    """What ``plangraph WORDS --help`` prints."""
    command = get_command(app)
    context = typer.Context(command, info_name="plangraph", max_content_width=WIDTH)
    context.terminal_width = WIDTH
    for word in words:
        command = command.commands[word]  # type: ignore[attr-defined]
        context = typer.Context(command, info_name=word, parent=context)
        context.terminal_width = WIDTH
    return command.get_help(context)


def commands_page() -> str:
    """docs/commands.md: the help of every command."""
    parts = [
        f"# Commands\n\n{MARK}\n",
        "Exit codes: 0 fine, 1 some input failed, 2 wrong use.\n",
        "What a command finds goes to standard output in UTF-8, its messages to standard error.\n",
        f"```text\n{help_of()}\n```\n",
    ]
    parts += [f"## plangraph {name}\n\n```text\n{help_of(name)}\n```\n" for name in COMMANDS]
    return "\n".join(parts)


def settings_page() -> str:
    """docs/settings.md: one row a setting, from the docstring of ``Settings``."""
    rows = rows_of(Settings, variable_name)
    rows.append(
        f"| `PLANGRAPH_ID_BASE` | `{iris.DEFAULT_BASE}` | Base of the IRIs of all things. |"
    )
    rows.append(
        f"| `{own_tables.VARIABLE}` |  | Folder with [tables of your own](own-tables.md): names of "
        "bodies, places, zones, blocs, units. Read once, when a plan is first read. |"
    )
    rows.append(
        f"| `{raster.FONT_VARIABLE}` |  | Font for PNG, PDF and Word files: a font file, a folder "
        "of fonts, or the family of an installed font, where the usual Chinese ones are missing. |"
    )
    head = "| variable | default | meaning |\n|---|---|---|"
    note = "Environment variables; options of a command win over them."
    remote = (
        "## An engine elsewhere\n\nWhere the store is an address: see [remote](remote.md).\n"
        "All names begin with `PLANGRAPH_REMOTE`."
    )
    return "\n".join(
        [
            f"# Settings\n\n{MARK}\n\n{note}\n\n{head}",
            *rows,
            f"\n{remote}\n\n{head}",
            *rows_of(RemoteSettings, lambda name: remote_settings.PREFIX + name.upper()),
            "",
        ]
    )


def rows_of(settings: Any, variable: Callable[[str], str]) -> list[str]:
    """One row a field of a class of settings."""
    meanings = attribute_texts(inspect.getdoc(settings) or "")
    return [
        f"| `{variable(field.name)}` | {shown(field.default)} | {meanings[field.name]} |"
        for field in fields(settings)
    ]


def shown(default: object) -> str:
    """A default as a cell of the table."""
    return "" if default == "" else f"`{default}`"


def attribute_texts(docstring: str) -> dict[str, str]:
    """The texts of a docstring's Attributes by name, each on one line."""
    section = docstring.partition("Attributes:\n")[2].partition("\n\n")[0]
    found = re.findall(r"^    (\w+): ((?:.+\n?)(?:^     +.+\n?)*)", section, re.MULTILINE)
    return {name: " ".join(text.split()).replace("``", "`") for name, text in found}


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them; 1 if one is out of date."""
    pages = {"commands.md": commands_page(), "settings.md": settings_page()}
    stale = [
        name
        for name, text in pages.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != text
    ]
    if arguments == ["--check"]:
        sys.stdout.writelines(f"docs/{name} is out of date\n" for name in stale)
        return int(bool(stale))
    for name in stale:
        (DOCS / name).write_text(pages[name], encoding="utf-8")
        sys.stdout.write(f"wrote docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
