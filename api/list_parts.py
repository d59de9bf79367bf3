"""A part of a list without the rest: how many rows each plan has, then the rows of some plans.

Lists in document order go plan by plan, so that a part of fifty rows of fifty thousand needs the
plans that it lies in and nothing else. All other lists are found whole, and so is what one agency
or one place has: to count that by plan costs as much as to find it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from plangraph.api.lists import ORDER, Filters, Found, Term, asked, find, select
from plangraph.api.things import bracket
from plangraph.graph.store import Store

IN_ORDER: Final = ("tasks", "measures", "targets", "phases")
FEW: Final = 2000
NARROW: Final = frozenset({"agency", "agency_name", "region", "region_name"})
_WHERE: Final = "\nWHERE {\n"
_SORTED: Final = "\n}\nORDER BY ?home"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows of a list each plan has, in the order of the list.

    Attributes:
        whole: The list itself, where it does not go plan by plan.
    """

    homes: Sequence[tuple[str, int]] = ()
    whole: Found | None = None

    @property
    def cost(self) -> int:
        """How many texts it keeps."""
        return 1 + (len(self.homes) if self.whole is None else len(self.whole.iris))

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return sum(n for _, n in self.homes) if self.whole is None else len(self.whole.iris)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with its filters in a store.

    Attributes:
        few: So many things of a kind are found whole at once, and kept so.
    """

    store: Store
    name: str
    filters: Filters
    few: int = FEW

    def sizes(self) -> Sizes:
        """How many rows it has, plan by plan where it goes so."""
        bound = self.filters.bindings()
        if self.name not in IN_ORDER or not NARROW.isdisjoint(bound) or self._has_few():
            return Sizes(whole=find(self.store, self.name, self.filters))
        if "plan" in bound:
            return Sizes(whole=Found(self._of([str(bound["plan"])]), {}))
        rows = asked(self.store, _counting(self.name, frozenset(bound)), bound)
        return Sizes([(str(row["home"]), n) for row in rows if isinstance(n := row["n"], int)])

    def _has_few(self) -> bool:
        return self.store.index().sizes().get(self.name.removesuffix("s"), 0) < self.few

    def part(self, sizes: Sizes, start: int, size: int) -> Found:
        """The rows from ``start``, at most ``size``, with what was counted of them."""
        if sizes.whole is not None:
            return replace(sizes.whole, iris=sizes.whole.iris[start : start + size])
        homes, before = _around(sizes.homes, start, size)
        return Found(self._of(homes)[start - before : start - before + size], {})

    def whole(self, sizes: Sizes) -> Found:
        """All rows."""
        return sizes.whole or find(self.store, self.name, self.filters)

    def _of(self, homes: Sequence[str]) -> list[str]:
        """The rows of some plans, asked of these plans alone."""
        if not homes:
            return []
        bound: dict[str, Term] = self.filters.bindings()
        query = select(self.name, frozenset(bound) | {ORDER})
        within = f"{_WHERE}  VALUES ?home {{ {' '.join(map(bracket, homes))} }}\n"
        rows = asked(self.store, query.replace(_WHERE, within, 1), bound)
        return list(dict.fromkeys(str(row["thing"]) for row in rows))


def _around(homes: Sequence[tuple[str, int]], start: int, size: int) -> tuple[list[str], int]:
    """The plans that a part lies in, and how many rows stand before the first of them."""
    chosen: list[str] = []
    passed = before = 0
    for home, count in homes:
        if passed + count > start and passed < start + size:
            before = before if chosen else passed
            chosen.append(home)
        passed += count
    return chosen, before


def _counting(name: str, given: frozenset[str]) -> str:
    """The query of a list as one that counts its rows by plan.

    >>> _counting("tasks", frozenset()).splitlines()[-4:]
    ['  ?thing a pg:Task ; pg:inPlan ?home .', '}', 'GROUP BY ?home ', 'ORDER BY ?home']
    """
    head, _, rest = select(name, given).partition(_WHERE)
    body = rest.partition(_SORTED)[0]
    lines = head.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("SELECT"))
    variables = " ".join(line.partition("#")[0].strip() for line in lines[first + 1 :])
    return (
        f"SELECT ?home (COUNT(DISTINCT ?thing) AS ?n) {variables}"
        f"{_WHERE}{body}\n}}\nGROUP BY ?home {variables}\nORDER BY ?home"
    )
