"""Why a passage that looks like a statement gave no fact: the reasons of ``reasons.tsv``."""

from functools import cache
from typing import NamedTuple

from plangraph.ingest.word_tables import rows_of

KINDS = ("responsibility", "target", "date")


class Reason(NamedTuple):
    """A reason: what kind of statement the passage looks like, and what is wrong with it."""

    kind: str
    zh: str
    en: str


@cache
def reasons() -> dict[str, Reason]:
    """All reasons by their id, in the order of the table."""
    return {name: Reason(*rest) for name, *rest in rows_of("reasons.tsv")}


def reason_words(lang: str) -> dict[str, str]:
    """What the id of each reason means, in Chinese (``zh``) or English (``en``).

    >>> reason_words("en")["date-without-year"]
    'A time limit without a year'
    """
    return {name: row.en if lang == "en" else row.zh for name, row in reasons().items()}


def reason_of(name: str) -> Reason:
    """The reason of an id; one that the table lacks explains itself by its id.

    >>> reason_of("date-without-year").kind, reason_of("date-without-year").en
    ('date', 'A time limit without a year')
    """
    return reasons().get(name) or Reason(KINDS[0], name, name)
