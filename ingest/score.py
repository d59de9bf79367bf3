"""Facts against gold facts: precision, recall and F1 for each kind, with the misses.

Rows are compared as the gold format says: widths, brackets and marks folded, ``=`` and ``>=`` one,
a year and its December one; indicators agree when one holds the other or most of their characters
are shared. Rows that the gold marks optional are neither asked for nor held against.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_plan
from plangraph.ontology.errors import PlanGraphError, UnreadableFileError

KINDS = ("document", "cites", "tasks", "assignments", "targets", "phases", "regions")
Facts = Mapping[str, Any]


@dataclass(slots=True)
class KindScore:
    """Counts of one kind; ``missed`` and ``extra`` name the document and the row."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the predicted rows that are right; 1 where neither side has any."""
        if self.predicted:
            return self.hits / self.predicted
        return 1.0 if not self.gold else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold rows that were found; 1 where there are none."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Evaluation:
    """Scores by kind; ``problems`` names documents that could not be read."""

    kinds: dict[str, KindScore]
    problems: list[str] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the kinds that the gold has."""
        scores = [score.f1 for score in self.kinds.values() if score.gold]
        return sum(scores) / len(scores) if scores else 0.0


def evaluate(gold_folder: Path, docs_folder: Path) -> Evaluation:
    """What is read from the documents against the gold facts of the same names.

    Raises:
        UnreadableFileError: The gold folder holds no JSON file, or one that is no facts JSON.
    """
    files = sorted(gold_folder.glob("*.json"))
    if not files:
        raise UnreadableFileError(
            "There are no gold files here.",
            where=str(gold_folder),
            advice="Name a folder of *.json files.",
        )
    result = Evaluation({kind: KindScore() for kind in KINDS})
    for file in files:
        gold = _gold(file)
        try:
            predicted: Facts = facts_json(read_plan(_document(docs_folder, file.stem)))
        except PlanGraphError as problem:
            result.problems.append(str(problem))
            predicted = {}
        compare(gold, predicted, result.kinds, file.stem)
    return result


def _gold(file: Path) -> Facts:
    try:
        facts: Facts = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            f"The gold file is no JSON ({error}).", where=str(file), advice="Mend or remove it."
        ) from error
    return facts


def _document(folder: Path, stem: str) -> Path:
    return next(iter(sorted(folder.glob(f"{stem}.*"))), folder / f"{stem}.txt")


def compare(gold: Facts, predicted: Facts, scores: dict[str, KindScore], name: str) -> None:
    """Adds the counts of one document to the scores."""
    for kind in KINDS:
        if kind == "targets":
            hits, missed, extra = _match_targets(gold.get(kind) or [], predicted.get(kind) or [])
        else:
            wanted, found = _keys(kind, gold), _keys(kind, predicted)
            found -= _optional_keys(kind, gold) - wanted
            hits = (wanted & found).total()
            missed = [str(key) for key in (wanted - found).elements()]
            extra = [str(key) for key in (found - wanted).elements()]
        score = scores[kind]
        score.hits += hits
        score.gold += hits + len(missed)
        score.predicted += hits + len(extra)
        score.missed += [f"{name}  {row}" for row in missed]
        score.extra += [f"{name}  {row}" for row in extra]


def judge(kind: str, gold: Facts, predicted: Facts) -> Iterator[tuple[Facts, bool]]:
    """Each predicted row of a kind and whether the gold has it; optional rows are left out."""
    rows = list(predicted.get(kind) or [])
    if kind == "targets":
        yield from _judged_targets(gold.get(kind) or [], rows)
        return
    wanted = _keys(kind, gold)
    optional = _optional_keys(kind, gold) - wanted
    for row in rows:
        key = _row_key(kind, row)
        if optional[key]:
            optional[key] -= 1
            continue
        yield row, wanted[key] > 0
        wanted[key] -= 1


def _judged_targets(gold: list[Facts], rows: list[Facts]) -> Iterator[tuple[Facts, bool]]:
    for wanted in sorted(gold, key=lambda row: bool(row.get("optional"))):
        match = next((row for row in rows if _same_target(wanted, row)), None)
        if match is not None:
            rows.remove(match)
            if not wanted.get("optional"):
                yield match, True
    yield from ((row, False) for row in rows)


_FOLD = str.maketrans("[〔【]〕】“”‘’—–~", '((()))""""---')


def _norm(text: object) -> str:
    folded = unicodedata.normalize("NFKC", str(text if text is not None else "")).translate(_FOLD)
    return re.sub(r"[\s《》]+", "", folded).strip("。;；,，、:：.")


def _path(path: object) -> str:
    return "/".join(_norm(part) for part in str(path or "").split("/"))


def _optional_keys(kind: str, gold: Facts) -> Counter[tuple[str, ...]]:
    rows = gold.get(kind)
    if not isinstance(rows, list):
        return Counter()
    return _keys(kind, {kind: [dict(row, optional=False) for row in rows if row.get("optional")]})


def _keys(kind: str, facts: Facts) -> Counter[tuple[str, ...]]:
    """The facts of one kind as a multiset of what is compared."""
    if kind == "document":
        return Counter(_header_keys(facts.get("document") or {}))
    if kind == "cites":
        cites = (facts.get("document") or {}).get("cites") or []
        return Counter((_norm(c.get("number")) or _norm(c.get("title")),) for c in cites)
    return Counter(_row_key(kind, row) for row in facts.get(kind) or [] if not row.get("optional"))


def _header_keys(document: Facts) -> Iterable[tuple[str, ...]]:
    period = document.get("period") or {}
    rows = [
        ("title", _norm(document.get("title"))),
        ("number", _norm(document.get("number"))),
        ("issued", _norm(document.get("issued"))),
        ("start", _norm(period.get("start"))[:4]),
        ("end", _norm(period.get("end"))[:4]),
        ("jurisdiction", _norm(document.get("jurisdiction"))),
    ]
    rows += [("issuer", _norm(issuer)) for issuer in document.get("issuers") or []]
    return [row for row in rows if row[1]]


def _row_key(kind: str, row: Facts) -> tuple[str, ...]:
    if kind == "tasks":
        return _path(row.get("path")), _norm(row.get("title"))
    if kind == "assignments":
        return _path(row.get("path")), _norm(row.get("agency")), _norm(row.get("role"))
    if kind == "regions":
        return _path(row.get("path")), _norm(row.get("name"))
    name = _norm(row.get("name"))
    bare = re.sub(r"^第[一二三四五六七八九十]+阶段:?", "", name) or name
    return bare, _month(row.get("start"), "01"), _month(row.get("end"), "12")


def _month(date: object, default: str) -> str:
    text = _norm(date)
    return f"{text}-{default}" if re.fullmatch(r"\d{4}", text) else text[:7]


def _match_targets(gold: list[Facts], predicted: list[Facts]) -> tuple[int, list[str], list[str]]:
    """Hits, missed gold rows, predicted rows left over; an optional gold row only absorbs one."""
    left, hits, missed = list(predicted), 0, []
    for wanted in sorted(gold, key=lambda row: bool(row.get("optional"))):
        match = next((row for row in left if _same_target(wanted, row)), None)
        if match is not None:
            left.remove(match)
            hits += not wanted.get("optional")
        elif not wanted.get("optional"):
            missed.append(json.dumps(wanted, ensure_ascii=False))
    keep = ("path", "indicator", "comparator", "value", "unit", "deadline")
    return (
        hits,
        missed,
        [json.dumps({k: row.get(k) for k in keep}, ensure_ascii=False) for row in left],
    )


_SAME_COMPARATOR = {"=": ">=", ">": ">=", "<": "<="}


def _same_target(gold: Facts, row: Facts) -> bool:
    compared = [_norm(each.get("comparator")) for each in (gold, row)]
    return (
        _number(gold["value"]) == _number(row.get("value"))
        and _norm(gold["unit"]) == _norm(row.get("unit"))
        and len({_SAME_COMPARATOR.get(c, c) for c in compared}) == 1
        and _deadline(gold.get("deadline")) == _deadline(row.get("deadline"))
        and _similar(gold["indicator"], row.get("indicator"))
    )


def _number(value: object) -> object:
    if isinstance(value, list):
        return tuple(_number(each) for each in value)
    try:
        return round(float(str(value)), 6)
    except ValueError:
        return _norm(value)


def _deadline(date: object) -> str:
    return re.sub(r"^(\d{4})-12(-31)?$", r"\1", _norm(date))


def _similar(one: object, other: object) -> bool:
    a, b = _norm(one), _norm(other)
    if not a or not b:
        return False
    common = (Counter(a) & Counter(b)).total()
    return a in b or b in a or 2 * common / (len(a) + len(b)) >= 0.6
