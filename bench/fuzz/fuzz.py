"""Inputs that reach ever more of the readers: each is read, or refused with words for the user.

``python bench/fuzz/fuzz.py html -max_total_time=300`` mutates the small files of ``corpus/html``
with Atheris (libFuzzer), keeps what reaches new code in ``found/html``, and stops at the first
input that breaks the rule, is read for ten seconds or takes two gigabytes; see README.md there.
"""

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import atheris
from lxml import etree

with atheris.instrument_imports(include=["plangraph.ingest"]):
    from plangraph.ingest import docx_text, formats, html_text, markdown, mhtml, ofd_text, pdf_text
    from plangraph.ingest.documents import Given
    from plangraph.ingest.facts import facts_json
    from plangraph.ingest.reader import read_text
    from plangraph.ingest.source import source_from_bytes
    from plangraph.ontology.errors import PlanGraphError

HERE = Path(__file__).parent
READERS = (docx_text, formats, html_text, markdown, mhtml, ofd_text, pdf_text)  # all instrumented
PART = b"\n%%part%%\n"  # between the parts of an archive in one input
LONGEST = 4_000  # code points; longer texts are read as sources only, to keep the pace
OPTIONS = ("-timeout=10", "-rss_limit_mb=2048", "-max_len=4096", "-print_final_stats=1")
WORD = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml")
OFD = ("Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_1/Content.xml")
RELATION = '<Relationship Id="{0}" Type="http://x/{0}" Target="{1}"/>'
RELATIONS = '<Relationships xmlns="http://x">{}</Relationships>'


def archive(parts: dict[str, bytes | str]) -> bytes:
    """A zip archive of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def pieces(data: bytes) -> Iterator[bytes]:
    """The parts of an archive, their XML mended so that mutations reach what reads it."""
    for piece in data.split(PART):
        try:
            root = etree.fromstring(piece, etree.XMLParser(recover=True, resolve_entities=False))
        except (etree.XMLSyntaxError, ValueError):
            root = None
        yield piece if root is None else etree.tostring(root)


def word(data: bytes) -> bytes:
    """A Word file whose parts are the pieces of an input."""
    kinds = ("numbering", "styles", "footnotes")
    rows = "".join(RELATION.format(kind, f"{kind}.xml") for kind in kinds)
    parts: dict[str, bytes | str] = {
        "_rels/.rels": RELATIONS.format(RELATION.format("officeDocument", WORD[0])),
        "word/_rels/document.xml.rels": RELATIONS.format(rows),
    }
    return archive(parts | dict(zip(WORD, pieces(data), strict=False)))


def ofd(data: bytes) -> bytes:
    """An OFD file whose document and pages are the pieces of an input."""
    body = "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"
    parts: dict[str, bytes | str] = {"OFD.xml": body}
    return archive(parts | dict(zip(OFD, pieces(data), strict=False)))


def same(data: bytes) -> bytes:
    """The input itself."""
    return data


def page(data: bytes) -> bytes:
    """A page, whatever the input starts with."""
    return b"<html><body>" + data


TARGETS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "text": ("plan.txt", same),
    "markdown": ("plan.md", same),
    "html": ("plan.html", page),
    "mhtml": ("plan.mhtml", same),
    "docx": ("plan.docx", word),
    "docx-bytes": ("plan.docx", same),
    "ofd": ("plan.ofd", ofd),
    "pdf": ("plan.pdf", same),
}


def quotes(facts: Any) -> Iterator[dict[str, Any]]:
    """Every row of some facts that quotes the text."""
    if isinstance(facts, dict):
        if "quote" in facts:
            yield facts
        facts = list(facts.values())
    if isinstance(facts, list):
        for each in facts:
            yield from quotes(each)


def check(raw: bytes, name: str) -> None:
    """Reads a file; anything but a sound plan or an error for the user breaks the rule."""
    try:
        source = source_from_bytes(raw, name)
        starts = [place.start for place in source.places]
        assert starts == sorted(starts)  # noqa: S101  what is asserted is the rule
        assert not any("\ud800" <= char <= "\udfff" for char in source.text)  # noqa: S101
        short = len(source.text) <= LONGEST
        facts = facts_json(read_text(source, Given())) if short else None
    except PlanGraphError as error:
        refused = error
    else:
        refused = None
    if refused:
        assert refused.what and refused.where and refused.advice  # noqa: S101, PT018
        return
    for row in quotes(facts):
        start, end = row.get("quote_start", row["start"]), row.get("quote_end", row["end"])
        assert source.text[start:end] == row["quote"]  # noqa: S101


def main() -> None:
    """Fuzzes the target that the first argument names; the rest goes to libFuzzer."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"Name a target: {' '.join(TARGETS)}")
    target, *rest = sys.argv[1:]
    name, made = TARGETS[target]
    found, seeds = HERE / "found" / target, HERE / "corpus" / target
    found.mkdir(parents=True, exist_ok=True)
    options = [*OPTIONS, f"-dict={HERE / 'words.dict'}", f"-artifact_prefix={found}/"]
    arguments = [sys.argv[0], *options, *rest]
    if all(one.startswith("-") for one in rest):  # else: files to try again
        arguments += [str(found), str(seeds)]
    atheris.Setup(arguments, lambda data: check(made(data), name))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
