"""Facts of a plan to the cards beside its text: what was read at a place, how, and how surely."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rdflib import URIRef

from plangraph.api.addresses import local_key
from plangraph.api.parts import Evidence, Ref
from plangraph.api.reader import Reader, printed, term_name
from plangraph.api.text_marks import Place
from plangraph.api.things import Thing
from plangraph.graph.pinning import look_up
from plangraph.ontology import iris
from plangraph.viz.words import Words

KINDS: Final = {
    "task": ("Task",),
    "unit": ("Goal", "Section", "Requirement"),
    "measure": ("Measure",),
    "agency": ("Responsibility",),
    "target": ("Target", "Direction"),
    "phase": ("Phase", "PhaseStep"),
    "region": ("RegionMention",),
    "name": ("Mention",),
    "cite": ("Citation",),
    "head": ("rdf:Statement",),
    "unread": ("Unread",),
}  # in the order of the legend, with the classes of each
_FOUND: Final = """
SELECT ?graph ?fact ?property ?start ?end WHERE {
  GRAPH ?graph {
    ?span oa:start ?start . FILTER(?start >= START && ?start < END)
    ?span oa:end ?end . ?fact ?property ?span
  }
} ORDER BY ?start ?end ?fact"""
_PATHS: Final = ("^hasResponsibility", "party", "role", "place", "thing", "inItem", "evidence")
_LONG: Final = 48  # characters of a title that a card shows


@dataclass(frozen=True, slots=True)
class Found:
    """A fact and a stretch of its words; ``kind`` is the property that leads to them."""

    iri: str
    kind: str
    start: int
    end: int

    @property
    def card(self) -> str:
        """The name of the card that tells of it."""
        return local_key(self.iri).split("/", 2)[-1].replace("/", "-")


class Chip(NamedTuple):
    """A thing that a card leads to: its name as printed, its key, its English name if known."""

    label: str
    key: str
    english: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: a key of its label (or a word of the vocabulary), text, things."""

    label: str
    text: str = ""
    refs: tuple[Chip, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What was read at one place.

    Attributes:
        key: Of the thing that has a page; empty if it has none.
        evidence: Its words; of an unread passage without a rule.
        places: Where it is marked in the text.
    """

    id: str
    iri: str
    kind: str
    title: str
    key: str
    lines: tuple[Line, ...]
    evidence: Evidence
    places: tuple[Place, ...]

    def read(self, words: Words) -> str:
        """What was read, in one line, for a report."""
        lines = [
            " ".join(
                filter(None, [_said(line, words), line.text, *(ref.label for ref in line.refs)])
            )
            for line in self.lines
        ]
        return " · ".join(filter(None, [self.title, *lines]))


def _said(line: Line, words: Words) -> str:
    return words.texts.get(line.label, line.label)


def read_found(reader: Reader, plan: str, part: tuple[int, int] | None = None) -> list[Found]:
    """The facts of a plan, or of a part of its text, in order, with the places of their words."""
    start, end = part or (0, sys.maxsize)
    query = _FOUND.replace("START", str(start)).replace("END", str(end))
    graph = {"graph": URIRef(iris.absolute(iris.graph_key(plan)))}
    return [
        Found(
            str(row["fact"]),
            str(row["property"]).rpartition("#")[2],
            int(str(row["start"])),
            int(str(row["end"])),
        )
        for row in look_up(reader.store, query, graph).values()
    ]


def make_cards(reader: Reader, found: Sequence[Found], text: str) -> list[Card]:
    """A card for each fact, and one for the duties that one statement gives in one role."""
    reader.things.load({one.iri for one in found}, *_PATHS)
    grouped: dict[tuple[str, ...], list[Found]] = {}
    for one in found:
        thing = reader.things[one.iri]
        kind = _kind_of(thing)
        if kind and one.kind in ("evidence", "nameSpan", "datesEvidence"):
            grouped.setdefault(_group(thing, kind), []).append(one)
    cards = [_card(reader, key[0], rows, text) for key, rows in grouped.items()]
    return sorted(cards, key=lambda card: (card.evidence.start, card.evidence.end))


def _kind_of(thing: Thing) -> str:
    return next((kind for kind, names in KINDS.items() if any(map(thing.is_a, names))), "")


def _group(thing: Thing, kind: str) -> tuple[str, ...]:
    if kind != "agency":
        return kind, thing.iri
    return kind, thing.iri_of("evidence") or "", thing.iri_of("role") or ""


def _card(reader: Reader, kind: str, rows: Sequence[Found], text: str) -> Card:
    first = rows[0]
    thing = reader.things[first.iri]
    title, lines = _TELL[kind](reader, thing)
    if kind == "agency":
        lines = _parties(reader, [row.iri for row in rows])
    name = "nameSpan" if any(row.kind == "nameSpan" for row in rows) else ""
    marked = [row for row in rows if not name or row.kind == name]
    places = dict.fromkeys(Place(row.start, row.end, kind, first.card) for row in marked)
    return Card(
        id=first.card,
        iri=thing.iri,
        kind=kind,
        title=title,
        key=local_key(thing.iri) if kind in _PAGED and not thing.is_a("PhaseStep") else "",
        lines=tuple(lines),
        evidence=_evidence(reader, thing, first, text),
        places=tuple(places),
    )


_PAGED: Final = ("task", "measure", "target", "phase")


def _evidence(reader: Reader, thing: Thing, row: Found, text: str) -> Evidence:
    found = reader.maybe_evidence(thing)
    if found is not None and found.quote:
        return found
    return Evidence(
        quote=text[row.start : row.end],
        start=row.start,
        end=row.end,
        span=thing.iri_of("evidence") or "",
        text="",
        rule=None,
        confidence=None,
        status="stated",
    )


Told = tuple[str, list[Line]]


def _unit(reader: Reader, thing: Thing) -> Told:
    due = printed(thing, "due", "duePrecision") or thing.text("dueWords")
    lines = [Line("card.due", due)] if due else []
    duties = reader.things[thing.iri].iris("hasResponsibility")
    reader.things.load(duties, "role", "party")
    rows = sorted((reader.things[iri] for iri in duties), key=lambda one: one.count("sequence"))
    parties = dict.fromkeys(_party(reader, one) for one in rows)
    if parties:
        lines.append(Line("card.agencies", refs=tuple(parties)))
    return f"{thing.text('number') or ''} {thing.label()}".strip(), lines


def _party(reader: Reader, duty: Thing) -> Chip:
    party = reader.ref(duty.iri_of("party") or "")
    return Chip(duty.text("printedName") or "", party.key, party.english)


def _measure(_: Reader, thing: Thing) -> Told:
    text = thing.text("text") or thing.label()
    return text[:_LONG] + ("…" if len(text) > _LONG else ""), []


def _target(_: Reader, thing: Thing) -> Told:
    lines = [Line("card.due", due)] if (due := printed(thing, "due", "duePrecision")) else []
    sign = term_name(thing.iri_of("comparator") or "")
    value = thing.text("sourceValue")
    if value:
        return thing.label(), [Line(f"sign.{sign}", value), *lines]
    return thing.label(), [Line("card.words", thing.text("words") or ""), *lines]


def _phase(_: Reader, thing: Thing) -> Told:
    if thing.is_a("PhaseStep"):
        return thing.label(), [Line("phase.checkpoint")] if thing.flag("checkpoint") else []
    days = [printed(thing, f"{end}Date", f"{end}Precision") or "–" for end in ("start", "end")]
    return thing.text("phaseName") or thing.label(), [Line("card.dates", " – ".join(days))]


def _parties(reader: Reader, duties: Iterable[str]) -> list[Line]:
    rows = [reader.things[iri] for iri in dict.fromkeys(duties)]
    rows.sort(key=lambda one: one.count("rank"))
    items = {
        Chip(item.label(), local_key(item.iri))
        for row in rows
        for item in reader.things.sources(row.iri, "hasResponsibility")
    }
    lines = [Line("card.agencies", refs=tuple(dict.fromkeys(_party(reader, row) for row in rows)))]
    return [*lines, Line("card.for", refs=tuple(sorted(items, key=lambda one: one.key)))]


def _duty(reader: Reader, thing: Thing) -> Told:
    return reader.things[thing.iri_of("role") or ""].label(reader.lang), []


def _region(reader: Reader, thing: Thing) -> Told:
    places = tuple(_chip(ref) for ref in reader.refs(thing, "place"))
    lines = [Line("card.place", refs=places)] if places else []
    return thing.text("printedName") or "", lines


def _chip(ref: Ref) -> Chip:
    return Chip(ref.label, ref.key, ref.english)


def _name(reader: Reader, thing: Thing) -> Told:
    kind = term_name(thing.iri_of("mentionKind") or "")
    named = reader.maybe_ref(thing.iri_of("thing"))
    refs = (_chip(named),) if named else ()
    return thing.text("printedName") or "", [Line(kind, refs=refs)]


def _cite(_: Reader, thing: Thing) -> Told:
    lines = [Line("card.number", number)] if (number := thing.text("docNumber")) else []
    basis = [Line("basis.basis")] if thing.flag("basis") else []
    return thing.text("dcterms:title") or "", lines + basis


def _head(_: Reader, thing: Thing) -> Told:
    return thing.text("fieldValue") or "", [Line(f"field.{thing.text('field')}")]


def _unread(_: Reader, thing: Thing) -> Told:
    return "", [Line(f"reason.{thing.text('reason')}")]


_TELL: Final[Mapping[str, Callable[[Reader, Thing], Told]]] = {
    "task": _unit,
    "unit": _unit,
    "measure": _measure,
    "agency": _duty,
    "target": _target,
    "phase": _phase,
    "region": _region,
    "name": _name,
    "cite": _cite,
    "head": _head,
    "unread": _unread,
}
