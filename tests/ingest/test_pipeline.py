# ruff: noqa: E501  a Chinese character counts as two columns
"""The spaCy pipeline: nothing is lost, everything serialises, others can build on it."""

import gc
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from plangraph.ingest.pipeline import create_pipeline, findings_of
from plangraph.ingest.reader import read_plan
from plangraph.ontology.memory import seldom_collected
from tests.conftest import DIGITAL_TEXT, SEED_TEXT

LONG = 300_000


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline as PlanGraph uses it."""
    return create_pipeline()


@pytest.fixture(scope="module")
def seed() -> str:
    """The bundled text, its line ends as they are."""
    return SEED_TEXT.read_bytes().decode()


@pytest.fixture(scope="module")
def doc(nlp: Language, seed: str) -> Doc:
    """The bundled text, read."""
    return nlp(seed)


def test_components(nlp: Language) -> None:
    """The pipeline is three named components behind the run tokenizer."""
    assert nlp.pipe_names == ["plan_outline", "plan_mentions", "plan_facts"]
    assert nlp.config["nlp"]["tokenizer"] == {"@tokenizers": "plangraph.zh_runs.v1"}
    assert nlp.lang == "zh"


def test_nothing_is_lost(doc: Doc, seed: str) -> None:
    """The text of a Doc is the text that was read."""
    assert doc.text == seed


@given(st.text())
def test_the_tokenizer_loses_nothing(text: str) -> None:
    """Any text comes back from its tokens unchanged."""
    assert TOKENIZER(text).text == text


TOKENIZER = spacy.blank(
    "zh", config={"nlp": {"tokenizer": {"@tokenizers": "plangraph.zh_runs.v1"}}}
).tokenizer


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("达到15.5%", ["达", "到", "15.5", "%"]),
        ("1,234家", ["1,234", "家"]),
        ("占GDP比重", ["占", "GDP", "比", "重"]),
        ("一、\u00a0目", ["一", "、", "\u00a0", "目"]),
        ("", []),
    ],
)
def test_numbers_and_latin_words_stay_whole(text: str, tokens: list[str]) -> None:
    """A number or a Latin word is one token, any other character one of its own."""
    assert [token.text for token in TOKENIZER(text)] == tokens


def test_numbers_are_like_numbers() -> None:
    """spaCy knows a whole number as such."""
    assert [token.like_num for token in TOKENIZER("达15.5%")] == [False, True, False]


def test_long_texts_simply_work(nlp: Language, seed: str) -> None:
    """300,000 characters are tokenised without loss, which spaCy's own segmenters take minutes for."""
    text = (seed * (LONG // len(seed) + 1))[:LONG]
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert len(doc) > LONG // 2


def test_a_text_of_many_plans_is_read(nlp: Language, seed: str) -> None:
    """A long text gives the facts of all its parts."""
    once, ten = findings_of(nlp, seed), findings_of(nlp, seed * 10)
    assert len(ten.measures) == 10 * len(once.measures)
    assert len(ten.targets) == 10 * len(once.targets)


def test_span_groups(doc: Doc) -> None:
    """Each kind of finding is a group of spans, for anybody who goes on with spaCy."""
    counts = {name: len(doc.spans[name]) for name in ("units", "measures", "targets")}
    assert counts == {"units": 25, "measures": 64, "targets": 5}
    assert {span.text for span in doc.spans["places"]} >= {"五华区", "盘龙区", "安宁市"}
    assert [span.label_ for span in doc.spans["targets"]] == ["cmp-ge"] * 5
    assert "昆明市知识产权保护中心" in {span.text for span in doc.spans["mentions"]}
    assert "南亚东南亚" in {span.text for span in doc.spans["regions"]}
    assert "duty-verb-bracket" in {span.label_ for span in doc.spans["statements"]}


def test_outline_and_findings_stay_on_the_doc(doc: Doc) -> None:
    """The outline and the findings of a text are extensions of its Doc."""
    assert len(doc._.outline.units) == 25
    assert doc._.findings.owner == "region/cn-530100"


def test_written_and_loaded_it_finds_the_same(
    nlp: Language, seed: str, tmp_path: Path, doc: Doc
) -> None:
    """The whole pipeline goes to disk and comes back by spacy.load, tables included."""
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert findings_of(loaded, seed) == doc._.findings
    again = loaded(seed)
    for name, group in doc.spans.items():
        assert [(s.start, s.end, s.label_) for s in again.spans[name]] == [
            (s.start, s.end, s.label_) for s in group
        ]


def test_as_bytes_and_back_it_finds_the_same(nlp: Language, doc: Doc, seed: str) -> None:
    """The pipeline serialises to bytes as well."""
    assert findings_of(create_pipeline().from_bytes(nlp.to_bytes()), seed) == doc._.findings


def test_a_second_text_leaves_no_trace_of_the_first(nlp: Language, seed: str, doc: Doc) -> None:
    """A warm pipeline finds what a fresh one does, in whatever order texts come."""
    findings_of(nlp, DIGITAL_TEXT.read_bytes().decode())
    assert findings_of(nlp, seed) == doc._.findings == findings_of(create_pipeline(), seed)


def test_the_tables_are_configuration(seed: str) -> None:
    """Names of places and instruments can be replaced without a change of code."""
    nlp = create_pipeline()
    nlp.remove_pipe("plan_facts")
    nlp.add_pipe("plan_facts", config={"instruments": ["专利许可"]})
    names = {placed.draft.name for placed in findings_of(nlp, seed).mentions}
    assert "马德里" not in names
    nlp.get_pipe("plan_mentions").set_terms([("五华区", "division")])
    found = {placed.draft.name for placed in findings_of(nlp, seed).regions}
    assert "五华区" in found
    assert "南亚东南亚" not in found


def test_another_component_can_be_added(seed: str) -> None:
    """A component of the user's own, such as a trained entity recogniser, runs behind ours."""
    nlp = create_pipeline()
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "市司法局"}])
    assert {entity.text for entity in nlp(seed).ents} == {"市司法局"}


def test_reading_leaves_memory_to_python_as_before(seed: str) -> None:
    """While texts are read, cycles of objects are looked for seldom; afterwards as before."""
    before = gc.get_threshold()
    with seldom_collected(), seldom_collected():
        assert gc.get_threshold() > before
        read_plan(seed.encode())
        assert gc.get_threshold() > before
    assert gc.get_threshold() == before
