"""One plan to StratML Part 2, the XML of public strategic plans.

Goals, tasks, phases and requirements become goals, measures and targets their objectives, parties
their stakeholders. Phases have no element of their own: each carries an objective whose indicator
tells its dates. The roles of parties and the comparators of targets stand as texts; regions and the
positions of the evidence are lost.

Source: ISO 17469-2, schema PerformancePlanOrReport 2.2.8 (element order, required elements).
"""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from plangraph.graph.extent import Extent, labels_of, words_of
from plangraph.graph.plan_names import Names, days_of, xml_text
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidDataError, UnreadableFileError
from plangraph.ontology.model import (
    Direction,
    Item,
    ItemKind,
    Measure,
    PartyKind,
    Phase,
    Plan,
    Responsibility,
    Target,
)

NAMESPACE: Final = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
Element = Any  # lxml is untyped


def stratml_bytes(plan: Plan, extent: Extent) -> bytes:
    """The plan as one XML document in UTF-8."""
    root = _Writer(plan, extent).document()
    etree.indent(root)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return body + b"\n"


def check_schema(document: bytes, schema: Path) -> None:
    """Nothing, if the document keeps the rules of a schema; entities and the net stay closed.

    Raises:
        UnreadableFileError: The schema cannot be read, or is none.
        InvalidDataError: The document breaks a rule; the message tells the first.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        rules = etree.XMLSchema(etree.fromstring(schema.read_bytes(), parser))
    except (OSError, etree.Error) as problem:
        raise UnreadableFileError(
            f"This is no XML schema that can be read ({problem}).",
            where=str(schema),
            advice="Point to a copy of the StratML Part 2 schema (.xsd).",
        ) from problem
    if not rules.validate(etree.fromstring(document, parser)):
        first = rules.error_log[0]
        raise InvalidDataError(
            f"The StratML breaks a rule of the schema: {first.message}",
            where=f"line {first.line}",
            advice="PlanGraph writes Part 2, version 2.2.8; is this the schema of another?",
        )


class _Writer:
    """One plan on its way to XML."""

    def __init__(self, plan: Plan, extent: Extent) -> None:
        self._plan = plan
        self._names = Names(plan)
        self._words = words_of(extent.lang)
        self._labels = labels_of(extent.lang)
        self._kinds = {row.key: row.kind for row in plan.parties}

    def document(self) -> Element:
        document = self._plan.document
        root = etree.Element(_tag("PerformancePlanOrReport"), nsmap={None: NAMESPACE})
        root.set("Type", "Performance_Plan")
        _add(root, "Name", document.title)
        _add(root, "Description", document.notice_title)
        cites = [f"《{one.title}》{one.number or ''}" for one in document.cites]
        said = f"{self._words['stratml.cites']}: {'; '.join(cites)}" if cites else None
        _add(root, "OtherInformation", said)
        self._core(_sub(root, "StrategicPlanCore"))
        self._administration(_sub(root, "AdministrativeInformation"))
        return root

    def _core(self, core: Element) -> None:
        for issuer in self._plan.document.issuers:
            organization = _sub(core, "Organization")
            _add(organization, "Name", issuer.printed)
        for row in self._plan.items:
            if row.kind is not ItemKind.SECTION or self._says_something(row):
                self._goal(_sub(core, "Goal"), row)
        if core.find(_tag("Goal")) is None:
            whole = _sub(core, "Goal")
            _add(whole, "Name", self._plan.document.title)
            _sub(whole, "Description")

    def _says_something(self, row: Item) -> bool:
        return any(self._objectives(row)) or any(self._duties(row))

    def _administration(self, parent: Element) -> None:
        document = self._plan.document
        _add(parent, "Identifier", _identifier(self._names.plan))
        _add(parent, "StartDate", days_of(document.period_start).first)
        _add(parent, "EndDate", days_of(document.period_end).last)
        _add(parent, "PublicationDate", days_of(document.issued).last)
        _add(parent, "Source", document.source_url)

    def _goal(self, goal: Element, row: Item) -> None:
        _add(goal, "Name", row.title)
        text = self._plan.version.text[row.start : row.end]
        _sub(goal, "Description").text = xml_text(text.strip())
        _add(goal, "Identifier", _identifier(self._names.item(row.position) or ""))
        _add(goal, "SequenceIndicator", row.number or row.position)
        for duty in self._duties(row):
            self._stakeholder(_sub(goal, "Stakeholder"), duty)
        for objective in self._objectives(row):
            self._objective(_sub(goal, "Objective"), objective)

    def _duties(self, row: Item) -> Iterator[Responsibility]:
        return (one for one in self._plan.responsibilities if row.position in one.covers)

    def _stakeholder(self, stakeholder: Element, row: Responsibility) -> None:
        group = self._kinds.get(row.party) is PartyKind.GROUP
        stakeholder.set("StakeholderTypeType", "Generic_Group" if group else "Organization")
        _add(stakeholder, "Name", self._names.parties.get(row.party) or row.printed)
        _add(stakeholder, "Description", row.printed)
        role = _sub(stakeholder, "Role")
        _add(role, "Name", self._labels.get(row.duty.value, row.duty.value))
        _add(role, "Description", row.evidence.span.quote)
        _add(role, "RoleType", "Performer")

    def _objectives(self, row: Item) -> Iterator[Phase | Target | Direction | Measure]:
        plan = self._plan
        yield from (one for one in plan.phases if one.position == row.position)
        yield from (one for one in plan.targets if one.item == row.position)
        yield from (one for one in plan.directions if one.item == row.position)
        yield from (one for one in plan.measures if one.item == row.position)

    def _objective(self, objective: Element, row: Phase | Target | Direction | Measure) -> None:
        if isinstance(row, Measure):
            _add(objective, "Name", row.text)
            _add(objective, "Identifier", self._id(f"measure/{row.position}"))
            _add(objective, "SequenceIndicator", row.position)
            return
        kind = type(row).__name__.lower()
        name = row.name if isinstance(row, Phase) else row.indicator
        local = f"dates/{row.position}" if isinstance(row, Phase) else f"{kind}/{row.position}"
        steps = [
            one.text
            for one in self._plan.steps
            if isinstance(row, Phase) and one.item == row.position
        ]
        _add(objective, "Name", name)
        _add(objective, "Description", "; ".join(steps) or row.evidence.span.quote)
        _add(objective, "Identifier", self._id(local))
        self._indicator(_sub(objective, "PerformanceIndicator"), row)

    def _indicator(self, indicator: Element, row: Phase | Target | Direction) -> None:
        counted = isinstance(row, Target)
        if not isinstance(row, Phase):
            indicator.set("ValueChainStage", "Outcome")
        indicator.set("PerformanceIndicatorType", "Quantitative" if counted else "Qualitative")
        dimension = self._words["stratml.phase"] if isinstance(row, Phase) else row.indicator
        _add(indicator, "MeasurementDimension", dimension)
        _add(indicator, "UnitOfMeasurement", self._unit(row))
        instance = _sub(indicator, "MeasurementInstance")
        self._place(instance)
        self._result(_sub(instance, "TargetResult"), row)

    def _unit(self, row: Phase | Target | Direction) -> str:
        if isinstance(row, Target):
            return row.unit
        return self._words["stratml.period"] if isinstance(row, Phase) else ""

    def _place(self, instance: Element) -> None:
        document = self._plan.document
        if document.jurisdiction_name is None:
            return
        place = _sub(instance, "Place")
        _add(place, "Name", document.jurisdiction_name)
        codes = {row.key: row.code for row in self._plan.places}
        _add(place, "PlaceIdentifier", codes.get(document.jurisdiction or ""))

    def _result(self, result: Element, row: Phase | Target | Direction) -> None:
        if isinstance(row, Phase):
            _add(result, "StartDate", days_of(row.start).first)
            _add(result, "EndDate", days_of(row.end).last)
        else:
            _add(result, "EndDate", days_of(row.due).last)
        if isinstance(row, Target):
            _add(result, "NumberOfUnits", format(row.value, "f"))
        if not isinstance(row, Phase):
            descriptor = _sub(result, "Descriptor")
            _add(descriptor, "DescriptorName", "comparator")
            _add(descriptor, "DescriptorValue", self._labels.get(row.operator.value))
        _add(result, "Description", row.evidence.span.quote)

    def _id(self, local: str) -> str:
        return _identifier(self._names.local(local))


def _identifier(key: str) -> str:
    """An ``xsd:ID`` of a key: it cannot begin with a digit."""
    return f"_{uuid.uuid5(uuid.NAMESPACE_URL, iris.absolute(key))}"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _sub(parent: Element, name: str) -> Element:
    return etree.SubElement(parent, _tag(name))


def _add(parent: Element, name: str, text: object) -> None:
    """An element with a text; nothing for ``None``."""
    if text is not None:
        _sub(parent, name).text = xml_text(str(text))
