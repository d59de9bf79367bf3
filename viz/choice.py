"""What a reader wants to see: rows to fewer rows, by role, party, function, phase and region."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from plangraph.graph.questions import run
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError
from plangraph.viz.elements import ROLE_OF, EdgeRole
from plangraph.viz.extract import Extract, PartyFacts, StatementFacts
from plangraph.viz.words import Words

ROLES = ("first", *(role.value for role in EdgeRole))


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter; what is empty filters nothing.

    Attributes:
        roles: Of ROLES; ``first`` is whoever stands first in a list.
        agencies: Keys of parties, or words of their names.
        functions: Words of what parties do: ``市场监管``.
        phase: A phase's key or words of its title: tasks that it covers, and itself.
        region: A region's key or words of its name: tasks that concern it.
        hide_everywhere: Leaves out parties that share in every task.
    """

    roles: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    phase: str = ""
    region: str = ""
    hide_everywhere: bool = False

    def __bool__(self) -> bool:
        return self != Choice()

    def note(self, words: Words) -> str:
        """The filter in words, for the line below a title; empty for none."""
        parts = [words.say(f"role.{role}") for role in self.roles]
        parts += [*self.agencies, *self.functions, self.phase, self.region]
        parts += [words.say("choice.everywhere")] if self.hide_everywhere else []
        shown = words.join([part for part in parts if part])
        return words.say("choice.note", parts=shown) if shown else ""


def chosen(extract: Extract, choice: Choice, store: Store, plan: str | None) -> Extract:
    """The rows that a choice keeps; a task that keeps no party goes, and is not called nobody's.

    Raises:
        InvalidQueryError: There is no such role.
        UnknownThingError: No phase or no region has this name.
    """
    if not choice:
        return extract
    if choice.phase:
        extract = _of_items(extract, _phase_items(store, plan, choice.phase))
    if choice.region:
        extract = _of_items(extract, _region_items(store, plan, choice.region))
    for keeps in _tests(extract, choice):
        extract = _of_statements(extract, keeps)
    return _without_everywhere(extract) if choice.hide_everywhere else extract


def _tests(extract: Extract, choice: Choice) -> list[Callable[[StatementFacts], bool]]:
    for role in choice.roles:
        if role not in ROLES:
            raise InvalidQueryError(
                f"there is no role {role!r}", where="roles", advice=f"Choose of {', '.join(ROLES)}."
            )
    parties = {party.key: party for party in extract.parties}
    tests: list[Callable[[StatementFacts], bool]] = []
    if choice.roles:
        tests.append(lambda row: _has_role(row, choice.roles))
    if choice.agencies:
        tests.append(
            lambda row: any(_is(parties[row.party], row.printed, w) for w in choice.agencies)
        )
    if choice.functions:
        tests.append(lambda row: any(_does(parties[row.party], word) for word in choice.functions))
    return tests


def _has_role(row: StatementFacts, roles: tuple[str, ...]) -> bool:
    role = ROLE_OF.get(row.duty, EdgeRole.DUTY).value
    return role in roles or ("first" in roles and row.rank == 1)


def _is(party: PartyFacts, printed: str, wanted: str) -> bool:
    return wanted == party.key or (
        not wanted.startswith("org/") and (wanted in party.name or wanted in printed)
    )


def _does(party: PartyFacts, wanted: str) -> bool:
    """Whether a function has these characters in this order: 市场监管 is 市场监督管理."""
    rest = iter(party.function)
    return bool(party.function) and all(char in rest for char in wanted)


def _of_items(extract: Extract, kept: set[str]) -> Extract:
    return replace(
        extract,
        items=tuple(item for item in extract.items if item.key in kept),
        statements=tuple(row for row in extract.statements if row.item in kept),
    )


def _of_statements(extract: Extract, keeps: Callable[[StatementFacts], bool]) -> Extract:
    statements = tuple(row for row in extract.statements if keeps(row))
    owned = {row.item for row in statements}
    items = tuple(item for item in extract.items if item.key in owned)
    return replace(extract, items=items, statements=statements)


def _without_everywhere(extract: Extract) -> Extract:
    owned = {row.item for row in extract.statements}
    shares: dict[str, set[str]] = {}
    for row in extract.statements:
        shares.setdefault(row.party, set()).add(row.item)
    everywhere = {party for party, items in shares.items() if items == owned and len(owned) > 1}
    return _of_statements(extract, lambda row: row.party not in everywhere)


def _phase_items(store: Store, plan: str | None, wanted: str) -> set[str]:
    phases = {
        str(row["phase"])
        for row in run(store, "cq13_phases", plan=plan)
        if _names(wanted, row["phase"], row["title"])
    }
    if not phases:
        raise UnknownThingError("There is no such phase.", where=wanted, advice=_SEE_TIMELINE)
    links = [
        (str(row["source"]), str(row["target"]))
        for row in run(store, "inferred_links", plan=plan)
        if str(row["linkKind"]).endswith("phase-task")
    ]
    covered = {one for pair in links if phases & {*pair} for one in pair}
    return {iris.key_of(one) for one in covered | phases}


def _region_items(store: Store, plan: str | None, wanted: str) -> set[str]:
    rows = [
        row
        for row in run(store, "region_items", plan=plan)
        if _names(wanted, row["region"], row["regionName"])
    ]
    if not rows:
        raise UnknownThingError(
            "No plan here concerns such a region.",
            where=wanted,
            advice="`plangraph query --name regions` lists the regions.",
        )
    return {iris.key_of(str(row["item"])) for row in rows}


_SEE_TIMELINE = "`plangraph view timeline` shows the phases."


def _names(wanted: str, key: object, name: object) -> bool:
    return iris.key_of(str(key)) == wanted or wanted in str(name)
