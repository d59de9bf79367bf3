"""A query to sentences: what it gives, what each of its patterns says, what it does with the rows.

Names of classes and properties come from the vocabulary. What is no plain pattern (brackets, lists)
is left out, never guessed. Words of the query stand between backticks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from plangraph.api.workbench import FORMS, named_question, terms
from plangraph.graph.sparql_tokens import Token, read_tokens, write_tokens
from plangraph.viz.words import Words

_THINGS: Final = ("iri", "variable", "name", "blank", "number")
_VALUES: Final = ("a", "true", "false")  # words that stand for things
_MOST: Final = 40  # sentences about patterns
_CLAUSES: Final = {
    "search": r"pg:search\b",
    "union": r"\bUNION\b",
    "group": r"\bGROUP\s+BY\b",
    "order": r"\bORDER\s+BY\b",
}


def explain(query: str, words: Words) -> list[Markup]:
    """A query in sentences: the question that it is known as, then its parts, as HTML."""
    tokens, _ = read_tokens(query)
    form = next((at for at, one in enumerate(tokens) if one.is_word(*FORMS)), None)
    if form is None:
        return []
    known = named_question(query)
    title = [known.title_zh if words.lang == "zh" else known.title_en] if known else []
    about = [known.about] if known and words.lang == "en" else []
    start = _closing(tokens, form) if tokens[form].is_word("CONSTRUCT") else form
    opened = next((at for at in range(start, len(tokens)) if tokens[at].is_sign("{")), len(tokens))
    lines = [_result(tokens[form:opened], words)]
    lines += list(_Patterns(words).read(tokens[opened + 1 :]))[:_MOST]
    lines += _clauses(tokens[form:], words)
    return [_ticked(line) for line in (*title, *about, *lines)]


def _result(head: Sequence[Token], words: Words) -> str:
    told = words.say("explain.comma").join(_columns(head)) or words.say("explain.everything")
    return words.say(f"explain.{head[0].text.lower()}", names=told)


def _columns(head: Sequence[Token]) -> Iterator[str]:
    """Variables outside of brackets, and inside those behind AS."""
    depth = 0
    for before, one in pairwise(head):
        depth += one.is_sign("(") - one.is_sign(")")
        if one.kind == "variable" and (not depth or before.is_word("AS")):
            yield f"`{one.text}`"


def _clauses(tokens: Sequence[Token], words: Words) -> Iterator[str]:
    bare = " ".join('""' if one.kind == "text" else one.text for one in tokens)
    for clause, pattern in _CLAUSES.items():
        if re.search(pattern, bare, re.IGNORECASE):
            yield words.say(f"explain.{clause}")
    if limit := re.search(r"\bLIMIT\s+(\d+)", bare, re.IGNORECASE):
        yield words.say("explain.limit", n=limit[1])


def _ticked(line: str) -> Markup:
    """The line as HTML, what stands between backticks as code."""
    parts = line.split("`")
    return Markup("").join(
        Markup('<code lang="zh-Hans">{}</code>').format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


@dataclass
class _Patterns:
    """Reads the patterns of a query; ``modes`` tells how each open brace is meant."""

    words: Words
    modes: list[str] = field(default_factory=lambda: ["plain"])
    next_mode: str = "plain"
    subject: str = ""
    path: str = ""

    def read(self, tokens: Sequence[Token]) -> Iterator[str]:
        """The sentences, until the first brace that was not opened here closes."""
        at = 0
        while at < len(tokens) and self.modes:
            one = tokens[at]
            if one.kind == "word" and one.text not in _VALUES:
                self.subject = self.path = ""
                at, said = self._word(tokens, at)
                yield from said
            elif one.kind in _THINGS or one.kind in ("text", "word"):
                at, said = self._thing(tokens, at)
                yield from said
            else:
                at += self._sign(tokens, at)

    def _word(self, tokens: Sequence[Token], at: int) -> tuple[int, list[str]]:
        """A keyword: what it begins, or the whole of a condition."""
        one = tokens[at]
        if one.is_word("OPTIONAL", "MINUS"):
            self.next_mode = one.text.lower()
        elif one.is_word("EXISTS"):
            self.next_mode = "minus" if at and tokens[at - 1].is_word("NOT") else "plain"
        elif one.is_word("FILTER", "BIND", "VALUES") and at + 1 < len(tokens):
            if tokens[at + 1].is_word("NOT", "EXISTS"):
                return at + 1, []
            end = _closing(tokens, at + 1)
            said = _safe(" ".join(write_tokens(tokens[at + 1 : end]).split()))
            return end, [self.words.say(f"explain.{one.text.lower()}", said=f"`{said}`")]
        return at + 1, []

    def _thing(self, tokens: Sequence[Token], at: int) -> tuple[int, list[str]]:
        """A subject, a property path or an object, by what is still missing."""
        end = at + 1
        while end < len(tokens) and (tokens[end].kind == "tag" or tokens[end].text == "^^"):
            end += 1 if tokens[end].kind == "tag" else 2
        text = "".join(one.text for one in tokens[at:end])
        if not self.subject:
            self.subject = text
            return end, []
        if not self.path:
            while end < len(tokens) and tokens[end].is_sign("/|*+?"):
                end += 1 if tokens[end].is_sign("*+?") else 2
            self.path = "".join(one.text for one in tokens[at:end])
            return end, []
        return end, [self._sentence(text)]

    def _sentence(self, text: str) -> str:
        say = self.words.say
        subject = f"`{_safe(self.subject)}`"
        if self.path in ("a", "rdf:type"):
            told = say("explain.is", subject=subject, kind=self._named(text))
        else:
            told = say("explain.has", subject=subject, path=self._path(), value=self._named(text))
        mode = next((one for one in reversed(self.modes) if one != "plain"), "plain")
        return told if mode == "plain" else say(f"explain.in.{mode}", said=told)

    def _path(self) -> str:
        """The names along a path; one that is more than steps forwards stays as it is written."""
        steps = self.path.split("/") if "<" not in self.path else [self.path]
        if any((step and step[-1] in "*+?") or "|" in step or step[:1] == "^" for step in steps):
            return f"`{_safe(self.path)}`"
        return self.words.say("explain.step").join(map(self._named, steps))

    def _named(self, text: str) -> str:
        term = terms().get(text)
        if term:
            return f"{term.zh if self.words.lang == 'zh' else term.en} `{text}`"
        common = self.words.texts.get(f"explain.term.{text}")
        return f"{common} `{text}`" if common else f"`{_safe(text)}`"

    def _sign(self, tokens: Sequence[Token], at: int) -> int:
        """Moves on over a sign; what is in brackets is skipped."""
        one = tokens[at]
        if one.is_sign("{"):
            self.modes.append(self.next_mode)
            self.next_mode = "plain"
            self.subject = self.path = ""
        elif one.is_sign("}"):
            self.modes.pop()
            self.subject = self.path = ""
        elif one.is_sign("^") and self.subject and not self.path and at + 1 < len(tokens):
            self.path = f"^{tokens[at + 1].text}"
            return 2
        elif one.is_sign("*+?") and self.path:
            self.path += one.text
        elif one.is_sign("[("):
            return _closing(tokens, at) - at
        elif one.is_sign(";"):
            self.path = ""
        elif one.is_sign("."):
            self.subject = self.path = ""
        return 1


def _closing(tokens: Sequence[Token], at: int) -> int:
    """The place behind the bracket that closes the first one that opens from here on."""
    depth = 0
    for place in range(at, len(tokens)):
        if tokens[place].is_sign("([{"):
            depth += 1
        elif tokens[place].is_sign(")]}"):
            depth -= 1
            if depth <= 0:
                return place + (depth == 0)
    return len(tokens)


def _safe(text: str) -> str:
    return text.replace("`", "'")
