"""Templates and words to HTML pages, in Chinese or English; knows nothing of the store."""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from plangraph.api.addresses import anchor, local_key, page_path, reading_path
from plangraph.api.bilingual import shorten
from plangraph.api.parts import Responsibility
from plangraph.api.schema_org import describe_page
from plangraph.api.told import in_chinese
from plangraph.ontology import iris
from plangraph.viz.printed_values import with_unit
from plangraph.viz.words import Words

HERE = Path(__file__).parent
STATIC = HERE / "static"
_PREFIXES = {"zh": "", "en": "/en"}
LANGUAGES = tuple(_PREFIXES)
_FIGURE = re.compile(r"([0-9０-９][0-9０-９,，.．]*)(.*)", re.DOTALL)
_BASE = re.compile(r"(?:由|从|较|(?<![占分])比(?![重例率值]))[^，。；,;]{0,12}?[0-9０-９]")
_FIGURE_CELL = re.compile(r"[|\t]\s*[0-9０-９][^|\t]*")
_CHINESE = re.compile(r"([\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef]*)")
_UNNAMED = re.compile(r"[^A-Za-z0-9._-]+")
_LAST_NUMBER = re.compile(r"[(（]?[0-9０-９一二三四五六七八九十百]+[)）]?$")
_BRIEF = 12  # characters that may stand before a title
_SENT = ("*.css", "*.js", "*.html", "*.tsv", "*.rq", "*.py", "*.svg")


class Site:
    """Writes pages.

    Args:
        url: The public address of the service, without a slash at the end.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.root = urlsplit(url).path
        self.release = release()
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"anchor": anchor, "key": local_key, "page_path": page_path}
        self._environment.filters |= {"absolute": iris.absolute, "brief": brief_number}
        self._environment.filters |= {"reading_path": reading_path, "serial": serial}
        self._environment.filters |= {"chinese": mark_chinese, "in_chinese": in_chinese}
        self._environment.filters |= {"shorten": shorten}
        self._environment.filters |= {
            "figure": split_figure,
            "with_unit": with_unit,
            "statements": split_statements,
        }
        self._environment.tests |= {"based": tells_base, "ours": is_ours}

    def page(
        self, request: Request, template: str, *, status: int = 200, **content: Any
    ) -> HTMLResponse:
        """A page in the language of the request's path."""
        lang = self.lang(request)
        html = self._environment.get_template(template).render(
            lang=lang,
            words=words_of(lang),
            root=self.root,
            home=self.root + _PREFIXES[lang],
            static=f"{self.root}/static",
            release=self.release[:8],
            url=self.url,
            alternates=self._alternates(request),
            described=describe_page(self.url, lang, content) if status == 200 else None,
            **content,
        )
        return HTMLResponse(html, status, {"Vary": "Accept", "Content-Language": lang})

    def compile(self) -> None:
        """Make all templates ready, which else the first visitor of each kind of page waits for."""
        for name in self._environment.list_templates():
            self._environment.get_template(name)

    def home(self, request: Request) -> str:
        """The address of the home page in the language of the request's path, without a slash."""
        return self.root + _PREFIXES[self.lang(request)]

    def lang(self, request: Request) -> str:
        """The language of the request's path."""
        return language(request.url.path.removeprefix(self.root))

    def text(self, template: str, **content: str) -> str:
        """A template that is no page; its values must be trusted."""
        return self._environment.get_template(template).render(**content)

    def _alternates(self, request: Request) -> dict[str, str]:
        """The address of the same page in each language."""
        path = request.url.path.removeprefix(self.root)
        plain = path.removeprefix("/en") if language(path) == "en" else path
        query = f"?{request.url.query}" if request.url.query else ""
        return {
            lang: f"{self.root}{prefix}{plain or '/'}{query}" for lang, prefix in _PREFIXES.items()
        }


def split_figure(printed: str) -> tuple[str, str]:
    """The digits of a figure and the rest, for drawing the digits large.

    >>> split_figure("32万件"), split_figure("三成")
    (('32', '万件'), ('三成', ''))
    """
    found = _FIGURE.fullmatch(printed)
    return (found[1], found[2]) if found else (printed, "")


def brief_number(number: str) -> str:
    """The number of a unit as it can stand before its title: without headings that have none.

    >>> brief_number("二(五)"), brief_number("加快培育数字化发展引擎打造数字技术创新高地1")
    ('二(五)', '1')
    """
    found = _LAST_NUMBER.search(number) if len(number) > _BRIEF else None
    return found[0] if found else number


def tells_base(quote: str) -> bool:
    """Whether the words of a target seem to tell what it starts from.

    >>> tells_base("由2020年的10%提高到15%"), tells_base("占GDP比重达到15%")
    (True, False)

    Of a row of a table the cells before that of the target may do so.

    >>> tells_base("城镇化率（%） | 52 | 54"), tells_base("城镇化率（%） | 54")
    (True, False)
    """
    return _BASE.search(quote) is not None or len(_FIGURE_CELL.findall(quote)) > 1


def mark_chinese(text: str) -> Markup:
    """A text as HTML, its Chinese words marked as Chinese.

    >>> str(mark_chinese("lead (牵头) & more"))
    'lead (<span lang="zh-Hans">牵头</span>) &amp; more'
    """
    parts = _CHINESE.split(text)
    return Markup("").join(
        Markup('<span lang="zh-Hans">{}</span>').format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def is_ours(text: str) -> bool:
    """Whether a text is the IRI of something that a page shows.

    >>> is_ours("https://w3id.org/plangraph/id/plan/cn-1"), is_ours("市科技局")
    (True, False)
    """
    return text.startswith(iris.base())


def serial(iri: str) -> str:
    """An IRI as it can stand in the name of a place on a page.

    >>> serial("https://w3id.org/plangraph/id/plan/cn-1/task/2.5/resp/1")
    'plan-cn-1-task-2.5-resp-1'
    """
    return _UNNAMED.sub("-", local_key(iri))


def split_statements(duties: Sequence[Responsibility]) -> list[list[Responsibility]]:
    """The duties of an item by statement and role, in the order of the text."""
    groups = groupby(duties, key=lambda duty: (duty.evidence.span, duty.role))
    return [list(group) for _, group in groups]


def language(path: str) -> str:
    """The language of a path: English below ``/en/``, else Chinese.

    >>> language("/en/network"), language("/energy")
    ('en', 'zh')
    """
    return "en" if path == "/en" or path.startswith("/en/") else "zh"


@cache
def words_of(lang: str) -> Words:
    """The texts of the pages in a language, from ``strings.tsv``."""
    lines = HERE.joinpath("strings.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader(
        (line for line in lines if not line.startswith("#")),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    return Words(lang, {row["key"]: row[lang] for row in rows})


@cache
def release() -> str:
    """A hash of everything in this part: another one whenever pages or code change."""
    digest = hashlib.sha256()
    for path in _sent_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sent_files() -> Iterator[Path]:
    for pattern in _SENT:
        yield from sorted(HERE.glob(pattern))
        yield from sorted(HERE.glob(f"*/{pattern}"))
