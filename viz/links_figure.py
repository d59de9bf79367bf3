"""Pairs of any things to a picture: two columns where nothing stands on both sides, else a ring.

What a query gives is drawn so; it knows nothing of plans.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plangraph.viz import layout
from plangraph.viz.elements import Node, NodeKind
from plangraph.viz.network_figure import ring_of
from plangraph.viz.partners import Pair, partners_of_pairs
from plangraph.viz.shapes import BODY, Drawing, Figure, Link, Path, Rect, Table, Text
from plangraph.viz.words import Words

MOST_THINGS = 100
MOST_LINKS = 400
_KINDS = {"left": NodeKind.TASK, "right": NodeKind.AGENCY}


@dataclass(frozen=True, slots=True)
class Joined:
    """A link from one thing to another, by their keys, with a name that may be empty."""

    source: str
    target: str
    name: str = ""


def links_figure(names: Mapping[str, str], links: Sequence[Joined], words: Words) -> Figure:
    """The first of the links that can be read in one picture.

    Things have these names; a second name stands behind a line break.
    """
    pairs = list(dict.fromkeys((link.source, link.target) for link in links))
    shown = _first(pairs)
    things = list(dict.fromkeys(key for pair in shown for key in pair))
    counts = [
        words.count("links.things", len(things)),
        words.count("links.links", len(shown)),
        *([words.say("links.cut", n=len(pairs))] if len(shown) < len(pairs) else []),
    ]
    sides = {source for source, _ in shown}.isdisjoint(target for _, target in shown)
    drawing = _columns(names, shown) if sides else _ring(names, shown, words)
    return Figure(
        kind="links",
        lang=words.lang,
        title=words.say("links.title"),
        subtitle=" · ".join(counts),
        summary=(),
        alt=words.say("links.alt", counts=words.join(counts)),
        description="",
        citation="",
        table=_table(names, links, words),
        drawing=drawing,
    )


def _first(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    kept: list[tuple[str, str]] = []
    things: set[str] = set()
    for pair in pairs:
        if pair[0] == pair[1]:
            continue
        if len(things | {*pair}) > MOST_THINGS or len(kept) == MOST_LINKS:
            break
        things |= {*pair}
        kept.append(pair)
    return kept


def _table(names: Mapping[str, str], links: Sequence[Joined], words: Words) -> Table:
    columns = tuple(words.say(f"links.{name}") for name in ("from", "by", "to"))
    flat = {key: name.replace("\n", " ") for key, name in names.items()}
    rows = tuple((flat[one.source], one.name, flat[one.target]) for one in links)
    return Table(words.say("links.title"), columns, rows)


def _ring(names: Mapping[str, str], pairs: Sequence[tuple[str, str]], words: Words) -> Drawing:
    loads = Counter(key for pair in pairs for key in pair)
    nodes = {key: _node(key, names[key], NodeKind.AGENCY, loads[key]) for key in loads}
    joined = [Pair(left, right, (right,)) for left, right in pairs]
    told = Words(words.lang, {**words.texts, "network.tip": words.texts["links.tip"]})
    return ring_of(partners_of_pairs(nodes, joined), told)


def _node(key: str, name: str, kind: NodeKind, count: int) -> Node:
    wide = layout.TASK_WIDTH if kind is NodeKind.TASK else layout.AGENCY_WIDTH
    first, _, second = name.partition("\n")
    room = wide - 2 * layout.PADDING
    lines = layout.cut_lines(first, room) + (layout.cut_lines(second, room) if second else ())
    label = f"{first} ({second})" if second else name
    return Node(key, kind, label, label, lines, count, "", 0.0, 0.0, wide, 0.0)


def _columns(names: Mapping[str, str], pairs: Sequence[tuple[str, str]]) -> Drawing:
    loads = Counter(key for pair in pairs for key in pair)
    left, right = (list(dict.fromkeys(pair[side] for pair in pairs)) for side in (0, 1))
    right = layout.order_by_barycentre(right, left, pairs)
    nodes = {
        **{key: _node(key, names[key], NodeKind.TASK, loads[key]) for key in left},
        **{key: _node(key, names[key], NodeKind.AGENCY, loads[key]) for key in right},
    }
    boxes = ([layout.Box(key, nodes[key].lines) for key in side] for side in (left, right))
    placement = layout.place_columns(*boxes)
    for key, place in placement.places.items():
        nodes[key] = replace(nodes[key], x=place.x, y=place.y, height=place.height)
    lines = {pair: _line(nodes[pair[0]], nodes[pair[1]], "joint") for pair in pairs}
    links = tuple(_link(nodes[key], nodes, pairs) for key in (*left, *right))
    return Drawing(layout.WIDTH, placement.height, links, tuple(lines.values()))


def _line(one: Node, other: Node, style: str) -> Path:
    left, right = one.x + one.width / 2, other.x - other.width / 2
    bend = (right - left) / 2
    return Path(
        f"M{left:g} {one.y:g}C{left + bend:g} {one.y:g} {right - bend:g} {other.y:g} "
        f"{right:g} {other.y:g}",
        style,
    )


def _link(node: Node, nodes: Mapping[str, Node], pairs: Sequence[tuple[str, str]]) -> Link:
    left, top = node.x - node.width / 2, node.y - node.height / 2
    texts = [
        Text(left + 10, top + 21.5 + layout.LINE * place, line, "ink", BODY)
        for place, line in enumerate(node.lines)
    ]
    own = [pair for pair in pairs if node.id in pair]
    marks = tuple(_line(nodes[one], nodes[other], "mark") for one, other in own)
    box = Rect(left, top, node.width, node.height, node.kind.value)
    return Link(node.id, node.full_label, (box, *texts), marks)
