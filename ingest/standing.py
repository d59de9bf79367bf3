"""Rules that one statement sets for the rest of the text.

``以下均涉及各县区、功能区,不再重复列出`` adds bodies to every later statement;
``列第一位的为牵头单位,其他为配合单位,下同`` makes the first body of each the lead, and the others
its support.

Source: formats S1-S5, L9.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from plangraph.ingest import lists
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.duty_words import last_verb
from plangraph.ingest.lists import Name
from plangraph.ingest.passages import Cover


class RuleKind(StrEnum):
    """What a standing rule does."""

    ADD = "add"
    FIRST_LEADS = "first-leads"
    OTHERS_SUPPORT = "others-support"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for later statements; ``added`` holds the bodies of an ADD."""

    kind: RuleKind
    where: Stretch
    added: tuple[Name, ...] = ()


_ADD = re.compile(
    r"以下(?:各项)?(?:重点)?(?:任务|工作|措施|内容)?(?:均|都|皆)(?:需|须|由|涉及|要|有)?(?P<list>.+?)(?:负责|落实|参与|配合)?$"
)
_FIRST_IN_PROSE = re.compile(
    r"(?:列|排)(?:名|在)?(?:第一位?|首位)(?:的|者)?(?:单位|部门)?(?:为|是|的?均?为)?(?:牵头|主办|主责)"
)
_OTHERS = (
    r"(?:其他|其它|其余|后面|后列)(?:的|者|各)?(?:责任)?(?:单位|部门)?(?:均|都|皆|则)?(?:为|是|作为)"
    r"(?:配合|协办|协助|协同|参与)(?:单位|部门)?"
)
_OTHERS_SUPPORT = re.compile(f"{_OTHERS}$")
_OTHERS_IN_PROSE = re.compile(f"{_FIRST_IN_PROSE.pattern}[^。;\n]{{0,8}}[,;、]?{_OTHERS}")
_OF_ITS_OWN = re.compile(
    r"以下(?:各项)?(?:重点)?(?:任务|工作|措施|内容)?(?:均|都|皆)[^。]*(?:不再|负责|落实|配合|涉及)"
)
_FIRST_LEADS = re.compile(
    r"列(?:第一位|首位|在第一位|在首位|第一)(?:的|者)?(?:单位|部门)?(?:为|是)(?:牵头|主办|主责)(?:单位|部门)?$|排(?:名|在|列)?(?:第一|首位|第一位|首)(?:的|者)?(?:单位)?为牵头单位$"
)
_NOTE = re.compile(
    r"(?:带|标|加|注|前加|有)?(?:有)?[*](?:号)?(?:的|者)?(?:单位)?为牵头(?:单位|部门)?$|"
    r"不再(?:重复|逐一|一一|逐项|另行|单独)?(?:列出|列举|标注|列明)$|(?:以)?下同$|以下简称.*$"
)


def says_first_leads(words: str) -> bool:
    """Whether a sentence is the rule that the first body leads, and so no statement of its own."""
    return _FIRST_IN_PROSE.search(words) is not None


def decreed_in(view: str, statements: Sequence[Stretch]) -> frozenset[RuleKind]:
    """What prose outside the statements says of all: the first leads, the others support (L9)."""
    inside = Cover(statements)
    told = ((RuleKind.FIRST_LEADS, _FIRST_IN_PROSE), (RuleKind.OTHERS_SUPPORT, _OTHERS_IN_PROSE))
    return frozenset(
        kind
        for kind, words in told
        if any(match.start() not in inside for match in words.finditer(view))
    )


def sets_rule(words: str) -> bool:
    """Whether a sentence of its own sets a rule for later statements (以下任务均需各区落实)."""
    return _OF_ITS_OWN.match(words) is not None


def read_rule(view: str, text: str, segment: Stretch) -> Rule | None:
    """The rule that a segment of a statement sets, or ``None``."""
    words = segment.of(view)
    if _FIRST_LEADS.match(words):
        return Rule(RuleKind.FIRST_LEADS, segment)
    if _OTHERS_SUPPORT.match(words):
        return Rule(RuleKind.OTHERS_SUPPORT, segment)
    added = _ADD.match(words)
    if added:
        start = segment.start + added.start("list")
        found = lists.read_list(view, text, start, segment.start + added.end("list"))
        return Rule(RuleKind.ADD, segment, found)
    if _NOTE.match(words):
        return Rule(RuleKind.NOTE, segment)
    return None


def goes_on(view: str, text: str, segment: Stretch, rules: list[Rule]) -> bool:
    """Whether a segment goes on with the bodies that a rule adds: 以下均需A,B落实,不再列出."""
    last = rules[-1] if rules else None
    if last is None or last.kind is not RuleKind.ADD:
        return False
    if last_verb(view, last.where.start, last.where.end):
        return False
    verb = last_verb(view, segment.start, segment.end)
    more = lists.read_list(view, text, segment.start, verb.start() if verb else segment.end)
    if more:
        where = Stretch(last.where.start, segment.end)
        rules[-1] = replace(last, where=where, added=(*last.added, *more))
    return bool(more)
