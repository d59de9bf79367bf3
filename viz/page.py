"""A scene to one HTML file that needs no network: pyvis holds the model, our own template draws it.

The page carries the drawing library, its script and its style; a content security policy with their
hashes lets nothing else run. Every text of a plan is escaped by Jinja2 or stands in a JSON block.
"""

import itertools
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup
from pyvis.edge import Edge as DrawnEdge
from pyvis.network import Network

from plangraph.viz.elements import Edge, Node, NodeKind, Quote, Row, Scene
from plangraph.viz.policy import source_hash
from plangraph.viz.words import Words, words_of

DRAWN_AT_ONCE = 300
DASHED_EDGES = 300
THICK_EDGES = 1000
STYLES = ("lead", "first", "responsible", "joint", "support", "duty")
HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_STYLE = "templates/network.css"
_LIBRARY = "static/vis-network.min.js"
_SCRIPTS = tuple(f"templates/{name}.js" for name in ("graph", "map", "panel", "network"))
_OPTIONS = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"fixed": True, "chosen": False},
    "edges": {
        "chosen": False,
        "hoverWidth": 0,
        "selectionWidth": 0,
        "smooth": {
            "enabled": True,
            "type": "cubicBezier",
            "forceDirection": "horizontal",
            "roundness": 0.5,
        },
    },
    "interaction": {
        "dragNodes": False,
        "selectable": False,
        "hover": False,
        "zoomView": False,
        "keyboard": {"enabled": False},
        "navigationButtons": False,
    },
}


class ResponsibilityNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network of one scene that writes itself with PlanGraph's template.

    Nodes are anchored where their links end, at the inner side of their box.
    """

    def __init__(self, scene: Scene, words: Words) -> None:
        super().__init__(cdn_resources="in_line")
        self.scene = scene
        self.words = words
        self.quotes = _distinct_quotes(scene.edges)
        self.set_options(json.dumps(_OPTIONS))
        for node in scene.nodes:
            self.add_node(node.id, **_drawn_node(node))
        for edge in scene.edges:
            self.add_edge(edge.task, edge.agency, **_drawn_edge(edge, self.quotes))

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        """Keeps an edge as it is; the scene has already merged double ones."""
        self.edges.append(DrawnEdge(source, to, **options).options)

    def generate_html(self, *_: Any, **__: Any) -> str:
        """The page; pyvis's own arguments change nothing."""
        style, library = _asset(_STYLE), _asset(_LIBRARY)
        script = "".join(map(_asset, _SCRIPTS))
        return _template().render(
            **_texts(self.scene, self.words),
            policy=_policy([library, script], [style]),
            style=Markup(style),  # noqa: S704  (our own files, checked by _asset)
            library=Markup(library),  # noqa: S704
            script=Markup(script),  # noqa: S704
            payload=Markup(_json(self._payload())),  # noqa: S704  (escaped by _json)
        )

    def _payload(self) -> dict[str, Any]:
        """What the script needs to draw and to tell."""
        return {
            "nodes": self.nodes,
            "edges": self.edges,
            "quotes": [[quote.text, quote.start, quote.end] for quote in self.quotes],
            "bands": [asdict(band) for band in self.scene.bands],
            "size": [self.scene.width, self.scene.height],
            "options": self.options,
            "words": self.words.texts,
            "styles": [*STYLES],
            "large": len(self.nodes) > DRAWN_AT_ONCE,
            "dashed": len(self.edges) < DASHED_EDGES,
            "thin": len(self.edges) > THICK_EDGES,
        }


def network_html(scene: Scene, *, lang: str = "zh") -> str:
    """The interactive page of a scene as one self-contained HTML text.

    ``lang`` is the language of the controls; the scene's own texts keep theirs.
    """
    return ResponsibilityNetwork(scene, words_of(lang)).generate_html()


def _distinct_quotes(edges: Iterable[Edge]) -> dict[Quote, int]:
    quotes: dict[Quote, int] = {}
    for edge in edges:
        for statement in edge.statements:
            quotes.setdefault(statement.quote, len(quotes))
    return quotes


def _drawn_node(node: Node) -> dict[str, Any]:
    inner = node.width / 2 if node.kind is NodeKind.TASK else -node.width / 2
    return {
        "label": node.label,
        "shape": "custom",
        "group": node.kind.value,
        "x": node.x + inner,
        "y": node.y,
        "box": [node.x - node.width / 2, node.y - node.height / 2, node.width, node.height],
        "lines": node.lines,
        "count": node.count,
        "full": node.full_label,
        "texts": node.texts,
        "href": node.href,
    }


def _drawn_edge(edge: Edge, quotes: dict[Quote, int]) -> dict[str, Any]:
    return {
        "id": edge.id,
        "role": edge.role.value,
        "style": edge.style,
        "statements": [[s.duty.value, s.printed, quotes[s.quote], s.iri] for s in edge.statements],
    }


def _texts(scene: Scene, words: Words) -> dict[str, Any]:
    """Everything that the template prints outside the drawing."""
    tasks = [node for node in scene.nodes if node.kind is NodeKind.TASK]
    agencies = [node for node in scene.nodes if node.kind is NodeKind.AGENCY]
    return {
        "scene": scene,
        "html_lang": HTML_LANGUAGES[words.lang],
        "ui": words.part("ui."),
        "columns": words.part("table."),
        "caption": words.say("table.caption", title=scene.title),
        "names": list(dict.fromkeys(node.label for node in scene.nodes)),
        "roles": [(style, words.say(f"role.{style}")) for style in _present_roles(scene.edges)],
        "large": len(scene.nodes) > DRAWN_AT_ONCE,
        "large_text": words.say("ui.large", n=len(scene.nodes)),
        "draw_all": words.say("ui.draw_all", n=len(scene.nodes)),
        "ranking": _links_to(sorted(agencies, key=lambda node: -node.count)),
        "task_list": _links_to(tasks),
        "table": [_table_row(row, words) for row in scene.rows],
        "several": any(row.plan for row in scene.rows),
        "legend": _legend(scene, tasks, words),
    }


def _present_roles(edges: Sequence[Edge]) -> list[str]:
    """The choices of the role filter: every role that occurs, and being printed first."""
    present = {edge.role.value for edge in edges} | {"first" for edge in edges if edge.first}
    return [style for style in STYLES if style in present]


def _links_to(nodes: Sequence[Node]) -> list[dict[str, str | int]]:
    return [
        {
            "id": node.id,
            "label": node.label,
            "count": node.count,
            "address": "#" + urlencode({"sel": node.id}, errors="replace"),
        }
        for node in nodes
    ]


def _table_row(row: Row, words: Words) -> dict[str, Any]:
    groups = itertools.groupby(row.cells, key=lambda cell: cell.duty)
    return {
        "id": row.id,
        "plan": row.plan,
        "task": row.task,
        "groups": [
            {"duty": duty, "names": words.join([cell.name for cell in cells])}
            for duty, cells in groups
        ],
        "quotes": [
            {
                "text": quote.text,
                "position": words.say("ui.position", start=quote.start, end=quote.end),
            }
            for quote in row.quotes
        ],
    }


def _legend(scene: Scene, tasks: Sequence[Node], words: Words) -> list[dict[str, str]]:
    """The kinds of box and line that this picture holds, and no others."""
    boxes = ["task"] * any(task.count for task in tasks)
    boxes += ["unowned"] * any(not task.count for task in tasks)
    boxes += ["agency"] * (len(tasks) < len(scene.nodes))
    styles = {edge.style for edge in scene.edges}
    return [{"style": box, "text": words.say(f"legend.{box}")} for box in boxes] + [
        {"style": style, "text": words.say(f"role.{style}")} for style in STYLES if style in styles
    ]


def _json(value: Any) -> str:
    """JSON that can stand in a script block: no character of it can end the block."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The content security policy that lets these texts run and load nothing at all."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(source_hash, scripts))}",
            f"style-src {' '.join(map(source_hash, styles))}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ]
    )


@cache
def _asset(name: str) -> str:
    """A style or script of this package, without its pointer to a source map.

    Raises:
        ValueError: It holds something that would end the block it is to stand in.
    """
    text = files(__package__).joinpath(name).read_text("utf-8")
    text = re.sub(r"\n//# sourceMappingURL=.*", "", text)
    if re.search(r"</(script|style)|<!--|\r", text, re.IGNORECASE):
        raise ValueError(f"{name} cannot stand inside a page")
    return text


@cache
def _template() -> Template:
    loader = PackageLoader("plangraph.viz")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template("network.html")
