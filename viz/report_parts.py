"""A store and a plan to its report, section after section."""

from collections import Counter
from collections.abc import Mapping, Sequence

from plangraph.graph.questions import Row, asked_once
from plangraph.graph.store import Store
from plangraph.ontology import iris
from plangraph.ontology.model import ItemKind
from plangraph.viz import summary
from plangraph.viz.citation import gbt7714
from plangraph.viz.extract import read_extract
from plangraph.viz.map_figure import map_figure
from plangraph.viz.matrix_figure import matrix_figure
from plangraph.viz.report import Report
from plangraph.viz.report_facts import ReportFacts, accuracy, period_of, read_report_facts
from plangraph.viz.report_figures import Part, parts_of
from plangraph.viz.report_tasks import write_others, write_parties, write_tasks
from plangraph.viz.report_writer import Pen, place_of, quote_of
from plangraph.viz.scene import responsibility_scene
from plangraph.viz.target_facts import Goal
from plangraph.viz.targets_figure import shown_due, shown_value
from plangraph.viz.time_texts import span_label
from plangraph.viz.timeline_figure import timeline_figure
from plangraph.viz.words import Words, report_words


def report_of(
    store: Store, plan_key: str, lang: str = "zh", reasons: Mapping[str, str] | None = None
) -> Report:
    """The report on one plan, the same for the same store.

    ``reasons`` say in words what the ids of reasons mean, for what could not be read.

    Raises:
        UnknownThingError: The store holds no plan of that key.
        InvalidQueryError: There are no words in that language.
    """
    with asked_once():
        facts = read_report_facts(store, plan_key)
        pen = Pen(report_words(lang))
        _write(pen, facts, store, reasons or {})
    plan = facts.extract.plans[0]
    return Report(
        lang=lang,
        title=pen.words.say("report.title", plan=plan.title),
        source=summary.source_of(plan, pen.words),
        citation=gbt7714(plan),
        blocks=tuple(pen.blocks),
    )


def _write(pen: Pen, facts: ReportFacts, store: Store, reasons: Mapping[str, str]) -> None:
    _summary(pen, facts, store)
    _targets(pen, facts)
    _duties(pen, facts, store)
    write_tasks(pen, facts)
    write_others(pen, facts)
    _phases(pen, facts, store)
    _regions(pen, facts)
    _unread(pen, facts, reasons)
    _method(pen)
    _cite(pen, facts)


def _summary(pen: Pen, facts: ReportFacts, store: Store) -> None:
    words = pen.words
    pen.head(words.say("head.summary"))
    scene = responsibility_scene(store, facts.key, words.lang)
    quotes = {row.quote for row in facts.extract.statements}
    pen.say("brief.counts", parts=words.join(_counts(facts, words)))
    said = [*scene.summary, *([words.count("brief.share", len(quotes))] if quotes else [])]
    pen.text(words.say("report.sentences").join(said))
    _header(pen, facts)


def _header(pen: Pen, facts: ReportFacts) -> None:
    words, plan, header = pen.words, facts.extract.plans[0], facts.header
    fields = {
        "brief.plan": plan.title,
        "brief.issuers": words.join(plan.issuers),
        "brief.issued": plan.issued,
        "brief.number": plan.number,
        "brief.period": period_of(header),
        "brief.place": header["jurisdictionName"],
        "brief.source": plan.source,
        "brief.sha": plan.sha256,
    }
    none = words.say("report.none")
    rows = [(words.say(key), str(value or none)) for key, value in fields.items()]
    pen.grid(words.say("brief.header"), "brief.field brief.value", (22, 78), rows)


def _counts(facts: ReportFacts, words: Words) -> list[str]:
    """How much there is of each kind; of what there is nothing its own section tells."""
    tasks = [item.key for item in facts.extract.items if item.kind is ItemKind.TASK]
    counted = {
        "count.tasks": len(tasks),
        "count.measures": sum(map(len, facts.measures.values())),
        "count.agencies": len({row.party for row in facts.extract.statements}),
        "count.targets": len(facts.goals.targets),
        "count.phases": len(facts.times.phases),
        "count.regions": len({row["region"] for row in facts.places})
        + len({row["name"] for row in facts.unplaced}),
    }
    return [words.count(key, n) for key, n in counted.items() if n or key == "count.tasks"]


def _targets(pen: Pen, facts: ReportFacts) -> None:
    words, goals = pen.words, facts.goals
    pen.head(words.say("head.targets"))
    if not goals.targets:
        pen.say("goals.none")
    rows = [
        (goal.name, pen.noted(shown_value(goal, words), quote_of(row)), *_told(goal, words))
        for goal, row in zip(goals.targets, facts.goal_rows, strict=True)
    ]
    heads = "goals.indicator goals.value goals.due goals.item"
    pen.grid(words.say("goals.table"), heads, (30, 20, 20, 30), rows)
    without = [
        (goal.name, pen.noted(goal.value, quote_of(row)), *_told(goal, words))
        for goal, row in zip(goals.directions, facts.direction_rows, strict=True)
    ]
    heads = "goals.indicator goals.words goals.due goals.item"
    pen.grid(words.say("goals.directions"), heads, (30, 20, 20, 30), without)


def _told(goal: Goal, words: Words) -> tuple[str, str]:
    return shown_due(goal, words), goal.item


def _duties(pen: Pen, facts: ReportFacts, store: Store) -> None:
    pen.head(pen.words.say("head.duties"))
    if not facts.extract.statements:
        pen.say("duties.none")
        return
    extract = read_extract(store, facts.key, described=pen.words.lang != "zh")
    if extract.statements:
        _pictures(pen, "duties.map", parts_of(extract, map_figure, pen.words))
        _pictures(pen, "duties.matrix", parts_of(extract, matrix_figure, pen.words))
    write_parties(pen, facts)


def _pictures(pen: Pen, key: str, parts: Sequence[Part]) -> None:
    caption = pen.words.say(key)
    for part in parts:
        told = pen.words.say("duties.part", caption=caption, n=part.number, all=part.of)
        pen.picture(told if part.of > 1 else caption, part.figure)


def _phases(pen: Pen, facts: ReportFacts, store: Store) -> None:
    words, times = pen.words, facts.times
    pen.head(words.say("head.phases"))
    if not times.phases:
        pen.say("phases.none")
    if times.phases or times.dues:
        pen.picture(words.say("phases.figure"), timeline_figure(store, facts.key, words.lang))
    rows = []
    for phase in times.phases:
        check = words.say("phases.check")
        steps = [step.text + (check if step.checkpoint else "") for step in phase.steps]
        dates = pen.noted(span_label(phase, words), quote_of(facts.phase_rows[phase.key]))
        rows.append((phase.label, dates, str(phase.months or ""), words.join(steps, "steps.two")))
    heads = "phases.phase phases.dates phases.months phases.steps"
    pen.grid(words.say("phases.table"), heads, (20, 26, 12, 42), rows)
    dues = [(due.label, due.printed) for due in times.dues]
    pen.grid(words.say("phases.dues"), "phases.what phases.dates", (70, 30), dues)


def _regions(pen: Pen, facts: ReportFacts) -> None:
    words = pen.words
    pen.head(words.say("head.regions"))
    if not facts.places and not facts.unplaced:
        pen.say("regions.none")
    names = {str(row["region"]): str(row["regionName"]) for row in facts.places}
    counts = Counter({key: len(_where(facts, key)) for key in names})
    rows = [
        (names[key], words.join(_printed(facts, key)), str(n), words.join(_where(facts, key)))
        for key, n in counts.most_common()
    ]
    heads = "regions.region regions.printed regions.items regions.where"
    pen.grid(words.say("regions.table"), heads, (22, 30, 12, 36), [*rows, *_unplaced(facts, words)])


def _unplaced(facts: ReportFacts, words: Words) -> list[tuple[str, ...]]:
    """Rows of regions that no table of places has: nothing is known of them but their names."""
    rows: list[tuple[str, ...]] = []
    for name in dict.fromkeys(str(row["name"]) for row in facts.unplaced):
        where = _numbers(facts, [row for row in facts.unplaced if row["name"] == name])
        rows.append((words.say("regions.unplaced"), name, str(len(where)), words.join(where)))
    return rows


def _printed(facts: ReportFacts, region: str) -> list[str]:
    return list(dict.fromkeys(str(r["quote"]) for r in facts.places if str(r["region"]) == region))


def _where(facts: ReportFacts, region: str) -> list[str]:
    return _numbers(facts, [row for row in facts.places if str(row["region"]) == region])


def _numbers(facts: ReportFacts, rows: Sequence[Row]) -> list[str]:
    """The numbers of the items that these rows concern, their titles where they have none."""
    keys = {iris.key_of(str(row["item"])) for row in rows}
    return [item.number or item.title for item in facts.extract.items if item.key in keys]


def _unread(pen: Pen, facts: ReportFacts, reasons: Mapping[str, str]) -> None:
    words = pen.words
    pen.head(words.say("head.unread"))
    found = len(facts.unread)
    pen.text(words.count("unread.intro", found) if found else words.say("unread.none"))
    ids = [str(row["reason"]) for row in facts.unread]
    rows = [
        (str(row["quote"]).strip(), reasons.get(reason, reason), place_of(row))
        for row, reason in zip(facts.unread, ids, strict=True)
    ]
    heads = "unread.quote unread.reason unread.place"
    pen.grid(words.say("unread.table"), heads, (56, 28, 16), rows)


def _method(pen: Pen) -> None:
    words, measured = pen.words, accuracy()
    plans = measured[0].plans
    pen.head(words.say("head.method"))
    pen.say("method.rules")
    pen.say("method.official")
    pen.say("method.measured", plans=plans)
    rows = [
        (words.say(f"accuracy.{one.kind}"), one.precision, one.recall, one.gold) for one in measured
    ]
    heads = "method.kind method.precision method.recall method.gold"
    pen.grid(words.say("method.table", plans=plans), heads, (40, 20, 20, 20), rows)


def _cite(pen: Pen, facts: ReportFacts) -> None:
    words, plan = pen.words, facts.extract.plans[0]
    pen.head(words.say("head.cite"))
    pen.text(gbt7714(plan), words.say("cite.plan_label"))
    pen.text(summary.citation_of([plan], words))
