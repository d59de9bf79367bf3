"""A store to the rows that a responsibility picture needs, in document order.

Only stated responsibilities are read; inherited and inferred links have predicates of their own.
Nothing is named or drawn here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plangraph.graph.questions import Row, run
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.errors import UnknownThingError
from plangraph.ontology.model import Duty, ItemKind, printed_number
from plangraph.viz.elements import Quote

Include = Literal["tasks", "all"]
MANY = 300  # boxes; of more a picture gathers parties by what they do
_PRECISIONS = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a title line and a citation need; ``None`` or empty where the plan does not say."""

    key: str
    title: str
    issuers: tuple[str, ...] = ()
    issued: str | None = None
    number: str | None = None
    sha256: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """A unit of a plan.

    Attributes:
        number: Its printed numbers from the outside in, joined: ``"二(五)"``; may be empty.
        parent: The key of the unit that holds it; empty at the top.
    """

    key: str
    plan: str
    kind: ItemKind
    number: str
    title: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party's official name, its English one and what it does, where they are known."""

    key: str
    name: str
    name_en: str | None = None
    function: str = ""


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """One party of one stated responsibility for one item."""

    item: str
    party: str
    duty: Duty
    rank: int
    printed: str
    quote: Quote
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """Plans by title, items and statements in document order."""

    plans: tuple[PlanFacts, ...]
    items: tuple[ItemFacts, ...]
    parties: tuple[PartyFacts, ...]
    statements: tuple[StatementFacts, ...]


def read_extract(
    store: Store, plan_key: str | None, include: Include = "tasks", *, described: bool = True
) -> Extract:
    """The rows of one plan, or of all plans of the store for ``None``.

    ``tasks`` keeps to tasks; ``all`` adds every other unit, for those that name a party. Not
    ``described``, parties have no English names, and functions only where they are many.

    Raises:
        UnknownThingError: The store holds no plan of that key.
    """
    plan = plan_iri(store, plan_key)
    kind = iris.NS + "Task" if include == "tasks" else None
    rows = run(store, "responsibilities", plan=plan, kind=kind)
    named = {_key(row, "party"): str(row["partyName"]) for row in rows}
    parties = [PartyFacts(key, name) for key, name in named.items()]
    items = tuple(map(_item, run(store, "items", plan=plan, kind=kind)))
    if described or len(parties) + len(items) > MANY:
        parties = [_party(row) for row in run(store, "plan_agencies", plan=plan)]
    return Extract(
        plans=plan_facts(store, plan),
        items=items,
        parties=tuple(parties),
        statements=tuple(map(_statement, rows)),
    )


def plans_of(store: Store, party_key: str) -> list[str]:
    """The keys of the plans that make a party responsible for something, by title."""
    rows = run(store, "plan_agencies", party=iris.absolute(party_key))
    return [_key(row, "plan").removeprefix("plan/") for row in rows]


def joined(extracts: Sequence[Extract]) -> Extract:
    """Several plans as one; a party of two of them is one party."""
    parties = {party.key: party for extract in extracts for party in extract.parties}
    return Extract(
        plans=tuple(plan for extract in extracts for plan in extract.plans),
        items=tuple(item for extract in extracts for item in extract.items),
        parties=tuple(parties.values()),
        statements=tuple(row for extract in extracts for row in extract.statements),
    )


def plan_iri(store: Store, plan_key: str | None) -> str | None:
    """The IRI of a plan of the store; ``None`` stays ``None`` and means all plans.

    Raises:
        UnknownThingError: The store holds no plan of that key.
    """
    if plan_key is None:
        return None
    if plan_key not in store.plan_keys():
        raise UnknownThingError(
            f"the store holds no plan {plan_key!r}",
            advice="`plangraph list` shows the plans it holds.",
        )
    return iris.absolute(f"plan/{plan_key}")


def plan_facts(store: Store, plan: str | None) -> tuple[PlanFacts, ...]:
    """What the headers of one plan or of all plans say, by title."""
    issuers: dict[str, list[str]] = {}
    for row in run(store, "plan_parties", plan=plan, field="issuers"):
        issuers.setdefault(str(row["plan"]), []).append(str(row["printedName"]))
    rows = sorted(run(store, "plans", plan=plan), key=lambda row: str(row["planTitle"]))
    return tuple(
        PlanFacts(
            key=_key(row, "plan"),
            title=str(row["planTitle"]),
            issuers=tuple(issuers.get(str(row["plan"]), ())),
            issued=_issued(row),
            number=_text(row, "documentNumber"),
            sha256=str(row["sha256"]),
            source=_text(row, "source") or "",
        )
        for row in rows
    )


def _issued(row: Row) -> str | None:
    """The date of issue as precisely as the plan prints it."""
    issued = _text(row, "issued")
    return issued and issued[: _PRECISIONS[str(row["issuedPrecision"])]]


def _item(row: Row) -> ItemFacts:
    return ItemFacts(
        key=_key(row, "item"),
        plan=_key(row, "plan"),
        kind=ItemKind(str(row["kind"]).removeprefix(iris.NS).lower()),
        number=printed_number(str(row["path"])),
        title=str(row["title"]),
        parent=_key(row, "parent") if row["parent"] else "",
    )


def _party(row: Row) -> PartyFacts:
    return PartyFacts(
        _key(row, "party"),
        str(row["partyName"]),
        _text(row, "partyNameEn"),
        _text(row, "functionName") or "",
    )


def _statement(row: Row) -> StatementFacts:
    return StatementFacts(
        item=_key(row, "item"),
        party=_key(row, "party"),
        duty=Duty(str(row["role"]).removeprefix(iris.VOCAB)),
        rank=int(str(row["rank"])),
        printed=str(row["printedName"]),
        quote=Quote(str(row["quote"]), int(str(row["start"])), int(str(row["end"]))),
        iri=str(row["responsibility"]),
    )


def _key(row: Row, column: str) -> str:
    return iris.key_of(str(row[column]))


def _text(row: Row, column: str) -> str | None:
    return None if row[column] is None else str(row[column])
