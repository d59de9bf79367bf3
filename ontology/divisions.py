"""From the name of a division of China to the division: ``places.tsv`` and the rules of looking up.

Names repeat (34 full names, over 100 short ones), so a name is looked up from a place outwards: in
the place itself, in its province, then in the whole country where it is the only one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.model import Place, PlaceKind
from plangraph.ontology.tables import values

LEVELS = ("province", "city", "county")
_KEPT = 8192  # answers that are remembered: a plan names the same places over and over
_STEM = re.compile("(.{2,}?)(?:省|地区|特区|新区|市|区|县|旗|盟|州)")
_RETYPED = re.compile("(.{2,})[县区市]")
_WIDTH = {"province": 2, "city": 4, "county": 6}


class _Row(NamedTuple):
    code: str
    name: str
    parent: str
    aliases: str
    name_en: str
    note: str
    level: str


COLUMNS = _Row._fields


class Places:
    """All divisions of China, found by key, by code, by full name, alias or short name.

    Args:
        rows: The rows of ``places.tsv``.
        country: China, which holds the provinces.
    """

    def __init__(self, rows: Iterable[list[str]], country: Place) -> None:
        self._country = country
        self._places = {country.key: country}
        self._levels = {country.key: "national"}
        self._stems: dict[str, str] = {country.key: country.name}
        self._words: set[str] = set()
        self._word_stems: set[str] = set()
        self._forms: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            self._take(_Row(*row))
        self._resolved = lru_cache(maxsize=_KEPT)(self._resolve)
        self._resolved_short = lru_cache(maxsize=_KEPT)(self._resolve_short)

    def _take(self, row: _Row) -> None:
        key = f"region/cn-{row.code}"
        within = f"region/cn-{row.parent}" if row.parent else self._country.key
        self._places[key] = Place(
            key, PlaceKind.ADMINISTRATIVE, row.name, row.name_en or None, row.code, within
        )
        self._levels[key] = row.level
        aliases = values(row.aliases)
        # 石林县 tells the short name of its county; 东乌旗 is a form that nobody shortens.
        plain = row.name.endswith("旗") and "自治" not in row.name
        self._stems[key] = stem_of(aliases[0] if aliases and not plain else row.name)
        self._forms[key] = (row.name, *aliases, *_with_autonomy(row.name, aliases))
        for form in self._forms[key]:
            self._named[form].append(key)
        notes = values(row.note)
        if "word" in notes:
            self._words.add(row.name)
        if "stem" in notes:
            self._word_stems.add(self._stems[key])

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places) - 1

    def by_key(self, key: str) -> Place:
        """The division (or China) of a key.

        Raises:
            UnknownThingError: No division has this key.
        """
        if key not in self._places:
            raise UnknownThingError("No division of China has this key.", where=key)
        return self._places[key]

    def by_code(self, code: str) -> Place:
        """The division of a GB/T 2260 code; raises as ``by_key`` does."""
        return self.by_key(f"region/cn-{code}")

    def level(self, key: str) -> str:
        """Province, city (prefecture) or county; national for China; zones count as their city."""
        return self._levels[self.by_key(division_of(key)).key]

    def stem(self, key: str) -> str:
        """The short name of a division: 昆明 for 昆明市, 石林 for 石林彝族自治县."""
        return self._stems[self.by_key(division_of(key)).key]

    def forms(self, key: str) -> tuple[str, ...]:
        """The full name of a division and its aliases."""
        return self._forms.get(self.by_key(division_of(key)).key, ())

    def ancestors(self, key: str) -> tuple[Place, ...]:
        """The places that hold a division, from the inside out, China last; zones have theirs."""
        here = self.by_key(division_of(key))
        found = [here] if here.key != key else []
        while here.within in self._places:
            here = self._places[here.within]
            found.append(here)
        return tuple(found)

    def province(self, key: str) -> Place | None:
        """The province that a division lies in or is; ``None`` for China."""
        line = (self.by_key(division_of(key)), *self.ancestors(key))
        return next((place for place in line if self._levels[place.key] == "province"), None)

    def children(self, key: str) -> tuple[Place, ...]:
        """The divisions right below, in order of their codes."""
        return tuple(self._places[child] for child in self._below.get(key, ()))

    def inside(self, key: str) -> tuple[Place, ...]:
        """All divisions below one, each before those that it holds."""
        found: list[Place] = []
        for child in self.children(key):
            found += [child, *self.inside(child.key)]
        return tuple(found)

    def contains(self, outer: str, inner: str) -> bool:
        """Whether a place is another one or lies in it."""
        if outer == self._country.key:
            return True
        width = _WIDTH[self._levels[outer]]
        return inner.startswith(outer[: len("region/cn-") + width])

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every full name and alias with the codes of the divisions that bear it."""
        return self._codes

    def risky_names(self) -> frozenset[str]:
        """Names found in ordinary text too (城区; 和县 in 区和县): two characters, or marked."""
        return self._risky

    def is_word(self, stem: str) -> bool:
        """Whether a short name is an ordinary word as well: 和平, 振兴."""
        return stem in self._word_stems

    def stems(self) -> Mapping[str, tuple[str, ...]]:
        """Every short name with the codes of the divisions that bear it: poison in running text."""
        return self._short_codes

    def resolve(self, name: str, within: str | None = None) -> Place | None:
        """The division that a full name or alias means, seen from a place.

        Looked up in ``within``, then in the places around it, then in the country if only one is
        called so. 昆明市五华区 is read from the left. A division that changed its kind is found in
        its province by its short name (晋宁县 for 晋宁区). ``None``: not known or not clear.
        """
        return self._resolved(name, within) if name[:2] in self._openings else None

    def _resolve(self, name: str, within: str | None) -> Place | None:
        return (
            self._nearest(self._named.get(name, ()), within)
            or self._chained(name, within)
            or self._retyped(name, within)
        )

    def resolve_short(self, name: str, within: str | None = None) -> Place | None:
        """The division that a bare short name means: 广州, 五华, 广州南沙.

        Inside ``within`` any division, the highest first; elsewhere provinces and prefectures
        only, provinces first (吉林 is the province). ``None``: not known or not clear.
        """
        return self._resolved_short(name, within) if name[:2] in self._openings else None

    def _resolve_short(self, name: str, within: str | None) -> Place | None:
        keys = self._by_stem.get(name, ())
        if within and keys:
            inside = [key for key in keys if self.contains(division_of(within), key)]
            if found := self._highest(inside, LEVELS):
                return found
        return self._highest(keys, ("province", "city")) or self._chained(name, within)

    def _nearest(self, keys: Sequence[str], within: str | None) -> Place | None:
        if within and keys:
            start = self.by_key(division_of(within))
            for ring in (start, *self.ancestors(start.key)):
                inside = [key for key in keys if self.contains(ring.key, key)]
                if inside:
                    return self._only(inside)
        return self._only(keys)

    def _chained(self, name: str, within: str | None) -> Place | None:
        for cut in range(len(name) - 2, 1, -1):
            head, rest = name[:cut], name[cut:]
            outer = self._nearest(self._named.get(head, ()), within) or self._highest(
                self._by_stem.get(head, ()), ("province", "city")
            )
            if outer is None:
                continue
            inner = self.resolve(rest, outer.key) or self.resolve_short(rest, outer.key)
            if inner and inner.key != outer.key and self.contains(outer.key, inner.key):
                return inner
        return None

    def _retyped(self, name: str, within: str | None) -> Place | None:
        match = _RETYPED.fullmatch(name)
        if not match or not within:
            return None
        keys = [key for key in self._by_stem.get(match[1], ()) if self._levels[key] == "county"]
        province = self.province(within)
        inside = [key for key in keys if province and self.contains(province.key, key)]
        return self._nearest(inside, within)

    def _highest(self, keys: Sequence[str], levels: Iterable[str]) -> Place | None:
        for level in levels if keys else ():
            found = [key for key in keys if self._levels[key] == level]
            if found:
                return self._only(found)
        return None

    def _only(self, keys: Sequence[str]) -> Place | None:
        return self._places[keys[0]] if len(keys) == 1 else None

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = defaultdict(list)
        for place in self._places.values():
            if place.within in self._places:
                below[place.within].append(place.key)
        return below

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, stem in self._stems.items():
            if key != self._country.key:
                found[stem].append(key)
        return found

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The first two characters of all names: most words start with none of them."""
        return frozenset(name[:2] for name in (*self._named, *self._by_stem))

    @cached_property
    def _codes(self) -> dict[str, tuple[str, ...]]:
        return {name: _codes_of(keys) for name, keys in self._named.items()}

    @cached_property
    def _short_codes(self) -> dict[str, tuple[str, ...]]:
        return {stem: _codes_of(keys) for stem, keys in self._by_stem.items()}

    @cached_property
    def _risky(self) -> frozenset[str]:
        return frozenset(self._words | {name for name in self._named if len(name) == 2})


def stem_of(name: str) -> str:
    """A name without the word for its kind; the name itself where nothing would be left.

    >>> stem_of("昆明市"), stem_of("石林县"), stem_of("浦东新区"), stem_of("赵县"), stem_of("新疆")
    ('昆明', '石林', '浦东', '赵县', '新疆')
    """
    match = _STEM.fullmatch(name)
    return match[1] if match else name


def _with_autonomy(name: str, aliases: Iterable[str]) -> Iterator[str]:
    """湘西自治州 for 湘西土家族苗族自治州, which has the alias 湘西州."""
    if "自治" in name:
        for alias in aliases:
            if alias[-1] in "州县旗" and (form := f"{alias[:-1]}自治{alias[-1]}") != name:
                yield form


def division_of(key: str) -> str:
    """The key of the division that a key belongs to: that of the city for one of its zones.

    >>> division_of("region/cn-530100/high-tech-zone")
    'region/cn-530100'
    """
    return key if key.count("/") < 2 else "/".join(key.split("/")[:2])


def _codes_of(keys: list[str]) -> tuple[str, ...]:
    return tuple(key.removeprefix("region/cn-") for key in keys)
