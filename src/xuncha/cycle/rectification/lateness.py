"""How late an item is against the date it was first given: no extension erases it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.rectification.enums import UNDONE
from xuncha.cycle.rectification.models import Item
from xuncha.kernel import clock


@dataclass(frozen=True, slots=True)
class Lateness:
    """``days`` past the original date (0: not late), of which ``granted`` by extensions."""

    days: int
    granted: int

    @property
    def ungranted(self) -> int:
        return max(0, self.days - self.granted)

    @property
    def words(self) -> str:
        """For people; "" where nothing is late."""
        if not self.days:
            return ""
        if not self.granted:
            return f"超过原定时限 {self.days} 天"
        own = f"，另有 {self.ungranted} 天没有批准" if self.ungranted else ""
        return f"超过原定时限 {self.days} 天，其中批准延期 {min(self.days, self.granted)} 天{own}"


def lateness(item: Item, today: dt.date) -> Lateness:
    """Counted to the day the unit says it was done, else to today. Long-term items are never late.
    No query."""
    if item.is_long_term or item.original_due_on is None:
        return Lateness(0, 0)
    until = today
    if item.state not in UNDONE:
        claimed = item.claimed_at.astimezone(clock.CHINA).date() if item.claimed_at else today
        until = item.done_on or claimed
    days = max(0, (until - item.original_due_on).days)
    granted = (item.due_on - item.original_due_on).days if item.due_on else 0
    return Lateness(days, max(0, granted))
