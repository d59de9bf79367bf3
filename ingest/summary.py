"""A plan to what its reader should know of it at a glance: how much was found, what is in doubt."""

from collections.abc import Iterator

from plangraph.ingest.documents import first_words
from plangraph.ontology.model import Plan

NAMED = 3  # unresolved bodies that a doubt names


def counts(plan: Plan) -> dict[str, int]:
    """How many facts of the main kinds there are, and passages that could not be read."""
    return {
        "tasks": sum(item.kind == "task" for item in plan.items),
        "measures": len(plan.measures),
        "responsibilities": len(plan.responsibilities),
        "targets": len(plan.targets),
        "phases": len(plan.phases),
        "unread": len(plan.unread),
    }


def doubts(plan: Plan, option: str = "--{}") -> list[str]:
    """What the user may want to look at before trusting the graph.

    ``option`` is how the place to tell something is written where the user reads this.
    """
    return [*_doubts(plan, option)]


def _doubts(plan: Plan, option: str) -> Iterator[str]:
    if plan.document.jurisdiction is None:
        told = option.format("place")
        yield f"the issuing place is not known; tell it with {told}" + _unresolved(plan)
    missing = _untold(plan)
    if missing:
        options = ", ".join(option.format(name) for name in missing)
        yield f"the text tells no {' and no '.join(missing)}; tell it with {options}"
    if not plan.responsibilities:
        yield "no statement of responsibility was found"
    if plan.unread:
        yield f"{len(plan.unread)} passages look like statements and could not be read"


def _unresolved(plan: Plan) -> str:
    """The bodies that stay without a place because the plan has none, the first few by name."""
    names = [party.printed[0] for party in plan.parties if party.place is None and party.printed]
    if not names:
        return ""
    shown = "、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
    return f"; {len(names)} bodies stay unresolved: {shown}"


def _untold(plan: Plan) -> list[str]:
    """What neither the text nor the user tells: title (its first words stand for it), date."""
    printed = {row.field for row in plan.document.statements}
    made = "title" not in printed and plan.document.title == first_words(plan.version.text)
    missing = ["title"] if made else []
    return [*missing, "date"] if plan.document.issued is None else missing
