"""A scene of responsibilities to words: tips, description and table of map and matrix."""

from typing import Final

from plangraph.viz.elements import Edge, Node, NodeKind, Scene
from plangraph.viz.layout import text_width
from plangraph.viz.shapes import Table, fitted
from plangraph.viz.words import Words

ROLES = ("lead", "first", "responsible", "joint", "support", "duty")
_TOLD: Final = 300  # tasks of a description; no picture has more boxes


class Duties:
    """The links of a scene by either end, in the order of the picture."""

    def __init__(self, scene: Scene) -> None:
        self.nodes = {node.id: node for node in scene.nodes}
        self.tasks = [node for node in scene.nodes if node.kind is NodeKind.TASK]
        self.agencies = [node for node in scene.nodes if node.kind is NodeKind.AGENCY]
        self.of: dict[str, list[Edge]] = {node.id: [] for node in scene.nodes}
        for edge in scene.edges:
            self.of[edge.task].append(edge)
            self.of[edge.agency].append(edge)


def tip_of(node: Node, words: Words) -> str:
    """What is said of a task or a party in one line; it begins with the name."""
    if node.kind is NodeKind.AGENCY:
        return words.say("tip.agency", label=node.label, full=node.full_label, n=node.count)
    key = "tip.task" if node.count else "tip.task.none"
    return words.say(key, label=node.label, n=node.count)


def short_name(node: Node) -> str:
    """The name of a party alone, where its label has the printed name behind it in brackets."""
    name, _, printed = node.label.rpartition(" (")
    begun = any(printed.startswith(line.removesuffix("…")) for line in node.lines[1:])
    return name if name and begun else node.label


def names_of(node: Node) -> tuple[str, ...]:
    """The names of a party, a line each: the English one, where one is known, then the printed."""
    name = short_name(node)
    return (name,) if name == node.label else (name, node.label[len(name) + 2 : -1])


def english_name(node: Node) -> str:
    """The English name of a party; empty where none is known, or the picture is not English."""
    names = names_of(node)
    return names[0] if len(names) > 1 else ""


def fitted_name(name: str, width: float, size: float) -> str:
    """A name in one line; where it has to be cut, the place behind its comma stays."""
    line = fitted(name, width, size)[0]
    start, comma, place = name.rpartition(", ")
    room = width - text_width(f", {place}") * size
    if not comma or not line.endswith("…") or room < width / 3:
        return line
    return f"{fitted(start, room, size)[0]}, {place}"


def present_roles(scene: Scene) -> list[str]:
    """The styles of link that the scene holds, strongest first."""
    present = {edge.style for edge in scene.edges}
    return [role for role in ROLES if role in present]


def description_of(scene: Scene, duties: Duties, words: Words) -> str:
    """The tasks with their parties and roles, a line each, after the summary.

    Of more than a picture can show the first; nobody listens to thousands, and the table has them.
    """
    lines = ["".join(scene.summary) if words.lang == "zh" else " ".join(scene.summary)]
    for task in duties.tasks[:_TOLD]:
        parties = [
            words.say(
                "desc.party",
                name=duties.nodes[edge.agency].label,
                role=words.say(f"role.{edge.style}"),
            )
            for edge in duties.of[task.id]
        ]
        told = words.join(parties) if parties else words.say("facts.none")
        lines.append(words.say("desc.row", task=task.label, parties=told))
    if len(duties.tasks) > _TOLD:
        lines.append(words.say("desc.more", n=len(duties.tasks) - _TOLD))
    return "\n".join(lines)


def table_of(scene: Scene, duties: Duties, words: Words) -> Table:
    """A row a link, with the words that state it; tasks that name nobody have a row too."""
    several = any(row.plan for row in scene.rows)
    names = ("task", "party", "full", "role", "order", "quote", "start", "end")
    columns = (*(["plan"] if several else []), *names)
    plans = {row.id: row.plan for row in scene.rows}
    rows = [
        (*([plans[task.id]] if several else []), *row)
        for task in duties.tasks
        for row in _rows(task, duties, words)
    ]
    return Table(
        caption=words.say("facts.caption", title=scene.subject),
        columns=tuple(words.say(f"facts.{name}") for name in columns),
        rows=tuple(rows),
    )


def _rows(task: Node, duties: Duties, words: Words) -> list[tuple[str, ...]]:
    edges = duties.of[task.id]
    if not edges:
        return [(task.label, words.say("facts.none"), "", "", "", "", "", "")]
    return [_row(task, duties.nodes[edge.agency], edge, words) for edge in edges]


def _row(task: Node, agency: Node, edge: Edge, words: Words) -> tuple[str, ...]:
    said = edge.statements[0]
    return (
        task.label,
        agency.label,
        agency.full_label,
        words.say(f"role.{edge.style}"),
        str(said.rank),
        said.quote.text,
        str(said.quote.start),
        str(said.quote.end),
    )
