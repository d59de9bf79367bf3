"""Scenes and figures written to files."""

import csv
import io
import json
import os
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import etree

from plangraph.ontology.errors import InvalidQueryError, StoreError
from plangraph.viz.files import ENDINGS, save, save_figure
from plangraph.viz.map_figure import map_figure
from plangraph.viz.scene import scene_of
from plangraph.viz.svg import Look
from plangraph.viz.words import words_of
from tests.viz import plans

SCENE = scene_of(plans.invented(["推进"], [["甲局"]]), words_of("zh"))
SEED = scene_of(plans.kunming(), words_of("zh"))
FIGURE = map_figure(SEED)


def test_a_page_is_written_as_utf8(tmp_path: Path) -> None:
    """An .html file holds the page in UTF-8."""
    path = save(SCENE, tmp_path / "network.html")
    assert "甲局" in path.read_bytes().decode()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """An ending that is not offered gives an error that names those that are."""
    with pytest.raises(InvalidQueryError, match=r"\.docx.*\.html"):
        save(SCENE, tmp_path / "network.docx")
    with pytest.raises(InvalidQueryError, match=r"\.gif.*\.svg.*\.docx"):
        save_figure(FIGURE, tmp_path / "map.gif")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A file that cannot be written gives an error that names it."""
    with pytest.raises(StoreError, match="nowhere"):
        save(SCENE, tmp_path / "nowhere" / "network.html")


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_figure_gives_the_same_file(tmp_path: Path, ending: str) -> None:
    """Written twice, a file of any kind has the same bytes, and leaves nothing else behind."""
    one = save_figure(FIGURE, tmp_path / f"图 一{ending.upper()}")
    other = save_figure(FIGURE, tmp_path / f"two{ending}")
    if ending != ".pdf":  # whose parts the converter puts in any order
        assert one.read_bytes() == other.read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted([one, other])


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    """A new file can be read as others of the user; an old one keeps its rights and its link."""
    target = tmp_path / "map.svg"
    umask = os.umask(0o027)
    try:
        save_figure(FIGURE, target)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    target.chmod(0o604)
    link = tmp_path / "link.svg"
    link.symlink_to(target)
    save_figure(map_figure(SCENE), link)
    assert link.is_symlink()
    assert "甲局" in target.read_text("utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """Where there is no room the error says so and names the file."""
    full = tmp_path / "map.svg"
    full.symlink_to("/dev/full")
    with pytest.raises(StoreError, match=r"map\.svg.*No space left"):
        save_figure(FIGURE, full)


def test_a_folder_stays_as_it_is_when_writing_fails(tmp_path: Path) -> None:
    """A target that is a folder is refused, and no half of a file stays beside it."""
    (tmp_path / "map.svg").mkdir()
    with pytest.raises(StoreError, match=r"map\.svg"):
        save_figure(FIGURE, tmp_path / "map.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]


def test_the_pdf_has_its_text(tmp_path: Path) -> None:
    """Every agency and task can be found in the text of the PDF."""
    path = save_figure(FIGURE, tmp_path / "map.pdf")
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert [node.label for node in SEED.nodes if node.label.split()[-1] not in text] == []


def test_the_png_is_as_wide_as_asked(tmp_path: Path) -> None:
    """A PNG has the width that was asked for, to a pixel."""
    image = save_figure(FIGURE, tmp_path / "map.png", Look(width=1500)).read_bytes()
    assert image.startswith(b"\x89PNG")
    assert abs(int.from_bytes(image[16:20], "big") - 1500) <= 1


def test_the_word_file_has_picture_caption_and_words(tmp_path: Path) -> None:
    """The Word file holds the picture with its alternative text, a caption, and its source."""
    path = save_figure(FIGURE, tmp_path / "map.docx")
    document = docx.Document(str(path))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == FIGURE.alt  # noqa: SLF001
    paragraphs = {p.style.name: p.text for p in document.paragraphs if p.text}
    assert paragraphs["Caption"].endswith(FIGURE.title)
    assert document.paragraphs[-1].text == FIGURE.citation


def test_hostile_text_stays_text_in_a_word_file(tmp_path: Path) -> None:
    """Control characters and markup in a title leave the Word file whole."""
    hostile = replace(FIGURE, title="<w:p>\x00\x1f&\ud800", alt='"/><x>\x0b')
    path = save_figure(hostile, tmp_path / "map.docx")
    with zipfile.ZipFile(path) as package:
        etree.fromstring(package.read("word/document.xml"))
    assert "<w:p>" in docx.Document(str(path)).paragraphs[1].text


def test_the_csv_is_a_table_for_a_spreadsheet(tmp_path: Path) -> None:
    """The CSV has the table of the figure, in UTF-8 with its mark, and no formula."""
    rows = (("=1+1", "-3", "@SUM(A1)", "市科技局"),)
    table = replace(FIGURE.table, columns=("a", "b", "c", "d"), rows=rows)
    raw = save_figure(replace(FIGURE, table=table), tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert read == [["a", "b", "c", "d"], ["'=1+1", "-3", "'@SUM(A1)", "市科技局"]]


def test_the_json_has_all_words(tmp_path: Path) -> None:
    """The JSON has the texts of the figure and an object for each row."""
    told = json.loads(save_figure(FIGURE, tmp_path / "t.json").read_bytes())
    assert told["alt"] == FIGURE.alt
    assert len(told["rows"]) == 43
    assert told["rows"][0]["责任单位"] == "市市场监管局"


def test_the_page_has_picture_words_and_table(tmp_path: Path) -> None:
    """The HTML file holds the picture, the long description, each fact, and the citation."""
    page = save_figure(FIGURE, tmp_path / "map.html").read_bytes().decode()
    assert page.count("<tr>") == 44
    assert page.count('class="pg-node"') == 29
    assert FIGURE.citation in page
    assert len(page.encode()) < 600_000
