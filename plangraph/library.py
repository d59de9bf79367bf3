"""The Python API: a file to its facts, facts to triples, and a store to keep and ask them.

It only opens doors: ``ingest`` reads, ``ontology`` writes triples, ``graph`` keeps them. Each part
is imported when it is first needed, so that ``import plangraph`` costs nothing.
"""

import os
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plangraph.graph.store import Store
    from plangraph.ontology.model import Plan
    from plangraph.ontology.triples import PlanGraphs

DEFAULT_STORE = "plangraph-store"
IN_MEMORY = ":memory:"


def read(source: str | Path | bytes, **known: str) -> "Plan":
    """The plan in a file, or in its bytes: every fact with the words that state it.

    ``known`` tells what the file does not print: ``place`` (a code or a name), ``title``,
    ``issued``, ``number``, ``source_url``. It wins over a side file (``NAME.plan.toml``), and both
    win over what the file says.

    Raises:
        UnreadableFileError: There is no such file, it is empty, or it is not text.
        InvalidDataError: A side file that says something else than these.
    """
    from plangraph.ingest.reader import read_plan
    from plangraph.side_files import told_beside

    if isinstance(source, bytes):
        return read_plan(source, **known)
    path = Path(source)
    return read_plan(path, **{**told_beside(path), **known})


def check_own_tables() -> None:
    """Nothing, if the user's own tables can be read; to be asked once before many files.

    Raises:
        InvalidDataError: The folder that ``PLANGRAPH_DATA`` names, or a cell of a table in it.
    """
    from plangraph.ontology.reference import own_tables

    own_tables()


def to_graphs(plan: "Plan") -> "PlanGraphs":
    """The triples of a plan, ready for ``store.add``: stated, inferred, and shared reference."""
    from plangraph.ontology import triples

    return triples.to_graphs(plan)


def add(store: "Store", plan: "Plan", where: str) -> str:
    """Keep a plan whose triples keep the rules of the model; what became of it.

    Raises:
        InvalidDataError: A rule is broken; the message names the first thing that breaks one.
        StoreError: The store cannot be written.
    """
    from plangraph.graph import check
    from plangraph.ontology import triples

    nquads = triples.plan_nquads(plan)
    check.refuse_broken(nquads, where)
    return store.add_nquads(plan.key, nquads)


def open(where: str | Path | None = None, *, read_only: bool = False) -> "Store":  # noqa: A001
    """A store, to be used in a ``with`` block.

    ``where`` is a folder, made if it is not there, the ``http(s)://`` address of an engine's
    queries, or ``":memory:"``; ``None`` means ``PLANGRAPH_STORE``, else ``plangraph-store`` in the
    working directory. ``store.plan("…")`` gives the views of a plan:
    ``store.plan("知识产权").responsibility().save("map.svg")``.

    Raises:
        StoreError: It is no folder, cannot be opened, or is not there and is only to be read; or
            the engine cannot be reached.
    """
    from plangraph.drawing import views_of
    from plangraph.graph.store import open_store

    place = str(where or os.environ.get("PLANGRAPH_STORE") or DEFAULT_STORE)
    store = open_store(None if place == IN_MEMORY else place, read_only=read_only)
    store.viewer = views_of
    return store


def demo_plan() -> Path:
    """The plan that comes with PlanGraph: Kunming's intellectual property programme of 2022.

    >>> demo_plan().name
    'kunming-ip-city-2022.txt'
    """
    return Path(str(files("plangraph.examples") / "kunming-ip-city-2022.txt"))
