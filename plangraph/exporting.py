"""The command that writes the graph for other programs: export."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plangraph import export_options as chosen
from plangraph import library, options, shelf, terminal
from plangraph.ontology.errors import StoreError

if TYPE_CHECKING:
    from plangraph.graph.extent import Extent
    from plangraph.graph.store import Store


def export(
    form: chosen.Form,
    *,
    output: chosen.Output = "-",
    plan: chosen.Plans = None,
    inferred: chosen.Inferred = True,
    lang: chosen.Lang = chosen.Language.ZH,
    nodes: chosen.Nodes = chosen.Network.TASKS,
    schema: chosen.Schema = None,
    store: options.Store = options.STORE,
) -> None:
    """Write the graph, or plans of it, to a file for other programs.

    nq and trig keep the names of the graphs; ttl, jsonld and rdfxml hold their union. graphml and
    gexf hold the network of agencies and tasks, csv and xlsx all facts as tables, stratml one plan,
    ics its deadlines and phases. The file is whole or not there; the same store gives the same
    bytes.
    """
    from plangraph.graph.extent import Extent

    _refuse_misfits(form, nodes, schema)
    with library.open(store, read_only=True) as graph:
        keys = tuple(shelf.find(graph, words).key for words in plan or ())
        extent = Extent(keys, inferred, lang.value)
        if form is chosen.ExportFormat.CSV and _is_folder(output):
            from plangraph.graph.exports import export_tables

            write_folder(Path(output), export_tables(graph, extent))
            return
        content = _content(graph, (form, nodes), extent)
    if schema is not None:
        from plangraph.graph.stratml import check_schema

        check_schema(content, schema)
    _write(content, output)


def _is_folder(output: str) -> bool:
    return output != "-" and not output.lower().endswith(".zip")


def _refuse_misfits(form: chosen.ExportFormat, nodes: chosen.Network, schema: Path | None) -> None:
    if schema is not None and form is not chosen.ExportFormat.STRATML:
        raise typer.BadParameter("Only stratml has a schema.", param_hint="--schema")
    if nodes is chosen.Network.PARTIES and form not in chosen.NETWORKS:
        raise typer.BadParameter("Only graphml and gexf hold a network.", param_hint="--network")


def _content(
    store: "Store", what: tuple[chosen.ExportFormat, chosen.Network], extent: "Extent"
) -> bytes:
    from plangraph.graph import exports

    form, nodes = what
    if nodes is chosen.Network.PARTIES:
        return exports.export_partners(store, form.value, extent)
    return exports.export(store, form.value, extent)


def _write(content: bytes, output: str) -> None:
    if output == "-":
        terminal.write(content, output)
        return
    from plangraph.viz.files import write_whole

    write_whole(Path(output), content)


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """A folder with these files, whole or not at all; one that an export wrote is replaced.

    Raises:
        StoreError: Something else stands there, or the folder cannot be written.
    """
    place = target.resolve()
    try:
        _refuse_others(place, target)
        with tempfile.TemporaryDirectory(prefix=".plangraph-", dir=place.parent) as around:
            fresh = Path(around, "new")
            fresh.mkdir()
            for name, content in files.items():
                (fresh / name).write_bytes(content)
            _swap(fresh, place, Path(around, "old"))
    except OSError as problem:
        raise StoreError(
            f"the folder cannot be written ({problem.strerror})",
            where=str(target),
            advice="Choose a place that exists, that has room and that you may write to.",
        ) from problem


def _swap(fresh: Path, place: Path, aside: Path) -> None:
    """The new folder in the old one's place; the old one stays where that fails."""
    if not place.exists():
        fresh.rename(place)
        return
    place.rename(aside)
    try:
        fresh.rename(place)
    except OSError:
        aside.rename(place)
        raise
    shutil.rmtree(aside)


def _refuse_others(place: Path, target: Path) -> None:
    """A folder is replaced only if it holds nothing but a data package, or nothing."""
    if not place.exists():
        return
    from plangraph.graph.data_package import DESCRIPTOR

    names = {one.name for one in place.iterdir()} if place.is_dir() else {""}
    own = DESCRIPTOR in names and all(one == DESCRIPTOR or one.endswith(".csv") for one in names)
    if names and not own:
        raise StoreError(
            "Something else stands where the tables should go.",
            where=str(target),
            advice="Name a new folder, or NAME.zip for one file.",
        )
