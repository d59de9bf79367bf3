"""The parts of a report about who does what: parties, a section a task, duties beyond tasks."""

from collections.abc import Sequence

from plangraph.graph.questions import Row
from plangraph.ontology.model import Duty, ItemKind
from plangraph.viz.extract import ItemFacts, StatementFacts
from plangraph.viz.report import Said
from plangraph.viz.report_facts import ReportFacts
from plangraph.viz.report_writer import Pen, place_of, quote_of
from plangraph.viz.words import Words


def write_parties(pen: Pen, facts: ReportFacts) -> None:
    """A table of all parties: names, how many items they have a duty in, and which."""
    words = pen.words
    shown = {item.key: item.number or item.title for item in facts.extract.items}
    by_party: dict[str, list[StatementFacts]] = {}
    for row in facts.extract.statements:
        by_party.setdefault(row.party, []).append(row)
    names = {party.key: party.name for party in facts.extract.parties}
    rows = [_party_row(found, names[key], shown, words) for key, found in by_party.items()]
    rows.sort(key=lambda row: -int(row[2]))
    heads = "duties.party duties.full duties.items duties.leads duties.first duties.which"
    pen.grid(words.say("duties.parties"), heads, (22, 28, 9, 9, 9, 23), rows)


def _party_row(
    rows: Sequence[StatementFacts], name: str, shown: dict[str, str], words: Words
) -> tuple[str, ...]:
    printed = words.join(list(dict.fromkeys(row.printed for row in rows)))
    items = list(dict.fromkeys(row.item for row in rows))
    leads = len({row.item for row in rows if row.duty is Duty.LEAD})
    first = len({row.item for row in rows if row.rank == 1})
    which = words.join([shown[item] for item in items])
    return printed, name, str(len(items)), str(leads), str(first), which


def write_tasks(pen: Pen, facts: ReportFacts) -> None:
    """A section a task: owners with the words that name them, deadline, regions, measures."""
    words = pen.words
    pen.head(words.say("head.tasks"))
    tasks = [item for item in facts.extract.items if item.kind is ItemKind.TASK]
    if not tasks:
        pen.say("task.none")
    statements = facts.statements
    parents = {item.parent for item in tasks}
    for task in tasks:
        pen.head(_titled(task), 2)
        if task.key not in parents or task.key in statements:
            _owners(pen, statements.get(task.key, []))
        _details(pen, facts, task)
        measures = facts.measures.get(task.key, [])
        rows = [_measure(pen, n, row) for n, row in enumerate(measures, 1)]
        heads = "task.count task.measure task.place"
        title = words.say("task.measures", task=_titled(task))
        pen.grid(title, heads, (8, 76, 16), rows)


def _titled(item: ItemFacts) -> str:
    return f"{item.number} {item.title}".strip()


def _owners(pen: Pen, statements: Sequence[Sequence[StatementFacts]]) -> None:
    words = pen.words
    if not statements:
        pen.say("task.unowned")
    for group in statements:
        by_duty = _by_duty(group)
        for place, (duty, names) in enumerate(by_duty.items(), 1):
            text = words.join(names)
            said = pen.noted(text, group[0].quote) if place == len(by_duty) else Said(text)
            pen.text(said, _capital(words.say(f"duty.{duty.value}")))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _by_duty(group: Sequence[StatementFacts]) -> dict[Duty, list[str]]:
    """Names as printed, under what each has to do."""
    found: dict[Duty, list[str]] = {}
    for row in group:
        names = found.setdefault(row.duty, [])
        if row.printed not in names:
            names.append(row.printed)
    return found


def _details(pen: Pen, facts: ReportFacts, task: ItemFacts) -> None:
    words, row = pen.words, facts.item_rows[task.key]
    if row["due"]:
        said = pen.noted(str(row["dueWords"] or row["due"]), quote_of(row))
        pen.text(said, words.say("task.due"))
    regions = facts.regions.get(task.key)
    if regions:
        pen.text(words.join(regions), words.say("task.regions"))


def _measure(pen: Pen, number: int, row: Row) -> tuple[str | Said, ...]:
    """A measure is its own proof; a note stands where its text is not what is printed."""
    text, quote = str(row["text"]), quote_of(row)
    same = text.strip() == quote.text.strip()
    return str(number), text if same else pen.noted(text, quote), place_of(row)


def write_others(pen: Pen, facts: ReportFacts) -> None:
    """A table of the duties of phases, requirements and whole sections; none, no section."""
    words, statements = pen.words, facts.statements
    rows = [
        (_titled(item), _duties(pen, group))
        for item in facts.extract.items
        if item.kind is not ItemKind.TASK
        for group in statements.get(item.key, [])
    ]
    if rows:
        pen.head(words.say("head.others"))
        pen.grid(words.say("others.table"), "others.item others.parties", (36, 64), rows)


def _duties(pen: Pen, group: Sequence[StatementFacts]) -> Said:
    words = pen.words
    parts = [
        words.say("desc.party", name=words.join(names), role=words.say(f"duty.{duty.value}"))
        for duty, names in _by_duty(group).items()
    ]
    return pen.noted(words.join(parts, "steps.two"), group[0].quote)
