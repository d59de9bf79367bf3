"""The text of a SPARQL query to its tokens, white space and comments kept, so that none is lost.

Only a query that parses is cut as the engine cuts it; of any other the engine tells what is wrong.

Source: SPARQL 1.1 Query Language, section 19.8, terminals.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LETTER: Final = r"A-Za-z_\u00C0-\u00D6\u00D8-\u02FF\u0370-\u037D\u037F-\uFFFD\U00010000-\U000EFFFF"
_INNER: Final = rf"{_LETTER}0-9\u00B7\u0300-\u036F\-"
_ESCAPE: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL: Final = rf"(?:[{_INNER}:]|{_ESCAPE})"
_TOKEN: Final = re.compile(
    rf"""(?P<space>(?:[\s]+|\#[^\r\n]*)+)
    |(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
    |(?P<text>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*+\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*+'''
        |"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')
    |(?P<unclosed>["'].*)
    |(?P<variable>[?$][{_LETTER}0-9\u00B7\u0300-\u036F]+)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<blank>_:[{_INNER}]+(?:\.+[{_INNER}]+)*)
    |(?P<name>(?:[{_LETTER}][{_INNER}.]{{0,200}}+(?<!\.))?:(?:{_LOCAL}(?:\.+{_LOCAL}|{_LOCAL})*)?)
    |(?P<number>[0-9]+\.[0-9]*[eE][+-]?[0-9]+|[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<sign>\^\^|&&|\|\||!=|<=|>=|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROLS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: ``iri text variable tag blank name number word sign``; ``unclosed`` from a quotation
            mark that no other one closes to the end.
        text: As it is written.
        space: White space and comments before it.
    """

    kind: str
    text: str
    space: str = ""

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords, in capitals here, in any case there."""
        return self.kind == "word" and self.text.upper() in words

    def is_sign(self, signs: str) -> bool:
        """Whether it is one of these single signs."""
        return self.kind == "sign" and self.text in signs


def read_tokens(query: str) -> tuple[list[Token], str]:
    """The tokens of a query, and the white space after the last one.

    >>> [token.text for token in read_tokens("ASK{?x pg:a'b'} # c")[0]]
    ['ASK', '{', '?x', 'pg:a', "'b'", '}']
    """
    tokens, space = [], ""
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or ""
        if kind == "space":
            space = found[0]
        else:
            tokens.append(Token(kind, found[0], space))
            space = ""
    return tokens, space


def write_tokens(tokens: Sequence[Token], end: str = "") -> str:
    """The text of tokens, as it was read."""
    return "".join(token.space + token.text for token in tokens) + end


def text_of(token: Token) -> str:
    r"""The characters that a text token stands for.

    >>> text_of(Token("text", r"'''a\"\u4E13'''"))
    'a"专'
    """
    quotes = 3 if token.text[:3] in ('"""', "'''") and len(token.text) >= 6 else 1
    return unescape(token.text[quotes:-quotes])


def unescape(text: str) -> str:
    """The text with what its backslashes stand for."""
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else found[0]
    return _CONTROLS.get(found[3], found[3])
