"""What helps to write and to read a query: our terms by name, the query in words, its callers."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import urlencode

from rdflib import OWL, RDF, RDFS, Graph, Literal
from rdflib.term import Node

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.questions import Question, questions
from plangraph.ontology.triples import VOCABULARY_FILES
from plangraph.viz.words import Words

_KINDS: Final = (
    ("class", OWL.Class),
    ("property", OWL.ObjectProperty),
    ("property", OWL.DatatypeProperty),
)
_COMMENT = re.compile(r"#[^\n]*")
_TEXT = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'')
_IRI = re.compile(r"<[^<>\s]*>")
_NAME = re.compile(r"\b(?:pg|v):[A-Za-z][\w-]*")
_MOST_POINTS: Final = 40  # bars of a chart


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of ours with its names in both languages."""

    name: str
    kind: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a result as a bar; the share is of the longest, in percent."""

    label: str
    value: str
    share: float


@cache
def terms() -> dict[str, Term]:
    """Our classes and properties by their name in queries, sorted."""
    graph = Graph()
    for name in VOCABULARY_FILES:
        graph.parse(data=files("plangraph.ontology").joinpath(name).read_text("utf-8"))
    found = [_term(graph, thing, kind) for kind, cls in _KINDS for thing in graph[: RDF.type : cls]]
    return {term.name: term for term in sorted(found, key=lambda term: term.name) if term.name}


def _term(graph: Graph, thing: Node, kind: str) -> Term:
    labels = {label.language: str(label) for label in graph[thing : RDFS.label] if _told(label)}
    name = next(
        (
            f"{prefix}:{str(thing).removeprefix(base)}"
            for prefix, base in PREFIXES.items()
            if prefix in ("pg", "v") and str(thing).startswith(base)
        ),
        "",
    )
    return Term(name, kind, labels.get("zh", ""), labels.get("en", ""))


def _told(label: Node) -> bool:
    return isinstance(label, Literal)


def completions() -> list[list[str]]:
    """The terms as the editor takes them: name, kind, Chinese name, English name."""
    return [[term.name, term.kind, term.zh, term.en] for term in terms().values()]


def explain(query: str, words: Words) -> list[str]:
    """A query in sentences: what is known of it, then what its parts are."""
    known = _named(query)
    if known is not None:
        title = known.title_zh if words.lang == "zh" else known.title_en
        return [title, *([known.about] if words.lang == "en" else []), *_structure(query, words)]
    return list(_structure(query, words))


def _named(query: str) -> Question | None:
    plain = _plain(query)
    return next((one for one in questions().values() if _plain(one.sparql) == plain), None)


def _plain(query: str) -> str:
    return " ".join(_COMMENT.sub("", _IRI.sub("", query)).split())


def _structure(query: str, words: Words) -> Iterator[str]:
    bare = _COMMENT.sub("", _TEXT.sub('""', _IRI.sub("", query)))
    form = re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", bare, re.IGNORECASE)
    if form is None:
        return
    variables = re.findall(r"[?$](\w+)", bare[form.end() :].partition("{")[0])
    names = words.say("explain.comma").join(f"?{name}" for name in dict.fromkeys(variables))
    kind = form[1].lower()
    yield words.say(f"explain.{kind}", names=names or words.say("explain.everything"))
    used = [terms()[name] for name in dict.fromkeys(_NAME.findall(bare)) if name in terms()]
    for sort in ("class", "property"):
        told = [
            f"{one.zh if words.lang == 'zh' else one.en} ({one.name})"
            for one in used
            if one.kind == sort
        ]
        if told:
            yield words.say(f"explain.{sort}", names=words.say("explain.comma").join(told))
    for clause, pattern in _CLAUSES.items():
        if re.search(pattern, bare, re.IGNORECASE):
            yield words.say(f"explain.{clause}")
    if limit := re.search(r"\bLIMIT\s+(\d+)", bare, re.IGNORECASE):
        yield words.say("explain.limit", n=limit[1])


_CLAUSES: Final = {
    "search": r"pg:search\b",
    "optional": r"\bOPTIONAL\b",
    "filter": r"\bFILTER\b",
    "without": r"\b(?:MINUS|NOT\s+EXISTS)\b",
    "union": r"\bUNION\b",
    "group": r"\bGROUP\s+BY\b",
    "order": r"\bORDER\s+BY\b",
}


def callers(query: str, endpoint: str) -> dict[str, str]:
    """The query as a line for a shell and as programs in Python and R."""
    quoted = query.replace("'", "'\\''")
    text = json.dumps(query, ensure_ascii=False)
    address = f"{endpoint}?{urlencode({'query': query, 'format': 'csv'})}"
    return {
        "curl": f"curl -H 'Accept: text/csv' --data-urlencode 'query={quoted}' {endpoint}",
        "Python": f"import pandas\n\nquery = {text}\n"
        f"address = {json.dumps(endpoint)}\n"
        "from urllib.parse import urlencode\n"
        "table = pandas.read_csv(f\"{address}?{urlencode({'query': query, 'format': 'csv'})}\")",
        "R": f'table <- read.csv({json.dumps(address)}, encoding = "UTF-8")',
    }


def bars(variables: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Bar]:
    """A result as bars, where its last column holds figures and another one names; else none."""
    if not 1 < len(rows) <= _MOST_POINTS or len(variables) < 2:
        return []
    figures = [_figure(row[-1]) for row in rows]
    if any(figure is None or figure < 0 for figure in figures):
        return []
    labels = [next((c for c in row[:-1] if c and "://" not in c), row[0]) for row in rows]
    most = max(figure or 0 for figure in figures) or 1
    return [
        Bar(label, row[-1], round(100 * (figure or 0) / most, 1))
        for label, row, figure in zip(labels, rows, figures, strict=True)
    ]


def _figure(cell: str) -> float | None:
    return float(cell) if re.fullmatch(r"\d+(?:\.\d+)?", cell) else None
