"""A query to what is sent to an engine elsewhere: always one SELECT or ASK, in plain words.

A CONSTRUCT or DESCRIBE is asked as the SELECT of what its template or its things need, and made of
the rows here (:mod:`plangraph.graph.constructing`): JSON that was cut is never taken for whole,
engines describe things each in a way of its own, and some cut triples off in silence. FROM goes as
parameters of the request.
"""

import re
import secrets
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from plangraph.graph.asking import Asking, terms_of
from plangraph.graph.clauses import Clauses, Form, Graphs, Tokens, cut
from plangraph.graph.constructing import VARIABLE
from plangraph.graph.plain import Token, close, joined, misread, tokens_of
from plangraph.graph.terms import to_engine
from plangraph.ontology.errors import InvalidQueryError

# The first step of an update that fails, so that what follows it is parsed and never run.
_NEVER: Final = "DROP GRAPH <x-plangraph:none> ;\nINSERT {{}} WHERE {{ {{\n{}\n}} }}"
_POSITION = re.compile(r"error at (\d+):(\d+): ")
_BEFORE: Final = 2  # lines of it before the query


@dataclass(frozen=True, slots=True)
class Wording:
    """A query as it is sent, and what to make of the answer.

    Attributes:
        form: What was asked.
        text: A SELECT or an ASK; empty where a DESCRIBE names all its things.
        template: The triples of a CONSTRUCT, IRIs in the places of variables.
        things: IRIs that a DESCRIBE names.
        dataset: Default graphs and named graphs; ``None`` is the union of all.
    """

    form: Form
    text: str
    template: str = ""
    things: tuple[str, ...] = ()
    dataset: tuple[Graphs, Graphs] | None = None


def word(asking: Asking) -> Wording:
    """The query in plain words, known to parse and to ask this store alone.

    Raises:
        InvalidQueryError: As :meth:`plangraph.graph.store.Store.query`.
    """
    clauses = cut(asking.sparql, tokens_of(asking.sparql, asking.base))
    _check(asking.sparql, clauses)
    chosen = _bind(asking, clauses)
    describes = clauses.form == "DESCRIBE"
    return Wording(
        form=clauses.form,
        text=joined(_selecting(chosen)) if clauses.group else "",
        template=_marked(clauses.template) if clauses.form == "CONSTRUCT" else "",
        things=tuple(one.text[1:-1] for one in clauses.head if one.kind == "iri" and describes),
        dataset=_dataset(asking, clauses),
    )


def _selecting(clauses: Clauses) -> list[Token]:
    """The words of the SELECT or ASK that brings what the query needs."""
    asked = [*clauses.group, *clauses.tail]
    if clauses.form == "ASK":
        return [_word("ASK"), *asked]
    if clauses.form == "SELECT":
        return [_word("SELECT"), *clauses.head, *asked]
    limited = any(token.says("LIMIT", "OFFSET") for token in clauses.tail)
    wanted = clauses.template if clauses.form == "CONSTRUCT" else clauses.head
    variables = {one.text: one for one in wanted if one.kind == "variable"}
    if clauses.form == "DESCRIBE" and any(one.says("*") for one in clauses.head):
        columns = [_word("*")]
    else:
        columns = list(variables.values()) or _one_row()
    return [_word("SELECT"), *([] if limited else [_word("DISTINCT")]), *columns, *asked]


def _one_row() -> list[Token]:
    """Columns of a SELECT whose rows nobody looks at."""
    name = Token("variable", f"?any{secrets.token_hex(4)}")
    return [_word("("), Token("number", "1"), _word("AS"), name, _word(")")]


def _check(source: str, clauses: Clauses) -> None:
    """Have the embedded engine's parser read the query; nothing is run.

    Raises:
        InvalidQueryError: It does not parse; the place is that in the source.
    """
    if not clauses.group and clauses.form != "DESCRIBE":
        raise misread(source, len(source), "expected WHERE")
    select = _as_select(clauses)
    problem = _problem(select)
    if problem is not None:
        raise _misread(source, select, problem, before=_BEFORE)
    if clauses.form == "CONSTRUCT":
        try:
            ox.Store().query(f"CONSTRUCT\n{_lines(clauses.template)}\nWHERE {{}}")
        except SyntaxError as wrong:
            raise _misread(source, clauses.template, wrong, before=1) from None


def _as_select(clauses: Clauses) -> list[Token]:
    """A SELECT that parses where the query does."""
    select = _selecting(replace(clauses, group=clauses.group or _EMPTY))
    if clauses.form == "ASK":
        select[:1] = [_word("SELECT"), *_one_row()]
    return select


def _problem(select: Tokens) -> SyntaxError | None:
    """Why words are no SELECT; ``None`` if they are one."""
    try:
        ox.Store().update(_NEVER.format(_lines(select)))
    except SyntaxError as problem:
        return problem
    except RuntimeError:  # the first step failed, as it should
        return None
    return None


def _misread(
    source: str, tokens: Tokens, problem: SyntaxError, *, before: int
) -> InvalidQueryError:
    """The engine's words at the place of the word in whose line it stopped."""
    found = _POSITION.match(str(problem))
    number = int(found[1]) - 1 - before if found else len(tokens)
    places = [token.at for token in tokens[max(number, 0) :] if token.at >= 0]
    what = str(problem)[found.end() if found else 0 :]
    return misread(source, places[0] if places else len(source), what)


def _bind(asking: Asking, clauses: Clauses) -> Clauses:
    """The clauses with the values of variables as a VALUES block of the outermost group.

    It stands first, so that filters of OPTIONAL see it; where a later BIND forbids that, last.
    """
    if not asking.bindings or not clauses.group:
        return clauses
    block = _values(asking, clauses)
    group = [*clauses.group]
    for place in (1, len(group) - 1):
        bound = replace(clauses, group=[*group[:place], *block, *group[place:]])
        if _problem(_as_select(bound)) is None:
            return bound
    raise _not_selected()


def _values(asking: Asking, clauses: Clauses) -> list[Token]:
    """``VALUES ?x { … }`` for each variable that is given a value."""
    text = ""
    for name, term in terms_of(asking.bindings).items():
        try:
            variable = str(ox.Variable(name))
        except ValueError as problem:
            raise InvalidQueryError(
                f"A variable or its value is not valid: {problem}.",
                advice="Give variables absolute IRIs or literals.",
            ) from None
        if clauses.form == "SELECT" and not _shows(clauses.head, variable):
            raise _not_selected()
        text += f" VALUES {variable} {{ {to_engine(term)} }}"
    return [replace(token, at=-1) for token in tokens_of(text)]


def _shows(head: Tokens, variable: str) -> bool:
    """Whether a variable is a column of a SELECT."""
    depth = 0
    for token in head:
        depth += token.says("(") - token.says(")")
        if depth == 0 and (token.says("*") or token.text == variable):
            return True
    return False


def _not_selected() -> InvalidQueryError:
    return InvalidQueryError(
        "A variable is given a value and is not there to take it.",
        advice="A variable that is given a value has to stand in the SELECT clause.",
    )


def _dataset(asking: Asking, clauses: Clauses) -> tuple[Graphs, Graphs] | None:
    """The graphs that the query sees; those of the request win over those of the query."""
    default, named = asking.default_graphs, asking.named_graphs
    if default is None and named is None:
        if not clauses.default and not clauses.named:
            return None
        default, named = clauses.default, clauses.named
    try:
        return tuple(map(_graph, default or ())), tuple(map(_graph, named or ()))
    except ValueError as problem:
        raise InvalidQueryError(
            f"The name of a graph is no IRI: {problem}.", advice="Name graphs by absolute IRIs."
        ) from None


def _graph(name: str) -> str:
    return str(ox.NamedNode(name))[1:-1]


def _word(text: str) -> Token:
    return Token("word" if text.isalpha() else "sign", text)


def _marked(template: Tokens) -> str:
    """A template as :func:`plangraph.graph.constructing.filled` takes it."""
    return joined(
        [
            replace(token, kind="iri", text=f"<{VARIABLE}{token.text[1:]}>")
            if token.kind == "variable"
            else token
            for token in template
        ]
    )


def _lines(tokens: Tokens) -> str:
    """One text with each word on a line of its own, or at the end of the line before."""
    lines = [token.text for token in tokens]
    for number, (before, token) in enumerate(pairwise(tokens), start=1):
        if token.text == "(" and close(before, token):
            lines[number - 1 : number + 1] = [f"{lines[number - 1]}(", ""]
    return "\n".join(lines)


_EMPTY: Final = (_word("{"), _word("}"))
