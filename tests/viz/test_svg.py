"""Figures as SVG: always the same bytes, well formed, harmless, and readable without colours."""

import itertools
import re
from dataclasses import replace

import pytest
from lxml import etree

from plangraph.ontology.errors import InvalidQueryError
from plangraph.viz.map_facts import ROLES
from plangraph.viz.map_figure import map_figure
from plangraph.viz.scene import scene_of
from plangraph.viz.styles import THEMES, _looks, attributes, figure_css
from plangraph.viz.svg import Look, figure_svg
from plangraph.viz.words import figure_words, words_of
from tests.viz import figures, plans

SVG = "{http://www.w3.org/2000/svg}"
FIGURE = map_figure(scene_of(plans.kunming(), words_of("zh")))
HOSTILE = (
    "<script>window.XSS=1</script>",
    "]]></text></svg><img src=x onerror=window.XSS=1>",
    "\"'`><svg onload=window.XSS=1>",
    "&lt;b&gt; &#0; &amp;",
    "a\x00b\x1fc\x7fd\ufffe\ud800e",
    "{0}{{7*7}}{name}",
    "长" * 5000,
)


def drawn(look: Look) -> etree._Element:
    """The map of the bundled plan in a look, parsed."""
    return etree.fromstring(figure_svg(FIGURE, look))


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_is_well_formed(theme: str) -> None:
    """Each theme is XML with a title, a description and no script, picture or foreign object."""
    root = drawn(Look(theme=theme))
    assert root.find(f"{SVG}title").text == FIGURE.title
    assert root.find(f"{SVG}desc").text == FIGURE.alt
    allowed = {"svg", "title", "desc", "style", "g", "a", "rect", "path", "text"}
    assert {etree.QName(one).localname for one in root.iter()} <= allowed


def test_another_theme_is_refused() -> None:
    """A theme that there is not gives an error that names those that there are."""
    with pytest.raises(InvalidQueryError, match="grey"):
        figure_svg(FIGURE, Look(theme="pink"))


def test_every_node_is_a_link() -> None:
    """Each of the 29 boxes is a link with an address, its key, and a name that begins alike."""
    root = drawn(Look(link=lambda key: f"/zh/{key}"))
    nodes = root.findall(f".//{SVG}a")
    assert len(nodes) == 29
    for node in nodes:
        assert node.get("href") == f"/zh/{node.get('data-key')}"
        visible = node.find(f"{SVG}text").text
        assert node.find(f"{SVG}title").text.startswith(visible)


def test_without_addresses_a_node_leads_to_itself() -> None:
    """A picture without pages behind it can still be walked through with the Tab key."""
    root = drawn(Look())
    for node in root.findall(f".//{SVG}a"):
        assert node.get("href") == f"#{node.get('id')}"


def test_two_pictures_share_no_ids() -> None:
    """Pictures with different prefixes can stand on one page."""
    ids = [
        one.get("id")
        for prefix in ("map", "other")
        for one in drawn(Look(prefix=prefix)).iter()
        if one.get("id")
    ]
    assert len(ids) == len(set(ids))


def test_a_page_with_a_strict_policy_can_hold_it() -> None:
    """Without its style sheet the picture has no style element and no style attribute at all."""
    svg = figure_svg(FIGURE, Look(style=False))
    assert "<style" not in svg
    assert "style=" not in svg
    assert figure_css() in figure_svg(FIGURE, Look())


def test_every_class_of_the_picture_begins_alike() -> None:
    """Classes begin with pg-, in the picture and in its style sheet."""
    classes = {name for one in drawn(Look()).iter() for name in one.get("class", "pg-").split()}
    assert {name for name in classes if not name.startswith("pg-")} == set()
    assert re.findall(r"\.(?!pg-)[a-z]", figure_css()) == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    """Whatever stands in a name, a title or a quote is shown as text in every view."""
    extract = plans.invented([hostile, "推进"], [[hostile, "甲局"], [hostile]], plan="x-1")
    extract = replace(
        extract, plans=(replace(extract.plans[0], title=hostile, issuers=(hostile,)),)
    )
    for figure in figures.of_extract(extract):
        svg = figure_svg(replace(figure, title=hostile), Look(link=lambda key: f'"><b>{key}'))
        root = etree.fromstring(svg)
        assert "script" not in {etree.QName(one).localname for one in root.iter()}
        assert not any(name.startswith("on") for one in root.iter() for name in one.attrib)
        assert root.findall(f".//{SVG}img") == []


def test_title_and_citation_can_be_left_out() -> None:
    """A page that has its own heading takes the picture without one; so it is with the source."""
    with_all, bare = figure_svg(FIGURE), figure_svg(FIGURE, Look(title=False, citation=False))
    assert with_all.count("sha256") == 1
    assert "sha256" not in bare
    assert float(height(bare)) < float(height(with_all)) - 60


def height(svg: str) -> str:
    """The height of the drawing."""
    return re.search(r'viewBox="0 0 \S+ (\S+)"', svg)[1]  # type: ignore[index]


def test_paper_has_no_marks() -> None:
    """A printed picture does not carry what only shows under the pointer."""
    assert "pg-marks" in figure_svg(FIGURE, Look(theme="light"))
    for theme in ("print", "grey"):
        assert "pg-marks" not in figure_svg(FIGURE, Look(theme=theme))


def test_grey_has_no_colours() -> None:
    """On paper without colours everything is black, white or grey."""
    colours = set(re.findall(r"#[0-9a-f]{6}", figure_svg(FIGURE, Look(theme="grey"))))
    colours |= {v for look in _looks("grey").values() for v in look.values() if v[0] == "#"}
    assert {one for one in colours if not one[1:3] == one[3:5] == one[5:7]} == set()


def lightness(style: str, theme: str) -> float:
    """How light the main colour of a style is on paper without colours, from 0 to 255."""
    found = re.search(r'"#(..)(..)(..)"', attributes(style, theme))
    red, green, blue = (int(part, 16) for part in found.groups())  # type: ignore[union-attr]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "print", "grey"])
def test_roles_are_told_apart_without_colours(theme: str) -> None:
    """In grey print no two roles have a line of the same weight, tone and dash, nor a like cell."""
    lines = [re.sub("#......", "", attributes(role, theme)) for role in ROLES]
    assert len(set(lines)) == len(ROLES)
    shades = [lightness(f"cell-{role}", theme) for role in ROLES]
    assert shades == sorted(shades)
    assert all(b - a >= 15 for a, b in itertools.pairwise(shades))
    letters = [figure_words("zh").say(f"letter.{role}") for role in ROLES]
    assert len(set(letters)) == len(ROLES)


@pytest.mark.parametrize("theme", ["light", "dark", "print", "grey"])
def test_letters_stand_out_from_their_cells(theme: str) -> None:
    """The letter in a cell has a contrast of at least 4.5 to 1 with its shade."""
    for role in ROLES:
        one, other = luminance(f"cell-{role}", theme), luminance(f"on-{role}", theme)
        high, low = max(one, other), min(one, other)
        assert (high + 0.05) / (low + 0.05) >= 4.5, role


@pytest.mark.parametrize("theme", ["light", "dark", "print", "grey"])
def test_text_stands_out_from_what_is_behind_it(theme: str) -> None:
    """Text has a contrast of at least 4.5 to 1 with the page and with boxes."""
    grounds = ("page", "task", "agency", "card", "zebra")
    for style in ("ink", "muted", "value", "count"):
        for ground in grounds:
            one, other = luminance(style, theme), luminance(ground, theme)
            high, low = max(one, other), min(one, other)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (style, ground)


def luminance(style: str, theme: str) -> float:
    """The relative luminance of a style's first colour, as WCAG defines it."""
    found = re.search(r'"#(..)(..)(..)"', attributes(style, theme))
    parts = [int(part, 16) / 255 for part in found.groups()]  # type: ignore[union-attr]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_both_languages_of_figures_say_the_same() -> None:
    """Every word of the figures stands in both languages with the same gaps."""
    zh, en = figure_words("zh").texts, figure_words("en").texts
    assert zh.keys() == en.keys()
    gaps = re.compile(r"\{\w+\}")
    assert [k for k in zh if {*gaps.findall(zh[k])} != {*gaps.findall(en[k])}] == []
    assert {k for k in zh if not (zh[k] and en[k])} == {"targets.by-date"}


def test_english_figures_hold_chinese_only_in_names() -> None:
    """The English words of figures have no Chinese characters."""
    words = figure_words("en").texts
    assert {key for key, text in words.items() if re.search(r"[\u4e00-\u9fff]", text)} == set()
