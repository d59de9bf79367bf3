"""The name of a view to its figure, for a command line, a notebook or a page that knows names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rdflib import Literal, URIRef

from plangraph.graph.pinning import look_up
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError
from plangraph.viz.agency_figure import agency_figure, agency_of
from plangraph.viz.choice import Choice
from plangraph.viz.elements import Scene
from plangraph.viz.extract import plan_iri
from plangraph.viz.map_figure import map_figure
from plangraph.viz.matrix_figure import matrix_figure
from plangraph.viz.network_figure import network_of
from plangraph.viz.scene import chosen_scene
from plangraph.viz.shapes import Figure
from plangraph.viz.targets_figure import targets_figure
from plangraph.viz.timeline_figure import timeline_figure

VIEWS = ("map", "matrix", "network", "timeline", "targets", "agency")
UNFILTERED = ("timeline", "targets")
_IRI = re.compile(r"[^\x00-\x20<>\"{}|^`\\]+")
_NAMED = """SELECT DISTINCT ?party WHERE {{
  {condition}
  {{ ?party a pg:Party ; skos:prefLabel|skos:altLabel ?name }}
  UNION {{ ?printed a pg:PrintedName ; pg:party ?party ; pg:printedName ?name }}
}}"""
_EXACT = "VALUES ?name {{ {texts} }}"
_PART = "FILTER(CONTAINS(STR(?name), {wanted}))"
_RESPONSIBLE = """SELECT DISTINCT ?party ?name ?plan WHERE {{
  VALUES ?party {{ {parties} }}
  ?item pg:responsibleParty ?party ; pg:inPlan ?plan .
  ?party skos:prefLabel ?name FILTER(LANG(?name) = "zh")
}} ORDER BY ?name"""
_SHOWN = 8  # names in a message


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn.

    Attributes:
        view: One of VIEWS.
        plan_key: One plan; ``None`` for all plans of the store.
        lang: ``zh`` or ``en``.
        choice: What to show of it; not for ``timeline`` and ``targets``.
        party: Key or name of the party of an ``agency`` view, or in the middle of a ``network``.
        around: Key of a box or a group: of a map or matrix that is too large to be drawn box by
            box, only what has to do with it.
    """

    view: str
    plan_key: str | None = None
    lang: str = "zh"
    choice: Choice = field(default_factory=Choice)
    party: str = ""
    around: str = ""


def figure_of(store: Store, asked: Asked) -> Figure:
    """The figure that is asked for.

    Raises:
        InvalidQueryError: There is no such view, it cannot be filtered, or it needs a party.
        UnknownThingError: The store has no such plan, party, phase or region.
    """
    if asked.view not in VIEWS:
        raise InvalidQueryError(
            f"there is no view {asked.view!r}", advice=f"Choose one of {', '.join(VIEWS)}."
        )
    if asked.view in UNFILTERED:
        return _of_dates(store, asked)
    if asked.view == "agency" and not asked.party:
        raise InvalidQueryError(
            "this view shows one party", advice="Name one: its key, or words of its name."
        )
    party = find_party(store, asked.party, asked.plan_key) if asked.party else ""
    if asked.view == "agency" and not asked.choice:
        return agency_figure(store, party, asked.lang, asked.plan_key)
    return _of_scene(store, asked, party)


def _of_dates(store: Store, asked: Asked) -> Figure:
    if asked.choice or asked.party:
        raise InvalidQueryError(
            f"the view {asked.view} shows no parties that could be filtered",
            advice="Leave the filters out, or choose map, matrix, network or agency.",
        )
    draw = timeline_figure if asked.view == "timeline" else targets_figure
    return draw(store, asked.plan_key, asked.lang)


def _of_scene(store: Store, asked: Asked, party: str) -> Figure:
    scene = chosen_scene(store, asked.plan_key, asked.lang, asked.choice)
    if asked.choice and not scene.nodes:
        raise UnknownThingError("The filters leave nothing to show.", advice="Take one out.")
    return figure_of_scene(scene, asked, party)


def figure_of_scene(scene: Scene, asked: Asked, party: str = "") -> Figure:
    """The figure of a scene that was made already; of what is asked, only the view and ``around``.

    Raises:
        UnknownThingError: The party has no task in the scene.
    """
    if asked.view == "agency":
        return agency_of(scene, party)
    if asked.view == "network":
        return network_of(scene, party)
    draw = map_figure if asked.view == "map" else matrix_figure
    return draw(scene, asked.around)


def find_party(store: Store, wanted: str, plan_key: str | None = None) -> str:
    """The key of the one party with this key or name, else the one whose names hold these words.

    Raises:
        UnknownThingError: No party fits, or more than one.
    """
    plan = plan_iri(store, plan_key)
    if wanted.startswith("org/") and _responsible(store, [iris.absolute(wanted)], plan):
        return wanted
    full = _named(store, _EXACT, wanted, plan) or _named(store, _PART, wanted, plan)
    if wanted and len(full) == 1:
        return iris.key_of(next(iter(full)))
    raise _unclear(wanted, list(full.values()))


def _named(store: Store, condition: str, wanted: str, plan: str | None) -> dict[str, str]:
    """The parties with a fitting name that have something to do, with their full names."""
    texts = " ".join(Literal(wanted, lang=lang).n3() for lang in (None, "zh", "en"))
    told = condition.format(texts=texts, wanted=Literal(wanted).n3())
    rows = store.query(_NAMED.format(condition=told)).values()
    return _responsible(store, [str(row["party"]) for row in rows], plan)


def _responsible(store: Store, parties: Sequence[str], plan: str | None) -> dict[str, str]:
    """Those of the parties that a plan makes responsible for something, with their full names."""
    known = [party for party in parties if _IRI.fullmatch(party)]
    if not known:
        return {}
    query = _RESPONSIBLE.format(parties=" ".join(f"<{party}>" for party in known))
    rows = look_up(store, query, {"plan": URIRef(plan)} if plan else {}).values()
    return {str(row["party"]): str(row["name"]) for row in rows}


def _unclear(wanted: str, names: list[str]) -> UnknownThingError:
    if not names:
        return UnknownThingError(
            "No party of that name is responsible for anything there.",
            where=wanted,
            advice="`plangraph view map -o map.html` shows the parties.",
        )
    shown = "、".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    return UnknownThingError(
        f"{len(names)} parties have such a name: {shown}.",
        where=wanted,
        advice="Say it at full length, or name a plan.",
    )
