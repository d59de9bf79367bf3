"""The command line: words to one call of a command, an error to one message and an exit code.

Exit codes: 0 fine, 1 some input failed, 2 wrong use.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

import plangraph
from plangraph import (
    access,
    asking,
    checkup,
    exporting,
    judging,
    keeping,
    reading,
    reporting,
    searching,
    serving,
    stored,
    terminal,
    viewing,
)
from plangraph.ontology.errors import PlanGraphError

app = typer.Typer(
    name="plangraph",
    help="Read Chinese government plans; ask who must do what by when, and which words prove it.",
    epilog="Settings: PLANGRAPH_STORE and the others in docs/settings.md.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

COMMANDS: dict[str, tuple[Callable[..., None], tuple[str, ...]]] = {
    "demo": (serving.demo, ("plangraph demo", "plangraph demo --port 0")),
    "add": (
        reading.add,
        (
            "plangraph add plan.txt",
            "plangraph add plans/ --jobs 2",
            "plangraph add plan.txt --place 云南省昆明市 --date 2022-09-29 --dry-run",
        ),
    ),
    "list": (asking.list_plans, ("plangraph list", "plangraph list --store my-store")),
    "remove": (
        stored.remove,
        ("plangraph remove cn-530100-2022-1a2b3c4d", "plangraph remove 知识产权强市"),
    ),
    "facts": (
        reading.facts,
        ("plangraph facts plan.txt", "plangraph facts plan.txt --format json > facts.json"),
    ),
    "query": (
        asking.query,
        (
            "plangraph query 'SELECT ?party { ?task pg:responsibleParty ?party } LIMIT 5'",
            "plangraph query -f question.rq --format csv",
            "plangraph query --names",
            "plangraph query --name cq06_agency_pairs --param threshold=4",
        ),
    ),
    "search": (
        searching.search,
        (
            "plangraph search 专利",
            "plangraph search 专利 海外 --type measure --type target",
            "plangraph search 市场监管管理局 --format json",
        ),
    ),
    "view": (
        viewing.view,
        (
            "plangraph view network -o network.html",
            "plangraph view map 知识产权强市 -o map.svg",
            "plangraph view matrix -o matrix.png --theme grey --width 2400",
            "plangraph view map -o map.pdf --role lead --hide-everywhere --lang en",
            "plangraph view agency 知识产权强市 --agency 市科技局 -o profile.docx",
        ),
    ),
    "report": (
        reporting.report,
        (
            "plangraph report 知识产权强市 -o report.docx",
            "plangraph report 知识产权强市 -o report.pdf --lang en",
            "plangraph report --all -o reports/ --format html",
        ),
    ),
    "export": (
        exporting.export,
        (
            "plangraph export xlsx -o plans.xlsx",
            "plangraph export csv -o tables/ --plan 知识产权强市 --stated",
            "plangraph export gexf -o network.gexf --network parties",
            "plangraph export ics -o deadlines.ics --lang en",
            "plangraph export nq -o - | gzip > graph.nq.gz",
        ),
    ),
    "check": (judging.check, ("plangraph check", "plangraph check plan.txt")),
    "evaluate": (
        judging.evaluate,
        ("plangraph evaluate gold/ docs/", "plangraph evaluate gold/ docs/ --detail assignments"),
    ),
    "doctor": (checkup.doctor, ("plangraph doctor", "plangraph doctor --store my-store")),
    "reindex": (searching.reindex, ("plangraph reindex", "plangraph reindex --store my-store")),
    "backup": (
        keeping.backup,
        ("plangraph backup plans.tar", "plangraph backup folder/ --store my-store"),
    ),
    "restore": (
        keeping.restore,
        ("plangraph restore plans.tar", "plangraph restore plans.tar --replace"),
    ),
    "serve": (
        serving.serve,
        ("plangraph serve", "plangraph serve --port 8080 --store my-store --read-only"),
    ),
    "token": (
        access.token,
        (
            "plangraph token create crawler --scope plans --days 30",
            "plangraph token list",
            "plangraph token revoke crawler",
        ),
    ),
}


def _examples(lines: tuple[str, ...]) -> str:
    r"""Examples under a command's help; ``\b`` keeps the lines as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


for _name, (_command, _lines) in COMMANDS.items():
    app.command(_name, epilog=_examples(_lines))(_command)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 -- as typer calls it
    if wanted:
        terminal.say(f"plangraph {plangraph.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; errors go to standard error as one message."""
    if arguments is None and sys.getfilesystemencoding() == "ascii":
        _start_in_utf8()
    terminal.use_utf8()
    try:
        return _run(arguments)
    except PlanGraphError as error:
        terminal.note(f"error: {error}")
    except BrokenPipeError:
        _drop_output()
    except OSError as error:
        terminal.note(f"error: {error.filename or 'a file'}: {error.strerror}.")
    except KeyboardInterrupt:
        return 130
    return 1


def _start_in_utf8() -> None:
    """This command anew in UTF-8: where the locale knows ASCII alone, Chinese words are no text."""
    command = [sys.executable, "-X", "utf8", "-m", "plangraph.cli", *sys.argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606 -- ourselves


def _run(arguments: Sequence[str] | None) -> int:
    try:
        app(arguments, prog_name="plangraph")
    except SystemExit as end:
        sys.stdout.flush()
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _drop_output() -> None:
    """Whoever read our output has gone; keep Python from complaining when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
