"""Facts and answers as tables, CSV and JSON."""

import csv
import io
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from plangraph import terminal
from plangraph.ontology import iris

if TYPE_CHECKING:
    from plangraph.graph.answer import Answer

PROOF = frozenset({"start", "end", "quote", "rule", "confidence", "status", "id"})
ASIDE = frozenset({"statements", "legal_basis"})  # the header's evidence, and IRIs of its cites
SHORT = {iris.NS: "pg:", iris.VOCAB: "v:"}

Facts = Mapping[str, Any]


def to_json(content: object) -> str:
    """Readable JSON: Chinese as it is, two blanks a level, a line end."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"


def facts_csv(facts: Facts) -> str:
    """One row a fact, its list's name first; columns are all keys in order of appearance."""
    rows = [
        {"list": name, **row}
        for name, listed in facts.items()
        if isinstance(listed, list)
        for row in listed
    ]
    columns = list(dict.fromkeys(key for row in rows for key in row)) or ["list"]
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(key)) for key in columns])
    return sheet.getvalue()


def show_facts(facts: Facts) -> None:
    """A table for the header and one for each list that is not empty, without the evidence."""
    header = facts.get("document", {})
    told = [(name, readable(header[name])) for name in _shown([header]) if header[name]]
    terminal.show_table(("document", ""), told)
    for name, listed in facts.items():
        if isinstance(listed, list) and listed:
            columns = ["reason_zh", "quote"] if name == "unread" else _shown(listed)
            rows = [[readable(row.get(column)) for column in columns] for row in listed]
            terminal.show_table(columns, rows, title=f"{name} ({len(listed)})")
    if "coverage" in facts:
        _show_coverage(facts["coverage"])


def _show_coverage(coverage: Facts) -> None:
    """How many statements were read of those that look like ones, and the share of the text."""
    rows = [
        [row["kind"], str(row["read"]), str(row["seen"]), f"{row['share']:.0%}"]
        for row in coverage["statements"]
    ]
    columns = ("statements", "read", "that look like ones", "share")
    terminal.show_table(columns, rows, title="coverage")
    share = coverage["characters"]["share"]
    terminal.say(f"{share:.0%} of the characters of the body stand in the words of a fact")


def _shown(rows: list[Facts]) -> list[str]:
    """The columns that say something to a reader, in order of appearance."""
    columns = dict.fromkeys(name for row in rows for name in row if name not in PROOF | ASIDE)
    return [
        name
        for name in columns
        if not name.endswith(("_start", "_end")) and any(row.get(name) for row in rows)
    ]


def readable(value: object) -> str:
    """A value for a reader: members joined, of what has parts those that are its content."""
    if isinstance(value, list):
        return "、".join(map(readable, value))
    if isinstance(value, dict):
        parts = {name: part for name, part in value.items() if name not in PROOF or len(value) == 2}
        return " ".join(readable(part) for part in parts.values() if not isinstance(part, bool))
    return cell(value)


def cell(value: object) -> str:
    """A value as one cell of a CSV: nothing for ``None``, JSON for what has parts."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def show_answer(answer: "Answer", *, brief: bool = False) -> None:
    """An answer as a table; a graph has no table and is shown as Turtle.

    ``brief`` leaves out what only programs need: offsets, and an IRI whose name stands in a
    column of its own (``plan`` beside ``planTitle``).
    """
    if answer.shape == "graph":
        terminal.write(answer.serialize("ttl"), "-")
    elif not answer.variables:
        terminal.say("true" if answer else "false")
    else:
        rows = answer.rows()
        columns = _for_readers(answer.variables) if brief else answer.variables
        terminal.show_rows(columns, [[short(row[name]) for name in columns] for row in rows])
        terminal.note(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")


def _for_readers(columns: tuple[str, ...]) -> tuple[str, ...]:
    named = {name for name in columns if {f"{name}Name", f"{name}Title"} & {*columns}}
    return tuple(name for name in columns if name not in named | {"start", "end", "sequence"})


def short(term: object) -> str:
    """A term for reading: the text of a literal, an IRI of ours without its base."""
    from rdflib import URIRef

    if term is None:
        return ""
    if isinstance(term, URIRef):
        for long, prefix in SHORT.items():
            if term.startswith(long):
                return prefix + term.removeprefix(long)
        return term.removeprefix(iris.base())
    return str(term)
