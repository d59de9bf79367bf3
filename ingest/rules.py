"""The rules that find facts and how far each is believed, from ``rules.tsv``."""

from decimal import Decimal
from functools import cache
from importlib.resources import files

from plangraph.ingest.clauses import Stretch
from plangraph.ontology.model import Evidence, Span, Status


@cache
def confidences() -> dict[str, Decimal]:
    """Rule id to confidence, between 0 and 1."""
    rows = files("plangraph.ingest").joinpath("rules.tsv").read_text("utf-8").splitlines()[1:]
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {rule: Decimal(confidence) for rule, confidence, _ in cells}


def evidence(text: str, where: Stretch, rule: str, status: Status = Status.STATED) -> Evidence:
    """The evidence that a rule gives for a stretch of the stored text."""
    span = Span(where.start, where.end, where.of(text))
    return Evidence(span, rule, confidences()[rule], status)
