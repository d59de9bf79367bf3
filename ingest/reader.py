"""A file to a plan: the steps of reading in their order, and nothing else. Start reading here.

bytes → :mod:`source` (text) → :mod:`pipeline` (outline, mentions, findings on a spaCy Doc)
→ :mod:`assemble` (names resolved, rows with evidence) → :class:`plangraph.ontology.model.Plan`.
"""

from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from pathlib import Path

from plangraph.ingest import lean_spacy
from plangraph.ingest.assemble import plan_of
from plangraph.ingest.documents import Given
from plangraph.ingest.drafts import Findings
from plangraph.ingest.source import Source, read_source, source_from_bytes
from plangraph.ontology.errors import UnreadableFileError
from plangraph.ontology.memory import seldom_collected
from plangraph.ontology.model import Plan


@cache
def _finder() -> Callable[[str, str | None], Findings]:
    """The pipeline ready to be asked; spaCy comes in with the first text, not with this module."""
    lean_spacy.load()
    pipeline = import_module("plangraph.ingest.pipeline")
    return partial(pipeline.findings_of, pipeline.create_pipeline())


def read_plan(source: Path | bytes, **known: str) -> Plan:
    """The plan in a file or in its bytes, every fact with the words that state it.

    Args:
        source: A path, or the bytes of a text file.
        known: What the text does not tell, as named in :class:`documents.Given`.

    Raises:
        UnreadableFileError: No file, not a text, empty, or no outline in it.
        InvalidQueryError: A place that is not known, a date that is none.
    """
    given = Given(**known)
    text = read_source(source) if isinstance(source, Path) else source_from_bytes(source, "text")
    return read_text(text, given)


@seldom_collected()
def read_text(source: Source, given: Given) -> Plan:
    """The plan in a text that is already decoded.

    Raises:
        UnreadableFileError: The text has no headings that a plan has.
        InvalidQueryError: ``given.place`` is not known.
    """
    found = _finder()(source.text, given.place or None)
    if not found.outline.units:
        raise UnreadableFileError(
            "No numbered headings were found, so nothing can be read from it.",
            where=source.name,
            advice="A plan has lines that start with 一、 or （一） or 1. Is this all of it?",
        )
    return plan_of(source, found, given)
