"""What tests of processes wait for: a state, however long a busy machine takes to come to it."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

PATIENCE: Final = 60.0  # seconds


def eventually(state: Callable[[], object], *faults: type[Exception]) -> bool:
    """Whether a state comes about in the end; what raises one of these faults is not there yet."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(*faults):
            if state():
                return True
        time.sleep(0.05)
    return bool(state())
