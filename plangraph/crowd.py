"""Many things to as many results, in their order, worked at by several processes.

A thing that ends its process is tried once more in a process of its own, then given up; it stops no
other.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def worked(
    act: Callable[[Thing], Result],
    things: Sequence[Thing],
    jobs: int,
    lost: Callable[[Thing], Result],
) -> Iterator[Result]:
    """The result of each thing; with one job, or for one thing, of this process.

    Args:
        act: A function of a module, since processes are told its name.
        things: What it is given, one at a time.
        jobs: So many processes at most.
        lost: Gives the result of a thing that ended its process twice.
    """
    if jobs == 1 or len(things) < 2:
        yield from map(act, things)
        return
    done = 0
    while done < len(things):
        try:
            for result in _pooled(act, things[done:], jobs):
                done += 1
                yield result
        except BrokenProcessPool:
            yield _alone(act, things[done], lost)
            done += 1


def _alone(act: Callable[[Thing], Result], thing: Thing, lost: Callable[[Thing], Result]) -> Result:
    try:
        return next(_pooled(act, [thing], 1))
    except BrokenProcessPool:
        return lost(thing)


def _pooled(act: Callable[[Thing], Result], things: Sequence[Thing], jobs: int) -> Iterator[Result]:
    context = multiprocessing.get_context("spawn")
    workers = min(jobs, len(things))
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_ignore_interrupt) as pool:
        try:
            yield from pool.map(act, things)
        except BrokenProcessPool:
            # A worker that starts while the pool breaks is not ended by it, and would hold us up.
            for worker in set(multiprocessing.active_children()) - others:
                worker.kill()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches all processes of a terminal; only the first one shall speak of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
