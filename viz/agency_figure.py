"""One party of a scene to its profile: its tasks, its duty in each, whom it shares them with."""

from collections import Counter
from dataclasses import dataclass

from plangraph.graph.store import Store
from plangraph.ontology.errors import UnknownThingError
from plangraph.viz.elements import Edge, Node, Scene
from plangraph.viz.extract import joined, plans_of, read_extract
from plangraph.viz.layout import MARGIN
from plangraph.viz.map_facts import ROLES, Duties, short_name
from plangraph.viz.scene import scene_of
from plangraph.viz.shapes import (
    BODY,
    SMALL,
    Drawing,
    Figure,
    Link,
    Plain,
    Rect,
    Table,
    Text,
    fitted,
)
from plangraph.viz.words import Words, figure_words, words_of

WIDTH = 960.0
LEFT = 490.0
ROW = 32.0
HIGH_ROW = 44.0  # where a name needs two lines
PARTNERS = 20
_NAME = 226.0


@dataclass(frozen=True, slots=True)
class Profile:
    """A party with its links and its partners, the nearest first."""

    agency: Node
    edges: tuple[Edge, ...]
    partners: tuple[tuple[Node, tuple[str, ...]], ...]


def agency_figure(
    store: Store, party_key: str, lang: str = "zh", plan_key: str | None = None
) -> Figure:
    """The profile of one party in one plan, or in all plans of the store.

    Raises:
        UnknownThingError: No such plan, or the party has no task there.
    """
    keys = [plan_key] if plan_key else plans_of(store, party_key)
    extract = joined([read_extract(store, key, described=lang != "zh") for key in keys])
    return agency_of(scene_of(extract, words_of(lang)), party_key)


def agency_of(scene: Scene, party_key: str) -> Figure:
    """The profile of one party of a scene.

    Raises:
        UnknownThingError: The party has no task in the scene.
    """
    words = figure_words(scene.lang)
    duties = Duties(scene)
    profile = _profile(duties, party_key)
    name = profile.agency.label
    roles = _role_counts(profile, words)
    partners = _with(profile, words)
    tasks = words.count("count.tasks", len(profile.edges))
    said = {"name": name, "tasks": tasks, "roles": words.join(roles), "partners": partners}
    return Figure(
        kind="agency",
        lang=scene.lang,
        title=words.say("agency.title", plan=name),
        subtitle=" · ".join([profile.agency.full_label, tasks, *roles, scene.subject]),
        summary=(words.say("agency.alt", **said),),
        alt=words.say("agency.alt", **said),
        description=_description(profile, duties, words),
        citation=scene.citation,
        table=_table(scene, profile, duties, words),
        drawing=_drawing(profile, duties, words),
        legend=tuple(
            (f"cell-{role} {words.say(f'letter.{role}')}", words.say(f"role.{role}"))
            for role in ROLES
            if any(edge.style == role for edge in profile.edges)
        ),
    )


def _profile(duties: Duties, party_key: str) -> Profile:
    agency = next((node for node in duties.agencies if node.id == party_key), None)
    if agency is None:
        raise UnknownThingError(
            "The party is responsible for no task there.",
            where=party_key,
            advice="`plangraph view map` shows the parties.",
        )
    edges = duties.of[party_key]
    shared: dict[str, list[str]] = {}
    for edge in edges:
        for other in duties.of[edge.task]:
            if other.agency != party_key:
                shared.setdefault(other.agency, []).append(edge.task)
    order = sorted(shared, key=lambda key: -len(shared[key]))
    partners = tuple((duties.nodes[key], tuple(shared[key])) for key in order)
    places = {task.id: place for place, task in enumerate(duties.tasks)}
    return Profile(agency, tuple(sorted(edges, key=lambda e: places[e.task])), partners)


def _role_counts(profile: Profile, words: Words) -> list[str]:
    counted = Counter(edge.style for edge in profile.edges)
    return [
        words.say("agency.role_count", role=words.say(f"role.{role}"), n=counted[role])
        for role in ROLES
        if counted[role]
    ]


def _with(profile: Profile, words: Words) -> str:
    if not profile.partners:
        return words.say("agency.alone")
    most = len(profile.partners[0][1])
    nearest = [node.label for node, tasks in profile.partners if len(tasks) == most]
    return words.say("agency.with", names=words.join(nearest[:3]))


def _description(profile: Profile, duties: Duties, words: Words) -> str:
    tasks = [
        words.say(
            "desc.party",
            name=duties.nodes[edge.task].label,
            role=words.say(f"role.{edge.style}"),
        )
        for edge in profile.edges
    ]
    partners = [f"{node.label} {len(shared)}" for node, shared in profile.partners]
    lines = [words.say("desc.row", task=words.say("agency.tasks"), parties=words.join(tasks))]
    if partners:
        heading = words.say("agency.partners")
        lines.append(words.say("desc.row", task=heading, parties=words.join(partners)))
    return "\n".join([_with(profile, words), *lines])


def _table(scene: Scene, profile: Profile, duties: Duties, words: Words) -> Table:
    """A row a task: the duty, the words, and who shares it."""
    plans = {row.id: row.plan for row in scene.rows}
    several = any(plans.values())
    names = ("facts.task", "facts.role", "agency.partner", "facts.quote")
    rows = []
    for edge in profile.edges:
        others = [o.agency for o in duties.of[edge.task] if o.agency != profile.agency.id]
        rows.append(
            (
                *([plans[edge.task]] if several else []),
                duties.nodes[edge.task].label,
                words.say(f"role.{edge.style}"),
                words.join([duties.nodes[key].label for key in others]),
                edge.statements[0].quote.text,
            )
        )
    return Table(
        caption=words.say("facts.caption", title=profile.agency.label),
        columns=(*([words.say("facts.plan")] if several else []), *map(words.say, names)),
        rows=tuple(rows),
    )


def _drawing(profile: Profile, duties: Duties, words: Words) -> Drawing:
    shapes: list[Plain | Link] = [
        Text(MARGIN, MARGIN + 16, words.say("agency.tasks"), "bold", BODY),
    ]
    top = MARGIN + 30
    shown = profile.partners[:PARTNERS]
    titles = [fitted(duties.nodes[edge.task].label, LEFT - 56, BODY, 2) for edge in profile.edges]
    names = [fitted(short_name(node), _NAME - 10, SMALL, 2) for node, _ in shown]
    high = HIGH_ROW if any(len(lines) > 1 for lines in (*titles, *names)) else ROW
    for row, (edge, lines) in enumerate(zip(profile.edges, titles, strict=True)):
        task = duties.nodes[edge.task]
        shapes.append(_task(edge, task.label, lines, _Row(top + row * high, high), words))
    if profile.partners:
        heading = fitted(words.say("agency.partners"), WIDTH - LEFT - 40, BODY)[0]
        shapes.append(Text(LEFT + 24, MARGIN + 16, heading, "bold", BODY))
    most = len(shown[0][1]) if shown else 1
    for row, ((node, tasks), lines) in enumerate(zip(shown, names, strict=True)):
        bar = _Bar(node, len(tasks), len(tasks) / most)
        shapes.append(_partner(bar, lines, _Row(top + row * high, high)))
    rows = max(len(profile.edges), len(shown))
    if len(profile.partners) > len(shown):
        more = words.say("agency.more", n=len(profile.partners) - len(shown))
        shapes.append(Text(LEFT + 24, top + len(shown) * high + 20, more, "muted", SMALL))
        rows = max(rows, len(shown) + 1)
    return Drawing(WIDTH, top + rows * high + 4, tuple(shapes))


@dataclass(frozen=True, slots=True)
class _Row:
    """A stripe of the profile: where it begins and how high it is."""

    top: float
    high: float

    def lines(self, x: float, texts: tuple[str, ...], size: float) -> list[Text]:
        """One line beside the box of 26 units that the stripe begins with, or two."""
        first = self.top + 18.5 if len(texts) == 1 else self.top + 15
        return [Text(x, first + 18 * n, text, "ink", size) for n, text in enumerate(texts)]


@dataclass(frozen=True, slots=True)
class _Bar:
    """A partner, how many tasks it shares, and their share of the most."""

    node: Node
    shared: int
    share: float


def _task(edge: Edge, name: str, lines: tuple[str, ...], row: _Row, words: Words) -> Link:
    style, y = edge.style, row.top
    letter, role = words.say(f"letter.{style}"), words.say(f"role.{style}")
    return Link(
        edge.task,
        f"{name}: {role}",
        (
            Rect(MARGIN, y, 26, 26, f"cell-{style}", 3),
            Text(MARGIN + 13, y + 18, letter, f"on-{style}", SMALL, "middle"),
            *row.lines(MARGIN + 36, lines, BODY),
        ),
        (Rect(MARGIN - 4, y - 3, LEFT - 2, row.high, "markbox", 5),),
    )


def _partner(bar: _Bar, lines: tuple[str, ...], row: _Row) -> Link:
    left, y = LEFT + 24, row.top
    start = left + _NAME
    width = (WIDTH - MARGIN - 34 - start) * bar.share
    return Link(
        bar.node.id,
        f"{bar.node.label}: {bar.shared}",
        (
            *row.lines(left, lines, SMALL),
            Rect(start, y + 3, round(width, 2), 20, "bar", 2),
            Text(round(start + width + 7, 2), y + 18, str(bar.shared), "count", SMALL),
        ),
        (Rect(left - 4, y - 3, WIDTH - left, row.high, "markbox", 5),),
    )
