"""The same store gives the same bytes, in whatever process: pictures and pages diff in git."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from plangraph.ontology.triples import PlanGraphs

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib
import pickle
import sys
from pathlib import Path
from plangraph.graph.exports import export
from plangraph.graph.extent import Extent
from plangraph.graph.store import open_store
from plangraph.viz.files import figure_bytes
from plangraph.viz.report_files import report_bytes
from plangraph.viz.report_parts import report_of
from plangraph.viz.report_typst import typst_files
from plangraph.viz.svg import Look
from plangraph.viz.views import VIEWS, Asked, figure_of

def tell(name, content):
    print(name, hashlib.sha256(content).hexdigest())

with open_store() as store:
    store.add(pickle.loads(Path(sys.argv[1]).read_bytes()))
    (key,) = store.plan_keys()
    for lang in ("zh", "en"):
        for view in VIEWS:
            asked = Asked(view, key, lang, party="市科技局" if view == "agency" else "")
            figure = figure_of(store, asked)
            for ending in (".svg", ".html", ".csv", ".json"):
                tell(f"{view}{ending} {lang}", figure_bytes(figure, Path("x" + ending), Look()))
        report = report_of(store, key, lang)
        for ending in (".html", ".md"):
            tell(f"report{ending} {lang}", report_bytes(report, ending))
        for name, text in typst_files(report, frozenset()).items():
            tell(f"{name} {lang}", text.encode())
    for form in ("csv", "gexf", "ics"):
        tell(form, export(store, form, Extent((key,))))
"""


def told(graphs: Path, seed: str) -> list[str]:
    """What a process with this seed of hashes writes: a line a file, with its sum."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", SCRIPT, graphs]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return ran.stdout.decode().splitlines()


def test_two_processes_write_the_same_files(seed_graphs: PlanGraphs, tmp_path: Path) -> None:
    """With other hash seeds every view, report, table and network is byte for byte the same."""
    graphs = tmp_path / "graphs"
    graphs.write_bytes(pickle.dumps(seed_graphs))
    one, other = told(graphs, "1"), told(graphs, "2")
    assert one == other
    assert len(one) > 60
