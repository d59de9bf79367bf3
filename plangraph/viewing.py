"""The command that draws: view."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plangraph import library, options, shelf, terminal

if TYPE_CHECKING:
    from plangraph.graph.store import Store
    from plangraph.viz.choice import Choice
    from plangraph.viz.shapes import Figure
    from plangraph.viz.svg import Look


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


Names = list[str]


def view(
    what: Annotated[View, typer.Argument(metavar="VIEW", help=", ".join(View) + ".")],
    plan_words: Annotated[
        str | None,
        typer.Argument(metavar="[PLAN]", help="A key, or words of a title; else all plans."),
    ] = None,
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help=".svg .html .png .pdf .docx .csv .json"
        ),
    ],
    lang: Annotated[Language, typer.Option("--lang", help="Language.")] = Language.ZH,
    theme: Annotated[Theme, typer.Option("--theme", help="Colours.")] = Theme.SCREEN,
    width: Annotated[
        int | None,
        typer.Option("--width", metavar="PIXELS", min=100, max=20000, help="Width (SVG, PNG)."),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="Another title; '' for none.")
    ] = None,
    citation: Annotated[bool, typer.Option(help="Say where the picture comes from.")] = True,
    role: Annotated[list[Role] | None, typer.Option("--role", help="Only these duties.")] = None,
    agency: Annotated[
        Names | None,
        typer.Option("--agency", metavar="NAME", help="Only these parties; the one of a profile."),
    ] = None,
    function: Annotated[
        Names | None,
        typer.Option("--function", metavar="WORDS", help="Only parties of this kind of work."),
    ] = None,
    phase: Annotated[
        str, typer.Option("--phase", metavar="WORDS", help="Only tasks of this phase.")
    ] = "",
    region: Annotated[
        str, typer.Option("--region", metavar="WORDS", help="Only tasks about this region.")
    ] = "",
    hide_everywhere: Annotated[
        bool, typer.Option("--hide-everywhere", help="Without parties that share every task.")
    ] = False,
    plan: options.PlanKey = None,
    store: options.Store = options.STORE,
) -> None:
    """Draw the graph as a picture, a page, or a table; the file's ending says which.

    Every file holds all it needs. `network` as .html is the interactive page of responsibilities.
    """
    from plangraph.viz.choice import Choice

    filters = Choice(
        roles=tuple(one.value for one in role or ()),
        agencies=tuple(agency or ()),
        functions=tuple(function or ()),
        phase=phase,
        region=region,
        hide_everywhere=hide_everywhere,
    )
    shown = _Shown(what, lang, theme, width, title, citation)
    with library.open(store, read_only=True) as graph:
        wanted = plan_words or plan
        key = shelf.find(graph, wanted).key if wanted else None
        written = _write(graph, key, shown, filters, output)
    terminal.say(f"wrote     {written}  ({what.value})")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What to draw and how."""

    what: View
    lang: Language
    theme: Theme
    width: int | None
    title: str | None
    citation: bool

    def look(self) -> "Look":
        from plangraph.viz.svg import Look

        return Look(
            theme="auto" if self.theme is Theme.SCREEN else self.theme.value,
            title=self.title != "",
            citation=self.citation,
            width=self.width,
        )

    def titled(self, figure: "Figure") -> "Figure":
        return replace(figure, title=self.title) if self.title else figure


def _write(store: "Store", key: str | None, shown: _Shown, filters: "Choice", output: Path) -> Path:
    from plangraph.viz.files import save, save_figure
    from plangraph.viz.scene import chosen_scene
    from plangraph.viz.views import Asked, figure_of

    page = output.suffix.lower() == ".html"
    if shown.what is View.NETWORK and page and not filters.agencies:
        scene = chosen_scene(store, key, shown.lang.value, filters)
        scene = replace(scene, title=shown.title) if shown.title else scene
        return save(scene, output, shown.lang.value)
    party = ""
    if shown.what in {View.AGENCY, View.NETWORK} and filters.agencies:
        party, filters = filters.agencies[0], replace(filters, agencies=filters.agencies[1:])
    asked = Asked(shown.what.value, key, shown.lang.value, filters, party)
    return save_figure(shown.titled(figure_of(store, asked)), output, shown.look())
