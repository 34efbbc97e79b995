"""Spans of days: told by the first day inside and the first day after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_DAY = dt.timedelta(days=1)


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day some years on; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def day_after(day: dt.date) -> dt.date:
    """The next day; the last day of the calendar stays."""
    return day if day == dt.date.max else day + _DAY


@dataclass(frozen=True, slots=True)
class Window:
    """From ``since`` (None: ever) to the day before ``free_on`` (None: no end)."""

    since: dt.date | None = None
    free_on: dt.date | None = None

    @classmethod
    def of_span(cls, from_on: dt.date | None, until_on: dt.date | None) -> Window:
        """The window of a span told by its first and last days."""
        return cls(from_on, day_after(until_on) if until_on else None)

    def looking_back(self, years: int | None) -> Window:
        """Held on for so many years after its last day (None: for ever). Who left on 18 March 2022
        is free, with three years, on 19 March 2025: on the 18th the last three years still held
        that day."""
        if self.free_on is None or years == 0:
            return self
        if years is None:
            return Window(self.since, None)
        last = self.free_on - _DAY
        return Window(self.since, day_after(add_years(last, years)))

    def within(self, other: Window) -> Window | None:
        """What both cover; None if no day."""
        since = max((one for one in (self.since, other.since) if one), default=None)
        free_on = min((one for one in (self.free_on, other.free_on) if one), default=None)
        if since and free_on and since >= free_on:
            return None
        return Window(since, free_on)

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether any day from ``first`` to ``last`` lies inside."""
        begins = self.since is None or self.since <= last
        return begins and (self.free_on is None or self.free_on > first)
