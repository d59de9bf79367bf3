"""The rows or the triples of a query to a picture of what they join."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import pyoxigraph as ox
from markupsafe import Markup
from rdflib import BNode, Literal, URIRef

from plangraph.api.addresses import local_key, page_path
from plangraph.api.reader import Reader
from plangraph.api.workbench import terms
from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.terms import Term
from plangraph.ontology import iris
from plangraph.viz.links_figure import Joined, links_figure
from plangraph.viz.shapes import Figure
from plangraph.viz.svg import Look, figure_svg
from plangraph.viz.words import figure_words

Row = Mapping[str, Term | None]
_MOST: Final = 2000  # triples that are read for a picture
_NAMED: Final = 500  # things of a result that are shown by name
_LONG: Final = 60  # characters of a text that can be a name
_TYPE: Final = f"{PREFIXES['rdf']}type"


def links_of_rows(variables: Sequence[str], rows: Sequence[Row]) -> list[Joined]:
    """What the rows join: their first two columns of things, or two columns of names.

    Three columns of things with a property in the middle are triples. Empty where rows join
    nothing.
    """
    things = [name for name in variables if _all(rows, name, _is_thing)]
    if len(things) > 2 and _all(rows, things[1], _is_term):
        ends = (things[0], things[2], things[1])
    elif len(things) > 1:
        ends = (things[0], things[1], "")
    elif not things and len(variables) == 2 and all(_all(rows, n, _is_name) for n in variables):
        ends = (variables[0], variables[1], "")
    else:
        return []
    source, target, name = ends
    return [
        Joined(str(row[source]), str(row[target]), str(row[name]) if name else "")
        for row in rows
        if row[source] is not None and row[target] is not None
    ]


def links_of_triples(turtle: str) -> list[Joined]:
    """The triples of a graph between things; their kinds are no links."""
    return [*_joined(turtle)]


def _joined(turtle: str) -> Iterator[Joined]:
    for number, triple in enumerate(ox.parse(turtle, ox.RdfFormat.TURTLE)):
        if number == _MOST:
            return
        if isinstance(triple.object, ox.Literal) or triple.predicate.value == _TYPE:
            continue
        yield Joined(_id(triple.subject), _id(triple.object), triple.predicate.value)


def _id(term: object) -> str:
    return str(getattr(term, "value", term))


def _all(rows: Sequence[Row], name: str, fits: Callable[[Term], bool]) -> bool:
    found = [term for row in rows if (term := row[name]) is not None]
    return bool(found) and all(map(fits, found))


def _is_thing(term: Term) -> bool:
    return isinstance(term, (URIRef, BNode))


def _is_term(term: Term) -> bool:
    return isinstance(term, URIRef) and _short(str(term)) != str(term)


def _is_name(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype in (None, _TEXT) and len(term) <= _LONG


_TEXT: Final = URIRef(f"{PREFIXES['xsd']}string")


def _short(iri: str) -> str:
    """An IRI with one of our prefixes, else the IRI itself."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def names_of_cells(reader: Reader, rows: Iterable[Iterable[str]]) -> dict[str, list[str]]:
    """The names of the things of the store that a result holds, by IRI; none has none."""
    cells = dict.fromkeys(cell for row in rows for cell in row if cell.startswith(iris.base()))
    ours = [*cells][:_NAMED]
    reader.things.load(ours)
    named = {iri: [n for n in _names(reader, iri) if not iri.endswith(n)] for iri in ours}
    return {iri: names for iri, names in named.items() if names}


def _names(reader: Reader, iri: str) -> list[str]:
    """The name of a thing; an English one with the Chinese one behind it."""
    thing = reader.things[iri]
    return [*dict.fromkeys((thing.label(reader.lang), thing.label()))]


def result_figure(reader: Reader, links: Sequence[Joined]) -> Figure:
    """The picture of what was joined, things under their names in the store."""
    keys = dict.fromkeys(key for link in links for key in (link.source, link.target))
    ours = [key for key in keys if key.startswith(iris.base())]
    reader.things.load(ours[:_MOST])
    names = {key: _short(key) for key in keys}
    names |= {key: "\n".join(_names(reader, key)) for key in ours}
    words = figure_words(reader.lang)
    named = {name: _property(name, reader.lang) for name in {link.name for link in links}}
    joined = [Joined(link.source, link.target, named[link.name]) for link in links]
    return links_figure(names, joined, words)


def _property(iri: str, lang: str) -> str:
    term = terms().get(_short(iri))
    return (term.zh if lang == "zh" else term.en) if term else _short(iri)


def drawn(figure: Figure, home: str) -> Markup:
    """The picture as it stands in the page; things lead to their pages."""

    def link(key: str) -> str:
        if key.startswith(iris.base()):
            return home + page_path(local_key(key))
        return key if urlsplit(key).scheme in ("http", "https") else "#result-title"

    look = Look(link=link, title=False, citation=False, style=False, prefix="links")
    return Markup(figure_svg(figure, look))  # noqa: S704  (the writer of pictures escapes all)
