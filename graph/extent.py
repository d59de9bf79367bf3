"""How much of a store is exported: which plans, with or without what was inferred."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from rdflib.namespace import RDFS, SKOS

from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError
from plangraph.ontology.model import Plan
from plangraph.ontology.terms import ITEM_CLASSES, PARTY_CLASSES, PLACE_CLASSES
from plangraph.ontology.triples import from_nquads, vocabulary_graph

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Extent:
    """What of a store is exported.

    Attributes:
        plans: Keys of plans; empty for all that the store holds.
        inferred: Also what no plan states: inherited parties of measures, inferred links.
        lang: Language of headings and labels, ``zh`` or ``en``.
    """

    plans: tuple[str, ...] = field(default=())
    inferred: bool = True
    lang: str = "zh"

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise InvalidQueryError(
                f"There are no words for the language {self.lang!r}.",
                where="lang",
                advice=f"Choose one of {', '.join(LANGUAGES)}.",
            )

    def keys(self, store: Store) -> tuple[str, ...]:
        """The keys of the plans, sorted, each once."""
        return tuple(sorted(set(self.plans or store.plan_keys())))


def plans_of(store: Store, extent: Extent) -> list[Plan]:
    """The plans with all their rows, by key.

    Raises:
        UnknownThingError: The store does not hold one of them.
    """
    plans = [from_nquads(key, store.plan_nquads(key)) for key in extent.keys(store)]
    return plans if extent.inferred else [replace(plan, links=()) for plan in plans]


@cache
def words_of(lang: str) -> Mapping[str, str]:
    """The words in exported files by key."""
    column = 1 + LANGUAGES.index(lang)
    table = files("plangraph.graph").joinpath("export_words.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {line[0]: line[column] for line in lines[1:]}


@cache
def labels_of(lang: str) -> Mapping[str, str]:
    """The words of terms, kinds and functions by the name that rows give them.

    >>> labels_of("en")["role-lead"], labels_of("zh")["task"]
    ('lead', '任务')
    """
    graph = vocabulary_graph()
    found = {
        str(term).removeprefix(iris.VOCAB): str(label)
        for term, label in graph.subject_objects(SKOS.prefLabel)
        if getattr(label, "language", "") == lang
    }
    classes = {kind.value: term for kind, term in ITEM_CLASSES.items()}
    classes |= {kind.value: terms[-1] for kind, terms in PARTY_CLASSES.items()}
    classes |= {kind.value: terms[-1] for kind, terms in PLACE_CLASSES.items()}
    words = {
        term: str(label)
        for term, label in graph.subject_objects(RDFS.label)
        if getattr(label, "language", "") == lang
    }
    return found | {kind: words[term] for kind, term in classes.items()}
