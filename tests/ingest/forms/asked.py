"""What the tests of the forms ask: a few words read in a small plan, the facts as short lines."""

from typing import Any

from plangraph.ingest.facts import facts_json
from tests.ingest.reading import read


def facts_of(words: str, section: str = "重点任务", city: str = "衢州市") -> dict[str, Any]:
    """The facts of a plan of a city that has some words in one item of one section."""
    return facts_json(read(f"{city}推进方案\n\n一、{section}\n\n（一）推进。{words}\n"))


def duties(words: str, section: str = "重点任务") -> str:
    """Who has which duty, in the order of the text: ``lead 市林业局; support 市公安局``."""
    lines: list[list[str]] = []
    for row in facts_of(words, section)["assignments"]:
        if lines and lines[-1][0] == row["role"]:
            lines[-1].append(row["agency"])
        else:
            lines.append([row["role"], row["agency"]])
    return "; ".join(map(" ".join, lines))


def told(words: str) -> str:
    """The duties that some words tell in a section without statements in set form."""
    return duties(words, "保障措施")


def named(words: str) -> str:
    """The bodies that a list behind a label names, each as a sentence of its own would."""
    text = facts_of(f"（责任单位：{words}）")
    return " ".join(row["agency"] for row in text["assignments"])


def goals(words: str, **plan: str) -> list[str]:
    """The targets of some words among the goals: ``森林覆盖率 >= 71.5% 2027``."""
    return _targets(words, plan.get("section", "发展目标"))


def floors(words: str) -> list[str]:
    """The targets of some words among the tasks."""
    return _targets(words, "重点任务")


def _targets(words: str, section: str) -> list[str]:
    rows = facts_of(words, section)["targets"]
    return [
        f"{row['indicator']} {row['comparator']} {_value(row['value'])}{row['unit']}"
        + (f" {row['deadline']}" if row["deadline"] else "")
        for row in rows
    ]


def _value(value: Any) -> str:
    return "-".join(map(str, value)) if isinstance(value, list) else str(value)


def regions(words: str, city: str = "衢州市") -> str:
    """The places that some words of a city's plan concern."""
    rows = facts_of(f"{words}（责任单位：市科技局）", city=city)["regions"]
    return " ".join(row["name"] for row in rows)
