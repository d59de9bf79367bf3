"""What the full-text index finds: exactly, ranked, forgiving with names, while typing."""

import dataclasses
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from plangraph.graph.search import Index, Wanted
from plangraph.graph.search_documents import Document, documents_of, kinds, shared_documents
from plangraph.graph.search_names import changes_between, changes_within
from plangraph.graph.search_words import (
    LONGEST,
    MOST_WORDS,
    expression,
    fold,
    marks,
    read_words,
    tokens,
)
from plangraph.graph.store import Store, open_store
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError
from plangraph.ontology.model import Plan
from plangraph.ontology.triples import PlanGraphs, to_graphs

# What each kind of thing is found by, as SPARQL says it.
TEXTS = {
    "plan": "?x a pg:Plan ; dcterms:title|pg:noticeTitle|pg:docNumber ?t",
    "agency": "?x a pg:Party ; skos:prefLabel|skos:altLabel|skos:hiddenLabel ?t",
    "place": "?x a pg:Region ; skos:prefLabel|skos:altLabel|skos:hiddenLabel ?t",
    "thing": "?x a pg:NamedThing ; skos:prefLabel|skos:altLabel|skos:hiddenLabel ?t",
    "task": "?x a pg:Task ; rdfs:label ?t",
    "goal": "?x a pg:Goal ; rdfs:label ?t",
    "target": "?x a pg:Target ; rdfs:label|pg:evidence/oa:exact ?t",
    "direction": "?x a pg:Direction ; rdfs:label|pg:evidence/oa:exact ?t",
    "phase": "?x a pg:Phase ; rdfs:label ?t",
    "requirement": "?x a pg:Requirement ; rdfs:label ?t",
    "section": "?x a pg:Section ; rdfs:label ?t",
    "measure": "?x a pg:Measure ; pg:text ?t",
    "step": "?x a pg:PhaseStep ; rdfs:label ?t",
    "evidence": "?x a pg:Span ; oa:exact ?t",
}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def found(index: Index, asked: str, **wanted: object) -> list[str]:
    """How what is found is called, in order."""
    return [hit.label for hit in index.find(Wanted(asked, **wanted), limit=500).hits]  # type: ignore[arg-type]


def all_texts(store: Store, kind: str) -> dict[str, set[str]]:
    """Every text of every thing of a kind."""
    rows = store.query(f"SELECT ?x (STR(?t) AS ?text) {{ {TEXTS[kind]} }}").values()
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        texts[str(row["x"])].add(str(row["text"]))
    return texts


def holders(store: Store, kind: str) -> dict[str, set[str]]:
    """For every character and pair of neighbours in the texts of a kind: who holds it, folded."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for iri, texts in all_texts(store, kind).items():
        for text in map(fold, texts):
            for gram in {*text, *map("".join, pairwise(text))}:
                held[gram].add(iri)
    return held


@pytest.mark.parametrize("kind", TEXTS)
def test_every_one_and_two_characters_are_found_exactly(both_store: Store, kind: str) -> None:
    """Whatever one or two characters of any text: exactly the things that hold them are found."""
    index = both_store.index()
    held = holders(both_store, kind)
    assert held
    for gram, expected in held.items():
        asked = gram if gram.strip() == gram and '"' not in gram else f'"{gram}"'
        if not read_grams(asked, gram):
            continue
        assert index.iris(Wanted(asked, frozenset({kind})), 10_000) == sorted(expected), gram


def read_grams(asked: str, gram: str) -> bool:
    """Whether the words are read as this one; blanks alone and quotation marks are no words."""
    try:
        return read_words(asked) == (gram,)
    except InvalidQueryError:
        return False


def test_counts_are_those_of_contains(seed_store: Store) -> None:
    """For Chinese, as many things are found as SPARQL's CONTAINS finds, character by character."""
    grams = sorted(
        {gram for kind in TEXTS for gram in holders(seed_store, kind) if CHINESE.fullmatch(gram)}
    )
    assert len(grams) > 2000
    values = " ".join(f'"{gram}"' for gram in grams)
    index = seed_store.index()
    counted = {gram: index.find(Wanted(gram), limit=1).kinds for gram in grams}
    for kind, pattern in TEXTS.items():
        rows = seed_store.query(
            f"SELECT ?g (COUNT(DISTINCT ?x) AS ?n) {{ VALUES ?g {{ {values} }} {pattern}"
            " FILTER(CONTAINS(STR(?t), ?g)) } GROUP BY ?g"
        )
        expected = {str(row["g"]): row["n"] for row in rows.values()}
        assert {gram: n[kind] for gram, n in counted.items() if kind in n} == expected


def test_every_text_is_found_by_itself(both_store: Store) -> None:
    """Any text of the store, put in quotation marks, finds the thing whose text it is."""
    index = both_store.index()
    for kind in TEXTS:
        for iri, texts in all_texts(both_store, kind).items():
            for text in texts:
                part = text.replace('"', " ")[:LONGEST].strip()
                if '"' not in text:
                    assert iri in (index.iris(Wanted(f'"{part}"'), 10_000) or ())


@settings(deadline=None)
@given(st.text(max_size=12), st.text(min_size=1, max_size=4))
def test_tokens_find_what_holds_the_characters(text: str, word: str) -> None:
    """In any script, a word finds the texts that hold its characters in a row, and no others."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (k, content='', tokenize='ascii')")
        connection.execute("INSERT INTO t (rowid, k) VALUES (1, ?)", (tokens(fold(text)),))
        asked = "SELECT count(*) FROM t WHERE t MATCH ?"
        for part in (fold(word), fold(text[1:3]), fold(text)[:1]):
            if part:
                (hits,) = connection.execute(asked, (expression((part,)),)).fetchone()
                assert hits == (part in fold(text))
    connection.close()


@settings(deadline=None)
@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    """A folded text is as long as the text, and folding it again changes nothing."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text("ab专利A", max_size=30), st.lists(st.text("ab专利", min_size=1), min_size=1))
def test_marks_cover_the_words(text: str, words: list[str]) -> None:
    """Marked places lie in the text, in order and apart, and every place of a word is marked."""
    found = marks(text, tuple(words))
    edges = [edge for place in found for edge in place]
    assert edges == sorted(set(edges))
    assert all(0 <= start < end <= len(text) for start, end in found)
    for word in words:
        for place in re.finditer(re.escape(word), fold(text)):
            assert any(start <= place.start() and place.end() <= end for start, end in found)


def test_letters_and_widths_do_not_matter(seed_store: Store) -> None:
    """Capitals, small letters, full-width and half-width characters find each other."""
    index = seed_store.index()
    expected = index.find(Wanted("PCT")).total
    assert expected >= 3
    for asked in ("pct", "ＰＣＴ", "Pct", "pＣt"):
        assert index.find(Wanted(asked)).total == expected
    assert found(index, "(试行)") == found(index, "（试行）")


def test_all_words_have_to_stand_there(seed_store: Store) -> None:
    """Several words find what holds each of them; quotation marks keep a blank in a word."""
    index = seed_store.index()
    both, one, other = (
        set(index.iris(Wanted(asked), 1000) or ()) for asked in ("专利 海外", "专利", "海外")
    )
    assert both == one & other != set()
    assert index.find(Wanted('"专利 海外"')).total == 0
    assert index.find(Wanted('"public security"')).kinds == {"agency": 1}


@pytest.mark.parametrize(
    "asked", ["", "  ", '""', "专" * (LONGEST + 1), "a b " * MOST_WORDS + "c d"]
)
def test_what_holds_no_word_is_refused(seed_store: Store, asked: str) -> None:
    """A search without a word, with too many, or too long a one is refused with the bound."""
    if len(set(asked.split())) in range(1, MOST_WORDS + 1) and len(asked) <= LONGEST:
        asked = " ".join(map(str, range(MOST_WORDS + 1)))
    with pytest.raises(InvalidQueryError):
        seed_store.index().find(Wanted(asked))


def test_what_is_called_so_comes_first(both_store: Store) -> None:
    """The thing of exactly that name leads, then names that begin so, facts before mere words."""
    index = both_store.index()
    assert found(index, "昆明市")[0] == "昆明市"
    assert found(index, "市财政局")[0] == "昆明市财政局"
    hits = index.find(Wanted("专利"), limit=100).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    first = {
        kind: next(at for at, hit in enumerate(hits) if hit.kind == kind)
        for kind in ("target", "measure", "evidence")
    }
    assert first["target"] < first["measure"] < first["evidence"]


def test_hits_tell_what_and_where(seed_store: Store, seed_plan: Plan) -> None:
    """A hit has its name, plan, evidence, and the places of the words in the text it shows."""
    (hit,) = seed_store.index().find(Wanted("32万件", frozenset({"target"}))).hits
    assert hit.label == "有效注册商标拥有量"
    assert (hit.text, hit.marks) == ("有效注册商标拥有量达到32万件", ((11, 15),))
    assert hit.plan == seed_plan.key
    start, end = map(int, str(hit.span).rpartition("=")[2].split(","))
    assert seed_plan.version.text[start:end] == hit.text
    for kind in kinds():
        for one in seed_store.index().find(Wanted("知识产权", frozenset({kind}))).hits:
            assert {fold(one.text[start:end]) for start, end in one.marks} == {"知识产权"}


def test_filters_narrow(both_store: Store, seed_plan: Plan, digital_plan: Plan) -> None:
    """Kind and plan filters leave what is of the kind, and what the plan holds or names."""
    index = both_store.index()
    every = index.find(Wanted("局"), limit=500)
    assert every.total == sum(every.kinds.values()) == len(every.hits)
    agencies = index.find(Wanted("局", frozenset({"agency", "place"})), limit=500)
    assert agencies.total == every.kinds["agency"] == len(agencies.hits)
    assert agencies.kinds == every.kinds
    for plan in (seed_plan, digital_plan):
        part = index.find(Wanted("局", frozenset({"agency"}), plan.key), limit=500)
        named = {iris.absolute(party.key) for party in plan.parties}
        assert {hit.iri for hit in part.hits} <= named
        assert part.total == sum("局" in "".join((one.name, *one.printed)) for one in plan.parties)
        held = index.find(Wanted("专利", None, plan.key), limit=500)
        assert {hit.plan for hit in held.hits} <= {plan.key, None}
    assert index.find(Wanted("局", None, "no-such-plan")).total == 0
    with pytest.raises(InvalidQueryError, match="no type agencies"):
        index.find(Wanted("局", frozenset({"agencies"})))


def test_pages_of_hits_are_parts_of_the_whole(both_store: Store) -> None:
    """Read part by part, an answer gives each hit once and in the same order."""
    index = both_store.index()
    whole = index.find(Wanted("知识产权"), limit=1000).hits
    parts = [
        index.find(Wanted("知识产权"), limit=7, offset=at).hits for at in range(0, len(whole), 7)
    ]
    assert [hit for part in parts for hit in part] == whole
    assert index.find(Wanted("知识产权"), limit=7, offset=len(whole)).hits == []


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("市场监管管理局", "昆明市市场监督管理局"),
        ("科技居", "昆明市科学技术局"),
        ("昆明市科技局", "昆明市科学技术局"),
        ("知识产全战略实施工作联席会议", "昆明市知识产权战略实施工作联席会议"),
        ("人力资源和社会保证局", "昆明市人力资源和社会保障局"),
        ("昆名市", "昆明市"),
        ("印度尼西压", "印度尼西亚"),
        ("Public secuirty, Kunming", "昆明市公安局"),
    ],
)
def test_names_may_be_misspelt(both_store: Store, asked: str, meant: str) -> None:
    """A misspelt, shortened or fuller name of a body or a place finds it, marked as not exact."""
    answer = both_store.index().find(Wanted(asked))
    assert not answer.exact
    assert answer.hits[0].label == meant
    assert answer.total == len(answer.hits) <= 3


def test_what_is_held_is_not_guessed_at(both_store: Store) -> None:
    """Names that resemble come only where nothing holds the words, and short words never do."""
    index = both_store.index()
    assert index.find(Wanted("科技局")).exact
    assert index.find(Wanted("昆鸣")).total == 0
    assert index.find(Wanted("完全不相干的一句话")).total == 0
    assert index.find(Wanted("科技居", frozenset({"task"}))).total == 0
    assert index.find(Wanted("科技居", frozenset({"agency"}), "no-such-plan")).total == 0


@settings(deadline=None)
@given(st.text("科技局市", max_size=6), st.text("科技局市", max_size=8))
def test_changes_are_counted(asked: str, name: str) -> None:
    """The changes to some part of a name are the fewest to any of its parts."""
    parts = {
        name[start:end] for start in range(len(name) + 1) for end in range(start, len(name) + 1)
    }
    assert changes_within(asked, name) == min(changes_between(asked, part) for part in parts)
    assert changes_between(asked, name) == changes_between(name, asked)
    assert (changes_between(asked, name) == 0) == (asked == name)


def test_suggestions_while_typing(both_store: Store) -> None:
    """One or two characters suggest names and titles that begin with them, then that hold them."""
    index = both_store.index()
    texts = [one.text for one in index.suggest("市科")]
    assert texts[0] == "市科技局"
    assert index.suggest("市科")[0].label == "昆明市科学技术局"
    assert [one.text for one in index.suggest("东南亚", limit=1)] == ["东南亚"]
    begun = index.suggest("昆明", limit=50)
    starts = [fold(one.text).startswith("昆明") for one in begun]
    assert starts == sorted(starts, reverse=True)
    assert len({one.iri for one in begun}) == len(begun)
    assert {one.kind for one in index.suggest("知", limit=50, wanted=frozenset({"task"}))} == {
        "task"
    }
    assert "产业专利导航工程" in [one.text for one in index.suggest("专利 导航")]
    assert index.suggest("无此词") == []
    assert index.suggest("专利", wanted=frozenset({"measure"})) == []
    for one in begun:
        assert {fold(one.text[start:end]) for start, end in one.marks} == {"昆明"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("市发改委", "昆明市发展和改革委员会"),
        ("昆明市发改", "昆明市发展和改革委员会"),
        ("昆明 工信", "昆明市工业和信息化局"),
        ("市市监局", "昆明市市场监督管理局"),
        ("Kunming Bureau of Science and Technology", "昆明市科学技术局"),
    ],
)
def test_bodies_are_found_by_what_people_call_them(
    both_store: Store, asked: str, found: str
) -> None:
    """Short names that no plan prints, and English ones with Bureau in them, find the body."""
    index = both_store.index()
    assert [one.label for one in index.suggest(asked)] == [found]
    answer = index.find(Wanted(asked))
    assert (answer.exact, [hit.label for hit in answer.hits]) == (False, [found])
    assert [hit.label for hit in index.meant(asked, 5)] == [found]


def test_many_short_names_at_once_are_answered(both_store: Store) -> None:
    """However many ways there are to say what is looked for, a few of them are tried."""
    names = "发改委 工信局 科技局 财政局 商务局 教育局 公安局 民政局 司法局 审计局 统计局 水务局"
    assert both_store.index().suggest(names) == []
    assert both_store.index().find(Wanted(names)).hits == []


def test_sentences_are_suggested_where_names_are_few(both_store: Store) -> None:
    """Words that no title holds bring the sentences of measures that hold them."""
    (one,) = both_store.index().suggest("质押融资")
    assert (one.kind, "质押融资" in one.text) == ("measure", True)


def test_things_of_one_title_are_one_suggestion(seed_plan: Plan, digital_plan: Plan) -> None:
    """A title that several plans have is suggested once, with the number of things that have it."""
    titles = [item.title for item in seed_plan.items if item.kind == "task"]
    renamed = tuple(
        dataclasses.replace(item, title=titles[0]) if item.kind == "task" else item
        for item in digital_plan.items
    )
    with open_store() as store:
        store.add(to_graphs(seed_plan))
        store.add(to_graphs(dataclasses.replace(digital_plan, items=renamed)))
        (one,) = store.index().suggest(titles[0])
        assert (one.text, one.kind, one.count) == (titles[0], "task", 5)


@pytest.fixture(scope="module")
def common() -> Iterator[Store]:
    """A store in which 1,200 measures and one goal hold the same word."""
    key = "x-0000-00000000"
    plan, stated = URIRef(iris.absolute(f"plan/{key}")), Graph()
    pg = Namespace(iris.NS)
    rows = [(pg.Measure, pg.text, f"建设第{at}项") for at in range(1200)]
    for at, (kind, name, text) in enumerate([*rows, (pg.Goal, RDFS.label, "建设")]):
        thing = URIRef(f"{plan}/thing/{at}")
        stated.add((thing, RDF.type, kind))
        stated.add((thing, pg.inPlan, plan))
        stated.add((thing, pg.sequence, Literal(at)))
        stated.add((thing, name, Literal(text, lang="zh")))
        stated.add((thing, pg.evidence, URIRef(f"{plan}/text/0#char={at},{at + 1}")))
    stated.add((plan, RDF.type, pg.Plan))
    stated.add((plan, DCTERMS.title, Literal("方案", lang="zh")))
    with open_store() as store:
        store.add(PlanGraphs(key, stated, Graph(), Graph()))
        yield store


def test_common_words_are_listed_in_order(common: Store) -> None:
    """A word that more than a thousand things hold lists them by kind, what is called so first."""
    index = common.index()
    whole = [hit.iri for hit in index.find(Wanted("建设"), limit=2000).hits]
    assert len(whole) == len(set(whole)) == index.find(Wanted("建设")).total == 1201
    assert index.find(Wanted("建设"), limit=1).hits[0].label == "建设"
    parts = [index.find(Wanted("建设"), 100, at).hits for at in range(0, 1300, 100)]
    assert [hit.iri for part in parts for hit in part] == whole
    assert [int(iri.rpartition("/")[2]) for iri in whole] == [1200, *range(1200)]
    only = Wanted("建设", frozenset({"measure"}), "x-0000-00000000")
    assert [hit.iri for hit in index.find(only, limit=3).hits] == whole[1:4]


def test_a_query_takes_a_thousand_things(common: Store) -> None:
    """A search that finds more than a thousand things is refused in SPARQL and never cut."""
    with pytest.raises(InvalidQueryError, match="1000"):
        common.query('SELECT ?x { ?x pg:search "建设" }')
    assert len(common.query('SELECT ?x { ?x a pg:Goal ; pg:search "建设" }').rows()) == 1
    rows = common.query('SELECT ?x { ?x pg:search "建设 1" }').rows()
    assert len(rows) == sum("1" in str(at) for at in range(1200))


def test_documents_have_no_line_breaks(tmp_path: Path, seed_plan: Plan) -> None:
    """A text with line breaks is found across them."""
    broken = dataclasses.replace(seed_plan.measures[0], text="第一行\n第二行\r\n 专\t利")
    plan = dataclasses.replace(seed_plan, measures=(broken, *seed_plan.measures[1:]))
    with open_store(tmp_path / "store") as store:
        store.add(to_graphs(plan))
        index = store.index()
        assert index.find(Wanted('"第一行 第二行"')).kinds == {"measure": 1}
        assert found(index, "第二行", kinds=frozenset({"measure"})) == ["第一行 第二行\r  专\t利"]


def test_documents_are_what_queries_say(both_store: Store, seed_plan: Plan) -> None:
    """Each thing is one document with all its texts, its kind and, below a plan, its evidence."""
    documents = documents_of(both_store, seed_plan.key)
    assert len({document.iri for document in documents}) == len(documents)
    assert all(document.span for document in documents if document.kind != "plan")
    assert documents_of(both_store, "no-such-plan") == []
    shared = shared_documents(both_store)
    names = {text for document in shared for text in document.texts}
    assert {"昆明市", "市财政局", "PCT"} <= names
    (one,) = shared_documents(both_store, [iris.absolute("region/cn-530100")])
    assert one == Document(one.iri, "place", None, ("昆明市", "Kunming"))
