"""Gold facts and their plans to ``docs/accuracy.md``, and to the figures that reports tell.

``python bench/bench_accuracy.py`` reads ``tests/invented`` and, where ``PLANGRAPH_CORPUS`` points,
a folder with ``gold`` and ``docs``; the words around the tables stand in ``accuracy.template``.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from plangraph.ingest.coverage import coverage
from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_plan
from plangraph.ingest.score import KINDS, Facts, KindScore, compare, judge
from plangraph.ontology.model import Plan

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
TEMPLATE = ROOT / "bench" / "accuracy.template"
TOLD = ROOT / "viz" / "templates" / "accuracy.tsv"  # what reports tell of it
TOLD_SET = "invented later"
JUDGED = ("tasks", "assignments", "targets", "phases", "regions")
Key = TypeVar("Key")
Row = tuple[str, str, float, bool]  # kind, rule, confidence, right


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan as read, its facts, and what the gold says."""

    name: str
    plan: Plan
    facts: Facts
    gold: Facts


def pairs(folder: Path) -> Iterator[Pair]:
    """Each gold file of a folder with the plan of its name."""
    for file in sorted((folder / "gold").glob("*.json")):
        plan = read_plan(next(iter(sorted((folder / "docs").glob(f"{file.stem}.*")))))
        yield Pair(file.stem, plan, facts_json(plan), json.loads(file.read_text("utf-8")))


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    names = list(head)
    lines = [names, ["---", *(["---:"] * (len(names) - 1))], *([*map(str, row)] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def scores(sets: dict[str, list[Pair]]) -> str:
    """Precision, recall and F1 of each kind, for each set of plans."""
    parts = []
    for name, read in sets.items():
        found = {kind: KindScore() for kind in KINDS}
        for pair in read:
            compare(pair.gold, pair.facts, found, pair.name)
        rows = [
            (
                kind,
                *(f"{x:.3f}" for x in (s.precision, s.recall, s.f1)),
                s.hits,
                s.gold,
                s.predicted,
            )
            for kind, s in found.items()
        ]
        mean = sum(score.f1 for score in found.values()) / len(found)
        size = sum(len(pair.plan.version.text) for pair in read)
        head = f"**{name}**: {len(read)} plans, {size:,} characters, mean F1 {mean:.3f}"
        columns = ("kind", "precision", "recall", "F1", "right", "in gold", "read")
        parts.append(f"{head}\n\n{table(columns, rows)}")
    return "\n\n".join(parts)


def told(read: list[Pair]) -> str:
    """The rows of ``accuracy.tsv`` under the head that the file has."""
    found = {kind: KindScore() for kind in KINDS}
    for pair in read:
        compare(pair.gold, pair.facts, found, pair.name)
    lines = [line for line in TOLD.read_text("utf-8").splitlines() if line.startswith("#")]
    lines.append("kind\tprecision\trecall\tgold\tplans")
    lines += [
        f"{kind}\t{score.precision:.3f}\t{score.recall:.3f}\t{score.gold}\t{len(read)}"
        for kind, score in found.items()
    ]
    return "\n".join(lines) + "\n"


def judged(read: Iterable[Pair]) -> Iterator[Row]:
    """Every fact that the gold can judge: what was said, how surely, and whether it is right."""
    for pair in read:
        for kind in JUDGED:
            for row, right in judge(kind, pair.gold, pair.facts):
                yield kind, row["rule"], row["confidence"], right


def shares(rows: list[Row], keys: list[Key]) -> Iterator[tuple[Key, int, int, str]]:
    """For each key the facts, those that are right, and their share."""
    said, right = Counter(keys), Counter(k for k, row in zip(keys, rows, strict=True) if row[3])
    for key in sorted(said, key=str, reverse=True):
        yield key, said[key], right[key], f"{right[key] / said[key]:.1%}"


def deciles(rows: list[Row]) -> str:
    """Confidence said against the share that is right."""
    keys = [f"{int(row[2] * 10) / 10:.1f} to {int(row[2] * 10) / 10 + 0.1:.1f}" for row in rows]
    return table(("confidence", "facts", "right", "share right"), shares(rows, keys))


def rules(rows: list[Row]) -> str:
    """The same by rule, with what each says."""
    keys = [(row[0], row[1], row[2]) for row in rows]
    listed = [
        (f"`{key[1]}` ({key[0]})", f"{key[2]:.2f}", said, right, share)
        for key, said, right, share in shares(rows, keys)
    ]
    return table(("rule", "says", "facts", "right", "share right"), sorted(listed))


def unread(sets: dict[str, list[Pair]]) -> str:
    """How many passages were listed, and the coverage, for each set of plans."""
    parts = []
    for name, read in sets.items():
        counts = [coverage(pair.plan).statements for pair in read]
        listed = sum(len(pair.plan.unread) for pair in read)
        share = sum(count.read for count in counts) / sum(count.seen for count in counts)
        parts.append(f"{name} plans: {listed} passages listed, {share:.1%} of the statements read")
    return "Of the " + "; of the ".join(parts) + "."


def main() -> None:
    """Write the page; fail if facts said at 0.9 or more are right less than nine times in ten."""
    names = ("invented", "invented_later")
    folders = {name.replace("_", " "): ROOT / "tests" / name for name in names}
    if "PLANGRAPH_CORPUS" in os.environ:
        folders = {"real": Path(os.environ["PLANGRAPH_CORPUS"]), **folders}
    sets = {name: [*pairs(folder)] for name, folder in folders.items()}
    rows = [row for read in sets.values() for row in judged(read)]
    filled = {
        "scores": scores(sets),
        "deciles": deciles(rows),
        "rules": rules(rows),
        "unread": unread(sets),
    }
    page = TEMPLATE.read_text("utf-8")
    for name, words in filled.items():
        page = page.replace(f"{{{name}}}", words)
    PAGE.write_text(page, encoding="utf-8")
    TOLD.write_text(told(sets[TOLD_SET]), encoding="utf-8")
    sure = [row[3] for row in rows if row[2] >= 0.9]
    print(f"wrote {PAGE.name}; of {len(sure)} facts said at 0.9 or more {sum(sure)} are right")
    if sum(sure) < 0.9 * len(sure):
        raise SystemExit("confidence is not calibrated: mend ingest/rules.tsv")


if __name__ == "__main__":
    main()
