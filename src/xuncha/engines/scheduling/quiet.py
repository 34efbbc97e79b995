"""Keeping the solver's greeting off standard output, which belongs to the answer."""

from __future__ import annotations

import contextlib
import ctypes
import os
import threading
from typing import Any

_lock = threading.Lock()
_greeted = False


def new_engine(highspy: Any) -> Any:
    """A new HiGHS that says nothing. It greets once in a process, by a way that no option shuts:
    for that moment the descriptor of standard output points nowhere."""
    global _greeted
    with _lock:
        if _greeted:
            engine = highspy.Highs()
        else:
            with _shut_descriptor(1):
                engine = highspy.Highs()
            _greeted = True
    engine.silent()
    return engine


@contextlib.contextmanager
def _shut_descriptor(number: int) -> Any:
    try:
        kept = os.dup(number)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        _flush()
        os.dup2(nowhere, number)
        yield
        _flush()
    finally:
        os.dup2(kept, number)
        os.close(kept)
        os.close(nowhere)


def _flush() -> None:
    """Empty the buffers of the C library, where there is one to be had."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).fflush(None)
