"""Hypothesis strategies: plans of any content that the model allows."""

from functools import partial
from typing import Any

from hypothesis import strategies as st

from plangraph.ontology import iris
from plangraph.ontology.model import (
    Accrual,
    Cite,
    Direction,
    Document,
    Duty,
    Evidence,
    HeaderStatement,
    Item,
    ItemKind,
    Link,
    LinkKind,
    Measure,
    Mention,
    MentionKind,
    NamedParty,
    Operator,
    Party,
    PartyKind,
    Phase,
    PhaseStep,
    Place,
    PlaceKind,
    Plan,
    RegionMention,
    Responsibility,
    Span,
    Status,
    Target,
    TextVersion,
    Unread,
)
from plangraph.ontology.reference import functions, place, units

KEY = "cn-530100-2022-1a2b3c4d"
texts = partial(st.text, alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
words = texts(min_size=1, max_size=8)
flags = st.booleans()
figures = st.decimals(allow_nan=False, allow_infinity=False)
days = st.dates().map(lambda day: day.isoformat())
dates = days | days.map(lambda day: day[:7]) | days.map(lambda day: day[:4])
odd_dates = st.sampled_from(["2023-02-30", "2022-13", "0000", "二〇二五", ""])
due_dates = st.none() | dates | odd_dates
PLACES = (
    *map(place, ("region/cn-530100", "region/cn-530102", "region/asean", "region/m49-034")),
    Place("region/cn-530100/x-zone", PlaceKind.ZONE, "某区", None, None, "region/cn-530100"),
)
PLACE_KEYS = [row.key for row in PLACES]
FUNCTIONS = sorted({row.function for row in functions().rows()})
UNITS = sorted(units(), key=lambda unit: unit.key)


def some(rows: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few rows."""
    return st.lists(rows, max_size=most).map(tuple)


def part_of(rows: list[str], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the rows, each once, in their order."""
    if not rows:
        return st.just(())
    chosen = st.sets(st.sampled_from(rows), min_size=least)
    return chosen.map(lambda found: tuple(row for row in rows if row in found))


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A stretch of the text."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start, end, text[start:end])


def evidences(text: str) -> st.SearchStrategy[Evidence]:
    """Evidence somewhere in the text."""
    confidence = st.decimals(0, 1, places=2)
    return st.builds(Evidence, spans(text), words, confidence, st.sampled_from(Status))


@st.composite
def outlines(draw: st.DrawFn, text: str) -> tuple[Item, ...]:
    """A tree of two levels."""
    rows = []
    for top, children in enumerate(draw(st.lists(st.integers(0, 2), min_size=1, max_size=3)), 1):
        rows.append(draw(items(text, str(top))))
        rows += [draw(items(text, f"{top}.{child}")) for child in range(1, children + 1)]
    return tuple(rows)


def items(text: str, position: str) -> st.SearchStrategy[Item]:
    """An item at a position."""
    return st.builds(
        Item,
        position=st.just(position),
        path=words,
        kind=st.sampled_from(ItemKind),
        number=texts(max_size=4),
        title=texts(max_size=8),
        order=st.just(int(position.rpartition(".")[2])),
        parent=st.just(position.rpartition(".")[0]),
        start=st.integers(0, 99),
        end=st.integers(0, 99),
        evidence=evidences(text),
        due=st.none() | dates | words | odd_dates,
        due_evidence=st.none() | evidences(text),
    )


@st.composite
def parties(draw: st.DrawFn) -> tuple[Party, ...]:
    """A few bodies with keys as ingest makes them."""
    rows: dict[str, Party] = {}
    for name in draw(st.lists(words, min_size=1, max_size=4)):
        where = draw(st.none() | st.sampled_from(PLACE_KEYS))
        function = draw(st.none() | st.sampled_from(FUNCTIONS))
        key = iris.party_key(where, function, name, KEY)
        rows[key] = Party(
            key=key,
            kind=draw(st.sampled_from(PartyKind)),
            name=name,
            printed=tuple(draw(st.lists(words, min_size=1, max_size=3, unique=True))),
            name_en=draw(st.none() | words),
            function=function,
            place=where,
            level=draw(st.sampled_from([None, "national", "province", "city", "county", "zone"])),
            office_of=draw(st.none() | st.sampled_from([*rows, key])),
            hosted_by=draw(st.none() | st.sampled_from([*rows, key])),
        )
    return tuple(rows[key] for key in sorted(rows))


def documents(text: str, named: st.SearchStrategy[NamedParty]) -> st.SearchStrategy[Document]:
    """Header and notice."""
    numbers = st.none() | words
    proved = evidences(text)
    cites = st.builds(
        lambda title, number, issuer, basis, evidence: Cite(
            iris.document_key(number, title), title, number, issuer, basis, evidence
        ),
        words, numbers, st.none() | named, flags, proved,
    )  # fmt: skip
    fields = st.sampled_from([*Document.__dataclass_fields__, "unknown"])
    return st.builds(
        Document,
        title=texts(max_size=8),
        notice_title=st.none() | words,
        number=numbers,
        issuers=some(named),
        approver=st.none() | named,
        addressees=some(named),
        issued=due_dates,
        period_start=due_dates,
        period_end=due_dates,
        jurisdiction=st.none() | st.sampled_from(PLACE_KEYS),
        jurisdiction_name=st.none() | words,
        access_note=st.none() | words,
        source_url=st.none() | words | st.just("https://example.org/a?b=1#c"),
        cites=some(cites),
        statements=some(st.builds(HeaderStatement, fields, texts(max_size=6), proved)),
    )


def _aim(draw: st.DrawFn, text: str, at: str, number: int) -> dict[str, Any]:
    indicator = draw(words)
    return {
        "position": f"{at}.{number}",
        "item": at,
        "indicator": indicator,
        "indicator_key": iris.indicator_key(indicator),
        "operator": draw(st.sampled_from(Operator)),
        "due": draw(due_dates),
        "due_inherited": draw(flags),
        "evidence": draw(evidences(text)),
    }


def _target(draw: st.DrawFn, text: str, at: str, number: int, measures: list[str]) -> Target:
    unit = draw(st.sampled_from(UNITS) | words)
    printed = unit if isinstance(unit, str) else unit.printed[0]
    return Target(
        **_aim(draw, text, at, number),
        value=draw(figures),
        value_max=draw(st.none() | figures),
        unit=printed,
        unit_key=f"unit/x-{iris.short_hash(unit)}" if isinstance(unit, str) else unit.key,
        source_value=draw(words),
        accrual=draw(st.sampled_from(Accrual)),
        measure=draw(st.sampled_from([None, *measures])),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan with a few rows of every kind."""
    text = draw(texts(min_size=4, max_size=40))
    proved, stretch = evidences(text), spans(text)
    outline = draw(outlines(text))
    bodies = draw(parties())
    at = [row.position for row in outline]
    inside = st.sampled_from(at)
    keys = st.sampled_from([row.key for row in bodies])
    measures = tuple(
        Measure(f"{position}.{n}", position, n, draw(words), draw(proved))
        for position in at
        for n in range(1, 1 + draw(st.integers(0, 2)))
    )
    below = [row.position for row in measures]
    in_measure = st.sampled_from([None, *below])
    duties = st.builds(
        Responsibility,
        item=inside,
        covers=part_of(at, least=1),
        measures=part_of(below),
        party=keys,
        printed=words,
        duty=st.sampled_from(Duty),
        rank=st.integers(1, 9),
        evidence=proved,
        name=stretch,
    )
    targets = tuple(
        _target(draw, text, draw(inside), n, below) for n in range(draw(st.integers(0, 3)))
    )
    directions = tuple(
        Direction(**_aim(draw, text, draw(inside), n), words=draw(words))
        for n in range(draw(st.integers(0, 2)))
    )
    phases = tuple(
        Phase(row.position, row.path, draw(words), draw(dates), draw(dates), draw(proved))
        for row in outline
        if draw(flags)
    )
    steps = tuple(
        PhaseStep(f"{draw(inside)}.{n}", draw(inside), n, draw(words), draw(flags), draw(proved))
        for n in range(draw(st.integers(0, 2)))
    )
    mentions = st.builds(
        lambda item, measure, kind, name, where, evidence: Mention(
            item, measure, kind, name, iris.mention_key(name, where), evidence
        ),
        inside, in_measure, st.sampled_from(MentionKind), words,
        st.none() | st.sampled_from(PLACE_KEYS), proved,
    )  # fmt: skip
    ends = st.sampled_from(
        [f"measure/{row}" for row in below]
        + [f"target/{row.position}" for row in targets]
        + [iris.item_local(row.kind, row.position) for row in outline]
    )
    return Plan(
        key=KEY,
        version=TextVersion(text, iris.sha256_of(text)),
        document=draw(documents(text, st.builds(NamedParty, words, keys))),
        items=outline,
        measures=measures,
        responsibilities=draw(some(duties, 4)),
        targets=targets,
        directions=directions,
        phases=phases,
        steps=steps,
        regions=draw(
            some(
                st.builds(
                    RegionMention,
                    item=inside,
                    measure=in_measure,
                    name=words,
                    places=some(st.sampled_from(PLACE_KEYS)),
                    partner=flags,
                    evidence=proved,
                )
            )
        ),
        mentions=draw(some(mentions)),
        links=draw(some(st.builds(Link, st.sampled_from(LinkKind), ends, ends, proved))),
        unread=draw(some(st.builds(Unread, stretch, words))),
        parties=bodies,
        places=tuple(sorted(draw(st.sets(st.sampled_from(PLACES))), key=lambda row: row.key)),
    )
