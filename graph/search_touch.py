"""A write to what the index has to look at again; where that cannot be told, at everything."""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.search_documents import kinds_of_class
from plangraph.graph.search_fill import Touched
from plangraph.graph.sparql_tokens import Token, read_tokens, write_tokens
from plangraph.ontology import iris

_TYPE: Final = str(RDF.type)
_LABELS: Final = frozenset(map(str, (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)))
_NAMES: Final = _LABELS | {iris.NS + "jurisdiction"}
_OURS: Final = (
    "noticeTitle docNumber inPlan sequence evidence text partOf hasVersion inVersion refersTo "
    "inItem thing"
)
_TEXTS: Final = frozenset(
    [
        str(DCTERMS.title),
        str(RDFS.label),
        *(PREFIXES["oa"] + name for name in ("exact", "start")),
        *(iris.NS + name for name in _OURS.split()),
    ]
)
_SHARED: Final = frozenset({"agency", "place", "thing"})


def touched_by(plan_key: str, quads: Iterable[ox.Quad]) -> Touched:
    """What a change of a plan touches, from the quads that it takes out or puts in."""
    told = (quad.subject for quad in quads if quad.predicate.value in _NAMES)
    things = {subject.value for subject in told if isinstance(subject, ox.NamedNode)}
    return Touched(frozenset({plan_key}), frozenset(things))


def touched_by_quads(quads: Iterable[ox.Quad]) -> Touched | None:
    """What any change touches, from the same; ``None`` where that cannot be told from them."""
    plans: set[str] = set()
    things: set[str] = set()
    for quad in quads:
        if not _concerns(quad):
            continue
        found = {_plan_of(quad.subject), _plan_of(quad.object)} - {None}
        plans |= {key for key in found if key is not None}
        if (thing := _named_thing(quad)) is not None:
            things.add(thing)
        elif not found:
            return None
    return Touched(frozenset(plans), frozenset(things))


def touched_by_update(update: str) -> Touched | None:
    """What an update touches that only puts data in or takes it out; ``None`` for any other."""
    tokens, end = read_tokens(update)
    inserted = _all_inserted(tokens)
    if inserted is None:
        return None
    scratch = ox.Store()
    try:
        scratch.update(write_tokens(inserted, end), prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return None
    return touched_by_quads(scratch)


def _concerns(quad: ox.Quad) -> bool:
    """Whether the index reads such a triple."""
    if quad.predicate.value == _TYPE:
        return isinstance(quad.object, ox.NamedNode) and _kinds(quad.object) is not None
    return quad.predicate.value in _NAMES | _TEXTS


def _kinds(term: ox.NamedNode) -> frozenset[str] | None:
    return kinds_of_class(term.value)


def _named_thing(quad: ox.Quad) -> str | None:
    """The thing that the triple names or makes one of those that plans share.

    The name of a place is also a part of the names of its bodies, so that it touches more.
    """
    if not isinstance(quad.subject, ox.NamedNode):
        return None
    iri = quad.subject.value
    if quad.predicate.value in _NAMES:
        return None if iri.startswith(iris.absolute("region/")) else iri
    kinds = _kinds(quad.object) if isinstance(quad.object, ox.NamedNode) else None
    is_type = quad.predicate.value == _TYPE
    return iri if is_type and not _SHARED.isdisjoint(kinds or ()) else None


def _plan_of(term: object) -> str | None:
    """The key of the plan that an IRI lies below; ``None`` for all others."""
    prefix = iris.absolute("plan/")
    if not isinstance(term, ox.NamedNode) or not term.value.startswith(prefix):
        return None
    return term.value.removeprefix(prefix).partition("/")[0].partition("#")[0]


def _all_inserted(tokens: list[Token]) -> list[Token] | None:
    """The update with DELETE DATA as INSERT DATA; ``None`` if it does anything else."""
    depth, written = 0, list(tokens)
    for at, token in enumerate(tokens):
        depth += token.is_sign("{") - token.is_sign("}")
        if depth or token.kind != "word" or token.is_word("DATA", "PREFIX", "BASE"):
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else Token("", "")
        if not token.is_word("INSERT", "DELETE") or not after.is_word("DATA"):
            return None
        written[at] = Token("word", "INSERT", token.space)
    return written
