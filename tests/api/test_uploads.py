"""Files over HTTP: facts for everybody, plans with a token, and nothing that a file can harm."""

import csv
import io
import json
import os
import signal
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from plangraph.api.settings import Settings
from plangraph.api.tokens import Scope, Tokens
from plangraph.graph.store import Store
from plangraph.ingest.documents import Given
from plangraph.ingest.facts import facts_json
from plangraph.ingest.reader import read_text
from plangraph.ingest.source import source_from_bytes
from tests.api.conftest import serving
from tests.api.test_sparql_protocol import problem
from tests.api.writing import writable
from tests.conftest import SEED_TEXT
from tests.ingest import hostile
from tests.ingest.test_copies import WRITERS
from tests.ingest.test_formats_office import OLE, RTF
from tests.ingest.test_hostile import READ, REFUSED, made
from tests.waiting import eventually

BINARY = {"Content-Type": "application/octet-stream"}
PLAN = hostile.PLAN
SLOW = "50,000 numbered items.txt"  # takes far longer than a second
Service = tuple[httpx.Client, Store]


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is there once LibreOffice has been started."""
    return tmp_path_factory.mktemp("trace") / "started"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, trace: Path) -> Iterator[Service]:
    """A service whose client has a token for writing, on a machine with a LibreOffice."""
    folder = tmp_path_factory.mktemp("uploads")
    for name in ("soffice", "libreoffice"):
        program = folder / name
        program.write_text(f"#!/bin/sh\ntouch {trace}\n")
        program.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        with writable(folder) as found:
            yield found


@pytest.fixture(scope="module")
def client(service: Service) -> httpx.Client:
    """Its client."""
    return service[0]


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service that reads one file at a time, for five seconds, and lets one wait."""
    limits = {"file_workers": 1, "file_queue": 1, "file_seconds": 5, "file_memory": 100}
    folder = tmp_path_factory.mktemp("narrow")
    with writable(folder, **limits, max_file_bytes=8_000_000) as (found, _):
        facts(found, PLAN.encode())
        yield found


def facts(client: httpx.Client, raw: bytes, **options: str) -> httpx.Response:
    """What the service says to a file that is the body."""
    return client.post("/api/facts", content=raw, headers=BINARY, params=options)


def form(client: httpx.Client, raw: bytes, name: str, **fields: str) -> httpx.Response:
    """What it says to a file in a form."""
    return client.post("/api/facts", files={"file": (name, raw)}, data=fields)


def read_here(raw: bytes, name: str, **given: str) -> object:
    """The facts as this process reads them."""
    return json.loads(
        json.dumps(facts_json(read_text(source_from_bytes(raw, name), Given(**given))))
    )


def counted(client: httpx.Client) -> Counter[str]:
    """How strangers' files ended so far."""
    start = 'plangraph_files_total{lane="strangers",outcome="'
    rows = [row for row in client.get("/metrics").text.splitlines() if row.startswith(start)]
    pairs = (row.removeprefix(start).split('"} ') for row in rows)
    return Counter({name: int(float(number)) for name, number in pairs})


def busy(client: httpx.Client) -> float:
    """How many readers are at work for strangers, or have work waiting."""
    gauges = ("plangraph_files_running", "plangraph_files_waiting")
    rows = client.get("/metrics").text.splitlines()
    ours = [row for row in rows if row.startswith(gauges) and 'lane="strangers"' in row]
    assert len(ours) == len(gauges)
    return sum(float(row.split()[-1]) for row in ours)


@pytest.mark.parametrize("kind", WRITERS)
def test_every_format_gives_the_same_facts(
    client: httpx.Client, chromium_tab: Page, kind: str
) -> None:
    """A file gives over HTTP what it gives to a command, as the body or in a form."""
    raw, name = WRITERS[kind](chromium_tab), f"方案.{kind}"
    here = read_here(raw, name)
    assert facts(client, raw, name=name).json() == here
    assert form(client, raw, name).json() == here


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "big5hkscs"])
def test_every_encoding_is_read(client: httpx.Client, encoding: str) -> None:
    """Text files in other encodings are read as well."""
    text = (
        "一、重點任務\n（一）推進平臺建設。（責任單位：市科技局）\n" if encoding[0] == "b" else PLAN
    )
    raw = text.encode(encoding)
    assert facts(client, raw).json() == read_here(raw, "file")


def test_the_type_decides_where_bytes_leave_doubt(client: httpx.Client) -> None:
    """A body without a name is Markdown if its type says so."""
    raw = b"# \xe6\x96\xb9\xe6\xa1\x88\n\n## \xe4\xb8\x80\n\n" + PLAN.encode()
    sent = client.post("/api/facts", content=raw, headers={"Content-Type": "text/markdown"})
    assert sent.json() == read_here(raw, "file.md")


def test_what_the_text_does_not_tell(client: httpx.Client) -> None:
    """Place, title, date, number and source are told in the address or in the form."""
    told = {
        "place": "云南省昆明市",
        "title": "别的方案",
        "date": "2024-03",
        "number": "昆政发〔2024〕3号",
        "source_url": "https://example.org/a.html",
    }
    given = {("issued" if name == "date" else name): text for name, text in told.items()}
    here = read_here(PLAN.encode(), "a.txt", **given)
    assert facts(client, PLAN.encode(), **told).json() == here
    assert form(client, PLAN.encode(), "a.txt", **told).json() == here
    assert form(client, PLAN.encode(), "a.txt", place="").json() == read_here(PLAN.encode(), "a")


def test_nothing_is_stored(service: Service) -> None:
    """/api/facts leaves the store as it was."""
    before = service[1].nquads()
    assert facts(service[0], SEED_TEXT.read_bytes()).status_code == 200
    assert service[1].nquads() == before


def test_facts_come_as_tables(client: httpx.Client) -> None:
    """``format=csv`` gives a ZIP with a table for each list, which no spreadsheet runs."""
    for asked in ({"params": {"format": "csv"}}, {"headers": {"Accept": "application/zip"}}):
        reply = client.post(
            "/api/facts", files={"file": ("a.txt", SEED_TEXT.read_bytes())}, **asked
        )  # type: ignore[arg-type]
        assert reply.headers["content-type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
            assert {"document.csv", "tasks.csv", "assignments.csv"} <= {*archive.namelist()}
            table = archive.read("assignments.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == len(facts(client, SEED_TEXT.read_bytes()).json()["assignments"])
    cell = form(client, PLAN.replace("推进第", "=推进第").encode(), "a.txt")
    assert cell.status_code == 200


@pytest.mark.parametrize(
    ("body", "kind", "status", "words"),
    [
        (b"", "text/plain", 422, "empty"),
        (b"a=b", "application/x-www-form-urlencoded", 415, "-F file=@plan.pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png", 415, "DOCX"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "", 415, "not a text"),
        (OLE + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel", 415, "Excel"),
        ("通知\n没有标题。".encode(), "text/plain", 422, "headings"),
        (b"%PDF-1.4\n", "application/pdf", 422, ""),
        (b"x", "multipart/form-data", 400, "boundary"),
        (b"x", "multipart/form-data; boundary=b", 400, "cut short"),
        (b"--b--", "multipart/form-data; boundary=b", 400, "no file"),
        (b"--b\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b", 400, "no file"),
        (b"--bx--b--", "multipart/form-data; boundary=b", 400, ""),
        (b"--b\r\n\r\nx\r\n" * 99 + b"--b--", "multipart/form-data; boundary=b", 400, "many"),
    ],
)
def test_what_is_no_plan_is_refused(
    client: httpx.Client, body: bytes, kind: str, status: int, words: str
) -> None:
    """What cannot be read is refused by its kind, with what was found and what to do."""
    reply = client.post("/api/facts", content=body, headers={"Content-Type": kind})
    assert words in json.dumps(problem(reply, status), ensure_ascii=False)


def test_a_form_holds_one_file(client: httpx.Client) -> None:
    """Two files, an unknown field, and a field that is not UTF-8 are 400."""
    two = [("a", ("a.txt", PLAN)), ("b", ("b.txt", PLAN))]
    problem(client.post("/api/facts", files=two), 400)
    assert problem(form(client, PLAN.encode(), "a.txt", plaec="x"), 400)["where"] == "plaec"
    odd = [("file", ("a.txt", PLAN)), ("place", (None, b"\xff"))]
    assert problem(client.post("/api/facts", files=odd), 400)["where"] == "place"


def test_a_form_without_scripts_is_answered_with_a_page(client: httpx.Client) -> None:
    """A form with a file or a text gives the page with what was read, or says why nothing was."""
    page = {"Accept": "text/html"}
    text = "某县工作方案\r\n一、任务\r\n（一）修路\r\n修路。（县交通局牵头）\r\n"
    sent = {"text": (None, text), "file": ("", b""), "place": (None, "")}
    reply = client.post("/en/upload", files=sent, headers=page)
    assert reply.status_code == 200
    for part in ("某县工作方案", "县交通局", "agencies", "100% was read"):
        assert part in reply.text
    table = (
        "某市规划\n\n一、主要目标\n\n| 指标 | 2025年 |\n|---|---|\n| 常住人口城镇化率（%） | 54 |\n"
    )
    told = client.post("/upload", files={"text": (None, table)}, headers=page)
    assert "54 %" in told.text  # the unit stands elsewhere in the table
    refused = client.post("/upload", files={"file": ("a.txt", b"")}, headers=page)
    assert (refused.status_code, "文件是空的。" in refused.text) == (422, True)
    nothing = client.post("/upload", files={"file": ("", b""), "text": (None, " ")}, headers=page)
    assert (nothing.status_code, "没有选择文件。" in nothing.text) == (400, True)


def test_what_is_told_wrongly_is_refused(client: httpx.Client) -> None:
    """A place or a date that is none is 400; a parameter that does not exist is 422."""
    assert "place" in json.dumps(problem(facts(client, PLAN.encode(), place="蓬莱仙山"), 400))
    problem(facts(client, PLAN.encode(), date="2022-13"), 400)
    problem(facts(client, PLAN.encode(), source_url="javascript:x"), 400)
    problem(facts(client, PLAN.encode(), plaec="云南省"), 422)
    problem(facts(client, PLAN.encode(), format="pdf"), 422)
    wrong = client.post(
        "/api/facts", content=PLAN.encode(), headers={**BINARY, "Accept": "image/png"}
    )
    problem(wrong, 406)


@pytest.mark.parametrize("name", READ)
def test_odd_files_are_read(narrow: httpx.Client, name: str) -> None:
    """A file that is odd is read or refused as by a command, or told that it takes too long."""
    assert facts(narrow, made(name), name=name).status_code in (200, 422, 504)


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused(narrow: httpx.Client, name: str) -> None:
    """Bombs, circles and endless files get their status, and the next file is read."""
    raw = made(name)
    reply = facts(narrow, raw, name=name)
    assert reply.status_code in (413, 415, 422, 504, 507)
    assert problem(reply, reply.status_code).get("advice") or reply.status_code == 413
    assert facts(narrow, PLAN.encode()).status_code == 200


def test_an_endless_file_is_504(narrow: httpx.Client) -> None:
    """A file that takes longer than it may is stopped at its deadline."""
    assert "5 seconds" in problem(facts(narrow, made(SLOW)), 504)["detail"]
    assert counted(narrow)["time"] >= 1


def test_a_greedy_file_is_507(narrow: httpx.Client) -> None:
    """A file that needs more memory than it may ends its own reader alone."""
    problem(facts(narrow, made("zip bomb.docx")), 507)
    assert facts(narrow, PLAN.encode()).status_code == 200


def test_long_files_are_413(narrow: httpx.Client) -> None:
    """A file longer than the limit is refused, also where its length is not told."""
    raw = b"a" * 8_000_001
    problem(facts(narrow, raw), 413)
    pieces = (raw[start : start + 65536] for start in range(0, len(raw), 65536))
    problem(narrow.post("/api/facts", content=pieces, headers=BINARY), 413)


def test_a_file_that_does_not_arrive_is_408(narrow: httpx.Client) -> None:
    """Whoever holds a place and sends nothing loses it."""

    def dawdle() -> Iterator[bytes]:
        yield b"a"
        time.sleep(7)
        yield b"b"

    problem(narrow.post("/api/facts", content=dawdle(), headers=BINARY), 408)
    assert facts(narrow, PLAN.encode()).status_code == 200


def test_libreoffice_never_runs(client: httpx.Client, trace: Path) -> None:
    """DOC, WPS and RTF are 415 over HTTP, and no program is started for them."""
    for raw in (RTF.encode(), OLE + "WordDocument".encode("utf-16-le")):
        assert "DOCX" in problem(facts(client, raw), 415)["advice"]
        problem(client.post("/api/plans", content=raw, headers=BINARY), 415)
    assert not trace.exists()


def test_twenty_files_at_once(client: httpx.Client) -> None:
    """Twenty files that come at the same time are all read, each as if it were alone."""
    texts = [PLAN.replace("昆明市", "昆明市第" + "一二三四五六七八九"[n % 9]) for n in range(20)]
    found: dict[int, httpx.Response] = {}

    def send(number: int) -> None:
        with httpx.Client(base_url=client.base_url, timeout=60) as own:
            found[number] = form(own, texts[number].encode(), f"{number}.txt")

    together(send, 20)
    assert Counter(reply.status_code for reply in found.values()) == {200: 20}
    for number, reply in found.items():
        assert reply.json() == read_here(texts[number].encode(), "a.txt")


def together(act: object, times: int) -> None:
    """A function called by as many threads at once, each with its number."""
    threads = [threading.Thread(target=act, args=(n,)) for n in range(times)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_what_no_reader_can_take_is_503(narrow: httpx.Client) -> None:
    """With the reader busy and the queue full, a file is refused and told when to come back."""
    found: list[httpx.Response] = []
    slow = made(SLOW)

    def send(_: int) -> None:
        with httpx.Client(base_url=narrow.base_url, timeout=60) as own:
            found.append(facts(own, slow))

    together(send, 6)
    statuses = Counter(reply.status_code for reply in found)
    assert set(statuses) <= {503, 504}
    assert statuses[503] >= 3
    assert all(reply.headers["retry-after"] for reply in found if reply.status_code == 503)
    assert facts(narrow, PLAN.encode()).status_code == 200


def test_a_client_that_goes_away_frees_its_reader(client: httpx.Client) -> None:
    """A reader ends with its client, and so does a place in the queue; the next file is read."""
    before, slow = counted(client), made(SLOW)

    def leave(_: int) -> None:
        with (
            httpx.Client(base_url=client.base_url, timeout=3) as own,
            pytest.raises(httpx.TimeoutException),
        ):
            facts(own, slow)

    together(leave, 3)
    assert facts(client, PLAN.encode()).status_code == 200
    assert eventually(lambda: busy(client) == 0)
    after = counted(client)
    assert after["time"] == before["time"]
    assert 1 <= after["cancelled"] - before["cancelled"] <= 3


def test_no_file_survives_its_request(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body too large for memory is kept in the store's folder, in a file without a name."""
    client, store = service
    folder = Path(str(store._folder))  # type: ignore[attr-defined]  # noqa: SLF001
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    raw = hostile.zipped({hostile.CONTENTS: "", "word/media/a.bin": os.urandom(5_000_000)})
    before = {entry.name for entry in folder.iterdir()}
    seen: set[str] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.update(entry.name for entry in folder.iterdir())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        assert facts(client, raw).status_code == 422
    finally:
        done.set()
        watcher.join()
    assert seen <= before


def children_of(process: int) -> list[int]:
    """The process ids of a process's children."""
    text = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(word) for word in text.split()]


def readers() -> list[int]:
    """The processes that fork readers for the services of this process."""
    tasks = Path("/proc/self/task").iterdir()
    children = [int(word) for task in tasks for word in (task / "children").read_text().split()]
    return [
        child
        for child in children
        if b"plangraph.graph.zygote" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def test_readers_come_back(client: httpx.Client) -> None:
    """A reader that is killed is 507; the process that they come from is started again."""
    assert facts(client, PLAN.encode()).status_code == 200
    before = readers()
    killed = [False]

    def kill() -> None:
        while not killed[0]:
            for child in (child for reader in before for child in children_of(reader)):
                with suppress(ProcessLookupError):  # it has ended by itself meanwhile
                    os.kill(child, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        problem(facts(client, made(SLOW)), 507)
    finally:
        killed[0] = True
        killer.join()
    for reader in before:
        os.kill(reader, signal.SIGKILL)
    assert facts(client, PLAN.encode()).status_code == 200


def test_plans_need_a_token(client: httpx.Client, service: Service) -> None:
    """Adding and removing are 401 without a token, 403 with one that allows less."""
    tokens = Tokens(Path(str(service[1]._folder)) / "tokens")  # type: ignore[attr-defined]  # noqa: SLF001
    weak, _ = tokens.create("weak", Scope.READ)
    enough, _ = tokens.create("enough", Scope.PLANS)
    with httpx.Client(base_url=client.base_url, timeout=60) as own:
        for token, status in (("pgt_x", 401), (weak, 403)):
            own.headers["Authorization"] = f"Bearer {token}"
            problem(own.post("/api/plans", content=PLAN, headers=BINARY), status)
            problem(own.delete("/api/plans/x"), status)
        own.headers["Authorization"] = f"Bearer {enough}"
        added = own.post("/api/plans", content=PLAN, headers=BINARY)
        assert added.status_code == 201
        assert own.delete(added.headers["location"]).status_code == 204


def test_a_plan_comes_and_goes(service: Service) -> None:
    """201 and its address; 200 for the same file again; 200 for a changed one; 204, then 404."""
    client, store = service
    before = store.nquads()
    raw = SEED_TEXT.read_bytes()

    def add(content: bytes) -> httpx.Response:
        return client.post("/api/plans", files={"file": ("方案.txt", content)})

    first = add(raw)
    assert (first.status_code, first.json()["outcome"]) == (201, "added")
    assert first.json()["counts"]["tasks"] == 9
    assert first.json()["read"] == 1
    assert client.get(first.headers["location"]).json()["id"] == first.json()["id"]
    generation = store.generation()
    again = add(raw)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert store.generation() == generation
    changed = add(raw + "\n附则。".encode())
    assert (changed.status_code, changed.json()["outcome"]) == (200, "replaced")
    assert changed.headers["location"] == first.headers["location"]
    assert client.delete(first.headers["location"]).status_code == 204
    problem(client.delete(first.headers["location"]), 404)
    assert store.nquads() == before


def test_doubts_are_told(client: httpx.Client) -> None:
    """What the text does not tell is a warning that names the parameter to tell it with."""
    raw = PLAN.replace("昆明市工作方案（2024—2026年）\n", "").encode()
    added = client.post("/api/plans", content=raw, headers=BINARY)
    warnings = " ".join(added.json()["warnings"])
    assert "tell it with place" in warnings
    assert "tell it with title, date" in warnings
    client.delete(added.headers["location"])


def test_the_same_triples_as_the_command(service: Service, seed_store: Store) -> None:
    """A plan that comes over HTTP is in the store as the command would have put it."""
    client, store = service
    added = client.post("/api/plans", content=SEED_TEXT.read_bytes(), headers=BINARY)
    key = added.json()["key"]
    here, there = store.graphs_of(key), seed_store.graphs_of(key)
    assert set(here.stated) == set(there.stated)
    assert set(here.inferred) == set(there.inferred)
    assert set(here.reference) == set(there.reference)
    client.delete(added.headers["location"])


def test_a_service_that_only_reads_takes_no_plan(tmp_path: Path, seed_store: Store) -> None:
    """With ``read_only`` a plan is 403, whatever the token."""
    settings = Settings(store=str(tmp_path), read_only=True)
    token, _ = Tokens(settings.tokens_folder).create("test", Scope.ADMIN)
    with serving(seed_store, settings) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        problem(client.post("/api/plans", content=PLAN, headers=BINARY), 403)
        problem(client.delete("/api/plans/x"), 403)


def test_other_pages_may_ask_for_facts(client: httpx.Client) -> None:
    """A page of another site may send a file for its facts, and may not add a plan."""
    origin = {"Origin": "https://example.org", **BINARY}
    open_to = "access-control-allow-origin"
    assert client.post("/api/facts", content=PLAN, headers=origin).headers[open_to] == "*"
    assert open_to not in client.post("/api/plans", content=b"", headers=origin).headers
