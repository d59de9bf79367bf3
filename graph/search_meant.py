"""What somebody looks for to other words for it: short names of bodies, English without fillers.

A plan prints 市发展改革委, a reader types 市发改委 or 发改委, and the body is called
昆明市发展和改革委员会: the table of functions knows that these are one. An English name in a store
says what a bureau is for, not that it is a bureau.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice, product, takewhile
from typing import Final

from plangraph.graph.search_words import fold
from plangraph.ontology.name_patterns import HOLE
from plangraph.ontology.reference import functions

MOST: Final = 16  # ways of saying it that are tried
_LEAST: Final = 2  # characters of a short name that tell it
_LONGEST: Final = 24  # characters of a word that may be one
_POINTS: Final = ",.;:()'\"’“”"

Words = tuple[str, ...]


def meant(words: Words) -> list[Words]:
    """Other words for what these words look for, the likeliest first; none for most words.

    >>> meant(("昆明市发改委",))[0]
    ('昆明市', '发展和改革委员会')
    >>> meant(("bureau", "of", "science,", "kunming"))
    [('science', 'kunming')]
    """
    if all(word.isascii() for word in words):
        kept = _without_fillers(words)
        return [kept] if kept and kept != words else []
    ways = [_bodies(word) or [(word,)] for word in words]
    chosen = islice(product(*ways), MOST)  # many words have more ways than anybody can try
    found = [tuple(part for way in one for part in way) for one in chosen]
    return [one for one in found if one != words]


def _without_fillers(words: Words) -> Words:
    bare = (word.strip(_POINTS) for word in words)
    return tuple(dict.fromkeys(word for word in bare if word and word not in _fillers()))


def _bodies(word: str) -> list[Words]:
    """A place and the name in full of each body that the end of a word is short for, or begins."""
    if len(word) > _LONGEST:
        return []
    for at in range(len(word) - _LEAST + 1):
        names = dict.fromkeys(_full_names(word[at:]))
        if names:
            return [_with_place(word[:at], name) for name in names][:MOST]
    return []


def _with_place(place: str, name: str) -> Words:
    """A level (市) stands right before the name; a place may stand there in full, or not."""
    return (place + name,) if len(place) < _LEAST else (place, name)


def _full_names(begun: str) -> Iterator[str]:
    """The names in full, without their place, of what is called or begins so; then its kin."""
    rows = _short_names()
    first = bisect_left(rows, (begun,))
    chosen = list(takewhile(lambda row: row[0].startswith(begun), rows[first:]))
    whole = [row for row in chosen if row[0] == begun]
    yield from (full for _, full, _ in whole or chosen)
    for function in dict.fromkeys(function for _, _, function in whole):
        yield from _kin()[function]


@cache
def _short_names() -> list[tuple[str, str, str]]:
    """Each short name with the name in full, both without the place, and the function."""
    return sorted(
        (fold(name), full, row.function)
        for row in functions().rows()
        if not (row.is_open or row.is_group) and (full := _bare(row.pattern))
        for name in row.names
        if "{" not in name
    )


@cache
def _kin() -> dict[str, list[str]]:
    """The names in full of each function, the shortest first."""
    found: dict[str, dict[str, None]] = {}
    for _, full, function in sorted(_short_names(), key=lambda row: (len(row[1]), row)):
        found.setdefault(function, {})[full] = None
    return {function: list(names) for function, names in found.items()}


def _bare(pattern: str) -> str:
    """A name in full without what stands for its place; empty where the place is inside."""
    bare = pattern.removeprefix("{place}")
    return "" if HOLE.search(bare) else fold(bare)


@cache
def _fillers() -> frozenset[str]:
    lines = files(__package__).joinpath("search_fillers.tsv").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#")) - {"word"}
