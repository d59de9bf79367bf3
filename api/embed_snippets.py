"""An embed to the pieces of text that put it into a page, a paper or a slide."""

from dataclasses import dataclass

from markupsafe import escape

from plangraph.viz.citation import latex

SCRIPT = "/static/plan-graph.js"
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]()<>#|!$&~^@"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What the snippets tell of an embed.

    Attributes:
        url: The address of the page to embed.
        files: Ending to address: ``.svg``, ``.png``, ``.pdf``.
        base: The public address of the service.
        title: The title of the view.
        alt: Its short text alternative.
        height: Pixels that the page takes at a usual width.
        saved: The name of a file of it without its ending.
    """

    url: str
    files: dict[str, str]
    base: str
    title: str
    alt: str
    height: int
    saved: str = "view"


def iframe(shown: Shown, width: str = "100%", *, script: bool = False) -> str:
    """A frame of a fixed height; with the script its height follows its content."""
    frame = (
        f'<iframe src="{escape(shown.url)}" title="{_attribute(shown.title)}" width="{width}" '
        f'height="{shown.height}" loading="lazy" sandbox="{SANDBOX}" '
        f'style="border:0;max-width:100%" data-plangraph></iframe>'
    )
    return f"{frame}\n{_script(shown)}" if script else frame


def element(shown: Shown) -> str:
    """The element, with a picture inside for wherever scripts do not run."""
    return (
        f"{_script(shown)}\n"
        f'<plan-graph src="{escape(shown.url)}" title="{_attribute(shown.title)}">\n'
        f'  <a href="{escape(shown.url)}"><img src="{escape(shown.files[".svg"])}" '
        f'alt="{_attribute(shown.alt)}" width="1000" style="max-width:100%;height:auto"></a>\n'
        f"</plan-graph>"
    )


def markdown(shown: Shown) -> str:
    """A picture that leads to the view."""
    return f"[![{_plain(shown.alt)}]({shown.files['.svg']})]({shown.url})"


def quarto(shown: Shown) -> str:
    """The frame in HTML, a picture in every other format."""
    return (
        '::: {.content-visible when-format="html"}\n'
        f"```{{=html}}\n{iframe(shown)}\n```\n:::\n\n"
        '::: {.content-visible unless-format="html"}\n'
        f"![{_plain(shown.title)}]({shown.files['.png']}){{fig-alt={_quoted(shown.alt)}}}\n:::"
    )


def tex(shown: Shown) -> str:
    """A figure around the PDF, whose address stands in a comment."""
    return (
        f"% {shown.files['.pdf']}\n"
        "\\begin{figure}\n  \\centering\n"
        f"  \\includegraphics[width=\\linewidth,alt={{{latex(shown.alt)}}}]{{{shown.saved}.pdf}}\n"
        f"  \\caption{{{latex(shown.title)}}}\n\\end{{figure}}"
    )


def snippets(shown: Shown) -> dict[str, str]:
    """Every snippet by its name, in the order of the page."""
    return {
        "iframe": iframe(shown, script=True),
        "element": element(shown),
        "wordpress": shown.url,
        "markdown": markdown(shown),
        "quarto": quarto(shown),
        "latex": tex(shown),
    }


def _script(shown: Shown) -> str:
    return f'<script type="module" src="{escape(shown.base + SCRIPT)}"></script>'


def _attribute(text: str) -> str:
    return str(escape(" ".join(text.split()))).replace("{", "&#123;")  # no shortcode


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_MARKDOWN)


def _quoted(text: str) -> str:
    return (
        '"'
        + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"').replace("{{", "{ {")
        + '"'
    )
