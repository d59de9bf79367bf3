# ruff: noqa: E501  a Chinese character counts as two columns
"""Small papers around the words that a test is about."""

from plangraph.ontology.model import Document, Plan
from tests.ingest.reading import read

BODY = "\n一、重点任务\n（一）完善设施。改造老旧管网。（市住建局负责）\n（二）优化服务。开设服务专窗。（市人社局负责）\n"


def document(head: str, tail: str = "") -> Document:
    """The document of a paper with some words before and behind its two tasks."""
    return read(head + "\n" + BODY + tail).document


def issuers(head: str, tail: str = "") -> list[str]:
    """The printed names of those that issued it."""
    return [named.printed for named in document(head, tail).issuers]


def cites(preamble: str) -> list[tuple[str, str | None]]:
    """Titles and numbers of what a preamble cites."""
    found = document(f"邵阳市城市更新实施方案\n\n{preamble}").cites
    return [(cite.title, cite.number) for cite in found]


def cited_in_task(words: str) -> list[str]:
    """Titles of what the words of a task cite."""
    plan = read(f"邵阳市城市更新实施方案\n一、重点任务\n（一）完善制度。{words}（市住建局负责）\n")
    return [cite.title for cite in plan.document.cites]


def section(*lines: str, title: str = "三、实施步骤", head: str = "") -> Plan:
    """A plan with a section of some lines behind a task."""
    top = head or "邵阳市城市更新实施方案\n邵阳市人民政府办公室\n2024年3月5日\n"
    task = "一、重点任务\n（一）完善设施。改造管网。（市住建局负责）\n"
    return read(top + task + "\n".join([title, *lines]) + "\n")


def stages(*lines: str, title: str = "三、实施步骤", head: str = "") -> list[tuple[str, str, str]]:
    """Name, start and end of the stages that a section tells; an end that is not told is empty."""
    plan = section(*lines, title=title, head=head)
    return [(phase.name, phase.start or "", phase.end or "") for phase in plan.phases]


def duties(plan: Plan) -> dict[str, list[str]]:
    """The bodies that have a duty, by the path of the item."""
    paths = {item.position: item.path for item in plan.items}
    found: dict[str, list[str]] = {}
    for row in plan.responsibilities:
        found.setdefault(paths[row.item], []).append(row.printed)
    return found


def paths(plan: Plan) -> list[str]:
    """The paths of the items of a plan, in order of the text."""
    return [item.path for item in plan.items]


def titles(plan: Plan) -> list[tuple[str, str]]:
    """Path and title of the items of a plan."""
    return [(item.path, item.title) for item in plan.items]
