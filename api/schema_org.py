"""What a page is about in the words of schema.org, for search engines and catalogues of data.

The subject of a page is found in what its template is given: a plan, an agency, a place, or the
list of all plans, which is the data set.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

from markupsafe import Markup

from plangraph.api.parts import Ref
from plangraph.api.records import Agency, Plan, Region

Node = dict[str, Any]
Subject = Plan | Agency | Region
_NAME: Final = "PlanGraph"
_ABOUT: Final = {
    "zh": "政府规划方案中的任务、责任单位、指标、期限与地区，每条都附原文依据。",
    "en": "Tasks, responsible agencies, targets, deadlines and places of government plans, "
    "each with the words that prove it.",
}
_KINDS: Final = {"administrative": "AdministrativeArea"}
_UNSAFE: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def describe_page(url: str, lang: str, content: Mapping[str, Any]) -> Markup | None:
    """The description of a page as JSON-LD that may stand in HTML; ``None`` for pages of no thing.

    Args:
        url: The public address of the service.
        lang: The language of the page.
        content: What the template is given.
    """
    node = _node(url, lang, content)
    if node is None:
        return None
    text = json.dumps({"@context": "https://schema.org", **_full(node)}, ensure_ascii=False)
    for letter, escape in _UNSAFE.items():
        text = text.replace(letter, escape)
    return Markup(text)  # noqa: S704  (JSON without any character that HTML heeds)


def _node(url: str, lang: str, content: Mapping[str, Any]) -> Node | None:
    plans = content.get("plans") or getattr(content.get("shown"), "plans", None)
    subject = next(_subjects(content), None)
    if isinstance(subject, Plan):
        return _plan(url, lang, subject)
    if isinstance(subject, Agency):
        return _agency(url, subject)
    if isinstance(subject, Region):
        return _region(url, subject)
    return _dataset(url, lang, plans) if isinstance(plans, Sequence) else None


def _subjects(content: Mapping[str, Any]) -> Iterator[Subject]:
    """Plans, agencies and places that are given by themselves, or as a part of what is shown."""
    for value in content.values():
        if isinstance(value, Subject):
            yield value
        elif is_dataclass(value):
            parts = (getattr(value, field.name) for field in fields(value))
            yield from (part for part in parts if isinstance(part, Subject))


def _dataset(url: str, lang: str, plans: Sequence[Any]) -> Node:
    return {
        "@type": "Dataset",
        "@id": f"{url}/.well-known/void#dataset",
        "name": _NAME,
        "description": _ABOUT[lang],
        "url": f"{url}/",
        "inLanguage": "zh-Hans",
        "distribution": [
            _download(f"{url}/sparql", "application/sparql-results+json"),
            _download(f"{url}/api/tasks.csv", "text/csv"),
            _download(f"{url}/.well-known/void", "text/turtle"),
        ],
        "hasPart": [_plan(url, lang, plan) for plan in plans if isinstance(plan, Plan)][:50],
    }


def _plan(url: str, lang: str, plan: Plan) -> Node:
    place = _thing("AdministrativeArea", plan.jurisdiction)
    return {
        "@type": "Dataset",
        "@id": plan.id,
        "name": plan.title,
        "alternateName": plan.notice_title,
        "description": _ABOUT[lang],
        "url": f"{url}/plan/{plan.key}",
        "inLanguage": "zh-Hans",
        "identifier": plan.number,
        "datePublished": plan.issued,
        "temporalCoverage": _period(plan),
        "spatialCoverage": place,
        "isPartOf": {"@type": "Dataset", "@id": f"{url}/.well-known/void#dataset", "name": _NAME},
        "isBasedOn": {
            "@type": "DigitalDocument",
            "name": plan.title,
            "identifier": plan.number,
            "datePublished": plan.issued,
            "inLanguage": "zh-Hans",
            "url": plan.source,
            "publisher": [_thing("GovernmentOrganization", one) for one in plan.issuers],
        },
        "distribution": [
            _download(f"{url}/data/graph/{plan.key}?format=ttl", "text/turtle"),
            _download(f"{url}/data/graph/{plan.key}?format=jsonld", "application/ld+json"),
            _download(f"{url}/api/tasks?plan={plan.key}&format=csv", "text/csv"),
            _download(f"{url}/api/plans/{plan.key}/text", "text/plain"),
        ],
    }


def _agency(url: str, agency: Agency) -> Node:
    return {
        "@type": "Organization" if agency.kind == "group" else "GovernmentOrganization",
        "@id": agency.id,
        "name": agency.name,
        "alternateName": [name for name in (agency.name_en, *agency.printed) if name],
        "url": f"{url}/agency/{agency.key.removeprefix('org/')}",
        "areaServed": _thing("AdministrativeArea", agency.jurisdiction),
        "parentOrganization": _thing("GovernmentOrganization", agency.office_of),
    }


def _region(url: str, region: Region) -> Node:
    return {
        "@type": _KINDS.get(region.kind, "Place"),
        "@id": region.id,
        "name": region.name,
        "alternateName": region.name_en,
        "identifier": region.code,
        "url": f"{url}/{region.key}",
        "containedInPlace": _thing("Place", region.within),
    }


def _thing(kind: str, ref: Ref | None) -> Node | None:
    return None if ref is None else {"@type": kind, "@id": ref.id, "name": ref.label}


def _download(address: str, kind: str) -> Node:
    return {"@type": "DataDownload", "contentUrl": address, "encodingFormat": kind}


def _period(plan: Plan) -> str | None:
    if not (plan.period_start or plan.period_end):
        return None
    return f"{plan.period_start or '..'}/{plan.period_end or '..'}"


def _full(value: Any) -> Any:
    """A node without what is not known."""
    if isinstance(value, dict):
        found = {name: _full(part) for name, part in value.items()}
        return {name: part for name, part in found.items() if part not in (None, [], "")}
    return [_full(part) for part in value] if isinstance(value, list) else value
