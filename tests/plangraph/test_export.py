"""`plangraph export`: files for other programs, whole or not at all."""

import json
import os
from pathlib import Path

import pytest
from lxml import etree

from tests.plangraph.conftest import Run

FORMATS = ["nq", "trig", "ttl", "jsonld", "rdfxml", "graphml", "gexf", "xlsx", "ics"]
SEED = "知识产权强市"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_twice_the_same(
    run: Run, store: Path, tmp_path: Path, form: str
) -> None:
    """A second export of a store is the same file, under a Chinese name too."""
    one, other = tmp_path / f"一.{form}", tmp_path / f"二 .{form}"
    for path in (one, other):
        assert run("export", form, "-o", path, "--store", store).code == 0
    assert one.read_bytes() == other.read_bytes()
    assert len(one.read_bytes()) > 1000
    assert sorted(tmp_path.iterdir()) == sorted([one, other])


def test_tables_in_a_folder(run: Run, store: Path, tmp_path: Path) -> None:
    """`csv` writes a folder, and renews one that it wrote; what was in it does not stay."""
    folder = tmp_path / "表"
    words = ("export", "csv", "-o", folder, "--store", store)
    assert run(*words).code == 0
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(*words, "--stated", "--lang", "en").code == 0
    names = {path.name for path in folder.iterdir()}
    assert names == set(whole) - {"links.csv", "measure_parties.csv"}
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    titles = {one["name"]: one["title"] for one in package["resources"]}
    assert titles["responsibilities"] == "Responsibilities"
    assert [path.name for path in tmp_path.iterdir()] == ["表"]


def test_tables_in_one_file(run: Run, store: Path, tmp_path: Path) -> None:
    """`csv` to NAME.zip writes one file."""
    assert run("export", "csv", "-o", tmp_path / "t.zip", "--store", store).code == 0
    assert (tmp_path / "t.zip").read_bytes().startswith(b"PK")


def test_a_folder_with_other_files_is_left_alone(run: Run, store: Path, tmp_path: Path) -> None:
    """Tables never take the place of a folder that holds something else, nor of a file."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/mine.csv").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("letters", "file"):
        shown = run("export", "csv", "-o", tmp_path / name, "--store", store)
        assert shown.code == 1
        assert "Something else stands where the tables should go." in shown.err
    assert (tmp_path / "letters/mine.csv").read_text() == "mine"
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_file_that_cannot_be_written(run: Run, store: Path, tmp_path: Path, form: str) -> None:
    """A folder that is not there gives a message with advice, and nothing is made."""
    shown = run("export", form, "-o", tmp_path / "none/x", "--store", store)
    assert shown.code == 1
    assert "cannot be written" in shown.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(run: Run, store: Path, tmp_path: Path) -> None:
    """Where nothing may be written, a message says so."""
    tmp_path.chmod(0o500)
    shown = run("export", "csv", "-o", tmp_path / "tables", "--store", store)
    tmp_path.chmod(0o700)
    assert (shown.code, "cannot be written" in shown.err) == (1, True)


def test_stratml_is_written_only_if_it_keeps_the_schema(
    run: Run, store: Path, tmp_path: Path
) -> None:
    """With `--schema` a document that breaks the schema is told, and no file is made."""
    schema, target = tmp_path / "other.xsd", tmp_path / "plan.xml"
    schema.write_text(
        '<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:element name="a"/></x:schema>'
    )
    words = ("export", "stratml", "--plan", SEED, "--store", store, "-o", target)
    shown = run(*words, "--schema", schema)
    assert shown.code == 1
    assert "breaks a rule of the schema" in shown.err
    assert not target.exists()
    assert run(*words).code == 0
    assert etree.parse(target).getroot().get("Type") == "Performance_Plan"


def test_options_that_do_not_fit_the_format(run: Run, store: Path) -> None:
    """`--schema` is for StratML and `--network` for networks; elsewhere they are a slip."""
    assert run("export", "ttl", "--schema", "x.xsd", "--store", store).code == 2
    assert run("export", "ttl", "--network", "parties", "--store", store).code == 2
