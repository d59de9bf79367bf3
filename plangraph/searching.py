"""The commands of the full-text search: search, reindex."""

import csv
import io
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plangraph import library, options, shelf, tables, terminal
from plangraph.ontology import iris
from plangraph.typed_words import typed

if TYPE_CHECKING:
    from rich.text import Text

    from plangraph.graph.search import Found, Hit

WIDTH = 40  # characters of a text in the table
MARKED = "bold reverse"


class HitFormat(StrEnum):
    """How hits are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help='All have to stand in a text; "a b" is one word.'),
    ],
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Only these: plan agency place thing task goal target direction phase "
            "requirement section measure step evidence.",
        ),
    ] = None,
    plan: options.PlanKey = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most hits to print.")] = 20,
    form: Annotated[
        HitFormat, typer.Option("--format", help="How to print the hits.")
    ] = HitFormat.TABLE,
    store: options.Store = options.STORE,
) -> None:
    """Find words in titles, measures, targets, names and quoted passages.

    The best hits come first. Where nothing holds the words, agencies and places whose names
    resemble them are listed.
    """
    from plangraph.graph.search import Wanted

    with library.open(store, read_only=True) as graph:
        key = shelf.find(graph, plan).key if plan else None
        wanted = Wanted(_joined(list(map(typed, words))), frozenset(kind) if kind else None, key)
        found = graph.index().find(wanted, limit)
    if form is HitFormat.TABLE:
        _show(found)
    elif form is HitFormat.CSV:
        terminal.write(_to_csv(found), "-")
    else:
        terminal.write(tables.to_json(_told(found)), "-")


def reindex(*, store: options.Store = options.STORE) -> None:
    """Make the index of the full-text search anew.

    It follows every change by itself; this is for one that was damaged.
    """
    with library.open(store) as graph:
        terminal.say(f"{graph.reindex()} things can be found")


def _joined(words: list[str]) -> str:
    """Words of the command line; what the shell kept together stays together."""
    kept = [
        f'"{word}"' if any(map(str.isspace, word)) and '"' not in word else word for word in words
    ]
    return words[0] if len(words) == 1 else " ".join(kept)


def _show(found: "Found") -> None:
    rows = [
        (hit.kind, _marked(hit), "" if hit.label == hit.text else hit.label, _key(hit))
        for hit in found.hits
    ]
    if rows:
        terminal.show_table(("type", "text", "name", "key"), rows)
    terminal.note(_summary(found))


def _summary(found: "Found") -> str:
    kinds = ", ".join(f"{number} {kind}" for kind, number in found.kinds.items())
    if not found.hits:
        return "Nothing holds the words."
    if not found.exact:
        return f"Nothing holds the words; names that resemble them: {kinds}"
    more = f", the first {len(found.hits)} are shown" if len(found.hits) < found.total else ""
    return f"{found.total} hits ({kinds}){more}"


def _marked(hit: "Hit") -> "Text":
    """The stretch of the text around the first word, with all words marked."""
    from rich.text import Text

    text = hit.text.translate(terminal.SHOWABLE)
    start = max(0, hit.marks[0][0] - WIDTH // 3) if len(text) > WIDTH and hit.marks else 0
    end = min(len(text), start + WIDTH)
    shown = Text(("…" if start else "") + text[start:end] + ("…" if end < len(text) else ""))
    shift = (1 if start else 0) - start
    for first, last in hit.marks:
        if start <= first < end:
            shown.stylize(MARKED, first + shift, min(last, end) + shift)
    return shown


def _key(hit: "Hit") -> str:
    return hit.iri.removeprefix(iris.base())


def _told(found: "Found") -> dict[str, Any]:
    return {
        "total": found.total,
        "types": found.kinds,
        "exact": found.exact,
        "items": [_row(hit) for hit in found.hits],
    }


def _row(hit: "Hit") -> dict[str, Any]:
    return {
        "type": hit.kind,
        "id": hit.iri,
        "plan": hit.plan,
        "label": hit.label,
        "text": hit.text,
        "marks": [{"start": start, "end": end} for start, end in hit.marks],
        "span": hit.span,
        "score": hit.score,
    }


def _to_csv(found: "Found") -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(("type", "id", "plan", "label", "text", "marks", "span", "score"))
    writer.writerows([tables.cell(value) for value in _row(hit).values()] for hit in found.hits)
    return sheet.getvalue()
