"""What ``plangraph.open(…).plan(…)`` gives: the views of a plan, which draw and save themselves."""

from dataclasses import dataclass, replace
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from plangraph import shelf
from plangraph.ontology.errors import ToolMissingError

if TYPE_CHECKING:
    import networkx as nx

    from plangraph.graph.store import Store
    from plangraph.viz.choice import Choice
    from plangraph.viz.shapes import Figure
    from plangraph.viz.svg import Look

Language = Literal["zh", "en"]
_CELL_WIDTH = 900  # of a notebook, about
_AROUND = 270  # pixels: title, words, the first facts of the table
_LEAST, _MOST = 400, 1100


@dataclass(frozen=True, slots=True)
class Drawn:
    """A view: it shows itself in a notebook, and saves itself as any kind of file.

    ``.figure`` has its texts: ``title``, ``summary``, ``alt``, ``description``, ``citation``.
    """

    figure: "Figure"

    def save(
        self,
        path: str | Path,
        *,
        theme: str = "screen",
        width: float | None = None,
        title: str | None = None,
        citation: bool = True,
    ) -> Path:
        """Writes the view; the ending says how: .svg .html .png .pdf .docx .csv .json.

        Args:
            path: The file, replaced whole or not at all.
            theme: ``screen``, ``light``, ``dark``, ``print`` or ``grey``.
            width: In pixels, of SVG and PNG.
            title: Another title; empty for none.
            citation: Whether the picture says where it comes from.

        Raises:
            InvalidQueryError: No such ending or theme.
            ToolMissingError: PNG, PDF or Word, and the extra or a Chinese font is missing.
            StoreError: The file cannot be written.
        """
        from plangraph.viz.files import save_figure

        figure = replace(self.figure, title=title) if title else self.figure
        look = replace(_look(theme), width=width, title=title != "", citation=citation)
        return save_figure(figure, path, look)

    def svg(self, theme: str = "screen") -> str:
        """The picture as SVG."""
        from plangraph.viz.svg import figure_svg

        return figure_svg(self.figure, replace(_look(theme), width=self.figure.drawing.width))

    def rows(self) -> list[dict[str, str]]:
        """The facts of the picture, an object a row."""
        table = self.figure.table
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    def to_pandas(self) -> Any:
        """The facts of the picture as a data frame.

        Raises:
            ToolMissingError: pandas is not installed.
        """
        try:
            pandas = import_module("pandas")
        except ImportError as missing:
            raise ToolMissingError(
                "This needs pandas.", advice="Install it: pip install pandas."
            ) from missing
        return pandas.DataFrame(self.rows(), columns=list(self.figure.table.columns))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """A page in a sandbox for notebooks, SVG for documents made of them, text for terminals."""
        from plangraph.viz.figure_page import figure_html

        page = escape(figure_html(self.figure, _look("screen")))
        title = escape(self.figure.title)
        return {
            "text/html": f'<iframe sandbox srcdoc="{page}" title="{title}" '
            f'width="100%" height="{self._height()}" frameborder="0"></iframe>',
            "image/svg+xml": self.svg("light"),
            "text/plain": f"{self.figure.title}\n{self.figure.alt}",
        }

    def _height(self) -> int:
        """Pixels in which a cell shows the picture whole; a very high one is scrolled."""
        drawing = self.figure.drawing
        picture = _CELL_WIDTH * drawing.height / drawing.width
        return round(max(_LEAST, min(_MOST, picture + _AROUND)))

    def __str__(self) -> str:
        return self.figure.description


@dataclass(frozen=True, slots=True)
class PlanViews:
    """The views of one plan, or of all plans where ``key`` is ``None``."""

    store: "Store"
    key: str | None

    def responsibility(self, lang: Language = "zh", **filters: Any) -> Drawn:
        """Who is responsible for what: tasks on the left, parties on the right.

        ``filters`` are those of :class:`plangraph.viz.choice.Choice`: ``roles``, ``agencies``,
        ``functions``, ``phase``, ``region``, ``hide_everywhere``.
        """
        return self._drawn("map", lang, _choice(filters))

    def matrix(self, lang: Language = "zh", **filters: Any) -> Drawn:
        """Tasks by parties, a duty a cell; filters as above."""
        return self._drawn("matrix", lang, _choice(filters))

    def network(self, agency: str = "", lang: Language = "zh", **filters: Any) -> Drawn:
        """Who works with whom; with an agency, that one and its partners."""
        return self._drawn("network", lang, _choice(filters), agency)

    def agency(self, name: str, lang: Language = "zh") -> Drawn:
        """What one party has to do, and with whom; its key or words of its name."""
        return self._drawn("agency", lang, None, name)

    def timeline(self, lang: Language = "zh") -> Drawn:
        """Phases with their check-points, and deadlines."""
        return self._drawn("timeline", lang)

    def targets(self, lang: Language = "zh") -> Drawn:
        """What is to be reached, as cards."""
        return self._drawn("targets", lang)

    def to_networkx(self) -> "nx.Graph[str]":
        """Tasks and parties as a networkx graph, with roles and the words that prove them."""
        from plangraph.graph.network import two_mode_graph

        return two_mode_graph(self.store, [self.key] if self.key else None)

    def _drawn(
        self, view: str, lang: str, choice: "Choice | None" = None, party: str = ""
    ) -> Drawn:
        from plangraph.viz.choice import Choice
        from plangraph.viz.views import Asked, figure_of

        asked = Asked(view, self.key, lang, choice or Choice(), party)
        return Drawn(figure_of(self.store, asked))


def views_of(store: "Store", wanted: str | None) -> PlanViews:
    """The views of the plan with this key or these words in its title; of all plans for ``None``.

    Raises:
        UnknownThingError: No plan fits, or more than one.
    """
    return PlanViews(store, shelf.find(store, wanted).key if wanted else None)


def _choice(filters: dict[str, Any]) -> "Choice":
    """The filters as a choice; a single text stands for a list of one."""
    from plangraph.viz.choice import Choice

    lists = {"roles", "agencies", "functions"}
    told: dict[str, Any] = {
        name: ((value,) if isinstance(value, str) else tuple(value)) if name in lists else value
        for name, value in filters.items()
    }
    return Choice(**told)


def _look(theme: str) -> "Look":
    from plangraph.viz.svg import Look

    return Look(theme="auto" if theme == "screen" else theme)
