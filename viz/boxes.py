"""Rows to boxes: what each task and party is called in the picture, and where its box stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plangraph.viz import layout
from plangraph.viz.elements import Band, Edge, Node, NodeKind
from plangraph.viz.extract import Extract, ItemFacts, PartyFacts
from plangraph.viz.words import Words

_TASK_TEXT = layout.TASK_WIDTH - 2 * layout.PADDING
_LINES = 3  # of a name in its box
_PARTY_TEXT = layout.AGENCY_WIDTH - 2 * layout.PADDING - layout.COUNT_WIDTH


@dataclass(frozen=True, slots=True)
class Naming:
    """How boxes are named: the language's words, and the address before a key (may be empty)."""

    words: Words
    link_base: str = ""

    def href(self, key: str) -> str:
        """The address of a thing's page, empty where pages have no addresses."""
        return self.link_base + key if self.link_base else ""


def place_nodes(
    extract: Extract, items: Sequence[ItemFacts], edges: Sequence[Edge], naming: Naming
) -> tuple[tuple[Node, ...], tuple[Band, ...], float]:
    """All nodes (tasks in document order, then parties from the top), headings, and the height."""
    loads = Counter(key for edge in edges for key in (edge.task, edge.agency))
    plans = {plan.key: plan.title for plan in extract.plans}
    tasks = [_task(item, loads[item.key], plans, naming) for item in items]
    parties = _parties(extract.parties, edges, loads, naming)
    order = layout.order_by_barycentre(
        list(parties), [task.id for task in tasks], [(edge.task, edge.agency) for edge in edges]
    )
    headings = _headings(items, plans)
    placement = layout.place_columns(
        [layout.Box(task.id, task.lines, headings.get(task.id, "")) for task in tasks],
        [layout.Box(key, parties[key].lines) for key in order],
    )
    placed = [_at(node, placement.places[node.id]) for node in tasks]
    placed += [_at(parties[key], placement.places[key]) for key in order]
    bands = tuple(Band(text, p.x, p.y, p.width, p.height) for text, p in placement.headings)
    return tuple(placed), bands, placement.height


def _at(node: Node, place: layout.Place) -> Node:
    return replace(node, x=place.x, y=place.y, width=place.width, height=place.height)


def _unplaced(kind: NodeKind, key: str, label: str, lines: tuple[str, ...]) -> Node:
    return Node(key, kind, label, label, lines, 0, "", 0.0, 0.0, 0.0, 0.0)


def _task(item: ItemFacts, load: int, plans: Mapping[str, str], naming: Naming) -> Node:
    label = f"{item.number} {item.title}".strip()
    texts = [] if load else [naming.words.say("line.unowned")]
    if len(plans) > 1:
        texts.append(naming.words.say("line.plan", plan=plans[item.plan]))
    node = _unplaced(NodeKind.TASK, item.key, label, layout.cut_lines(label, _TASK_TEXT, _LINES))
    return replace(
        node,
        count=load,
        href=naming.href(item.key),
        texts=tuple(texts),
        family=plans[item.plan] if len(plans) > 1 else item.number[:-1] or item.parent,
    )


def _headings(items: Sequence[ItemFacts], plans: Mapping[str, str]) -> dict[str, str]:
    """Plan titles by the first item of each plan; none where only one plan is shown."""
    if len(plans) < 2:
        return {}
    firsts: dict[str, str] = {}
    for item in items:
        firsts.setdefault(item.plan, item.key)
    width = layout.TASK_WIDTH
    return {key: layout.cut_lines(plans[plan], width, most=1)[0] for plan, key in firsts.items()}


def _parties(
    facts: Sequence[PartyFacts], edges: Sequence[Edge], loads: Mapping[str, int], naming: Naming
) -> dict[str, Node]:
    """The parties that share in something: the busiest first, then as they appear."""
    printed = _printed_names(edges)
    by_key = {party.key: party for party in facts}
    shown = _distinct_labels(printed, by_key)
    english = _english_names([by_key[key] for key in printed]) if naming.words.lang == "en" else {}
    busiest_first = sorted(printed, key=lambda key: -loads[key])
    return {
        key: replace(
            _party(by_key[key], shown[key], english.get(key, ""), printed[key], naming.words),
            count=loads[key],
            href=naming.href(key),
        )
        for key in busiest_first
    }


def _english_names(parties: Sequence[PartyFacts]) -> dict[str, str]:
    """English names by key, without the place (after the comma) where all name the same one."""
    names = {party.key: party.name_en for party in parties if party.name_en}
    places = {name.rpartition(", ")[2] if ", " in name else "" for name in names.values()}
    if len(names) < 2 or len(places) > 1:
        return names
    return {key: name.rpartition(", ")[0] or name for key, name in names.items()}


def _printed_names(edges: Sequence[Edge]) -> dict[str, list[str]]:
    """For each party its printed names, the most frequent first."""
    names: dict[str, Counter[str]] = {}
    for edge in edges:
        names.setdefault(edge.agency, Counter()).update(s.printed for s in edge.statements)
    return {key: [name for name, _ in counter.most_common()] for key, counter in names.items()}


def _distinct_labels(
    printed: Mapping[str, Sequence[str]], facts: Mapping[str, PartyFacts]
) -> dict[str, str]:
    """The printed name; the official one where two parties (of two cities) are printed alike."""
    bearers = Counter(names[0] for names in printed.values())
    return {
        key: names[0] if bearers[names[0]] == 1 else facts[key].name
        for key, names in printed.items()
    }


def _party(
    party: PartyFacts, label: str, english: str, printed: Sequence[str], words: Words
) -> Node:
    lines = layout.cut_lines(label, _PARTY_TEXT, _LINES)
    if english:
        lines = (*layout.cut_lines(english, _PARTY_TEXT, _LINES), *lines)
    texts = [words.say("line.full_name", name=party.name)] if party.name != label else []
    others = [name for name in printed if name != label]
    if others:
        texts.append(words.say("line.printed", names=words.join(others)))
    shown = f"{english} ({label})" if english else label
    node = _unplaced(NodeKind.AGENCY, party.key, shown, lines)
    return replace(node, full_label=party.name, texts=tuple(texts), family=party.function)
