"""Refusals in Chinese: for people on Chinese pages, and where a browser prefers Chinese."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import httpx
import pytest

from plangraph import ingest
from plangraph.api.told import in_chinese

MODULES = sorted(
    path.stem
    for path in Path(ingest.__path__[0]).glob("*.py")
    if path.stem not in {"score", "office", "source"}  # they refuse on the machine itself alone
    and "UnreadableFileError(" in path.read_text("utf-8")
)


def sentences(module: str) -> Iterator[str]:
    """What the refusals of a module say and advise, with 7 where cases differ."""
    names = vars(import_module(f"plangraph.ingest.{module}"))
    source = Path(str(names["__file__"])).read_text("utf-8")
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "UnreadableFileError":
            continue
        advice = [one.value for one in call.keywords if one.arg == "advice"]
        yield from (_text(one, names) for one in [*call.args, *advice])


def _text(node: ast.expr, names: dict[str, object]) -> str:
    if isinstance(node, ast.Name):
        return str(names[node.id])
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, names) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        known = names.get(getattr(node.value, "id", ""))
        return known if isinstance(known, str) else "7"
    assert isinstance(node, ast.Constant), ast.dump(node)
    return str(node.value)


@pytest.mark.parametrize("module", MODULES)
def test_every_refusal_of_a_file_has_chinese_words(module: str) -> None:
    """Whatever keeps a file from being read is told to Chinese readers in Chinese."""
    assert [one for one in sentences(module) if in_chinese(one) == one] == []


def test_the_language_of_the_client_decides(seed: httpx.Client) -> None:
    """Problems are Chinese where Accept-Language begins so, else English; pages by their path."""
    asked = {"Accept": "application/json", "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}
    reply = seed.get("/api/plans/nowhere", headers=asked)
    assert reply.json()["detail"] == "没有这个内容。"
    assert reply.headers["Content-Language"] == "zh"
    assert "Accept-Language" in reply.headers["Vary"]
    assert seed.get("/api/plans/nowhere").json()["detail"] == "There is no Plan with this key."
    page = {"Accept": "text/html"}
    assert "参数 due_before 不符合要求。" in seed.get("/tasks?due_before=x", headers=page).text
    assert "valid date" in seed.get("/en/tasks?due_before=x", headers=page).text
    assert "查询有语法错误" in seed.get("/sparql?query=SELECT WHERE", headers=page).text
