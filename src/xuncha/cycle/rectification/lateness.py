"""How late an item is against the date it was first given: no extension and no date that the unit
writes down erases it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.rectification.enums import UNDONE, ExtensionState, ItemState
from xuncha.cycle.rectification.models import Item
from xuncha.kernel import clock

_BY_LEDGER = "claim_by_ledger"


@dataclass(frozen=True, slots=True)
class Lateness:
    """``days`` past the original date (0: not late), of which ``ungranted`` nobody had agreed to
    beforehand: past the date that was set last, or before an extension that was asked for when the
    date was over (``asked_late``)."""

    days: int
    ungranted: int = 0
    asked_late: int = 0

    @property
    def granted(self) -> int:
        """Days that an extension covered in time."""
        return self.days - self.ungranted

    @property
    def words(self) -> str:
        """For people; "" where nothing is late."""
        if not self.days:
            return ""
        told = [f"超过原定时限 {self.days} 天"]
        if self.granted:
            told.append(f"其中批准延期 {self.granted} 天")
            if self.ungranted:
                told.append(f"另有 {self.ungranted} 天没有批准")
        if self.asked_late:
            told.append(f"延期是逾期 {self.asked_late} 天以后才申请的")
        return "，".join(told)


def lateness(item: Item, today: dt.date) -> Lateness:
    """Counted to the day on which the unit claimed the item in the system, else to today: the day
    that it names itself (``done_on``) counts only where an imported ledger brought the claim, whose
    own day is that of the import. Long-term items are never late. No query where the item's steps
    and extensions were read along."""
    if item.is_long_term or item.original_due_on is None:
        return Lateness(0)
    until = today if item.state in UNDONE else _claimed_on(item, today)
    days = max(0, (until - item.original_due_on).days)
    past = max(0, (until - (item.due_on or item.original_due_on)).days)
    asked_late = sum(
        one.late_days for one in item.extensions.all() if one.state == ExtensionState.GRANTED
    )
    return Lateness(days, min(days, past + asked_late), min(days, asked_late))


def _claimed_on(item: Item, today: dt.date) -> dt.date:
    if item.claimed_at is None:
        return today
    claims = [one for one in item.steps.all() if one.after == ItemState.CLAIMED]
    last = max(claims, key=lambda one: one.pk, default=None)
    if item.done_on and last is not None and last.action == _BY_LEDGER:
        return item.done_on
    return item.claimed_at.astimezone(clock.CHINA).date()
