"""A text to the sections that spaCy sees one by one, so that no Doc holds a long text whole.

A token of a Doc takes some hundred bytes, a character of a text two. Sections end where no name of
a place goes on: at the end of a line, else of a sentence, else at a lesser mark.
"""

from collections.abc import Iterator

_MOST = 10_000  # code points; Docs of 2,000 to 50,000 were equally fast, smaller ones slower
_ENDS = ("\n", "。", "；，、：！？")


def sections(text: str) -> Iterator[tuple[str, int]]:
    """The sections and where each starts, in order; together they are the text.

    >>> list(sections("一、目标。建成强市。"))
    [('一、目标。建成强市。', 0)]
    """
    start = 0
    while start < len(text):
        end = _end(text, start)
        yield text[start:end], start
        start = end


def _end(text: str, start: int) -> int:
    """Where the section ends that starts at a place; a stretch without any mark is cut hard."""
    beyond = start + _MOST
    if beyond >= len(text):
        return len(text)
    for marks in _ENDS:
        last = max(text.rfind(mark, start, beyond) for mark in marks)
        if last >= 0:
            return last + 1
    return beyond
