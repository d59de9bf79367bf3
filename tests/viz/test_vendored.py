"""The files of other projects that the views ship."""

import csv
import hashlib

from tests.viz.plans import ROOT

STATIC = ROOT / "viz" / "static"


def rows() -> list[dict[str, str]]:
    """The table of vendored files."""
    lines = (STATIC / "VENDORED.tsv").read_text("utf-8").splitlines()
    return list(csv.DictReader([x for x in lines if not x.startswith("#")], delimiter="\t"))


def test_every_vendored_file_is_the_one_that_was_fetched() -> None:
    """Each file in static/ stands in VENDORED.tsv with its own sha256, and none is missing."""
    listed = {row["file"]: row["sha256"] for row in rows()}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in STATIC.iterdir()
        if path.name != "VENDORED.tsv"
    }
    assert found == listed


def test_every_vendored_package_brings_its_licence() -> None:
    """Each package has a licence text beside it."""
    licensed = {row["package"] for row in rows() if "LICENSE" in row["member"].upper()}
    assert {row["package"] for row in rows()} == licensed
