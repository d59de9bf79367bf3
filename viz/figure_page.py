"""A figure to one HTML file: the picture, what it says in words, its facts as a table.

It loads nothing and runs nothing; the policy in its head lets only its own style sheet apply.
"""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from plangraph.viz.page import source_hash
from plangraph.viz.shapes import Figure
from plangraph.viz.styles import figure_css
from plangraph.viz.svg import LANGUAGES, Look, figure_svg
from plangraph.viz.words import figure_words


def figure_html(figure: Figure, look: Look) -> str:
    """The page; its heading is the figure's, so the picture has none of its own."""
    sheet = files(__package__).joinpath("templates/figure.css").read_text("utf-8") + figure_css()
    policy = (
        f"default-src 'none'; style-src {source_hash(sheet)}; base-uri 'none'; form-action 'none'"
    )
    inside = Look(look.theme, look.link, title=False, citation=False, style=False, font=look.font)
    return _template().render(
        figure=figure,
        html_lang=LANGUAGES[figure.lang],
        theme=look.theme,
        policy=policy,
        style=Markup(sheet),  # noqa: S704  (our own files)
        svg=Markup(figure_svg(figure, inside)),  # noqa: S704  (escaped by svg)
        words=figure_words(figure.lang).part("page."),
        citation=look.citation and figure.citation,
    )


@cache
def _template() -> Template:
    loader = PackageLoader("plangraph.viz")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template("figure.html")
