"""Passages that look like statements of responsibility and that no statement covers.

Source: formats R1-R14, L1-L20, seen from their ruins: lists that do not parse, labels without a
list, brackets that never close, bodies with a duty in a sentence of unknown form.
"""

import re
from collections.abc import Iterator

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.duties import Failure
from plangraph.ingest.marks import looked_for, mark
from plangraph.ingest.passages import SENTENCE, Rest

_PERSON = re.compile(r"(?:领导|责任人|负责人|联系人|责任者|分管)\s*[:︰]")
_LIST = re.compile(r"[^、,;]{2,20}、[^,;]{2,}")


def find_duties(rest: Rest) -> Iterator[Failure]:
    """The passages in order of the text."""
    trigger = looked_for("role-label", "role-strong", "role-weak", "role-tail", "body-before-comma")
    done = 0
    for match in trigger.finditer(rest.view):
        if match.start() < done or match.start() in rest.read or match.end() - 1 in rest.read:
            continue
        where, closed = _passage(rest, match)
        done = max(where.end, match.end())
        reason = _reason(rest, where, closed=closed)
        if reason and not rest.read.meets(where):
            yield Failure(where, reason)


def _passage(rest: Rest, match: re.Match[str]) -> tuple[Stretch, bool | None]:
    """The bracket around a mark, and whether it closes; without a bracket the sentence."""
    held = rest.bracket(match.start())
    if held and not rest.read.meets(held[0]):
        return held
    return rest.around(match.start(), match.end(), SENTENCE), None


def _reason(rest: Rest, where: Stretch, *, closed: bool | None) -> str | None:
    """Why a passage gave nothing; ``None`` if it does not look like a statement after all."""
    words = mark("not-role").sub("", where.of(rest.view))
    label = mark("role-label").search(words)
    if label or _PERSON.search(words):
        return _labelled(words, label, closed=closed)
    body = mark("body").search(words)
    if mark("role-strong").search(words):
        return _told(closed=closed) if body else "duty-without-body"
    if body and mark("role-weak", "role-tail").search(words):
        return _told(closed=closed)
    return "names-without-duty" if body and _is_list(rest, where, closed=closed) else None


def _labelled(words: str, label: re.Match[str] | None, *, closed: bool | None) -> str:
    if closed is False:
        return "bracket-not-closed"
    if label is None or _PERSON.search(label[0]):
        return "person-named"
    behind = words[label.end() :].strip(" ()[].。;,、-/")
    return "list-not-read" if behind else "label-without-list"


def _told(*, closed: bool | None) -> str:
    reasons = {None: "duty-in-prose", True: "statement-not-read", False: "bracket-not-closed"}
    return reasons[closed]


def _is_list(rest: Rest, where: Stretch, *, closed: bool | None) -> bool:
    """Whether a passage is a list of bodies and little else, where statements stand."""
    words = where.of(rest.view)
    bodies = [piece for piece in re.split(r"[、,]", words) if mark("body").search(piece)]
    if closed is not None:
        ends = re.match(r"[。;]?\s*(?:\n|$)", rest.view[where.end : where.end + 6])
        return bool(ends) and len(bodies) >= 2
    alone = rest.view[max(0, where.start - 1) : where.start] in {"", "\n", "\r", "。", "|", "\t"}
    named = len(bodies) == len(re.split(r"[、,]", words)) and len(words) < 30 * len(bodies)
    given = re.search(r"(?:^|,)由(?P<list>[^,]+)$", words)
    if given and mark("body").search(given["list"]):
        return True
    return alone and len(bodies) >= 2 and named
