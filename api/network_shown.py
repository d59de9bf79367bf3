"""A wish to what the page of the network shows: a picture with its scene, or a summary."""

from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.api.network_overview import Overview, read_overview
from plangraph.api.network_scope import Scope, scope_of
from plangraph.api.network_wish import DRAWN, Wish
from plangraph.api.network_words import Standing, standings
from plangraph.api.service import Service
from plangraph.ontology.errors import UnknownThingError
from plangraph.viz.elements import Scene
from plangraph.viz.map_facts import english_name
from plangraph.viz.shapes import Figure
from plangraph.viz.views import Asked, figure_of_scene


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows; with nothing in it, there is no plan.

    Attributes:
        overview: Stands for a picture of more than can be drawn.
        standings: How the agencies of a picture of partners stand among each other.
        problem: What the wish names that is not there; empty where it leaves nothing to show,
            ``None`` where nothing was wrong.
    """

    scope: Scope | None = None
    scene: Scene | None = None
    figure: Figure | None = None
    overview: Overview | None = None
    standings: Sequence[Standing] = ()
    problem: str | None = None

    @property
    def english(self) -> dict[str, str]:
        """The English names of the agencies of the picture, on English pages."""
        nodes = self.scene.nodes if self.scene else ()
        return {node.id: name for node in nodes if (name := english_name(node))}


def read_shown(service: Service, wish: Wish, lang: str) -> Shown:
    """What is shown of a store that has a plan.

    Raises:
        UnknownThingError: The wish names what the store does not hold, or leaves nothing.
        InvalidQueryError: It cannot be asked.
    """
    scope = scope_of(service.store, wish)
    scene = scope.scene(service.store, wish, lang)
    if scene is None:
        return Shown(scope, overview=kept_overview(service, lang, pairs=wish.view == "shared"))
    if wish.choice() and not scene.nodes:
        raise UnknownThingError("The filters leave nothing to show.", advice="Take one out.")
    if wish.view not in DRAWN:
        return Shown(scope, scene)
    shared = wish.view == "shared"
    asked = Asked(DRAWN[wish.view], around="" if shared else wish.focus)
    figure = figure_of_scene(scene, asked, _middle(scope, wish) if shared else "")
    plans = [wish.plan] if wish.plan else list(scope.plans) or None
    return Shown(scope, scene, figure, standings=standings(service.store, plans) if shared else ())


def _middle(scope: Scope, wish: Wish) -> str:
    """The key of the agency that stands in the middle of its partners."""
    return wish.focus if wish.focus.startswith("org/") else scope.party


def kept_overview(service: Service, lang: str, *, pairs: bool) -> Overview:
    """The summary of all plans, counted once in a state of the store."""

    def read() -> tuple[Overview, int]:
        counts = service.store.index().sizes()
        return read_overview(service.reader(lang), counts, pairs=pairs), 1

    return service.memory.overviews.once(service.store.generation, (lang, pairs), read)
