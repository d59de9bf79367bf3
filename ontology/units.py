"""From the word after a figure to its unit, and from 万 and 亿 to a factor: ``units.tsv``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from plangraph.ontology.tables import values

COLUMNS = ("unit", "printed", "ucum", "zh", "en", "dimension")
MAGNITUDE_COLUMNS = ("printed", "value", "kind")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        key: ``unit/percent``.
        printed: The forms met after a figure, the usual one first.
        ucum: UCUM code, counts as ``{件}``; ``None`` where there is none.
        dimension: count, currency, length, data …
    """

    key: str
    printed: tuple[str, ...]
    ucum: str | None
    name: str
    name_en: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A numeral or a word that multiplies a figure.

    Attributes:
        kind: digit, power, numeral, magnitude, half, or vague (余: no value of its own).
        value: ``None`` for vague words.
    """

    printed: str
    kind: str
    value: Decimal | None


class Units:
    """All units, found by their printed form; ``rows`` are those of ``units.tsv``."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self._units: dict[str, Unit] = {}
        self._forms: dict[str, Unit] = {}
        for unit, printed, ucum, name, name_en, dimension in rows:
            row = Unit(f"unit/{unit}", values(printed), ucum or None, name, name_en, dimension)
            self._units[row.key] = row
            self._forms |= dict.fromkeys(row.printed, row)

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def find(self, printed: str) -> Unit | None:
        """The unit of a printed form; ``None`` for one that the table lacks, which keeps its hash.

        ％ and % are one unit; letters must agree in case (MB is not Mb).
        """
        return self._forms.get(printed)

    def by_key(self, key: str) -> Unit | None:
        """The unit of a key; ``None`` for units that a plan brought along (``unit/x-…``)."""
        return self._units.get(key)

    def forms(self) -> tuple[str, ...]:
        """All printed forms, longest first, so that 平方公里 is tried before 平方."""
        return tuple(sorted(self._forms, key=lambda form: (-len(form), form)))


def read_magnitude(row: list[str]) -> Magnitude:
    """One row of ``magnitudes.tsv``."""
    printed, value, kind = row
    return Magnitude(printed, kind, Decimal(value) if value else None)
