"""Reports over HTTP: every kind of file in both languages, within bounds."""

import io
import json
import re
import socket
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

import httpx
import pypdfium2
import pytest
import uvicorn
from fastapi import FastAPI

from plangraph.api.app import create_app
from plangraph.api.desks import RENDER, Desk
from plangraph.api.service import Service
from plangraph.api.settings import Settings
from plangraph.graph.pool import Bounds, Lane
from plangraph.graph.refusals import REPORTS
from plangraph.graph.store import Store
from plangraph.ontology.errors import LimitError
from plangraph.viz.report import Picture, Report
from plangraph.viz.report_files import report_bytes
from plangraph.viz.report_parts import report_of
from plangraph.viz.report_travel import report_heard, report_told
from tests.api.conftest import HOSTILE

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Maker:
    """A service that makes reports, and what is inside it."""

    client: httpx.Client
    app: FastAPI

    @property
    def service(self) -> Service:
        """What its routes work with."""
        found: Service = self.app.state.service
        return found

    def bounded(self, seconds: float) -> Desk:
        """A desk for one report at a time, for so many seconds, where nobody may wait."""
        nursery = self.service.desks.nurseries[1]
        return Desk(Lane(nursery, Bounds(1, 0, seconds, seconds), REPORTS))


@pytest.fixture(scope="module")
def maker(seed_store: Store) -> Iterator[Maker]:
    """A service with the bundled plan."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = create_app(Settings(base_url=address), seed_store)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with httpx.Client(base_url=address, timeout=60) as client:
                client.get("/healthz")
                yield Maker(client, app)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def report(seed_store: Store, seed_key: str) -> Report:
    """The report on the bundled plan."""
    return report_of(seed_store, seed_key)


def test_a_report_travels_as_text(report: Report) -> None:
    """A report is the same after its way through JSON, with pictures, notes and odd characters."""
    odd = replace(report, title="\ud800\x00\u2028")
    assert report_heard(report_told(report)) == report
    assert report_heard(report_told(odd)) == odd
    assert isinstance(json.loads(report_told(report)), dict)


def test_a_plans_page_leads_to_its_reports(maker: Maker, seed_key: str) -> None:
    """Under downloads stand Word, PDF, HTML and Markdown, each in the language of the page."""
    for lang in ("zh", "en"):
        page = maker.client.get(f"{'/en' if lang == 'en' else ''}/plan/{seed_key}").text
        links = re.findall(r'href="(/api/plans/[^"]+/report\.[^"]+)"', page)
        ends = [link.rpartition(".")[2] for link in links]
        assert ends == [f"{form}?lang={lang}" for form in ("docx", "pdf", "html", "md")]
        for link in links[2:]:
            reply = maker.client.get(unescape(link))
            assert (reply.status_code, reply.headers["content-language"]) == (200, lang)
            assert ("逐项任务" in reply.text) == (lang == "zh")


def test_word_and_pdf_are_made_by_a_worker(maker: Maker, seed_key: str, report: Report) -> None:
    """A stranger gets the Word file that a command writes, and a PDF; asked again, the same one."""
    path = f"/api/plans/{seed_key}/report"
    word = maker.client.get(f"{path}.docx")
    assert (word.status_code, word.headers["content-type"]) == (200, WORD)
    assert re.fullmatch(
        rf'attachment; filename="plangraph-report-{seed_key}-[0-9a-f]{{12}}\.docx"',
        word.headers["content-disposition"],
    )
    with zipfile.ZipFile(io.BytesIO(word.content)) as parts:
        assert "市市场监管局" in parts.read("word/document.xml").decode()
    here = report_bytes(replace(report, blocks=report.blocks[:3]), ".docx")
    told = report_told(replace(report, blocks=report.blocks[:3]))
    lane = maker.service.desks.reports.lane
    assert lane.do(RENDER, {"ending": ".docx"}, [told]).read() == here
    pdf = maker.client.get(f"{path}.pdf?lang=en")
    document = pypdfium2.PdfDocument(pdf.content)
    assert "Responsibilities" in document[0].get_textpage().get_text_range()
    document.close()
    done = lane.counts["ok"]
    assert maker.client.get(f"{path}.docx").content == word.content
    assert lane.counts["ok"] == done
    figures = maker.client.get("/metrics").text
    assert f'plangraph_reports_total{{lane="strangers",outcome="ok"}} {done}.0' in figures


def test_a_page_of_a_report_runs_nothing(maker: Maker, seed_key: str) -> None:
    """The page's own style is let in and nothing else, and nobody may frame it."""
    reply = maker.client.get(f"/api/plans/{seed_key}/report.html")
    policy = reply.headers["content-security-policy"]
    inside = re.search(r'Policy" content="(.*?)"', reply.text)
    assert inside
    assert policy == f"{unescape(inside[1])}; frame-ancestors 'none'"
    assert "script" not in policy
    assert reply.headers["content-disposition"].startswith("inline")


def test_texts_of_a_plan_stay_texts(hostile: httpx.Client, seed_key: str) -> None:
    """Markup in a plan is shown in its report and never obeyed."""
    page = hostile.get(f"/api/plans/{seed_key}/report.html").text
    assert HOSTILE not in page
    assert "&lt;script&gt;window.XSS=1" in page


def test_what_there_is_no_report_of_is_refused(maker: Maker, seed_key: str) -> None:
    """Unknown plans and versions are 404; other kinds, languages and parameters 422."""
    for path, status in (
        ("cn-000000-2022-00000000/report.md", 404),
        ("%2e%2e/report.md?v=000000000000", 404),
        (f"{seed_key}/report.md?v=000000000000", 404),
        (f"{seed_key}/report.odt", 422),
        (f"{seed_key}/report.md?lang=fr", 422),
        (f"{seed_key}/report.md?language=en", 422),
    ):
        reply = maker.client.get(f"/api/plans/{path}")
        assert (reply.status_code, path) == (status, path)
        assert reply.headers["content-type"] == "application/problem+json"


def test_a_report_that_takes_too_long_is_504(maker: Maker, seed_key: str) -> None:
    """A worker that has no time left is ended, and the client is told what else there is."""
    desks, path = maker.service.desks, f"/api/plans/{seed_key}/report.pdf"
    short = replace(desks, reports=maker.bounded(0.0))
    maker.app.state.service = replace(maker.service, desks=short)
    try:
        reply = maker.client.get(path)
    finally:
        maker.app.state.service = replace(maker.service, desks=desks)
        short.reports.lane.close()
    assert reply.status_code == 504
    assert "The report took longer than 0 seconds" in reply.json()["detail"]
    assert "Markdown" in reply.json()["advice"]


def test_more_reports_than_may_wait_are_503(maker: Maker, seed_key: str) -> None:
    """While all workers are busy and the queue is full, the client is told when to come back."""
    desks, path = maker.service.desks, f"/api/plans/{seed_key}/report.docx"
    full = replace(desks, reports=maker.bounded(60.0))
    maker.app.state.service = replace(maker.service, desks=full)
    answers = []

    def meanwhile() -> Iterator[bytes]:
        answers.append(maker.client.get(f"{path}?lang=en"))
        yield b"{}"

    try:
        with pytest.raises(Exception, match="made a mistake"):
            full.reports.lane.do(RENDER, {"ending": ".docx"}, meanwhile()).read()
    finally:
        maker.app.state.service = replace(maker.service, desks=desks)
        full.reports.lane.close()
    assert [reply.status_code for reply in answers] == [503]
    assert int(answers[0].headers["retry-after"]) > 0
    assert "Too many reports" in answers[0].json()["detail"]


def test_a_report_too_large_is_507(maker: Maker, report: Report) -> None:
    """A report whose pictures want more memory than it may use is refused."""
    picture = next(block for block in report.blocks if isinstance(block, Picture))
    drawing = replace(picture.figure.drawing, width=100.0, height=100_000.0)
    large = replace(picture, figure=replace(picture.figure, drawing=drawing))
    told = report_told(replace(report, blocks=(large,)))
    with pytest.raises(LimitError, match="The report") as caught:
        maker.service.desks.reports.lane.do(RENDER, {"ending": ".docx"}, [told]).read()
    assert caught.value.status == 507
