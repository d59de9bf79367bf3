"""Goals without a figure: 持续增加, 不断提高, 进一步完善.

Source: formats T17; extraction.md F, construct 9.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.goals import Passage
from plangraph.ingest.indicators import LEADING
from plangraph.ontology.model import Operator


@dataclass(frozen=True, slots=True)
class DirectionDraft:
    """A goal without a figure: 持续增加."""

    where: Stretch
    indicator: str
    operator: Operator
    words: str
    due: str | None


_DEGREE = (
    r"(?:持续|不断|显著|明显|稳步|大幅|进一步|逐步|有效|全面|更加|稳定|快速|日益|普遍|大幅度|逐年)+"
)
_MOVES = {
    "增加": Operator.INCREASE, "增长": Operator.INCREASE, "提升": Operator.INCREASE,
    "提高": Operator.INCREASE, "扩大": Operator.INCREASE, "上升": Operator.INCREASE,
    "增强": Operator.INCREASE, "下降": Operator.DECREASE, "降低": Operator.DECREASE,
    "减少": Operator.DECREASE, "缩小": Operator.DECREASE, "改善": Operator.IMPROVE,
    "优化": Operator.IMPROVE, "完善": Operator.IMPROVE, "健全": Operator.IMPROVE,
}  # fmt: skip
_WORDS = rf"(?P<words>{_DEGREE}(?P<move>{'|'.join(_MOVES)}))(?=[,;。、])"
_MOVED = re.compile(_WORDS)
_DIRECTION = re.compile(rf"(?P<noun>[^,;。:]{{2,40}}?){_WORDS}")
_COUNTED = re.compile(r"(?:数量|规模|总量|水平|能力|比重|占比|满意度|质量)$")


def find_directions(passage: Passage) -> Iterator[DirectionDraft]:
    """The goals without a figure in a sentence of a section of goals.

    ``著作权、植物新品种数量持续增加`` are two: the counted noun belongs to each name of the list.
    """
    text, sentence = passage.text, passage.where
    if not _MOVED.search(passage.view, sentence.start, sentence.end):
        return
    for match in _DIRECTION.finditer(passage.view, sentence.start, sentence.end):
        start = match.start("noun")
        lead = LEADING.match(match["noun"])
        start += lead.end() if lead else 0
        due = passage.governing.date if passage.governing else None
        words = text[match.start("words") : match.end("words")]
        for indicator in _shared(text[start : match.end("noun")]):
            where = Stretch(start, match.end("words"))
            yield DirectionDraft(where, indicator, _MOVES[match["move"]], words, due)


def _shared(nouns: str) -> list[str]:
    names = nouns.split("、")
    counted = _COUNTED.search(names[-1])
    if len(names) == 1 or counted is None:
        return [nouns]
    return [name if _COUNTED.search(name) else name + counted[0] for name in names]
