"""Items of plans to records: tasks, measures, targets, phases."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from plangraph.api.addresses import local_key
from plangraph.api.parts import InferredLink, RegionMention
from plangraph.api.reader import (
    REGIONS,
    RESPONSIBILITY,
    Reader,
    day_of,
    printed,
    term_name,
)
from plangraph.api.records import (
    Measure,
    Phase,
    Step,
    Target,
    Task,
)
from plangraph.api.things import Thing
from plangraph.ontology.model import printed_number

_ITEM = ("inPlan", "partOf", "evidence")
_LINKS = (
    "^linkTarget/evidence",
    "^linkTarget/linkSource",
    "^linkSource/evidence",
    "^linkSource/linkTarget",
)


def read_tasks(
    reader: Reader, iris: Sequence[str], *, inferred: bool = False, measures: bool = True
) -> list[Task]:
    """The tasks with these IRIs, in their order; ``inferred`` adds phases that they fall into.

    Without ``measures`` theirs are neither fetched nor counted: most of the work of a long list.
    """
    reader.things.load(
        iris,
        *_ITEM,
        *RESPONSIBILITY,
        *(path.format("^inItem") for path in REGIONS),
        *(["^partOf"] if measures else []),
        "hasTarget",
        "dueEvidence",
        *(["^phaseTask"] if inferred else []),
    )
    return [_task(reader, reader.things[iri], inferred=inferred) for iri in iris]


def _task(reader: Reader, thing: Thing, *, inferred: bool) -> Task:
    phases = reader.things.sources(thing.iri, "phaseTask") if inferred else []
    measures = reader.things.sources(thing.iri, "partOf", "Measure")
    return Task(
        id=thing.iri,
        key=local_key(thing.iri),
        url=reader.ref(thing.iri).url,
        plan=reader.plan_of(thing),
        position=thing.text("position") or "",
        number=printed_number(thing.text("path") or ""),
        order=thing.count("order"),
        title=thing.label(),
        parent=reader.maybe_ref(thing.iri_of("partOf")),
        due=printed(thing, "due", "duePrecision"),
        due_day=day_of(thing, "due"),
        due_words=thing.text("dueWords"),
        responsibilities=reader.responsibilities(thing),
        measures=[reader.ref(measure.iri) for measure in measures],
        measure_count=len(measures),
        targets=reader.refs(thing, "hasTarget"),
        regions=_regions(reader, thing, "inItem"),
        evidence=reader.evidence(thing),
        phases=[reader.ref(phase.iri) for phase in phases] if inferred else None,
    )


def _regions(reader: Reader, thing: Thing, name: str) -> list[RegionMention]:
    nodes = reader.things.sources(thing.iri, name, "RegionMention")
    return [reader.region_mention(node) for node in nodes]


def read_measures(reader: Reader, iris: Sequence[str], *, inferred: bool = False) -> list[Measure]:
    """The measures with these IRIs; ``inferred`` adds whom they inherit and related targets."""
    paths = [*_ITEM, *RESPONSIBILITY, *(path.format("^inMeasure") for path in REGIONS)]
    paths.append("^inMeasure/thing")
    if inferred:
        paths += [f"hasInheritedResponsibility/inheritsFrom/{name}" for name in _DUTY]
        paths.append("relatedTarget")
    reader.things.load(iris, *paths)
    return [_measure(reader, reader.things[iri], inferred=inferred) for iri in iris]


_DUTY = ("party", "role", "evidence", "statedIn")


def _measure(reader: Reader, thing: Thing, *, inferred: bool) -> Measure:
    mentions = reader.things.sources(thing.iri, "inMeasure", "Mention")
    return Measure(
        id=thing.iri,
        key=local_key(thing.iri),
        url=reader.ref(thing.iri).url,
        plan=reader.plan_of(thing),
        task=reader.ref(thing.iri_of("partOf") or ""),
        position=thing.iri.rpartition("/")[2],
        order=thing.count("order"),
        text=thing.text("text") or "",
        responsibilities=reader.responsibilities(thing),
        regions=_regions(reader, thing, "inMeasure"),
        mentions=[reader.mention(node) for node in mentions],
        evidence=reader.evidence(thing),
        inherited=reader.inherited(thing) if inferred else None,
        related_targets=reader.refs(thing, "relatedTarget") if inferred else None,
    )


def read_targets(reader: Reader, iris: Sequence[str], *, inferred: bool = False) -> list[Target]:
    """The targets with these IRIs; ``inferred`` adds measures on the same theme."""
    paths = ("inPlan", "^hasTarget", "inMeasure", "indicator", "unit", "evidence", "comparator")
    reader.things.load(iris, *paths, *(_LINKS if inferred else ()))
    return [_target(reader, reader.things[iri], inferred=inferred) for iri in iris]


def _target(reader: Reader, thing: Thing, *, inferred: bool) -> Target:
    item = reader.things.sources(thing.iri, "hasTarget")[0]
    return Target(
        id=thing.iri,
        key=local_key(thing.iri),
        url=reader.ref(thing.iri).url,
        plan=reader.plan_of(thing),
        item=reader.ref(item.iri),
        measure=reader.maybe_ref(thing.iri_of("inMeasure")),
        position=thing.iri.rpartition("/")[2],
        indicator=reader.ref(thing.iri_of("indicator") or ""),
        comparator=term_name(thing.iri_of("comparator") or ""),
        value=thing.number("value") or Decimal(0),
        value_max=thing.number("valueMax"),
        unit=reader.ref(thing.iri_of("unit") or ""),
        unit_text=thing.text("unitText") or "",
        source_value=thing.text("sourceValue") or "",
        due=printed(thing, "due", "duePrecision"),
        due_day=day_of(thing, "due"),
        due_inherited=thing.flag("dueInherited"),
        accrual=term_name(thing.iri_of("accrual") or ""),
        evidence=reader.evidence(thing),
        related_measures=_links(reader, thing) if inferred else None,
    )


def _links(reader: Reader, thing: Thing) -> list[InferredLink]:
    ends = (("linkTarget", "linkSource"), ("linkSource", "linkTarget"))
    return [
        InferredLink(
            id=node.iri,
            thing=reader.ref(node.iri_of(far) or ""),
            kind=term_name(node.iri_of("linkKind") or ""),
            evidence=reader.evidence(node),
        )
        for near, far in ends
        for node in reader.things.sources(thing.iri, near, "InferredLink")
    ]


def read_phases(reader: Reader, iris: Sequence[str], *, inferred: bool = False) -> list[Phase]:
    """The phases with these IRIs; ``inferred`` adds the tasks that fall into them."""
    paths = [*_ITEM, *RESPONSIBILITY, "^partOf/evidence", "datesEvidence"]
    reader.things.load(iris, *paths, *(["phaseTask"] if inferred else []))
    return [_phase(reader, reader.things[iri], inferred=inferred) for iri in iris]


def _phase(reader: Reader, thing: Thing, *, inferred: bool) -> Phase:
    start, end = day_of(thing, "startDate"), day_of(thing, "endDate")
    steps = reader.things.sources(thing.iri, "partOf", "PhaseStep")
    return Phase(
        id=thing.iri,
        key=local_key(thing.iri),
        url=reader.ref(thing.iri).url,
        plan=reader.plan_of(thing),
        position=thing.text("position") or "",
        number=printed_number(thing.text("path") or ""),
        order=thing.count("order"),
        name=thing.text("phaseName") or thing.label(),
        start=printed(thing, "startDate", "startPrecision"),
        end=printed(thing, "endDate", "endPrecision"),
        start_day=start,
        end_day=end,
        months=_months(start, end),
        responsibilities=reader.responsibilities(thing),
        steps=[_step(reader, step) for step in steps],
        evidence=reader.evidence(thing),
        dates_evidence=reader.maybe_evidence(thing, "dates"),
        tasks=reader.refs(thing, "phaseTask") if inferred else None,
    )


def _step(reader: Reader, node: Thing) -> Step:
    return Step(
        id=node.iri,
        order=node.count("order"),
        text=node.label(),
        checkpoint=node.flag("checkpoint"),
        evidence=reader.evidence(node),
    )


def _months(start: date | None, end: date | None) -> int | None:
    """Calendar months that a stage touches, first and last included."""
    if start is None or end is None:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1
