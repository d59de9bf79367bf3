"""The page of queries: in words, for programs, as bars and as a network."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys
from html import unescape
from urllib.parse import parse_qsl

import httpx
import pytest
from markupsafe import Markup
from rdflib import Literal, URIRef

from plangraph.api.explanation import explain
from plangraph.api.result_network import links_of_rows
from plangraph.api.site import words_of
from plangraph.api.workbench import bars, callers
from plangraph.graph.questions import question, questions
from plangraph.viz.links_figure import MOST_THINGS, Joined, links_figure
from plangraph.viz.shapes import Link
from plangraph.viz.words import figure_words

BROWSER = {"Accept": "text/html"}
PAIRS = "SELECT ?task ?agency { ?task a pg:Task ; pg:responsibleParty ?agency }"
RING = """CONSTRUCT { ?a pg:partner ?b }
WHERE { ?t a pg:Task ; pg:responsibleParty ?a, ?b FILTER(STR(?a) < STR(?b)) }"""
AWKWARD = (
    """SELECT ("a'b" AS ?x) (1 AS ?y) {\n  # it's\n}""",
    r"""SELECT ("say \"\"\" \\" AS ?x) { }""",
    "ASK { ?t a pg:Task }",
    "CONSTRUCT { ?t a pg:Task } { ?t a pg:Task } LIMIT 1",
    'SELECT ?n { ?t a pg:Task ; rdfs:label ?n FILTER(CONTAINS(?n, "知识产权")) } LIMIT 2',
)


def told(query: str, lang: str = "zh") -> list[str]:
    """The sentences about a query, without markup."""
    return [unescape(line.striptags()) for line in explain(query, words_of(lang))]


def page(client: httpx.Client, query: str, prefix: str = "") -> str:
    """The page of a query that was run."""
    reply = client.get(f"{prefix}/sparql", params={"query": query}, headers=BROWSER)
    assert reply.status_code == 200
    return reply.text


def test_a_named_query_is_known() -> None:
    """A named query is known by its text, whatever its white space; then its patterns are told."""
    known = question("cq02_party_loads")
    lines = told("\n\n" + known.sparql.replace("\n", "\n  "))
    assert lines[0] == known.title_zh
    assert "?task 的责任主体 pg:responsibleParty 是 ?party" in lines
    assert '只保留满足 (LANG(?partyName) = "zh") 的行' in lines


def test_patterns_are_told_in_both_languages() -> None:
    """Kinds, properties, paths, what may be missing and what must be become sentences."""
    query = """SELECT ?t (COUNT(?p) AS ?n) { ?t a pg:Task ; pg:hasResponsibility/pg:party ?p .
      OPTIONAL { ?t pg:due ?d } FILTER NOT EXISTS { ?t rdfs:label "LIMIT 5" }
      MINUS { ?t ^pg:inTask ?m } BIND(1 AS ?x) } GROUP BY ?t LIMIT 3"""
    assert told(query) == [
        "返回一张表，列为：?t、?n",
        "?t 是任务 pg:Task",
        "?t 的责任 pg:hasResponsibility的主体 pg:party 是 ?p",
        "可以没有：?t 的期限 pg:due 是 ?d",
        '不能有：?t 的名称 rdfs:label 是 "LIMIT 5"',
        "不能有：?t 的^pg:inTask 是 ?m",
        "计算 (1 AS ?x)",
        "分组计算",
        "最多 3 行",
    ]
    assert told(query, "en")[:2] == [
        "It gives a table; its columns are ?t, ?n",
        "?t is a task pg:Task",
    ]


@pytest.mark.parametrize(
    "query", ["nonsense", "", "SELECT", "SELECT * {{{", "ASK }}}", "SELECT ?x { [ a pg:Task ] ) ^"]
)
def test_what_is_no_query_is_not_explained_wrongly(query: str) -> None:
    """Broken queries are explained as far as they go, and break nothing."""
    assert all(isinstance(line, Markup) for line in explain(query, words_of("zh")))


def test_explanations_are_no_markup() -> None:
    """What a query holds stays text: markup, backticks and all."""
    html = "".join(explain("SELECT ?x { ?x a '<b>`</b>' FILTER(?x = '<i>`') }", words_of("en")))
    assert set(re.findall(r"<(\w+)", html)) == {"code"}


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_named_query_is_explained(name: str) -> None:
    """Each named query is explained by more than its title, without a word of its syntax."""
    lines = told(question(name).sparql)
    assert len(lines) > 3
    assert not [line for line in lines if re.search(r"是 (FILTER|OPTIONAL|NOT|MINUS|UNION)", line)]


@pytest.mark.parametrize("query", AWKWARD)
def test_callers_run(seed: httpx.Client, query: str) -> None:
    """The line for curl, the Python program and the address for R give the same answer."""
    made = callers(query, f"{seed.base_url}/sparql")
    curl = shlex.split(made["curl"])
    accept, form = curl[2], curl[4]
    body = dict([form.split("=", 1)])
    headers = dict([accept.split(": ", 1)])
    by_curl = seed.post(curl[-1], data=body, headers=headers)
    assert (by_curl.status_code, body["query"]) == (200, query)
    by_r = seed.get(re.findall(r'"(http[^"]+)"', made["R"])[-1])
    assert dict(parse_qsl(by_r.url.query.decode()))["query"] == query
    assert by_r.content == by_curl.content
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", made["Python"]], capture_output=True, check=True
    )
    rows = [str(row) for row in csv.DictReader(io.StringIO(by_curl.text, newline=""))]
    wanted = "\n".join(rows) if query.startswith("SELECT") else by_curl.text
    assert done.stdout.decode().split() == wanted.split()


def test_figures_become_bars() -> None:
    """A last column of figures is drawn; one of words is not."""
    drawn = bars(("name", "n"), (("甲", "4"), ("乙", "1")))
    assert [(one.label, one.share) for one in drawn] == [("甲", 100.0), ("乙", 25.0)]
    assert bars(("name", "n"), (("甲", "x"), ("乙", "1"))) == []


def test_pairs_become_a_network(seed: httpx.Client) -> None:
    """Rows of two things are drawn as two columns, a box a thing under its name, with its page."""
    html = page(seed, PAIRS)
    svg = html[html.index("<svg xmlns") :].partition("</svg>")[0]
    assert svg.count('class="pg-node"') == 29
    assert "大力促进知识产权转化运用" in svg
    assert "昆明市科学技术局" in svg
    assert 'href="/agency/cn-530100/science-technology-abe107"' in svg
    assert "29 个节点 · 43 条连线" in html
    english = page(seed, PAIRS, "/en")
    assert "29 things · 43 links" in english
    assert 'href="/en/agency/cn-530100/science-technology-abe107"' in english


def test_triples_become_a_network(seed: httpx.Client) -> None:
    """Triples whose things stand on both sides are drawn as a ring."""
    html = page(seed, RING)
    assert "20 个节点 · 78 条连线" in html
    assert "@prefix" in html


def test_what_joins_nothing_is_not_drawn(seed: httpx.Client) -> None:
    """One column, figures and long texts make no network."""
    for query in (
        "SELECT ?t { ?t a pg:Task }",
        "SELECT ?s ?n { ?t pg:sequence ?n ; pg:number ?s }",
        "ASK { ?t a pg:Task }",
    ):
        assert 'class="scroll figure-box"' not in page(seed, query)


def test_the_property_of_a_triple_is_its_name() -> None:
    """Three columns with a property in the middle join the first and the third."""
    one, two, by = (
        URIRef("x:1"),
        URIRef("x:2"),
        URIRef("http://www.w3.org/2004/02/skos/core#broader"),
    )
    rows = [{"s": one, "p": by, "o": two}, {"s": one, "p": by, "o": None}]
    assert links_of_rows(("s", "p", "o"), rows) == [Joined("x:1", "x:2", str(by))]
    names = [{"a": Literal("甲"), "b": Literal("乙")}]
    assert links_of_rows(("a", "b"), names) == [Joined("甲", "乙")]


def test_a_large_result_is_drawn_in_part() -> None:
    """Of many pairs the first are drawn, and the picture says so."""
    names = {f"x:{n}": f"物 {n}" for n in range(1000)}
    links = [Joined(f"x:{n}", f"x:{n + 1}") for n in range(999)]
    figure = links_figure(names, links, figure_words("zh"))
    things = [shape for shape in figure.drawing.shapes if isinstance(shape, Link)]
    assert len(things) == MOST_THINGS
    assert "共 999 条连线" in figure.subtitle


def test_prefixes_and_terms_are_listed(seed: httpx.Client) -> None:
    """The page lists the prefixes and each class and property with its name in the language."""
    html = seed.get("/en/sparql", headers=BROWSER).text
    assert "PREFIX pg: &lt;https://w3id.org/plangraph/ns#&gt;" in html
    assert '<a href="/en/ontology#Task"><code>pg:Task</code></a> task' in html
    held = re.search(r"data-prefixes='([^']+)'", html)
    assert held
    assert json.loads(unescape(held[1]))["skos"].endswith("core#")


def test_results_show_things_by_name(seed: httpx.Client) -> None:
    """Things of the store stand under their names, in English under both; the IRI stands below."""
    query = "SELECT ?a { ?a skos:prefLabel '昆明市司法局'@zh }"
    for prefix, named in (("", "昆明市司法局"), ("/en", "Justice, Kunming · 昆明市司法局")):
        cell = page(seed, query, prefix).split("<tbody>")[-1].split("</table>")[0]
        told = Markup(cell).striptags()  # noqa: S704
        assert told.startswith(f"{named}https://w3id.org/plangraph/id/org/cn-530100/justice-")


def test_partners_have_both_names(seed: httpx.Client) -> None:
    """On English pages the table of partners names each agency in English and in Chinese."""
    html = seed.get("/en/network", params={"view": "shared"}).text
    table = html.split('class="plain standings"')[1].split("</table>")[0]
    assert table.count('class="both"') >= 10
    assert "Science and technology" in table
    assert "昆明市科学技术局" in table
