"""Tokens of a query to its group graph patterns: their statements, and where blocks of these begin.

Reads no more than is needed to take single statements out of a pattern and to put others in.

Source: SPARQL 1.1 Query Language, section 19.8, rules 53 to 83.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.sparql_tokens import Token, unescape

_OPEN = {")": "(", "]": "[", "}": "{"}
_ELEMENTS = ("OPTIONAL", "MINUS", "UNION", "GRAPH", "SERVICE", "SILENT", "FILTER", "BIND", "VALUES")


@dataclass(frozen=True, slots=True)
class Pair:
    """A verb with its objects: ``verb`` is the first token, ``end`` one past the last object."""

    verb: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A subject and what is said of it.

    Attributes:
        subject: Its first token.
        end: One past the last token, the full stop not counted.
        block: First token of the block of statements that it stands in.
    """

    subject: int
    pairs: tuple[Pair, ...]
    end: int
    block: int


@dataclass(slots=True)
class Text:
    """A query as tokens, with its brackets and its names.

    Attributes:
        partner: The other bracket of each bracket.
        inside: The innermost open bracket around each token; -1 for none.
        body: The first token after the prologue.
    """

    tokens: Sequence[Token]
    base: str = ""
    partner: dict[int, int] = field(default_factory=dict)
    inside: list[int] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=lambda: dict(PREFIXES))
    body: int = 0

    def __post_init__(self) -> None:
        self._match_brackets()
        self._read_prologue()

    def iri(self, at: int) -> str | None:
        """The IRI that a token names; ``None`` if it names none."""
        token = self.tokens[at] if at < len(self.tokens) else Token("", "")
        if token.kind == "iri":
            return urljoin(self.base, unescape(token.text[1:-1]))
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self.prefixes:
            return None
        return self.prefixes[prefix] + unescape(local)

    def sign(self, at: int, signs: str) -> bool:
        """Whether a token is one of these signs."""
        return 0 <= at < len(self.tokens) and self.tokens[at].is_sign(signs)

    def word(self, at: int, *words: str) -> bool:
        """Whether a token is one of these keywords."""
        return 0 <= at < len(self.tokens) and self.tokens[at].is_word(*words)

    def is_pattern(self, brace: int) -> bool:
        """Whether a brace opens a pattern, and neither a template nor the data of VALUES."""
        before = brace - 1
        if self.sign(before, ")"):
            before = self.partner.get(before, 0)
        elif self.tokens[before].kind != "variable":
            return not self.word(before, "CONSTRUCT")
        return not self.word(before - 1, "VALUES")

    def statements(self, brace: int) -> Iterator[Statement]:
        """The statements of a pattern, those of the patterns in it left out."""
        at, end, block = brace + 1, self.partner.get(brace, len(self.tokens)), -1
        while at < end and not self.word(at, "SELECT"):
            if self.sign(at, "."):
                at += 1
            elif self.sign(at, "{") or self.word(at, *_ELEMENTS):
                block = block if self.word(at, "FILTER") else -1
                at = self._after_element(at)
            else:
                block = at if block < 0 else block
                found = self._statement(at, end, block)
                yield found
                at = max(found.end, at + 1)

    def after(self, at: int) -> int:
        """One past a token, or past the bracket that it opens."""
        return self.partner.get(at, at) + 1 if self.sign(at, "([{") else at + 1

    def _statement(self, subject: int, end: int, block: int) -> Statement:
        pairs, at = [], self.after(subject)
        while at < end and not self._ends(at):
            if self.sign(at, ";"):
                at += 1
                continue
            verb = at
            while at < end and not self._ends(at) and not self.sign(at, ";"):
                at = self.after(at)
            pairs.append(Pair(verb, at))
        return Statement(subject, tuple(pairs), at, block)

    def _ends(self, at: int) -> bool:
        return self.sign(at, ".{}") or self.word(at, *_ELEMENTS)

    def _after_element(self, at: int) -> int:
        """One past a pattern of another kind, up to its last bracket."""
        data = self.word(at, "VALUES")
        while at < len(self.tokens):
            if self.sign(at, "{") or (self.sign(at, "(") and not data):
                return self.after(at)
            at = self.after(at)
        return at

    def _match_brackets(self) -> None:
        opened = [-1]
        for at, token in enumerate(self.tokens):
            if token.is_sign(")]}") and self.sign(opened[-1], _OPEN[token.text]):
                before = opened.pop()
                self.partner |= {at: before, before: at}
            self.inside.append(opened[-1])
            if token.is_sign("([{"):
                opened.append(at)

    def _read_prologue(self) -> None:
        while True:
            if self.word(self.body, "PREFIX") and self.iri(self.body + 2) is not None:
                name = self.tokens[self.body + 1].text.removesuffix(":")
                self.prefixes[name] = self.iri(self.body + 2) or ""
                self.body += 3
            elif self.word(self.body, "BASE") and self.iri(self.body + 1) is not None:
                self.base = self.iri(self.body + 1) or ""
                self.body += 2
            else:
                return


def names(bindings: Mapping[str, str], token: Token) -> str | None:
    """The value that is bound to a variable, in Turtle's notation; ``None`` if there is none."""
    return bindings.get(token.text[1:]) if token.kind == "variable" else None
