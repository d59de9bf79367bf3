"""A plan's positions to keys, titles and names, for files that name things in full."""

import re
from datetime import date
from typing import Final, NamedTuple

from plangraph.ontology import iris
from plangraph.ontology.dates import first_day, last_day, precision_of
from plangraph.ontology.model import Plan

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Days(NamedTuple):
    """The first and the last day of a printed date; ``None`` where it is no date."""

    first: date | None
    last: date | None


def days_of(printed: str | None) -> Days:
    """The days of a printed date.

    >>> days_of("2025-06").last, days_of("持续推进").last
    (datetime.date(2025, 6, 30), None)
    """
    if printed is None or precision_of(printed) is None:
        return Days(None, None)
    return Days(first_day(printed), last_day(printed))


def xml_text(text: str) -> str:
    r"""The text without what XML cannot hold; each such character becomes U+FFFD.

    >>> xml_text("a\x07b")
    'a\ufffdb'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


class Names:
    """The names of one plan's things.

    Attributes:
        plan: Its key.
        places, parties: Names by key.
        texts: What items, measures and targets say, by their key below the plan.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = f"plan/{plan.key}"
        self.plan_title = plan.document.title
        self.places = {row.key: row.name for row in plan.places}
        self.parties = {row.key: row.name for row in plan.parties}
        self._locals = {row.position: iris.item_local(row.kind, row.position) for row in plan.items}
        self._titles = {row.position: row.title for row in plan.items}
        self.texts = {self._locals[row.position]: row.title for row in plan.items}
        self.texts |= {f"measure/{row.position}": row.text for row in plan.measures}
        self.texts |= {f"target/{row.position}": row.indicator for row in plan.targets}

    def local(self, local: str) -> str:
        """The key of a thing below the plan."""
        return f"{self.plan}/{local}"

    def item(self, position: str) -> str | None:
        """The key of an item; ``None`` where there is none."""
        local = self._locals.get(position)
        return None if local is None else self.local(local)

    def title(self, position: str) -> str | None:
        """The title of an item; ``None`` where there is none."""
        return self._titles.get(position)

    def measure(self, position: str | None) -> str | None:
        """The key of a measure; ``None`` for ``None``."""
        return None if position is None else self.local(f"measure/{position}")

    def of_plan(self) -> dict[str, str | None]:
        """The cells that name the plan."""
        return {"plan": self.plan, "plan_title": self.plan_title}

    def of_item(self, position: str) -> dict[str, str | None]:
        """The cells that name an item and its plan."""
        item = {"item": self.item(position), "item_title": self.title(position)}
        return {**self.of_plan(), **item}

    def of_party(self, key: str) -> dict[str, str | None]:
        """The cells that name a party."""
        return {"party": key, "party_name": self.parties.get(key)}

    def of_place(self, key: str | None) -> dict[str, str | None]:
        """The cells that name a place."""
        return {"place": key, "place_name": self.places.get(key or "")}
