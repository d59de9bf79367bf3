"""Replies are kept until the store changes; lists go on where they ended."""

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from plangraph.api.kept import Kept
from plangraph.api.settings import Settings
from plangraph.graph.answer import Answer
from plangraph.graph.embedded import EmbeddedStore
from plangraph.graph.terms import Term
from plangraph.ontology.triples import PlanGraphs
from tests.api.conftest import serving


class Counting(EmbeddedStore):
    """A store that tells how often it was asked."""

    asked = 0

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None, **more: Any) -> Answer:
        """See :class:`Store`."""
        self.asked += 1
        return super().query(sparql, bindings, **more)


@pytest.fixture
def counting(tmp_path: Path, seed_graphs: PlanGraphs) -> Iterator[Counting]:
    """A store with the bundled plan."""
    with Counting(tmp_path / "store") as store:
        store.add(seed_graphs)
        yield store


@pytest.mark.parametrize("path", ["/", "/en/", "/api/tasks", "/api/tasks?q=专利", "/api/network"])
def test_an_answer_is_computed_once(counting: Counting, path: str) -> None:
    """Asked again while nothing is written, the same bytes come back without a query."""
    with serving(counting) as client:
        first = client.get(path)
        before = counting.asked
        again = client.get(path)
        assert (again.content, counting.asked) == (first.content, before)
        names = ("content-type", "etag", "content-security-policy", "vary")
        assert [again.headers[name] for name in names] == [first.headers[name] for name in names]
        assert again.headers.get("link") == first.headers.get("link")
        assert client.head(path).headers["content-length"] == first.headers["content-length"]
        assert counting.asked == before
        client.get(path, headers={"Accept": "application/json, text/html;q=0.5, */*;q=0.1"})
        assert counting.asked >= before


def test_a_write_makes_every_answer_new(counting: Counting, digital_graphs: PlanGraphs) -> None:
    """After a write lists, things and pages show the new state at once."""
    with serving(counting) as client:
        assert client.get("/api/plans").json()["total"] == 1
        before = client.get("/api/tasks?limit=1").json()["total"]
        counting.add(digital_graphs)
        assert client.get("/api/plans").json()["total"] == 2
        assert client.get("/api/tasks?limit=1").json()["total"] > before
        counting.remove(digital_graphs.plan_key)
        assert client.get("/api/tasks?limit=1").json()["total"] == before


def test_rows_that_are_known_are_not_read_again(counting: Counting) -> None:
    """Another part of a list, or another filter, asks for what passes and not for the rows."""
    with serving(counting) as client:
        client.get("/api/tasks")
        before = counting.asked
        part = client.get("/api/tasks?limit=2&offset=3").json()
        assert counting.asked == before
        assert len(part["items"]) == 2
        client.get("/api/tasks?q=专利")
        assert counting.asked == before + 1


def test_kept_replies_are_counted_under_their_route(counting: Counting) -> None:
    """The metrics name the route of a reply, kept or not."""
    with serving(counting) as client:
        for _ in range(3):
            client.get("/api/tasks?limit=7")
        lines = client.get("/metrics").text.splitlines()
        counts = [line for line in lines if 'route="/api/tasks"' in line and "_total" in line]
        assert counts
        assert counts[0].endswith(" 3.0")


def test_nothing_is_kept_where_the_operator_says_so(counting: Counting) -> None:
    """With PLANGRAPH_CACHE_MEGABYTES=0 every answer is computed."""
    with serving(counting, Settings(cache_megabytes=0)) as client:
        first = client.get("/api/tasks")
        before = counting.asked
        assert client.get("/api/tasks").content == first.content
        assert counting.asked > before


def test_room_is_bounded() -> None:
    """What was asked for longest ago makes room; what is too large is not kept at all."""
    kept = Kept[str](room=100)
    for number in range(50):
        kept.put("now", number, "x", 10)
        kept.get("now", 0)
    assert len(kept) == 10
    assert kept.get("now", 0) == "x"
    assert kept.get("now", 1) is None
    kept.put("now", "large", "x", 26)
    assert kept.get("now", "large") is None
    kept.put("now", 0, "y", 20)
    assert kept.get("now", 0) == "y"
    assert len(kept) == 9


def cursor_after(client: httpx.Client, path: str, limit: int) -> str:
    """The cursor of the second part."""
    cursor: str = client.get(path, params={"limit": limit}).json()["cursor"]
    return cursor


def test_a_cursor_survives_a_write(counting: Counting, digital_graphs: PlanGraphs) -> None:
    """After a write a cursor goes on behind the row that was given last."""
    with serving(counting) as client:
        whole = [row["key"] for row in client.get("/api/tasks").json()["items"]]
        cursor = cursor_after(client, "/api/tasks", 4)
        counting.add(digital_graphs)
        rest = client.get("/api/tasks", params={"limit": 500, "cursor": cursor}).json()["items"]
        assert [row["key"] for row in rest if row["key"] in whole] == whole[4:]


def test_a_cursor_whose_row_is_gone_says_so(counting: Counting, digital_graphs: PlanGraphs) -> None:
    """Where the last row has left the list, the answer is 410 and tells to begin again."""
    counting.add(digital_graphs)
    with serving(counting) as client:
        plan = digital_graphs.plan_key
        place = [row["plan"]["key"] for row in client.get("/api/tasks").json()["items"]]
        last = len(place) - place[::-1].index(f"plan/{plan}")
        cursor = cursor_after(client, "/api/tasks", last - 1)
        counting.remove(plan)
        gone = client.get("/api/tasks", params={"cursor": cursor})
        assert (gone.status_code, gone.headers["content-type"]) == (410, "application/problem+json")
        assert "begin again" in gone.json()["detail"]


def test_a_cursor_belongs_to_one_list(both: httpx.Client) -> None:
    """A cursor of other filters, an invented one, and one beside an offset are refused."""
    cursor = cursor_after(both, "/api/tasks", 4)
    assert both.get("/api/tasks", params={"cursor": cursor, "limit": 2}).json()["offset"] == 4
    for path, query, status in (
        ("/api/tasks", {"cursor": cursor, "q": "质量"}, 400),
        ("/api/measures", {"cursor": cursor}, 400),
        ("/api/tasks", {"cursor": "MTIz"}, 400),
        ("/api/tasks", {"cursor": "专利"}, 400),
        ("/api/tasks", {"cursor": cursor, "offset": "2"}, 422),
    ):
        assert both.get(path, params=query).status_code == status, query


def test_a_part_beyond_the_end_is_empty(both: httpx.Client) -> None:
    """An offset behind the last row gives no rows, and a way back."""
    page = both.get("/api/tasks?limit=3&offset=900").json()
    assert (page["items"], page["cursor"], "next" in page["links"]) == ([], None, False)
    assert len(both.get(page["links"]["prev"]).json()["items"]) == 3


def test_of_many_who_ask_at_once_one_counts() -> None:
    """What one is counting already, others wait for; where nothing is kept, each counts."""
    for room, least, most in ((8, 1, 1), (0, 4, 4)):
        kept, made = Kept[int](room), list[int]()
        met = threading.Barrier(4)

        def make(made: list[int] = made) -> tuple[int, int]:
            made.append(1)
            return 7, 1

        def ask(_: int, kept: Kept[int] = kept, make: Any = make, met: Any = met) -> int:
            met.wait(60)
            return kept.once(lambda: "monday", "a", make)

        with ThreadPoolExecutor(4) as threads:
            assert [*threads.map(ask, range(4))] == [7] * 4
        assert least <= len(made) <= most


def test_what_was_made_while_the_store_changed_is_not_kept() -> None:
    """A value that may be of two states is given to whoever asked, and to nobody else."""
    kept, states = Kept[str](8), iter(["monday", "tuesday", "tuesday"])
    assert kept.once(lambda: next(states), "a", lambda: ("A", 1)) == "A"
    assert kept.get("monday", "a") is kept.get("tuesday", "a") is None
