"""The rules that find facts and how far each is believed, from ``rules.tsv``."""

from decimal import Decimal
from functools import cache

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.word_tables import rows_of
from plangraph.ontology.model import Evidence, Span, Status


@cache
def confidences() -> dict[str, Decimal]:
    """Rule id to confidence, between 0 and 1."""
    return {rule: Decimal(confidence) for rule, confidence, _ in rows_of("rules.tsv")}


def evidence(text: str, where: Stretch, rule: str, status: Status = Status.STATED) -> Evidence:
    """The evidence that a rule gives for a stretch of the stored text."""
    span = Span(where.start, where.end, where.of(text))
    return Evidence(span, rule, confidences()[rule], status)
