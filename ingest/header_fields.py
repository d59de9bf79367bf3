"""What the readers of the header find: printed values by name, and cites."""

from dataclasses import dataclass, field

from plangraph.ingest.cites import CiteField
from plangraph.ingest.clauses import Stretch


@dataclass(frozen=True, slots=True)
class Field:
    """One printed value of the header."""

    name: str
    value: str
    where: Stretch
    rule: str


@dataclass(slots=True)
class Header:
    """What was found, by name; several values of one name stand in the order of the text."""

    fields: list[Field] = field(default_factory=list)
    cites: list[CiteField] = field(default_factory=list)

    def add(self, name: str, where: Stretch, value: str, rule: str) -> None:
        """Takes a value that was found."""
        self.fields.append(Field(name, value.strip(), where, rule))

    def first(self, name: str) -> Field | None:
        """The first value of a name."""
        return next((found for found in self.fields if found.name == name), None)

    def all(self, name: str) -> list[Field]:
        """All values of a name."""
        return [found for found in self.fields if found.name == name]

    def only_year(self) -> str:
        """The year of a plan of one year; empty for other plans."""
        first, last = self.first("period_start"), self.first("period_end")
        one = first and last and first.value[:4] == last.value[:4]
        return first.value[:4] if first and one else ""
