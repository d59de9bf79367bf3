"""What helps to write and to use a query: our terms by name, its callers, its rows as bars."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import urlencode

from rdflib import OWL, RDF, RDFS, Graph, Literal
from rdflib.term import Node

from plangraph.graph.prefixes import PREFIXES
from plangraph.graph.questions import Question, questions
from plangraph.graph.sparql_tokens import read_tokens
from plangraph.ontology.triples import VOCABULARY_FILES

_KINDS: Final = (
    ("class", OWL.Class),
    ("property", OWL.ObjectProperty),
    ("property", OWL.DatatypeProperty),
)
_COMMENT = re.compile(r"#[^\n]*")
_IRI = re.compile(r"<[^<>\s]*>")
FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
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


def named_question(query: str) -> Question | None:
    """The named query that a query is, whatever its white space, comments and prefixes."""
    plain = _plain(query)
    return next((one for one in questions().values() if _plain(one.sparql) == plain), None)


def _plain(query: str) -> str:
    return " ".join(_COMMENT.sub("", _IRI.sub("", query)).split())


def form_of(query: str) -> str:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; empty where a query is none of them."""
    return next((one.text.upper() for one in read_tokens(query)[0] if one.is_word(*FORMS)), "")


def callers(query: str, endpoint: str) -> dict[str, str]:
    """The query as a line for a shell and as programs in Python and R.

    They need nothing that is not there: the standard library of Python, plain R. For triples they
    ask for Turtle, else for CSV.
    """
    told = form_of(query)
    triples, rows = told in FORMS[2:], told == FORMS[0]
    form, kind = ("ttl", "text/turtle") if triples else ("csv", "text/csv")
    quoted = query.replace("'", "'\\''")
    address = f"{endpoint}?{urlencode({'query': query, 'format': form})}"
    opened = f'url({json.dumps(address)}, encoding = "UTF-8")'
    return {
        "curl": f"curl -H 'Accept: {kind}' --data-urlencode 'query={quoted}' '{endpoint}'",
        "Python": _PYTHON.format(
            modules="" if not rows else "import csv\nimport io\n",
            query=_python_text(query),
            endpoint=json.dumps(endpoint),
            form=form,
            read=_READ_ROWS if rows else "print(text)",
        ),
        "R": _commented(query)
        + (f"table <- read.csv({opened})" if rows else f"text <- readLines({opened})"),
    }


_PYTHON: Final = """{modules}from urllib.parse import urlencode
from urllib.request import urlopen

query = {query}
form = {{"query": query, "format": "{form}"}}
with urlopen({endpoint}, urlencode(form).encode()) as reply:
    text = reply.read().decode()
{read}"""
_READ_ROWS: Final = """for row in csv.DictReader(io.StringIO(text)):
    print(row)"""


def _python_text(text: str) -> str:
    """A text as Python writes it, over several lines where it can stand so."""
    plain = text.replace("\n", "").isprintable()
    if not plain or '"""' in text or "\\" in text or text.endswith('"'):
        return json.dumps(text, ensure_ascii=False)
    return f'"""{text}"""'


def _commented(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines())


def bars(variables: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Bar]:
    """A result as bars, where a column holds figures (the last such) and another names; else none.

    >>> [bar.label for bar in bars(["n", "body"], [["3", "市科技局"], ["1", "市财政局"]])]
    ['市科技局', '市财政局']
    """
    if not 1 < len(rows) <= _MOST_POINTS or len(variables) < 2:
        return []
    columns = [[_figure(cell) for cell in column] for column in zip(*rows, strict=True)]
    drawn = [at for at, figures in enumerate(columns) if None not in figures]
    if not drawn:
        return []
    at = drawn[-1]
    figures = [figure or 0 for figure in columns[at]]
    most = max(figures) or 1
    return [
        Bar(_label([*row[:at], *row[at + 1 :]]), row[at], round(100 * figure / most, 1))
        for row, figure in zip(rows, figures, strict=True)
    ]


def _label(others: Sequence[str]) -> str:
    """What names a row beside its figure: the first cell that is no address."""
    return next((cell for cell in others if cell and "://" not in cell), others[0])


def _figure(cell: str) -> float | None:
    return float(cell) if re.fullmatch(r"\d+(?:\.\d+)?", cell) else None
