"""Plans of one sentence or table without end are read in about the time of their length."""

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from plangraph.ingest.reader import read_plan
from tests.ingest.long_lines import CASES

LENGTH = 30_000
MOST = 8.0  # seconds of work: ten times what one takes, a part of the time of square growth


@pytest.fixture
def bounded() -> Iterator[None]:
    """Ends what works without end; the time of other processes does not count."""

    def stop(_: int, frame: FrameType | None) -> None:
        del frame
        raise TimeoutError(f"still at work after {MOST} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("name", CASES)
def test_one_construct_without_end(name: str) -> None:
    """Thirty thousand characters of one construct are read as bounded work."""
    text = CASES[name](LENGTH)
    assert len(text) > LENGTH * 0.7
    plan = read_plan(text.encode())
    assert plan.items
    assert all(len(target.evidence.span.quote) < LENGTH / 20 for target in plan.targets)
