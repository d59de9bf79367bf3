"""Batteries of names: what bodies of every place and level are called, and which body is meant."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from plangraph.ingest import lists
from plangraph.ingest.resolve import Resolver
from plangraph.ingest.source import matching_view
from plangraph.ontology import reference
from plangraph.ontology.model import Party

HERE = Path(__file__).parent


class Row(NamedTuple):
    """A row of ``body_names.tsv``."""

    place: str
    zone: str
    printed: str
    kind: str
    level: str
    function: str
    of: str
    name: str


def rows_of(name: str) -> Iterator[list[str]]:
    """The cells of a table beside this file, without its comment and head."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    told = [line for line in lines if not line.startswith("#")]
    return (line.split("\t") for line in told[1:])


NAMES = [Row(*cells) for cells in rows_of("body_names.tsv")]


def key_of(place: str) -> str:
    """The key of a place of the tables: a code, or cn."""
    return "region/cn" if place == "cn" else f"region/cn-{place}"


def meant(row: Row, place: str = "") -> Party:
    """The body that a name means in the plan of its place, or in that of another one."""
    owner = key_of(place or row.place)
    zone = reference.zones().find(row.zone, owner) if row.zone else None
    resolver = Resolver("a-plan", owner, zone)
    key = resolver.resolve(row.printed)
    return next(party for party in resolver.parties() if party.key == key)


def as_row(row: Row, party: Party) -> Row:
    """What is said of a body, in the form of the table."""
    of = (party.place or "").removeprefix("region/").removeprefix("cn-")
    told = (party.kind.value, party.level or "", party.function or "", of, party.name)
    return Row(row.place, row.zone, row.printed, *told)


def test_names_give_level_function_and_full_name() -> None:
    """Over a thousand names of bodies get kind, level, function, place and name in full."""
    assert len(NAMES) > 1000
    found = [as_row(row, meant(row)) for row in NAMES]
    assert [(got, row) for got, row in zip(found, NAMES, strict=True) if got != row] == []


def test_the_battery_holds_bodies_of_every_kind_and_level() -> None:
    """Every function of the table is met, at every level, and bodies of no known function."""
    functions = {row.function for row in reference.functions().rows() if not row.is_group}
    assert {row.function for row in NAMES} == functions | {""}
    levels = Counter(row.level for row in NAMES)
    assert set(levels) == {"national", "province", "city", "county", "zone"}
    assert min(levels.values()) >= 80
    assert Counter(row.kind for row in NAMES)["group"] >= 40
    assert sum(row.function == "" and row.kind == "agency" for row in NAMES) >= 40


def test_bodies_of_the_battery_never_merge_two_places() -> None:
    """A prefixed name in the plans of two cities is two bodies, known to the table or not."""
    prefixed = [row for row in NAMES if row.place == "530100" and row.printed.startswith("市")]
    assert len(prefixed) > 150
    pairs = [(meant(row), meant(row, "330100")) for row in prefixed]
    assert [one.name for one, other in pairs if one.key == other.key] == []


def test_two_names_of_one_place_are_one_body_only_if_their_full_names_agree() -> None:
    """Keys and names in full go together: no key stands for two of the battery's bodies."""
    by_key: dict[str, set[str]] = {}
    for row in NAMES:
        party = meant(row)
        by_key.setdefault(party.key, set()).add(party.name)
    assert [names for names in by_key.values() if len(names) > 1] == []


def test_groups_of_the_battery_are_never_expanded() -> None:
    """A group is one party with the printed words in its name, and without a function."""
    groups = [row for row in NAMES if row.kind == "group"]
    assert {row.function for row in groups} == {""}
    assert all(len(row.name) >= len(row.printed.replace("、", "")) - 1 for row in groups)


def test_known_bodies_have_an_english_name() -> None:
    """A body of a known function has an English name: what it is for and where, as far as known."""
    for row in NAMES:
        party = meant(row)
        place = reference.place(party.place) if party.place else None
        if party.function and place and place.name_en:
            assert party.name_en is not None
            assert party.name_en.isascii(), party.name_en
            assert party.name_en.endswith(place.name_en)


def test_every_function_has_an_english_name_of_its_own() -> None:
    """No two functions share their English or their Chinese label; the English one is ASCII."""
    table = reference.functions()
    labels = [table.label(function) for function in {row.function for row in table.rows()}]
    assert all(english.isascii() and english for _, english in labels)
    assert len({english for _, english in labels}) == len(labels)
    assert len({chinese for chinese, _ in labels}) == len(labels)


@pytest.mark.parametrize(("place", "printed", "names"), list(rows_of("body_lists.tsv")))
def test_lists_name_each_body_in_full(place: str, printed: str, names: str) -> None:
    """What a list leaves out (prefix, head noun) is restored, and each body gets its full name."""
    resolver = Resolver("a-plan", key_of(place))
    found = lists.read_list(matching_view(printed), printed, 0, len(printed))
    keys = [resolver.resolve(name.printed, name.host) for name in found]
    parties = {party.key: party.name for party in resolver.parties()}
    assert [parties[key] for key in keys] == names.split("|")
