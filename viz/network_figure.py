"""Shared tasks to a ring of parties: groups side by side, a line a pair, thicker for more tasks.

Every name stands outside the ring at its own place, so that none lies over another. In a picture
of one party that party stands in the middle.
"""

from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

from plangraph.graph.store import Store
from plangraph.viz.elements import Scene
from plangraph.viz.map_facts import Duties, fitted_name, names_of
from plangraph.viz.network_texts import description_of, sentences_of, table_of
from plangraph.viz.partners import Pair, Partners, partners_of
from plangraph.viz.scene import responsibility_scene
from plangraph.viz.shapes import (
    BODY,
    LEAST,
    SMALL,
    WIDEST,
    Drawing,
    Figure,
    Link,
    Path,
    Plain,
    Text,
    fitted,
)
from plangraph.viz.svg import disc
from plangraph.viz.words import Words, figure_words, titled

MOST_NODES = 100
MOST_LINES = 600
LEAST_HALF = 340.0
_LABEL = 270.0  # at most, and what the ring leaves
_LEAST_LABEL = 120.0
_STEP = 19.0  # along the ring, a name
_TWO_STEP = 32.0  # a name of two lines, in a ring that is not too large for them
_WIDEST_TWO = 240.0
_LINE = 15.0
_GROUP_GAP = 1.4  # names left out between two groups


def network_figure(
    store: Store, plan_key: str | None = None, lang: str = "zh", focus: str = ""
) -> Figure:
    """Who works with whom in one plan or all plans; with a focus, one party and its partners.

    Raises:
        UnknownThingError: No such plan, or the party in focus has no task there.
    """
    return network_of(responsibility_scene(store, plan_key, lang), focus)


def network_of(scene: Scene, focus: str = "") -> Figure:
    """The ring of a scene's parties."""
    words = figure_words(scene.lang)
    duties = Duties(scene)
    partners = partners_of(scene, focus)
    shown, least = _shown(partners)
    sentences = sentences_of(partners, words)
    notes = _notes(partners, shown, least, words)
    counts = [
        words.count("network.nodes", len(partners.nodes)),
        words.count("network.links", len(partners.pairs)),
    ]
    alt = words.say("network.alt", counts=words.join(counts), summary=sentences[0])
    title = titled("network", scene.subject, words)
    if focus:
        name = partners.nodes[focus].label
        title = words.say("network.ego", name=name, plan=scene.subject)
    return Figure(
        kind="network",
        lang=scene.lang,
        title=title,
        subtitle=" · ".join([*counts, *notes]),
        summary=sentences,
        alt=alt if partners.pairs else sentences[0],
        description=description_of(partners, sentences, words),
        citation=scene.citation,
        table=table_of(partners, duties, scene.subject, words),
        drawing=_Ring(partners, shown, words).drawing(),
        legend=tuple(
            (kind, words.say(f"legend.{kind}")) for kind in ("hub", "link") if partners.pairs
        ),
    )


def ring_of(partners: Partners, words: Words) -> Drawing:
    """The ring alone, with every pair."""
    return _Ring(partners, partners.pairs, words).drawing()


def _shown(partners: Partners) -> tuple[tuple[Pair, ...], int]:
    """The pairs that are drawn, and the least number of shared tasks among them."""
    weights = partners.measured.weighted_degree
    strongest = sorted(partners.nodes, key=lambda key: -weights.get(key, 0))[:MOST_NODES]
    kept = {*strongest, *({partners.focus} - {""})}
    pairs = [pair for pair in partners.pairs if pair.left in kept and pair.right in kept]
    if len(pairs) <= MOST_LINES:
        return tuple(pairs), 1
    least = len(pairs[MOST_LINES].tasks) + 1
    strong = tuple(pair for pair in pairs if len(pair.tasks) >= least)
    return (strong, least) if strong else (tuple(pairs[:MOST_LINES]), 1)


def _notes(partners: Partners, shown: tuple[Pair, ...], least: int, words: Words) -> list[str]:
    drawn = {key for pair in shown for key in (pair.left, pair.right)}
    notes = [words.say("network.shown", n=least)] if least > 1 else []
    if len(drawn) < len(partners.nodes):
        notes.append(words.say("network.largest", n=len(drawn)))
    return notes


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place on the ring: its angle, clockwise from the top, and where the dot stands."""

    angle: float
    x: float
    y: float


class _Ring:
    """Places on a circle, lines through it, names around it."""

    def __init__(self, partners: Partners, shown: tuple[Pair, ...], words: Words) -> None:
        self.partners = partners
        self.shown = shown
        self.words = words
        drawn = {key for pair in shown for key in (pair.left, pair.right)}
        groups = [[key for key in group if key in drawn] for group in partners.groups]
        groups = [[key for key in group if key != partners.focus] for group in groups]
        self.groups = [group for group in groups if group]
        slots = sum(map(len, self.groups)) + _GROUP_GAP * len(self.groups)
        self.radius, self.lines = self._size(slots)
        room = WIDEST / 2 - self.radius - 28
        self._room = max(_LEAST_LABEL, min(_LABEL, room))
        self.names = {key: self._name(key) for group in self.groups for key in group}
        angles = self._angles(slots)
        reach = {key: self.radius + 24 + self._long(key) for key in angles}
        across = [reach[key] * abs(sin(angle)) for key, angle in angles.items()]
        up = [reach[key] * cos(angle) for key, angle in angles.items()]
        self.x = min(WIDEST / 2, max([LEAST_HALF, *across]))
        self.y = max([self.radius, *up]) + 12
        self.height = self.y + max([self.radius, *(-far for far in up)]) + 12
        self.spots = {key: self._spot(angle) for key, angle in angles.items()}
        if partners.focus:
            self.spots[partners.focus] = _Spot(0.0, self.x, self.y)

    def drawing(self) -> Drawing:
        """The ring, or a sentence where nobody shares anything."""
        if not self.shown:
            return Drawing(640, 44, (Text(8, 30, self.words.say("network.alt_none")),))
        lines = [self._line(pair, "link") for pair in reversed(self.shown)]
        nodes = [self._node(key) for key in self.spots]
        return Drawing(2 * self.x, self.height, tuple(nodes), tuple(lines))

    def _size(self, slots: float) -> tuple[float, int]:
        """The radius, and how many lines a name may have: a second one where there is room."""
        keys = (key for group in self.groups for key in group)
        two = any(len(names_of(self.partners.nodes[key])) > 1 for key in keys)
        wide = slots * _TWO_STEP / (2 * pi)
        if two and wide <= _WIDEST_TWO:
            return max(150.0, wide), 2
        return max(150.0, slots * _STEP / (2 * pi)), 1

    def _name(self, key: str) -> list[Text]:
        name, *printed = names_of(self.partners.nodes[key])[: self.lines]
        below = [Text(0, 0, fitted(one, self._room, LEAST)[0], "muted", LEAST) for one in printed]
        return [Text(0, 0, fitted_name(name, self._room, SMALL), "ink", SMALL), *below]

    def _long(self, key: str) -> float:
        return max(line.width for line in self.names[key])

    def _angles(self, slots: float) -> dict[str, float]:
        """Clockwise from the top: group after group, in each the busiest first."""
        angles: dict[str, float] = {}
        slot = 0.5
        for group in self.groups:
            for key in sorted(group, key=lambda k: -self.partners.nodes[k].count):
                angles[key] = 2 * pi * slot / slots
                slot += 1
            slot += _GROUP_GAP
        return angles

    def _spot(self, angle: float) -> _Spot:
        x, y = self.x + self.radius * sin(angle), self.y - self.radius * cos(angle)
        return _Spot(angle, round(x, 2), round(y, 2))

    def _line(self, pair: Pair, style: str) -> Path:
        """A curve that bends towards the middle; its width is one of six steps."""
        one, other = self.spots[pair.left], self.spots[pair.right]
        step = min(6, len(pair.tasks))
        far = hypot(one.x - other.x, one.y - other.y) / (2 * self.radius)
        bend = 0.9 - 0.65 * min(1.0, far)
        x = self.x + (one.x + other.x - 2 * self.x) / 2 * bend
        y = self.y + (one.y + other.y - 2 * self.y) / 2 * bend
        name = f"{style}-{step}" if style == "link" else style
        return Path(f"M{one.x:g} {one.y:g}Q{x:.2f} {y:.2f} {other.x:g} {other.y:g}", name)

    def _node(self, key: str) -> Link:
        node, spot = self.partners.nodes[key], self.spots[key]
        pairs = [pair for pair in self.shown if key in {pair.left, pair.right}]
        tip = self.words.say(
            "network.tip", name=node.label, tasks=node.count, n=len(self.partners.neighbours(key))
        )
        size = 4 + min(node.count, 16) ** 0.5 * 1.8
        shapes: list[Plain] = [disc(spot.x, spot.y, round(size, 2), "hub"), *self._label(key, size)]
        marks: list[Plain] = [self._line(pair, "mark") for pair in pairs]
        for pair in pairs:
            other = self.spots[pair.right if pair.left == key else pair.left]
            marks.append(disc(other.x, other.y, 6, "check"))
        marks.append(disc(spot.x, spot.y, round(size + 2, 2), "check"))
        if key == self.partners.focus:
            marks += self._label(key, size)  # over its own lines
        return Link(key, tip, tuple(shapes), tuple(marks))

    def _label(self, key: str, size: float) -> list[Text]:
        if key == self.partners.focus:
            return self._middle(self.spots[key], size)
        lines = self.names[key]
        first = -_LINE * (len(lines) - 1) / 2
        return [
            self._outside(self.spots[key], size, line, first + _LINE * place)
            for place, line in enumerate(lines)
        ]

    def _middle(self, spot: _Spot, size: float) -> list[Text]:
        """The name of the party in the middle, above its dot, as wide as the ring leaves room."""
        label = self.partners.nodes[self.partners.focus].label
        lines = fitted(label, 1.5 * self.radius, BODY, 3)
        low = spot.y - size - 7 - 18 * (len(lines) - 1)
        return [
            Text(spot.x, round(low + 18 * n, 2), line, "told", BODY, "middle")
            for n, line in enumerate(lines)
        ]

    def _outside(self, spot: _Spot, size: float, line: Text, down: float) -> Text:
        away = size + 6
        x = spot.x + away * sin(spot.angle)
        y = spot.y - away * cos(spot.angle)
        degrees = spot.angle * 180 / pi - 90
        right = spot.angle < pi
        turned = degrees if right else degrees - 180
        drop = SMALL * 0.36 + down
        tilt = turned * pi / 180
        return replace(
            line,
            x=round(x - drop * sin(tilt), 2),
            y=round(y + drop * cos(tilt), 2),
            anchor="start" if right else "end",
            angle=round(turned, 2),
        )
