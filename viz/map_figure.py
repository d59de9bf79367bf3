"""A scene to the responsibility map: tasks on the left, parties on the right, a line a duty."""

from plangraph.viz.aggregate import looked_at
from plangraph.viz.elements import Band, Edge, Node, NodeKind, Scene
from plangraph.viz.map_facts import ROLES, Duties, description_of, present_roles, table_of, tip_of
from plangraph.viz.shapes import BODY, Drawing, Figure, Link, Path, Plain, Rect, Text
from plangraph.viz.words import Words, figure_words, titled

_OUTSIDE = 3.0


def map_figure(scene: Scene, around: str = "") -> Figure:
    """The map of a scene; strong lines lie over weak ones, boxes over all lines.

    Of a large scene ``around``, the key of a box or a group, leaves what has to do with it.
    """
    words = figure_words(scene.lang)
    whole, scene = looked_at(scene, words, around)
    duties = Duties(scene)
    lines = sorted(scene.edges, key=lambda edge: -ROLES.index(edge.style))
    nodes = [_node(node, duties, words) for node in scene.nodes]
    bands = [_band(band) for band in scene.bands]
    return Figure(
        kind="map",
        lang=scene.lang,
        title=titled("map", scene.subject, words),
        subtitle=scene.subtitle,
        summary=scene.summary,
        alt=scene.alt,
        description=description_of(whole, Duties(whole), words),
        citation=scene.citation,
        table=table_of(whole, Duties(whole), words),
        drawing=Drawing(
            scene.width,
            scene.height,
            (*bands, *nodes),
            tuple(_line(edge, duties, edge.style) for edge in lines),
        ),
        legend=_legend(scene, duties, words),
    )


def _line(edge: Edge, duties: Duties, style: str) -> Path:
    task, agency = duties.nodes[edge.task], duties.nodes[edge.agency]
    left, right = task.x + task.width / 2, agency.x - agency.width / 2
    bend = (right - left) * 0.5
    return Path(
        f"M{left:g} {task.y:g}C{left + bend:g} {task.y:g} "
        f"{right - bend:g} {agency.y:g} {right:g} {agency.y:g}",
        style,
    )


def _node(node: Node, duties: Duties, words: Words) -> Link:
    shapes: list[Plain] = [_box(node, box_style(node)), *_lines(node)]
    marks: list[Plain] = [_line(edge, duties, "mark") for edge in duties.of[node.id]]
    for edge in duties.of[node.id]:
        other = edge.agency if node.kind is NodeKind.TASK else edge.task
        marks.append(_outline(duties.nodes[other]))
    marks.append(_outline(node))
    return Link(node.id, tip_of(node, words), tuple(shapes), tuple(marks))


def box_style(node: Node) -> str:
    """The style of a node's box; a task that names nobody has one of its own."""
    return "unowned" if node.kind is NodeKind.TASK and not node.count else node.kind.value


def _box(node: Node, style: str) -> Rect:
    left, top = node.x - node.width / 2, node.y - node.height / 2
    return Rect(left, top, node.width, node.height, style)


def _outline(node: Node) -> Rect:
    left, top = node.x - node.width / 2 - _OUTSIDE, node.y - node.height / 2 - _OUTSIDE
    wider = 2 * _OUTSIDE
    return Rect(left, top, node.width + wider, node.height + wider, "markbox", 6)


def _lines(node: Node) -> list[Text]:
    left, top = node.x - node.width / 2 + 10, node.y - node.height / 2
    lines = [
        Text(left, top + 21.5 + 20 * place, line, "ink", BODY)
        for place, line in enumerate(node.lines)
    ]
    if node.kind is NodeKind.AGENCY:
        right = node.x + node.width / 2 - 10
        lines.append(Text(right, node.y + 5.5, str(node.count), "count", BODY, "end"))
    return lines


def _band(band: Band) -> Text:
    return Text(band.x - band.width / 2, band.y + 8, band.label, "bold", BODY)


def _legend(scene: Scene, duties: Duties, words: Words) -> tuple[tuple[str, str], ...]:
    """The kinds of box and line that this picture holds, and no others."""
    boxes = ["task"] * any(task.count for task in duties.tasks)
    boxes += ["unowned"] * any(not task.count for task in duties.tasks)
    boxes += ["agency"] * bool(duties.agencies)
    return (
        *((box, words.say(f"legend.{box}")) for box in boxes),
        *((role, words.say(f"role.{role}")) for role in present_roles(scene)),
    )
