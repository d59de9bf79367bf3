"""The command that draws: view."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph import library, options, shelf, terminal
from plangraph import view_options as chosen
from plangraph.typed_words import typed

if TYPE_CHECKING:
    from plangraph.graph.store import Store
    from plangraph.viz.choice import Choice
    from plangraph.viz.shapes import Figure
    from plangraph.viz.svg import Look


def view(
    what: chosen.What,
    plan_words: chosen.PlanWords = None,
    *,
    output: chosen.Output,
    lang: chosen.Lang = chosen.Language.ZH,
    theme: chosen.Colours = chosen.Theme.SCREEN,
    width: chosen.Width = None,
    title: chosen.Title = None,
    citation: chosen.Citation = True,
    role: chosen.Roles = None,
    agency: chosen.Agencies = None,
    function: chosen.Functions = None,
    phase: chosen.Phase = "",
    region: chosen.Region = "",
    hide_everywhere: chosen.HideEverywhere = False,
    plan: options.PlanKey = None,
    store: options.Store = options.STORE,
) -> None:
    """Draw the graph as a picture, a page, or a table; the file's ending says which.

    Every file holds all it needs. `network` as .html is the interactive page of responsibilities.
    """
    from plangraph.viz.choice import Choice

    roles = tuple(one.value for one in role or ())
    names = tuple(map(typed, agency or ())), tuple(map(typed, function or ()))
    filters = Choice(roles, *names, typed(phase), typed(region), hide_everywhere)
    shown = _Shown(what, lang, theme, width, title and typed(title), citation)
    with library.open(store, read_only=True) as graph:
        wanted = plan_words or plan
        key = shelf.find(graph, wanted).key if wanted else None
        written = _write(graph, key, shown, filters, output)
    terminal.say(f"wrote     {typed(str(written))}  ({what.value})")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What to draw and how."""

    what: chosen.View
    lang: chosen.Language
    theme: chosen.Theme
    width: int | None
    title: str | None
    citation: bool

    def look(self) -> "Look":
        from plangraph.viz.svg import Look

        return Look(
            theme="auto" if self.theme is chosen.Theme.SCREEN else self.theme.value,
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
    if shown.what is chosen.View.NETWORK and page and not filters.agencies:
        scene = chosen_scene(store, key, shown.lang.value, filters)
        scene = replace(scene, title=shown.title) if shown.title else scene
        return save(scene, output, shown.lang.value)
    party = ""
    if len(filters.agencies) == 1 and shown.what in {chosen.View.AGENCY, chosen.View.NETWORK}:
        party, filters = filters.agencies[0], replace(filters, agencies=())
    asked = Asked(shown.what.value, key, shown.lang.value, filters, party)
    return save_figure(shown.titled(figure_of(store, asked)), output, shown.look())
