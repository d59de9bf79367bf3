"""A battery of sentences: which of them concern a place, and which only seem to."""

from pathlib import Path

import pytest

from plangraph.ontology import reference
from tests.ingest.reading import plan_with, read

TABLE = Path(__file__).with_name("place_sentences.tsv")


def rows() -> list[list[str]]:
    """Issuer, sentence and places of each row of the battery."""
    lines = TABLE.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def found_in(issuer: str, sentence: str) -> str:
    """The places of a sentence in a plan of an issuer, in the form of the table."""
    plan = read(plan_with(sentence, city=issuer))
    told = [
        f"{row.name}={'+'.join(key.removeprefix('region/') for key in row.places) or '?'}"
        for row in plan.regions
    ]
    return " ".join(told) or "-"


def test_sentences_name_the_places_that_they_concern() -> None:
    """Places near the issuer first, zones, short forms of areas of nations, the world."""
    assert len(rows()) >= 150
    wrong = [
        (issuer, sentence, found, regions)
        for issuer, sentence, regions in rows()
        if (found := found_in(issuer, sentence)) != regions
    ]
    assert wrong == []


def test_the_battery_holds_false_friends() -> None:
    """Fifty sentences hold words that look like places (合作, 公安, 在杭) and name none."""
    false_friends = [sentence for _, sentence, regions in rows() if regions == "-"]
    assert len(false_friends) >= 50
    words = ("合作", "公安", "资源", "振兴", "和政", "朝阳", "安宁", "高新", "在杭", "驻泰")
    assert [word for word in words if not any(word in line for line in false_friends)] == []


@pytest.mark.parametrize("word", ["和平", "合作", "资源", "振兴", "公安", "安宁", "朝阳", "亚东"])
def test_short_names_that_are_words_are_marked(word: str) -> None:
    """The table of places says of short names that are ordinary words that they are."""
    assert reference.places().is_word(word)
    assert not reference.places().is_word("五华")


def test_one_character_never_names_a_place() -> None:
    """在杭, 驻泰, 来昆 and 沪滇 name places to people; here they are never matched."""
    for words in ("支持在杭企业。", "加强沪滇协作。", "来昆、驻昆、进京、赴沪。", "驻泰机构。"):
        assert found_in("昆明市", words) == "-"
