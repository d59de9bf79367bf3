"""The description of the paths for programs: complete, with examples, true to the answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

Node = dict[str, Any]
FACTS = Path(__file__).parents[2] / "docs" / "facts.schema.json"  # described there


@pytest.fixture(scope="module")
def document(seed: httpx.Client) -> Node:
    """The whole description."""
    found: Node = seed.get("/openapi.json").json()
    return found


def operations(document: Node) -> Iterator[tuple[str, Node]]:
    """Each operation with its name."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def shown(schema: Node) -> bool:
    """Whether a field has an example, has one value only, or is described elsewhere."""
    if {"$ref", "const", "enum", "example", "examples"} & schema.keys():
        return True
    if schema.get("type") == "array":
        return shown(schema["items"])
    parts = [part for part in schema.get("anyOf", []) if part.get("type") != "null"]
    return bool(parts) and all(map(shown, parts))


def test_every_field_has_an_example(document: Node) -> None:
    """Each field of each model shows what may stand in it; facts have a schema of their own."""
    schema = json.loads(FACTS.read_text("utf-8"))
    facts = {schema["title"], *schema["$defs"]}
    bare = [
        f"{name}.{field}"
        for name, model in document["components"]["schemas"].items()
        for field, schema in model.get("properties", {}).items()
        if name not in facts and not shown(schema)
    ]
    assert bare == []


def test_every_parameter_has_an_example_and_a_description(document: Node) -> None:
    """Each parameter of each path says what it means and shows a value."""
    bare = [
        f"{name}: {parameter['name']}"
        for name, operation in operations(document)
        for parameter in operation.get("parameters", [])
        if not (parameter.get("description") or parameter["schema"].get("description"))
        or not ("example" in parameter or "examples" in parameter or shown(parameter["schema"]))
    ]
    assert bare == []


def test_every_refusal_is_problem_json(document: Node) -> None:
    """Each documented status from 400 on has problem details, under their own media type."""
    for name, operation in operations(document):
        refusals = {
            status: answer for status, answer in operation["responses"].items() if status >= "400"
        }
        assert "default" not in refusals
        assert refusals, name
        for status, answer in refusals.items():
            assert list(answer["content"]) == ["application/problem+json"], (name, status)
            schema = answer["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}, (name, status)


def test_every_answer_says_what_it_is(document: Node) -> None:
    """Each good answer has a media type with a schema, or none and no body."""
    for name, operation in operations(document):
        good = {s: a for s, a in operation["responses"].items() if s < "400"}
        assert good, name
        for status, answer in good.items():
            for kind, content in answer.get("content", {}).items():
                assert content.get("schema"), (name, status, kind)
            assert ("content" in answer) == (status in ("200", "201")) or status == "201", name


def test_every_path_is_told_by_its_first_sentence(document: Node) -> None:
    """Summaries are sentences of the documentation, and each operation has its own id."""
    summaries = [operation["summary"] for _, operation in operations(document)]
    assert all(text.endswith(".") for text in summaries), summaries
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert len(set(ids)) == len(ids)
