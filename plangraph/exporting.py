"""The command that writes the graph for other programs: export."""

import shutil
import tempfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plangraph import library, options, shelf, terminal
from plangraph.ontology.errors import StoreError

if TYPE_CHECKING:
    from plangraph.graph.extent import Extent
    from plangraph.graph.store import Store


class ExportFormat(StrEnum):
    """What a store is copied to; docs/exports.md says which program reads which."""

    NQ = "nq"
    TRIG = "trig"
    TTL = "ttl"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    XLSX = "xlsx"
    STRATML = "stratml"
    ICS = "ics"


class Network(StrEnum):
    """What the nodes of a network are."""

    TASKS = "tasks"
    PARTIES = "parties"


class Language(StrEnum):
    """Language of headings and labels; names and words of plans stay as they are printed."""

    ZH = "zh"
    EN = "en"


def export(
    form: Annotated[
        ExportFormat, typer.Argument(metavar="FORMAT", help=f"{', '.join(ExportFormat)}.")
    ],
    *,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file; - is stdout. csv: a new folder, or NAME.zip.",
        ),
    ] = "-",
    plan: Annotated[
        list[str] | None,
        typer.Option(
            "--plan", metavar="KEY", help="Only this plan: its key, or words of its title. Repeat."
        ),
    ] = None,
    inferred: Annotated[
        bool, typer.Option("--inferred/--stated", help="With or without what no plan states.")
    ] = True,
    lang: Annotated[
        Language, typer.Option("--lang", help="Headings and labels of xlsx, csv, stratml, ics.")
    ] = Language.ZH,
    nodes: Annotated[
        Network,
        typer.Option(
            "--network",
            help="graphml, gexf: parties and tasks, or parties alone, weighted by shared tasks.",
        ),
    ] = Network.TASKS,
    schema: Annotated[
        Path | None,
        typer.Option("--schema", metavar="XSD", help="stratml: a copy of the schema to keep to."),
    ] = None,
    store: options.Store = options.STORE,
) -> None:
    """Write the graph, or plans of it, to a file for other programs.

    nq and trig keep the names of the graphs; ttl, jsonld and rdfxml hold their union. graphml and
    gexf hold the network of agencies and tasks, csv and xlsx all facts as tables, stratml one plan,
    ics its deadlines and phases. The file is whole or not there; the same store gives the same
    bytes.
    """
    from plangraph.graph.extent import Extent

    with library.open(store, read_only=True) as graph:
        keys = tuple(shelf.find(graph, words).key for words in plan or ())
        extent = Extent(keys, inferred, lang.value)
        if form is ExportFormat.CSV and output != "-" and not output.lower().endswith(".zip"):
            from plangraph.graph.exports import export_tables

            write_folder(Path(output), export_tables(graph, extent))
            return
        content = _content(graph, (form, nodes), extent)
    if schema is not None and form is ExportFormat.STRATML:
        from plangraph.graph.stratml import check_schema

        check_schema(content, schema)
    _write(content, output)


def _content(store: "Store", what: tuple[ExportFormat, Network], extent: "Extent") -> bytes:
    from plangraph.graph import exports

    form, nodes = what
    drawn = form in {ExportFormat.GRAPHML, ExportFormat.GEXF}
    if drawn and nodes is Network.PARTIES:
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
