"""A plan to how it is cited: GB/T 7714, BibTeX, CSL-JSON.

Only what the plan or its source states is cited; a day of access stands there if it is told.

Source: GB/T 7714-2015, 8.1-8.8 (electronic resources: ``[EB/OL]``; other documents: ``[Z]``).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plangraph.viz.extract import PlanFacts

STYLES = ("gbt7714", "bibtex", "csl")
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_{}"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Access:
    """Where and when something was read; empty for not told.

    Attributes:
        url: A permanent address; else the plan's own source is cited.
        day: ``2026-11-27``.
    """

    url: str = ""
    day: str = ""


def gbt7714(plan: PlanFacts, access: Access | None = None) -> str:
    """The reference as Chinese standards want it.

    >>> gbt7714(PlanFacts("plan/x", "某市工作方案", ("某市人民政府",), "2022-09-29"))
    '某市人民政府. 某市工作方案[Z]. 2022-09-29.'
    """
    access = access or Access()
    url = access.url or plan.source
    title = f"{plan.title}：{plan.number}" if plan.number else plan.title
    read = f"[{access.day}]" if access.day else ""
    when = f"{plan.issued or ''}{read}"
    parts = [
        ", ".join(plan.issuers),
        f"{title}[{'EB/OL' if url else 'Z'}]",
        when,
        url,
    ]
    return ". ".join(part for part in parts if part).rstrip(".") + "."


def bibtex(plan: PlanFacts, access: Access | None = None) -> str:
    """The reference as an entry for BibTeX; whatever LaTeX would read as a command is escaped."""
    access = access or Access()
    year, month, day = (*(plan.issued or "").split("-"), "", "", "")[:3]
    fields = {
        "author": " and ".join(f"{{{latex(name)}}}" for name in plan.issuers),
        "title": f"{{{latex(plan.title)}}}",
        "year": year,
        "month": _MONTHS[int(month) - 1] if month else "",
        "day": day.removeprefix("0"),
        "number": latex(plan.number or ""),
        "url": _address(access.url or plan.source),
        "urldate": access.day,
        "note": f"text sha256 {plan.sha256[:12]}" if plan.sha256 else "",
        "language": "chinese",
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    ]
    return f"@misc{{{_id(plan)},\n" + ",\n".join(lines) + "\n}\n"


def csl(plan: PlanFacts, access: Access | None = None) -> dict[str, Any]:
    """The reference as an item of CSL-JSON, for Zotero and Pandoc."""
    access = access or Access()
    item: dict[str, Any] = {
        "id": _id(plan),
        "type": "document",
        "title": plan.title,
        "author": [{"literal": name} for name in plan.issuers],
        "issued": _date(plan.issued),
        "number": plan.number,
        "URL": access.url or plan.source,
        "accessed": _date(access.day),
        "language": "zh-CN",
        "note": f"text sha256 {plan.sha256}" if plan.sha256 else "",
    }
    return {name: value for name, value in item.items() if value}


def cited(plans: Sequence[PlanFacts], style: str, access: Access | None = None) -> str:
    """All plans in one of STYLES, as the text of a file."""
    if style == "csl":
        items = [csl(plan, access) for plan in plans]
        return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    if style == "bibtex":
        return "\n".join(bibtex(plan, access) for plan in plans)
    return "".join(f"{gbt7714(plan, access)}\n" for plan in plans)


def latex(text: str) -> str:
    r"""A text that LaTeX prints and does not obey.

    >>> print(latex("50% {x}"))
    50\% \{x\}
    """
    one_line = " ".join(text.split())
    return "".join(_LATEX.get(char, char) for char in one_line)


def _address(url: str) -> str:
    return re.sub(r"[\s{}\\]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), url)


def _id(plan: PlanFacts) -> str:
    return plan.key.removeprefix("plan/")


def _date(printed: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in printed.split("-")]]} if printed else None
