"""Questions to an engine elsewhere: in plain words, over graphs that it holds, answered whole."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from plangraph.graph.answer import Answer, Result
from plangraph.graph.asking import Asking
from plangraph.graph.constructing import Row, filled
from plangraph.graph.wire import Dataset, Deadline, Wire
from plangraph.graph.wording import Wording, word
from plangraph.ontology.errors import InvalidQueryError

_WAVE: Final = 200  # things that one query describes
_GRAPHS: Final = 100  # that one query may name: each costs a question of its own
_FETCHABLE: Final = ("http:", "https:", "ftp:", "file:")


class Asker:
    """Asks what users ask.

    Args:
        wire: The line to the engine.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def answer(self, asking: Asking, deadline: Deadline) -> Answer:
        """The answer to a query, as the embedded store would give it.

        Raises:
            InvalidQueryError: It is no query, or none that may be asked.
            LimitError: It outgrew the deadline or the size of an answer.
            StoreError: The engine fails.
        """
        wording = word(asking)
        if wording.dataset is not None:
            default, named = wording.dataset
            unknown = self.unknown_graphs([*default, *named], deadline)
            kept = [tuple(n for n in part if n not in unknown) for part in (default, named)]
            wording = replace(wording, dataset=(kept[0], kept[1]))
        return Answer(self._result(wording, deadline))

    def rows(self, text: str, dataset: Dataset | None, deadline: Deadline) -> Iterator[Row]:
        """The rows of a SELECT in plain words."""
        found = self._wire.ask(text, dataset, deadline)
        if isinstance(found, ox.QuerySolutions):
            names = [variable.value for variable in found.variables]
            for row in found:
                yield {name: row[name] for name in names}

    def _result(self, wording: Wording, deadline: Deadline) -> Result:
        if wording.form in ("SELECT", "ASK"):
            return self._wire.ask(wording.text, wording.dataset, deadline)
        rows = list(self.rows(wording.text, wording.dataset, deadline)) if wording.text else []
        if wording.form == "CONSTRUCT":
            return filled(wording.template, rows)
        things = {ox.NamedNode(iri) for iri in wording.things}
        things |= {term for row in rows for term in row.values() if isinstance(term, ox.NamedNode)}
        return iter(list(self._described(things, wording.dataset, deadline)))

    def _described(
        self, things: Iterable[ox.NamedNode], dataset: Dataset | None, deadline: Deadline
    ) -> Iterator[ox.Quad]:
        """What is said of things, which is what the embedded engine takes for a description."""
        names = sorted(map(str, things))
        for start in range(0, len(names), _WAVE):
            values = " ".join(names[start : start + _WAVE])
            text = f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"
            for row in self.rows(text, dataset, deadline):
                yield ox.Quad(row["s"], row["p"], row["o"])

    def unknown_graphs(self, graphs: Iterable[str], deadline: Deadline) -> set[str]:
        """Those graphs that the store does not hold, of which no engine shall hear.

        There are engines that would fetch them; without them they are empty, as elsewhere.

        Raises:
            InvalidQueryError: They are too many.
        """
        names = {name for name in graphs if name.startswith(_FETCHABLE)}
        if len(names) > _GRAPHS:
            raise InvalidQueryError(
                f"The query names more than {_GRAPHS} graphs.",
                advice="Leave them out to ask all, or choose with GRAPH ?g and a filter.",
            )
        return {name for name in sorted(names) if not self._holds(name, deadline)}

    def _holds(self, graph: str, deadline: Deadline) -> bool:
        return bool(self._wire.ask(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", None, deadline))
