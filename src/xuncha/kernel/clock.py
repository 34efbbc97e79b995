"""The time, from one place, so that a test or the demo site can stand on another day.

A demonstration site lives on its own calendar day: ``set_offset`` shifts the clock for the whole
process. A working site never sets it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

_offset: dt.timedelta = dt.timedelta()
_fixed: ContextVar[dt.datetime | None] = ContextVar("xuncha_fixed_time", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in China's time."""
    fixed = _fixed.get()
    return fixed if fixed is not None else dt.datetime.now(CHINA) + _offset


def today() -> dt.date:
    """The present day in China."""
    return now().astimezone(CHINA).date()


def offset() -> dt.timedelta:
    """How far this site's clock stands from the real one; zero except on a demo site."""
    return _offset


def set_offset(value: dt.timedelta) -> None:
    """Shift the clock of this process (demo sites only)."""
    global _offset
    _offset = value


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Stand still at a moment, for tests and for loading the demo district's past."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(9), CHINA)
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
