"""A store to a picture: who is responsible for what, as boxes, links, places and texts.

``extract`` asks the store, ``boxes`` names and places what is drawn, ``summary`` finds the
sentences; this module joins them. It leaves drawing to ``page``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plangraph.graph.store import Store
from plangraph.ontology.model import ItemKind
from plangraph.viz import layout, summary
from plangraph.viz.boxes import Naming, place_nodes
from plangraph.viz.choice import Choice, chosen
from plangraph.viz.elements import ROLE_OF, Cell, Edge, EdgeRole, Node, Quote, Row, Scene, Statement
from plangraph.viz.extract import (
    Extract,
    Include,
    ItemFacts,
    StatementFacts,
    joined,
    plan_iri,
    read_extract,
)
from plangraph.viz.words import Words, figure_words, words_of

__all__ = ["Scene", "chosen_scene", "party_scene", "responsibility_scene", "scene_of"]

_STRENGTH = list(EdgeRole)


def responsibility_scene(
    store: Store,
    plan_key: str | None = None,
    lang: str = "zh",
    *,
    include: Include = "tasks",
    link_base: str = "",
) -> Scene:
    """The responsibility map of one plan, or of all plans of the store.

    Args:
        store: Where the plans are.
        plan_key: One plan's key; ``None`` for every plan.
        lang: ``zh`` or ``en``; names stay as the plan prints them.
        include: ``all`` adds phases and requirements that name a party.
        link_base: Address before a thing's key, for links to its page; empty for no links.

    Raises:
        UnknownThingError: The store has no such plan.
    """
    extract = read_extract(store, plan_key, include, described=lang != "zh")
    return scene_of(extract, words_of(lang), link_base=link_base)


def chosen_scene(
    store: Store,
    plan_key: str | None = None,
    lang: str = "zh",
    choice: Choice | None = None,
    *,
    link_base: str = "",
) -> Scene:
    """The responsibility map of tasks with a filter, which the subtitle tells.

    ``link_base`` is the address before a thing's key, for links to its page; empty for no links.

    Raises:
        UnknownThingError: The store has no such plan, or the choice names what it does not hold.
        InvalidQueryError: The choice names a role that there is not.
    """
    described = lang != "zh" or bool(choice and choice.functions)
    extract = read_extract(store, plan_key, described=described)
    if not choice:
        return scene_of(extract, words_of(lang), link_base=link_base)
    extract = chosen(extract, choice, store, plan_iri(store, plan_key))
    scene = scene_of(extract, words_of(lang), link_base=link_base)
    return replace(scene, subtitle=f"{scene.subtitle} · {choice.note(figure_words(lang))}")


def party_scene(
    store: Store, party_key: str, plan_keys: Sequence[str], lang: str, choice: Choice
) -> Scene:
    """The tasks that one party shares in, in some plans, with everybody else who shares in them.

    Raises:
        UnknownThingError: The choice names what the store does not hold.
        InvalidQueryError: The choice names a role that there is not.
    """
    described = lang != "zh" or bool(choice.functions)
    extract = joined([read_extract(store, key, described=described) for key in plan_keys])
    own = {row.item for row in extract.statements if row.party == party_key}
    extract = replace(
        extract,
        items=tuple(item for item in extract.items if item.key in own),
        statements=tuple(row for row in extract.statements if row.item in own),
    )
    held = {row.party for row in extract.statements}
    extract = replace(extract, parties=tuple(p for p in extract.parties if p.key in held))
    return scene_of(chosen(extract, choice, store, None), words_of(lang))


def scene_of(extract: Extract, words: Words, *, link_base: str = "") -> Scene:
    """The picture of rows that were already read."""
    edges = _edges(extract.statements)
    items = _shown_items(extract.items, {edge.task for edge in edges})
    several = len(extract.plans) > 1
    nodes, bands, height = place_nodes(extract, items, edges, Naming(words, link_base))
    by_id = {node.id: node for node in nodes}
    counted = "count.tasks" if all(i.kind is ItemKind.TASK for i in items) else "count.items"
    counts = summary.counts_of(counted, len(items), len(nodes) - len(items), len(edges), words)
    sentences = summary.summary_of(by_id, edges, counted, words)
    source = "" if several or not extract.plans else summary.source_of(extract.plans[0], words)
    return Scene(
        lang=words.lang,
        title=summary.title_of(extract.plans, words),
        subtitle=" · ".join([*counts, *([words.say("source", source=source)] if source else [])]),
        summary=sentences,
        alt=words.say(
            "alt", tasks=counts[0], agencies=counts[1], edges=counts[2], summary=sentences[0]
        ),
        citation=summary.citation_of(extract.plans, words),
        nodes=nodes,
        edges=edges,
        bands=bands,
        rows=_rows(extract, items, edges, by_id, words),
        width=layout.WIDTH,
        height=height,
        subject=summary.subject_of(extract.plans, words),
    )


def _edges(statements: Sequence[StatementFacts]) -> tuple[Edge, ...]:
    """One edge a pair of task and party, in the order of their first statement."""
    grouped: dict[tuple[str, str], list[StatementFacts]] = {}
    for row in statements:
        grouped.setdefault((row.item, row.party), []).append(row)
    roles = {pair: _strongest(rows) for pair, rows in grouped.items()}
    led = {task for (task, _), role in roles.items() if role is EdgeRole.LEAD}
    return tuple(
        Edge(
            id=f"{task}|{party}",
            task=task,
            agency=party,
            role=roles[task, party],
            first=task not in led and _printed_first(rows, roles[task, party]),
            statements=tuple(Statement(r.duty, r.rank, r.printed, r.quote, r.iri) for r in rows),
        )
        for (task, party), rows in grouped.items()
    )


def _strongest(rows: Iterable[StatementFacts]) -> EdgeRole:
    return min((ROLE_OF.get(row.duty, EdgeRole.DUTY) for row in rows), key=_STRENGTH.index)


def _printed_first(rows: Sequence[StatementFacts], role: EdgeRole) -> bool:
    shares = role in {EdgeRole.RESPONSIBLE, EdgeRole.JOINT}
    return shares and any(row.rank == 1 for row in rows)


def _shown_items(items: Sequence[ItemFacts], owned: set[str]) -> list[ItemFacts]:
    """Owned items, and tasks without an owner above or below them: those are nobody's."""
    parents = {item.key: item.parent for item in items}
    above = {key: _ancestors(key, parents) for key in parents}
    covering = owned | {up for key in owned for up in above.get(key, ())}
    return [
        item
        for item in items
        if item.key in owned
        or (
            item.kind is ItemKind.TASK
            and item.key not in covering
            and owned.isdisjoint(above[item.key])
        )
    ]


def _ancestors(key: str, parents: dict[str, str]) -> list[str]:
    found: list[str] = []
    while (key := parents.get(key, "")) and key not in found:
        found.append(key)
    return found


def _rows(
    extract: Extract,
    items: Sequence[ItemFacts],
    edges: Sequence[Edge],
    nodes: dict[str, Node],
    words: Words,
) -> tuple[Row, ...]:
    """The picture as a table: a row a task, its parties in printed order, each quote once."""
    titles = {plan.key: plan.title for plan in extract.plans}
    linked: dict[str, list[Edge]] = {}
    for edge in edges:
        linked.setdefault(edge.task, []).append(edge)
    return tuple(
        Row(
            id=item.key,
            plan=titles[item.plan] if len(titles) > 1 else "",
            task=nodes[item.key].label,
            cells=tuple(
                _cell(edge, nodes[edge.agency], words) for edge in linked.get(item.key, ())
            ),
            quotes=_quotes(linked.get(item.key, ())),
        )
        for item in items
    )


def _cell(edge: Edge, agency: Node, words: Words) -> Cell:
    duties = dict.fromkeys(words.say(f"duty.{s.duty.value}") for s in edge.statements)
    return Cell(agency.label, agency.full_label, words.join(list(duties)))


def _quotes(edges: Iterable[Edge]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(s.quote for edge in edges for s in edge.statements))
