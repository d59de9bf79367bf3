"""Ruled tables on a page: straight lines that cross to cells, and the characters inside them.

Only tables whose cells are ruled are found; where two cells have no line between them they are one.
The outermost lines may be missing: tables with open sides, rows that a page end cuts in two.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from plangraph.ingest.grid import Cell, Rows
from plangraph.ingest.page_layout import Glyph, Page, PrintedLine, Rule, read_lines

_NEAR = 3.0  # points within which two lines are one, or touch
_SHORTEST = 5.0
_WIDEST_PADDING = 8.0
_MOST_RULES = 3_000
_MOST_SLOTS = 20_000


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table: where columns and rows end, and which lines are drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands inside."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def slot(self, glyph: Glyph) -> tuple[int, int]:
        """Row and column of a glyph."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def find_grids(page: Page) -> list[Grid]:
    """The ruled tables of a page with two columns or more, from top to bottom.

    One row alone may be the end of a table that began on the page before.
    """
    rules = list({_rounded(rule) for rule in page.rules if _length(rule) >= _SHORTEST})
    if len(rules) > _MOST_RULES:
        return []  # a map or a chart
    grids = []
    for group in _with_lone(_groups(rules)):
        upright = tuple(rule for rule in group if _is_upright(rule))
        level = tuple(rule for rule in group if not _is_upright(rule))
        xs = _places(upright, level, 0)
        ys = _places(level, upright, 1)
        if len(xs) > 2 and len(ys) > 1 and len(xs) * len(ys) <= _MOST_SLOTS:
            grids.append(Grid(xs, ys, upright, level))
    return sorted(grids, key=lambda grid: grid.ys[0])


def _rounded(rule: Rule) -> Rule:
    """The rule to half a point, so that lines drawn twice are one."""
    return Rule(*(round(2 * edge) / 2 for edge in rule))


def _length(rule: Rule) -> float:
    return max(rule.right - rule.left, rule.bottom - rule.top)


def _is_upright(rule: Rule) -> bool:
    return rule.bottom - rule.top > rule.right - rule.left


def _places(drawn: Sequence[Rule], across: Sequence[Rule], axis: int) -> tuple[float, ...]:
    """Where lines are drawn, and the outermost places that several lines across them reach."""
    starts, ends = [rule[axis] for rule in across], [rule[axis + 2] for rule in across]
    outer = [(min(starts), starts), (max(ends), ends)] if across else []
    reached = [at for at, all_ in outer if sum(abs(at - one) <= _NEAR for one in all_) > 1]
    return _levels([*(rule[axis] for rule in drawn), *reached])


def _levels(places: Iterable[float]) -> tuple[float, ...]:
    """Places in order, those close to each other as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return tuple(found)


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, directly or through others."""
    upright = list(_chains([rule for rule in rules if _is_upright(rule)], 0))
    level = list(_chains([rule for rule in rules if not _is_upright(rule)], 1))
    chains = [*upright, *level]
    owner = list(range(len(chains)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    across = [(_around(chain), index) for index, chain in enumerate(level, len(upright))]
    for index, chain in enumerate(upright):
        line = _around(chain)
        for other, at in across:
            if _touch(line, other):
                owner[root(index)] = root(at)
    groups: dict[int, list[Rule]] = {}
    for index, chain in enumerate(chains):
        groups.setdefault(root(index), []).extend(chain)
    return list(groups.values())


def _chains(rules: Sequence[Rule], axis: int) -> Iterator[list[Rule]]:
    """Rules of one direction that follow each other in one line; ``axis`` is what they share."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule[axis]):
        if lines and rule[axis] - lines[-1][-1][axis] <= _NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    along = 1 - axis
    for line in lines:
        chain: list[Rule] = []
        end = 0.0
        for rule in sorted(line, key=lambda rule: rule[along]):
            if chain and rule[along] > end + _NEAR:
                yield chain
                chain = []
            end = max(end, rule[along + 2]) if chain else rule[along + 2]
            chain.append(rule)
        yield chain


def _around(chain: Sequence[Rule]) -> Rule:
    """The box around some rules."""
    lefts, tops, rights, bottoms = zip(*chain, strict=True)
    return Rule(min(lefts), min(tops), max(rights), max(bottoms))


def _with_lone(groups: Iterable[list[Rule]]) -> list[list[Rule]]:
    """The groups; upright lines that cross none join those of the same height.

    Where a page end cuts a row, or a merged cell, no level line is drawn beside what is left of it.
    """
    lone: dict[tuple[int, int], list[Rule]] = {}
    found: dict[tuple[int, int], list[Rule]] = {}
    apart: list[list[Rule]] = []
    for group in groups:
        key = round(min(r.top for r in group) / _NEAR), round(max(r.bottom for r in group) / _NEAR)
        if all(map(_is_upright, group)):
            lone.setdefault(key, []).extend(group)
        elif key in found:
            apart.append(group)
        else:
            found[key] = group
    for key, group in lone.items():
        found[key] = [*found.get(key, ()), *group]
    return [*found.values(), *apart]


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.top <= other.bottom + _NEAR
        and other.top <= one.bottom + _NEAR
    )


def read_grid(grid: Grid, glyphs: Iterable[Glyph], page: int) -> Rows:
    """The cells of a table, those without a line between them as one repeated."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    region = _regions(grid, rows, columns)
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        inside.setdefault(region[grid.slot(glyph)], []).append(glyph)
    ends = {key: grid.xs[column + 1] for (_, column), key in region.items()}
    cells = {
        (row, column): _cell(inside.get((row, column), []), grid.xs[column], end, page)
        for (row, column), end in ends.items()
    }
    return [[cells[region[row, column]] for column in range(columns)] for row in range(rows)]


def _regions(grid: Grid, rows: int, columns: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For each slot the first slot of the cell that it belongs to."""
    left = _drawn(grid.xs, ((rule.left, rule.top, rule.bottom) for rule in grid.upright))
    above = _drawn(grid.ys, ((rule.top, rule.left, rule.right) for rule in grid.level))
    region: dict[tuple[int, int], tuple[int, int]] = {}
    for row, column in product(range(rows), range(columns)):
        y = (grid.ys[row] + grid.ys[row + 1]) / 2
        x = (grid.xs[column] + grid.xs[column + 1]) / 2
        region[row, column] = (row, column)
        if column and not any(start <= y <= end for start, end in left[column]):
            region[row, column] = region[row, column - 1]
        elif row and not any(start <= x <= end for start, end in above[row]):
            region[row, column] = region[row - 1, column]
    return region


def _drawn(
    places: Sequence[float], rules: Iterable[tuple[float, float, float]]
) -> list[list[tuple[float, float]]]:
    """For each line of the grid the stretches of it that are drawn."""
    drawn: list[list[tuple[float, float]]] = [[] for _ in places]
    for place, start, end in rules:
        drawn[max(0, bisect_right(places, place + 0.01) - 1)].append((start, end))
    return drawn


def _cell(glyphs: list[Glyph], left: float, right: float, page: int) -> Cell:
    """The paragraphs of a cell: a line goes on in the next if its first word had no room left."""
    lines = sorted(read_lines(glyphs, page), key=lambda line: line.top)
    if not lines:
        return Cell(())
    padding = min(max(0.0, min(line.left for line in lines) - left), _WIDEST_PADDING)

    def is_full(line: PrintedLine, word: float) -> bool:
        return right - padding - line.right < max(word, line.size) + 0.15 * line.size

    done = [lines[0].words]
    for before, line in pairwise(lines):
        if is_full(before, line.first_width):
            done[-1] += line.words
        else:
            done.append(line.words)
    return Cell(tuple(done), is_full=is_full(lines[-1], 0))
