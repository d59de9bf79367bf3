"""The options that several commands share, each said once."""

from typing import Annotated

import typer

from plangraph.library import DEFAULT_STORE

Store = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="PLANGRAPH_STORE",
        metavar="STORE",
        help="Folder that keeps the graph, or the address of an engine's queries (http://…).",
    ),
]
PlanKey = Annotated[
    str | None,
    typer.Option("--plan", metavar="KEY", help="Only this plan: its key, or words of its title."),
]
Place = Annotated[
    str | None,
    typer.Option(
        "--place",
        metavar="PLACE",
        help="Issuing place, where the file does not say: 云南省昆明市.",
    ),
]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The plan's title.")]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="Date of issue: 2022-09-29, 2022-09 or 2022."),
]
Number = Annotated[
    str | None, typer.Option("--number", metavar="TEXT", help="Document number (发文字号).")
]
SourceUrl = Annotated[
    str | None, typer.Option("--source-url", metavar="URL", help="Where the file was published.")
]
Host = Annotated[
    str | None,
    typer.Option(
        "--host", envvar="PLANGRAPH_HOST", metavar="HOST", help="Address to listen on [127.0.0.1]."
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        envvar="PLANGRAPH_PORT",
        metavar="PORT",
        min=0,
        max=65535,
        help="Port to listen on [8000]; 0 takes a free one.",
    ),
]

STORE = DEFAULT_STORE


def known(**values: str | None) -> dict[str, str]:
    """What the user told about a file, without what was left out.

    Raises:
        typer.BadParameter: An option without a value says nothing, and is a slip.
    """
    told = {name: value for name, value in values.items() if value is not None}
    for name, value in told.items():
        if not value.strip():
            option = "--date" if name == "issued" else f"--{name.replace('_', '-')}"
            raise typer.BadParameter("It is empty. Leave it out, or say it.", param_hint=option)
    return told
