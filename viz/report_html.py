"""A report to one HTML file that loads nothing and runs nothing, for screen and print."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from plangraph.viz.policy import source_hash
from plangraph.viz.report import Grid, Heading, Paragraph, Picture, Report, one_line
from plangraph.viz.styles import figure_css
from plangraph.viz.svg import LANGUAGES, Look, figure_svg
from plangraph.viz.words import report_words


def report_html(report: Report) -> str:
    """The page."""
    style = sheet()
    policy = (
        f"default-src 'none'; style-src {source_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    return _template().render(
        report=report,
        html_lang=LANGUAGES[report.lang],
        policy=policy,
        style=Markup(style),  # noqa: S704  (our own files)
        blocks=[(_kind(block), block) for block in report.blocks],
        svg=_svg,
        words=report_words(report.lang),
    )


@cache
def sheet() -> str:
    """The style sheet of the page, which stands in it."""
    names = ("figure.css", "report.css")
    folder = files(__package__) / "templates"
    return "".join((folder / name).read_text("utf-8") for name in names) + figure_css()


def _kind(block: object) -> str:
    kinds = {Heading: "heading", Paragraph: "paragraph", Grid: "grid", Picture: "picture"}
    return kinds[type(block)]


def _svg(picture: Picture, number: int) -> Markup:
    look = Look(title=False, citation=False, style=False, prefix=f"f{number}")
    return Markup(figure_svg(picture.figure, look))  # noqa: S704  (escaped by svg)


@cache
def _template() -> Template:
    loader = PackageLoader("plangraph.viz")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=lambda value: one_line(value) if type(value) is str else value,
    )
    return environment.get_template("report.html")
