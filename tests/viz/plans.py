"""Extracts to draw without a store: the two gold plans, and invented plans of any size and form."""

import json
from pathlib import Path

from plangraph.ontology import iris
from plangraph.ontology.model import Duty, ItemKind
from plangraph.viz.elements import Quote
from plangraph.viz.extract import Extract, ItemFacts, PartyFacts, PlanFacts, StatementFacts

ROOT = Path(__file__).parents[2]
KUNMING = (
    ROOT / "tests/gold/kunming-ip-city-2022.json",
    ROOT / "examples/kunming-ip-city-2022.txt",
)
DIGITAL = (
    ROOT / "tests/gold/f2-kunming-digital-invented.json",
    ROOT / "tests/plans/f2-kunming-digital-invented.txt",
)
DUTIES = {"lead": Duty.LEAD, "support": Duty.SUPPORT, "responsible": Duty.RESPONSIBLE}


def gold_extract(gold: Path, text_file: Path) -> Extract:
    """The tasks and parties of a gold file, each quote cut from the text."""
    facts = json.loads(gold.read_text("utf-8"))
    text = text_file.read_bytes().decode()
    plan = iris.plan_key(None, facts["document"]["issued"][:4], facts["document"]["title"])
    titles = {row["path"]: row["title"] for row in facts["tasks"] if row["path"][:2] == "二/"}
    rows = [row for row in facts["assignments"] if row["path"] in titles]
    items = tuple(
        ItemFacts(_task(plan, place), plan, ItemKind.TASK, path.replace("/", ""), title)
        for place, (path, title) in enumerate(titles.items(), 1)
    )
    keys = dict(zip(titles, (item.key for item in items), strict=True))
    quotes = {path: _statement(text, title) for path, title in titles.items()}
    ranks: dict[str, int] = {}
    statements = []
    for row in rows:
        path = row["path"]
        ranks[path] = ranks.get(path, 0) + 1
        joint = "按职责分工" in quotes[path].text
        duty = Duty.JOINT if joint else DUTIES[row["role"]]
        statement = (_party(row["agency"]), duty, ranks[path], row["agency"], quotes[path])
        statements.append(StatementFacts(keys[path], *statement))
    return Extract(
        plans=(_plan(plan, facts["document"], text),),
        items=items,
        parties=tuple(
            PartyFacts(_party(name), f"昆明{name}")
            for name in dict.fromkeys(row["agency"] for row in rows)
        ),
        statements=tuple(statements),
    )


def _plan(key: str, document: dict[str, str | list[str]], text: str) -> PlanFacts:
    return PlanFacts(
        key,
        str(document["title"]),
        tuple(document["issuers"]),
        str(document["issued"]),
        str(document["number"]) if document["number"] else None,
        iris.sha256_of(text),
    )


def _task(plan: str, place: int) -> str:
    return iris.in_plan(plan, f"task/2.{place}")


def _party(name: str) -> str:
    return f"org/cn-530100/x-{iris.short_hash(name)}"


def _statement(text: str, title: str) -> Quote:
    """The last bracket of the paragraph that begins with the task's title."""
    start = text.index(title)
    end = text.index("\n", start)
    depth = 0
    for place in range(end - 1, start, -1):
        depth += (text[place] in ")）]") - (text[place] in "(（[")
        if text[place] in "(（[" and not depth:
            return Quote(text[place:end], place, end)
    raise AssertionError(title)


def joined(*extracts: Extract) -> Extract:
    """Several plans in one picture; parties of one key become one."""
    parties = {party.key: party for extract in extracts for party in extract.parties}
    return Extract(
        plans=tuple(plan for extract in extracts for plan in extract.plans),
        items=tuple(item for extract in extracts for item in extract.items),
        parties=tuple(parties.values()),
        statements=tuple(row for extract in extracts for row in extract.statements),
    )


def kunming() -> Extract:
    """The gold plan of nine tasks, twenty parties, forty-three responsibilities."""
    return gold_extract(*KUNMING)


def digital() -> Extract:
    """The invented plan with leads and supports."""
    return gold_extract(*DIGITAL)


def invented(
    titles: list[str], lists: list[list[str]], *, plan: str = "x-2024-00000000"
) -> Extract:
    """A plan of these titles, each task with its list of parties; empty lists stay nobody's."""
    names = dict.fromkeys(name for names in lists for name in names)
    keys = {name: f"org/x/x-{place}" for place, name in enumerate(names)}
    items = tuple(
        ItemFacts(iris.in_plan(plan, f"task/1.{n}"), plan, ItemKind.TASK, f"一({n})", title)
        for n, title in enumerate(titles, 1)
    )
    statements = tuple(
        StatementFacts(
            item.key,
            keys[name],
            Duty.JOINT,
            rank,
            name,
            Quote(f"（{'、'.join(names)}按职责分工负责）", 100 * n, 100 * n + 40),
        )
        for n, (item, names) in enumerate(zip(items, lists, strict=True))
        for rank, name in enumerate(dict.fromkeys(names), 1)
    )
    return Extract(
        (PlanFacts(plan, "某市示范工作方案"),),
        items,
        tuple(PartyFacts(key, f"某{name}") for name, key in keys.items()),
        statements,
    )


def wide(tasks: int, agencies: int, each: int = 3) -> Extract:
    """A plan of a given size; every task has ``each`` parties, spread evenly."""
    names = [f"市第{n}局" for n in range(agencies)]
    lists = [[names[(t * 7 + k * 13) % agencies] for k in range(each)] for t in range(tasks)]
    spread = [[*lists[t], *names[t::tasks]] for t in range(tasks)]
    return invented([f"推进第{n}项重点工作落实" for n in range(tasks)], spread)
