"""The spaCy pipeline that reads a plan: outline, mentions, facts.

>>> nlp = create_pipeline()
>>> nlp.pipe_names
['plan_outline', 'plan_mentions', 'plan_facts']

Each component leaves its result on the Doc: ``doc._.outline``, ``doc.spans["places"]`` and
``doc._.findings``, and named span groups (units, statements, measures, targets, regions, mentions)
for anybody who goes on with spaCy. The pipeline serialises whole (``nlp.to_disk``); a trained
model's entity recogniser can be added to it as one more component.

:func:`findings_of` gives the same findings without a Doc of the whole text: the names of places
come from Docs of its sections, one after the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import spacy
import srsly
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from plangraph.ingest import mentions, places
from plangraph.ingest.clauses import Stretch
from plangraph.ingest.drafts import Findings, Text
from plangraph.ingest.findings import find_all
from plangraph.ingest.header import read_header
from plangraph.ingest.jurisdiction import issuing_place, issuing_zone
from plangraph.ingest.outline import Outline, read_outline
from plangraph.ingest.place_terms import place_terms
from plangraph.ingest.sections import sections
from plangraph.ingest.source import quoted_view
from plangraph.ingest.tokenizer import RunTokenizer
from plangraph.ingest.unread import find_unread
from plangraph.ontology.memory import seldom_collected

__all__ = ["RunTokenizer", "create_pipeline", "findings_of"]

_MAX_LENGTH = 20_000_000


def create_pipeline() -> Language:
    """A fresh pipeline with the tables that ship with PlanGraph."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "plangraph.zh_runs.v1"}}})
    nlp.max_length = _MAX_LENGTH
    nlp.add_pipe("plan_outline")
    names = cast("PlanMentions", nlp.add_pipe("plan_mentions"))
    names.set_terms(place_terms())
    nlp.add_pipe("plan_facts", config={"instruments": list(mentions.instrument_names())})
    return nlp


@seldom_collected()
def findings_of(nlp: Language, text: str, place: str | None = None) -> Findings:
    """What the pipeline finds in a text of any length.

    The components between outline and facts see sections of the text, the two see it whole.

    Args:
        nlp: A pipeline of :func:`create_pipeline`, its components and tables as they are now.
        text: The text.
        place: Names the issuing place if the text does not.
    """
    view = quoted_view(text)
    facts = cast("PlanFacts", nlp.get_pipe("plan_facts"))
    return facts.find(text, view, read_outline(view), list(_hits(nlp, view)), place)


def _hits(nlp: Language, text: str) -> Iterator[places.Hit]:
    """The names of places in a text, in its order."""
    others = ["plan_outline", "plan_facts"]
    for doc, offset in nlp.pipe(sections(text), as_tuples=True, disable=others):
        for span in doc.spans["places"]:
            where = Stretch(offset + span.start_char, offset + span.end_char)
            yield places.Hit(where, span.label_)


for _name in ("text", "view", "outline", "findings", "place"):
    Doc.set_extension(_name, default=None, force=True)


@Language.component("plan_outline", assigns=["doc._.outline"])
def plan_outline(doc: Doc) -> Doc:
    """The tree of units, and a span for each heading."""
    doc._.text = doc.text  # spaCy joins the tokens anew each time it is asked
    doc._.view = quoted_view(doc._.text)
    outline = read_outline(doc._.view)
    doc._.outline = outline
    _add_spans(doc, "units", ((Stretch(u.title_start, u.title_end), u.path) for u in outline.units))
    return doc


class PlanMentions:
    """Finds the names of places with spaCy's phrase matcher."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._terms: list[tuple[str, str]] = []
        self._matcher = PhraseMatcher(nlp.vocab)

    def set_terms(self, terms: Iterable[tuple[str, str]]) -> None:
        """The names to look for, each with its label."""
        self._terms = list(terms)
        self._matcher = PhraseMatcher(self._nlp.vocab)
        labels = dict.fromkeys(label for _, label in self._terms)
        for label in labels:
            docs = [self._nlp.make_doc(name) for name, own in self._terms if own == label]
            self._matcher.add(label, docs)

    def __call__(self, doc: Doc) -> Doc:
        """Every name with its label in ``doc.spans["places"]``; they may overlap."""
        doc.spans["places"] = sorted(
            self._matcher(doc, as_spans=True), key=lambda s: (s.start, s.end)
        )
        return doc

    def to_disk(self, path: Path, **_: object) -> None:
        """Writes the names."""
        path.mkdir(parents=True, exist_ok=True)
        srsly.write_json(path / "terms.json", self._terms)

    def from_disk(self, path: Path, **_: object) -> "PlanMentions":
        """The names as written."""
        self.set_terms([(name, label) for name, label in srsly.read_json(path / "terms.json")])
        return self

    def to_bytes(self, **_: object) -> bytes:
        """The names as bytes."""
        data: bytes = srsly.json_dumps(self._terms).encode()
        return data

    def from_bytes(self, data: bytes, **_: object) -> "PlanMentions":
        """The names from bytes."""
        self.set_terms([(name, label) for name, label in srsly.json_loads(data)])
        return self


@Language.factory("plan_mentions", assigns=["doc.spans"])
def create_plan_mentions(nlp: Language, name: str) -> PlanMentions:
    """The matcher of names, without names until ``set_terms`` or ``from_disk``."""
    del name
    return PlanMentions(nlp)


class PlanFacts:
    """Runs the finders over outline and matches."""

    def __init__(self, instruments: Sequence[str]) -> None:
        self._instruments = tuple(instruments)

    def find(
        self,
        text: str,
        view: str,
        outline: Outline,
        hits: Sequence[places.Hit],
        place: str | None,
    ) -> Findings:
        """The findings in a text with its outline and the names of places in it."""
        header = read_header(view, text, outline)
        owner = issuing_place(view, header, place)
        zone = issuing_zone(view, header, place, owner)
        source = Text(text, view, hits, self._instruments)
        found = find_all(source, outline, header, zone.within if zone else owner)
        if zone:  # it is no region of its own plan
            found.zone = zone
            found.regions = [each for each in found.regions if zone not in each.draft.places]
        found.unread = find_unread(source, found)
        return found

    def __call__(self, doc: Doc) -> Doc:
        """The findings, and a span group for each kind of them."""
        hits = [
            places.Hit(Stretch(s.start_char, s.end_char), s.label_) for s in doc.spans["places"]
        ]
        found = self.find(doc._.text, doc._.view, doc._.outline, hits, doc._.place)
        doc._.findings = found
        _add_spans(doc, "measures", ((m.where, m.position) for m in found.measures))
        _add_spans(doc, "statements", ((p.draft.where, p.draft.rule) for p in found.statements))
        _add_spans(
            doc,
            "targets",
            ((p.draft.where, p.draft.quantity.operator.value) for p in found.targets),
        )
        _add_spans(doc, "regions", ((p.draft.where, "region") for p in found.regions))
        _add_spans(doc, "mentions", ((p.draft.where, p.draft.kind.value) for p in found.mentions))
        return doc


@Language.factory("plan_facts", default_config={"instruments": []}, requires=["doc._.outline"])
def create_plan_facts(nlp: Language, name: str, instruments: list[str]) -> PlanFacts:
    """The finders with the names of instruments that the configuration gives."""
    del nlp, name
    return PlanFacts(instruments)


def _add_spans(doc: Doc, group: str, rows: Iterable[tuple[Stretch, str]]) -> None:
    """A span group; a stretch that cuts a token takes the whole token."""
    spans: list[Any] = [
        doc.char_span(where.start, where.end, label=label, alignment_mode="expand")
        for where, label in rows
    ]
    doc.spans[group] = [span for span in spans if isinstance(span, Span)]
