"""The options of ``plangraph export``, each said once: which format, where to, how much."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ExportFormat(StrEnum):
    """What a store is copied to; docs/exports.md says which program reads which."""

    NQ = "nq"
    TRIG = "trig"
    TTL = "ttl"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    XLSX = "xlsx"
    STRATML = "stratml"
    ICS = "ics"


NETWORKS = frozenset({ExportFormat.GRAPHML, ExportFormat.GEXF})


class Network(StrEnum):
    """What the nodes of a network are."""

    TASKS = "tasks"
    PARTIES = "parties"


class Language(StrEnum):
    """Language of headings and labels; names and words of plans stay as they are printed."""

    ZH = "zh"
    EN = "en"


Form = Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=f"{', '.join(ExportFormat)}.")]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="The file; - is stdout. csv: a new folder, or NAME.zip.",
    ),
]
Plans = Annotated[
    list[str] | None,
    typer.Option(
        "--plan", metavar="KEY", help="Only this plan: its key, or words of its title. Repeat."
    ),
]
Inferred = Annotated[
    bool, typer.Option("--inferred/--stated", help="With or without what no plan states.")
]
Lang = Annotated[
    Language, typer.Option("--lang", help="Headings and labels of xlsx, csv, stratml, ics.")
]
Nodes = Annotated[
    Network,
    typer.Option(
        "--network",
        help="graphml, gexf: parties and tasks, or parties alone, weighted by shared tasks.",
    ),
]
Schema = Annotated[
    Path | None,
    typer.Option("--schema", metavar="XSD", help="stratml: a copy of the schema to keep to."),
]
