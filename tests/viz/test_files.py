"""Scenes written to files."""

from pathlib import Path

import pytest

from plangraph.ontology.errors import InvalidQueryError, StoreError
from plangraph.viz.files import save
from plangraph.viz.scene import scene_of
from plangraph.viz.words import words_of
from tests.viz import plans

SCENE = scene_of(plans.invented(["推进"], [["甲局"]]), words_of("zh"))


def test_a_page_is_written_as_utf8(tmp_path: Path) -> None:
    """An .html file holds the page in UTF-8."""
    path = save(SCENE, tmp_path / "network.html")
    assert "甲局" in path.read_bytes().decode()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """An ending that is not offered gives an error that names those that are."""
    with pytest.raises(InvalidQueryError, match=r"\.docx.*\.html"):
        save(SCENE, tmp_path / "network.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A file that cannot be written gives an error that names it."""
    with pytest.raises(StoreError, match="nowhere"):
        save(SCENE, tmp_path / "nowhere" / "network.html")
