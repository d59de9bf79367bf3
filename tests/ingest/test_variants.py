"""Plans that say the same of another city, in other figures, dates and marks, read as well."""

import itertools
import json
from pathlib import Path

import pytest

from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_plan
from plangraph.ingest.score import KINDS, KindScore, compare
from plangraph.ontology.model import Party
from tests.conftest import DIGITAL_GOLD, DIGITAL_TEXT, SEED_GOLD, SEED_TEXT
from tests.variants import CITIES, Variant, in_city, variants

PAIRS = ((SEED_TEXT, SEED_GOLD), (DIGITAL_TEXT, DIGITAL_GOLD))


def _variants() -> list[Variant]:
    return [
        variant
        for text, gold in PAIRS
        for variant in variants(text.read_bytes().decode(), json.loads(gold.read_text("utf-8")))
    ]


def test_there_are_twenty_variants_of_each() -> None:
    """Each of the two plans is read in twenty other forms."""
    assert len(_variants()) == 40


@pytest.mark.parametrize("variant", _variants(), ids=lambda variant: variant.name)
def test_a_variant_reads_without_a_miss(variant: Variant) -> None:
    """Every kind of fact of a variant is read with precision and recall of 1."""
    scores = {kind: KindScore() for kind in KINDS}
    compare(variant.gold, facts_json(read_plan(variant.text.encode())), scores, variant.name)
    assert {kind: (score.missed, score.extra) for kind, score in scores.items()} == {
        kind: ([], []) for kind in KINDS
    }


@pytest.mark.parametrize("variant", _variants(), ids=lambda variant: variant.name)
def test_a_variant_has_as_many_measures(variant: Variant) -> None:
    """The number of measures is that of the plan it was made from: 64, or 5."""
    assert len(read_plan(variant.text.encode()).measures) in {64, 5}


def _bodies(path: Path, change: object) -> dict[str, Party]:
    assert callable(change)
    plan = read_plan(change(path.read_bytes().decode()).encode())
    return {party.key: party for party in plan.parties if party.level != "national"}


@pytest.mark.parametrize("path", [SEED_TEXT, DIGITAL_TEXT], ids=lambda path: path.stem)
def test_bodies_of_two_cities_never_become_one(path: Path) -> None:
    """市市场监管局 of two cities is two bodies; only national bodies are shared."""
    plans = [_bodies(path, in_city(city)) for city in CITIES]
    plans.append(_bodies(path, str))
    for one, other in itertools.combinations(plans, 2):
        assert not one.keys() & other.keys()
        assert len(one) == len(other)
