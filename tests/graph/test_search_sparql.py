"""``pg:search`` in SPARQL: what a query with searches answers, and what is left as it was."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from plangraph.graph.asking import Asking, ask_engine
from plangraph.graph.search import Wanted
from plangraph.graph.search_sparql import MOST_SEARCHES, MOST_THINGS, SEARCH, with_search
from plangraph.graph.sparql_tokens import Token, read_tokens, text_of, write_tokens
from plangraph.graph.store import Store, open_store
from plangraph.graph.terms import to_engine
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError
from plangraph.ontology.triples import PlanGraphs

WORDS = ("PCT", "海外", "产业 专利", "质押", "无此词")
TASKS = 'SELECT ?l { ?t a pg:Task ; pg:search "知识产权" ; rdfs:label ?l }'
Ask = Callable[[str], list[str]]


class Told:
    """Finds what it is told, and notes what it was asked for."""

    def __init__(self, found: list[str] | None = None) -> None:
        self.found = found
        self.asked: list[Wanted] = []

    def iris(self, wanted: Wanted, most: int) -> list[str] | None:
        """What it was told, whatever is wanted."""
        self.asked.append(wanted)
        return None if self.found is None else self.found[:most]


@pytest.fixture(scope="module")
def store(seed_graphs: PlanGraphs) -> Iterator[Store]:
    """The bundled plan in memory."""
    with open_store() as opened:
        opened.add(seed_graphs)
        yield opened


@pytest.fixture(scope="module")
def plainly(store: Store) -> Ask:
    """Asks an engine that holds each hit as a triple, so that nothing need be rewritten."""
    engine = ox.Store()
    engine.extend(ox.parse(store.nquads(), ox.RdfFormat.N_QUADS))
    for words in WORDS:
        for iri in store.index().iris(Wanted(words), MOST_THINGS) or ():
            triple = ox.NamedNode(iri), ox.NamedNode(SEARCH), ox.Literal(words)
            engine.add(ox.Quad(*triple, ox.NamedNode("urn:hits")))
    return lambda query: _rows(engine, Asking(query))


def _rows(engine: ox.Store, asking: Asking) -> list[str]:
    result = ask_engine(engine, asking)
    if isinstance(result, ox.QueryBoolean):
        return [str(bool(result))]
    if isinstance(result, ox.QueryTriples):
        return sorted(map(str, result))
    names = sorted(name.value for name in result.variables)
    return sorted(" ".join(str(row[name]) for name in names) for row in result)


# A few statements a group keep the products of their rows small.
_VARIABLE = st.sampled_from(["?a", "?b", "$a"])
_BLANK = st.sampled_from([" ", "\n", " # ?a pg:search '海外' .\n", "\t"])
_TEXT = st.sampled_from(WORDS).flatmap(
    lambda word: st.sampled_from([f'"{word}"', f"'{word}'", f'"""{word}"""', f"'''{word}'''"])
)
_SEARCH = st.sampled_from(["pg:search", f"<{SEARCH}>", "other:search"])
_MAGIC = st.builds("{}{}{}".format, _SEARCH, _BLANK, _TEXT)
_BOTH = st.builds("{} {} , {}".format, _SEARCH, _TEXT, _TEXT)
_PLAIN = st.sampled_from(
    ["a pg:Measure", "pg:text ?l", "pg:partOf ?b", "rdf:type pg:Span", "oa:exact ?l ;", "a ?k"]
)
_PAIR = st.one_of(_MAGIC, _MAGIC, _BOTH, _PLAIN)
_STATEMENT = st.builds(
    lambda subject, pairs, blank: f"{subject} " + f"{blank};{blank}".join(pairs),
    _VARIABLE,
    st.lists(_PAIR, min_size=1, max_size=3),
    _BLANK,
)
_FIXED = st.sampled_from(
    [
        "FILTER(?a != pg:search && ?a != \"?a pg:search '海外'\")",
        "FILTER regex(str(?a), 'measure')",
        "BIND(\"} ; pg:search 'PCT' { ?a\" AS ?c)",
        "VALUES ?p { pg:search rdfs:label }",
        "VALUES (?p ?q) { (pg:search 'PCT') (UNDEF UNDEF) }",
        "FILTER(?a IN (pg:search, ?a) || 1<2)",
    ]
)


def _groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = st.one_of(
        st.builds("OPTIONAL {}".format, inner),
        st.builds("{} UNION {}".format, inner, inner),
        st.builds("MINUS {}".format, inner),
        st.builds("FILTER EXISTS {}".format, inner),
        st.builds("FILTER(NOT EXISTS {})".format, inner),
        st.builds("{{ SELECT ?a WHERE {} }}".format, inner),
    )
    return _group(st.one_of(_FIXED, element))


def _group(element: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda first, between, rest, dot: f"{{ {first}{dot}{between} {rest} }}",
        _STATEMENT,
        element,
        st.one_of(_STATEMENT, st.just("")),
        st.sampled_from([" ", ".", " . "]),
    )


_QUERY = st.builds(
    "PREFIX other: <{}> {} {}".format,
    st.just(iris.NS),
    st.sampled_from(
        ["SELECT *", "SELECT (COUNT(*) AS ?n)", "ASK", 'CONSTRUCT { ?a pg:search "x" }']
    ),
    st.recursive(_group(_FIXED), _groups, max_leaves=3),
)


@settings(deadline=None)
@given(query=_QUERY)
def test_a_search_is_as_good_as_triples(store: Store, plainly: Ask, query: str) -> None:
    """A query with searches answers as if each thing had its words in a triple."""
    try:
        expected = plainly(query)
        rewritten = with_search(Asking(query), store.index())
    except InvalidQueryError:
        return  # BIND to a variable that the block before it has bound, or too many searches
    assert _rows(store._engine, rewritten) == expected  # type: ignore[attr-defined]  # noqa: SLF001


UNTOUCHED = [
    "SELECT ?t { ?t rdfs:label ?l FILTER(?l = '?x pg:search \"专利\"') }",
    "SELECT ?t { ?t a pg:Task } # ?t pg:search '专利'",
    "SELECT ?t { ?t a <http://example.org/pg:search> ; rdfs:label '''\n?t pg:search 'a' .''' }",
    "PREFIX pg: <http://example.org/> SELECT ?t { ?t pg:search '专利' }",
    "SELECT ?p { VALUES ?p { pg:search } ?s ?p ?o }",
    "SELECT ?p { VALUES (?p ?o) { (pg:search '专利') } ?s ?p ?o }",
    "SELECT * { VALUES ?p { <urn:a> pg:search '专利' } ?s ?p ?o }",
    "SELECT ?s { ?s ?p pg:search }",
    "SELECT ?s { ?s ?p ?o FILTER(?p != pg:search && ?o IN ('专利', pg:search)) }",
    "SELECT ?s { pg:search rdfs:label ?s }",
    "CONSTRUCT { ?t pg:search '专利' . [ pg:search 'b' ] pg:search 'c' } { ?t a pg:Task }",
    "SELECT ?t { ?t pg:searched '专利' ; pg:search-words 'b' ; pg:search.x 'c' }",
]


@pytest.mark.parametrize("query", UNTOUCHED)
def test_what_only_looks_like_a_search_stays(query: str) -> None:
    """Texts, comments, other IRIs, values, objects and templates stay as they are."""
    told = Told([])
    asking = Asking(query)
    assert with_search(asking, told) is asking
    assert told.asked == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK{?x pg:search'a'}", "ASK{ VALUES ?x { <urn:1> } }"),
        (
            "SELECT * { ?x pg:search 'a' ; a pg:Task . ?y ?p ?x }",
            "SELECT * { VALUES ?x { <urn:1> } ?x a pg:Task . ?y ?p ?x }",
        ),
        (
            "SELECT * { ?y ?p ?x . ?x a pg:Task ; pg:search 'a' ; rdfs:label ?l FILTER(?l) }",
            "SELECT * { VALUES ?x { <urn:1> } ?y ?p ?x . ?x a pg:Task ; rdfs:label ?l FILTER(?l) }",
        ),
        (
            "SELECT * { OPTIONAL { ?x ?p ?y } ?x pg:search 'a'@zh . }",
            "SELECT * { OPTIONAL { ?x ?p ?y } VALUES ?x { <urn:1> } }",
        ),
    ],
)
def test_a_search_becomes_values(query: str, expected: str) -> None:
    """What the index finds stands at the head of the block, and the search is gone."""
    rewritten = with_search(Asking(query), Told(["urn:1"]))
    assert " ".join(rewritten.sparql.split()) == expected
    assert rewritten.written == query


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { <urn:a> pg:search '专利' }", "no variable"),
        ("SELECT * { [] pg:search '专利' }", "no variable"),
        ("SELECT * { ?t pg:p [ a pg:Task ; pg:search '专利' ] }", "blank node"),
        ("SELECT * { ?t pg:search ?words }", "no text"),
        ("SELECT * { ?t pg:search pg:Task }", "no text"),
        ("SELECT * { ?t pg:search 3 }", "no text"),
        ("SELECT * { ?t pg:search|rdfs:label '专利' }", "path"),
        ("SELECT * { ?t pg:partOf/pg:search '专利' }", "path"),
        ("SELECT * { ?t ^pg:search ?x }", "path"),
        ("SELECT * { ?t pg:search* '专利' }", "path"),
        ("CONSTRUCT WHERE { ?t pg:search '专利' }", "short form"),
        ("SELECT * { ?t pg:search ' ' }", "no word"),
        ("SELECT * { ?t pg:search '专利' " + "; pg:search 'a' " * MOST_SEARCHES + "}", "8 times"),
    ],
)
def test_a_search_that_cannot_be_one_is_refused(store: Store, query: str, words: str) -> None:
    """What would silently find nothing is refused, and the message says why."""
    with pytest.raises(InvalidQueryError, match=words):
        store.query(query)


def test_too_many_things_are_refused() -> None:
    """A search that finds more than a thousand things is refused with that number, never cut."""
    with pytest.raises(InvalidQueryError, match="More than 1000 things hold '的'"):
        with_search(Asking("SELECT * { ?t pg:search '的' }"), Told(None))


@pytest.mark.parametrize(
    ("pattern", "kinds", "plan"),
    [
        ("?t pg:search '专利'", None, None),
        ("?t a pg:Task ; pg:search '专利'", {"task"}, None),
        (
            "?t pg:search '专利' . ?x a pg:Plan . FILTER(?x != ?t) ?t a pg:Measure",
            {"measure"},
            None,
        ),
        ("?t a pg:PlanItem, pg:Task ; pg:search '专利'", None, None),
        ("?t a pg:Agency ; rdf:type pg:Party ; pg:search '专利'", {"agency"}, None),
        ("?t a pg:Task . OPTIONAL { ?t a pg:Goal } ?t pg:search '专利'", {"task"}, None),
        ("{ ?t a pg:Task } UNION { ?t a pg:Goal } ?t pg:search '专利'", None, None),
        ("?t pg:inPlan ?plan ; pg:search '专利'", None, "p-1"),
        ("?t pg:inPlan <https://w3id.org/plangraph/id/plan/p-2> ; pg:search '专利'", None, "p-2"),
    ],
)
def test_a_search_asks_for_no_more_than_the_pattern_takes(
    pattern: str, kinds: set[str] | None, plan: str | None
) -> None:
    """What the same block says of the variable (class, plan) narrows the search."""
    told = Told([])
    bound = {"plan": f"<{iris.absolute('plan/p-1')}>"}
    with_search(Asking(f"SELECT ?t ?plan {{ {pattern} }}", bound), told)
    wanted = told.asked[0]
    assert (wanted.asked, wanted.plan) == ("专利", plan)
    assert wanted.kinds == (None if kinds is None else frozenset(kinds))


def test_words_may_be_a_parameter(store: Store) -> None:
    """The words may be the value of a variable, as texts in a plan's language or without one."""
    query = "SELECT ?t ?words { ?t a pg:Task ; pg:search ?words }"
    texts = [Literal("知识产权"), Literal("知识产权", lang="zh"), Literal('a"\\知')]
    found = [len(store.query(query, {"words": text}).rows()) for text in texts]
    assert found == [9, 9, 0]


def test_a_search_in_every_form_of_query(store: Store) -> None:
    """SELECT, ASK, CONSTRUCT and DESCRIBE search, also what MINUS takes away."""
    assert len(store.query(TASKS).rows()) == 9
    assert bool(store.query('ASK { ?t pg:search "专利" }'))
    assert not bool(store.query('ASK { ?t pg:search "无此词" }'))
    graph = store.query('CONSTRUCT { ?t pg:search "x" } WHERE { ?t a pg:Task ; pg:search "专" }')
    assert len(graph.graph()) == 0
    graph = store.query('DESCRIBE ?t { ?t a pg:Target ; pg:search "专利" }')
    assert len(set(graph.graph().subjects())) == 2
    counted = store.query(
        'SELECT (COUNT(?t) AS ?n) { { ?t a pg:Task } MINUS { ?t pg:search "知识产权" } }'
    )
    assert counted.values() == [{"n": 0}]


def test_a_bound_thing_is_tested(store: Store) -> None:
    """With the variable bound to a thing, a search tells whether that thing holds the words."""
    (first, *_) = store.query('SELECT ?t { ?t a pg:Task ; pg:search "转化" }').rows()
    bound = {"t": URIRef(str(first["t"]))}
    for words, times in (("转化", 1), ("无此词", 0)):
        asked = f'SELECT ?t {{ ?t pg:search "{words}" }}'
        assert len(store.query(asked, bound).rows()) == times


def test_mistakes_are_told_where_the_user_made_them(store: Store) -> None:
    """A query that searches and does not parse is told by its own line, column and words."""
    query = 'SELECT ?t {\n  ?t pg:search "专利" ; rdfs:label ?l . ?t a pg:Task ;; , }'
    told = []
    for text in (query, query.replace("pg:search", "pg:sought")):
        with pytest.raises(InvalidQueryError) as refused:
            store.query(text)
        told.append((refused.value.where, refused.value.what))
    assert told[0] == told[1]
    assert told[0][0].startswith("line 2")


@settings(deadline=None)
@given(text=st.text(st.sampled_from("?xpg:search'\"\\<>{}()[];.,#@ \n%^|a1_-专"), max_size=60))
def test_tokens_lose_nothing(text: str) -> None:
    """The tokens of any text, in order, are the text; and no text makes a search fail badly."""
    tokens, end = read_tokens(text)
    assert write_tokens(tokens, end) == text
    assert all(token.text for token in tokens)
    with suppress(InvalidQueryError):
        with_search(Asking(f"SELECT * {{ ?x pg:search 'a' {text}"), Told(["urn:1"]))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_are_read_as_the_engine_reads_them(text: str) -> None:
    """The characters of a text in a query are those that the engine sees, escapes undone."""
    written = str(to_engine(Literal(text)))
    (token,) = read_tokens(written)[0]
    assert token.kind == "text"
    assert text_of(token) == text


def test_a_hostile_query_costs_little() -> None:
    """The time to find searches grows with the length of a query and no faster."""
    for piece in ("a.", "'\\'", '"""a', "<a", "{", "?x pg:search 'a' ;", "_:a.", "\\u0061"):
        tokens, _ = read_tokens(piece * 30_000)
        assert isinstance(tokens[0], Token)
