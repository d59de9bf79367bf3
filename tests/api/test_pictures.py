"""Pictures for strangers: drawn by a sealed worker, the same bytes as by a command."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pypdfium2
import pytest
import uvicorn
from fastapi import Request, Response

from plangraph.api.app import create_app
from plangraph.api.desks import DRAW, Desks
from plangraph.api.pictures import TYPES, picture_reply
from plangraph.api.service import Served
from plangraph.api.serving import desks_of
from plangraph.api.settings import Settings
from plangraph.graph.store import open_store
from plangraph.ontology.errors import InvalidQueryError, LimitError, PlanGraphError
from plangraph.viz.files import figure_bytes
from plangraph.viz.map_figure import map_figure
from plangraph.viz.scene import scene_of
from plangraph.viz.sheets import ENDINGS, Sheet, sheet_from, sheet_of
from plangraph.viz.svg import Look
from plangraph.viz.words import words_of
from tests.trap import Trap
from tests.viz import plans

PDF = Path("map.pdf")
FIGURE = map_figure(scene_of(plans.kunming(), words_of("zh")))
LARGE = "<svg xmlns='http://www.w3.org/2000/svg' width='30000' height='30000'/>"


@pytest.fixture(scope="module")
def desks() -> Iterator[Desks]:
    """A desk that draws."""
    desks = desks_of(Settings(picture_memory=1000))
    yield desks
    desks.close()


def ordered(desks: Desks, sheet: Sheet) -> bytes:
    """What is drawn for a stranger."""
    return desks.pictures.lane.do(DRAW, sheet.told(), [sheet.svg.encode()]).read()


@pytest.mark.parametrize("ending", [".png", ".docx"])
def test_a_stranger_gets_what_a_command_writes(desks: Desks, ending: str) -> None:
    """PNG and Word are the same, byte for byte, with fonts, picture, caption and source."""
    look = Look(theme="dark", width=900)
    here = figure_bytes(FIGURE, Path(f"map{ending}"), look)
    assert ordered(desks, sheet_of(FIGURE, ending, look)) == here


def test_a_stranger_gets_the_same_pdf(desks: Desks) -> None:
    """The PDF has the same text and size; the order of its parts differs from time to time."""
    found = []
    for raw in (ordered(desks, sheet_of(FIGURE, ".pdf")), figure_bytes(FIGURE, PDF, Look())):
        document = pypdfium2.PdfDocument(raw)
        page = document[0]
        found.append((len(raw), page.get_size(), page.get_textpage().get_text_range()))
        document.close()
    assert found[0] == found[1]
    assert "昆明市" in found[0][2]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_sheet_travels_as_text(ending: str) -> None:
    """A sheet is the same after its way through JSON."""
    sheet = sheet_of(FIGURE, ending)
    assert sheet_from(json.loads(json.dumps(sheet.told())), sheet.svg) == sheet


def test_other_endings_are_refused() -> None:
    """What is not drawn on paper is told so."""
    with pytest.raises(InvalidQueryError, match=r"\.png, \.pdf, \.docx"):
        sheet_of(FIGURE, ".gif")


def test_a_picture_too_large_is_507(desks: Desks) -> None:
    """A picture that wants more memory than it may is refused, and the next one is drawn."""
    sheet = replace(sheet_of(FIGURE, ".png"), svg=LARGE)
    with pytest.raises(PlanGraphError) as caught:
        ordered(desks, sheet)
    assert isinstance(caught.value, LimitError)
    assert caught.value.status == 507
    assert "The picture" in caught.value.what
    assert ordered(desks, sheet_of(FIGURE, ".png")).startswith(b"\x89PNG")


def test_a_picture_fetches_nothing(desks: Desks, trap: Trap) -> None:
    """A picture that names another one elsewhere reaches nobody, and harms no other."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
        f"<image href='http://127.0.0.1:{trap.port}/a.png' width='9' height='9'/></svg>"
    )
    with suppress(PlanGraphError):
        ordered(desks, replace(sheet_of(FIGURE, ".png"), svg=svg))
    assert trap() == 0
    assert ordered(desks, sheet_of(FIGURE, ".png")).startswith(b"\x89PNG")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service with a path that draws."""
    folder = tmp_path_factory.mktemp("pictures") / "store"
    with open_store(folder) as store, socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = create_app(Settings(base_url=address), store)
        app.add_api_route("/map{ending}", _map)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with httpx.Client(base_url=address, timeout=60) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


async def _map(request: Request, service: Served, ending: str) -> Response:
    return await picture_reply(request, service, FIGURE, ending)


def test_a_picture_as_a_reply(client: httpx.Client) -> None:
    """A path of the service answers a figure as a file of its type, or with its problem."""
    for ending, media_type in TYPES.items():
        reply = client.get(f"/map{ending}")
        assert (reply.status_code, reply.headers["content-type"]) == (200, media_type)
    assert client.get("/map.gif").status_code == 400
    assert (
        'plangraph_pictures_total{lane="strangers",outcome="ok"} 3.0' in client.get("/metrics").text
    )
