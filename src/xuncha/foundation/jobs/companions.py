"""What runs in the worker's process beside the jobs, each in a thread of its own, for as long as
the worker runs. For what must not wait behind a long job."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Companion = Callable[[threading.Event], None]

_companions: list[Companion] = []


def add(companion: Companion) -> None:
    """Have a function run beside the jobs; it ends soon after the event is set, and looks after its
    own mistakes."""
    if companion not in _companions:
        _companions.append(companion)


@contextmanager
def beside(stop: threading.Event) -> Iterator[None]:
    """Run them all until the block ends; then ask them to stop and wait."""
    threads = [threading.Thread(target=one, args=(stop,), name=one.__name__) for one in _companions]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
