"""The fifteen questions over HTTP: the text of the named queries, sent to the real server."""

from typing import Any

import httpx
import pytest

from plangraph.graph.questions import question
from plangraph.graph.terms import Term
from tests.answers import ASKED, check, names_from

JSON = {"Accept": "application/sparql-results+json"}


def bound(name: str, **values: Any) -> dict[str, str]:
    """Query and bindings as the endpoint takes them: ``$name`` with a term in Turtle's notation."""
    asked = question(name)
    terms: dict[str, Term] = asked.bindings(**values)
    return {"query": asked.sparql} | {f"${key}": term.n3() for key, term in terms.items()}


def rows(reply: httpx.Response) -> list[dict[str, str | None]]:
    """The rows of a result in SPARQL JSON, every column present."""
    assert reply.status_code == 200, reply.text
    found = reply.json()
    return [
        {name: row[name]["value"] if name in row else None for name in found["head"]["vars"]}
        for row in found["results"]["bindings"]
    ]


def ask(client: httpx.Client, name: str, **values: Any) -> list[dict[str, str | None]]:
    """The rows of a named query, sent as GET."""
    return rows(client.get("/sparql", params=bound(name, **values), headers=JSON))


@pytest.mark.parametrize("number", sorted(ASKED))
def test_question_over_http(number: str, seed: httpx.Client, both: httpx.Client) -> None:
    """Every question is answered exactly by its named query, sent to /sparql."""
    asked = ASKED[number]
    client = both if asked.plans == "both" else seed
    names = names_from(ask(client, "party_names"))
    check(number, ask(client, asked.query, **asked.parameters), names)


@pytest.mark.parametrize("number", sorted(ASKED))
def test_both_post_forms_answer_as_get(number: str, both: httpx.Client) -> None:
    """A form and a body of type application/sparql-query give the same bytes as GET."""
    asked = ASKED[number]
    parameters = bound(asked.query, **asked.parameters)
    by_get = both.get("/sparql", params=parameters, headers=JSON)
    by_form = both.post("/sparql", data=parameters, headers=JSON)
    query = parameters.pop("query")
    direct = both.post(
        "/sparql",
        params=parameters,
        content=query.encode(),
        headers=JSON | {"Content-Type": "application/sparql-query"},
    )
    assert by_get.content == by_form.content == direct.content
