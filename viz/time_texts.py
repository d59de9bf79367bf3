"""Dated things to words: labels, sentences, description and table of the time line."""

from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.viz import summary
from plangraph.viz.shapes import Table
from plangraph.viz.time_facts import Due, Phase, Times
from plangraph.viz.words import Words


@dataclass(frozen=True, slots=True)
class TimeTexts:
    """The words of a time line, as a figure has them."""

    subject: str
    subtitle: str
    summary: tuple[str, ...]
    alt: str
    description: str
    citation: str
    table: Table


def texts_of(times: Times, words: Words) -> TimeTexts:
    """All the words about these facts."""
    counts = [
        words.count(f"timeline.{kind}", len(things))
        for kind, things in (("phases", times.phases), ("dues", times.dues))
        if things
    ]
    phases = [_sentence(phase, words) for phase in times.phases]
    dues = [
        words.say("timeline.sentence_open", title=due.label, dates=due.printed)
        for due in times.dues
    ]
    subject = summary.subject_of(times.plans, words)
    source = summary.source_of(times.plans[0], words) if len(times.plans) == 1 else ""
    said = [*counts, *([words.say("source", source=source)] if source else [])]
    return TimeTexts(
        subject=subject,
        subtitle=" · ".join(said),
        summary=tuple(phases),
        alt=_alt(times, counts, words),
        description="\n".join([_alt(times, counts, words), *phases, *_steps(times, words), *dues]),
        citation=summary.citation_of(times.plans, words),
        table=_table(times, subject, words),
    )


def span_label(phase: Phase, words: Words) -> str:
    """From when to when, as printed, and honest where an end is missing."""
    start, end = phase.start_printed, phase.end_printed
    if start and end:
        return start if start == end else words.say("timeline.span", start=start, end=end)
    if end:
        return words.say("timeline.until", end=end)
    return words.say("timeline.from", start=start)


def due_label(group: Sequence[Due], words: Words) -> str:
    """What falls due on a day, counted."""
    key = "timeline.targets_due" if group[0].kind == "target" else "timeline.tasks_due"
    singular = f"{key}.1"
    return words.say(singular if len(group) == 1 else key, date=str(group[0].day)[:7], n=len(group))


def _sentence(phase: Phase, words: Words) -> str:
    dates = span_label(phase, words)
    if phase.months is None:
        return words.say("timeline.sentence_open", title=phase.label, dates=dates)
    months = words.count("timeline.months", phase.months)
    return words.say("timeline.sentence", title=phase.label, dates=dates, months=months)


def _steps(times: Times, words: Words) -> list[str]:
    return [
        words.say("timeline.sentence_open", title=phase.label, dates=_said(step.text, words))
        if step.checkpoint
        else words.say("timeline.sentence_open", title=phase.label, dates=step.text)
        for phase in times.phases
        for step in phase.steps
    ]


def _said(text: str, words: Words) -> str:
    return words.say("timeline.check", text=text)


def _alt(times: Times, counts: Sequence[str], words: Words) -> str:
    days = [day for phase in times.phases for day in (phase.start, phase.end) if day]
    days += [due.day for due in times.dues]
    if not days:
        return words.say("timeline.alt_none")
    first, last = str(min(days))[:7], str(max(days))[:7]
    return words.say("timeline.alt", counts=words.join(list(counts)), first=first, last=last)


def _table(times: Times, subject: str, words: Words) -> Table:
    """A row a phase, a step and a deadline, in document order."""
    several = len(times.plans) > 1
    titles = {plan.key: plan.title for plan in times.plans}
    rows: list[tuple[str, tuple[str, ...]]] = []
    for phase in times.phases:
        dates = (phase.start_printed, phase.end_printed)
        rows.append((phase.plan, (words.say("timeline.phase"), phase.label, *dates, phase.quote)))
        for step in phase.steps:
            kind = words.say("timeline.checkpoint" if step.checkpoint else "timeline.step")
            rows.append((phase.plan, (kind, step.text, *dates, step.quote)))
    for due in times.dues:
        kind = words.say(f"timeline.{due.kind}")
        rows.append((due.plan, (kind, due.label, "", due.printed, due.quote)))
    keys = ("timeline.kind", "timeline.what", "timeline.start", "timeline.end", "facts.quote")
    columns = ([words.say("facts.plan")] if several else []) + [words.say(key) for key in keys]
    return Table(
        caption=words.say("facts.caption", title=subject),
        columns=tuple(columns),
        rows=tuple((*([titles[plan]] if several else []), *row) for plan, row in rows),
    )
