"""An embed to its figure, from the version that it names, and to the size of its page."""

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from plangraph.api.addresses import page_path
from plangraph.api.embed_wish import Embed
from plangraph.api.pinned import version_of
from plangraph.api.service import Service
from plangraph.viz.shapes import Figure
from plangraph.viz.svg import Look, figure_svg
from plangraph.viz.views import figure_of

WIDTH: Final = 1000  # pixels of a usual place in a page
LEAST: Final = 760  # a picture is never narrower: it scrolls
_AROUND: Final = 312  # pixels of heading, folded table, words, citation and links
_EDGES: Final = 24  # pixels left and right of the picture together
_SIZE: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure, the 12 digits of the version that it shows, and what was asked for."""

    figure: Figure
    version: str
    embed: Embed

    @property
    def saved(self) -> str:
        """The name of a file of it, without its ending."""
        return f"plangraph-{self.embed.view}-{self.embed.plan}-{self.version}"


def draw(service: Service, embed: Embed) -> Drawn:
    """The figure of an embed.

    Raises:
        UnknownThingError: The store holds no such plan, version, party, phase or region.
        InvalidQueryError: The view needs a party, cannot be filtered, or there is no such role.
    """
    store, version = version_of(service, embed.plan, embed.wish.v)
    return Drawn(figure_of(store, embed.asked()), version, embed)


def look_of(service: Service, embed: Embed) -> Look:
    """How the figure is drawn; its boxes lead to the pages of this service."""
    link = partial(_page_of, service, embed.lang)
    return Look(theme=embed.wish.theme, link=link, width=embed.wish.width)


def inside(look: Look) -> Look:
    """The look of a picture whose page tells title and source."""
    return replace(look, title=False, citation=False, style=False, width=None, prefix="view")


def ratio_of(figure: Figure, look: Look) -> float:
    """The height of the picture by its width."""
    found = _SIZE.search(figure_svg(figure, look))
    return float(found[2]) / float(found[1]) if found else 1.0


def page_height(figure: Figure, look: Look, width: int = WIDTH) -> int:
    """Pixels that the page of an embed takes, as far as can be told without a browser."""
    ratio = ratio_of(figure, inside(look))
    return round(max(width - _EDGES, LEAST) * ratio) + _AROUND


def _page_of(service: Service, lang: str, key: str) -> str:
    return service.addresses.absolute(("/en" if lang == "en" else "") + page_path(key))
