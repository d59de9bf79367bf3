"""A file that somebody sent to its facts or triples: the job of a worker that may open nothing.

See :mod:`plangraph.graph.jobs`. LibreOffice is never started.
"""

from importlib.resources import files
from typing import Any, Final

from plangraph.api.fact_tables import to_zip
from plangraph.api.file_forms import Sent, read_sent
from plangraph.graph import check
from plangraph.graph.jobs import Done
from plangraph.ingest import ready
from plangraph.ingest.coverage import coverage
from plangraph.ingest.documents import Given
from plangraph.ingest.facts import facts_of
from plangraph.ingest.reader import read_text
from plangraph.ingest.source import source_from_bytes
from plangraph.ingest.summary import counts, doubts
from plangraph.ontology.errors import PlanGraphError, UnreadableFileError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import plan_nquads

_SAMPLE: Final = "kunming-ip-city-2022.txt"
_GIVEN: Final = {"date": "issued"}  # what users say of it, and what readers do


def prepare() -> None:
    """Load what any file may need; read one plan."""
    ready.load()
    sample = files("plangraph.examples").joinpath(_SAMPLE).read_bytes()
    plan = _plan(Sent(_SAMPLE, sample, {}), {})
    for write in _FORMS.values():
        write(plan, _SAMPLE)


def read_file(told: dict[str, Any], body: bytes) -> Done:
    """What a file holds; beside it the plan's key and title, how much was found, what is in doubt.

    Args:
        told: ``form`` (``json``, ``csv`` or ``quads``), the ``type`` of the body, the ``name`` of
            the file, and what is ``known`` of the plan, as in the address.
        body: The file, or a form that holds it.

    Raises:
        PlanGraphError: It cannot be read.
    """
    sent = read_sent(body, told["type"], told["name"])
    plan = _plan(sent, {**told["known"], **sent.told})
    summary = {
        "key": plan.key,
        "title": plan.document.title,
        "counts": counts(plan),
        "read": round(coverage(plan).statements.share, 4),
        "warnings": doubts(plan, "{}"),
    }
    return Done(summary, _FORMS[told["form"]](plan, sent.name))


def _plan(sent: Sent, known: dict[str, str]) -> Plan:
    given = {_GIVEN.get(key, key): text for key, text in known.items() if text and key != "name"}
    try:
        source = source_from_bytes(sent.content, sent.name, convert=False)
        return read_text(source, Given(**given))
    except (PlanGraphError, MemoryError):
        raise
    except Exception as fault:  # whatever is wrong with a file, it is no fault of the service
        raise UnreadableFileError(
            f"PlanGraph failed to read this file ({type(fault).__name__}: {fault}).",
            where=sent.name,
            advice="Report it, with the file if you may.",
        ) from fault


def _quads(plan: Plan, name: str) -> bytes:
    nquads = plan_nquads(plan)
    check.refuse_broken(nquads, name)
    return nquads


_FORMS: Final = {
    "json": lambda plan, _: facts_of(plan).model_dump_json().encode(),
    "csv": lambda plan, _: to_zip(facts_of(plan).model_dump(mode="json")),
    "quads": _quads,
}
