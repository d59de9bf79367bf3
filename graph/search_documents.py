"""A store to what can be found in it: one document a thing, with all the texts that it is found by.

Asked by queries alone, so that any kind of store can be searched. What a kind is called, and what
counts for more, stands in ``search_kinds.tsv``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from rdflib.namespace import DCTERMS, RDFS

from plangraph.graph.answer import Answer
from plangraph.graph.questions import Row, question
from plangraph.graph.terms import Term
from plangraph.ontology import iris

_NAMES = {str(DCTERMS.title), str(RDFS.label)}
_BLOCK = 500  # things a query; longer blocks of VALUES parse slower than a second query costs


class Source(Protocol):
    """What the index reads: a store, whoever keeps it."""

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Answer:
        """As :meth:`Store.query`."""

    def plan_keys(self) -> list[str]:
        """As :meth:`Store.plan_keys`."""

    def generation(self) -> str:
        """As :meth:`Store.generation`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be found.

    Attributes:
        number: Its place in the order of kinds, from 0.
        classes: The class of its things first, then those that all of them belong to as well.
        weight: How far up its things come.
        named: Whether its texts are names or titles.
    """

    name: str
    number: int
    classes: tuple[str, ...]
    title_zh: str
    title_en: str
    weight: float
    named: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A thing that can be found.

    Attributes:
        plan: Key of the plan that holds it; ``None`` for what plans share.
        texts: What it is found by; the first is how it is called.
        close: Further names that it is recognised by and that no graph holds.
        span: IRI of the stretch of text that proves it; ``None`` for what plans share.
    """

    iri: str
    kind: str
    plan: str | None
    texts: tuple[str, ...]
    close: tuple[str, ...] = ()
    span: str | None = None


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name, in their order."""
    text = files(__package__).joinpath("search_kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        name: Kind(name, number, tuple(classes.split("|")), zh, en, float(weight), named == "1")
        for number, (name, classes, zh, en, weight, named) in enumerate(rows[1:])
    }


def kinds_of_class(iri: str) -> frozenset[str] | None:
    """The kinds whose things may be of a class; ``None`` where any may."""
    local = iri.removeprefix(iris.NS)
    found = frozenset(kind.name for kind in kinds().values() if local in kind.classes)
    return found or None


def documents_of(store: Source, plan_key: str) -> list[Document]:
    """What a plan holds, in the order of the document; empty if the store has no such plan."""
    asked = question("search_texts")
    bindings = asked.bindings(plan=iris.absolute(f"plan/{plan_key}"))
    by_thing: defaultdict[str, list[Row]] = defaultdict(list)
    for row in store.query(_unsorted(asked.sparql), bindings).values():
        by_thing[str(row["thing"])].append(row)
    ordered = sorted(by_thing, key=lambda iri: (int(str(by_thing[iri][0]["sequence"] or 0)), iri))
    return [_document(iri, plan_key, by_thing[iri]) for iri in ordered]


def shared_documents(store: Source, things: Iterable[str] | None = None) -> list[Document]:
    """The parties, regions and named things of a store: all of them, or those with these IRIs."""
    by_thing: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _names(store, things):
        by_thing[str(row["thing"]), _kind_name(row)].append(row)
    return [_shared(iri, kind, rows) for (iri, kind), rows in by_thing.items()]


def named_by(store: Source, plan_key: str) -> list[str]:
    """The shared things that a plan names."""
    asked = question("search_plans")
    bindings = asked.bindings(plan=iris.absolute(f"plan/{plan_key}"))
    rows = store.query(_unsorted(asked.sparql), bindings).values()
    return [str(row["thing"]) for row in rows]


def _unsorted(sparql: str) -> str:
    """The query without its order, which costs the engine as much as all else."""
    return sparql.rpartition("ORDER BY")[0]


def _document(iri: str, plan_key: str, rows: list[Row]) -> Document:
    kind = _kind_name(rows[0])
    ordered = sorted(rows, key=lambda row: (row["property"] not in _NAMES, str(row["text"])))
    texts = tuple(dict.fromkeys(str(row["text"]) for row in ordered))
    span = rows[0]["span"]
    return Document(iri, kind, plan_key, texts, span=None if span is None else str(span))


def _names(store: Source, things: Iterable[str] | None) -> Iterator[Row]:
    sparql = _unsorted(question("search_names").sparql)
    if things is None:
        yield from store.query(sparql).values()
        return
    known = sorted(things)
    for start in range(0, len(known), _BLOCK):
        values = " ".join(f"<{iri}>" for iri in known[start : start + _BLOCK])
        block = f"WHERE {{ VALUES ?thing {{ {values} }}"
        yield from store.query(sparql.replace("WHERE {", block, 1)).values()


def _kind_name(row: Row) -> str:
    local = str(row["kind"]).removeprefix(iris.NS)
    return next(kind.name for kind in kinds().values() if kind.classes[0] == local)


def _shared(iri: str, kind: str, rows: list[Row]) -> Document:
    ordered = sorted(rows, key=_importance)
    names = tuple(dict.fromkeys(str(row["name"]) for row in ordered))
    return Document(iri, kind, None, names, _with_home(names, rows[0]["home"]))


def _importance(row: Row) -> tuple[bool, bool, str]:
    """The official Chinese name first, the English one last."""
    return (
        row["language"] == "en",
        not str(row["property"]).endswith("#prefLabel"),
        str(row["name"]),
    )


def _with_home(names: tuple[str, ...], home: object) -> tuple[str, ...]:
    """Short names under their place: what Kunming prints as 市科技局 is 昆明市科技局 elsewhere.

    >>> _with_home(("昆明市科学技术局", "市科技局"), "昆明市")
    ('昆明市科技局',)
    """
    if not isinstance(home, str) or len(home) < 2:
        return ()
    full = (home + name[1:] for name in names if name.startswith(home[-1]) and len(name) > 2)
    return tuple(name for name in dict.fromkeys(full) if name not in names)
