"""The options of ``plangraph view``, each said once: what to draw, how, and how much of it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class View(StrEnum):
    """What can be drawn."""

    MAP = "map"
    MATRIX = "matrix"
    NETWORK = "network"
    TIMELINE = "timeline"
    TARGETS = "targets"
    AGENCY = "agency"


class Language(StrEnum):
    """Language of labels and legends; names in plans stay as they are printed."""

    ZH = "zh"
    EN = "en"


class Theme(StrEnum):
    """Colours: screen follows the reader's screen, print saves ink, grey needs no colours."""

    SCREEN = "screen"
    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"
    GREY = "grey"


class Role(StrEnum):
    """What a party has to do; first is whoever a list names first."""

    LEAD = "lead"
    FIRST = "first"
    RESPONSIBLE = "responsible"
    JOINT = "joint"
    SUPPORT = "support"
    DUTY = "duty"


What = Annotated[View, typer.Argument(metavar="VIEW", help=", ".join(View) + ".")]
PlanWords = Annotated[
    str | None,
    typer.Argument(metavar="PLAN", help="A key, or words of a title; else all plans."),
]
Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help=".svg .html .png .pdf .docx .csv .json"),
]
Lang = Annotated[Language, typer.Option("--lang", help="Language.")]
Colours = Annotated[Theme, typer.Option("--theme", help="Colours.")]
Width = Annotated[
    int | None,
    typer.Option("--width", metavar="PIXELS", min=100, max=20000, help="Width (SVG, PNG)."),
]
Title = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="Another title; '' for none.")
]
Citation = Annotated[bool, typer.Option(help="Say where the picture comes from.")]
Roles = Annotated[list[Role] | None, typer.Option("--role", help="Only these duties.")]
Agencies = Annotated[
    list[str] | None,
    typer.Option(
        "--agency",
        metavar="NAME",
        help="Only these parties; the one of a profile or in a network's middle.",
    ),
]
Functions = Annotated[
    list[str] | None,
    typer.Option("--function", metavar="WORDS", help="Only parties of this kind of work."),
]
Phase = Annotated[str, typer.Option("--phase", metavar="WORDS", help="Only tasks of this phase.")]
Region = Annotated[
    str, typer.Option("--region", metavar="WORDS", help="Only tasks about this region.")
]
HideEverywhere = Annotated[
    bool, typer.Option("--hide-everywhere", help="Without parties that share every task.")
]
