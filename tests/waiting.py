"""What tests of processes wait for: a state, however long a busy machine takes to come to it."""

import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 60.0  # seconds


def eventually(state: Callable[[], object]) -> bool:
    """Whether a state comes about in the end."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if state():
            return True
        time.sleep(0.05)
    return bool(state())
