"""The same store gives the same bytes, in whatever process: pictures and pages diff in git."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib
import plangraph
from pathlib import Path
from plangraph.graph.exports import FORMATS, export
from plangraph.graph.extent import Extent
from plangraph.viz.files import figure_bytes
from plangraph.viz.report_files import report_bytes
from plangraph.viz.report_parts import report_of
from plangraph.viz.report_typst import typst_files
from plangraph.viz.svg import Look
from plangraph.viz.views import VIEWS, Asked, figure_of

def tell(name, content):
    print(name, hashlib.sha256(content).hexdigest())

with plangraph.open(":memory:") as store:
    store.add(plangraph.to_graphs(plangraph.read(plangraph.demo_plan())))
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
    for form in FORMATS:
        tell(form, export(store, form, Extent((key,))))
"""


def told(seed: str) -> str:
    """What a process with this seed of hashes writes: a line a file, with its sum."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", SCRIPT]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return ran.stdout.decode()


def test_two_processes_write_the_same_files() -> None:
    """With other hash seeds every view, report and export is byte for byte the same."""
    one, other = told("1"), told("2")
    assert one.splitlines() == other.splitlines()
    assert len(one.splitlines()) > 60
