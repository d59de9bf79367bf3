"""Headings in words, for a text without any number at the head of a line.

Depth is told by tabs where lines have them (format N14); else the conventional names of sections
(工作目标, 重点任务, 保障措施) head the upper level, and short lines in front of a paragraph the
lower one (format N13). A section of goals with a paragraph of its own holds no tasks: what stands
behind it stands beside it.

Source: formats N13, N14.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from plangraph.ingest.lines import Line
from plangraph.ingest.titles import heads_paper
from plangraph.ingest.word_tables import rows_of

_SHORT = re.compile(r"(?![(\[《])[^。;:!?,]{4,36}(?<![、—-])$")
STATEMENT_LABEL = re.compile(
    r"\s*\[(?:责任|牵头|配合|主办|协办|完成时[限间]|时限)[^\[\]]{0,4}\]|"
    r"\s*[(\[]?\s*\*?(?:责任|牵头|配合|主办|协办|承办|参与|协同|落实|完成时[限间]|时限)[^。]{0,8}[:]"
)
_RUN_IN = re.compile(
    r"(?P<head>(?![(\[《])[^,。;:!?、\d()]{4,24})(?:\([^()]{2,40}\))?。(?=[^\n]{8})"
)
_PARAGRAPH = re.compile("[。;:]")
_STATEMENT_LINE = re.compile(
    r"^\s*[(\[]?\s*\*?(?:责任|牵头|配合|主办|协办)[^。]{0,8}[:]|"
    r"(?:(?:单位|部门|主体):[^()\[\]]*|(?:负责|牵头|配合|落实))[。]?[)\]][。;]?$|^[^。]+(?:负责|牵头|配合)[。]?$"
)
_DUTY = re.compile("牵头|负责(?!人)|(?:责任|配合)单位")
_NO_TASKS = ("goals", "guidance")
_FEWEST = 2  # headings that must be there before short lines are taken for such
Found = tuple[int, Line]


def is_short_heading(text: str) -> bool:
    """Whether a line has the shape of a heading in words."""
    return _SHORT.match(text) is not None and STATEMENT_LABEL.match(text) is None


def headings_in_words(view: str, lines: list[Line]) -> list[Found]:
    """The headings with their depth from 0 on; none where the text shows no sections."""
    depths = [_tabs(view, line) for line in lines]
    if len({depth for depth in depths if depth}) > 1:
        return list(_indented(view, lines, depths))
    return list(_named(view, lines))


def words_of_heading(text: str) -> str:
    """The words that name a unit: a line, or what runs in before a paragraph (优化布局。编制…)."""
    run_in = _RUN_IN.match(text)
    return run_in["head"] if run_in else text


def headings_below(view: str, lines: list[Line], starts: set[int]) -> list[Line]:
    """Short lines that head paragraphs with statements, below a heading with a number.

    Where numbers stop at an upper level, each such line heads a unit if two or more of them stand
    below one number, each with a statement of responsibility behind its paragraph.
    """
    found: list[Line] = []
    for block in _blocks(lines, starts):
        heads = [at for at in range(len(block) - 1) if _heads_paragraph(view, block, at)]
        owned = [
            block[first]
            for first, last in pairwise([*heads, len(block)])
            if any(_STATEMENT_LINE.search(line.of(view)) for line in block[first + 1 : last])
        ]
        found += owned if len(owned) >= _FEWEST and len(owned) == len(heads) else []
    return found


def _blocks(lines: list[Line], starts: set[int]) -> Iterator[list[Line]]:
    """The lines behind each heading with a number, up to the next."""
    block: list[Line] | None = None
    for line in lines:
        if line.start in starts:
            if block:
                yield block
            block = []
        elif block is not None:
            block.append(line)
    if block:
        yield block


def _heads_paragraph(view: str, block: list[Line], at: int) -> bool:
    behind = block[at + 1].of(view)
    paragraph = _PARAGRAPH.search(behind) is not None and STATEMENT_LABEL.match(behind) is None
    return paragraph and is_short_heading(block[at].of(view))


def _tabs(view: str, line: Line) -> int:
    before = view.rfind("\n", 0, line.start) + 1
    return view.count("\t", before, line.start)


def _indented(view: str, lines: list[Line], depths: list[int]) -> Iterator[Found]:
    """Short lines with a deeper line behind them."""
    numbered = list(zip(lines, depths, strict=True))
    above = 0
    for (line, depth), (_, behind) in pairwise(numbered):
        if behind <= depth or re.search("[。;]", line.of(view)):
            continue
        if not above and heads_paper(line.of(view)):
            continue
        above += 1
        yield depth, line


def _named(view: str, lines: list[Line]) -> Iterator[Found]:
    """The headings below sections by name; beside one of goals that has a paragraph of its own."""
    found = list(_below_sections(view, lines))
    starts = [at for at, (depth, _) in enumerate(found) if depth == 0]
    for first, last in pairwise([*starts, len(found)]):
        end = found[last][1].start if last < len(found) else len(view)
        raised = int(_stands_alone(view, found[first:last], end))
        yield found[first]
        yield from ((depth - raised, line) for depth, line in found[first + 1 : last])


def _stands_alone(view: str, block: list[Found], end: int) -> bool:
    """Whether a section has its own paragraph and is no place for the duties told behind it."""
    section = block[0][1]
    if len(block) <= _FEWEST or _holds(section.of(view)) not in _NO_TASKS:
        return False
    behind = block[1][1].start
    own = _PARAGRAPH.search(view, section.end, behind)
    return own is not None and _DUTY.search(view, behind, end) is not None


def _below_sections(view: str, lines: list[Line]) -> Iterator[Found]:
    """Sections by name, and from the first on the short lines in front of paragraphs.

    A short line in front of another such one holds it and its like, up to the next of its own.
    """
    sections = {line.start for line in lines if _is_section(line.of(view))}
    if len(sections) < _FEWEST:
        return
    inside = [line for line in lines if line.start >= min(sections)]
    heads = {
        line.start
        for at, line in enumerate(inside[:-1])
        if line.start not in sections and _heads_paragraph(view, inside, at)
    }
    heads |= {line.start for line in _run_in(view, inside, sections, heads)}
    grouped = False
    for line, behind in pairwise([*inside, Line(len(view), len(view))]):
        if line.start in sections:
            grouped = False
            yield 0, line
        elif line.start in heads:
            yield 2 if grouped else 1, line
        elif (
            behind.start in heads
            and not _RUN_IN.match(behind.of(view))
            and is_short_heading(line.of(view))
        ):
            grouped = True
            yield 1, line


def _run_in(view: str, lines: list[Line], sections: set[int], heads: set[int]) -> Iterator[Line]:
    """Paragraphs that begin with a heading, in sections where nearly all do."""
    blocks: dict[int, list[Line]] = {}
    at = 0
    for line in lines:
        at = line.start if line.start in sections else at
        if line.start not in sections and not STATEMENT_LABEL.match(line.of(view)):
            blocks.setdefault(at, []).append(line)
    for block in blocks.values():
        found = [line for line in block if _RUN_IN.match(line.of(view))]
        if any(line.start in heads for line in block):
            continue
        if len(found) >= _FEWEST and 3 * len(found) >= 2 * len(block):
            yield from found


@cache
def _section_names() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), holds) for pattern, holds in rows_of("section_names.tsv"))


def _holds(words: str) -> str:
    """What a section of that name holds; empty for a line that is no section."""
    bare = re.sub(r"[\s:]", "", words)
    return next((holds for names, holds in _section_names() if names.fullmatch(bare)), "")


def _is_section(words: str) -> bool:
    return _holds(words) != ""
