"""What a plan leaves unread, and how much of it was read, as rows of the facts JSON."""

from plangraph.ingest import fact_rows as rows
from plangraph.ingest.coverage import coverage
from plangraph.ingest.reasons import reason_of
from plangraph.ontology.model import Plan


def unread_rows(plan: Plan) -> list[rows.UnreadRow]:
    """The passages that look like statements and gave no fact, each with its reason."""
    found = [(row.span, row.reason, reason_of(row.reason)) for row in plan.unread]
    return [
        rows.UnreadRow(
            start=span.start,
            end=span.end,
            quote=span.quote,
            reason=name,
            kind=reason.kind,
            reason_zh=reason.zh,
            reason_en=reason.en,
        )
        for span, name, reason in found
    ]


def coverage_facts(plan: Plan) -> rows.CoverageFacts:
    """How much of the plan was read; shares have four decimals."""
    read = coverage(plan)
    counts = [
        rows.CoverageRow(kind=c.kind, read=c.read, seen=c.seen, share=round(c.share, 4))
        for c in (*read.counts, read.statements)
    ]
    share = round(read.characters, 4)
    characters = rows.CharacterRow(body=read.body, claimed=read.claimed, share=share)
    return rows.CoverageFacts(statements=counts, characters=characters)
