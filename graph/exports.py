"""The whole store or some plans as a file's bytes: the same triples give the same bytes."""

import io
from collections.abc import Callable, Iterable
from typing import Final

import pyoxigraph as ox

from plangraph.graph.calendar_file import ics_bytes
from plangraph.graph.data_package import package_files, zipped
from plangraph.graph.extent import Extent, plans_of
from plangraph.graph.gephi import gexf_bytes, graphml_bytes
from plangraph.graph.jsonld import to_jsonld
from plangraph.graph.network import co_responsibility_graph, two_mode_graph
from plangraph.graph.plan_names import xml_text
from plangraph.graph.plan_tables import tables_of
from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.store import Store
from plangraph.graph.stratml import stratml_bytes
from plangraph.graph.terms import as_written, to_lines
from plangraph.graph.workbook import xlsx_bytes
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError, NotAcceptableError


def export(store: Store, form: str, extent: Extent | None = None) -> bytes:
    """Plans with the shared things that they use, or with no plan named the whole store.

    ``nq`` and ``trig`` keep the names of the graphs; ``ttl``, ``jsonld`` and ``rdfxml`` hold the
    union of them. ``graphml`` and ``gexf`` hold the network of parties and tasks, ``csv`` is a
    ZIP file, ``stratml`` holds one plan.

    Raises:
        NotAcceptableError: The format is none of :data:`FORMATS`.
        UnknownThingError: The store does not hold a plan.
        InvalidQueryError: StratML of several plans.
        ToolMissingError: XLSX, and the extra is not installed.
    """
    if form not in _WRITERS:
        raise NotAcceptableError(
            f"{form!r} is no format to export to.", advice=f"Take one of: {', '.join(_WRITERS)}."
        )
    return _WRITERS[form](store, extent or Extent())


def export_tables(store: Store, extent: Extent | None = None) -> dict[str, bytes]:
    """The files of a folder with CSV tables and their descriptor, by name."""
    chosen = extent or Extent()
    return package_files(tables_of(plans_of(store, chosen), inferred=chosen.inferred), chosen)


def export_partners(store: Store, form: str, extent: Extent | None = None) -> bytes:
    """Parties, joined where they share tasks and weighted by how many, as graphml or gexf."""
    graph = co_responsibility_graph(store, (extent or Extent()).plans or None)
    return gexf_bytes(graph) if form == "gexf" else graphml_bytes(graph)


def _quads(store: Store, extent: Extent) -> list[ox.Quad]:
    if extent.plans:
        lines = b"".join(store.plan_nquads(key) for key in extent.keys(store))
        quads = list(set(ox.parse(lines, format=ox.RdfFormat.N_QUADS)))
    else:
        quads = list(ox.parse(store.nquads(), format=ox.RdfFormat.N_QUADS))
    return quads if extent.inferred else [quad for quad in quads if not _is_inferred(quad)]


def _is_inferred(quad: ox.Quad) -> bool:
    name = getattr(quad.graph_name, "value", "")
    return name.startswith(iris.absolute("graph/")) and name.endswith("/inferred")


def _union(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    return sorted({as_written(quad.triple) for quad in quads}, key=str)


def _to_turtle(quads: Iterable[ox.Quad]) -> bytes:
    return _serialized(_union(quads), ox.RdfFormat.TURTLE)


def _to_trig(quads: Iterable[ox.Quad]) -> bytes:
    written = {(str(quad.graph_name), str(quad)): quad for quad in map(_as_written, quads)}
    ordered = [written[key] for key in sorted(written)]
    return _serialized(ordered, ox.RdfFormat.TRIG)


def _as_written(quad: ox.Quad) -> ox.Quad:
    triple = as_written(quad.triple)
    return ox.Quad(triple.subject, triple.predicate, triple.object, quad.graph_name)


def _to_rdfxml(quads: Iterable[ox.Quad]) -> bytes:
    return _serialized([_for_xml(triple) for triple in _union(quads)], ox.RdfFormat.RDF_XML)


def _for_xml(triple: ox.Triple) -> ox.Triple:
    """The triple, its text without the characters that no XML can hold."""
    told = triple.object
    if not isinstance(told, ox.Literal) or xml_text(told.value) == told.value:
        return triple
    text = xml_text(told.value)
    kind = None if told.language else told.datatype
    literal = ox.Literal(text, language=told.language, datatype=kind)
    return ox.Triple(triple.subject, triple.predicate, literal)


def _serialized(statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    stream = io.BytesIO()
    ox.serialize(statements, stream, form, prefixes=PREFIXES)
    return stream.getvalue()


def _to_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    return to_jsonld({quad.triple for quad in quads})


def _rdf(write: Callable[[Iterable[ox.Quad]], bytes]) -> Callable[[Store, Extent], bytes]:
    return lambda store, extent: write(_quads(store, extent))


def _to_stratml(store: Store, extent: Extent) -> bytes:
    keys = extent.keys(store)
    if len(keys) != 1:
        raise InvalidQueryError(
            f"A StratML file holds one plan, not {len(keys)}.",
            where="stratml",
            advice="Say which one with --plan; plangraph list shows them.",
        )
    return stratml_bytes(plans_of(store, extent)[0], extent)


def _to_xlsx(store: Store, extent: Extent) -> bytes:
    return xlsx_bytes(tables_of(plans_of(store, extent), inferred=extent.inferred), extent)


_WRITERS: Final[dict[str, Callable[[Store, Extent], bytes]]] = {
    "nq": _rdf(to_lines),
    "trig": _rdf(_to_trig),
    "ttl": _rdf(_to_turtle),
    "jsonld": _rdf(_to_jsonld),
    "rdfxml": _rdf(_to_rdfxml),
    "graphml": lambda store, extent: graphml_bytes(two_mode_graph(store, extent.plans or None)),
    "gexf": lambda store, extent: gexf_bytes(two_mode_graph(store, extent.plans or None)),
    "csv": lambda store, extent: zipped(export_tables(store, extent)),
    "xlsx": _to_xlsx,
    "stratml": _to_stratml,
    "ics": lambda store, extent: ics_bytes(plans_of(store, extent), extent),
}
FORMATS: Final = tuple(_WRITERS)
