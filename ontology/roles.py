"""From the finer terms of the graph to the coarser ones of the facts JSON: ``roles.tsv``."""

from collections.abc import Iterable

from plangraph.ontology.model import Duty, Operator

COLUMNS = ("scheme", "term", "facts", "zh", "en")


class Roles:
    """Duties and operators with their words in the facts JSON and their labels."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self._facts: dict[str, str] = {}
        self._labels: dict[str, tuple[str, str]] = {}
        for _scheme, term, facts, zh, en in rows:
            self._facts[term] = facts
            self._labels[term] = (zh, en)

    def role(self, duty: Duty) -> str:
        """``lead``, ``support`` or ``responsible``."""
        return self._facts[duty.value]

    def comparator(self, operator: Operator) -> str:
        """``>= <= = ~ + -``; empty for operators that stand without a figure."""
        return self._facts[operator.value]

    def label(self, term: Duty | Operator) -> tuple[str, str]:
        """What a term is called in Chinese and in English."""
        return self._labels[term.value]
